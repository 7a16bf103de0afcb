//! One worksheet (ECMA-376, part 1, section 18.3): its cells, and what it hides or merges.

use std::collections::{BTreeSet, HashSet};

use quick_xml::events::BytesStart;

use super::strings::{RichText, Strings};
use super::styles::Styles;
use super::xml::{Flow, Node, attribute, number, unescaped};
use crate::list::file::number_format::Format;

/// A cell that holds something.
pub(crate) struct Taken<'c> {
    /// Row and column, from 1.
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) value: Value,
    pub(crate) format: &'c Format,
    /// Whether a formula gave the value.
    pub(crate) formula: bool,
    /// Whether it is struck through.
    pub(crate) struck: bool,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
    /// A date or time in the form of ISO 8601.
    Iso(String),
    /// A formula's error, as the file writes it.
    Error(String),
    /// A formula whose result was never saved.
    Open,
    /// Something that can't be read.
    Unreadable,
}

/// What a sheet hides, merges or has notes to. Rows and columns count from 1, as people count rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Rows hidden by hand or by a filter.
    pub(crate) hidden_rows: HashSet<u32>,
    /// First and last of each stretch of hidden columns.
    pub(crate) hidden_columns: Vec<(u32, u32)>,
    pub(crate) merged: Vec<Area>,
    /// Row and column of each cell with a note or a comment.
    pub(crate) notes: BTreeSet<(u32, u32)>,
}

/// A rectangle of cells, its edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) rows: (u32, u32),
    pub(crate) columns: (u32, u32),
}

impl Found {
    pub(crate) fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// Reads a sheet node by node.
pub(crate) struct SheetReader<'w, F> {
    strings: &'w Strings,
    styles: &'w Styles,
    take: F,
    found: Found,
    row: u32,
    column: u32,
    cell: Cell,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    open: bool,
    kind: Option<String>,
    style: Option<usize>,
    formula: bool,
    /// The text of its `<v>`, if it has one.
    value: Option<String>,
    in_value: bool,
    /// The text of its `<is>`, if it has one.
    inline: Option<RichText>,
}

impl<'w, F: FnMut(Taken<'_>) -> Flow> SheetReader<'w, F> {
    pub(crate) fn new(strings: &'w Strings, styles: &'w Styles, take: F) -> Self {
        let (found, cell) = (Found::default(), Cell::default());
        SheetReader {
            strings,
            styles,
            take,
            found,
            row: 0,
            column: 0,
            cell,
        }
    }

    pub(crate) fn finish(self) -> Found {
        self.found
    }

    pub(crate) fn take(&mut self, node: Node<'_>) -> Option<Flow> {
        if self.cell.open {
            return self.in_cell(&node);
        }
        let Node::Open(element) = node else {
            return Some(Flow::Continue(()));
        };
        match element.local_name().as_ref() {
            "row" => {
                // Row numbers and cell names may be left out: then they count on.
                self.row = number(element, "r").unwrap_or(self.row.saturating_add(1));
                self.column = 0;
                if is_hidden(element) {
                    self.found.hidden_rows.insert(self.row);
                }
            }
            "c" => {
                let named = attribute(element, "r").and_then(|name| place(&name));
                (self.row, self.column) =
                    named.unwrap_or((self.row, self.column.saturating_add(1)));
                let style = attribute(element, "s").and_then(|style| style.parse().ok());
                self.cell = Cell {
                    open: true,
                    kind: attribute(element, "t"),
                    style,
                    ..Cell::default()
                };
            }
            "col" if is_hidden(element) => {
                self.found
                    .hidden_columns
                    .push((number(element, "min")?, number(element, "max")?));
            }
            "mergeCell" => self.found.merged.push(area(&attribute(element, "ref")?)?),
            _ => {}
        }
        Some(Flow::Continue(()))
    }

    fn in_cell(&mut self, node: &Node<'_>) -> Option<Flow> {
        let cell = &mut self.cell;
        match node {
            Node::Close("c") => return Some(self.close()),
            Node::Close("v") => cell.in_value = false,
            Node::Text(text) if cell.in_value => cell.value.get_or_insert_default().push_str(text),
            Node::Open(element) => match element.local_name().as_ref() {
                "f" => cell.formula = true,
                "v" => {
                    cell.in_value = true;
                    cell.value.get_or_insert_default();
                }
                "is" => {
                    cell.inline.get_or_insert_default();
                }
                _ => {}
            },
            _ => {}
        }
        if let Some(inline) = &mut cell.inline {
            inline.take(node);
        }
        Some(Flow::Continue(()))
    }

    fn close(&mut self) -> Flow {
        let mut cell = std::mem::take(&mut self.cell);
        let (style, formula) = (cell.style, cell.formula);
        let Some(value) = cell.read(self.strings) else {
            return Flow::Continue(());
        };
        let (format, struck) = (self.styles.format(style), self.styles.is_struck(style));
        (self.take)(Taken {
            row: self.row,
            column: self.column,
            value,
            format,
            formula,
            struck,
        })
    }
}

