//! What there is to say of a PDF: what would harm a reader, shut one out, tell more than was meant, or can't be read.
//!
//! Pure. It looks at every object of every revision (ISO 32000-1, section 7) and at the XMP; of language, title and tags
//! at the document's own ([`super::catalogue`]).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::catalogue::{self, Catalogue};
use super::header::LANGUAGE;
use super::xmp;
use crate::formats::document::pdf::{Pdf, text_of};
use crate::formats::document::{Reason, Unread};
use crate::phrase::Phrase;

/// As much of a language as is shown: tags are short, and the file's maker chose it.
const LONGEST_LANGUAGE: usize = 20;

/// As many pages as are named.
const MAX_PAGES_NAMED: usize = 12;

/// How deep objects may lie within each other.
const MAX_DEPTH: usize = 32;

/// What a reader of a PDF writes on it (section 12.5.6.2); with most of them goes who wrote it.
const COMMENTS: [&[u8]; 15] = [
    b"Text",
    b"FreeText",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Caret",
    b"Stamp",
    b"Ink",
    b"Sound",
];

/// What runs, carries other files, or reaches out without being asked (sections 12.6.4, 12.7.8, 7.11.5): as a key of a
/// dictionary or as a kind.
const ACTIVE: [&[u8]; 9] = [
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"RichMedia",
    b"SubmitForm",
    b"ImportData",
    b"XFA",
    b"AA",
];

/// Entries that hold a person or an organisation, wherever they are: a property that was taken out of a file may still
/// lie in it (section 7.5.6).
const NAMING: [&[u8]; 4] = [b"Author", b"LastModifiedBy", b"Manager", b"Company"];

/// Errors, by their codes, and warnings.
pub(super) fn look(content: &[u8]) -> (Vec<&'static str>, Vec<Phrase>) {
    let pdf = Pdf::open(content);
    let mut seen = Seen::default();
    let mut whole = None;
    pdf.each_document(|document, is_current| {
        seen.document(document);
        if is_current {
            whole = catalogue::read(document);
        }
    });
    let mut warnings = about_unread(&pdf.text().unread, whole.is_some());
    warnings.extend(about_whole(&seen, whole.as_ref()));
    (errors(&seen, whole.as_ref()), warnings)
}

fn errors(seen: &Seen, whole: Option<&Catalogue>) -> Vec<&'static str> {
    let acts = seen.acts || whole.is_some_and(|whole| whole.acts);
    let names = seen.names_somebody || whole.is_some_and(|whole| whole.names_somebody);
    let all = [
        (seen.is_locked, "notice-pdf-locked"),
        (acts, "notice-pdf-active"),
        (names, "notice-pdf-author"),
        (seen.has_comments, "notice-pdf-comments"),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, code)| code).collect()
}

