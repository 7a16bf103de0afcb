//! HTML as its readers' programs read it: tags, attributes, comments, text.
//!
//! The tokenizer is `html5gum` (WHATWG HTML, section 13.2.5), so that comments end, character references are read and
//! attributes count as in a browser. It never fails; odd input gives odd tokens.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::ForwardingEmitter;
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Tokenizer};

/// A stretch of an HTML text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text, character references decoded.
    Text(Cow<'a, str>),
    /// The inside of `<style>` or `<script>`.
    Raw(Cow<'a, str>),
    /// The inside of `<!-- … -->`, `<!…>` or `<?…>`.
    Comment(Cow<'a, str>),
    /// A tag that opens: its name in lower case and its attributes, decoded.
    Open(Cow<'a, str>, Vec<(Cow<'a, str>, Cow<'a, str>)>),
    /// A tag that closes: its name in lower case.
    Close(Cow<'a, str>),
}

/// The tokens of `html`, each with the byte offset of its source.
pub(crate) fn tokens(html: &str) -> Vec<(usize, Token<'_>)> {
    let mut out = Vec::new();
    each_token(html, |at, token| out.push((at, token)));
    out
}

/// Calls `each` with every token of `html` and the byte offset of its source: a large text costs no more memory than a
/// small one.
pub(crate) fn each_token<'a>(html: &'a str, each: impl FnMut(usize, Token<'a>)) {
    let mut reading = Reading {
        html,
        last: None,
        each,
        open: 0,
        opens: false,
        unseen: Vec::new(),
        content: Content::Html,
    };
    let emitter = CallbackEmitter::<_, Infallible, usize>::new(
        |event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
            reading.take(&event, span.start..span.end);
            None
        },
    );
    read(html, emitter);
    reading.give();
}

/// An emitter that is asked for no parse errors: looking for them at every character takes a tenth of the time.
struct Forgiving<F: Callback<Infallible, usize>>(CallbackEmitter<F, Infallible, usize>);

impl<F: Callback<Infallible, usize>> ForwardingEmitter for Forgiving<F> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

fn read<F: Callback<Infallible, usize>>(
    html: &str,
    mut emitter: CallbackEmitter<F, Infallible, usize>,
) {
    emitter.naively_switch_states(true);
    // Nothing is yielded: each event was taken as it came.
    for _token in Tokenizer::new_with_emitter(html, Forgiving(emitter)) {}
}

/// Text with its character references decoded.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    // A `<` would begin a tag; nothing else than text is wanted.
    let pieces = text.split('<').map(|piece| {
        tokens(piece).into_iter().map(|(_, token)| {
            if let Token::Text(text) = token {
                text
            } else {
                "".into()
            }
        })
    });
    let pieces: Vec<String> = pieces.map(Iterator::collect).collect();
    Cow::Owned(pieces.join("<"))
}

/// What the text after a tag is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Html,
    /// Inside `<style>` or `<script>`.
    Raw,
    /// Raw only where scripts run, and in mail none do (section 4.12.2).
    WithoutScripts,
}

struct Reading<'a, E> {
    html: &'a str,
    /// The token read last: attributes of a tag come after its name.
    last: Option<(usize, Token<'a>)>,
    each: E,
    /// Where the open tag began.
    open: usize,
    /// Whether the tag that is read opens an element.
    opens: bool,
    /// The values of attributes of a closing tag.
    unseen: Vec<(usize, Cow<'a, str>)>,
    content: Content,
}

impl<'a, E: FnMut(usize, Token<'a>)> Reading<'a, E> {
    /// Hands the last token over.
    fn give(&mut self) {
        if let Some((at, token)) = self.last.take() {
            (self.each)(at, token);
        }
    }

    fn push(&mut self, at: usize, token: Token<'a>) {
        self.give();
        self.last = Some((at, token));
    }

    fn take(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.open = span.start;
                self.content = match *name {
                    b"style" | b"script" => Content::Raw,
                    b"noscript" | b"noembed" | b"noframe" => Content::WithoutScripts,
                    _ => Content::Html,
                };
                let name = self.words(name, &span);
                self.push(self.open, Token::Open(name, Vec::new()));
                self.opens = true;
            }
            CallbackEvent::AttributeName { name } => {
                let name = self.words(name, &span);
                self.attribute(|attributes| attributes.push((name, Cow::Borrowed(""))));
            }
            CallbackEvent::AttributeValue { value } => {
                let value = self.words(value, &span);
                // An attribute of a closing tag means nothing (section 13.1.2.2): nobody sees it.
                if !self.opens {
                    return self.unseen.push((span.start, value));
                }
                self.attribute(|attributes| {
                    if let Some((_, last)) = attributes.last_mut() {
                        match last.is_empty() {
                            true => *last = value,
                            false => last.to_mut().push_str(&value),
                        }
                    }
                });
            }
            CallbackEvent::EndTag { name } => {
                self.content = Content::Html;
                let name = self.words(name, &span);
                self.push(span.start, Token::Close(name));
                for (at, value) in std::mem::take(&mut self.unseen) {
                    self.push(at, Token::Comment(value));
                }
            }
            CallbackEvent::String { value } => self.string(value, &span),
            CallbackEvent::Comment { value } => {
                let text = self.words(value, &span);
                self.push(span.start, Token::Comment(text));
            }
            CallbackEvent::Doctype { .. } => {
                let inside = self.html.get(span.clone()).unwrap_or_default();
                let inside = inside.trim_start_matches("<!").trim_end_matches('>');
                self.push(span.start, Token::Comment(Cow::Borrowed(inside)));
            }
            CallbackEvent::CloseStartTag { .. } => self.opens = false,
            CallbackEvent::Error(_) => {}
        }
    }

    fn string(&mut self, value: &[u8], span: &Range<usize>) {
        let text = self.words(value, span);
        match self.content {
            Content::Html => self.push(span.start, Token::Text(text)),
            Content::Raw => self.push(span.start, Token::Raw(text)),
            Content::WithoutScripts => {
                let inside = text.into_owned();
                tokens(&inside)
                    .into_iter()
                    .for_each(|(at, token)| self.push(span.start + at, token.into_owned()));
            }
        }
    }

    fn attribute(&mut self, change: impl FnOnce(&mut Vec<(Cow<'a, str>, Cow<'a, str>)>)) {
        if let Some((_, Token::Open(_, attributes))) = self.last.as_mut().filter(|_| self.opens) {
            change(attributes);
        }
    }

    /// The words themselves where they are written so, otherwise as they were decoded.
    fn words(&self, bytes: &[u8], span: &Range<usize>) -> Cow<'a, str> {
        match self.html.get(span.clone()) {
            Some(source) if source.as_bytes() == bytes => Cow::Borrowed(source),
            _ => Cow::Owned(String::from_utf8_lossy(bytes).into_owned()),
        }
    }
}

