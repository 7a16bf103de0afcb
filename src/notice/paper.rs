//! A closer look at attachments: what would harm a reader, shut one out, or tell more than was meant.
//!
//! Of a PDF it looks at the objects (ISO 32000-1, section 7), those packed into object streams too, and at its XMP; where
//! some can't be unpacked it says so, so that a person looks. Office files (ECMA-376, ODF 1.3) are unpacked as far as needed.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use super::pdf::streams;
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

/// What there is to say of a file of this media type.
pub(super) fn look(file: &str, name: &str, media_type: &str, content: &[u8]) -> Vec<Fault> {
    let place = || Place::file(file);
    let error = |code| Fault::error(place(), Phrase::new(code).with("name", name));
    let warning = |code| Fault::warning(place(), Phrase::new(code).with("name", name));
    if media_type == "application/pdf" {
        let (errors, warnings) = look_at_pdf(content);
        errors.into_iter().map(error).chain(warnings.into_iter().map(warning)).collect()
    } else if content.starts_with(b"PK") {
        look_at_office(content).into_iter().map(error).collect()
    } else {
        vec![]
    }
}

/// The most of one member that is unpacked: an archive may claim to be endless.
const MOST_UNPACKED: u64 = 32 << 20;

/// What an office file holds besides what its reader sees.
fn look_at_office(content: &[u8]) -> Vec<&'static str> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(content)) else {
        return vec!["notice-office-unreadable"];
    };
    let members: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    let mut found = vec![];
    for (code, signs) in [
        ("notice-office-macros", ["vbaProject.bin", "Basic/script-lc.xml"].as_slice()),
        ("notice-office-comments", &["comments.xml", "threadedComment"]),
    ] {
        if members.iter().any(|member| signs.iter().any(|sign| member.contains(sign))) {
            found.push(code);
        }
    }
    let mut unpack = |name: &str| {
        let mut text = Vec::new();
        let member = archive.by_name(name).ok()?;
        member.take(MOST_UNPACKED).read_to_end(&mut text).ok()?;
        Some(text)
    };
    for (member, code, tags) in [
        ("docProps/core.xml", "notice-office-author", ["dc:creator", "cp:lastModifiedBy"].as_slice()),
        ("docProps/app.xml", "notice-office-author", &["Manager", "Company"]),
        ("meta.xml", "notice-office-author", &["dc:creator", "meta:initial-creator", "meta:printed-by"]),
        ("word/*", "notice-office-changes", &["w:ins", "w:del", "w:moveFrom"]),
        ("content.xml", "notice-office-changes", &["text:tracked-changes", "table:tracked-changes"]),
        ("content.xml", "notice-office-comments", &["office:annotation"]),
        ("styles.xml", "notice-office-changes", &["text:tracked-changes"]),
        ("styles.xml", "notice-office-comments", &["office:annotation"]),
    ] {
        for name in members.iter().filter(|name| is_meant(name, member)) {
            let Some(text) = unpack(name) else {
                found.push("notice-office-unreadable");
                continue;
            };
            let says = |tag: &&str| match code {
                "notice-office-author" => has_text(&text, tag),
                _ => [" ", ">"].iter().any(|end| holds(&text, format!("<{tag}{end}").as_bytes())),
            };
            if tags.iter().any(says) && !found.contains(&code) {
                found.push(code);
            }
        }
    }
    found
}

/// Whether a member is the one named; `word/*` is the text of a DOCX with its headers, footers and notes.
fn is_meant(name: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(folder) => name.strip_prefix(folder).is_some_and(|rest| {
            let begins = ["document", "header", "footer", "footnotes", "endnotes"];
            rest.ends_with(".xml") && begins.iter().any(|begin| rest.starts_with(begin))
        }),
        None => name == wanted,
    }
}

/// What a reader of a PDF writes on it (section 12.5.6.2); with most of them goes who wrote it.
const COMMENTS: [&[u8]; 15] = [
    b"/Text",
    b"/FreeText",
    b"/Line",
    b"/Square",
    b"/Circle",
    b"/Polygon",
    b"/PolyLine",
    b"/Highlight",
    b"/Underline",
    b"/Squiggly",
    b"/StrikeOut",
    b"/Caret",
    b"/Stamp",
    b"/Ink",
    b"/Sound",
];

