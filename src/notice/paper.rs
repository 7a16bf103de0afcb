//! A closer look at attachments: what would harm a reader, shut one out, or tell more than was meant.
//!
//! Looks at what lies open in the file (ISO 32000-1, section 7; ECMA-376) and unpacks nothing; where that is not
//! enough to tell, it says so, so that a person looks.

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
        let mut faults = vec![warning("notice-office-properties")];
        if holds(content, b"vbaProject.bin") || holds(content, b"Basic/script-lc.xml") {
            faults.push(error("notice-office-macros"));
        }
        if holds(content, b"comments.xml") {
            faults.push(warning("notice-office-comments"));
        }
        faults
    } else {
        vec![]
    }
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
    let mut warnings = vec![];
    if open.names_author() || has_creator(content) {
        warnings.push("notice-pdf-author");
    }
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

/// Whether the XMP metadata, usually not packed, name a creator (ISO 16684-1).
fn has_creator(content: &[u8]) -> bool {
    find(content, b"<dc:creator>").is_some_and(|at| {
        let rest = &content[at..];
        let end = find(rest, b"</dc:creator>").unwrap_or(rest.len());
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

    #[test]
    fn office_files_ask_for_a_look_and_macros_stop_them() {
        assert_eq!(
            codes("x", b"PK\x03\x04word/comments.xml word/vbaProject.bin"),
            ["notice-office-properties", "notice-office-macros", "notice-office-comments"]
        );
        assert_eq!(codes("image/png", b"\x89PNG"), [""; 0]);
    }
}
