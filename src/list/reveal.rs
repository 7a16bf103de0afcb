//! The content of the cells that findings are about, for somebody who asked to see it.
//!
//! Reads the list again and gives texts to its one caller, who shows them on a terminal. They are never part of a
//! fault, so nothing that is written down can hold them.

use std::collections::HashMap;
use std::path::Path;

use crate::config;
use crate::finding::{Code, Finding, Problem};

use super::file::cells::Cells;
use super::file::faults::{Faults, letters};
use super::file::read;

/// For each fault the content of its cell, or of its row if it is about no one cell; `None` if it is not
/// about a row of the list, or if nothing is there.
#[must_use]
pub fn reveal(
    dir: &Path,
    settings: &config::ListSettings,
    faults: &[Finding],
) -> Vec<Option<String>> {
    let name = settings.file.display().to_string();
    let mut unheard = Faults::new(name.as_str());
    let bytes = read::bytes(
        &dir.join(&settings.file),
        Problem::new(Code::ListFileMissing),
        &mut unheard,
    );
    let rows = read::rows(&bytes, settings, &mut unheard)
        .map(|found| found.rows)
        .unwrap_or_default();
    let rows: HashMap<u32, Cells> = rows
        .into_iter()
        .map(|row| (row.number, row.cells))
        .collect();
    let in_sheet = format!("{name} [");
    let one = |fault: &Finding| {
        let place = &fault.place;
        let is_list = place.file == name || place.file.starts_with(&in_sheet);
        let cells = rows.get(&place.row.filter(|_| is_list && place.last_row.is_none())?)?;
        let text = match place
            .column
            .as_deref()
            .and_then(|label| column(label, cells))
        {
            Some(at) => cells[at].to_owned(),
            None => cells
                .iter()
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        };
        (!text.trim().is_empty()).then_some(text)
    };
    faults.iter().map(one).collect()
}

/// The column whose letters a fault's label begins with.
fn column(label: &str, cells: &Cells) -> Option<usize> {
    let wanted = label.split(' ').next()?;
    (0..cells.len()).find(|at| letters(*at) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::tests::fixture::{HEADER, settings};

    #[test]
    fn a_fault_is_shown_with_its_cell_or_its_row() {
        let dir = tempfile::tempdir().unwrap();
        let text = format!("{HEADER}\n1;Huis;a@@huis.example;x;2023 2024\n2;Te lang;b;c;d;e\n");
        std::fs::write(dir.path().join("list.csv"), text).unwrap();
        let list = crate::list::read(dir.path(), &settings());
        let shown = reveal(dir.path(), &settings(), &list.faults);
        let wanted = [
            Some("a@@huis.example".to_owned()),
            Some("2 · Te lang · b · c · d · e".to_owned()),
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn an_empty_cell_shows_nothing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(
            dir.path().join("list.csv"),
            format!("{HEADER}\n1;;a@huis.example;x;2023 2024\n"),
        )
        .unwrap();
        let list = crate::list::read(dir.path(), &settings());
        assert_eq!(list.faults[0].code_name(), "list-organisation-empty");
        assert_eq!(reveal(dir.path(), &settings(), &list.faults), [None]);
    }

    #[test]
    fn what_is_not_about_a_row_of_the_list_shows_nothing() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("list.csv"), format!("{HEADER}\n")).unwrap();
        let list = crate::list::read(dir.path(), &settings());
        let mut faults = list.faults;
        faults.push(Finding::at(
            crate::finding::Place::file("other.csv").row(1),
            Code::ListEmpty,
        ));
        assert_eq!(reveal(dir.path(), &settings(), &faults), [None, None]);
    }
}
