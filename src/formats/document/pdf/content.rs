//! The words of a content stream (ISO 32000-1, sections 7.2 and 7.8.2): operands, and the operator after them.
//!
//! Read here, since `lopdf` ends at the first thing that it does not know, in silence, and every reader of PDF goes on.

use memchr::memmem;

/// How deep arrays and dictionaries may lie within each other.
const MAX_DEPTH: usize = 16;

/// As many operands are kept before an operator: a map of letters has 300 in a row, and some writers more.
const MAX_OPERANDS: usize = 200_000;

/// What may come before an operator.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Number(f32),
    Text(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Operand>),
    /// Names and values of a dictionary, as they come.
    Dictionary(Vec<Operand>),
}

impl Operand {
    pub(super) fn number(&self) -> Option<f32> {
        match self {
            Operand::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Operand::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Operand::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads a content stream operator by operator; what is none of it is passed over.
pub(super) struct Operators<'c> {
    content: &'c [u8],
    at: usize,
    /// The operands of the operator that was read last.
    pub(super) operands: Vec<Operand>,
    kept: usize,
    /// Whether there were more of them somewhere, those within others too, than are kept.
    pub(super) is_cut: bool,
}

impl<'c> Operators<'c> {
    pub(super) fn of(content: &'c [u8]) -> Operators<'c> {
        Operators {
            content,
            at: 0,
            operands: Vec::new(),
            kept: 0,
            is_cut: false,
        }
    }

    /// The next operator; its operands are in [`Operators::operands`].
    pub(super) fn next(&mut self) -> Option<&'c [u8]> {
        self.operands.clear();
        self.kept = 0;
        loop {
            self.skip_blanks();
            let first = *self.content.get(self.at)?;
            if is_regular(first) && !matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.') {
                let word = self.word();
                match word {
                    b"true" | b"false" | b"null" => {}
                    b"BI" => {
                        self.skip_inline_picture();
                        return Some(word);
                    }
                    _ => return Some(word),
                }
            } else if let Some(operand) = self.operand(MAX_DEPTH).filter(|_| self.has_room()) {
                self.operands.push(operand);
            }
        }
    }

    /// Counts one more operand, if one more is kept.
    fn has_room(&mut self) -> bool {
        self.kept += 1;
        self.is_cut |= self.kept > MAX_OPERANDS;
        self.kept <= MAX_OPERANDS
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.content.get(self.at) {
            match byte {
                b'%' => {
                    let rest = &self.content[self.at..];
                    self.at += rest
                        .iter()
                        .position(|byte| matches!(byte, b'\r' | b'\n'))
                        .unwrap_or(rest.len());
                }
                byte if is_blank(*byte) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Letters, digits and signs up to the next blank or delimiter.
    fn word(&mut self) -> &'c [u8] {
        let rest = &self.content[self.at..];
        let length = rest
            .iter()
            .position(|byte| !is_regular(*byte))
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// One operand; `None` for what is none, which is passed over.
    fn operand(&mut self, depth: usize) -> Option<Operand> {
        let rest = self.content.get(self.at..)?;
        match rest {
            [b'(', ..] => {
                self.at += 1;
                Some(Operand::Text(self.literal()))
            }
            // What lies deeper is read as if it stood side by side.
            [b'[', ..] | [b'<', b'<', ..] if depth == 0 => {
                self.at += 1 + usize::from(rest[0] == b'<');
                None
            }
            [b'<', b'<', ..] => {
                self.at += 2;
                Some(Operand::Dictionary(self.items(depth, b">>")))
            }
            [b'<', ..] => {
                self.at += 1;
                Some(Operand::Text(self.hexadecimal()))
            }
            [b'/', ..] => {
                self.at += 1;
                Some(Operand::Name(unescaped(self.word())))
            }
            [b'[', ..] => {
                self.at += 1;
                Some(Operand::Array(self.items(depth, b"]")))
            }
            [first, ..] if is_regular(*first) => number(self.word()).map(Operand::Number),
            [_, ..] => {
                self.at += 1;
                None
            }
            [] => None,
        }
    }

    /// The items of an array or dictionary, up to its end or that of the content.
    fn items(&mut self, depth: usize, end: &[u8]) -> Vec<Operand> {
        let mut items = Vec::new();
        loop {
            self.skip_blanks();
            let rest = &self.content[self.at..];
            if rest.is_empty() || rest.starts_with(end) {
                self.at += end.len().min(rest.len());
                return items;
            }
            let item = self.operand(depth - 1);
            items.extend(item.filter(|_| self.has_room()));
        }
    }

    /// Section 7.3.4.2: brackets in pairs, and what follows a backslash.
    fn literal(&mut self) -> Vec<u8> {
        let (mut out, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.content.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.escaped(&mut out),
                b')' if open == 1 => break,
                byte => {
                    open = match byte {
                        b'(' => open + 1,
                        b')' => open - 1,
                        _ => open,
                    };
                    out.push(*byte);
                }
            }
        }
        out
    }

    fn escaped(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.content.get(self.at) else {
            return;
        };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => self.at += usize::from(self.content.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.content.get(self.at) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                // What overflows a byte is cut off (section 7.3.4.2).
                out.push(code.to_le_bytes()[0]);
            }
            byte => out.push(*byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let rest = &self.content[self.at..];
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        let digits: Vec<u8> = rest[..length]
            .iter()
            .filter_map(|byte| char::from(*byte).to_digit(16))
            .filter_map(|digit| u8::try_from(digit).ok())
            .collect();
        digits
            .chunks(2)
            .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
            .collect()
    }

    /// A picture within the content (section 8.9.7): its bytes end at an `EI` between blanks.
    fn skip_inline_picture(&mut self) {
        let rest = &self.content[self.at..];
        let Some(data) = memmem::find(rest, b"ID") else {
            self.at = self.content.len();
            return;
        };
        let ends = memmem::find_iter(&rest[data..], b"EI").map(|at| data + at);
        let stands_alone = |at: &usize| {
            let after = rest.get(at + 2..).unwrap_or_default();
            is_blank(rest[at - 1])
                && after.first().is_none_or(|byte| is_blank(*byte))
                && after.iter().take(8).all(|byte| byte.is_ascii())
        };
        self.at += ends
            .into_iter()
            .find(stands_alone)
            .map_or(rest.len(), |at| at + 2);
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

/// A number as readers take it: `--5` is -5, `.-5` is 0, `1.2.3` is 1.2.
fn number(word: &[u8]) -> Option<f32> {
    let text = std::str::from_utf8(word).ok()?;
    if let Ok(number) = text.parse::<f32>() {
        return number.is_finite().then_some(number);
    }
    let signs = text
        .bytes()
        .take_while(|byte| matches!(byte, b'+' | b'-'))
        .count();
    let digits: String = text[signs..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let whole = digits
        .match_indices('.')
        .nth(1)
        .map_or(digits.as_str(), |(at, _)| &digits[..at]);
    let number = whole
        .trim_end_matches('.')
        .parse::<f32>()
        .unwrap_or_default();
    Some(if text.starts_with('-') {
        -number
    } else {
        number
    })
}

/// `#20` in a name is a blank (section 7.3.5).
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, after)) = rest.split_first() {
        let pair = after
            .get(..2)
            .filter(|_| *first == b'#')
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All operators with how many operands each has.
    fn read(content: &[u8]) -> Vec<(String, Vec<Operand>)> {
        let mut reading = Operators::of(content);
        let mut all = Vec::new();
        while let Some(operator) = reading.next() {
            all.push((
                String::from_utf8_lossy(operator).into_owned(),
                reading.operands.clone(),
            ));
        }
        all
    }

    fn text(text: &[u8]) -> Operand {
        Operand::Text(text.to_vec())
    }

    #[test]
    fn strings_are_read_in_each_form() {
        for (content, wanted) in [
            (&b"(a(b)\\)c) Tj"[..], &b"a(b))c"[..]),
            (b"(\\351\\n\\\r\nb\\x) Tj", b"\xe9\nbx"),
            (b"<4 1 4> Tj", b"A@"),
            (b"(a", b"a"),
        ] {
            let all = read(&[content, b" x"].concat());
            assert!(content == b"(a" || all[0].1 == [text(wanted)], "{all:?}");
        }
        let all = read(b"[(a) -20.5 (b)] TJ /F#201 12 Tf");
        let array = Operand::Array(vec![text(b"a"), Operand::Number(-20.5), text(b"b")]);
        assert_eq!(all[0], ("TJ".into(), vec![array]));
        assert_eq!(
            all[1].1,
            [Operand::Name(b"F 1".to_vec()), Operand::Number(12.0)]
        );
    }

    #[test]
    fn what_is_not_known_is_passed_over() {
        for (content, operators) in [
            (
                &b"1 0 .-5 --3 Td % a comment (\n(a) Tj"[..],
                &["Td", "Tj"][..],
            ),
            (b") ] >> } (a) Tj", &["Tj"]),
            (b"<< /A >> /B (a) Tj", &["Tj"]),
            (b"BI /W 1 ID \xff EI\xfe x EI Q (a) Tj", &["BI", "Q", "Tj"]),
            (b"q\x00Q[(a)(b)]TJ(c)'", &["q", "Q", "TJ", "'"]),
        ] {
            let all: Vec<String> = read(content)
                .into_iter()
                .map(|(operator, _)| operator)
                .collect();
            assert_eq!(all, operators, "{}", content.escape_ascii());
        }
        let deep = [vec![b'['; 40_000], b"(a)] Tj".to_vec()].concat();
        assert!(read(&deep).len() <= 1, "no depth ends the program");
        assert_eq!(
            [
                number(b"--5"),
                number(b".-5"),
                number(b"1.2.3"),
                number(b"-")
            ],
            [Some(-5.0), Some(0.0), Some(1.2), Some(0.0)]
        );
    }
}
