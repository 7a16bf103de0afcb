//! Rows of a workbook that are struck through or have notes.

use std::io::Write as _;

use serde_json::Value;

use crate::workbook::{campaign, row, workbook};

/// The workbook with styles that strike through, and a note and a comment.
fn with_notes(rows: &str) -> Vec<u8> {
    let plain = workbook(rows, &["General", "General"], "");
    let (mut from, mut into) = (
        zip::ZipArchive::new(std::io::Cursor::new(plain)).unwrap(),
        zip::ZipWriter::new(std::io::Cursor::new(vec![])),
    );
    let mut add = |name: &str, xml: &str| {
        into.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        into.write_all(xml.as_bytes()).unwrap();
    };
    for nth in 0..from.len() {
        let mut part = from.by_index(nth).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
        let fonts =
            "<fonts><font/><font><strike/></font><font><strike val=\"0\"/></font></fonts><cellXfs>";
        let xml = xml.replace("<cellXfs>", fonts);
        let xml = xml.replace(
            "<xf numFmtId=\"164\"/>",
            "<xf numFmtId=\"0\" fontId=\"1\"/>",
        );
        add(
            &name,
            &xml.replace(
                "<xf numFmtId=\"165\"/>",
                "<xf numFmtId=\"0\" fontId=\"2\"/>",
            ),
        );
    }
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    let threaded = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
    add(
        "xl/worksheets/_rels/sheet1.xml.rels",
        &format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"../comments1.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"{threaded}\" Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/comments1.xml",
        "<comments><commentList><comment ref=\"B4\"><text><t>NIET MAILEN</t></text></comment>\
         <comment ref=\"B1\"><text><t>kop</t></text></comment></commentList></comments>",
    );
    add(
        "xl/threadedComments/threadedComment1.xml",
        "<ThreadedComments><threadedComment ref=\"B4\"><text>niet mailen</text></threadedComment>\
         <threadedComment ref=\"D5\"><text>oud adres</text></threadedComment></ThreadedComments>",
    );
    into.finish().unwrap().into_inner()
}

#[test]
fn a_row_that_is_struck_through_or_has_a_note_deserves_a_look_and_its_words_stay_hidden() {
    let struck = |number: u32, style: u8| {
        let cell = format!("<c r=\"B{number}\" t");
        row(number, "").replace(&cell, &format!("<c r=\"B{number}\" s=\"{style}\" t"))
    };
    // Nobody mails row 6: a note that says so is right.
    let left_out = struck(6, 1).replace("maatschappelijk", "overheid");
    let rows = [struck(2, 1), struck(3, 2), row(4, ""), row(5, ""), left_out].concat();
    let folder = campaign(&with_notes(&rows));
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 0, "{}{}", check.out, check.err);
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of = |fault: &Value| {
        (
            fault["row"].as_u64().unwrap_or(0),
            word(&fault["code"]),
            word(&fault["column"]),
        )
    };
    let told: Vec<_> = check.json()["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect();
    let at = |row: u64, code: &str, column: &str| (row, code.to_owned(), column.to_owned());
    let wanted = [
        at(2, "list-row-struck", "B organisatie"),
        at(4, "list-cell-note", "B organisatie"),
        at(5, "list-cell-note", "D email"),
    ];
    assert_eq!(told, wanted, "{}", check.out);
    let screen = folder.heraut(&["--lang", "nl", "check"]).screen();
    let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!screen.to_lowercase().contains("niet mailen"), "{screen}");
    assert!(
        screen.contains("doorgestreept") && screen.contains("notitie of opmerking"),
        "{screen}"
    );
}
