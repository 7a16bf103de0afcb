//! Findings that somebody accepted: `[[notice.accept]]`, each with its reason.
//!
//! An accepted finding stops nothing and stays visible, with the reason. What would name another organisation, or
//! could not go over the wire, is never to be accepted.

use crate::config::{self, Accept};
use crate::finding::{AcceptedIn, Code, Finding, Place};

/// What is wrong with the settings about accepting: a code that is none, or one that may not be accepted.
pub(crate) fn check(accept: &[Accept]) -> Vec<Finding> {
    let wrong = accept
        .iter()
        .filter(|one| !Code::named(&one.code).is_some_and(may_be));
    wrong
        .map(|one| {
            let never = Code::NoticeAcceptNever.not_acceptable(&one.code, AcceptedIn::Notice);
            Finding::at(place(), never)
        })
        .collect()
}

/// Gives each finding that is accepted its reason.
pub fn apply(accept: &[Accept], faults: &mut [Finding]) {
    for fault in faults
        .iter_mut()
        .filter(|fault| fault.code().is_some_and(may_be))
    {
        if let Some(one) = accept.iter().find(|one| covers(one, fault)) {
            fault.accepted = Some(one.reason.clone());
        }
    }
}

/// As [`apply`], for all findings there are; what was accepted and never found is reported as well.
pub fn apply_to_all(accept: &[Accept], faults: &mut Vec<Finding>) {
    apply(accept, faults);
    let idle = accept
        .iter()
        .filter(|one| !faults.iter().any(|fault| covers(one, fault)));
    let idle: Vec<Finding> = idle
        .map(|one| Finding::at(place(), Code::NoticeAcceptUnused.with("code", &one.code)))
        .collect();
    faults.extend(idle);
}

fn may_be(code: Code) -> bool {
    code.accepted_in() == Some(AcceptedIn::Notice)
}

fn covers(one: &Accept, fault: &Finding) -> bool {
    let same_file = |file: &std::path::PathBuf| *file == std::path::Path::new(&fault.place.file);
    let same_thing = |what: &String| {
        let shown = fault
            .phrase()
            .args()
            .iter()
            .filter(|(name, _)| matches!(&**name, "what" | "name"));
        shown
            .into_iter()
            .any(|(_, arg)| *arg == what.as_str().into())
    };
    one.code == fault.name()
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

    fn author(file: &str, name: &str) -> Finding {
        Finding::at(Place::file(file), Code::NoticePdfAuthor.with("name", name))
    }

    #[test]
    fn an_accepted_finding_stops_nothing_and_keeps_its_reason() {
        let mut faults = vec![author("a.pdf", "x"), author("b.pdf", "y")];
        apply_to_all(
            &[accept("notice-pdf-author", Some("b.pdf"), None)],
            &mut faults,
        );
        let stops: Vec<bool> = faults.iter().map(Finding::is_error).collect();
        assert_eq!(stops, [true, false]);
        assert_eq!(faults[1].accepted.as_deref(), Some("zo besloten"));
        apply_to_all(&[accept("notice-pdf-author", None, Some("x"))], &mut faults);
        assert!(!faults.iter().any(Finding::is_error));
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
            assert_eq!(
                check(&accepted)[0].code_name(),
                "notice-accept-never",
                "{code}"
            );
        }
        let mut faults = vec![Finding::at(Place::default(), Code::NoticeLeak)];
        apply(&[accept("notice-leak", None, None)], &mut faults);
        assert!(faults[0].is_error());
    }

    #[test]
    fn an_acceptance_without_a_finding_is_told() {
        let mut faults = vec![author("a.pdf", "x")];
        apply_to_all(
            &[accept("notice-pdf-author", Some("c.pdf"), None)],
            &mut faults,
        );
        let codes: Vec<&str> = faults.iter().map(Finding::code_name).collect();
        assert_eq!(codes, ["notice-pdf-author", "notice-accept-unused"]);
        assert!(faults[0].is_error());
    }

    /// By the names of the codes: what the lint finds in mails and what papers hold, and a few that are named here.
    #[test]
    fn what_may_be_accepted_is_of_lint_and_papers() {
        let others = [
            "notice-file-unused",
            "notice-files-shared",
            "notice-from-not-aligned",
            "notice-inline-unused",
            "notice-parts-differ",
            "notice-parts-form",
            "notice-picture-maker",
            "notice-picture-unread",
            "notice-value-unused",
        ];
        for code in Code::ALL {
            let name = code.name();
            let of_them = ["notice-lint-", "notice-pdf-", "notice-office-"]
                .iter()
                .any(|of| name.starts_with(of));
            assert_eq!(may_be(*code), of_them || others.contains(&name), "{name}");
        }
    }
}
