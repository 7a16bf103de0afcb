//! Findings that somebody accepted: `[[notice.accept]]`, each with its reason.
//!
//! An accepted finding stops nothing and stays visible, with the reason. What would name another organisation, or
//! could not go over the wire, is never to be accepted.

use crate::config::{self, Accept};
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

/// The findings that may be accepted: those of the lint and of the look at papers.
const CODES: [&str; 50] = [
    "notice-file-unused",
    "notice-files-shared",
    "notice-from-not-aligned",
    "notice-inline-unused",
    "notice-lint-active",
    "notice-lint-alt",
    "notice-lint-counts",
    "notice-lint-facts",
    "notice-lint-heading",
    "notice-lint-lang",
    "notice-lint-leftover",
    "notice-lint-link-host",
    "notice-lint-link-http",
    "notice-lint-link-kind",
    "notice-lint-link-missing",
    "notice-lint-link-text",
    "notice-lint-no-reply",
    "notice-lint-not-applicable",
    "notice-lint-remote",
    "notice-lint-subject-long",
    "notice-lint-subject-loud",
    "notice-lint-title",
    "notice-lint-tracking",
    "notice-office-author",
    "notice-office-changes",
    "notice-office-comments",
    "notice-office-embedded",
    "notice-office-macros",
    "notice-office-path",
    "notice-office-properties",
    "notice-office-remote",
    "notice-office-unreadable",
    "notice-parts-differ",
    "notice-parts-form",
    "notice-pdf-active",
    "notice-pdf-author",
    "notice-pdf-comments",
    "notice-pdf-curves",
    "notice-pdf-elsewhere",
    "notice-pdf-font",
    "notice-pdf-language",
    "notice-pdf-language-other",
    "notice-pdf-locked",
    "notice-pdf-packed",
    "notice-pdf-picture",
    "notice-pdf-title",
    "notice-pdf-untagged",
    "notice-picture-maker",
    "notice-picture-unread",
    "notice-value-unused",
];

/// What is wrong with the settings about accepting: a code that is none, or one that may not be accepted.
pub(crate) fn check(accept: &[Accept]) -> Vec<Fault> {
    let wrong = accept
        .iter()
        .filter(|one| !CODES.contains(&one.code.as_str()));
    wrong
        .map(|one| {
            Fault::error(
                place(),
                Phrase::new("notice-accept-never").with("code", &one.code),
            )
        })
        .collect()
}

/// Gives each finding that is accepted its reason.
pub fn apply(accept: &[Accept], faults: &mut [Fault]) {
    for fault in faults
        .iter_mut()
        .filter(|fault| CODES.contains(&fault.code()))
    {
        if let Some(one) = accept.iter().find(|one| covers(one, fault)) {
            fault.accepted = Some(one.reason.clone());
        }
    }
}

/// As [`apply`], for all findings there are; what was accepted and never found is reported as well.
pub fn settle(accept: &[Accept], faults: &mut Vec<Fault>) {
    apply(accept, faults);
    let idle = accept
        .iter()
        .filter(|one| !faults.iter().any(|fault| covers(one, fault)));
    let idle: Vec<Fault> = idle
        .map(|one| {
            Fault::warning(
                place(),
                Phrase::new("notice-accept-unused").with("code", &one.code),
            )
        })
        .collect();
    faults.extend(idle);
}

fn covers(one: &Accept, fault: &Fault) -> bool {
    let same_file = |file: &std::path::PathBuf| *file == std::path::Path::new(&fault.place.file);
    let same_thing = |what: &String| {
        let shown = fault
            .phrase
            .args()
            .iter()
            .filter(|(name, _)| matches!(*name, "what" | "name"));
        shown
            .into_iter()
            .any(|(_, arg)| *arg == what.as_str().into())
    };
    one.code == fault.code()
        && one.file.as_ref().is_none_or(same_file)
        && one.what.as_ref().is_none_or(same_thing)
}

fn place() -> Place {
    Place::file(config::FILE).column("notice.accept")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(code: &str, file: Option<&str>, what: Option<&str>) -> Accept {
        let (file, what) = (file.map(Into::into), what.map(str::to_owned));
        Accept {
            code: code.to_owned(),
            reason: "zo besloten".to_owned(),
            file,
            what,
        }
    }

    fn author(file: &str, name: &str) -> Fault {
        Fault::error(
            Place::file(file),
            Phrase::new("notice-pdf-author").with("name", name),
        )
    }

    #[test]
    fn an_accepted_finding_stops_nothing_and_keeps_its_reason() {
        let mut faults = vec![author("a.pdf", "x"), author("b.pdf", "y")];
        settle(
            &[accept("notice-pdf-author", Some("b.pdf"), None)],
            &mut faults,
        );
        let stops: Vec<bool> = faults.iter().map(Fault::is_error).collect();
        assert_eq!(stops, [true, false]);
        assert_eq!(faults[1].accepted.as_deref(), Some("zo besloten"));
        settle(&[accept("notice-pdf-author", None, Some("x"))], &mut faults);
        assert!(!faults.iter().any(Fault::is_error));
        assert_eq!(faults.len(), 2);
    }

    #[test]
    fn what_names_others_or_cannot_go_out_is_never_accepted() {
        for code in [
            "notice-leak",
            "notice-leak-perhaps",
            "notice-wire",
            "list-count",
            "typefout",
        ] {
            let accepted = [accept(code, None, None)];
            assert_eq!(check(&accepted)[0].code(), "notice-accept-never", "{code}");
        }
        let mut faults = vec![Fault::error(Place::default(), Phrase::new("notice-leak"))];
        apply(&[accept("notice-leak", None, None)], &mut faults);
        assert!(faults[0].is_error());
    }

    #[test]
    fn an_acceptance_without_a_finding_is_told() {
        let mut faults = vec![author("a.pdf", "x")];
        settle(
            &[accept("notice-pdf-author", Some("c.pdf"), None)],
            &mut faults,
        );
        let codes: Vec<&str> = faults.iter().map(Fault::code).collect();
        assert_eq!(codes, ["notice-pdf-author", "notice-accept-unused"]);
        assert!(faults[0].is_error());
    }

    /// Every finding of lint and papers is in the list, and nothing else is: by the words there are for them.
    #[test]
    fn the_codes_are_those_of_lint_and_papers() {
        let words = include_str!("../phrase/nl/notice.ftl");
        let keys = words
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key.trim());
        let mut found: Vec<&str> = keys
            .filter(|key| {
                ["lint-", "pdf-", "office-"]
                    .iter()
                    .any(|of| key.starts_with(&format!("notice-{of}")))
            })
            .collect();
        found.extend(
            CODES
                .iter()
                .filter(|code| !found.contains(*code) && words.contains(&format!("\n{code} = ")))
                .copied()
                .collect::<Vec<_>>(),
        );
        found.sort_unstable();
        assert_eq!(found, CODES);
    }
}