impl Token<'_> {
    fn into_owned(self) -> Token<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Token::Text(text) => Token::Text(own(text)),
            Token::Raw(text) => Token::Raw(own(text)),
            Token::Comment(text) => Token::Comment(own(text)),
            Token::Close(name) => Token::Close(own(name)),
            Token::Open(name, attributes) => {
                let attributes = attributes
                    .into_iter()
                    .map(|(name, value)| (own(name), own(value)));
                Token::Open(own(name), attributes.collect())
            }
        }
    }
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
                Token::Comment("DOCTYPE html".into()),
                open(
                    "p",
                    &[
                        ("class", "a"),
                        ("title", "b>c"),
                        ("hidden", ""),
                        ("href", "x?a&b")
                    ]
                ),
                Token::Text("d < e".into()),
                Token::Comment(" f> ".into()),
                Token::Close("p".into()),
                open("style", &[]),
                Token::Raw("g<h".into()),
                Token::Close("style".into()),
            ]
        );
    }

    /// As browsers read it: WHATWG HTML, sections 13.2.5.43 to 13.2.5.52 and 13.2.5.72 to 13.2.5.80.
    #[test]
    fn comments_end_and_references_are_read_as_browsers_do() {
        for html in [
            "<!--><img src=x>",
            "<!---><img src=x>",
            "<!-- a --!><img src=x>",
            "<noscript><img src=x></noscript>",
        ] {
            let found = tokens(html);
            assert!(
                found
                    .iter()
                    .any(|(_, token)| *token == open("img", &[("src", "x")])),
                "{html}: {found:?}"
            );
        }
        for (html, text) in [
            ("W&#97terkers", "Waterkers"),
            ("Eikerv&eacuteen", "Eikervéen"),
            ("Water&ZeroWidthSpace;kers", "Water\u{200b}kers"),
            ("Water&NoBreak;kers", "Water\u{2060}kers"),
            ("&notin; &notit;", "∉ ¬it;"),
        ] {
            assert_eq!(tokens(html)[0].1, Token::Text(text.into()), "{html}");
        }
    }

    #[test]
    fn attributes_of_a_closing_tag_belong_to_no_element() {
        let found: Vec<Token> = tokens("<p></p hidden title=x><b></b>")
            .into_iter()
            .map(|(_, token)| token)
            .collect();
        let comment = Token::Comment("x".into());
        assert_eq!(
            found[..3],
            [open("p", &[]), Token::Close("p".into()), comment]
        );
    }

    #[test]
    fn offsets_are_those_of_the_source() {
        let html = "a\nCaf&eacute;<b title='x'>c</b><!-- d -->e";
        let at: Vec<usize> = tokens(html).into_iter().map(|(at, _)| at).collect();
        assert_eq!(
            at.iter().map(|at| &html[*at..*at + 1]).collect::<String>(),
            "a<c<<e"
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
            for (at, token) in &found {
                let source = &html[*at..];
                match token {
                    Token::Text(text) if !source.contains('&') => {
                        prop_assert!(source.starts_with(&**text), "{text:?} at {at}");
                    }
                    Token::Open(name, _) => {
                        let tag = source.get(1..=name.len());
                        let is_here = tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name));
                        prop_assert!(source.starts_with('<') && is_here, "{name} at {at}");
                    }
                    _ => {}
                }
            }
            // A tag that never ends is no tag (section 13.2.5.6), and nothing else is lost.
            if !html.contains(['<', '&']) && !html.is_empty() {
                prop_assert_eq!(found, [(0, Token::Text((&*html).into()))]);
            }
        }
    }
}
