//! A workbook as spreadsheet programs open it (ISO/IEC 29500-1, SpreadsheetML): sheets of texts and whole numbers. A text
//! is an inline string in a cell of the format "text", so no program takes it for a formula, also after it was edited.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Most characters of a cell, as UTF-16 counts them: what Excel takes.
const LONGEST: usize = 32_767;
/// What a text that is longer ends with.
const CUT: &str = " […]";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A workbook as it is written, sheet by sheet and row by row.
pub struct ReportWorkbook {
    zip: ZipWriter<BufWriter<File>>,
    names: Vec<String>,
    /// The cells of the row so far, and how many.
    row: String,
    cells: usize,
    /// Number of the row in its sheet.
    line: usize,
}

impl ReportWorkbook {
    /// Begins a workbook.
    #[must_use]
    pub fn begin(file: BufWriter<File>) -> ReportWorkbook {
        ReportWorkbook {
            zip: ZipWriter::new(file),
            names: Vec::new(),
            row: String::new(),
            cells: 0,
            line: 1,
        }
    }

    /// Begins a sheet, whose first row stays in sight. `widths` are those of its columns, in characters.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn begin_sheet<C: AsRef<str>>(
        &mut self,
        name: &str,
        widths: &[u32],
        header: impl IntoIterator<Item = C>,
    ) -> io::Result<()> {
        self.names.push(sheet_name(name));
        self.line = 1;
        let part = format!("xl/worksheets/sheet{}.xml", self.names.len());
        self.zip.start_file(part, SimpleFileOptions::default())?;
        let columns: String = (1..)
            .zip(widths)
            .map(|(at, width)| {
                format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" style=\"1\" customWidth=\"1\"/>")
            })
            .collect();
        write!(
            self.zip,
            "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" \
             topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>"
        )?;
        header
            .into_iter()
            .for_each(|cell| self.text_in(cell.as_ref(), 2));
        self.end_row()
    }

    /// Adds a cell with a text to the row.
    pub fn text(&mut self, text: &str) {
        self.text_in(text, 1);
    }

    /// Adds a cell with a number to the row.
    pub fn number(&mut self, number: usize) {
        let place = self.next_place();
        self.row += &format!("<c r=\"{place}\"><v>{number}</v></c>");
    }

    fn text_in(&mut self, text: &str, style: u8) {
        let place = self.next_place();
        if text.is_empty() {
            self.row += &format!("<c r=\"{place}\" s=\"{style}\"/>");
        } else {
            let text = escaped(&fitting(text));
            self.row += &format!(
                "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            );
        }
    }

    /// Ends the row.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn end_row(&mut self) -> io::Result<()> {
        write!(self.zip, "<row r=\"{}\">{}</row>", self.line, self.row)?;
        self.row.clear();
        self.cells = 0;
        self.line += 1;
        Ok(())
    }

    /// Where the next cell is. The format leaves it out if it follows from the order, and Gnumeric 1.12 needs it.
    fn next_place(&mut self) -> String {
        self.cells += 1;
        let (mut letters, mut left) = (String::new(), self.cells);
        while left > 0 {
            left -= 1;
            let letter = u8::try_from(left % 26).unwrap_or(0);
            letters.insert(0, char::from(b'A' + letter));
            left /= 26;
        }
        format!("{letters}{}", self.line)
    }

    /// Ends the sheet.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn end_sheet(&mut self) -> io::Result<()> {
        self.zip.write_all(b"</sheetData></worksheet>")
    }

    /// Writes what says which sheets there are, and returns the file, to be put in its place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(mut self) -> io::Result<BufWriter<File>> {
        let (mut types, mut sheets, mut links) = (String::new(), String::new(), String::new());
        for (at, name) in (1..).zip(&self.names) {
            types += &format!(
                "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{TYPES}.worksheet+xml\"/>"
            );
            sheets += &format!(
                "<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"s{at}\"/>",
                escaped(name)
            );
            links += &format!(
                "<Relationship Id=\"s{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
            );
        }
        let parts = [
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships xmlns=\"{PACKAGE}/relationships\">{links}<Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
                ),
            ),
            ("xl/styles.xml", styles()),
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"book\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "[Content_Types].xml",
                format!(
                    "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>\
                     <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>{types}</Types>"
                ),
            ),
        ];
        for (name, text) in parts {
            self.zip.start_file(name, SimpleFileOptions::default())?;
            self.zip.write_all(HEAD.as_bytes())?;
            self.zip.write_all(text.as_bytes())?;
        }
        Ok(self.zip.finish()?)
    }
}

