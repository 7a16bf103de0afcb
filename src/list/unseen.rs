//! What a spreadsheet hides, and what it shows otherwise than it is: hidden and filtered rows, hidden
//! columns, merged cells, formulas that were never worked out.
//!
//! Pure. Reads the sheet's XML itself (ECMA-376, part 1, section 18.3), since `calamine` gives values only.

use std::collections::HashSet;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

/// Rows and columns count from 1, as people count rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unseen {
    /// Hidden by hand or by a filter.
    pub(super) rows: HashSet<u32>,
    /// First and last of each stretch of hidden columns.
    pub(super) columns: Vec<(u32, u32)>,
    pub(super) merged: Vec<Area>,
    /// Row and column of formulas without a result.
    pub(super) open_formulas: Vec<(u32, u32)>,
}

/// A rectangle of cells, its edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

impl Unseen {
    pub(super) fn is_column_hidden(&self, column: u32) -> bool {
        self.columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// What the sheet of this name hides. `None` when the workbook is not put together as it should be.
pub(super) fn read(workbook: &[u8], sheet: &str) -> Option<Unseen> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).ok()?;
    let id = attribute_of(&part(&mut archive, "xl/workbook.xml")?, "sheet", ("name", sheet), "id")?;
    let links = part(&mut archive, "xl/_rels/workbook.xml.rels")?;
    let target = attribute_of(&links, "Relationship", ("Id", &id), "Target")?;
    let path = match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("xl/{target}"),
    };
    read_sheet(&part(&mut archive, &path)?)
}

/// One part of the package. Names are compared without case, and some writers turn the slashes.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Option<Vec<u8>> {
    let alike = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(path);
    let name = archive.file_names().filter_map(Result::ok).find(|name| alike(name))?.into_owned();
    let mut bytes = Vec::new();
    archive.by_name(&name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The attribute `wanted` of the element whose attribute has the value in `with`.
fn attribute_of(xml: &[u8], element: &str, with: (&str, &str), wanted: &str) -> Option<String> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(e) | Event::Empty(e)
                if e.local_name().as_ref() == element && attribute(&e, with.0).as_deref() == Some(with.1) =>
            {
                return attribute(&e, wanted);
            }
            Event::Eof => return None,
            _ => {}
        }
        buffer.clear();
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut sound = attributes.with_checks(false).filter_map(Result::ok);
    let found = sound.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// Hidden, or drawn so thin that nobody sees it: `ht` is a row's height, `width` a column's.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    let zero = |name| attribute(element, name).is_some_and(|size| size.parse() == Ok(0.0));
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true")) || zero("ht") || zero("width")
}

/// Where in the sheet the reader stands.
#[derive(Default)]
struct Position {
    row: u32,
    column: u32,
    formula: bool,
    /// Between `<v>` and `</v>`.
    in_value: bool,
    value: bool,
}

fn read_sheet(xml: &[u8]) -> Option<Unseen> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().expand_empty_elements = true;
    let (mut unseen, mut at, mut buffer) = (Unseen::default(), Position::default(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) => unseen.open(&element, &mut at)?,
            Event::End(element) => unseen.close(&element, &mut at),
            // Some writers put an empty `<v/>` where Excel has yet to work out the result.
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => at.value |= at.in_value,
            Event::Eof => return Some(unseen),
            _ => {}
        }
        buffer.clear();
    }
}

impl Unseen {
    fn open(&mut self, element: &BytesStart<'_>, at: &mut Position) -> Option<()> {
        match element.local_name().as_ref() {
            "row" => {
                // Row numbers and cell names may be left out: then they count on.
                at.row = number(element, "r").unwrap_or(at.row.saturating_add(1));
                at.column = 0;
                if is_hidden(element) {
                    self.rows.insert(at.row);
                }
            }
            "c" => {
                let named = attribute(element, "r").and_then(|name| cell(&name));
                at.column = named.map_or(at.column.saturating_add(1), |(_, column)| column);
                // The result of a formula may be an empty text; then the cell says it is text.
                let text = attribute(element, "t").is_some_and(|kind| kind == "str");
                (at.formula, at.in_value, at.value) = (false, false, text);
            }
            "f" => at.formula = true,
            "v" => at.in_value = true,
            "is" => at.value = true,
            "col" if is_hidden(element) => {
                self.columns.push((number(element, "min")?, number(element, "max")?));
            }
            "mergeCell" => self.merged.push(area(&attribute(element, "ref")?)?),
            _ => {}
        }
        Some(())
    }

    fn close(&mut self, element: &BytesEnd<'_>, at: &mut Position) {
        match element.local_name().as_ref() {
            "v" => at.in_value = false,
            "c" if at.formula && !at.value => self.open_formulas.push((at.row, at.column)),
            _ => {}
        }
    }
}

/// `A1:C2`
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some(Area { rows: (top, bottom), columns: (left, right) })
}

/// Row and column of a cell's name, such as `AB12`.
fn cell(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0_u32;
    for letter in name[..split].bytes() {
        let letter = letter.to_ascii_uppercase();
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((name[split..].parse().ok()?, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_sheet_hides_is_found() {
        let xml = br#"<x:worksheet xmlns:x="u"><x:cols><x:col min="2" max="3" hidden="1"/><x:col min="5" max="5"/><x:col min="9" max="9" width="0"/></x:cols>
            <x:sheetData><x:row r="1" ht="15"/><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row r="7" hidden="true">
            <x:c r="AB7"><x:f>1+1</x:f></x:c><x:c><x:f>1</x:f><x:v>1</x:v></x:c>
            <x:c r="AD7" t="str"><x:f>A1</x:f><x:v></x:v></x:c><x:c><x:f>A1</x:f><x:v/></x:c></x:row></x:sheetData>
            <x:mergeCells><x:mergeCell ref="A1:C2"/></x:mergeCells></x:worksheet>"#;
        let unseen = read_sheet(xml).unwrap();
        assert_eq!(unseen.rows, HashSet::from([7]));
        assert_eq!(unseen.columns, [(2, 3), (9, 9)]);
        assert!(unseen.is_column_hidden(3) && !unseen.is_column_hidden(5));
        assert_eq!(unseen.merged, [Area { rows: (1, 2), columns: (1, 3) }]);
        assert_eq!(unseen.open_formulas, [(7, 28), (7, 31)]);
    }

    #[test]
    fn cells_have_names() {
        assert_eq!(cell("A1"), Some((1, 1)));
        assert_eq!(cell("XFD1048576"), Some((1_048_576, 16_384)));
        for bad in ["", "A", "1é", "ZZZZZZZZZZZZ1", "A1B"] {
            assert!(cell(bad).is_none_or(|(_, column)| column == 0), "{bad}");
        }
    }
}
