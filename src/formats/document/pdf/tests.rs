//! PDFs as writers make them, and small ones by hand.

use super::super::limits::MAX_PACKED_VALUES;
use super::*;

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn holds(pdf: &PdfText, words: &str) -> bool {
    letters(&pdf.text).contains(&letters(words))
}

/// A file of these objects, numbered from 1; the first is the catalogue.
fn file(objects: &[&str]) -> Vec<u8> {
    let (mut pdf, mut table) = (b"%PDF-1.7\n".to_vec(), String::new());
    for (nth, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", nth + 1).bytes());
    }
    let (at, size) = (pdf.len(), objects.len() + 1);
    pdf.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{table}").bytes());
    pdf.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").bytes());
    pdf
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

/// One page with this content; further objects from 6.
fn page(font: &str, contents: &[&str], others: &[&str]) -> Vec<u8> {
    let parts: Vec<String> = contents.iter().map(|content| stream(content)).collect();
    let first = 5 + others.len();
    let numbers: Vec<String> = (0..parts.len())
        .map(|nth| format!("{} 0 R", first + nth))
        .collect();
    let page = format!(
        "<</Type/Page/Parent 2 0 R/Contents[{}]/Resources<</Font<</F1 4 0 R>>/XObject<</X 5 0 R>>>>>>",
        numbers.join(" ")
    );
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.as_str(),
        font,
    ];
    objects.extend(others);
    objects.extend(parts.iter().map(String::as_str));
    file(&objects)
}

const LATIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

fn reasons(pdf: &PdfText) -> Vec<(Reason, Vec<u32>)> {
    pdf.unread.iter().collect()
}

/// Made by Typst: packed streams, fonts cut down to the letters used.
#[test]
fn a_real_pdf_is_read_through_its_fonts() {
    let text = Pdf::open(include_bytes!("../../../../templates/bijlage-3.2.pdf")).text();
    for words in ["Tweede Kamer", "vertrouwelijk", "overzicht"] {
        assert!(holds(&text, words), "{words}");
    }
    assert_eq!(reasons(&text), [], "nothing was left unread");
}

/// Made by ReportLab: Flate within ASCII85, a word whose letters change font, properties.
#[test]
fn a_pdf_of_another_writer_is_read() {
    let text = Pdf::open(include_bytes!("../../../../tests/papers/reportlab.pdf")).text();
    for words in [
        "Stichting Noord",
        "Café Müller",
        "info@brug.example",
        "Platform Waterkers",
    ] {
        assert!(holds(&text, words), "{words}: {}", text.text);
    }
}

#[test]
fn text_is_found_in_strings_arrays_forms_and_properties() {
    let form = "<</Subtype/Form/Resources<</Font<</F1 4 0 R>>>>/Length 24>>stream\nBT /F1 9 Tf (Waterkers) Tj ET\nendstream";
    let text = Pdf::open(&page(
        LATIN,
        &["BT /F1 9 Tf [(Stich) -20 (ting) -300 (Noord)] TJ T* (en Caf\\351) Tj ET /X Do"],
        &[
            form,
            "<</Author (Caf\\351 \\(M\\))/Title <FEFF0042007200750067>>>",
        ],
    ))
    .text();
    for words in [
        "Stichting Noord",
        "en Café",
        "Waterkers",
        "Café (M)",
        "Brug",
    ] {
        assert!(text.text.contains(words), "{words}: {}", text.text);
    }
    assert_eq!(reasons(&text), []);
}

#[test]
fn a_name_is_read_whole_wherever_the_writer_cut_it() {
    let differences =
        "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[1/V/e/r/g/t/n]>>>>";
    for (font, contents) in [
        (LATIN, &["BT /F1 9 Tf (Verge) Tj", "(ten) Tj ET"][..]),
        (LATIN, &["BT /F1 9 Tf [(V) 20 (er) -15 (geten)] TJ ET"]),
        (
            differences,
            &["BT /F1 9 Tf (\\001\\002\\003\\004\\002\\005\\002\\006) Tj ET"],
        ),
        // Drawn from behind, and over two columns line by line.
        (
            LATIN,
            &["BT /F1 9 Tf 100 700 Td (geten) Tj -22 0 Td (Ver) Tj ET"],
        ),
        (
            LATIN,
            &[
                "BT /F1 9 Tf 300 700 Td (geten) Tj -228 0 Td (wij) Tj 0 -11 Td (Ver-) Tj 228 0 Td (in mei) Tj ET",
            ],
        ),
        // Something that is no content comes before; the font is put back by `Q`; a form's own words are beside.
        (
            LATIN,
            &["/F1 9 Tf ) >> --.5 0 Td q /F2 1 Tf Q BT (Vergeten) Tj ET"],
        ),
        (LATIN, &["/Span <</ActualText (Vergeten)>> BDC EMC"]),
    ] {
        let text = Pdf::open(&page(font, contents, &["<<>>"])).text();
        assert!(holds(&text, "Vergeten"), "{contents:?}: {}", text.text);
        assert_eq!(reasons(&text), [], "{contents:?}");
    }
}

