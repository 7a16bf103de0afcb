//! Values of attributes on their way through the conversion of MJML.
//!
//! Pure. mrml 6.0.1 writes a value as Rust shows a text to programmers (`{:?}`): a non-breaking blank as `\u{a0}`, a quote as
//! `\"`, a line break as `\n`. So what it would change travels as a word of letters and digits, and comes out as HTML
//! reads it (HTML, section 13.2.5.36): a quote as `&quot;`, all else as it was.

use std::fmt::Write as _;

/// What was put in the place of characters and calls.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// What comes out for each word, by its number.
    out: Vec<String>,
    /// Begins and ends each word; the template doesn't hold it.
    mark: String,
}

impl Values {
    /// The template with words in the place of what would be changed.
    pub(crate) fn take(source: &str) -> (String, Values) {
        let mut values = Values {
            out: vec![],
            mark: "qzq".to_owned(),
        };
        while source.contains(&values.mark) {
            values.mark.push_str("qzq");
        }
        let mut text = String::with_capacity(source.len());
        let mut rest = source;
        while let Some(tag) = next_tag(rest) {
            text.push_str(&rest[..tag.start]);
            values.tag(&rest[tag.clone()], &mut text);
            rest = &rest[tag.end..];
        }
        text.push_str(rest);
        (text, values)
    }

    /// The HTML with everything back in its place.
    pub(crate) fn put_back(&self, html: &str) -> String {
        let mut pieces = html.split(self.mark.as_str());
        let mut out = pieces.next().unwrap_or_default().to_owned();
        // Between two marks is a number, and after the second the text continues.
        while let Some(number) = pieces.next() {
            let word = number
                .parse::<usize>()
                .ok()
                .and_then(|nth| self.out.get(nth));
            out.push_str(word.map_or("", String::as_str));
            out.push_str(pieces.next().unwrap_or_default());
        }
        out
    }

    /// One tag, its values changed.
    fn tag(&mut self, tag: &str, text: &mut String) {
        let mut rest = tag;
        while let Some(at) = rest.find(['"', '\'']) {
            let quote = if rest.as_bytes()[at] == b'"' {
                '"'
            } else {
                '\''
            };
            let inside = &rest[at + 1..];
            let end = end_of_value(inside, quote);
            text.push_str(&rest[..=at]);
            self.value(&inside[..end], text);
            rest = &inside[end..];
            if rest.starts_with(quote) {
                text.push(quote);
                rest = &rest[1..];
            }
        }
        text.push_str(rest);
    }

    fn value(&mut self, value: &str, text: &mut String) {
        let mut rest = value;
        while let Some(c) = rest.chars().next() {
            let call = if rest.starts_with("{{") {
                rest.find("}}").map(|end| &rest[..end + 2])
            } else {
                None
            };
            match call {
                // The merge reads what a call says, as it is.
                Some(call) => {
                    if call.chars().any(is_changed) || call.contains(['<', '&', '\'']) {
                        self.word(call.to_owned(), text);
                    } else {
                        text.push_str(call);
                    }
                    rest = &rest[call.len()..];
                }
                None => {
                    match c {
                        '"' => self.word("&quot;".to_owned(), text),
                        c if is_changed(c) => self.word(c.to_string(), text),
                        c => text.push(c),
                    }
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
    }

    fn word(&mut self, out: String, text: &mut String) {
        let nth = self
            .out
            .iter()
            .position(|known| *known == out)
            .unwrap_or_else(|| {
                self.out.push(out);
                self.out.len() - 1
            });
        let _infallible = write!(text, "{mark}{nth}{mark}", mark = self.mark);
    }
}

/// Whether Rust shows this character to programmers otherwise than it is.
fn is_changed(c: char) -> bool {
    c != '\'' && !c.escape_debug().eq([c])
}

/// Where the next tag begins and ends: not a comment, and nothing between double braces.
fn next_tag(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    loop {
        at += text[at..].find(['<', '{'])?;
        let rest = &text[at..];
        let passed = |open: &str, close: &str| {
            rest.starts_with(open)
                .then(|| rest.find(close).map_or(rest.len(), |end| end + close.len()))
        };
        if let Some(length) = passed("<!--", "-->")
            .or(passed("<![CDATA[", "]]>"))
            .or(passed("{{", "}}"))
        {
            at += length;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with('<')
        {
            return Some(at..at + end_of_tag(rest));
        } else {
            at += 1;
        }
    }
}

/// How long a tag is, its `>` included; the content of a value doesn't end it.
pub(crate) fn end_of_tag(tag: &str) -> usize {
    let mut at = 0;
    while let Some(next) = tag[at..].find(['"', '\'', '>']) {
        at += next + 1;
        match tag.as_bytes()[at - 1] {
            b'>' => return at,
            quote => {
                at += end_of_value(&tag[at..], char::from(quote));
                at += usize::from(at < tag.len());
            }
        }
    }
    tag.len()
}

/// Where a value ends: at its quote, but not within a call.
fn end_of_value(value: &str, quote: char) -> usize {
    let mut at = 0;
    while let Some(next) = value[at..].find([quote, '{']) {
        at += next;
        if value[at..].starts_with(quote) {
            return at;
        }
        at += match value[at..]
            .strip_prefix("{{")
            .and_then(|call| call.find("}}"))
        {
            Some(end) => end + 4,
            None => 1,
        };
    }
    value.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_changed_travels_as_a_word_and_comes_back() {
        let source = "<!-- \"\\\" --><mj-image alt='De \"Brug\" \\ €\u{a0}5\u{ad}x\ny' src=\"cid:a\" />\
                      <p title='{{als_lijst x woord=\"of\"}}' lang=\"{{taal}}\">\\ \"\u{a0}{{#if (eq a \"<b\")}}'{{/if}}</p>";
        let (taken, values) = Values::take(source);
        let changed = |text: &str| {
            text.split('<').skip(2).any(|tag| {
                tag.split('>')
                    .next()
                    .unwrap()
                    .chars()
                    .any(|c| c != '"' && is_changed(c))
            })
        };
        assert!(!changed(&taken), "{taken}");
        // What is no value of a tag is let be.
        assert!(
            taken.contains(">\\ \"\u{a0}{{#if (eq a \"<b\")}}'{{/if}}</p>")
                && taken.starts_with("<!-- \"\\\" -->")
        );
        assert!(taken.contains("lang=\"{{taal}}\""));
        let back = values.put_back(&taken);
        assert_eq!(back, source.replace("De \"Brug\"", "De &quot;Brug&quot;"));
    }

    #[test]
    fn whatever_the_template_it_comes_back() {
        for source in [
            "",
            "<",
            "<a",
            "<a b='",
            "<a b='{{",
            "{{",
            "{{x}}<a b=\"c\">",
            "<a b=c>d",
            "<!-- <a b='\\'",
            "qzq<a b='\\'>qzqqzq",
        ] {
            let (taken, values) = Values::take(source);
            assert_eq!(values.put_back(&taken), source);
        }
    }
}
