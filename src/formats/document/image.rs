//! What a picture says besides what it shows: who made it, and where. Cameras and telephones write that by themselves.
//!
//! Pure. It reads Exif with its directories (CIPA DC-008), XMP (ISO 16684-1), IPTC's by-line, comments, and PNG's texts
//! (ISO 15948), packed ones too. Not seen: what makers of cameras write in their own manner.

use std::borrow::Cow;
use std::io::Read as _;

use memchr::memmem;

use super::limits::{MAX_PICTURE_TEXT, MAX_PICTURE_TEXTS};
use super::xmp;
use crate::finding::Code;
use crate::formats::document::{Reason, Unread};

/// Exif's owner and maker: `Artist`, `HostComputer`, `Copyright`, the GPS block, what Windows calls `XPAuthor`,
/// `CameraOwnerName`.
const TELLING: [u16; 6] = [0x013b, 0x013c, 0x8298, GPS, 0x9c9d, 0xa430];
const GPS: u16 = 0x8825;

/// Leads to another directory: Exif's own.
const DIRECTORY: u16 = 0x8769;

/// Elements of XMP that name a maker or a place.
const ELEMENTS: [&str; 11] = [
    "aux:ownername",
    "dc:creator",
    "dc:rights",
    "exif:gpslatitude",
    "iptc4xmpcore:creatorcontactinfo",
    "photoshop:authorsposition",
    "photoshop:credit",
    "tiff:artist",
    "tiff:copyright",
    "xmprights:owner",
    "xmprights:usageterms",
];

/// Names of PNG's texts that hold a person; some programs put a family in front: `exif:Artist`.
const NAMES: [&str; 6] = [
    "artist",
    "author",
    "by-line",
    "copyright",
    "creator",
    "owner",
];

/// Words of comments that programs leave of themselves.
const PROGRAMS: [&str; 10] = [
    "compressed",
    "created with",
    "creator: gd-jpeg",
    "encoder",
    "file written by",
    "gimp",
    "imagemagick",
    "lavc",
    "optimized",
    "photoshop",
];

/// As many directories of Exif are read; a circle of them has no end.
const MAX_DIRECTORIES: usize = 8;

/// What lies in a picture besides the picture.
enum Piece<'p> {
    Exif(Cow<'p, [u8]>),
    Xmp(Cow<'p, [u8]>),
    Iptc(Cow<'p, [u8]>),
    /// A text under a name; a comment has none.
    Text(String, String),
}

/// The code for words of a picture that were not read. A person can read them with other programs, and accept that
/// they were not read here.
pub(crate) const UNREAD: Code = Code::NoticePictureUnread;

/// Bytes that the packed texts of one file may still unpack to; the pictures of an office file share it.
pub(crate) struct TextBudget(usize);

impl TextBudget {
    pub(crate) const fn new() -> TextBudget {
        TextBudget(MAX_PICTURE_TEXTS)
    }
}

/// Whether a picture of this media type names its maker or its place, and what of its words could not be read: they unpack
/// to too much, or not to their end.
pub(crate) fn look(media_type: &str, content: &[u8], budget: &mut TextBudget) -> (bool, Unread) {
    let (pieces, unread) = pieces(media_type, content, budget);
    (pieces.iter().any(names_maker), unread)
}

fn names_maker(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Exif(tiff) => in_exif(tiff),
        Piece::Xmp(xmp) => xmp::says(xmp, |name| ELEMENTS.contains(&name)),
        // Record 2:80 is the by-line, 2:110 who is to be named, 2:116 whose it is.
        Piece::Iptc(records) => records.windows(5).any(|record| {
            record[..2] == [0x1c, 2] && [80, 110, 116].contains(&record[2]) && record[3..] != [0, 0]
        }),
        Piece::Text(name, text) if name.is_empty() => {
            let text = text.trim().to_lowercase();
            text.chars().filter(|c| c.is_alphabetic()).count() > 2
                && !PROGRAMS.iter().any(|one| text.contains(one))
        }
        Piece::Text(name, text) => {
            let name = name.rsplit(':').next().unwrap_or_default().to_lowercase();
            NAMES.contains(&name.as_str()) && !text.trim().is_empty()
        }
    }
}

/// All words in a picture besides the picture, for the leak check.
pub(crate) fn texts(media_type: &str, content: &[u8], budget: &mut TextBudget) -> String {
    let mut out = String::new();
    for piece in pieces(media_type, content, budget).0 {
        match piece {
            Piece::Exif(bytes) | Piece::Iptc(bytes) => {
                out.push_str(&String::from_utf8_lossy(&bytes))
            }
            Piece::Xmp(bytes) => out.push_str(&crate::formats::html::tokens::decode(
                &String::from_utf8_lossy(&bytes),
            )),
            Piece::Text(name, text) => out.extend([&*name, " ", &text]),
        }
        out.push('\n');
    }
    out
}

fn pieces<'p>(
    media_type: &str,
    content: &'p [u8],
    budget: &mut TextBudget,
) -> (Vec<Piece<'p>>, Unread) {
    let mut unread = Unread::default();
    let mut found: Vec<Piece<'_>> = match media_type {
        "image/jpeg" => segments(content)
            .filter_map(|(kind, body)| in_segment(kind, body))
            .collect(),
        "image/png" => chunks(content)
            .filter_map(|(kind, body)| in_chunk(kind, body, budget, &mut unread))
            .collect(),
        "image/gif" => gif_comments(content)
            .into_iter()
            .map(|text| Piece::Text(String::new(), text))
            .collect(),
        _ => return (Vec::new(), unread),
    };
    // A second picture after the first, and blocks of other programs.
    let exif = memmem::find_iter(content, EXIF)
        .map(|at| Piece::Exif(Cow::Borrowed(&content[at + EXIF.len()..])));
    found.extend(exif);
    if memmem::find(content, b"<x:xmpmeta").is_some()
        || memmem::find(content, b"<rdf:RDF").is_some()
        || media_type == "image/gif"
    {
        found.push(Piece::Xmp(Cow::Borrowed(content)));
    }
    (found, unread)
}

