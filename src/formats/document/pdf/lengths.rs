//! The lengths of streams that a PDF gives by reference (ISO 32000-1, section 7.3.8.2).
//!
//! A length may lie in an object stream. To know it lopdf unpacks that stream while it loads the file and keeps all of
//! its objects, with a limit for each stream and none for all: 59 kB came to 4 GB. So each such length is written out
//! before the file is loaded, in the room of its reference. One that isn't known, or doesn't fit, becomes one that is too
//! large: lopdf then looks for the end of the stream itself.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

/// No stream of an attachment is that long.
const TOO_LONG: &[u8] = b"999999999";

/// The file with every length written out.
pub(super) fn written_out(bytes: &[u8]) -> Cow<'_, [u8]> {
    let references: Vec<(Range<usize>, &[u8])> = memchr::memchr_iter(b'/', bytes)
        .filter_map(|at| length_reference(bytes, at + 1))
        .collect();
    if references.is_empty() {
        return Cow::Borrowed(bytes);
    }
    let known = numbers(bytes);
    let mut written = bytes.to_vec();
    for (room, object) in references {
        let length = known.get(object).copied().flatten();
        let length = length
            .filter(|length| length.len() <= room.len())
            .unwrap_or(&TOO_LONG[..room.len().min(TOO_LONG.len())]);
        let (digits, rest) = written[room].split_at_mut(length.len());
        digits.copy_from_slice(length);
        rest.fill(b' ');
    }
    Cow::Owned(written)
}

/// If the name at `at` is `Length` and leads to another object: where that reference is, and the object's number.
fn length_reference(bytes: &[u8], at: usize) -> Option<(Range<usize>, &[u8])> {
    let mut at = at;
    for letter in *b"Length" {
        let (read, next) = name_byte(bytes, at)?;
        if read != letter {
            return None;
        }
        at = next;
    }
    let start = blanks(bytes, at);
    let object_end = digits(bytes, start)?;
    let number = blanks(bytes, object_end);
    let number_end = digits(bytes, number)?;
    let sign = blanks(bytes, number_end);
    let is_reference = number > object_end && sign > number_end && bytes.get(sign) == Some(&b'R');
    is_reference.then(|| (start..sign + 1, &bytes[start..object_end]))
}

/// A byte of a name, which may be written in hexadecimal (section 7.3.5), and where the next begins.
fn name_byte(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at..)? {
        [b'#', high, low, ..] => {
            let digit = |letter: u8| char::from(letter).to_digit(16);
            let byte = digit(high)? << 4 | digit(low)?;
            Some((u8::try_from(byte).ok()?, at + 3))
        }
        [byte, ..] => Some((byte, at + 1)),
        [] => None,
    }
}

/// The numbers that are objects of their own, by the number of the object; nothing for two of one number that differ.
fn numbers(bytes: &[u8]) -> HashMap<&[u8], Option<&[u8]>> {
    let mut known: HashMap<&[u8], Option<&[u8]>> = HashMap::new();
    for at in memmem::find_iter(bytes, b"obj") {
        let Some((object, number)) = number_object(bytes, at) else {
            continue;
        };
        known
            .entry(object)
            .and_modify(|before| *before = before.filter(|before| *before == number))
            .or_insert(Some(number));
    }
    known
}

/// The object that begins with the `obj` at `at`, if it is a number and nothing else: its own number, and what it is.
fn number_object(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    let number = blanks(bytes, at + 3);
    let end = digits(bytes, number)?;
    if !bytes[blanks(bytes, end)..].starts_with(b"endobj") {
        return None;
    }
    let before = |until: usize, is_such: fn(&u8) -> bool| {
        let such = bytes[..until].iter().rev().take_while(|byte| is_such(byte));
        until - such.count()
    };
    let generation_end = before(at, is_blank);
    let generation = before(generation_end, u8::is_ascii_digit);
    let object_end = before(generation, is_blank);
    let object = before(object_end, u8::is_ascii_digit);
    let is_headed = generation < generation_end && object_end < generation && object < object_end;
    is_headed.then(|| (&bytes[object..object_end], &bytes[number..end]))
}

/// Where the digits from `at` on end; `None` if there are none.
fn digits(bytes: &[u8], at: usize) -> Option<usize> {
    let count = bytes
        .get(at..)?
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    Some(at + count.count()).filter(|end| *end > at)
}

/// Where the blanks and comments from `at` on end (section 7.2.3).
fn blanks(bytes: &[u8], at: usize) -> usize {
    let mut in_comment = false;
    let skipped = bytes[at.min(bytes.len())..].iter().take_while(|byte| {
        in_comment = match byte {
            b'\r' | b'\n' => false,
            b'%' => true,
            _ => in_comment,
        };
        in_comment || is_blank(byte)
    });
    at + skipped.count()
}

const fn is_blank(byte: &u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_takes_the_room_of_its_reference() {
        let file =
            |text: &str| String::from_utf8(written_out(text.as_bytes()).into_owned()).unwrap();
        for (before, after) in [
            (
                "<</Length 12 0 R>> 12 0 obj 345 endobj",
                "<</Length 345   >> 12 0 obj 345 endobj",
            ),
            ("<</Length 12 0 R>>", "<</Length 999999>>"),
            ("<</#4cengt#68 7 0 R/A 1>>", "<</#4cengt#68 99999/A 1>>"),
            ("<</Length%x\n7 % y\n0\nR>>", "<</Length%x\n999999999>>"),
            // It doesn't fit.
            (
                "/Length 7 0 R 7 0 obj\n123456\nendobj",
                "/Length 99999 7 0 obj\n123456\nendobj",
            ),
            // Which of the two counts isn't known here.
            (
                "/Length 7 0 R 7 0 obj 1 endobj 7 0 obj 2 endobj",
                "/Length 99999 7 0 obj 1 endobj 7 0 obj 2 endobj",
            ),
            (
                "/Length 7 0 R 17 0 obj 1 endobj",
                "/Length 99999 17 0 obj 1 endobj",
            ),
            (
                "/Length 7 0 R 7 0 obj [1] endobj",
                "/Length 99999 7 0 obj [1] endobj",
            ),
        ] {
            assert_eq!(file(before), after);
        }
        for same in [
            "",
            "/",
            "/Length",
            "/Length 12",
            "/Length 12 0",
            "/Length1 7 0 R",
            "/Length 7 0R",
            "/Len",
            "/#4",
            "obj",
            "7 0 obj 1",
        ] {
            assert_eq!(file(same), same);
        }
    }
}
