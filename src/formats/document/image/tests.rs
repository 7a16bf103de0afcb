//! What pictures say of who made them, and what programs say of themselves.

use super::*;

fn is_telling(media_type: &str, content: &[u8]) -> bool {
    look(media_type, content, &mut TextBudget::new()).0
}

fn words(media_type: &str, content: &[u8]) -> String {
    texts(media_type, content, &mut TextBudget::new())
}

fn exif(big: bool, tag: u16, count: u32) -> Vec<u8> {
    let word = |value: u16| {
        if big {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let long = |value: u32| {
        if big {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let mut out = if big {
        b"MM\0*".to_vec()
    } else {
        b"II*\0".to_vec()
    };
    out.extend(
        [
            &long(8)[..],
            &word(2),
            &word(0x0112),
            &word(3),
            &long(1),
            &long(1),
        ]
        .concat(),
    );
    out.extend([&word(tag)[..], &word(2), &long(count), &long(38), &long(0)].concat());
    out.extend(b"A. Vos\0 and what follows it");
    out
}

fn jpeg(kind: u8, body: &[u8]) -> Vec<u8> {
    let segment = |kind: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, kind][..], &length, body].concat()
    };
    [
        &[0xff, 0xd8][..],
        &segment(0xe0, b"JFIF\0"),
        &segment(kind, body),
        &segment(0xda, b"x"),
    ]
    .concat()
}

/// Its first directory has nothing but the way to Exif's own, which has this tag.
fn exif_below(tag: u16) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\x01".to_vec();
    out.extend(
        [
            &tag.to_be_bytes()[..],
            b"\0\x02\0\0\0\x07\0\0\0\x2c\0\0\0\0A. Vos\0",
        ]
        .concat(),
    );
    out
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut out, text).unwrap();
    out.finish().unwrap()
}

fn png(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8], body: &[u8]| {
        [
            &u32::try_from(body.len()).unwrap().to_be_bytes()[..],
            kind,
            body,
            b"crc!",
        ]
        .concat()
    };
    [
        &b"\x89PNG\r\n\x1a\n"[..],
        &chunk(b"IHDR", &[0; 13]),
        &chunk(kind, body),
    ]
    .concat()
}

/// XMP with a maker.
const XMP: &[u8] =
    b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>A. Vos</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>";

fn jpegs_that_name_a_maker() -> Vec<Vec<u8>> {
    let app1 = |tiff: Vec<u8>| jpeg(0xe1, &[&b"Exif\0\0"[..], &tiff].concat());
    vec![
        app1(exif(true, 0x013b, 7)),
        app1(exif(false, 0x8825, 1)),
        jpeg(
            0xe1,
            &[&b"http://ns.adobe.com/xap/1.0/\0"[..], XMP].concat(),
        ),
        jpeg(0xed, b"Photoshop 3.0\x008BIM\x1c\x02\x50\x00\x06A. Vos"),
        // Fill bytes before a marker, and one without a length.
        [
            &b"\xff\xd8\xff\x01\xff\xff"[..],
            &jpeg(0xfe, b"foto van A. Vos")[2..],
        ]
        .concat(),
        app1(exif_below(0xa430)),
        app1(exif(true, 0x8298, 7)),
        app1(exif(false, 0x013c, 7)),
        jpeg(
            0xe1,
            b"<rdf:RDF><rdf:Description photoshop:Credit='A. Vos'/></rdf:RDF>",
        ),
        jpeg(
            0xe1,
            b"<rdf:RDF><xmpRights:Owner>A. Vos</xmpRights:Owner></rdf:RDF>",
        ),
        [
            &jpeg(0xe0, b"JFIF")[..],
            b"\xff\xd9\xff\xd8",
            &app1(exif(true, 0x013b, 7)),
        ]
        .concat(),
    ]
}

fn pngs_that_name_a_maker() -> Vec<Vec<u8>> {
    let hex: String = [EXIF, &exif(true, 0x013b, 7)]
        .concat()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let raw = format!("\nexif\n      72\n{hex}\n").into_bytes();
    vec![
        png(b"tEXt", b"Author\0A. Vos"),
        png(b"eXIf", &exif(true, 0x9c9d, 7)),
        png(
            b"iTXt",
            b"XML:com.adobe.xmp\0\0\0\0\0<rdf exif:GPSLatitude=\"52,5N\"/>",
        ),
        png(b"tEXt", b"Copyright\0A. Vos"),
        png(
            b"zTXt",
            &[&b"exif:Artist\0\0"[..], &packed(b"A. Vos")].concat(),
        ),
        png(
            b"iTXt",
            &[&b"XML:com.adobe.xmp\0\x01\0\0\0"[..], &packed(XMP)].concat(),
        ),
        png(
            b"zTXt",
            &[&b"Raw profile type exif\0\0"[..], &packed(&raw)].concat(),
        ),
    ]
}

