//! The values that objects of a PDF are made of (ISO 32000-1, section 7.3).
//!
//! Pure.

use super::scan::Scanner;

/// How deep values lie within each other; a file that goes deeper is made to fill the stack.
const DEEPEST: u32 = 64;

/// One value. Numbers, `true` and `null` stay the words they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(Vec<u8>),
    /// Without its slash, and without `#xx`.
    Name(Vec<u8>),
    Word(Vec<u8>),
    /// Another object, by its number.
    Other(u32),
    Array(Vec<Value>),
    Dictionary(Vec<(Vec<u8>, Value)>),
}

impl Value {
    /// The value that begins where the scanner stands.
    pub(super) fn read(scanner: &mut Scanner<'_>) -> Option<Value> {
        read(scanner, DEEPEST)
    }

    /// An entry of a dictionary.
    pub(super) fn entry(&self, key: &str) -> Option<&Value> {
        let Value::Dictionary(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self) -> Option<usize> {
        let Value::Word(word) = self else { return None };
        std::str::from_utf8(word).ok()?.parse().ok()
    }

    /// Whether it is this name.
    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Value::Name(found) if found == name.as_bytes())
    }

    /// Whether it is `true`.
    pub(super) fn is_true(&self) -> bool {
        matches!(self, Value::Word(word) if word == b"true")
    }
}

fn read(scanner: &mut Scanner<'_>, depth: u32) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    let first = next(scanner)?;
    if let Some(text) = scanner.string() {
        return Some(Value::Text(text));
    }
    match first {
        b'<' => dictionary(scanner, depth),
        b'[' => {
            scanner.at += 1;
            let mut all = vec![];
            while next(scanner)? != b']' {
                all.push(read(scanner, depth)?);
            }
            scanner.at += 1;
            Some(Value::Array(all))
        }
        b'/' => Some(Value::Name(plain_names(&scanner.word()[1..]))),
        b'>' | b']' | b'{' | b'}' | b')' => None,
        _ => Some(word_or_other(scanner)),
    }
}

fn dictionary(scanner: &mut Scanner<'_>, depth: u32) -> Option<Value> {
    scanner.at += 2;
    let mut entries = vec![];
    while next(scanner)? != b'>' {
        let Value::Name(key) = read(scanner, depth)? else { return None };
        entries.push((key, read(scanner, depth)?));
    }
    let closed = scanner.bytes[scanner.at..].starts_with(b">>");
    scanner.at += 2;
    closed.then_some(Value::Dictionary(entries))
}

/// `12 0 R` is another object; a word otherwise.
fn word_or_other(scanner: &mut Scanner<'_>) -> Value {
    let word = scanner.word();
    let after = scanner.at;
    let number = digits(word);
    if let (Some(number), Some(_)) = (number, next(scanner).and_then(|_| digits(scanner.word())))
        && next(scanner) == Some(b'R')
        && scanner.word() == b"R"
    {
        return Value::Other(number);
    }
    scanner.at = after;
    Value::Word(word.to_vec())
}

fn digits(word: &[u8]) -> Option<u32> {
    word.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(word).ok()?.parse().ok())?
}

/// The first byte of what comes next; remarks (`%` to the end of the line) are none.
pub(super) fn next(scanner: &mut Scanner<'_>) -> Option<u8> {
    loop {
        let byte = scanner.peek()?;
        if byte != b'%' {
            return Some(byte);
        }
        let rest = &scanner.bytes[scanner.at..];
        scanner.at += rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
    }
}

/// Names without their `#xx` (section 7.3.5): `/J#61vaScript` is `/JavaScript` to a reader.
pub(super) fn plain_names(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2)));
        match code.filter(|_| byte == b'#').and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<Value> {
        Value::read(&mut Scanner { bytes: text.as_bytes(), at: 0 })
    }

    #[test]
    fn values_are_read_as_they_are_nested() {
        let found = value("% remark\n<</A(x(y))/B 12 0 R/C[1 2 0 R<41>]/D<</Marked true>>/E#31/F>>").unwrap();
        assert_eq!(found.entry("A"), Some(&Value::Text(b"x(y)".to_vec())));
        assert_eq!(found.entry("B"), Some(&Value::Other(12)));
        let array = [Value::Word(b"1".to_vec()), Value::Other(2), Value::Text(b"A".to_vec())];
        assert_eq!(found.entry("C"), Some(&Value::Array(array.to_vec())));
        assert!(found.entry("D").unwrap().entry("Marked").unwrap().is_true());
        assert!(found.entry("E1").unwrap().is_name("F"));
        assert_eq!(value("<</N 12 /M 3 4>>"), None);
        assert_eq!(value("<</N 12/M 3>>").unwrap().entry("N").unwrap().number(), Some(12));
    }

    #[test]
    fn what_breaks_off_or_never_ends_is_none() {
        for text in ["<<", "<</A", "<</A 1", "<</A 1>", "[", "[1", ")", "", "%", "<<1 2>>", "-", "/"] {
            assert!(!matches!(value(text), Some(Value::Dictionary(_) | Value::Array(_))), "{text}");
        }
        assert_eq!(value(&"[".repeat(100_000)), None);
    }
}