/// Frames, rules and a small picture beside words are no scanned page.
#[test]
fn a_page_with_words_is_read_whatever_is_drawn_on_it() {
    let picture = "<</Subtype/Image/Width 1/Height 1/Length 1>>stream\nx\nendstream";
    let content = format!(
        "{} 90 0 0 90 0 0 cm /X Do BT /F1 9 Tf (Vergeten) Tj ET",
        "0 0 m 1 1 l S ".repeat(100)
    );
    assert_eq!(
        reasons(&Pdf::open(&page(LATIN, &[&content], &[picture])).text()),
        []
    );
}

#[test]
fn what_cannot_be_read_is_named_with_its_page() {
    let picture = "<</Subtype/Image/Width 1/Height 1/Length 1>>stream\nx\nendstream";
    let by_number = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H>>";
    let odd = "<</Length 4/Filter/NoSuchDecode>>stream\nabcd\nendstream";
    for (pdf, reason) in [
        (
            page(LATIN, &["/X Do"], &[picture]),
            (Reason::Picture, vec![1]),
        ),
        (
            page(
                LATIN,
                &["q 595 0 0 842 0 0 cm /X Do Q BT /F1 9 Tf (Pagina 1) Tj ET"],
                &[picture],
            ),
            (Reason::Picture, vec![1]),
        ),
        (
            page(
                LATIN,
                &["0 0 m 1 1 l 1 2 3 4 5 6 c ".repeat(20).as_str()],
                &["<<>>"],
            ),
            (Reason::Curves, vec![1]),
        ),
        (
            page(by_number, &["BT /F1 9 Tf <00010002> Tj ET"], &["<<>>"]),
            (Reason::Font, vec![1]),
        ),
        (
            page(LATIN, &["BT ET /X Do"], &[odd]),
            (Reason::Packing, vec![1]),
        ),
        (b"%PDF-1.7 nothing".to_vec(), (Reason::Broken, vec![])),
    ] {
        assert_eq!(reasons(&Pdf::open(&pdf).text()), [reason]);
    }
}

#[test]
fn an_object_stream_that_does_not_unpack_is_told() {
    let mut pdf = file(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R>>",
        "<</Type/ObjStm/N 1/First 4/Filter/NoSuchDecode/Length 1>>stream\nx\nendstream",
    ]);
    pdf.truncate(memmem::rfind(&pdf, b"xref\n0").unwrap());
    let place = |number: usize| memmem::find(&pdf, format!("{number} 0 obj").as_bytes()).unwrap();
    let at = pdf.len();
    let mut table = vec![0, 0, 0, 0];
    for number in 1..5 {
        let place = u16::try_from(place(number)).unwrap().to_be_bytes();
        table.extend([1, place[0], place[1], 0]);
    }
    table.extend([2, 0, 4, 0]); // object 5 is the first in object stream 4
    let head = format!(
        "6 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Index[0 6]/Root 1 0 R/Length {}>>stream\n",
        table.len()
    );
    pdf.extend(head.bytes());
    pdf.extend(table);
    pdf.extend(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").bytes());
    assert_eq!(
        reasons(&Pdf::open(&pdf).text()),
        [(Reason::Packing, vec![])]
    );
}

/// Many small streams that together unpack to more than is read: the pages that are left are named.
#[test]
fn a_file_has_one_budget_for_all_that_it_unpacks() {
    let page = "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>";
    let content = stream(&format!(
        "BT /F1 9 Tf (Vergeten) Tj ET {}",
        " ".repeat(1000)
    ));
    let pages = "<</Type/Pages/Kids[4 0 R 6 0 R 7 0 R 8 0 R]/Count 4>>";
    let pdf = file(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        pages,
        LATIN,
        page,
        &content,
        page,
        page,
        page,
    ]);
    let few = Pdf::with_budget(&pdf, 2500).text();
    assert_eq!(reasons(&few), [(Reason::TooLarge, vec![3, 4])]);
    assert!(holds(&few, "Vergeten"), "what is within it is read");
    assert_eq!(reasons(&Pdf::open(&pdf).text()), []);
}

