//! Which kinds of organisation are mailed, for a person to look at: a kind that nobody thought of shows here.
//!
//! Pure.

use std::collections::{BTreeMap, HashSet};

use super::exclusion::plain;
use crate::config;
use crate::list::{List, Recipient};

/// One kind that is mailed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailedKind {
    /// As it is written in the first row that has it.
    pub kind: String,
    /// The rows, as a spreadsheet shows them.
    pub rows: Vec<u32>,
    /// Whether it may be shown where cells may not: several rows share it, and it names none of them.
    pub is_plain: bool,
}

/// The kinds of the rows that are mailed, most rows first; none where no column holds the kind, or where the
/// settings say which kinds those are.
#[must_use]
pub fn mailed_kinds(list: &List, settings: &config::ListSettings) -> Vec<MailedKind> {
    let Some(column) = settings
        .columns
        .kind
        .as_deref()
        .filter(|_| settings.kinds.is_empty())
    else {
        return vec![];
    };
    let cell = |row: &Recipient| row.fields.get(column).unwrap_or_default().to_owned();
    let names: HashSet<String> = list
        .recipients
        .iter()
        .map(|row| plain(&row.organisation))
        .collect();
    let mut kinds: BTreeMap<String, MailedKind> = BTreeMap::new();
    for row in &list.recipients {
        let kind = cell(row);
        let new = || MailedKind {
            kind: kind.clone(),
            rows: vec![],
            is_plain: false,
        };
        kinds
            .entry(plain(&kind))
            .or_insert_with(new)
            .rows
            .push(row.row);
    }
    for (plain, kind) in &mut kinds {
        kind.is_plain = kind.rows.len() > 1 && !plain.contains('@') && !names.contains(plain);
    }
    let mut kinds: Vec<MailedKind> = kinds.into_values().collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.rows.len()));
    kinds
}
