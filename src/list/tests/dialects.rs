//! Files of independent writers (`tests/lists/make.py`): one list in every dialect, and a sheet that hides things.

use super::fixture::{reported, settings};
use std::collections::BTreeMap;

use crate::config::{self, Encoding, HiddenRows};
use crate::finding::Finding;
use crate::list::file::faults::Faults;
use crate::list::read::read_bytes;
use crate::list::{List, Sum};

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/lists/", $name))
    };
}

fn list(bytes: &[u8], change: impl FnOnce(&mut config::ListSettings)) -> List {
    let mut settings = settings();
    change(&mut settings);
    read_bytes(bytes, None, &settings, None, Faults::new("list"))
}

#[test]
fn one_list_is_the_same_list_in_every_dialect() {
    let plain = list(file!("utf-8.csv"), |_| {});
    assert_eq!(
        reported(&plain),
        [(Some(5), "C email", "address-local-not-ascii")]
    );
    assert_eq!(
        plain.sum(),
        Sum {
            listed: 7,
            excluded: 2,
            invalid: 1,
            ready: 4
        }
    );
    let others = [
        list(file!("utf-8-bom.csv"), |_| {}),
        list(file!("comma.csv"), |s| s.delimiter = Some(b',')),
        list(file!("tab.csv"), |s| s.delimiter = Some(b'\t')),
        list(file!("sep.csv"), |s| s.delimiter = None),
        list(file!("utf-16.csv"), |s| s.encoding = Some(Encoding::Utf16)),
        list(file!("windows-1252.csv"), |s| {
            s.encoding = Some(Encoding::Windows1252)
        }),
        list(file!("xlsxwriter.xlsx"), |_| {}),
        list(file!("openpyxl.xlsx"), |s| {
            s.sheet = Some("Overzicht".into())
        }),
    ];
    for (nth, other) in others.iter().enumerate() {
        assert_eq!(other.recipients, plain.recipients, "{nth}");
        assert_eq!(other.excluded, plain.excluded, "{nth}");
        assert_eq!(other.columns, plain.columns, "{nth}");
        assert_eq!(reported(other), reported(&plain), "{nth}");
    }
}

