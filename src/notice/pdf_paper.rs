//! What there is to say of a PDF: what would harm a reader, shut one out, or tell more than was meant.
//!
//! Pure. It looks at the objects (ISO 32000-1, section 7), those packed into object streams too, and at the XMP; of language,
//! title and tags at the document's own ([`super::catalogue`]). Where some can't be unpacked it says so, so that a person looks.

use memchr::memmem;

use super::catalogue::{self, Catalogue};
use super::header::LANGUAGE;
use super::objects::plain_names;
use super::pdf::streams;
use super::scan::{Scanner, text_of};
use super::xmp;
use crate::phrase::Phrase;

/// As much of a language as is shown: tags are short, and the file's maker chose it.
const LONGEST_LANGUAGE: usize = 20;

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

/// What runs, carries other files, or reaches out without being asked (sections 12.6.4, 12.7.8, 7.11.5).
const ACTIVE: [&[u8]; 9] = [
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/SubmitForm",
    b"/ImportData",
    b"/XFA",
    b"/AA",
];

/// Entries that hold a person or an organisation, wherever they stand: a property that was taken out of a file may still
/// lie in it (section 7.5.6).
const NAMING: [&[u8]; 4] = [b"/Author", b"/LastModifiedBy", b"/Manager", b"/Company"];

/// Errors, by their codes, and warnings.
pub(super) fn look(content: &[u8]) -> (Vec<&'static str>, Vec<Phrase>) {
    let (open, whole) = (Open::of(content), catalogue::read(content).ok());
    (errors(&open, whole.as_ref()), warnings(&open, whole.as_ref()))
}

fn errors(open: &Open, whole: Option<&Catalogue>) -> Vec<&'static str> {
    let acts = ACTIVE.iter().any(|name| open.has(name))
        || open.after(b"/FS").any(|rest| is_word(rest, b"/URL"))
        || whole.is_some_and(|whole| whole.acts);
    let names = open.names_somebody() || whole.is_some_and(|whole| whole.names_somebody);
    let all = [
        (open.has(b"/Encrypt"), "notice-pdf-locked"),
        (acts, "notice-pdf-active"),
        (names, "notice-pdf-author"),
        (open.has_comments(), "notice-pdf-comments"),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, code)| code).collect()
}

/// What deserves a look: what a screen reader needs first of all.
fn warnings(open: &Open, whole: Option<&Catalogue>) -> Vec<Phrase> {
    let mut found = vec![];
    if open.shut || whole.is_none() {
        // What seems missing may be there, and the other way round.
        found.push(Phrase::new("notice-pdf-packed"));
    }
    if open.has(b"/GoToR") {
        found.push(Phrase::new("notice-pdf-elsewhere"));
    }
    if let Some(whole) = whole {
        found.extend((!whole.tagged).then(|| Phrase::new("notice-pdf-untagged")));
        found.extend(about_language(whole.language.as_deref()));
        found.extend((!whole.titled).then(|| Phrase::new("notice-pdf-title")));
    }
    found
}