/// Errors and warnings about a PDF.
fn look_at_pdf(content: &[u8]) -> (Vec<&'static str>, Vec<&'static str>) {
    let open = Open::of(content);
    let mut errors = vec![];
    if open.has(b"/Encrypt") {
        errors.push("notice-pdf-locked");
    }
    let active: [&[u8]; 6] =
        [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm"];
    if active.iter().any(|name| open.has(name)) {
        errors.push("notice-pdf-active");
    }
    if open.names_author() || open.metadata.iter().any(|xmp| has_text(xmp, "dc:creator")) {
        errors.push("notice-pdf-author");
    }
    if open.has_comments() {
        errors.push("notice-pdf-comments");
    }
    let mut warnings = vec![];
    let missing = [
        (!open.has(b"/StructTreeRoot"), "notice-pdf-untagged"),
        (!open.has(b"/Lang"), "notice-pdf-language"),
        (
            !open.has(b"/Title") && !open.metadata.iter().any(|xmp| holds(xmp, b"<dc:title>")),
            "notice-pdf-title",
        ),
    ];
    if open.shut {
        // Part of the objects stays packed away: what seems missing may be there, and the other way round.
        warnings.push("notice-pdf-packed");
    } else {
        warnings.extend(missing.into_iter().filter(|(missing, _)| *missing).map(|(_, code)| code));
    }
    (errors, warnings)
}

/// What a PDF says besides its pages: its objects, where names are what they seem, and its XMP.
struct Open {
    /// What lies outside streams, and each object stream (section 7.5.7).
    objects: Vec<Vec<u8>>,
    metadata: Vec<Vec<u8>>,
    /// Whether an object stream or the XMP could not be unpacked.
    shut: bool,
}

impl Open {
    fn of(content: &[u8]) -> Self {
        let (outside, streams) = streams(content);
        let mut open = Open { objects: vec![plain_names(outside)], metadata: vec![], shut: false };
        for stream in streams {
            let objects = stream.is(b"/ObjStm");
            if objects || stream.is(b"/Metadata") {
                open.shut |= stream.bytes.is_empty();
            }
            if objects {
                open.objects.push(plain_names(stream.bytes));
            } else if stream.is(b"/Metadata") || holds(&stream.bytes, b"<x:xmpmeta") {
                open.metadata.push(stream.bytes);
            }
        }
        open
    }

    /// Whether a name stands there as a whole.
    fn has(&self, name: &[u8]) -> bool {
        self.after(name).next().is_some()
    }

    /// What follows each mention of a name.
    fn after(&self, name: &[u8]) -> impl Iterator<Item = &[u8]> {
        self.objects.iter().flat_map(move |part| {
            part.windows(name.len())
                .enumerate()
                .filter(move |(_, window)| *window == name)
                .map(move |(at, _)| &part[at + name.len()..])
                .filter(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
        })
    }

    /// Whether anybody wrote on it.
    fn has_comments(&self) -> bool {
        self.after(b"/Subtype").any(|rest| {
            let kind = rest.trim_ascii_start();
            COMMENTS.iter().any(|comment| {
                kind.strip_prefix(*comment)
                    .is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
            })
        })
    }

    /// Whether `/Author` holds anything: `()` and `<>` hold nothing.
    fn names_author(&self) -> bool {
        self.after(b"/Author").any(|rest| {
            let rest = rest.trim_ascii_start();
            !(rest.starts_with(b"()") || rest.starts_with(b"<>"))
        })
    }
}

/// Names without their `#xx` (section 7.3.5): `/J#61vaScript` is `/JavaScript` to a reader.
fn plain_names(bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.contains(&b'#') {
        return bytes;
    }
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2)));
        match code.filter(|_| byte == b'#').and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(code) => out.push(code),
            None => {
                out.push(byte);
                at += 1;
                continue;
            }
        }
        at += 3;
    }
    out
}