const EXIF: &[u8] = b"Exif\0\0";

fn in_segment(kind: u8, body: &[u8]) -> Option<Piece<'_>> {
    match kind {
        // APP1 is Exif, which is searched for in the whole file, or XMP; APP13 is IPTC; COM is a comment.
        0xe1 if !body.starts_with(EXIF) => Some(Piece::Xmp(Cow::Borrowed(body))),
        0xed => Some(Piece::Iptc(Cow::Borrowed(body))),
        0xfe => Some(Piece::Text(
            String::new(),
            String::from_utf8_lossy(body).into_owned(),
        )),
        _ => None,
    }
}

fn in_chunk<'p>(
    kind: &[u8],
    body: &'p [u8],
    budget: &mut TextBudget,
    unread: &mut Unread,
) -> Option<Piece<'p>> {
    if kind == b"eXIf" {
        return Some(Piece::Exif(Cow::Borrowed(body)));
    }
    let end = memchr::memchr(0, body)?;
    let (name, rest) = (&body[..end], &body[end + 1..]);
    let text: Cow<'p, [u8]> = match (kind, rest) {
        (b"tEXt", text) => Cow::Borrowed(text),
        (b"zTXt", [_, packed @ ..]) => Cow::Owned(unpacked(packed, budget, unread)),
        (b"iTXt", [is_packed, _, rest @ ..]) => {
            // A language and the name in it come before the text.
            let text = rest.splitn(3, |byte| *byte == 0).nth(2)?;
            if *is_packed == 1 {
                Cow::Owned(unpacked(text, budget, unread))
            } else {
                Cow::Borrowed(text)
            }
        }
        _ => return None,
    };
    let name = String::from_utf8_lossy(name).into_owned();
    Some(match name.strip_prefix("Raw profile type ") {
        Some(profile) => {
            let bytes = Cow::Owned(raw_profile(&text));
            match profile {
                "iptc" => Piece::Iptc(bytes),
                "xmp" => Piece::Xmp(bytes),
                _ => Piece::Exif(Cow::Owned(
                    bytes.strip_prefix(EXIF).unwrap_or(&bytes).to_vec(),
                )),
            }
        }
        None if name == "XML:com.adobe.xmp" => Piece::Xmp(text),
        None => Piece::Text(name, String::from_utf8_lossy(&text).into_owned()),
    })
}

