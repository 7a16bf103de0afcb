//! Workbooks as programs write them, by hand: what each cell is, through the command line.

use std::fs;
use std::io::Write as _;

use serde_json::Value;

use crate::harness::Folder;

const COLUMNS: [&str; 9] = [
    "id",
    "organisatie",
    "soort",
    "email",
    "contactpersoon",
    "aanhef",
    "kenmerk",
    "contactjaren",
    "bedrag",
];

/// A cell with a text.
pub(crate) fn text(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A row of an invented organisation, its last cell as given.
pub(crate) fn row(number: u32, last: &str) -> String {
    let name = char::from(b'A' + u8::try_from(number).unwrap());
    let cells = [
        format!("ORG-{number:03}"),
        format!("Stichting Proef {name}"),
        "maatschappelijk".to_owned(),
        format!("info@proef{number}.example"),
        format!("A. Proef {name}"),
        "mevrouw Proef".to_owned(),
        format!("VZ-{number:04}-AA"),
        "2023, 2024".to_owned(),
    ];
    let cells: String = "ABCDEFGH"
        .chars()
        .zip(&cells)
        .map(|(column, cell)| text(&format!("{column}{number}"), cell))
        .collect();
    format!("<row r=\"{number}\">{cells}{last}</row>")
}

/// The bytes of a workbook: rows of its sheet, format codes of its styles from 1 on, and its `calcPr`.
pub(crate) fn workbook(rows: &str, formats: &[&str], calc: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let header: String = "ABCDEFGHI"
        .chars()
        .zip(COLUMNS)
        .map(|(column, name)| text(&format!("{column}1"), name))
        .collect();
    let codes: String = (164..)
        .zip(formats)
        .map(|(id, code)| {
            format!(
                "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>",
                code.replace('"', "&quot;")
            )
        })
        .collect();
    let styles: String = (164..)
        .zip(formats)
        .map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>"))
        .collect();
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{links}/{kind}\" Target=\"{target}\"/>")
    };
    let all = |links: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        )
    };
    let parts = [
        (
            "_rels/.rels",
            all(link("rId1", "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>{calc}</workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            all(link("rId1", "worksheet", "worksheets/sheet1.xml")
                + &link("rId2", "styles", "styles.xml")),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\">{header}</row>{rows}</sheetData></worksheet>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
            ),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, xml) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The shipped campaign with this workbook for its list.
pub(crate) fn campaign(workbook: &[u8]) -> Folder {
    let folder = Folder::new();
    fs::write(folder.path("list.xlsx"), workbook).unwrap();
    folder.change(
        "config/heraut.toml",
        "\"recipients.example.csv\"",
        "\"list.xlsx\"",
    );
    folder.change("config/heraut.toml", "expected = 40", "# expected = 40");
    folder
}

/// What `check` says of the last column: row, code, severity.
pub(crate) fn told(check: &Value) -> Vec<(u64, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of = |fault: &Value| {
        (
            fault["row"].as_u64().unwrap_or(0),
            word(&fault["code"]),
            word(&fault["severity"]),
        )
    };
    let all = check["faults"].as_array().unwrap().iter();
    all.filter(|fault| fault["column"] == "I bedrag")
        .map(of)
        .collect()
}

fn error(row: u64, code: &str) -> (u64, String, String) {
    (row, code.to_owned(), "error".to_owned())
}

fn warning(row: u64, code: &str) -> (u64, String, String) {
    (row, code.to_owned(), "warning".to_owned())
}

/// The last column as it is read: a copy of the list with its ids.
fn read(folder: &Folder) -> Vec<String> {
    let ran = folder.heraut(&["check", "--write-ids", "copy.csv"]);
    let copy = fs::read_to_string(folder.path("copy.csv"))
        .unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err));
    let last = |line: &str| {
        line.rsplit(';')
            .next()
            .unwrap()
            .trim_matches('"')
            .to_owned()
    };
    copy.lines().skip(1).map(last).collect()
}

#[test]
fn a_formula_that_was_never_worked_out_is_an_error_whatever_program_wrote_it() {
    let cells = [
        "<c r=\"I2\"><f>20+2</f><v>0</v></c>",
        "<c r=\"I3\"><f>20+2</f><v>22</v></c>",
        "<c r=\"I4\"><f>20+2</f></c>",
        "<c r=\"I5\" t=\"str\"><f>\"\"</f><v></v></c>",
        "<c r=\"I6\"><v>0</v></c>",
        "<c r=\"I7\"><f>20+2</f><v></v></c>",
    ];
    let rows: String = (2..)
        .zip(cells)
        .map(|(number, cell)| row(number, cell))
        .collect();
    // The last row is one formula, of which a writer saved no result.
    let rows = rows + "<row r=\"8\"><c r=\"I8\" t=\"str\"><f>\"a\"</f></c></row>";
    let check = |calc: &str| {
        let check = campaign(&workbook(&rows, &[], calc))
            .heraut(&["check", "--json"])
            .json();
        assert_eq!(check["sum"]["listed"], 7, "{calc}");
        told(&check)
    };
    let open = |row| error(row, "list-formula-open");
    assert_eq!(check(""), [open(4), open(7), open(8)]);
    // XlsxWriter 3.2, rust_xlsxwriter 0.9, Excel::Writer::XLSX 1.15.
    let writers = check("<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>");
    assert_eq!(writers, [open(2), open(4), open(7), open(8)]);
    // Another program: row 3 was worked out.
    let other = check("<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/>");
    assert_eq!(
        other,
        [
            warning(2, "list-formula-doubtful"),
            open(4),
            open(7),
            open(8)
        ]
    );
}

