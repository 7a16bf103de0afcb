//! A workbook (`.xlsx`, ECMA-376), read as a stream: its sheets, and of one sheet every cell as it was written down.
//!
//! Pure. What a cell means is for `sheet.rs` to say; here nothing that is in the file is passed over. A cell that can't
//! be read is given as such and spoils no other.

mod package;
mod sheet;
mod strings;
mod styles;
mod xml;

use std::collections::BTreeSet;

use package::Package;
pub(crate) use sheet::{Found, Taken, Value};
use strings::Strings;
use styles::Styles;
use xml::{Flow, Node, attribute, flag};

/// More notes than anybody writes.
const MOST_NOTES: usize = 100_000;

/// An open workbook.
pub(crate) struct Workbook<'b> {
    package: Package<'b>,
    /// Its worksheets, in order.
    pub(crate) sheets: Vec<Sheet>,
    strings: Strings,
    styles: Styles,
    /// Days are counted from 1904 on.
    pub(crate) since_1904: bool,
    /// What it says of the results of its formulas.
    pub(crate) results: Results,
}

/// A worksheet's name and place.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) visible: bool,
    path: String,
}

/// Whether the results of formulas are those of a program that computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Results {
    /// Nothing speaks against it.
    #[default]
    Computed,
    /// Whoever opens it is to work everything out first (`fullCalcOnLoad`): the writer may not have done so.
    ToBeComputed,
    /// So written by XlsxWriter, rust_xlsxwriter and Excel::Writer::XLSX, which write 0 for every result: they compute
    /// nothing, and say so with Excel 2007's `calcId`, which Excel itself writes without `fullCalcOnLoad`.
    NeverComputed,
}

impl<'b> Workbook<'b> {
    /// Opens a workbook. `None` when it is not put together as one.
    pub(crate) fn open(bytes: &'b [u8]) -> Option<Self> {
        let mut package = Package::open(bytes)?;
        let start = package.links("").unwrap_or_default();
        let main = start.into_iter().find(|link| link.kind == "officeDocument");
        let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |link| link.path);
        let links = package.links(&main)?;
        let part = |kind: &str| {
            links
                .iter()
                .find(|link| link.kind == kind)
                .map(|link| link.path.clone())
        };
        let (mut sheets, mut since_1904, mut results) = (vec![], false, Results::default());
        package.read(&main, |node| {
            let Node::Open(element) = node else {
                return Some(Flow::Continue(()));
            };
            match element.local_name().as_ref() {
                "workbookPr" => since_1904 = flag(element, "date1904"),
                "calcPr" if flag(element, "fullCalcOnLoad") => {
                    results = results_to_come(attribute(element, "calcId").as_deref());
                }
                "sheet" => {
                    let id = attribute(element, "id")?;
                    let link = links.iter().find(|link| link.id == id)?;
                    let state = attribute(element, "state");
                    let visible = matches!(state.as_deref(), None | Some("visible"));
                    let name = attribute(element, "name")?;
                    if link.kind == "worksheet" {
                        sheets.push(Sheet {
                            name,
                            visible,
                            path: link.path.clone(),
                        });
                    }
                }
                _ => {}
            }
            Some(Flow::Continue(()))
        })?;
        let mut strings = Strings::default();
        if let Some(path) = part("sharedStrings") {
            let mut reader = strings::StringsReader::default();
            package.read(&path, |node| reader.take(node))?;
            strings = reader.finish();
        }
        let mut styles = styles::StylesReader::default();
        if let Some(path) = part("styles") {
            package.read(&path, |node| styles.take(node))?;
        }
        let styles = styles.finish();
        Some(Workbook {
            package,
            sheets,
            strings,
            styles,
            since_1904,
            results,
        })
    }

    /// Reads a sheet; `take` gets each cell that holds something and may end it early. `None` when it can't be read.
    pub(crate) fn read(
        &mut self,
        sheet: &Sheet,
        take: impl FnMut(Taken<'_>) -> Flow,
    ) -> Option<Found> {
        let mut reader = sheet::SheetReader::new(&self.strings, &self.styles, take);
        self.package.read(&sheet.path, |node| reader.take(node))?;
        let mut found = reader.finish();
        found.notes = self.notes(sheet);
        Some(found)
    }

    /// The cells with a note or a comment; what can't be read of those spoils nothing.
    fn notes(&mut self, sheet: &Sheet) -> BTreeSet<(u32, u32)> {
        let links = self.package.links(&sheet.path).unwrap_or_default();
        let mut notes = BTreeSet::new();
        for link in links
            .iter()
            .filter(|link| matches!(link.kind.as_str(), "comments" | "threadedComment"))
        {
            let _ = self.package.read(&link.path, |node| {
                if let Node::Open(element) = node
                    && matches!(element.local_name().as_ref(), "comment" | "threadedComment")
                {
                    notes.extend(attribute(element, "ref").and_then(|name| sheet::place(&name)));
                }
                Some(if notes.len() > MOST_NOTES {
                    Flow::Break(())
                } else {
                    Flow::Continue(())
                })
            });
        }
        notes
    }
}

/// What a workbook says of its results that asks to be computed again, by the program that wrote it.
fn results_to_come(program: Option<&str>) -> Results {
    match program {
        Some("124519") => Results::NeverComputed,
        _ => Results::ToBeComputed,
    }
}