/// 0: numbers; 1: texts; 2: the first row.
fn styles() -> String {
    let text = "numFmtId=\"49\" applyNumberFormat=\"1\" quotePrefix=\"1\"";
    let top = "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>";
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"3\"><xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" {top}\
         <xf {text} fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" {top}\
         <xf {text} fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" {top}</cellXfs></styleSheet>"
    )
}

/// The name of a sheet: at most 31 characters, and none that means something in a formula.
fn sheet_name(name: &str) -> String {
    let usable = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    name.chars().filter(usable).take(31).collect()
}

/// The text, cut where a cell ends, and said so.
fn fitting(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.into();
    }
    let (mut kept, mut room) = (String::new(), LONGEST - CUT.chars().count());
    for c in text.chars() {
        let Some(left) = room.checked_sub(c.len_utf16()) else {
            break;
        };
        room = left;
        kept.push(c);
    }
    (kept + CUT).into()
}

/// The text as XML 1.0 can hold it. What XML can't hold is replaced, and what reads as one of Excel's own escapes
/// (`_x0041_`, ISO/IEC 29500-1, 22.9.2.19) is escaped itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if reads_as_escape(&text.as_bytes()[at..]) => out.push_str("_x005F_"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn reads_as_escape(rest: &[u8]) -> bool {
    matches!(rest, [b'_', b'x' | b'X', digits @ .., ] if digits.get(4) == Some(&b'_')
        && digits[..4].iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    /// The parts of a workbook with one sheet of these texts, one a row.
    fn written(texts: &[&str]) -> (tempfile::TempDir, String) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("book.xlsx");
        let mut book = ReportWorkbook::begin(BufWriter::new(File::create(&path).unwrap()));
        book.begin_sheet("Rijen: [1]", &[20, 8], ["tekst", "getal"])
            .unwrap();
        for (at, text) in texts.iter().enumerate() {
            book.text(text);
            book.number(at);
            book.end_row().unwrap();
        }
        book.end_sheet().unwrap();
        book.finish().unwrap().flush().unwrap();
        let mut zip = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
        let mut text = String::new();
        zip.by_name("xl/worksheets/sheet1.xml")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        (dir, text)
    }

    #[test]
    fn every_text_is_a_text_and_none_is_a_formula() {
        let texts = [
            "=1+1",
            "+31",
            "@a",
            "-b",
            "a & <b>",
            "_x003D_1",
            "\u{1}\u{1f}",
            "é\r\n😀",
        ];
        let (_dir, sheet) = written(&texts);
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
        assert_eq!(sheet.matches("t=\"inlineStr\"").count(), 2 + texts.len());
        assert!(sheet.contains("<row r=\"9\"><c r=\"A9\"") && sheet.contains("<c r=\"B9\"><v>7"));
        for shown in [
            ">=1+1<",
            ">a &amp; &lt;b&gt;<",
            ">_x005F_x003D_1<",
            ">\u{fffd}\u{fffd}<",
            ">é&#13;\n😀<",
        ] {
            assert!(sheet.contains(shown), "{shown}: {sheet}");
        }
        for c in sheet.chars() {
            assert!(c >= ' ' || c == '\n', "{c:?}");
        }
    }

    #[test]
    fn a_text_longer_than_a_cell_says_that_it_was_cut_and_every_part_is_xml() {
        let long = "é".repeat(40_000);
        let (dir, sheet) = written(&[long.as_str()]);
        let kept = format!(">{}{CUT}<", "é".repeat(LONGEST - CUT.chars().count()));
        assert!(sheet.contains(&kept));
        let file = File::open(dir.path().join("book.xlsx")).unwrap();
        let mut zip = zip::ZipArchive::new(file).unwrap();
        for at in 0..zip.len() {
            let mut text = String::new();
            zip.by_index(at).unwrap().read_to_string(&mut text).unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        }
        assert!(written(&["a"]).1.contains("<v>0</v>"));
    }
}