#[test]
fn one_odd_cell_is_named_and_spoils_no_other() {
    let errors = [
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#N/A",
        "#BUSY!",
        "#\"Proef(1;2)\"",
    ];
    let mut rows: String = (2..)
        .zip(errors)
        .map(|(number, text)| {
            row(
                number,
                &format!("<c r=\"I{number}\" t=\"e\"><f>A1</f><v>{text}</v></c>"),
            )
        })
        .collect();
    rows += &row(8, "<c r=\"I8\" t=\"s\"><v>99</v></c>");
    rows += &row(9, "<c r=\"I9\"><v>twaalf</v></c>");
    rows += &row(10, "<c r=\"I10\"><v>12</v></c>");
    let folder = campaign(&workbook(&rows, &[], ""));
    let check = folder.heraut(&["check", "--json"]).json();
    let mut wanted: Vec<_> = (2..=7).map(|row| error(row, "list-cell-error")).collect();
    wanted.extend([
        error(8, "list-cell-unreadable"),
        error(9, "list-cell-unreadable"),
    ]);
    assert_eq!(told(&check), wanted);
    assert_eq!(
        (&check["sum"]["listed"], &check["sum"]["ready"]),
        (&9.into(), &1.into())
    );
    let message = |at: usize| check["faults"][at]["message"].as_str().unwrap();
    assert_eq!(message(0), "a formula that gives an error: #SPILL!");
    assert!(
        !check.to_string().contains("Proef(1;2)"),
        "what is in a cell is not shown"
    );
}

#[test]
fn numbers_dates_and_times_are_read_as_people_see_them() {
    let cells = [
        ("000-0000000", "701234567", "070-1234567"),
        ("0000\\ 00", "12345", "0123 45"),
        ("00 00 00 00", "12345", "00 01 23 45"),
        ("h:mm", "45000.25", "6:00"),
        ("mmm-yy", "45000", "mrt-23"),
        ("d mmmm jjjj", "45000", "15 maart 2023"),
        ("[$-413]d mmmm yyyy;@", "45000", "15 maart 2023"),
        ("[h]:mm", "1.25", "30:00"),
        ("0.00", "40.625", "40,63"),
        ("0.00", "1.005", "1,01"),
        (
            "\"€\"\\ #,##0.00;[Red]\"€\"\\ -#,##0.00",
            "-1234.5",
            "€ -1.234,50",
        ),
        ("[<100]\"onder de \"0;\"vanaf \"0", "100", "vanaf 100"),
    ];
    let codes: Vec<&str> = cells.iter().map(|(code, ..)| *code).collect();
    let rows: String = (2..)
        .zip(cells)
        .map(|(number, (_, value, _))| {
            row(
                number,
                &format!("<c r=\"I{number}\" s=\"{}\"><v>{value}</v></c>", number - 1),
            )
        })
        .collect();
    let folder = campaign(&workbook(&rows, &codes, ""));
    assert_eq!(read(&folder), cells.map(|(.., shown)| shown.to_owned()));
}

#[test]
fn what_cannot_be_shown_surely_is_told_with_its_cell() {
    let cells = [
        ("d-m-yyyy", "0"),
        ("d-m-yyyy", "-5"),
        (";;;", "5"),
        ("# ?/?", "1.5"),
        ("[$-411]ggge", "45000"),
        ("h:mm", "0"),
    ];
    let codes: Vec<&str> = cells.iter().map(|(code, _)| *code).collect();
    let rows: String = (2..)
        .zip(cells)
        .map(|(number, (_, value))| {
            row(
                number,
                &format!("<c r=\"I{number}\" s=\"{}\"><v>{value}</v></c>", number - 1),
            )
        })
        .collect();
    let check = campaign(&workbook(&rows, &codes, ""))
        .heraut(&["check", "--json"])
        .json();
    let no_date = |row| error(row, "list-cell-no-date");
    let form = |row| warning(row, "list-cell-form");
    assert_eq!(
        told(&check),
        [
            no_date(2),
            no_date(3),
            error(4, "list-cell-hidden"),
            form(5),
            form(6)
        ]
    );
}