/// A file of one page, and of object streams with these contents; no table says what is in them.
fn with_object_streams(contents: &[String]) -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>";
    let content = stream("BT /F1 9 Tf (Vergeten) Tj ET");
    let streams: Vec<String> = contents
        .iter()
        .enumerate()
        .map(|(nth, content)| {
            let content = format!("{} 0 {content}", 100 + nth);
            let first = content.find(" 0 ").unwrap() + 3;
            let length = content.len();
            format!(
                "<</Type/ObjStm/N 1/First {first}/Length {length}>>stream\n{content}\nendstream"
            )
        })
        .collect();
    let pages = "<</Type/Pages/Kids[4 0 R]/Count 1>>";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>",
        pages,
        LATIN,
        page,
        &content,
    ];
    objects.extend(streams.iter().map(String::as_str));
    file(&objects)
}

/// Three of them, and room for two: nothing is left for the page either.
#[test]
fn object_streams_share_the_budget_of_the_file() {
    let content = |word: &str| format!("({word} {})", " ".repeat(1000));
    let pdf = with_object_streams(&["Eerste", "Tweede", "Derde"].map(content));
    let few = Pdf::with_budget(&pdf, 2500).text();
    assert_eq!(reasons(&few), [(Reason::TooLarge, vec![1])]);
    assert!(holds(&few, "Eerste") && holds(&few, "Tweede"));
    assert!(!holds(&few, "Derde"));
    let all = Pdf::open(&pdf).text();
    assert!(holds(&all, "Derde") && holds(&all, "Vergeten"));
    assert_eq!(reasons(&all), []);
}

/// Each value is two bytes here, and a hundred in memory.
#[test]
fn more_values_than_are_kept_are_not_read() {
    let half = format!("[{}]", "0 ".repeat(MAX_PACKED_VALUES / 2));
    let read = |contents: &[String]| Pdf::open(&with_object_streams(contents)).text();
    let few = read(&[half.clone(), "(Eerste)".to_owned()]);
    assert_eq!(reasons(&few), []);
    assert!(holds(&few, "Eerste"));
    let many = read(&[half.clone(), half, "(Eerste)".to_owned()]);
    assert_eq!(reasons(&many), [(Reason::TooLarge, vec![])]);
    assert!(holds(&many, "Vergeten"), "the page is read");
}

#[test]
fn a_page_of_more_text_than_is_read_is_told() {
    let long = format!("({}) Tj T* ", "Vergeten ".repeat(1000));
    let content = format!("BT /F1 9 Tf {} ET", long.repeat(300));
    let told = reasons(&Pdf::open(&page(LATIN, &[&content], &["<<>>"])).text());
    assert_eq!(told, [(Reason::TooLarge, vec![1])]);
    let many = format!("BT /F1 9 Tf [{}] TJ ET", "1 ".repeat(300_000));
    let told = reasons(&Pdf::open(&page(LATIN, &[&many], &["<<>>"])).text());
    assert_eq!(told, [(Reason::TooLarge, vec![1])]);
}

#[test]
fn what_a_later_revision_replaced_is_still_read() {
    let mut pdf = page(LATIN, &["BT /F1 9 Tf (Vergeten) Tj ET"], &["<<>>"]);
    let at = pdf.len();
    let new = stream("BT /F1 9 Tf (Bewaard) Tj ET");
    pdf.extend(format!("6 0 obj\n{new}\nendobj\n").bytes());
    let table = pdf.len();
    let first = memmem::rfind(&pdf[..at], b"startxref\n").unwrap() + 10;
    let previous: String = pdf[first..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    pdf.extend(format!("xref\n6 1\n{at:010} 00000 n \ntrailer\n<</Size 7/Root 1 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n").bytes());
    let text = Pdf::open(&pdf).text();
    assert!(
        holds(&text, "Bewaard") && holds(&text, "Vergeten"),
        "{}",
        text.text
    );
}

#[test]
fn whatever_the_bytes_there_is_an_answer() {
    let whole = include_bytes!("../../../../templates/bijlage-3.2.pdf");
    for nth in 0..40_usize {
        let mut bytes = whole[..whole.len() - nth * 97].to_vec();
        for step in 0..50 {
            let at = (nth * 7919 + step * 104_729) % bytes.len();
            bytes[at] ^= 1 << (nth % 8);
        }
        let _read = Pdf::open(&bytes).text();
    }
}
