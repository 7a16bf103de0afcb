//! The ways in which HTML is read for names: all of it, and what a reader sees.
//!
//! Pure. A name is found if one of them holds it.

use std::borrow::Cow;

use super::css::unescaped;
use super::style_sheet::HidingRules;
use super::tokens::{Token, decode, tokens};
use super::visible::Visibility;
use crate::formats::text::normalized::{Normalized, percent_decoded, without_note_marks};

/// Links within links within links.
const DEEPEST_LINK: usize = 3;

/// HTML as it is read: all its text, then the content of attributes, comments and styles; then, where that
/// differs, what a reader sees and hears.
pub(crate) fn readings_of_html(tokens: &[(usize, Token<'_>)]) -> Vec<Normalized> {
    let mut out = vec![squeeze_html(tokens)];
    out.extend(squeeze_seen(tokens));
    out
}

/// What a reader sees: without what is hidden, without marks that lead to notes, with the words in place of pictures
/// where they stand, and with `%XX` decoded. `None` where that is just the text.
fn squeeze_seen(tokens: &[(usize, Token<'_>)]) -> Option<Normalized> {
    let mut visibility = Visibility::of(tokens, HidingRules::Any);
    if !tokens.iter().any(|(_, token)| differs(token, &visibility)) {
        return None;
    }
    let (mut out, mut raised) = (Normalized::new(), false);
    for (_, token) in tokens {
        match token {
            Token::Open(name, attributes) => {
                visibility.open(name, attributes);
                raised = name == "sup" || raised;
                let alt = attributes.iter().find(|(name, _)| name == "alt");
                if let Some((_, alt)) = alt.filter(|_| visibility.is_seen()) {
                    out.gap();
                    out.add(alt);
                }
            }
            Token::Close(name) => {
                visibility.close(name);
                raised = name != "sup" && raised;
            }
            Token::Text(text) if visibility.is_seen() && !(raised && is_mark(text)) => {
                let text = percent_decoded(text);
                match without_note_marks(&text) {
                    Some(bare) => out.add(&bare),
                    None => out.add(&text),
                }
            }
            Token::Text(_) | Token::Raw(_) | Token::Comment(_) => {}
        }
        if ends_word(token) && visibility.is_seen() && !raised {
            out.gap();
        }
    }
    Some(out)
}

/// Whether a token may make what is seen differ from the text.
fn differs(token: &Token<'_>, visibility: &Visibility) -> bool {
    match token {
        // The title comes before all text.
        Token::Open(name, _) if name == "title" => false,
        Token::Open(name, attributes) => {
            let has_alt = || {
                attributes
                    .iter()
                    .any(|(name, alt)| name == "alt" && !alt.is_empty())
            };
            name == "sup" || visibility.hides(name, attributes) || has_alt()
        }
        Token::Text(text) => text.contains('%') || without_note_marks(text).is_some(),
        Token::Close(_) | Token::Raw(_) | Token::Comment(_) => false,
    }
}

/// A raised mark after a word that leads to a note.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    text.chars().all(|c| !c.is_alphabetic()) && text.chars().count() <= 3
}

/// All the text, then the content of attributes, comments and styles.
fn squeeze_html(tokens: &[(usize, Token<'_>)]) -> Normalized {
    let mut out = Normalized::new();
    for (_, token) in tokens {
        if let Token::Text(text) = token {
            out.add(text);
        } else if ends_word(token) {
            out.gap();
        }
    }
    out.gap();
    add_outside_cells(tokens, &mut out);
    for (_, token) in tokens {
        out.gap();
        match token {
            Token::Text(_) | Token::Close(_) => {}
            Token::Raw(text) if text.contains('\\') => out.add(&unescaped(text)),
            Token::Raw(text) => out.add(text),
            Token::Comment(text) => add_comment(text, &mut out),
            Token::Open(_, attributes) => {
                for (_, value) in attributes {
                    out.gap();
                    out.add(&fully_decoded(value));
                }
            }
        }
    }
    out
}

/// A comment as written, and as the HTML that Outlook takes it for.
fn add_comment(text: &str, out: &mut Normalized) {
    out.add(&decode(text));
    if is_conditional(text) {
        for (_, token) in tokens(text) {
            match token {
                Token::Text(text) => out.add(&text),
                token if ends_word(&token) => out.gap(),
                _ => {}
            }
        }
    }
}

/// `<!--[if mso]>…<![endif]-->`
pub(crate) fn is_conditional(comment: &str) -> bool {
    let start = comment.trim_start().get(..3);
    start.is_some_and(|start| start.eq_ignore_ascii_case("[if"))
}

/// Text inside a table and outside its cells: browsers show it before the table (section 13.2.6.1).
fn add_outside_cells(tokens: &[(usize, Token<'_>)], out: &mut Normalized) {
    // For each table that is open, whether a cell is.
    let mut tables: Vec<bool> = Vec::new();
    for (_, token) in tokens {
        match token {
            Token::Open(name, _) => match &**name {
                "table" => tables.push(false),
                "td" | "th" | "caption" => set_last(&mut tables, true),
                "tr" | "tbody" | "thead" | "tfoot" => set_last(&mut tables, false),
                _ => {}
            },
            Token::Close(name) => match &**name {
                "table" => drop(tables.pop()),
                "td" | "th" | "caption" | "tr" | "tbody" | "thead" | "tfoot" => {
                    set_last(&mut tables, false)
                }
                _ => {}
            },
            Token::Text(text) if tables.last() == Some(&false) && !text.trim().is_empty() => {
                out.add(text);
                continue;
            }
            Token::Text(_) | Token::Raw(_) | Token::Comment(_) => {}
        }
    }
}

fn set_last(tables: &mut [bool], is_in_cell: bool) {
    if let Some(last) = tables.last_mut() {
        *last = is_in_cell;
    }
}

/// Whether a word may end at a tag. At nearly any: a style can make a block of each.
fn ends_word(token: &Token<'_>) -> bool {
    match token {
        Token::Open(name, _) | Token::Close(name) => name != "wbr",
        Token::Comment(_) | Token::Text(_) | Token::Raw(_) => false,
    }
}

/// As [`percent_decoded`], as often as links were put into links.
fn fully_decoded(value: &str) -> Cow<'_, str> {
    let mut value = percent_decoded(value);
    for _ in 1..DEEPEST_LINK {
        match percent_decoded(&value) {
            Cow::Owned(decoded) if decoded != *value => value = Cow::Owned(decoded),
            _ => break,
        }
    }
    value
}