impl Cell {
    /// What it holds (section 18.3.1.4, `t` by section 18.18.11); `None` for nothing.
    fn read(&mut self, strings: &Strings) -> Option<Value> {
        let inline = self.inline.as_mut().map(|text| unescaped(text.finish()));
        let value = self.value.take();
        let kind = self.kind.as_deref().unwrap_or("n");
        // The result of a formula may be an empty text; then the cell says that it is text, and has its `<v>`.
        let is_open = match &value {
            None => inline.is_none(),
            Some(value) => value.trim().is_empty() && kind != "str",
        };
        if is_open {
            return self.formula.then_some(Value::Open);
        }
        let value = value.unwrap_or_default();
        let read = |value: Option<Value>| value.unwrap_or(Value::Unreadable);
        Some(match kind {
            "s" => read(
                value
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|at| strings.get(at))
                    .map(|text| Value::Text(text.to_owned())),
            ),
            "str" => Value::Text(unescaped(value)),
            "inlineStr" => Value::Text(inline.unwrap_or_else(|| unescaped(value))),
            "n" => {
                let number = value
                    .trim()
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite());
                read(
                    number
                        .filter(|_| value.contains(|c: char| c.is_ascii_digit()))
                        .map(Value::Number),
                )
            }
            "b" => match value.trim() {
                "1" | "true" => Value::Bool(true),
                "0" | "false" => Value::Bool(false),
                _ => Value::Unreadable,
            },
            "d" => Value::Iso(value.trim().to_owned()),
            "e" => Value::Error(value.trim().to_owned()),
            _ => Value::Unreadable,
        })
    }
}

/// Hidden, or drawn so thin that nobody sees it: `ht` is a row's height, `width` a column's.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    let zero = |name| attribute(element, name).is_some_and(|size| size.parse() == Ok(0.0));
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
        || zero("ht")
        || zero("width")
}

/// `A1:C2`
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    Some(Area {
        rows: (top, bottom),
        columns: (left, right),
    })
}

