//! Header lines: ASCII, folded, with encoded words where needed (RFC 5322, section 2.2; RFC 2047).
//!
//! Written by hand because lettre's encoder neither breaks a long ASCII word nor refuses a control
//! character. Nothing is stripped here: what can't be in a header is refused.

use crate::address::Address;

/// The language of all mails: what `Content-Language` says (RFC 3282), and what a paper should be in.
pub(crate) const LANGUAGE: &str = "nl";

/// The longest line that is aimed at, without CRLF (RFC 2047, section 2).
const LONGEST: usize = 76;
/// The longest encoded word (RFC 2047, section 2).
const LONGEST_WORD: usize = 75;
const OPEN: &str = "=?utf-8?q?";
const CLOSE: &str = "?=";

/// A value that can't be in a header: it holds a control character, such as a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a control character in a header value")]
pub struct ControlCharacter;

/// A line of free text, such as `Subject:`.
///
/// # Errors
/// When `value` holds a control character.
pub fn text(name: &str, value: &str) -> Result<String, ControlCharacter> {
    refuse_control(value)?;
    let mut line = Line::begin(name);
    let plain = is_plain_ascii(value)
        && value
            .split(' ')
            .all(|word| !word.is_empty() && word.len() <= 60);
    if plain {
        value.split(' ').for_each(|word| line.word(word));
    } else {
        line.encoded_words(value);
    }
    Ok(line.end())
}

/// A line with one mailbox: a display name, if any, and the address (RFC 5322, section 3.4).
///
/// # Errors
/// When the display name holds a control character.
pub fn mailbox(
    name: &str,
    display: Option<&str>,
    address: &Address,
) -> Result<String, ControlCharacter> {
    let mut line = Line::begin(name);
    match display.map(str::trim).filter(|display| !display.is_empty()) {
        None => line.word(&address.to_string()),
        Some(display) => {
            refuse_control(display)?;
            phrase(&mut line, display);
            line.word(&format!("<{address}>"));
        }
    }
    Ok(line.end())
}

/// A display name: words as they are, else a quoted string, else one encoded word, else each word as it can be.
fn phrase(line: &mut Line, display: &str) {
    let words_are_atoms = display
        .split(' ')
        .all(|word| !word.is_empty() && word.len() <= 60 && word.bytes().all(is_atext));
    if words_are_atoms && !display.contains("=?") {
        display.split(' ').for_each(|word| line.word(word));
    } else if is_plain_ascii(display) && display.len() <= 60 {
        let escaped = display.replace('\\', "\\\\").replace('"', "\\\"");
        line.word(&format!("\"{escaped}\""));
    } else if encoded_length(display) <= LONGEST - line.column
        || display.split(' ').any(str::is_empty)
    {
        line.encoded_words(display);
    } else {
        mixed_phrase(line, display);
    }
}

/// A long name, word by word: encoded where it must be and plain elsewhere. The blank between two encoded words counts
/// for nothing (RFC 2047, section 6.2), so it is inside the first; but Python 3.11 shows it all the same and mblaze
/// loses what is before a comma, so as few encoded words as possible are beside each other.
fn mixed_phrase(line: &mut Line, display: &str) {
    let mut words = display.split(' ').peekable();
    while let Some(word) = words.next() {
        if is_plain_word(word) {
            line.word(word);
            continue;
        }
        let mut run = String::from(word);
        while let Some(next) = words.next_if(|next| !is_plain_word(next)) {
            run.push(' ');
            run.push_str(next);
        }
        line.encoded_words(&run);
    }
}

/// Whether a word may be unquoted in a display name.
fn is_plain_word(word: &str) -> bool {
    word.len() <= 60 && word.bytes().all(is_atext) && !word.contains("=?")
}

/// The length of a text as one encoded word.
fn encoded_length(text: &str) -> usize {
    OPEN.len() + CLOSE.len() + text.chars().map(|c| encoded(c).len()).sum::<usize>()
}

/// RFC 5322, section 3.2.3.
const fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

/// Printable ASCII that no reader takes for an encoded word.
fn is_plain_ascii(value: &str) -> bool {
    value.bytes().all(|b| matches!(b, b' '..=b'~')) && !value.contains("=?")
}