/// A language is a tag (RFC 5646); its first part says which.
fn about_language(language: Option<&str>) -> Option<Phrase> {
    let Some(language) = language else { return Some(Phrase::new("notice-pdf-language")) };
    let first = language.split(['-', '_']).next().unwrap_or_default();
    let other = || {
        let shown: String = language.chars().take(LONGEST_LANGUAGE).collect();
        Phrase::new("notice-pdf-language-other").with("language", shown).with("mail", LANGUAGE)
    };
    (!first.eq_ignore_ascii_case(LANGUAGE)).then(other)
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
        let mut open = Open { objects: vec![plain_names(&outside)], metadata: vec![], shut: false };
        for stream in streams {
            let objects = stream.is(b"/ObjStm");
            if objects || stream.is(b"/Metadata") {
                open.shut |= stream.bytes.is_empty();
            }
            if objects {
                open.objects.push(plain_names(&stream.bytes));
            } else if stream.is(b"/Metadata") || memmem::find(&stream.bytes, b"<x:xmpmeta").is_some() {
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
        self.after(b"/Subtype").any(|rest| COMMENTS.iter().any(|comment| is_word(rest, comment)))
    }

    /// Whether an object or the XMP names who made it: `()`, `<>` and blanks hold nothing.
    fn names_somebody(&self) -> bool {
        let in_objects = NAMING.iter().any(|name| self.after(name).any(holds_text));
        in_objects || self.metadata.iter().any(|xmp| xmp::says(xmp, is_somebody))
    }
}

/// Whether a string with letters follows.
fn holds_text(rest: &[u8]) -> bool {
    let text = Scanner { bytes: rest, at: 0 }.string();
    text.is_some_and(|text| !text_of(&text).replace('\0', "").trim().is_empty())
}

/// Names of XMP under which a person or an organisation stands; of some the prefix differs by writer.
fn is_somebody(name: &str) -> bool {
    let (prefix, local) = name.split_once(':').unwrap_or_default();
    match local {
        "creator" | "contributor" => prefix == "dc",
        "author" | "authors" | "lastmodifiedby" | "lastsavedby" | "manager" | "company" | "captionwriter" => {
            true
        }
        _ => false,
    }
}

/// Whether this word comes next, as a whole.
fn is_word(rest: &[u8], word: &[u8]) -> bool {
    let after = rest.trim_ascii_start().strip_prefix(word);
    after.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &str = "/Type/Catalog/MarkInfo<</Marked true>>/StructTreeRoot 2 0 R/Lang(nl-NL)";
    const TITLE: &str = "<</Title(Toelichting)/Author()>>";

    /// A whole file: object 1 is the catalogue, 2 the tree, 3 the properties, the others as given.
    fn whole(catalogue: &str, properties: &str, others: &[&str]) -> Vec<u8> {
        let first = [format!("<<{catalogue}>>"), "<</Type/StructTreeRoot>>".into(), properties.into()];
        let (mut pdf, mut table) = ("%PDF-1.7\n".to_owned(), String::new());
        for (nth, object) in first.iter().map(String::as_str).chain(others.iter().copied()).enumerate() {
            table += &format!("{:010} 00000 n \n", pdf.len());
            pdf += &format!("{} 0 obj\n{object}\nendobj\n", nth + 1);
        }
        let (at, size) = (pdf.len(), others.len() + 4);
        pdf += &format!("xref\n0 {size}\n0000000000 65535 f \n{table}");
        pdf += &format!("trailer\n<</Size {size}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{at}\n%%EOF\n");
        pdf.into_bytes()
    }

    fn codes(content: &[u8]) -> Vec<&'static str> {
        let (errors, warnings) = look(content);
        errors.into_iter().chain(warnings.iter().map(Phrase::key)).collect()
    }

    fn of(catalogue: &str, properties: &str) -> Vec<&'static str> {
        codes(&whole(catalogue, properties, &[]))
    }

    fn with(other: &str) -> Vec<&'static str> {
        codes(&whole(CATALOGUE, TITLE, &[other]))
    }

    #[test]
    fn a_good_pdf_is_passed_in_silence() {
        assert_eq!(with("<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://x.example)>>>>"), [""; 0]);
        assert_eq!(with("<</Subtype/TextBox>> <</Subtype /Type1>>"), [""; 0]);
        assert_eq!(with("<</Length 14>>stream\n/JS /Encrypt\nendstream\n<</Langs 1/JSX 2>>"), [""; 0]);
        let empty = "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>";
        assert_eq!(with(&format!("<</Type/Metadata>>stream {empty} endstream")), [""; 0]);
        assert_eq!(codes(include_bytes!("../../templates/bijlage-3.2.pdf")), [""; 0]);
    }

    #[test]
    fn what_a_pdf_should_not_hold_is_told() {
        for (other, code) in [
            ("<</S/JavaScript>>", "notice-pdf-active"),
            ("<</Length 1>>stream\nx\nendstream <</JS (x)>>", "notice-pdf-active"),
            ("<</Type/EmbeddedFile>>", "notice-pdf-active"),
            ("<</J#61vaScript 1>>", "notice-pdf-active"),
            ("<</S/SubmitForm/F(x)>>", "notice-pdf-active"),
            ("<</S /Launch/F(x)>>", "notice-pdf-active"),
            ("<</S/ImportData/F(x)>>", "notice-pdf-active"),
            ("<</Fields[]/XFA 9 0 R>>", "notice-pdf-active"),
            ("<</Type/Page/AA<</O 9 0 R>>>>", "notice-pdf-active"),
            ("<</Type/Filespec/FS /URL/F(https://x.example)>>", "notice-pdf-active"),
            ("<</S/GoToR/F(lijst.pdf)>>", "notice-pdf-elsewhere"),
            ("<</Author (x)>>", "notice-pdf-author"),
            ("<</Author <FEFF0041>>>", "notice-pdf-author"),
            ("<</LastModifiedBy(A. Vos)>>", "notice-pdf-author"),
            ("<</Manager (A. Vos)>>", "notice-pdf-author"),
            ("<</Type/Annot/Subtype/Text/T(A. Vos)/Contents(x)>>", "notice-pdf-comments"),
            ("<</Subtype /Highlight /T(A. Vos)>>", "notice-pdf-comments"),
        ] {
            assert_eq!(with(other), [code], "{other}");
        }
        for nobody in ["<</Author ( )>>", "<</Author<FEFF>>>", "<</Manager<>>>"] {
            assert_eq!(with(nobody), [""; 0], "{nobody}");
        }
        let open = |action: &str| of(&format!("{CATALOGUE}/OpenAction{action}"), TITLE);
        assert_eq!(open("<</S/URI/URI(https://x.example)>>"), ["notice-pdf-active"]);
        assert_eq!(open("[4 0 R/Fit]"), [""; 0]);
    }

    #[test]
    fn whoever_xmp_names_is_told() {
        for xmp in [
            "<dc:creator><rdf:li>x</rdf:li></dc:creator>",
            "<dc:creator xml:lang=\"nl\">A. Vos</dc:creator>",
            "<dc:contributor><rdf:Bag><rdf:li>A. Vos</rdf:li></rdf:Bag></dc:contributor>",
            "<rdf:Description pdf:Author='A. Vos'/>",
            "<pdfx:LastModifiedBy>A. Vos</pdfx:LastModifiedBy>",
            "<pdfx:Manager>A. Vos</pdfx:Manager>",
        ] {
            let found = with(&format!("<</Type/Metadata>>stream\n{xmp}\nendstream"));
            assert_eq!(found, ["notice-pdf-author"], "{xmp}");
        }
        for xmp in ["<xmp:CreatorTool>Schrijver</xmp:CreatorTool>", "<pdf:Producer>x</pdf:Producer>"] {
            assert_eq!(with(&format!("<</Type/Metadata>>stream\n{xmp}\nendstream")), [""; 0], "{xmp}");
        }
    }

    #[test]
    fn what_a_screen_reader_user_would_miss_is_told() {
        let all = ["notice-pdf-untagged", "notice-pdf-language", "notice-pdf-title"];
        assert_eq!(of("/Type/Catalog", "<<>>"), all);
        assert_eq!(of("/MarkInfo<</Marked false>>/StructTreeRoot 2 0 R/Lang()", "<</Title()>>"), all);
        assert_eq!(of("/MarkInfo<</Marked true>>/StructTreeRoot null/Lang( )", "<</Title<FEFF0020>>>"), all);
        // A bookmark's title and a word's language are not the document's.
        let parts = ["<</Title(Hoofdstuk 1)/Parent 9 0 R>>", "<</S/Span/Lang(nl)/StructTreeRoot 1>>"];
        assert_eq!(codes(&whole("/Type/Catalog", "<<>>", &parts)), all);
    }

    #[test]
    fn the_language_is_that_of_the_mail() {
        for (language, codes) in [
            ("(nl)", &[][..]),
            ("(NL_be)", &[]),
            ("<FEFF006E006C>", &[]),
            ("(en-US)", &["notice-pdf-language-other"]),
            ("(nld)", &["notice-pdf-language-other"]),
        ] {
            let catalogue = CATALOGUE.replace("(nl-NL)", language);
            assert_eq!(of(&catalogue, TITLE), codes, "{language}");
        }
        let long = format!("({})", "x".repeat(999));
        let shown = look(&whole(&CATALOGUE.replace("(nl-NL)", &long), TITLE, &[])).1;
        assert_eq!(shown[0].args()[0].1, "x".repeat(LONGEST_LANGUAGE).as_str().into());
    }

    #[test]
    fn a_title_may_stand_in_xmp_alone() {
        let catalogue = format!("{CATALOGUE}/Metadata 4 0 R");
        let title = |words: &str| {
            let xmp = format!("<dc:title><rdf:Alt><rdf:li>{words}</rdf:li></rdf:Alt></dc:title>");
            codes(&whole(&catalogue, "<<>>", &[&format!("<</Type/Metadata>>stream\n{xmp}\nendstream")]))
        };
        assert_eq!(title("Toelichting"), [""; 0]);
        assert_eq!(title(" "), ["notice-pdf-title"]);
    }

    #[test]
    fn what_is_locked_or_cannot_be_followed_is_said_and_not_passed() {
        let good = String::from_utf8(whole(CATALOGUE, TITLE, &[])).unwrap();
        let told = |from: &str, to: &str| codes(good.replace(from, to).as_bytes());
        assert_eq!(told("/Root", "/Encrypt 3 0 R/Root"), ["notice-pdf-locked", "notice-pdf-packed"]);
        for (from, to) in [
            ("startxref", "start"),
            ("startxref\n", "startxref\n9"),
            ("/Root 1", "/Root 7"),
            ("/Info 3 0 R", "/Prev 99"),
            ("1 0 obj", "5 0 obj"),
        ] {
            assert_eq!(told(from, to), ["notice-pdf-packed"], "{from} {to}");
        }
        // Packed in a way that is not known: a person has to look.
        let other = "<</Type/ObjStm/Filter/LZWDecode>>stream\nx\nendstream";
        assert_eq!(with(other), ["notice-pdf-packed"]);
    }
}
