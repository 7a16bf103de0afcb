//! Where the objects of a PDF lie (ISO 32000-1, sections 7.5.4 to 7.5.8): its cross-reference, as a table or as a
//! stream, from the last one written back to the first.
//!
//! Pure. It mends nothing: where a reader would begin to guess, there is no answer.

use std::collections::{BTreeSet, HashMap};

use memchr::memmem;

use super::inside::MOST_OCTETS;
use super::objects::{Value, next};
use super::scan::Scanner;
use super::unfilter::{unpack, unpredict};

/// Turns from one object to the next before a value is taken to go in circles.
const MOST_TURNS: usize = 16;

/// What can't be followed.
#[derive(Debug)]
pub(super) struct Lost;

/// Where an object lies.
#[derive(Debug, Clone, Copy)]
enum Spot {
    Free,
    At(usize),
    /// In an object stream, by the stream's number.
    Packed(u32),
}

/// A PDF's objects, to be asked for by number.
pub(super) struct Objects<'b> {
    bytes: &'b [u8],
    spots: HashMap<u32, Spot>,
    /// The newest trailer.
    pub(super) trailer: Value,
}

/// One piece of the cross-reference.
struct Section {
    spots: Vec<(u32, Spot)>,
    trailer: Value,
}

impl<'b> Objects<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, Lost> {
        let start = memmem::rfind(bytes, b"startxref").ok_or(Lost)? + b"startxref".len();
        let mut scanner = Scanner { bytes, at: start };
        let first = number(&mut scanner).ok_or(Lost)?;
        let mut objects = Objects { bytes, spots: HashMap::new(), trailer: Value::Dictionary(vec![]) };
        let (mut at, mut seen) = (Some(first), BTreeSet::new());
        while let Some(here) = at {
            if !seen.insert(here) {
                return Err(Lost);
            }
            let section = objects.section(here).ok_or(Lost)?;
            at = section.trailer.entry("Prev").map(|prev| prev.number().ok_or(Lost)).transpose()?;
            if here == first {
                objects.trailer = section.trailer;
            }
            for (number, spot) in section.spots {
                // What was written later stands.
                objects.spots.entry(number).or_insert(spot);
            }
        }
        Ok(objects)
    }

    fn section(&self, at: usize) -> Option<Section> {
        let mut scanner = Scanner { bytes: self.bytes, at };
        next(&mut scanner)?;
        if !self.bytes[scanner.at..].starts_with(b"xref") {
            return packed_section(&self.stream(at)?.1);
        }
        scanner.word();
        let mut spots = vec![];
        while next(&mut scanner)? != b't' {
            let (first, count) = (number(&mut scanner)?, number(&mut scanner)?);
            for nth in first..first.checked_add(count)? {
                let (offset, _generation) = (number(&mut scanner)?, number(&mut scanner)?);
                next(&mut scanner)?;
                let used = scanner.word() == b"n";
                spots.push((u32::try_from(nth).ok()?, if used { Spot::At(offset) } else { Spot::Free }));
            }
        }
        if scanner.word() != b"trailer" {
            return None;
        }
        let trailer = Value::read(&mut scanner)?;
        // A hybrid file: what its table calls free is in a stream for newer readers (section 7.5.8.4).
        if let Some(beside) = trailer.entry("XRefStm") {
            spots.retain(|(_, spot)| !matches!(spot, Spot::Free));
            spots.extend(packed_section(&self.stream(beside.number()?)?.1)?.spots);
        }
        Some(Section { spots, trailer })
    }

    /// The object of a number; nothing where there is none (section 7.3.10).
    fn get(&self, wanted: u32) -> Result<Option<Value>, Lost> {
        match self.spots.get(&wanted) {
            None | Some(Spot::Free) => Ok(None),
            Some(Spot::At(at)) => {
                let mut scanner = Scanner { bytes: self.bytes, at: *at };
                let found = head(&mut scanner).filter(|found| *found == wanted);
                found.and_then(|_| Value::read(&mut scanner)).map(Some).ok_or(Lost)
            }
            Some(Spot::Packed(stream)) => {
                let Some(Spot::At(at)) = self.spots.get(stream) else { return Err(Lost) };
                let (_, stream) = self.stream(*at).ok_or(Lost)?;
                in_object_stream(&stream, wanted).map(Some).ok_or(Lost)
            }
        }
    }

    /// What a value is in the end, through the objects that it stands for.
    pub(super) fn follow(&self, value: &Value) -> Result<Option<Value>, Lost> {
        let mut value = value.clone();
        for _ in 0..MOST_TURNS {
            let Value::Other(other) = value else { return Ok(Some(value)) };
            match self.get(other)? {
                Some(found) => value = found,
                None => return Ok(None),
            }
        }
        Err(Lost)
    }

    /// An entry of a dictionary, followed.
    pub(super) fn entry(&self, of: &Value, key: &str) -> Result<Option<Value>, Lost> {
        of.entry(key).map_or(Ok(None), |value| self.follow(value))
    }

    /// The stream that an entry of a dictionary leads to, unpacked.
    pub(super) fn stream_of(&self, of: &Value, key: &str) -> Result<Option<Vec<u8>>, Lost> {
        match of.entry(key) {
            Some(Value::Other(other)) => match self.spots.get(other) {
                None | Some(Spot::Free) => Ok(None),
                Some(Spot::At(at)) => self.stream(*at).map(|(_, stream)| Some(stream.bytes)).ok_or(Lost),
                Some(Spot::Packed(_)) => Err(Lost),
            },
            Some(_) => Err(Lost),
            None => Ok(None),
        }
    }

    /// The stream object at a place: its number, and what it is.
    fn stream(&self, at: usize) -> Option<(u32, Unpacked)> {
        let mut scanner = Scanner { bytes: self.bytes, at };
        let number = head(&mut scanner)?;
        let begin = scanner.at;
        let dictionary = Value::read(&mut scanner)?;
        let raw = self.bytes.get(begin..scanner.at)?;
        next(&mut scanner)?;
        let body = self.bytes[scanner.at..].strip_prefix(b"stream")?;
        let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        let told = dictionary.entry("Length").and_then(Value::number).filter(|length| {
            body.get(*length..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"endstream"))
        });
        let length = told.or_else(|| memmem::find(body, b"endstream"))?;
        let bytes = unpack(raw, &body[..length], MOST_OCTETS);
        let bytes = match columns(&dictionary) {
            Some(columns) => unpredict(&bytes, columns)?,
            None => bytes,
        };
        (!bytes.is_empty() || length == 0).then_some((number, Unpacked { dictionary, bytes }))
    }
}

