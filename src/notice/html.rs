//! A small reader of HTML, enough to look at what templates render to: tags, attributes, comments, text.
//!
//! Not a parser (WHATWG HTML, section 13.2 is one): it follows the tokenizer closely enough that nothing a
//! reader could see or fetch goes unseen by leak check and lint. It never fails; odd input gives odd tokens.

use std::borrow::Cow;

use memchr::memchr;

/// A stretch of an HTML text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text as written, entities not decoded.
    Text(&'a str),
    /// The inside of `<style>` or `<script>`.
    Raw(&'a str),
    /// The inside of `<!-- … -->`, `<!…>` or `<?…>`.
    Comment(&'a str),
    /// A tag that opens: its name in lower case and its attributes, decoded.
    Open(Cow<'a, str>, Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// A tag that closes: its name in lower case.
    Close(Cow<'a, str>),
}

/// The tokens of `html`, each with the offset of its first octet.
pub(super) fn tokens(html: &str) -> Vec<(usize, Token<'_>)> {
    let mut out = vec![];
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let (token, length) = match memchr(b'<', rest.as_bytes()) {
            Some(0) => markup(rest),
            Some(text) => (Token::Text(&rest[..text]), text),
            None => (Token::Text(rest), rest.len()),
        };
        let raw = match &token {
            Token::Open(name, _) if matches!(&**name, "style" | "script") => Some(format!("</{name}")),
            _ => None,
        };
        out.push((at, token));
        at += length;
        if let Some(end) = raw {
            let length = find_ignoring_case(&html[at..], &end).unwrap_or(html.len() - at);
            out.push((at, Token::Raw(&html[at..at + length])));
            at += length;
        }
    }
    out
}

/// The token at a `<`, and its length; never zero.
fn markup(rest: &str) -> (Token<'_>, usize) {
    if let Some(inside) = rest.strip_prefix("<!--") {
        let end = inside.find("-->");
        return (
            Token::Comment(&inside[..end.unwrap_or(inside.len())]),
            end.map_or(rest.len(), |end| end + 7),
        );
    }
    let inside = &rest[1..];
    match inside.bytes().next() {
        Some(b'!' | b'?') => {
            let end = inside.find('>').unwrap_or(inside.len());
            (Token::Comment(&inside[1..end]), (end + 2).min(rest.len()))
        }
        Some(b'/') if inside[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
            let end = inside.find('>').unwrap_or(inside.len());
            (Token::Close(tag_name(&inside[1..end])), (end + 2).min(rest.len()))
        }
        Some(first) if first.is_ascii_alphabetic() => {
            let end = tag_end(inside);
            let name = tag_name(inside);
            let attributes = attributes(&inside[name.len()..end]);
            (Token::Open(name, attributes), (end + 2).min(rest.len()))
        }
        _ => (Token::Text(&rest[..1]), 1),
    }
}

fn tag_name(inside: &str) -> Cow<'_, str> {
    lower(inside.split(|c: char| c.is_whitespace() || c == '/' || c == '>').next().unwrap_or_default())
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(inside: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    inside.len()
}

fn attributes(mut rest: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let mut out = vec![];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return out;
        }
        // A stray `=` first is part of the name, so each turn takes at least one character.
        let skip = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[skip..].find(|c: char| c.is_whitespace() || c == '=' || c == '/');
        let (name, after) = rest.split_at(end.map_or(rest.len(), |end| end + skip));
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start()),
            None => ("", after),
        };
        out.push((lower(name), decode(value)));
        rest = after;
    }
}

fn attribute_value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = rest.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))
}

/// Text with its character references decoded. Of the named ones it knows the usual; an unknown one stays.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let reference = rest.find(';').filter(|&end| end <= 12).map(|end| (&rest[..end], &rest[end + 1..]));
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => out.push('&'),
        }
    }
    Cow::Owned(out + rest)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "euro" => '€',
        "copy" => '©',
        _ => return accented(name),
    })
}

/// `&eacute;`: a letter and the name of its mark, composed by Unicode.
fn accented(name: &str) -> Option<char> {
    let (letter, mark) = (name.chars().next()?, name.get(1..)?);
    let mark = match mark {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "uml" => '\u{308}',
        "ring" => '\u{30a}',
        "caron" => '\u{30c}',
        "cedil" => '\u{327}',
        _ => return None,
    };
    unicode_normalization::char::compose(letter, mark)
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open(name: &str, attributes: &[(&str, &str)]) -> Token<'static> {
        Token::Open(
            name.to_owned().into(),
            attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned().into(), (*value).to_owned().into()))
                .collect(),
        )
    }

    #[test]
    fn tags_attributes_comments_and_text_are_told_apart() {
        let html = "<!DOCTYPE html><P Class=a title='b>c' hidden href = \"x?a&amp;b\"/>d < e<!-- f> --></p ><STYLE>g<h</style>";
        let found: Vec<Token> = tokens(html).into_iter().map(|(_, token)| token).collect();
        assert_eq!(
            found,
            [
                Token::Comment("DOCTYPE html"),
                open("p", &[("class", "a"), ("title", "b>c"), ("hidden", ""), ("href", "x?a&b")]),
                Token::Text("d "),
                Token::Text("<"),
                Token::Text(" e"),
                Token::Comment(" f> "),
                Token::Close("p".into()),
                open("style", &[]),
                Token::Raw("g<h"),
                Token::Close("style".into()),
            ]
        );
    }

    #[test]
    fn character_references_are_decoded_once() {
        assert_eq!(
            decode("Caf&eacute; M&uuml;ller &amp;amp; &#x27;t &#233; &onzin; & x"),
            "Café Müller &amp; 't é &onzin; & x"
        );
        assert_eq!(decode("&uuml;&Ccedil;&nbsp;"), "üÇ\u{a0}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "([<>&;!/='\" a-]|--|<!--|</?style|\\PC){0,60}") {
            let found = tokens(&html);
            prop_assert!(found.windows(2).all(|pair| pair[0].0 <= pair[1].0));
            prop_assert_eq!(found.is_empty(), html.is_empty());
        }
    }
}
