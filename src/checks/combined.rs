//! What is found in all mails, the same of several rows told once, with the rows.
//!
//! Pure. A fault of a template shows in every mail and is to be mended once; one that cells bring in shows in some,
//! and people want all their rows at once.

use std::collections::HashMap;

use crate::finding::{Code, Finding};

/// Faults of mails, taken in the order of the list.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Each with the row it was first found in.
    faults: Vec<(u32, Finding)>,
    /// Where in `faults` each thing that is said lies.
    places: HashMap<String, usize>,
    /// How many rows were looked at.
    rows: usize,
}

impl Gathered {
    /// Takes what was found in the mail of this row of the list, in the order of the list.
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

    /// All of them, in the order they were first found. Where the lint finds the same in every mail it is the
    /// template's, and no row is named.
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

/// What a fault says, but for the row and its mail. Those of the lint on two lines of a template are two, and so are
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

/// Whether the lint of mails found it.
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