/// A stream, unpacked.
struct Unpacked {
    dictionary: Value,
    bytes: Vec<u8>,
}

/// How wide the rows are, where a stream is packed as the rows of a PNG (section 7.4.4.4).
fn columns(dictionary: &Value) -> Option<usize> {
    let with = match dictionary.entry("DecodeParms")? {
        Value::Array(all) => all.iter().find(|one| one.entry("Predictor").is_some())?,
        one => one,
    };
    (with.entry("Predictor")?.number()? >= 10)
        .then(|| with.entry("Columns").and_then(Value::number).unwrap_or(1))
}

/// A cross-reference stream (section 7.5.8).
fn packed_section(stream: &Unpacked) -> Option<Section> {
    let numbers = |key: &str| match stream.dictionary.entry(key)? {
        Value::Array(all) => all.iter().map(Value::number).collect::<Option<Vec<usize>>>(),
        _ => None,
    };
    stream.dictionary.entry("Type").filter(|kind| kind.is_name("XRef"))?;
    let [kinds, seconds, thirds] = numbers("W")?.try_into().ok()?;
    let ranges = match stream.dictionary.entry("Index") {
        Some(_) => numbers("Index")?,
        None => vec![0, stream.dictionary.entry("Size")?.number()?],
    };
    let width = kinds.checked_add(seconds)?.checked_add(thirds).filter(|width| *width > 0)?;
    let mut rows = stream.bytes.chunks_exact(width);
    let mut spots = vec![];
    for range in ranges.chunks_exact(2) {
        for nth in range[0]..range[0].checked_add(range[1])? {
            let row = rows.next()?;
            let field = |from: usize, to: usize| {
                row[from..to].iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
            };
            let kind = if kinds == 0 { 1 } else { field(0, kinds) };
            let second = field(kinds, kinds + seconds);
            let spot = match kind {
                1 => Spot::At(second),
                2 => Spot::Packed(u32::try_from(second).ok()?),
                _ => Spot::Free,
            };
            spots.push((u32::try_from(nth).ok()?, spot));
        }
    }
    Some(Section { spots, trailer: stream.dictionary.clone() })
}