/// What breaks off, or has no end, is read as far as it goes.
fn unpacked(packed: &[u8], budget: &mut TextBudget, unread: &mut Unread) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = flate2::read::ZlibDecoder::new(packed);
    let most = budget.0.min(MAX_PICTURE_TEXT) as u64;
    match rest.by_ref().take(most).read_to_end(&mut bytes) {
        Ok(_) if !matches!(rest.read(&mut [0]), Ok(0)) => unread.add(Reason::TooLarge, None),
        Ok(_) => {}
        Err(_) => unread.add(Reason::Packing, None),
    }
    budget.0 -= bytes.len();
    bytes
}

/// As ImageMagick writes other blocks into a PNG's text: a name, a length, and hexadecimal digits.
fn raw_profile(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let digits: Vec<u8> = text
        .split_ascii_whitespace()
        .skip(2)
        .flat_map(str::chars)
        .filter_map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    digits
        .chunks_exact(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

/// Whether a directory of a TIFF block (the first, the one after it, Exif's own) has a telling entry.
fn in_exif(tiff: &[u8]) -> bool {
    let big = tiff.starts_with(b"MM");
    let word = |at: usize| -> Option<u16> {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big {
            u16::from_be_bytes(two)
        } else {
            u16::from_le_bytes(two)
        })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (
            usize::from(word(at)?),
            usize::from(word(at.checked_add(2)?)?),
        );
        Some(if big {
            first << 16 | second
        } else {
            second << 16 | first
        })
    };
    let place = |at: usize| long(at).filter(|place| *place > 0);
    let mut directories: Vec<usize> = place(4).into_iter().collect();
    let mut seen = 0;
    while let Some(directory) = directories.pop().filter(|_| seen < MAX_DIRECTORIES) {
        seen += 1;
        let entries = usize::from(word(directory).unwrap_or_default());
        for nth in 0..entries {
            let at = directory.saturating_add(2 + 12 * nth);
            let Some(tag) = word(at) else { break };
            let count = long(at + 4).unwrap_or_default();
            // Text of four bytes or fewer is in the entry itself; one byte is only its end.
            let text_at = if count <= 4 {
                Some(at + 8)
            } else {
                long(at + 8)
            };
            let is_blank = || {
                let text = text_at
                    .and_then(|from| tiff.get(from..from.checked_add(count)?))
                    .unwrap_or(b"?");
                text.iter().all(|byte| matches!(byte, 0 | b' '))
            };
            if TELLING.contains(&tag) && (tag == GPS || (count > 1 && !is_blank())) {
                return true;
            }
            if tag == DIRECTORY {
                directories.extend(place(at + 8));
            }
        }
        directories.extend(place(directory.saturating_add(2 + 12 * entries)));
    }
    false
}

/// The segments of a JPEG before the picture itself (ITU-T T.81, annex B). Any marker may have fill bytes in front.
fn segments(content: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = content.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        loop {
            let [0xff, kind, after @ ..] = rest else {
                return None;
            };
            match kind {
                0xff => rest = &rest[1..],
                // Markers without a length.
                0x01 | 0xd0..=0xd7 => rest = after,
                _ => {
                    let [high, low, ..] = *after else { return None };
                    let length = usize::from(u16::from_be_bytes([high, low]));
                    let body = after.get(2..length)?;
                    rest = &after[length..];
                    return (*kind != 0xda).then_some((*kind, body));
                }
            }
        }
    })
}

/// The comments of a GIF (GIF89a, section 24).
fn gif_comments(content: &[u8]) -> Vec<String> {
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut found = Vec::new();
    let Some(flags) = content.get(10) else {
        return found;
    };
    let mut at = 13 + table(*flags);
    loop {
        let (head, is_comment) = match content.get(at..) {
            Some([0x21, label, ..]) => (2, *label == 0xfe),
            Some([0x2c, _, _, _, _, _, _, _, _, flags, ..]) => (11 + table(*flags), false),
            _ => return found,
        };
        at += head;
        let mut text = Vec::new();
        while let Some(length) = content.get(at).copied().filter(|length| *length > 0) {
            let end = at + 1 + usize::from(length);
            if is_comment {
                text.extend_from_slice(content.get(at + 1..end).unwrap_or_default());
            }
            at = end;
        }
        at += 1;
        if is_comment {
            found.push(String::from_utf8_lossy(&text).into_owned());
        }
    }
}

/// The chunks of a PNG.
fn chunks(content: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = content.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, body) = (after.get(..4)?, after.get(4..length.checked_add(4)?)?);
        rest = after.get(length + 8..).unwrap_or_default();
        Some((kind, body))
    })
}

#[cfg(test)]
mod tests;
