//! A finding about the input: where it is, how serious, and the message.
//!
//! Settings, list, templates and attachments all report their findings in this form, so `check` can
//! show everything at once. A finding never holds a cell's content.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use code::Code;
pub use problem::Problem;
pub use severity::{AcceptedIn, Severity};

use crate::phrase::Phrase;

#[macro_use]
mod codes_macro;
mod code;
mod problem;
mod severity;

/// Place of a finding, as the person who fixes it finds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file as the settings name it; for a spreadsheet also the sheet.
    pub file: String,
    /// The row as a spreadsheet shows it, or the line of a text file; from 1.
    pub row: Option<u32>,
    /// The last row, if it spans several.
    pub last_row: Option<u32>,
    /// The column's letter and header (`E e-mail`), or the settings key.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Place {
            file: file.into(),
            ..Place::default()
        }
    }

    /// A row, or a line, of the file.
    #[must_use]
    pub fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// Whether its rows are lines of a text that somebody writes: a template or the settings, not a
    /// list.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        [".hbs", ".mjml", ".typ", ".toml"]
            .iter()
            .any(|end| self.file.ends_with(end))
    }

    /// A column of the list, or a key of the settings.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

/// A finding and its place. The message's hint says how to fix it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its place.
    pub place: Place,
    /// How serious it is.
    pub severity: Severity,
    /// Its code and message.
    #[serde(rename = "phrase")]
    pub problem: Problem,
    /// The reason that the settings give for accepting it. An accepted finding prevents nothing,
    /// and is still shown.
    pub accepted: Option<String>,
    /// The list's own id of its row, if that is known and not what is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Other rows of the list whose mails have the same finding, in the order of the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<u32>,
}

/// Nobody reads more ranges of rows than this; a program gets them all.
const MOST_STRETCHES: usize = 60;

impl Finding {
    /// A finding, as serious as its code says.
    #[must_use]
    pub fn at(place: Place, problem: impl Into<Problem>) -> Self {
        let problem = problem.into();
        Finding {
            place,
            severity: problem.code().map_or(Severity::Error, Code::severity),
            problem,
            accepted: None,
            id: None,
            also: vec![],
        }
    }

    /// The reason, which replaces the hint of an accepted finding.
    #[must_use]
    pub fn accepted_phrase(&self) -> Option<Phrase> {
        self.accepted
            .as_ref()
            .map(|reason| Phrase::new("fault-accepted").with("reason", reason))
    }

    /// Which other rows have the same finding, and the number of all rows.
    #[must_use]
    pub fn also_phrase(&self) -> Option<Phrase> {
        let rows = stretches(&self.also);
        let phrase = Phrase::new("fault-also")
            .with("rows", rows)
            .with("others", self.also.len());
        (!self.also.is_empty()).then(|| phrase.with("count", self.also.len().saturating_add(1)))
    }

    /// What kind of finding it is; `None` if another version of this program sealed it under a code
    /// that this one doesn't have.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        self.problem.code()
    }

    /// The stable name of its code, also of one that this version doesn't have.
    #[must_use]
    pub fn name(&self) -> &str {
        self.problem.name()
    }

    /// The name of its code, for tests.
    #[cfg(test)]
    pub(crate) fn code_name(&self) -> &'static str {
        self.problem.code_name()
    }

    /// The message.
    #[must_use]
    pub const fn phrase(&self) -> &Phrase {
        self.problem.phrase()
    }

    /// Whether it is of this kind.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        self.code() == Some(code)
    }

    /// Whether it prevents the seal.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error && self.accepted.is_none()
    }
}

/// Rows in order as people write them: `4, 8-10, 15`.
fn stretches(rows: &[u32]) -> String {
    let stretches: Vec<&[u32]> = rows
        .chunk_by(|one, next| one.checked_add(1) == Some(*next))
        .collect();
    let named = stretches
        .iter()
        .take(MOST_STRETCHES)
        .map(|stretch| match stretch {
            [first, .., last] => format!("{first}-{last}"),
            _ => stretch.iter().map(u32::to_string).collect(),
        });
    let mut named: Vec<String> = named.collect();
    if stretches.len() > MOST_STRETCHES {
        named.push("…".to_owned());
    }
    named.join(", ")
}

/// Sorts findings the way people read the files: by file, row, column, then severity and code.
pub fn sort(faults: &mut [Finding]) {
    faults.sort_by(|a, b| (&a.place, a.severity, a.name()).cmp(&(&b.place, b.severity, b.name())));
}

/// Groups sorted findings that say the same about consecutive rows, as people see them: `rows
/// 60-62`. A finding about every row of a long list is then one line.
#[must_use]
pub fn group(faults: &[Finding]) -> Vec<Finding> {
    let mut groups: Vec<Finding> = Vec::new();
    // The last group of each place and code; only that one can be extended.
    let mut open: HashMap<(&str, Option<&str>, &str), usize> = HashMap::new();
    for fault in faults {
        let Some(row) = fault.place.row else {
            groups.push(fault.clone());
            continue;
        };
        let key = (
            fault.place.file.as_str(),
            fault.place.column.as_deref(),
            fault.name(),
        );
        if let Some(group) = open.get(&key).map(|at| &mut groups[*at]) {
            let last = group.place.last_row.or(group.place.row).unwrap_or(row);
            let goes_on = last.checked_add(1) == Some(row);
            let same = (group.severity, &group.problem, &group.accepted, &group.also)
                == (fault.severity, &fault.problem, &fault.accepted, &fault.also);
            if goes_on && same {
                group.place.last_row = fault.place.last_row.or(Some(row));
                continue;
            }
        }
        open.insert(key, groups.len());
        groups.push(fault.clone());
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_rows_are_named_in_stretches_and_not_without_end() {
        assert_eq!(stretches(&[4, 8, 9, 10, 15]), "4, 8-10, 15");
        let odd: Vec<u32> = (1..=200).map(|nth| nth * 2).collect();
        let named = stretches(&odd);
        assert!(
            named.starts_with("2, 4, ") && named.ends_with(", 120, …"),
            "{named}"
        );
    }

    #[test]
    fn what_is_said_of_rows_that_follow_each_other_is_said_once() {
        let fault = |row, column: &str, problem: Problem| {
            Finding::at(Place::file("list").row(row).column(column), problem)
        };
        let space = |at: usize| Code::AddressSpace.with("position", at);
        let mut faults = vec![
            Finding::at(Place::file("list"), Code::ListCount),
            fault(2, "C email", space(4)),
            fault(3, "C email", space(4)),
            fault(3, "A id", Code::ListIdEmpty.into()),
            fault(4, "C email", space(4)),
            fault(5, "C email", space(9)),
            fault(7, "C email", space(9)),
        ];
        sort(&mut faults);
        let rows: Vec<_> = group(&faults)
            .iter()
            .map(|f| (f.place.row, f.place.last_row, f.code_name()))
            .collect();
        assert_eq!(
            rows,
            [
                (None, None, "list-count"),
                (Some(2), Some(4), "address-space"),
                (Some(3), None, "list-id-empty"),
                (Some(5), None, "address-space"),
                (Some(7), None, "address-space"),
            ]
        );
    }
}
