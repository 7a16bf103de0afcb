//! Errors of the list that somebody accepted: `[[list.accept]]`, each with its reason.
//!
//! Pure. Only what is a likeness and no fault of form can be accepted: a cell that seems to be
//! another row's, a program's word for nothing, or letters that look like those of another code page.

use crate::config;
use crate::finding::{AcceptedIn, Code, Finding, Place, Problem};
use crate::id::ListId;

/// Why this error is accepted; `id` is that of its row, where it is about one.
pub(super) fn reason(
    settings: &config::ListSettings,
    problem: &Problem,
    id: Option<&ListId>,
) -> Option<String> {
    problem.code().filter(|code| may_be(*code))?;
    let covers = |one: &&config::ListAccept| {
        one.code == problem.name()
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

fn may_be(code: Code) -> bool {
    code.accepted_in() == Some(AcceptedIn::List)
}

/// What is wrong with the acceptances themselves: a code that is none or can't be accepted, and one that no longer
/// occurs among `faults`.
#[must_use]
pub fn check_accepted(settings: &config::ListSettings, faults: &[Finding]) -> Vec<Finding> {
    let place = || Place::file(config::FILE).column("list.accept");
    let is_used = |one: &config::ListAccept| {
        faults.iter().any(|fault| {
            fault.name() == one.code && fault.accepted.as_deref() == Some(one.reason.as_str())
        })
    };
    let one = |one: &config::ListAccept| {
        if !Code::named(&one.code).is_some_and(may_be) {
            return Some(Finding::at(
                place(),
                Code::ListAcceptNever.not_acceptable(&one.code, AcceptedIn::List),
            ));
        }
        let unused = Code::ListAcceptUnused.with("code", &one.code);
        (!is_used(one)).then(|| Finding::at(place(), unused))
    };
    settings.accept.iter().filter_map(one).collect()
}