#[test]
fn which_sheet_is_stated_or_told() {
    let codes = |sheet: Option<&str>| {
        let read = list(file!("openpyxl.xlsx"), |s| {
            s.sheet = sheet.map(str::to_owned)
        });
        (
            read.sum().listed,
            read.faults
                .iter()
                .map(Finding::code_name)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(codes(Some("Blad1")), (0, vec!["list-sheet-missing"]));
    // The guess is the sheet that holds the headers, though it is the second.
    assert_eq!(
        codes(None),
        (7, vec!["list-sheet-not-stated", "address-local-not-ascii"])
    );
    assert_eq!(
        codes(Some("Overzicht")),
        (7, vec!["address-local-not-ascii"])
    );
}

#[test]
fn what_a_sheet_hides_is_told_and_never_dropped() {
    let refused = list(file!("hiding.xlsx"), |_| {});
    let seen = [
        (Some(1), "D", "list-column-hidden"),
        (Some(5), "C email", "list-cell-error"),
        (Some(7), "C email", "list-formula-open"),
        (Some(8), "", "list-row-merged"),
        (Some(9), "", "list-row-merged"),
        (Some(10), "", "list-row-empty"),
    ];
    let hidden = [3, 4, 6].map(|row| (Some(row), "", "list-row-hidden"));
    let mut all: Vec<_> = seen.into_iter().chain(hidden).collect();
    all.sort_unstable();
    assert_eq!(reported(&refused), all);
    assert_eq!(
        refused.sum(),
        Sum {
            listed: 9,
            excluded: 0,
            invalid: 7,
            ready: 2
        }
    );

    let included = list(file!("hiding.xlsx"), |s| {
        s.hidden_rows = HiddenRows::Include
    });
    assert_eq!(reported(&included), seen);
    assert_eq!(
        included.sum(),
        Sum {
            listed: 9,
            excluded: 0,
            invalid: 4,
            ready: 5
        }
    );

    let skipped = list(file!("hiding.xlsx"), |s| s.hidden_rows = HiddenRows::Skip);
    assert_eq!(skipped.faults[0].code_name(), "list-rows-skipped");
    assert_eq!(
        skipped.faults[0].phrase().args(),
        [("rows".into(), crate::phrase::Arg::Number(3))]
    );
    assert_eq!(
        skipped.sum(),
        Sum {
            listed: 6,
            excluded: 0,
            invalid: 4,
            ready: 2
        }
    );
}

#[test]
fn a_damaged_workbook_is_told() {
    let whole = file!("hiding.xlsx");
    for length in [4, 100, whole.len() / 2, whole.len() - 1] {
        let read = list(&whole[..length], |_| {});
        assert_eq!(
            reported(&read),
            [(None, "", "list-workbook-unreadable")],
            "{length}"
        );
    }
}

/// The campaign that ships: nothing in it deserves even a look, and staff may as well hand over the
/// workbook it came from.
#[test]
fn the_shipped_list_is_in_order_as_csv_and_as_workbook() {
    let settings = config::read(
        "heraut.toml",
        include_str!("../../../config/heraut.toml"),
        &[],
    )
    .unwrap()
    .list;
    let faults = || Faults::new("recipients");
    let csv = read_bytes(
        include_bytes!("../../../recipients.example.csv"),
        None,
        &settings,
        None,
        faults(),
    );
    assert_eq!(reported(&csv), []);
    assert_eq!(csv.excluded_by_ground().len(), settings.exclude.len() + 1);
    let xlsx = read_bytes(
        file!("recipients.example.xlsx"),
        None,
        &settings,
        None,
        faults(),
    );
    assert_eq!(reported(&xlsx), []);
    assert_eq!(
        (xlsx.recipients, xlsx.excluded),
        (csv.recipients, csv.excluded)
    );
}

/// A workbook with a few bytes changed is read, or reported as unreadable; it never ends the program.
#[test]
fn a_spoiled_workbook_is_answered() {
    let whole = file!("hiding.xlsx");
    for nth in 0..400_usize {
        let mut bytes = whole.to_vec();
        for step in 0..3 {
            let at = (nth * 7919 + step * 104_729) % bytes.len();
            bytes[at] ^= 1 << (nth % 8);
        }
        let read = list(&bytes, |_| {});
        assert!(!read.faults.is_empty(), "{nth}");
    }
}

/// `csv-spectrum`: CSVs that readers stumble over, each with what it says as JSON.
#[test]
fn the_spectrum_of_csvs_is_read_as_its_judge_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/csv-spectrum");
    let mut judged = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ext| ext != "csv") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let json = std::fs::read_to_string(path.with_extension("json")).unwrap();
        let wanted: Vec<BTreeMap<String, String>> = serde_json::from_str(&json).unwrap();
        let rows = crate::list::file::csv::records::split(&text, b',').unwrap();
        let (header, rows) = rows.split_first().unwrap();
        // The judge keeps CRLF in a cell; here a line break is one character.
        let read = rows.iter().map(|row| {
            header
                .cells
                .iter()
                .map(str::to_owned)
                .zip(row.cells.iter().map(str::to_owned))
                .collect()
        });
        let plain = |row: &BTreeMap<String, String>| {
            row.iter()
                .map(|(k, v)| (k.clone(), v.replace("\r\n", "\n")))
                .collect::<BTreeMap<_, _>>()
        };
        let wanted: Vec<_> = wanted.iter().map(plain).collect();
        assert_eq!(
            read.collect::<Vec<BTreeMap<_, _>>>(),
            wanted,
            "{}",
            path.display()
        );
        assert!(
            rows.iter().all(|row| row.faults.is_empty()),
            "{}",
            path.display()
        );
        judged += 1;
    }
    assert_eq!(judged, 11);
}
