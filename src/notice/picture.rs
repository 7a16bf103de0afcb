//! What a picture says besides what it shows: who made it, and where. Cameras and telephones write that by themselves.
//!
//! Pure. It reads Exif (CIPA DC-008), XMP (ISO 16684-1), IPTC's by-line and PNG's texts (ISO 15948) as far as they lie
//! open. Not seen: what is packed in a PNG's text, and what makers of cameras write in their own manner.

use super::xmp;

/// Exif's `Artist`, the GPS block and what Windows calls `XPAuthor`.
const TELLING: [u16; 3] = [0x013b, 0x8825, 0x9c9d];

/// Elements of XMP that name a maker or a place.
const ELEMENTS: [&str; 2] = ["dc:creator", "exif:gpslatitude"];

/// Whether a picture of this media type names its maker or its place.
pub(super) fn names_maker(media_type: &str, content: &[u8]) -> bool {
    match media_type {
        "image/jpeg" => segments(content).any(|(kind, body)| match kind {
            // APP1: Exif or XMP; APP13: IPTC, whose record 2:80 is the by-line.
            0xe1 => body.strip_prefix(b"Exif\0\0").map_or_else(|| in_xmp(body), in_exif),
            0xed => body.windows(5).any(|window| window.starts_with(&[0x1c, 2, 80]) && window[3..] != [0, 0]),
            _ => false,
        }),
        "image/png" => chunks(content).any(|(kind, body)| match kind {
            b"eXIf" => in_exif(body),
            b"tEXt" | b"iTXt" | b"zTXt" => body.starts_with(b"Author\0") || in_xmp(body),
            _ => false,
        }),
        "image/gif" => in_xmp(content),
        _ => false,
    }
}

fn in_xmp(bytes: &[u8]) -> bool {
    xmp::says(bytes, |name| ELEMENTS.contains(&name))
}

/// Whether the first directory of a TIFF block has an entry that tells.
fn in_exif(tiff: &[u8]) -> bool {
    let big = tiff.starts_with(b"MM");
    let word = |at: usize| -> Option<u16> {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let long = |at: usize| -> Option<usize> {
        let (first, second) = (usize::from(word(at)?), usize::from(word(at.checked_add(2)?)?));
        Some(if big { first << 16 | second } else { second << 16 | first })
    };
    let Some(directory) = long(4) else { return false };
    let entries = word(directory).unwrap_or_default();
    (0..usize::from(entries)).any(|nth| {
        let at = directory.saturating_add(2 + 12 * nth);
        // One octet of text is its end alone.
        let holds = |tag: u16| tag == 0x8825 || long(at + 4).is_some_and(|count| count > 1);
        word(at).is_some_and(|tag| TELLING.contains(&tag) && holds(tag))
    })
}

/// The segments of a JPEG before the picture itself (ITU-T T.81, annex B).
fn segments(content: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = content.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        let [0xff, kind, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = rest.get(4..2 + length)?;
        rest = &rest[2 + length..];
        (kind != 0xda).then_some((kind, body))
    })
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
mod tests {
    use super::*;

    fn exif(big: bool, tag: u16, count: u32) -> Vec<u8> {
        let word = |value: u16| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let long = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let mut out = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
        out.extend([&long(8)[..], &word(2), &word(0x0112), &word(3), &long(1), &long(1)].concat());
        out.extend([&word(tag)[..], &word(2), &long(count), &long(26), b"A. Vos\0"].concat());
        out
    }

    fn jpeg(kind: u8, body: &[u8]) -> Vec<u8> {
        let segment = |kind: u8, body: &[u8]| {
            let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
            [&[0xff, kind][..], &length, body].concat()
        };
        [&[0xff, 0xd8][..], &segment(0xe0, b"JFIF\0"), &segment(kind, body), &segment(0xda, b"x")].concat()
    }

    fn png(kind: &[u8], body: &[u8]) -> Vec<u8> {
        let chunk = |kind: &[u8], body: &[u8]| {
            [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], kind, body, b"crc!"].concat()
        };
        [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &[0; 13]), &chunk(kind, body)].concat()
    }

    #[test]
    fn who_made_a_picture_and_where_is_seen() {
        let app1 = |tiff: Vec<u8>| jpeg(0xe1, &[&b"Exif\0\0"[..], &tiff].concat());
        let xmp =
            b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>A. Vos</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>";
        for (media_type, content) in [
            ("image/jpeg", app1(exif(true, 0x013b, 7))),
            ("image/jpeg", app1(exif(false, 0x8825, 1))),
            ("image/jpeg", jpeg(0xe1, &[&b"http://ns.adobe.com/xap/1.0/\0"[..], xmp].concat())),
            ("image/jpeg", jpeg(0xed, b"Photoshop 3.0\x008BIM\x1c\x02\x50\x00\x06A. Vos")),
            ("image/png", png(b"tEXt", b"Author\0A. Vos")),
            ("image/png", png(b"eXIf", &exif(true, 0x9c9d, 7))),
            ("image/png", png(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<rdf exif:GPSLatitude=\"52,5N\"/>")),
            ("image/gif", [&b"GIF89aXMP DataXMP"[..], xmp].concat()),
        ] {
            assert!(names_maker(media_type, &content), "{media_type} {}", content.escape_ascii());
        }
    }

    #[test]
    fn a_picture_that_names_nobody_is_passed_in_silence() {
        let app1 = |tiff: Vec<u8>| jpeg(0xe1, &[&b"Exif\0\0"[..], &tiff].concat());
        for (media_type, content) in [
            ("image/jpeg", app1(exif(true, 0x0132, 20))),
            ("image/jpeg", app1(exif(false, 0x013b, 1))),
            ("image/jpeg", jpeg(0xe1, b"<dc:creator> </dc:creator>")),
            ("image/jpeg", jpeg(0xfe, b"Artist")),
            ("image/png", png(b"tEXt", b"Software\0Inkscape")),
            ("image/png", png(b"IDAT", b"Author\0x")),
            ("image/gif", b"GIF89a".to_vec()),
            ("text/plain", b"Author\0x".to_vec()),
        ] {
            assert!(!names_maker(media_type, &content), "{media_type} {}", content.escape_ascii());
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_bytes_there_is_an_answer(bytes in proptest::collection::vec(0_u8..=255, 0..200)) {
            for media_type in ["image/jpeg", "image/png", "image/gif"] {
                names_maker(media_type, &bytes);
            }
            in_exif(&bytes);
            names_maker("image/jpeg", &[&b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*"[..], &bytes].concat());
            names_maker("image/png", &png(b"eXIf", &bytes));
        }
    }
}
