//! A list's settings and text for the tests of this room.

use crate::config::{
    self, Columns, Duplicates, Encoding, ExcludedKind, HiddenRows, Instead, Period,
};
use crate::id::CampaignKey;
use crate::list::file::faults::Faults;
use crate::list::read::read_bytes;
use crate::list::{Before, List};

pub(crate) const HEADER: &str = "id;organisatie;email;soort;contactjaren";

pub(crate) fn settings() -> config::ListSettings {
    config::ListSettings {
        name: None,
        version: None,
        date: None,
        file: "list.csv".into(),
        encoding: Some(Encoding::Utf8),
        delimiter: Some(b';'),
        sheet: None,
        hidden_rows: HiddenRows::Refuse,
        expected: None,
        columns: Columns {
            id: Some("id".into()),
            organisation: "organisatie".into(),
            email: vec!["email".into()],
            kind: Some("soort".into()),
        },
        kinds: vec![],
        exclude: vec![
            ExcludedKind {
                kind: "overheid".into(),
                ground: "overheid".into(),
                legal: Some("bijlage 2".into()),
                instead: Instead::Nothing,
            },
            ExcludedKind {
                kind: "persoon".into(),
                ground: "herleidbaar".into(),
                legal: None,
                instead: Instead::Post,
            },
        ],
        register: None,
        accept: vec![],
        period: Some(Period {
            column: "contactjaren".into(),
            years: vec![2023, 2024],
            ground: "niet in elk jaar contact".into(),
        }),
        duplicate_addresses: Duplicates::Refuse,
        duplicate_organisations: Duplicates::Send,
    }
}

/// Reads the header of this module and these rows, with changed settings.
pub(crate) fn read(rows: &[&str], change: impl FnOnce(&mut config::ListSettings)) -> List {
    read_text(&format!("{HEADER}\r\n{}\r\n", rows.join("\r\n")), change)
}

pub(crate) fn read_text(text: &str, change: impl FnOnce(&mut config::ListSettings)) -> List {
    let mut settings = settings();
    change(&mut settings);
    let key = CampaignKey::from_bytes([0; 32]);
    let before = Before {
        key: &key,
        given: None,
    };
    read_bytes(
        text.as_bytes(),
        None,
        &settings,
        Some(&before),
        Faults::new("list.csv"),
    )
}

/// Row, column and code of each fault.
pub(crate) fn reported(list: &List) -> Vec<(Option<u32>, &str, &'static str)> {
    list.faults
        .iter()
        .map(|fault| {
            (
                fault.place.row,
                fault.place.column.as_deref().unwrap_or_default(),
                fault.code_name(),
            )
        })
        .collect()
}
