//! The faults of a list, each with its place in the one file, and its columns as faults name them.

use crate::finding::{Finding, Place, Problem};

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its header, trimmed; empty where there is none.
    pub(crate) name: String,
    /// Letter and header, as faults name it.
    pub(crate) label: String,
}

/// Collects faults, each with its place in the one file.
#[derive(Debug)]
pub(crate) struct Faults {
    /// The file, and the sheet of it, that faults are in.
    pub(crate) file: String,
    pub(crate) all: Vec<Finding>,
    /// How many of them are errors.
    pub(crate) errors: usize,
    /// Whether the file is a workbook.
    pub(crate) is_workbook: bool,
}

impl Faults {
    pub(crate) fn new(file: impl Into<String>) -> Self {
        Faults {
            file: file.into(),
            all: Vec::new(),
            errors: 0,
            is_workbook: false,
        }
    }

    /// From here on, faults lie in this sheet of the file.
    pub(crate) fn in_sheet(&mut self, sheet: &str) {
        self.file = format!("{} [{sheet}]", self.file);
        self.is_workbook = true;
    }

    /// Something about the whole file.
    pub(crate) fn file(&mut self, problem: impl Into<Problem>) {
        self.add(Finding::at(Place::file(&self.file), problem));
    }

    /// An error of the whole file, unless somebody accepted it.
    pub(crate) fn file_unless(&mut self, problem: impl Into<Problem>, accepted: Option<String>) {
        self.add(Finding {
            accepted,
            ..Finding::at(Place::file(&self.file), problem)
        });
    }

    /// Something in a row, in a column if it is one column's.
    pub(crate) fn at(&mut self, row: u32, column: Option<&Column>, problem: impl Into<Problem>) {
        let place = self.place(row, column);
        self.add(Finding::at(place, problem));
    }

    /// An error in a cell, unless somebody accepted it.
    pub(crate) fn error_unless(
        &mut self,
        row: u32,
        column: &Column,
        problem: impl Into<Problem>,
        accepted: Option<String>,
    ) {
        let place = self.place(row, Some(column));
        self.add(Finding {
            accepted,
            ..Finding::at(place, problem)
        });
    }

    /// An error of a whole column, unless somebody accepted it.
    pub(crate) fn column(
        &mut self,
        column: &Column,
        problem: impl Into<Problem>,
        accepted: Option<String>,
    ) {
        let place = Place::file(&self.file).column(&column.label);
        self.add(Finding {
            accepted,
            ..Finding::at(place, problem)
        });
    }

    /// Faults of another file.
    pub(crate) fn extend(&mut self, faults: Vec<Finding>) {
        faults.into_iter().for_each(|fault| self.add(fault));
    }

    fn add(&mut self, fault: Finding) {
        self.errors += usize::from(fault.is_error());
        self.all.push(fault);
    }

    /// An error in a row and a column known by its letters alone.
    pub(crate) fn error_at(&mut self, row: u32, letters: String, problem: impl Into<Problem>) {
        self.add(Finding::at(
            Place::file(&self.file).row(row).column(letters),
            problem,
        ));
    }

    /// Rows from `first` to `last` that deserve a look.
    pub(crate) fn rows(&mut self, first: u32, last: u32, problem: impl Into<Problem>) {
        let last_row = (first < last).then_some(last);
        let place = Place {
            last_row,
            ..Place::file(&self.file).row(first)
        };
        self.add(Finding::at(place, problem));
    }

    fn place(&self, row: u32, column: Option<&Column>) -> Place {
        let place = Place::file(&self.file).row(row);
        match column {
            Some(column) => place.column(&column.label),
            None => place,
        }
    }
}

/// The letters of a column: `A`, `Z`, `AA`.
pub(crate) fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
