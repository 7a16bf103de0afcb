//! Which column of the table is what, by the headers that the settings name.
//!
//! Pure. A header is matched as it is written; the nearest one is shown where it is missing.

use crate::config;
use crate::phrase::Phrase;

use super::table::{Faults, Table};

/// The columns the program itself needs, each by its position.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Roles {
    /// `None`: the list has no ids yet.
    pub(super) id: Option<usize>,
    pub(super) organisation: usize,
    /// In the order they are tried.
    pub(super) email: Vec<usize>,
    pub(super) kind: Option<usize>,
    pub(super) period: Option<usize>,
}

/// Finds every column. `None` with a fault for each that is missing: without its columns no row can
/// be judged, neither as one to mail nor as one to leave out.
pub(super) fn find(table: &Table, settings: &config::List, faults: &mut Faults) -> Option<Roles> {
    let wanted = &settings.columns;
    let mut find = |name: &str| find_one(table, name, faults);
    let id = wanted.id.as_deref().map(&mut find);
    let organisation = find(&wanted.organisation);
    let email: Vec<Option<usize>> = wanted.email.iter().map(|name| find(name)).collect();
    let kind = wanted.kind.as_deref().map(&mut find);
    let period = settings.period.as_ref().map(|period| find(&period.column));
    // Not asked for is fine; asked for and missing is not.
    if !table.sound || id == Some(None) || kind == Some(None) || period == Some(None) {
        return None;
    }
    let email = email.into_iter().collect::<Option<_>>()?;
    let (id, kind, period) = (id.flatten(), kind.flatten(), period.flatten());
    Some(Roles { id, organisation: organisation?, email, kind, period })
}

fn find_one(table: &Table, name: &str, faults: &mut Faults) -> Option<usize> {
    let at = table.columns.iter().position(|column| column.name == name);
    if at.is_none() {
        // A row that is no header row holds an organisation: nothing of it is shown.
        let nearest = if table.sound { nearest(table, name) } else { None };
        let phrase = Phrase::new("list-column-missing")
            .with("column", name)
            .with("found", usize::from(nearest.is_some()))
            .with("nearest", nearest.unwrap_or_default());
        faults.error(table.header_row, None, phrase);
    }
    at
}

/// The header that is most like `name`, if one is like it at all.
fn nearest<'t>(table: &'t Table, name: &str) -> Option<&'t str> {
    let wanted = name.to_lowercase();
    let headers = table.columns.iter().map(|column| column.name.as_str()).filter(|name| !name.contains('@'));
    let alike = headers.map(|header| (strsim::jaro_winkler(&header.to_lowercase(), &wanted), header));
    alike.filter(|(alike, _)| *alike > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, header)| header)
}
