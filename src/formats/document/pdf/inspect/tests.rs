use super::*;
use crate::finding::Problem;

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
    let Some((dictionary, rest)) = object.split_once("stream\n") else {
        return object.to_owned();
    };
    let content = rest
        .split_once("\nendstream")
        .map_or(rest, |(content, _)| content);
    format!(
        "<</Length {}{}stream\n{rest}",
        content.len(),
        &dictionary[2..]
    )
}

fn codes(content: &[u8]) -> Vec<&'static str> {
    let (errors, warnings) = look(content, "nl");
    errors
        .into_iter()
        .map(Code::name)
        .chain(warnings.iter().map(Problem::code_name))
        .collect()
}

fn of(catalogue: &str, properties: &str) -> Vec<&'static str> {
    codes(&whole(catalogue, properties, &[]))
}

fn with(other: &str) -> Vec<&'static str> {
    codes(&whole(CATALOGUE, TITLE, &[other]))
}

#[test]
fn a_good_pdf_is_passed_in_silence() {
    assert_eq!(
        with("<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://x.example)>>>>"),
        [""; 0]
    );
    assert_eq!(with("<</Subtype/TextBox>> <</Subtype /Type1>>"), [""; 0]);
    assert_eq!(
        with("<<>>stream\n/JS /Encrypt\nendstream\n<</Langs 1/JSX 2>>"),
        [""; 0]
    );
    let empty = "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>";
    assert_eq!(
        with(&format!("<</Type/Metadata>>stream\n{empty}\nendstream")),
        [""; 0]
    );
    assert_eq!(
        codes(include_bytes!("../../../../../templates/bijlage-3.2.pdf")),
        [""; 0]
    );
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
        (
            "<</Type/Filespec/FS /URL/F(https://x.example)>>",
            "notice-pdf-active",
        ),
        ("<</S/GoToR/F(lijst.pdf)>>", "notice-pdf-elsewhere"),
        ("<</Author (x)>>", "notice-pdf-author"),
        ("<</Author <FEFF0041>>>", "notice-pdf-author"),
        ("<</LastModifiedBy(A. Vos)>>", "notice-pdf-author"),
        ("<</Manager (A. Vos)>>", "notice-pdf-author"),
        (
            "<</Type/Annot/Subtype/Text/T(A. Vos)/Contents(x)>>",
            "notice-pdf-comments",
        ),
        ("<</Subtype /Highlight /T(A. Vos)>>", "notice-pdf-comments"),
    ] {
        assert_eq!(with(other), [code], "{other}");
    }
    for nobody in ["<</Author ( )>>", "<</Author<FEFF>>>", "<</Manager<>>>"] {
        assert_eq!(with(nobody), [""; 0], "{nobody}");
    }
    let open = |action: &str| of(&format!("{CATALOGUE}/OpenAction{action}"), TITLE);
    assert_eq!(
        open("<</S/URI/URI(https://x.example)>>"),
        ["notice-pdf-active"]
    );
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
    for xmp in [
        "<xmp:CreatorTool>Schrijver</xmp:CreatorTool>",
        "<pdf:Producer>x</pdf:Producer>",
    ] {
        assert_eq!(
            with(&format!("<</Type/Metadata>>stream\n{xmp}\nendstream")),
            [""; 0],
            "{xmp}"
        );
    }
}

#[test]
fn what_a_screen_reader_user_would_miss_is_told() {
    let all = [
        "notice-pdf-untagged",
        "notice-pdf-language",
        "notice-pdf-title",
    ];
    assert_eq!(of("/Type/Catalog", "<<>>"), all);
    assert_eq!(
        of(
            "/MarkInfo<</Marked false>>/StructTreeRoot 2 0 R/Lang()",
            "<</Title()>>"
        ),
        all
    );
    assert_eq!(
        of(
            "/MarkInfo<</Marked true>>/StructTreeRoot null/Lang( )",
            "<</Title<FEFF0020>>>"
        ),
        all
    );
    // A bookmark's title and a word's language are not the document's.
    let parts = [
        "<</Title(Hoofdstuk 1)/Parent 9 0 R>>",
        "<</S/Span/Lang(nl)/StructTreeRoot 1>>",
    ];
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
    let shown = look(
        &whole(&CATALOGUE.replace("(nl-NL)", &long), TITLE, &[]),
        "nl",
    )
    .1;
    assert_eq!(
        shown[0].phrase().args()[0].1,
        "x".repeat(LONGEST_LANGUAGE).as_str().into()
    );
}

#[test]
fn a_title_may_stand_in_xmp_alone() {
    let catalogue = format!("{CATALOGUE}/Metadata 4 0 R");
    let title = |words: &str| {
        let xmp = format!("<dc:title><rdf:Alt><rdf:li>{words}</rdf:li></rdf:Alt></dc:title>");
        codes(&whole(
            &catalogue,
            "<<>>",
            &[&format!("<</Type/Metadata>>stream\n{xmp}\nendstream")],
        ))
    };
    assert_eq!(title("Toelichting"), [""; 0]);
    assert_eq!(title(" "), ["notice-pdf-title"]);
}

#[test]
fn what_is_locked_or_cannot_be_followed_is_said_and_not_passed() {
    let good = String::from_utf8(whole(CATALOGUE, TITLE, &[])).unwrap();
    let told = |from: &str, to: &str| codes(good.replace(from, to).as_bytes());
    assert_eq!(
        told("/Root", "/Encrypt 3 0 R/Root"),
        ["notice-pdf-locked", "notice-pdf-packed"]
    );
    for (from, to) in [("startxref", "start"), ("startxref\n", "startxref\n9")] {
        assert_eq!(
            told(from, to),
            [""; 0],
            "{from} {to}: found by a scan, as readers do"
        );
    }
    for (from, to) in [("/Root 1", "/Root 7"), ("1 0 obj", "9 0 obj")] {
        assert_eq!(
            told(from, to),
            ["notice-pdf-title"],
            "{from} {to}: the properties are lost, the rest is found"
        );
    }
    assert_eq!(
        told("/Kids[", "/Kide["),
        ["notice-pdf-packed"],
        "no page is found"
    );
}