/// What could not be read: then nobody but a person can say that no other organisation is named there.
fn about_unread(unread: &Unread, is_whole: bool) -> Vec<Phrase> {
    let mut pages_of: [(&'static str, BTreeSet<u32>, bool); 4] = [
        ("notice-pdf-packed", BTreeSet::new(), !is_whole),
        ("notice-pdf-picture", BTreeSet::new(), false),
        ("notice-pdf-curves", BTreeSet::new(), false),
        ("notice-pdf-font", BTreeSet::new(), false),
    ];
    for (reason, pages) in unread.iter() {
        let place = match reason {
            Reason::Broken | Reason::Locked | Reason::Packing | Reason::TooLarge => 0,
            Reason::Picture => 1,
            Reason::Curves => 2,
            Reason::Font => 3,
        };
        pages_of[place].1.extend(pages);
        pages_of[place].2 = true;
    }
    let found = pages_of.into_iter().filter(|(_, _, is_so)| *is_so);
    found
        .map(|(code, pages, _)| Phrase::new(code).with("pages", named(&pages)).with("count", pages.len()))
        .collect()
}

fn named(pages: &BTreeSet<u32>) -> String {
    let mut text: Vec<String> = pages.iter().take(MAX_PAGES_NAMED).map(ToString::to_string).collect();
    if pages.len() > MAX_PAGES_NAMED {
        text.push("…".to_owned());
    }
    text.join(", ")
}

/// What a screen reader needs first of all, and links that lead nowhere.
fn about_whole(seen: &Seen, whole: Option<&Catalogue>) -> Vec<Phrase> {
    let mut found = vec![];
    if seen.links_to_files {
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

/// What the objects of a file say besides what its pages show.
#[derive(Debug, Default)]
struct Seen {
    is_locked: bool,
    acts: bool,
    names_somebody: bool,
    has_comments: bool,
    links_to_files: bool,
}

impl Seen {
    fn document(&mut self, document: &Document) {
        self.is_locked |= document.trailer.has(b"Encrypt") || document.was_encrypted();
        for object in document.objects.values() {
            self.object(object, document, MAX_DEPTH);
            let metadata = object.as_stream().ok().filter(|stream| stream.dict.has_type(b"Metadata"));
            let xmp = metadata.and_then(|stream| Pdf::unpacked(stream, document));
            self.names_somebody |= xmp.is_some_and(|xmp| xmp::says(&xmp, is_somebody));
        }
    }

    fn object(&mut self, object: &Object, document: &Document, depth: usize) {
        if depth == 0 {
            return;
        }
        match object {
            Object::Name(name) => self.name(name),
            Object::Array(items) => items.iter().for_each(|item| self.object(item, document, depth - 1)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, document, depth),
            Object::Stream(stream) => self.dictionary(&stream.dict, document, depth),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::String(..)
            | Object::Reference(_) => {}
        }
    }

    fn name(&mut self, name: &[u8]) {
        self.acts |= ACTIVE.contains(&name);
        self.links_to_files |= name == b"GoToR";
    }

    fn dictionary(&mut self, dictionary: &Dictionary, document: &Document, depth: usize) {
        let is = |key: &[u8], names: &[&[u8]]| {
            dictionary
                .get_deref(key, document)
                .and_then(Object::as_name)
                .is_ok_and(|name| names.contains(&name))
        };
        self.acts |= is(b"FS", &[b"URL"]);
        self.has_comments |= is(b"Subtype", &COMMENTS);
        self.names_somebody |= NAMING.iter().any(|key| holds_text(dictionary, key, document));
        for (key, value) in dictionary.iter() {
            self.acts |= ACTIVE.contains(&key.as_slice());
            self.object(value, document, depth - 1);
        }
    }
}

/// Whether an entry is a string with letters.
fn holds_text(dictionary: &Dictionary, key: &[u8], document: &Document) -> bool {
    let text = dictionary.get_deref(key, document).and_then(Object::as_str);
    text.is_ok_and(|text| !text_of(text).replace('\0', "").trim().is_empty())
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

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &str = "/Type/Catalog/MarkInfo<</Marked true>>/StructTreeRoot 2 0 R/Lang(nl-NL)";
    const TITLE: &str = "<</Title(Toelichting)/Author()>>";

    /// A whole file of one empty page: object 1 is the catalogue, 2 the tree, 3 the properties, the others as given.
    fn whole(catalogue: &str, properties: &str, others: &[&str]) -> Vec<u8> {
        let pages = others.len() + 4;
        let first = [
            format!("<<{catalogue}/Pages {pages} 0 R>>"),
            "<</Type/StructTreeRoot>>".into(),
            properties.to_owned(),
        ];
        let last = [
            format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", pages + 1),
            format!("<</Type/Page/Parent {pages} 0 R>>"),
        ];
        let others = others.iter().map(|object| with_length(object));
        let (mut pdf, mut table) = ("%PDF-1.7\n".to_owned(), String::new());
        for (nth, object) in first.into_iter().chain(others).chain(last).enumerate() {
            table += &format!("{:010} 00000 n \n", pdf.len());
            pdf += &format!("{} 0 obj\n{object}\nendobj\n", nth + 1);
        }
        let (at, size) = (pdf.len(), pages + 2);
        pdf += &format!("xref\n0 {size}\n0000000000 65535 f \n{table}");
        pdf += &format!("trailer\n<</Size {size}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{at}\n%%EOF\n");
        pdf.into_bytes()
    }

    /// A stream says how long it is (section 7.3.8.2).
    fn with_length(object: &str) -> String {
        let Some((dictionary, rest)) = object.split_once("stream\n") else { return object.to_owned() };
        let content = rest.split_once("\nendstream").map_or(rest, |(content, _)| content);
        format!("<</Length {}{}stream\n{rest}", content.len(), &dictionary[2..])
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
        assert_eq!(with("<<>>stream\n/JS /Encrypt\nendstream\n<</Langs 1/JSX 2>>"), [""; 0]);
        let empty = "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>";
        assert_eq!(with(&format!("<</Type/Metadata>>stream\n{empty}\nendstream")), [""; 0]);
        assert_eq!(codes(include_bytes!("../../templates/bijlage-3.2.pdf")), [""; 0]);
    }

    #[test]
    fn what_a_pdf_should_not_hold_is_told() {
        for (other, code) in [
            ("<</S/JavaScript>>", "notice-pdf-active"),
            ("<</JS (x)>>", "notice-pdf-active"),
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
        for (from, to) in [("startxref", "start"), ("startxref\n", "startxref\n9")] {
            assert_eq!(told(from, to), [""; 0], "{from} {to}: found by a scan, as readers do");
        }
        for (from, to) in [("/Root 1", "/Root 7"), ("1 0 obj", "9 0 obj")] {
            assert_eq!(
                told(from, to),
                ["notice-pdf-title"],
                "{from} {to}: the properties are lost, the rest is found"
            );
        }
        assert_eq!(told("/Kids[", "/Kide["), ["notice-pdf-packed"], "no page is found");
    }
}
