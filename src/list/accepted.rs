//! Errors of the list that somebody accepted: `[[list.accept]]`, each with its reason.
//!
//! Pure. Only what is a likeness and no fault of form can be accepted: a cell that seems to be
//! another row's, a program's word for nothing, or letters that look like those of another code page.

use crate::config;
use crate::fault::{Fault, Place};
use crate::id::ListId;
use crate::phrase::Phrase;

/// What can be accepted.
const CODES: [&str; 11] = [
    "list-cell-elsewhere",
    "list-cell-entity",
    "list-cell-nothing",
    "list-cell-of-another",
    "list-code-page",
    "list-column-mixed",
    "list-column-of-others",
    "list-column-shifted-down",
    "list-column-shifted-up",
    "list-column-sorted",
    "list-misread",
];

/// Why this error is accepted; `id` is that of its row, where it is about one.
pub(super) fn reason(
    settings: &config::ListSettings,
    code: &str,
    id: Option<&ListId>,
) -> Option<String> {
    let covers = |one: &&config::ListAccept| {
        one.code == code
            && one
                .id
                .as_deref()
                .is_none_or(|wanted| id.is_some_and(|id| id.as_str() == wanted))
    };
    settings
        .accept
        .iter()
        .find(covers)
        .map(|one| one.reason.clone())
}

/// What is wrong with the acceptances themselves: a code that is none or can't be accepted, and one that no longer
/// occurs among `faults`.
#[must_use]
pub fn check_accepted(settings: &config::ListSettings, faults: &[Fault]) -> Vec<Fault> {
    let place = || Place::file(config::FILE).column("list.accept");
    let is_used = |one: &config::ListAccept| {
        faults.iter().any(|fault| {
            fault.code() == one.code && fault.accepted.as_deref() == Some(one.reason.as_str())
        })
    };
    let one = |one: &config::ListAccept| {
        if !CODES.contains(&one.code.as_str()) {
            return Some(Fault::error(
                place(),
                Phrase::new("list-accept-never").with("code", &one.code),
            ));
        }
        let unused = Phrase::new("list-accept-unused").with("code", &one.code);
        (!is_used(one)).then(|| Fault::warning(place(), unused))
    };
    settings.accept.iter().filter_map(one).collect()
}