fn refuse_control(value: &str) -> Result<(), ControlCharacter> {
    // The line and paragraph separators are no control characters to Unicode, but line ends to readers.
    if value
        .chars()
        .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        return Err(ControlCharacter);
    }
    Ok(())
}

/// A header line under way: words with a space between them, folded where one doesn't fit.
struct Line {
    out: String,
    column: usize,
    fresh: bool,
}

impl Line {
    fn begin(name: &str) -> Self {
        Line {
            out: format!("{name}: "),
            column: name.len() + 2,
            fresh: true,
        }
    }

    fn word(&mut self, word: &str) {
        if !self.fresh {
            let fold = self.column + 1 + word.len() > LONGEST;
            self.out.push_str(if fold { "\r\n " } else { " " });
            self.column = if fold { 1 } else { self.column + 1 };
        }
        self.fresh = false;
        self.out.push_str(word);
        self.column += word.len();
    }

    /// RFC 2047, section 5: words end between characters, so each can be read alone; between words of the text where
    /// that can be, since some readers put a blank where one encoded word ends.
    fn encoded_words(&mut self, value: &str) {
        let mut word = String::from(OPEN);
        // The first shares its line with what is before it; the others begin after a fold.
        let mut room = (LONGEST - self.column.min(LONGEST)).min(LONGEST_WORD);
        if room < encoded_length(value.split(' ').next().unwrap_or_default()) && !self.fresh {
            room = LONGEST_WORD;
        }
        for part in value.split_inclusive(' ') {
            let whole: usize = part.chars().map(|c| encoded(c).len()).sum();
            let fits_alone = whole + OPEN.len() + CLOSE.len() <= LONGEST_WORD;
            if fits_alone && word.len() > OPEN.len() && word.len() + whole + CLOSE.len() > room {
                self.word(&(std::mem::replace(&mut word, String::from(OPEN)) + CLOSE));
                room = LONGEST_WORD;
            }
            for c in part.chars() {
                let token = encoded(c);
                if word.len() + token.len() + CLOSE.len() > room {
                    self.word(&(std::mem::replace(&mut word, String::from(OPEN)) + CLOSE));
                    room = LONGEST_WORD;
                }
                word.push_str(&token);
            }
        }
        self.word(&(word + CLOSE));
    }

    fn end(mut self) -> String {
        self.out.push_str("\r\n");
        self.out
    }
}