/// An object within an object stream (section 7.5.7).
fn in_object_stream(stream: &Unpacked, wanted: u32) -> Option<Value> {
    let count = stream.dictionary.entry("N")?.number()?;
    let first = stream.dictionary.entry("First")?.number()?;
    let mut scanner = Scanner { bytes: &stream.bytes, at: 0 };
    for _ in 0..count {
        let (found, offset) = (number(&mut scanner)?, number(&mut scanner)?);
        if u32::try_from(found) == Ok(wanted) {
            scanner.at = first.checked_add(offset)?;
            return Value::read(&mut scanner);
        }
    }
    None
}

/// `12 0 obj`: the number.
fn head(scanner: &mut Scanner<'_>) -> Option<u32> {
    let found = number(scanner)?;
    number(scanner)?;
    next(scanner)?;
    (scanner.word() == b"obj").then(|| u32::try_from(found).ok())?
}

fn number(scanner: &mut Scanner<'_>) -> Option<usize> {
    next(scanner)?;
    std::str::from_utf8(scanner.word()).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: &[u8] = include_bytes!("../../tests/papers/pikepdf-packed.pdf");
    const UPDATED: &[u8] = include_bytes!("../../tests/papers/pypdf-updated.pdf");

    fn title(bytes: &[u8]) -> Result<Option<Value>, Lost> {
        let objects = Objects::of(bytes)?;
        let properties = objects.entry(&objects.trailer, "Info")?.ok_or(Lost)?;
        objects.entry(&properties, "Title")
    }

    #[test]
    fn packed_objects_are_found_and_what_was_written_last_stands() {
        assert_eq!(title(PACKED).unwrap(), Some(Value::Text(b"Toelichting".to_vec())));
        assert_eq!(title(UPDATED).unwrap(), Some(Value::Text(vec![])));
        let end = memmem::find(UPDATED, b"%%EOF").unwrap();
        assert_eq!(title(&UPDATED[..end]).unwrap(), Some(Value::Text(b"Toelichting".to_vec())));
    }

    /// Its table calls the properties free; the stream beside it says where they are.
    #[test]
    fn a_hybrid_file_is_read_as_newer_readers_do() {
        let mut pdf = b"%PDF-1.5\n1 0 obj<</Title(Nieuw)>>endobj\n".to_vec();
        let stream = pdf.len();
        pdf.extend(
            b"2 0 obj<</Type/XRef/W[1 1 1]/Index[1 1]/Length 3>>stream\n\x01\x09\x00\nendstream endobj\n",
        );
        let table = pdf.len();
        let rest = "xref\n0 2\n0000000001 65535 f \n0000000000 00000 f \n";
        pdf.extend(format!("{rest}trailer<</Info 1 0 R/XRefStm {stream}>>\nstartxref {table}").bytes());
        assert_eq!(title(&pdf).unwrap(), Some(Value::Text(b"Nieuw".to_vec())));
    }

    #[test]
    fn what_goes_in_circles_is_lost() {
        let pdf = "%PDF-1.5\n1 0 obj 1 0 R endobj\n";
        let table = "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n";
        let with = |trailer: &str| format!("{pdf}{table}trailer<<{trailer}>>\nstartxref {}", pdf.len());
        assert!(title(with("/Info 1 0 R").as_bytes()).is_err());
        assert!(title(with(&format!("/Prev {}/Info<</Title(x)>>", pdf.len())).as_bytes()).is_err());
        assert!(title(with("/Info<</Title(x)>>").as_bytes()).is_ok());
    }

    #[test]
    fn whatever_the_bytes_there_is_an_answer() {
        for whole in [PACKED, UPDATED, include_bytes!("../../templates/bijlage-3.2.pdf")] {
            for nth in 0..400_usize {
                let mut bytes = whole[..whole.len() - nth % 90].to_vec();
                for step in 0..1 + nth % 20 {
                    let at = (nth * 7919 + step * 104_729) % bytes.len();
                    bytes[at] ^= 1 << (nth % 8);
                }
                let _answer = crate::notice::catalogue::read(&bytes);
            }
        }
    }
}