/// Whether an XML element holds any text, in itself or in elements within (for XMP: ISO 16684-1).
fn has_text(content: &[u8], tag: &str) -> bool {
    find(content, format!("<{tag}>").as_bytes()).is_some_and(|at| {
        let rest = &content[at..];
        let end = find(rest, format!("</{tag}>").as_bytes()).unwrap_or(rest.len());
        // Text between the tags of the list.
        rest[..end].split(|&byte| byte == b'>').skip(1).any(|after| {
            let text = after.split(|&byte| byte == b'<').next().unwrap_or_default();
            !text.trim_ascii().is_empty()
        })
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    find(bytes, wanted).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(media_type: &str, content: &[u8]) -> Vec<&'static str> {
        look("map/a", "a", media_type, content).iter().map(Fault::code).collect()
    }

    fn pdf(more: &str) -> Vec<&'static str> {
        let good = "%PDF-1.7\n<</StructTreeRoot 1 0 R/Lang(nl)/Title(x)/Author()>>";
        codes("application/pdf", format!("{good}\n{more}").as_bytes())
    }

    #[test]
    fn a_good_pdf_is_passed_in_silence() {
        assert_eq!(pdf(""), [""; 0]);
        assert_eq!(pdf("<</Type/Annot/Subtype/Link>> <</Subtype/TextBox>> <</Subtype /Type1>>"), [""; 0]);
        assert_eq!(pdf("<</Length 4>>stream\n/JS /Encrypt\nendstream\n<</Langs 1/JSX 2>>"), [""; 0]);
        let empty = "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>";
        assert_eq!(pdf(&format!("<</Type/Metadata>>stream {empty} endstream")), [""; 0]);
    }

    #[test]
    fn what_a_pdf_should_not_hold_is_told() {
        for (more, code) in [
            ("trailer <</Encrypt 5 0 R>>", "notice-pdf-locked"),
            ("<</S/JavaScript>>", "notice-pdf-active"),
            ("stream\nx\nendstream <</JS (x)>>", "notice-pdf-active"),
            ("<</Type/EmbeddedFile>>", "notice-pdf-active"),
            ("<</Author (x)>>", "notice-pdf-author"),
            ("<</J#61vaScript 1>>", "notice-pdf-active"),
            ("<</Type/Annot/Subtype/Text/T(A. Vos)/Contents(x)>>", "notice-pdf-comments"),
            ("<</Subtype /Highlight /T(A. Vos)>>", "notice-pdf-comments"),
            (
                "<</Type/Metadata>>stream <dc:creator><rdf:li>x</rdf:li></dc:creator> endstream",
                "notice-pdf-author",
            ),
        ] {
            assert_eq!(pdf(more), [code], "{more}");
        }
    }

    #[test]
    fn what_a_screen_reader_user_would_miss_is_told() {
        assert_eq!(
            codes("application/pdf", b"%PDF-1.7"),
            ["notice-pdf-untagged", "notice-pdf-language", "notice-pdf-title"]
        );
    }

    /// A PDF whose objects or XMP are packed, as office programs and `qpdf --object-streams=generate` write them.
    fn packed(kind: &str, inside: &str) -> Vec<&'static str> {
        use std::io::Write as _;
        let mut flate = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::default());
        flate.write_all(inside.as_bytes()).unwrap();
        let mut pdf = b"%PDF-1.7\n".to_vec();
        for (head, body) in [
            (format!("1 0 obj <</Type /{kind} /Filter /FlateDecode>> stream\n"), flate.finish().unwrap()),
            ("2 0 obj <</Length 3>> stream\n".to_owned(), b"/JS".to_vec()),
        ] {
            pdf.extend([head.as_bytes(), &body, b"\nendstream endobj\n"].concat());
        }
        codes("application/pdf", &pdf)
    }

    #[test]
    fn what_is_packed_away_is_seen_all_the_same() {
        let good = "1 0 <</StructTreeRoot 1 0 R /Lang(nl) /Title(x)>>";
        assert_eq!(packed("ObjStm", good), [""; 0]);
        assert_eq!(packed("ObjStm", &format!("{good} <</Author(A. Vos)>>")), ["notice-pdf-author"]);
        assert_eq!(packed("ObjStm", &format!("{good} <</S /JavaScript /JS(x)>>")), ["notice-pdf-active"]);
        let xmp = "<x:xmpmeta><dc:title><rdf:li>x</rdf:li></dc:title><dc:creator><rdf:li>A. Vos</rdf:li></dc:creator>";
        assert_eq!(
            packed("Metadata", xmp),
            ["notice-pdf-author", "notice-pdf-untagged", "notice-pdf-language"]
        );
        // Packed in a way that is not Flate: a person has to look.
        let other = b"%PDF-1.7 1 0 obj <</Type/ObjStm/Filter/LZWDecode>>stream\nx\nendstream";
        assert_eq!(codes("application/pdf", other), ["notice-pdf-packed"]);
    }

    fn office(members: &[(&str, &str)]) -> Vec<&'static str> {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
        for (name, content) in members {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        codes("x", &zip.finish().unwrap().into_inner())
    }

    #[test]
    fn office_files_tell_nothing_of_their_makers() {
        let core = |creator: &str| format!("<cp><dc:creator>{creator}</dc:creator></cp>");
        assert_eq!(
            office(&[("docProps/core.xml", &core("")), ("word/document.xml", "<w:t>w:ins</w:t>")]),
            [""; 0]
        );
        assert_eq!(office(&[("docProps/core.xml", &core("A. Vos"))]), ["notice-office-author"]);
        assert_eq!(office(&[("docProps/app.xml", "<Company>x</Company>")]), ["notice-office-author"]);
        assert_eq!(office(&[("meta.xml", &core("A. Vos"))]), ["notice-office-author"]);
        assert_eq!(office(&[("word/document.xml", "<w:del w:author=\"x\">")]), ["notice-office-changes"]);
        assert_eq!(office(&[("word/header2.xml", "<w:ins w:author=\"x\">")]), ["notice-office-changes"]);
        assert_eq!(office(&[("word/theme/theme1.xml", "<w:ins >")]), [""; 0]);
        assert_eq!(office(&[("styles.xml", "<office:annotation >")]), ["notice-office-comments"]);
        assert_eq!(office(&[("content.xml", "<office:annotation >")]), ["notice-office-comments"]);
        assert_eq!(
            office(&[("word/comments.xml", ""), ("word/vbaProject.bin", "")]),
            ["notice-office-macros", "notice-office-comments"]
        );
        assert_eq!(codes("x", b"PK\x03\x04"), ["notice-office-unreadable"]);
        assert_eq!(codes("image/png", b"\x89PNG"), [""; 0]);
    }
}