/// One character in the `Q` encoding, as strict as display names ask (RFC 2047, section 5 rule 3).
fn encoded(c: char) -> String {
    match c {
        ' ' => String::from("_"),
        'a'..='z' | 'A'..='Z' | '0'..='9' | '!' | '*' | '+' | '-' | '/' => String::from(c),
        _ => c
            .encode_utf8(&mut [0; 4])
            .bytes()
            .map(|byte| format!("={byte:02X}"))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::notice::message::transfer_encoding::read_quoted_printable;

    /// A small reader of unstructured headers, written from the RFC.
    pub(crate) fn read(header: &str) -> String {
        let value = header
            .split_once(": ")
            .unwrap()
            .1
            .trim_end_matches("\r\n")
            .replace("\r\n ", " ");
        let mut out = String::new();
        let mut after_word = false;
        for (nth, part) in value.split(' ').enumerate() {
            let inner = part.strip_prefix(OPEN).and_then(|p| p.strip_suffix(CLOSE));
            if nth > 0 && !(after_word && inner.is_some()) {
                out.push(' ');
            }
            after_word = inner.is_some();
            match inner {
                Some(inner) => out += &read_quoted_printable(inner.replace('_', " ").as_bytes()),
                None => out += part,
            }
        }
        out
    }

    #[test]
    fn plain_words_stay_plain_and_fold_at_spaces() {
        assert_eq!(
            text("Subject", "Informatie voor u").unwrap(),
            "Subject: Informatie voor u\r\n"
        );
        let long = "woord ".repeat(40);
        let line = text("Subject", long.trim()).unwrap();
        assert!(line.split("\r\n").all(|l| l.len() <= 76));
        assert_eq!(read(&line), long.trim());
    }

    #[test]
    fn names_are_atoms_a_quoted_string_or_encoded_words() {
        let to = Address::parse("info@brug.example").unwrap();
        for (name, line) in [
            (
                "Stichting 't Huis",
                "To: Stichting 't Huis <info@brug.example>\r\n",
            ),
            (
                "Vereniging \"De Brug\" & Co.",
                "To: \"Vereniging \\\"De Brug\\\" & Co.\" <info@brug.example>\r\n",
            ),
            (
                "Stichting =SOM(1;2)",
                "To: \"Stichting =SOM(1;2)\" <info@brug.example>\r\n",
            ),
            (
                "Ñandú-fonds",
                "To: =?utf-8?q?=C3=91and=C3=BA-fonds?= <info@brug.example>\r\n",
            ),
            (
                "=?utf-8?q?x?=",
                "To: =?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?= <info@brug.example>\r\n",
            ),
        ] {
            assert_eq!(mailbox("To", Some(name), &to).unwrap(), line);
        }
        assert_eq!(
            mailbox("To", None, &to).unwrap(),
            "To: info@brug.example\r\n"
        );
    }

    #[test]
    fn a_long_name_is_split_between_its_words() {
        let to = Address::parse("info@brug.example").unwrap();
        for (name, line) in [
            (
                "Vereniging Vrienden van de Hollandsche Schouwburg in België en Nederland",
                "To: Vereniging Vrienden van de Hollandsche Schouwburg in\r\n \
                 =?utf-8?q?Belgi=C3=AB?= en Nederland <info@brug.example>\r\n",
            ),
            (
                "Stichting voor Onderwijs, Natuur en Landschap van de Ñandú en het Noorden",
                "To: Stichting voor =?utf-8?q?Onderwijs=2C?= Natuur en Landschap van de\r\n \
                 =?utf-8?q?=C3=91and=C3=BA?= en het Noorden <info@brug.example>\r\n",
            ),
            (
                "Größtmögliche Überraschungen Östlich Überlieferter Ähnlichkeiten",
                "To: =?utf-8?q?Gr=C3=B6=C3=9Ftm=C3=B6gliche_=C3=9Cberraschungen_?=\r\n \
                 =?utf-8?q?=C3=96stlich_=C3=9Cberlieferter_=C3=84hnlichkeiten?=\r\n \
                 <info@brug.example>\r\n",
            ),
        ] {
            let made = mailbox("To", Some(name), &to).unwrap();
            assert_eq!(made, line);
            assert_eq!(read(&made), format!("{name} <info@brug.example>"));
        }
    }

    #[test]
    fn line_ends_and_other_control_characters_are_refused_everywhere() {
        let to = Address::parse("info@brug.example").unwrap();
        for c in ('\0'..' ').chain(['\u{7f}', '\u{85}', '\u{2028}']) {
            let value = format!("Stichting{c}Bcc: x@y.example");
            assert_eq!(text("Subject", &value), Err(ControlCharacter), "{c:?}");
            assert_eq!(
                mailbox("To", Some(&value), &to),
                Err(ControlCharacter),
                "{c:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_long_name_comes_back_in_short_lines(name in "[a-zéïñß,.()]{1,30}( [a-zéïñßA-Z,=?_]{1,90}){1,9}") {
            prop_assume!(name.len() > 60 && !(is_plain_ascii(&name) && name.len() <= 60));
            let to = Address::parse("info@brug.example").unwrap();
            let line = mailbox("To", Some(&name), &to).unwrap();
            let lines: Vec<&str> = line.trim_end_matches("\r\n").split("\r\n").collect();
            prop_assert!(lines.iter().all(|l| l.is_ascii() && l.len() <= 77 && !l.trim().is_empty()), "{}", line);
            prop_assert_eq!(read(&line), format!("{name} <info@brug.example>"));
        }

        #[test]
        fn any_subject_comes_back_in_short_ascii_lines(value in "(\\PC|[ =?_]){0,120}") {
            prop_assume!(!value.chars().any(|c| matches!(c, '\u{2028}' | '\u{2029}')));
            let line = text("Subject", &value).unwrap();
            prop_assert!(line.is_ascii() && line.ends_with("\r\n"));
            prop_assert!(line.trim_end_matches("\r\n").split("\r\n").all(|l| l.len() <= 76 && !l.trim().is_empty()));
            prop_assert_eq!(read(&line), value);
        }
    }
}
