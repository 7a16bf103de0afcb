//! The findings of all mails: one that several rows share is reported once, with its rows.
//!
//! Pure. An error in a template is in every mail and is corrected once; one that comes from cells is in some mails, and
//! people want all their rows at once.

use std::collections::HashMap;

use crate::finding::{Code, Finding};

/// Findings of mails, in the order of the list.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Each with the row it was first found in.
    faults: Vec<(u32, Finding)>,
    /// The place in `faults` of each finding, by what it says.
    places: HashMap<String, usize>,
    /// How many rows were checked.
    rows: usize,
}

impl Gathered {
    /// Adds the findings of one row's mail. Rows come in the order of the list.
    pub fn add(&mut self, row: u32, found: Vec<Finding>) {
        self.rows += 1;
        for fault in found {
            let next = self.faults.len();
            let at = *self.places.entry(what(&fault)).or_insert(next);
            match self.faults.get_mut(at) {
                None => self.faults.push((row, fault)),
                Some((first, known)) => {
                    if *known.also.last().unwrap_or(first) != row {
                        known.also.push(row);
                    }
                }
            }
        }
    }

    /// Returns all findings in the order in which they were first found. A finding of the lint that is in every mail
    /// belongs to the template, so it names no row.
    #[must_use]
    pub fn finish(self) -> Vec<Finding> {
        let Gathered { faults, rows, .. } = self;
        let settle = |(_, mut fault): (u32, Finding)| {
            if is_of_lint(&fault) && fault.also.len() + 1 == rows {
                fault.also.clear();
            }
            fault
        };
        faults.into_iter().map(settle).collect()
    }
}

/// What a finding says apart from the row and its mail. Two lines of a template make two findings of the lint, and two
/// calls that can't read their value.
fn what(fault: &Finding) -> String {
    let of_mail = |name: &str| matches!(name, "id" | "row" | "size");
    let said: Vec<_> = fault
        .phrase()
        .args()
        .iter()
        .filter(|(name, _)| !of_mail(name))
        .collect();
    let by_line = is_of_lint(fault) || fault.is(Code::NoticeMergeStuck);
    let line = fault.place.row.filter(|_| by_line);
    format!("{} {line:?} {} {said:?}", fault.place.file, fault.name())
}

/// Whether the finding is one of the lint's (`notice-lint-…`).
fn is_of_lint(fault: &Finding) -> bool {
    matches!(
        fault.code(),
        Some(
            Code::NoticeLintActive
                | Code::NoticeLintAlt
                | Code::NoticeLintCounts
                | Code::NoticeLintFacts
                | Code::NoticeLintHeading
                | Code::NoticeLintLang
                | Code::NoticeLintLeftover
                | Code::NoticeLintLinkHost
                | Code::NoticeLintLinkHttp
                | Code::NoticeLintLinkKind
                | Code::NoticeLintLinkMissing
                | Code::NoticeLintLinkText
                | Code::NoticeLintNoReply
                | Code::NoticeLintNotApplicable
                | Code::NoticeLintRemote
                | Code::NoticeLintSubjectLong
                | Code::NoticeLintSubjectLoud
                | Code::NoticeLintTitle
                | Code::NoticeLintTracking
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::finding::Problem;

    fn fault(code: Code, line: u32, row: u32, column: &str) -> Finding {
        let phrase = Problem::new(code)
            .with("row", row.to_string())
            .with("column", column);
        Finding::at(Place::file("text.hbs").row(line), phrase)
    }

    #[test]
    fn every_code_of_the_lint_is_known_as_one() {
        for code in Code::ALL {
            let fault = Finding::at(Place::default(), *code);
            let is_named_so = code.name().starts_with("notice-lint-");
            assert_eq!(is_of_lint(&fault), is_named_so, "{}", code.name());
        }
    }

    #[test]
    fn the_same_of_several_rows_is_one_fault_that_names_them_all() {
        let mut gathered = Gathered::default();
        for row in 2..=6 {
            let mut found = vec![fault(Code::NoticeLintLeftover, 1, row, "XXX")];
            if row != 4 {
                // Twice in one template is still one row.
                found.push(fault(Code::NoticeMergeEmpty, 3, row, "kenmerk"));
                found.push(fault(Code::NoticeMergeEmpty, 9, row, "kenmerk"));
                found.push(fault(Code::NoticeLintCounts, row, row, ""));
            }
            gathered.add(row, found);
        }
        let told = gathered.finish();
        let rows: Vec<_> = told
            .iter()
            .map(|f| (f.code_name(), f.place.row, &f.also[..]))
            .collect();
        assert_eq!(
            rows,
            [
                ("notice-lint-leftover", Some(1), &[][..]),
                ("notice-merge-empty", Some(3), &[3, 5, 6][..]),
                ("notice-lint-counts", Some(2), &[][..]),
                ("notice-lint-counts", Some(3), &[][..]),
                ("notice-lint-counts", Some(5), &[][..]),
                ("notice-lint-counts", Some(6), &[][..]),
            ]
        );
    }
}
