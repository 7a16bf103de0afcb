use super::*;
use crate::finding::Finding;

fn row(number: u32, cells: &[&str]) -> Row {
    Row {
        number,
        cells: cells.iter().collect(),
        ..Row::default()
    }
}

#[test]
fn letters_are_those_of_a_spreadsheet() {
    let wanted = [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (701, "ZZ"),
        (702, "AAA"),
    ];
    for (at, text) in wanted {
        assert_eq!(letters(at), text);
    }
}

#[test]
fn empty_rows_and_columns_fall_away_and_ragged_rows_are_told() {
    let rows = vec![
        row(1, &["id ", "e-mail\nadres", "", ""]),
        row(2, &["1", "\u{a0}x\u{200b}", ""]),
        row(3, &["", " "]),
        row(4, &["2"]),
        row(5, &["3", "y", "", "z"]),
        row(6, &["", "", "", ""]),
    ];
    let mut faults = Faults::new("list.csv");
    let table = Table::new(rows, &mut faults).unwrap();
    assert_eq!(table.columns[1].label, "B e-mail adres");
    assert_eq!(table.rows[0].cells.iter().collect::<Vec<_>>(), ["1", "x"]);
    assert_eq!(
        table.rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [2, 4, 5]
    );
    assert_eq!(table.rows[1].faults[0].1.code_name(), "list-row-short");
    assert_eq!(table.rows[2].faults[0].1.code_name(), "list-row-long");
    assert_eq!(
        faults
            .all
            .iter()
            .map(Finding::code_name)
            .collect::<Vec<_>>(),
        ["list-row-empty"]
    );
}

#[test]
fn a_row_whose_cells_moved_is_told_though_the_last_is_empty() {
    let fit = |widths: &[&[&str]]| {
        let rows = std::iter::once(&["id", "naam", "tel"][..]).chain(widths.iter().copied());
        let rows = (1..)
            .zip(rows)
            .map(|(number, cells)| row(number, cells))
            .collect();
        let table = Table::new(rows, &mut Faults::new("list.csv")).unwrap();
        table
            .rows
            .iter()
            .map(|row| row.faults.len())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        fit(&[&["1", "Brug", ""], &["2", "Huis", "Tuin", ""]]),
        [0, 1]
    );
    // Each row ends with a delimiter: nothing moved.
    assert_eq!(
        fit(&[&["1", "Brug", "", ""], &["2", "Huis", "", ""]]),
        [0, 0]
    );
}

#[test]
fn headers_that_cannot_be_relied_on_are_told() {
    let codes = |headers: &[&str]| {
        let mut faults = Faults::new("list.csv");
        let table =
            Table::new(vec![row(1, headers), row(2, &["1", "2", "3"])], &mut faults).unwrap();
        (
            table.sound,
            faults
                .all
                .iter()
                .map(|f| (f.place.column.clone(), f.code_name()))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        codes(&["a", "b", "a"]),
        (false, vec![(Some("C a".into()), "list-header-twice")])
    );
    assert_eq!(
        codes(&["a", "", "c"]),
        (false, vec![(Some("B".into()), "list-header-empty")])
    );
    assert_eq!(
        codes(&["a", "x", "i@brug.example"]),
        (false, vec![(None, "list-header-address")])
    );
    assert_eq!(codes(&["a", "b", "c"]), (true, vec![]));
}
