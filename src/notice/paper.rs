//! A closer look at attachments: what would harm a reader, shut one out, or tell more than was meant.
//!
//! Of a PDF it looks at what lies open (ISO 32000-1, section 7) and unpacks nothing; where that is not enough to
//! tell, it says so, so that a person looks. Office files (ECMA-376, ODF 1.3) are unpacked as far as needed.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

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
        ("word/document.xml", "notice-office-changes", &["w:ins", "w:del", "w:moveFrom"]),
        ("content.xml", "notice-office-changes", &["text:tracked-changes", "table:tracked-changes"]),
        ("content.xml", "notice-office-comments", &["office:annotation"]),
    ] {
        let Some(text) = members.iter().any(|name| name == member).then(|| unpack(member)) else { continue };
        let Some(text) = text else {
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
    found
}

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
    if open.names_author() || has_text(content, "dc:creator") {
        errors.push("notice-pdf-author");
    }
    let mut warnings = vec![];
    let missing = [
        (!open.has(b"/StructTreeRoot"), "notice-pdf-untagged"),
        (!open.has(b"/Lang"), "notice-pdf-language"),
        (!open.has(b"/Title") && !holds(content, b"<dc:title>"), "notice-pdf-title"),
    ];
    if open.has(b"/ObjStm") && missing.iter().any(|(missing, _)| *missing) {
        // Part of the objects is packed away: what seems missing may be there.
        warnings.push("notice-pdf-packed");
    } else {
        warnings.extend(missing.into_iter().filter(|(missing, _)| *missing).map(|(_, code)| code));
    }
    (errors, warnings)
}

/// The parts of a PDF outside its streams: dictionaries, where names are what they seem.
struct Open<'a>(Vec<&'a [u8]>);

impl<'a> Open<'a> {
    fn of(content: &'a [u8]) -> Self {
        let mut parts = vec![];
        let mut rest = content;
        loop {
            let Some(start) = find(rest, b"stream") else {
                parts.push(rest);
                return Open(parts);
            };
            parts.push(&rest[..start]);
            rest = match find(&rest[start..], b"endstream") {
                Some(end) => &rest[start + end + b"endstream".len()..],
                None => return Open(parts),
            };
        }
    }

    /// Whether a name stands there as a whole.
    fn has(&self, name: &[u8]) -> bool {
        self.after(name).next().is_some()
    }

    /// What follows each mention of a name.
    fn after(&self, name: &[u8]) -> impl Iterator<Item = &'a [u8]> {
        self.0.iter().flat_map(move |part| {
            part.windows(name.len())
                .enumerate()
                .filter(move |(_, window)| *window == name)
                .map(move |(at, _)| &part[at + name.len()..])
                .filter(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
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

/// Whether an XML element holds any text, in itself or in elements within. The XMP metadata of a PDF are usually
/// not packed (ISO 16684-1).
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
        assert_eq!(pdf("<</Length 4>>stream\n/JS /Encrypt\nendstream\n<</Langs 1/JSX 2>>"), [""; 0]);
        assert_eq!(pdf("<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>"), [""; 0]);
    }

    #[test]
    fn what_a_pdf_should_not_hold_is_told() {
        for (more, code) in [
            ("trailer <</Encrypt 5 0 R>>", "notice-pdf-locked"),
            ("<</S/JavaScript>>", "notice-pdf-active"),
            ("stream\nx\nendstream <</JS (x)>>", "notice-pdf-active"),
            ("<</Type/EmbeddedFile>>", "notice-pdf-active"),
            ("<</Author (x)>>", "notice-pdf-author"),
            ("stream <dc:creator><rdf:li>x</rdf:li></dc:creator> endstream", "notice-pdf-author"),
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
        assert_eq!(codes("application/pdf", b"%PDF-1.7 <</Type/ObjStm>>"), ["notice-pdf-packed"]);
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
        assert_eq!(office(&[("content.xml", "<office:annotation >")]), ["notice-office-comments"]);
        assert_eq!(
            office(&[("word/comments.xml", ""), ("word/vbaProject.bin", "")]),
            ["notice-office-macros", "notice-office-comments"]
        );
        assert_eq!(codes("x", b"PK\x03\x04"), ["notice-office-unreadable"]);
        assert_eq!(codes("image/png", b"\x89PNG"), [""; 0]);
    }
}