fn gifs_that_name_a_maker() -> Vec<Vec<u8>> {
    vec![
        [&b"GIF89aXMP DataXMP"[..], XMP].concat(),
        b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x06A. Vos\0;".to_vec(),
    ]
}

#[test]
fn who_made_a_picture_and_where_is_seen() {
    for (media_type, pictures) in [
        ("image/jpeg", jpegs_that_name_a_maker()),
        ("image/png", pngs_that_name_a_maker()),
        ("image/gif", gifs_that_name_a_maker()),
    ] {
        for content in pictures {
            let shown = content.escape_ascii();
            assert!(is_telling(media_type, &content), "{media_type} {shown}");
        }
    }
}

#[test]
fn a_picture_that_names_nobody_is_passed_in_silence() {
    let app1 = |tiff: Vec<u8>| jpeg(0xe1, &[&b"Exif\0\0"[..], &tiff].concat());
    for (media_type, content) in [
        ("image/jpeg", app1(exif(true, 0x0132, 20))),
        ("image/jpeg", app1(exif(false, 0x013b, 1))),
        ("image/jpeg", jpeg(0xe1, b"<dc:creator> </dc:creator>")),
        (
            "image/jpeg",
            jpeg(0xfe, b"CREATOR: gd-jpeg v1.0 (using IJG JPEG v80)"),
        ),
        (
            "image/gif",
            b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x11Created with GIMP\0;".to_vec(),
        ),
        ("image/png", png(b"tEXt", b"Software\0Inkscape")),
        ("image/png", png(b"IDAT", b"Author\0x")),
        ("image/gif", b"GIF89a".to_vec()),
        ("text/plain", b"Author\0x".to_vec()),
    ] {
        assert!(
            !is_telling(media_type, &content),
            "{media_type} {}",
            content.escape_ascii()
        );
    }
}

#[test]
fn words_in_a_picture_are_there_for_the_leak_check() {
    let ztxt = png(
        b"zTXt",
        &[
            &b"Comment\0\0"[..],
            &packed("Stichting Café Noord".as_bytes()),
        ]
        .concat(),
    );
    assert!(words("image/png", &ztxt).contains("Stichting Café Noord"));
    let com = jpeg(0xfe, b"Created with GIMP for Stichting Noord");
    assert!(words("image/jpeg", &com).contains("Stichting Noord"));
    assert_eq!(words("text/plain", b"Stichting"), "");
}

#[test]
fn what_of_its_words_was_not_read_is_known() {
    let text = |packed: &[u8]| png(b"zTXt", &[&b"Comment\0\0"[..], packed].concat());
    let reasons = |picture: &[u8]| {
        let (_, found) = look("image/png", picture, &mut TextBudget::new());
        found.iter().map(|(reason, _)| reason).collect::<Vec<_>>()
    };
    let max = MAX_PICTURE_TEXT;
    let whole = text(&packed(&vec![b'a'; max]));
    assert_eq!(reasons(&whole), []);
    let long = text(&packed(&vec![b'a'; max + 1]));
    assert_eq!(reasons(&long), [Reason::TooLarge]);
    assert!(
        words("image/png", &long).len() > max,
        "read as far as it may"
    );
    let broken = packed("Stichting Café Noord".as_bytes());
    let broken = text(&broken[..broken.len() - 8]);
    assert_eq!(reasons(&broken), [Reason::Packing]);
}

/// Each small enough, and together too much.
#[test]
fn the_texts_of_a_picture_share_one_budget() {
    let body = [&b"Comment\0\0"[..], &packed(&vec![b'a'; MAX_PICTURE_TEXT])].concat();
    let one = png(b"zTXt", &body);
    let chunk = &one[8..];
    let many = |count: usize| [&one[..8], &chunk.repeat(count)].concat();
    let just = MAX_PICTURE_TEXTS / MAX_PICTURE_TEXT;
    for (count, length, reasons) in [
        (just, MAX_PICTURE_TEXTS, vec![]),
        (2 * just, MAX_PICTURE_TEXTS, vec![Reason::TooLarge]),
    ] {
        let found: Vec<_> = look("image/png", &many(count), &mut TextBudget::new())
            .1
            .iter()
            .map(|(reason, _)| reason)
            .collect();
        assert_eq!(found, reasons, "{count}");
        let read = words("image/png", &many(count));
        assert_eq!(read.matches('a').count(), length, "{count}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_the_bytes_there_is_an_answer(bytes in proptest::collection::vec(0_u8..=255, 0..200)) {
        for media_type in ["image/jpeg", "image/png", "image/gif"] {
            is_telling(media_type, &bytes);
        }
        in_exif(&bytes);
        is_telling("image/jpeg", &[&b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*"[..], &bytes].concat());
        is_telling("image/png", &png(b"eXIf", &bytes));
    }
}
