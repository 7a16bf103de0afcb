//! Generated files: no row is lost, and any bytes get an answer.

use proptest::prelude::*;

use super::fixture::{HEADER, settings};
use super::words::is_error_in_the_guide;
use crate::config::Duplicates;
use crate::list::file::faults::Faults;
use crate::list::read::read_bytes;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-c]{1,2}",
        "[a-c]{1,2}@[a-c]\\.example",
        Just("overheid".to_owned()),
        Just("2023, 2024".to_owned()),
        "[ \"';\n@é\u{200b}]{1,5}",
        any::<String>(),
    ]
}

/// How many generated files: `HERAUT_LIST_FILES`, 10,000 in `.ci/long`.
fn files() -> u32 {
    std::env::var("HERAUT_LIST_FILES")
        .ok()
        .and_then(|files| files.parse().ok())
        .unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(files()))]

    /// `listed = excluded + invalid + ready`, counted by the one who wrote the file.
    #[test]
    fn no_row_is_lost_and_none_is_counted_twice(
        rows in prop::collection::vec(prop::collection::vec(cell(), 5), 0..12),
        send in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(HEADER.split(';')).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut settings = settings();
        settings.duplicate_addresses = if send { Duplicates::Send } else { Duplicates::Refuse };
        let list = read_bytes(bytes, None, &settings, None, Faults::new("list.csv"));
        let blank = |row: &&Vec<String>| row.iter().all(|cell| crate::address::trim_unseen(cell).is_empty());
        let written = rows.iter().filter(|row| !blank(row)).count();
        prop_assert_eq!(list.sum().listed, written);
        let mut places: Vec<u32> = list.recipients.iter().map(|r| r.row).collect();
        places.extend(list.excluded.iter().map(|r| r.row));
        places.sort_unstable();
        places.dedup();
        prop_assert_eq!(places.len() + list.invalid, written);
        let faulty: std::collections::BTreeSet<_> =
            list.faults.iter().filter(|f| f.is_error()).filter_map(|f| f.place.row).collect();
        prop_assert_eq!(faulty.len(), list.invalid);
        prop_assert!(places.iter().all(|row| !faulty.contains(row)));
        for fault in &list.faults {
            prop_assert_eq!(fault.is_error(), is_error_in_the_guide(fault.code_name()), "{}", fault.code_name());
        }
    }

    /// Whatever the bytes, there is an answer.
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300), stated in any::<bool>()) {
        let mut settings = settings();
        if !stated {
            settings.encoding = None;
            settings.delimiter = None;
        }
        let list = read_bytes(bytes, None, &settings, None, Faults::new("list.csv"));
        prop_assert!(!list.faults.is_empty());
    }
}