/// Row and column of a cell's name, such as `AB12`.
pub(crate) fn place(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0_u32;
    for letter in name[..split].bytes() {
        let letter = letter.to_ascii_uppercase();
        let value = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row = name[split..].parse().ok()?;
    (row > 0 && column > 0).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::file::workbook::xml;

    fn read(xml: &[u8]) -> (Vec<(u32, u32, Value, bool)>, Found) {
        let (strings, styles) = (Strings::default(), Styles::default());
        let mut cells = vec![];
        let mut reader = SheetReader::new(&strings, &styles, |cell: Taken<'_>| {
            cells.push((cell.row, cell.column, cell.value, cell.formula));
            Flow::Continue(())
        });
        xml::read(xml, |node| reader.take(node)).unwrap();
        let found = reader.finish();
        (cells, found)
    }

    #[test]
    fn what_the_sheet_hides_is_found() {
        let xml = br#"<x:worksheet xmlns:x="u"><x:cols><x:col min="2" max="3" hidden="1"/><x:col min="5" max="5"/><x:col min="9" max="9" width="0"/></x:cols>
            <x:sheetData><x:row r="1" ht="15"/><x:row><x:c><x:v>1</x:v></x:c></x:row><x:row r="7" hidden="true"/></x:sheetData>
            <x:mergeCells><x:mergeCell ref="A1:C2"/></x:mergeCells></x:worksheet>"#;
        let (cells, found) = read(xml);
        assert_eq!(cells, [(2, 1, Value::Number(1.0), false)]);
        assert_eq!(found.hidden_rows, HashSet::from([7]));
        assert_eq!(found.hidden_columns, [(2, 3), (9, 9)]);
        assert!(found.is_column_hidden(3) && !found.is_column_hidden(5));
        assert_eq!(
            found.merged,
            [Area {
                rows: (1, 2),
                columns: (1, 3)
            }]
        );
    }

    /// What a cell of this XML holds.
    fn value(cell: &str) -> Option<Value> {
        let xml = format!("<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>");
        read(xml.as_bytes()).0.pop().map(|(.., value, _)| value)
    }

    #[test]
    fn a_formula_without_a_result_is_told_from_one_with_an_empty_one() {
        for open in [
            "<c><f>A1</f></c>",
            "<c><f>A1</f><v/></c>",
            "<c><f>A1</f><v></v></c>",
            "<c t=\"str\"><f>A1</f></c>",
            "<c t=\"b\"><f>A1</f></c>",
            "<c t=\"e\"><f>A1</f><v/></c>",
        ] {
            assert_eq!(value(open), Some(Value::Open), "{open}");
        }
        for empty in [
            "<c t=\"str\"><f>A1</f><v></v></c>",
            "<c t=\"str\"><f>A1</f><v/></c>",
        ] {
            assert_eq!(value(empty), Some(Value::Text(String::new())), "{empty}");
        }
        for nothing in [
            "<c/>",
            "<c s=\"1\"><v/></c>",
            "<c t=\"s\"></c>",
            "<c t=\"n\"><v> </v></c>",
        ] {
            assert_eq!(value(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn every_kind_of_value_is_read_and_an_odd_one_spoils_no_other() {
        let text = |text: &str| Value::Text(text.into());
        for (cell, wanted) in [
            (
                "<c t=\"inlineStr\"><is><t>a &amp; b</t></is></c>",
                text("a & b"),
            ),
            (
                "<c t=\"inlineStr\"><is><r><t>De </t></r><r><t>Brug</t></r><rPh><t>x</t></rPh></is></c>",
                text("De Brug"),
            ),
            ("<c t=\"str\"><v>a_x000D_b</v></c>", text("a\rb")),
            ("<c><v>1.5E3</v></c>", Value::Number(1500.0)),
            ("<c t=\"b\"><v>1</v></c>", Value::Bool(true)),
            (
                "<c t=\"d\"><v>2024-12-31</v></c>",
                Value::Iso("2024-12-31".into()),
            ),
            (
                "<c t=\"e\"><v>#SPILL!</v></c>",
                Value::Error("#SPILL!".into()),
            ),
            (
                "<c t=\"e\"><v>#\"SOM(1;2)\"</v></c>",
                Value::Error("#\"SOM(1;2)\"".into()),
            ),
            ("<c t=\"s\"><v>7</v></c>", Value::Unreadable),
            ("<c><v>1,5</v></c>", Value::Unreadable),
            ("<c><v>NaN</v></c>", Value::Unreadable),
            ("<c t=\"b\"><v>x</v></c>", Value::Unreadable),
            ("<c t=\"zz\"><v>x</v></c>", Value::Unreadable),
        ] {
            assert_eq!(value(cell), Some(wanted), "{cell}");
        }
    }

    #[test]
    fn cells_have_names() {
        assert_eq!(place("A1"), Some((1, 1)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_384)));
        for bad in ["", "A", "1é", "ZZZZZZZZZZZZ1", "A1B", "A0", "1"] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }
}
