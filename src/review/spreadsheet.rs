//! Tables as spreadsheets open them.

use std::borrow::Cow;
use std::io::{self, Write};

/// A table as Excel opens it with a double click in the Netherlands, written line by line: a UTF-8
/// mark, semicolons, every cell in quotes, and no cell a formula.
pub struct Spreadsheet<W: Write>(csv::Writer<W>);

impl<W: Write> Spreadsheet<W> {
    /// Begins a table.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin(mut to: W) -> io::Result<Spreadsheet<W>> {
        to.write_all(b"\xef\xbb\xbf")?;
        let mut options = csv::WriterBuilder::new();
        options
            .delimiter(b';')
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF);
        Ok(Spreadsheet(options.from_writer(to)))
    }

    /// Writes a line.
    ///
    /// # Errors
    /// Those of the writer; a line must have as many cells as the first.
    pub fn line<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
        for cell in cells {
            let cell = harmless(cell.as_ref());
            self.0.write_field(cell.as_bytes()).map_err(other)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(other)
    }

    /// Returns what it was written to, with nothing left to write.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(|fault| fault.into_error())
    }
}

fn other(fault: csv::Error) -> io::Error {
    io::Error::other(fault)
}

/// A whole [`Spreadsheet`].
///
/// # Errors
/// Those of the writer.
pub fn spreadsheet(lines: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut table = Spreadsheet::begin(Vec::new())?;
    lines.iter().try_for_each(|line| table.line(line))?;
    table.finish()
}

/// What a spreadsheet may read as the end of a cell, whatever separator it uses.
const SEPARATORS: [char; 7] = [';', ',', '\t', '|', '\n', '\r', '\u{b}'];

/// Excel and LibreOffice recognise a formula by a cell's first character, quoted or not; also the
/// wide forms.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Puts an apostrophe before each character that would begin a formula, at the beginning and after
/// any separator. Blanks and quotes in between make no difference.
fn harmless(cell: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut begins = true;
    for c in cell.chars() {
        if begins && FORMULA.contains(&c) || (shown.is_empty() && matches!(c, '\t' | '\r')) {
            shown.push('\'');
        }
        begins =
            SEPARATORS.contains(&c) || begins && (c.is_whitespace() || matches!(c, '"' | '\''));
        shown.push(c);
    }
    if shown == cell {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, shown) in [
            ("=SOM(1;2)", "'=SOM(1;2)"),
            ("@a", "'@a"),
            ("+31", "'+31"),
            ("-", "'-"),
            ("a=b", "a=b"),
            ("Noord;=1+1;Oost", "Noord;'=1+1;Oost"),
            ("a;=HYPERLINK(1)", "a;'=HYPERLINK(1)"),
            ("a, \"@b", "a, \"'@b"),
            ("a\n-b", "a\n'-b"),
            ("a\t=b", "a\t'=b"),
            (" ＝1", " '＝1"),
            ("Jansen - de Wit", "Jansen - de Wit"),
            ("info@a.example", "info@a.example"),
        ] {
            assert_eq!(harmless(cell), shown);
        }
        let lines = [vec![
            "a;=1+1".to_owned(),
            "Café".to_owned(),
            "\"x\",=2".to_owned(),
        ]];
        let text = String::from_utf8(spreadsheet(&lines).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}\"a;'=1+1\";\"Café\";\"\"\"x\"\",'=2\"\r\n");
        // Whatever separator is used to read it, no cell begins a formula.
        for delimiter in [b';', b',', b'\t', b'|'] {
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(text.as_bytes());
            for cell in reader
                .records()
                .map(Result::unwrap)
                .flat_map(|line| line.iter().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(
                    !cell.trim_start().starts_with(['=', '+', '-', '@']),
                    "{cell}"
                );
            }
        }
    }
}
