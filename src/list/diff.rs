//! What became of a list since it was last sealed, row by row, by id.
//!
//! Pure. Ids and kinds of change only: no name and no address leaves this file.

use std::collections::HashMap;

use serde::Serialize;

use crate::address::Address;
use crate::id::ListId;

use super::List;

/// A row as the seal before knew it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRow {
    /// The list's own id.
    pub id: ListId,
    /// The organisation's name.
    pub organisation: String,
    /// Where its mail went, if it had one.
    pub address: Option<Address>,
    /// The ground it was left out on.
    pub ground: Option<String>,
}

/// How the list differs from the one sealed before, in the order of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Rows that were not there.
    pub added: Vec<ListId>,
    /// Rows that are no longer there.
    pub gone: Vec<ListId>,
    /// Rows that say something else.
    pub changed: Vec<Changed>,
}

impl Difference {
    /// Whether the lists say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }
}

/// A row that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The list's own id.
    pub id: ListId,
    /// What is different, at least one thing.
    pub what: Vec<Change>,
}

/// What is different about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The organisation has another name.
    Name,
    /// The mail goes elsewhere.
    Address,
    /// It is left out now, and was mailed before.
    LeftOut,
    /// It is mailed now, and was left out before.
    Mailed,
    /// It is left out on another ground.
    Ground,
}

/// Compares by id, so a list may be sorted freely. A row with an error is neither gone nor changed: what it
/// says is not known until it is fixed.
#[must_use]
pub fn compare(now: &List, before: impl IntoIterator<Item = KnownRow>) -> Difference {
    let mut rows: HashMap<&ListId, Row<'_>> = HashMap::new();
    for row in &now.recipients {
        rows.insert(
            &row.id,
            Row {
                organisation: &row.organisation,
                address: Some(&row.address),
                ground: None,
            },
        );
    }
    for row in &now.excluded {
        let ground = Some(row.ground.as_str());
        rows.insert(
            &row.id,
            Row {
                organisation: &row.organisation,
                address: None,
                ground,
            },
        );
    }
    let mut difference = Difference::default();
    for known in before {
        match rows.remove(&known.id) {
            Some(row) => {
                let what = row.changes(&known);
                if !what.is_empty() {
                    difference.changed.push(Changed { id: known.id, what });
                }
            }
            None if now.invalid_ids.contains(&known.id) => {}
            None => difference.gone.push(known.id),
        }
    }
    let mut added: Vec<(u32, &ListId)> = now
        .recipients
        .iter()
        .map(|row| (row.row, &row.id))
        .collect();
    added.extend(now.excluded.iter().map(|row| (row.row, &row.id)));
    added.retain(|(_, id)| rows.contains_key(id));
    added.sort_unstable();
    difference.added = added.into_iter().map(|(_, id)| id.clone()).collect();
    difference
}

struct Row<'l> {
    organisation: &'l str,
    address: Option<&'l Address>,
    ground: Option<&'l str>,
}

impl Row<'_> {
    fn changes(&self, known: &KnownRow) -> Vec<Change> {
        let mut what = Vec::new();
        if self.organisation != known.organisation {
            what.push(Change::Name);
        }
        match (self.ground, known.ground.as_deref()) {
            (Some(now), Some(before)) if now != before => what.push(Change::Ground),
            (Some(_), None) => what.push(Change::LeftOut),
            (None, Some(_)) => what.push(Change::Mailed),
            _ => {}
        }
        let moved =
            matches!((self.address, &known.address), (Some(now), Some(before)) if now != before);
        if moved {
            what.push(Change::Address);
        }
        what
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::tests::fixture::read;

    fn known(
        id: &str,
        organisation: &str,
        address: Option<&str>,
        ground: Option<&str>,
    ) -> KnownRow {
        KnownRow {
            id: ListId::new(id).unwrap(),
            organisation: organisation.into(),
            address: address.map(|address| Address::parse(address).unwrap()),
            ground: ground.map(str::to_owned),
        }
    }

    #[test]
    fn rows_are_known_again_by_their_id() {
        let list = read(
            &[
                "7;Nieuw;n@n.example;x;2023 2024",
                "6;Kapot;a@@b.example;x;2023 2024",
                "5;Vroeger;v@v.example;overheid;",
                "4;Weer;w@w.example;x;2023 2024",
                "3;Grond;;persoon;",
                "2;Anders;b@elders.example;x;2023 2024",
                "1;Zelfde;A@zelfde.example;x;2023 2024",
            ],
            |_| {},
        );
        let before = [
            known("1", "Zelfde", Some("A@ZELFDE.example"), None),
            known("2", "Brug", Some("b@oud.example"), None),
            known("3", "Grond", None, Some("overheid")),
            known("4", "Weer", None, Some("herleidbaar")),
            known("5", "Vroeger", Some("v@v.example"), None),
            known("6", "Kapot", Some("a@b.example"), None),
            known("8", "Weg", Some("w@weg.example"), None),
        ];
        let difference = compare(&list, before);
        let ids = |ids: &[ListId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(&difference.added), ["7"]);
        assert_eq!(ids(&difference.gone), ["8"]);
        let changed: Vec<_> = difference
            .changed
            .iter()
            .map(|row| (row.id.as_str(), &row.what[..]))
            .collect();
        assert_eq!(
            changed,
            [
                ("2", &[Change::Name, Change::Address][..]),
                ("3", &[Change::Ground]),
                ("4", &[Change::Mailed]),
                ("5", &[Change::LeftOut]),
            ]
        );
        let said = serde_json::to_string(&difference).unwrap();
        assert!(
            !said.contains("example") && !said.contains("Brug"),
            "{said}"
        );
    }
}
