//! Which column of the table is what, by the headers that the settings name.
//!
//! Pure. A header is matched as it is written; the nearest one is shown where it is missing.

use crate::config;
use crate::finding::Code;

use crate::list::file::faults::Faults;
use crate::list::file::table::Table;

/// The columns the program itself needs, each by its position.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Roles {
    /// `None`: the list has no ids yet.
    pub(crate) id: Option<usize>,
    pub(crate) organisation: usize,
    /// In the order they are tried.
    pub(crate) email: Vec<usize>,
    pub(crate) kind: Option<usize>,
    pub(crate) period: Option<usize>,
}

/// So many headers are shown, and so much of each.
const MOST_SHOWN: usize = 20;
const LONGEST_SHOWN: usize = 40;

/// Finds every column. `None` with one fault that names all that are missing: without its columns no row can
/// be judged, neither as one to mail nor as one to leave out.
pub(crate) fn find(
    table: &Table,
    settings: &config::ListSettings,
    faults: &mut Faults,
) -> Option<Roles> {
    let wanted = &settings.columns;
    let mut missing = vec![];
    let mut find = |name: &str| {
        let at = table.columns.iter().position(|column| column.name == name);
        if at.is_none() {
            missing.push(name.to_owned());
        }
        at
    };
    let id = wanted.id.as_deref().map(&mut find);
    let organisation = find(&wanted.organisation);
    let email: Vec<Option<usize>> = wanted.email.iter().map(|name| find(name)).collect();
    let kind = wanted.kind.as_deref().map(&mut find);
    let period = settings.period.as_ref().map(|period| find(&period.column));
    if !missing.is_empty() {
        missing.dedup();
        let shown = shown(table);
        let phrase = Code::ListColumnMissing
            .with("count", missing.len())
            .with("columns", missing)
            .with("shown", usize::from(!shown.is_empty()))
            .with("headers", shown);
        faults.at(table.header_row, None, phrase);
    }
    // Not asked for is fine; asked for and missing is not.
    if !table.sound || id == Some(None) || kind == Some(None) || period == Some(None) {
        return None;
    }
    let email = email.into_iter().collect::<Option<_>>()?;
    let (id, kind, period) = (id.flatten(), kind.flatten(), period.flatten());
    Some(Roles {
        id,
        organisation: organisation?,
        email,
        kind,
        period,
    })
}

/// The headers, as far as they are some: a row that is no header row holds an organisation, and nothing of it is shown.
fn shown(table: &Table) -> Vec<String> {
    if !table.sound || !table.are_headers {
        return vec![];
    }
    let names = table.columns.iter().map(|column| column.name.as_str());
    let mut shown: Vec<String> = names
        .filter(|name| !name.is_empty() && !name.contains('@'))
        .map(|name| name.chars().take(LONGEST_SHOWN).collect())
        .collect();
    if shown.len() > MOST_SHOWN {
        shown.truncate(MOST_SHOWN);
        shown.push("…".to_owned());
    }
    shown
}
