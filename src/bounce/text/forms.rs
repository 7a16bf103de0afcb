//! The forms in which programs tell people that a mail came back.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What a form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Not delivered, for good.
    Failed,
    /// Not delivered yet.
    Delayed,
    /// It waits for a person.
    Held,
    /// A person's or a list's rule refused it.
    Refused,
}

impl Sense {
    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Sense::Failed => "failed",
            Sense::Delayed => "delayed",
            Sense::Held => "held",
            Sense::Refused => "refused",
        }
    }

    const ALL: [Sense; 4] = [Sense::Failed, Sense::Delayed, Sense::Held, Sense::Refused];
}

/// Words that a program writes, and what they say.
#[derive(Debug)]
pub struct FormRow {
    /// In lower case, with single spaces.
    pub words: &'static str,
    /// What they say.
    pub sense: Sense,
    /// Which program writes them; empty where several do. Words of a program are believed
    /// whoever the sender is, the others only of a program's address.
    pub program: &'static str,
}

/// The table, in the order in which its rows count.
pub static FORMS: LazyLock<Vec<FormRow>> =
    LazyLock::new(|| include_str!("forms.txt").lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<FormRow> {
    if line.starts_with('#') {
        return None;
    }
    let mut cells = line.split('|');
    let name = cells.next()?.trim();
    Some(FormRow {
        sense: *Sense::ALL.iter().find(|sense| sense.name() == name)?,
        words: cells.next()?.trim(),
        program: cells.next()?.trim(),
    })
}

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(FORMS.iter().map(|row| row.words)).ok());

/// Who sent a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SenderKind {
    /// A mail server: it reports deliveries, and quotes what it could not deliver.
    Daemon,
    /// Another program.
    Program,
    /// Perhaps a person.
    Anybody,
}

/// The first row that fits. `text` is in lower case with single spaces.
pub(super) fn find(text: &str, sender: SenderKind) -> Option<&'static FormRow> {
    let finder = FINDER.as_ref()?;
    let fitting = || {
        finder
            .find_overlapping_iter(text)
            .map(|found| found.pattern().as_usize())
            .filter(|at| sender != SenderKind::Anybody || !FORMS[*at].program.is_empty())
    };
    let reports = |at: &usize| matches!(FORMS[*at].sense, Sense::Failed | Sense::Delayed);
    let of_daemon = match sender {
        SenderKind::Daemon => fitting().filter(reports).min(),
        SenderKind::Program | SenderKind::Anybody => None,
    };
    of_daemon.or_else(|| fitting().min()).map(|at| &FORMS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row_that_can_be_found() {
        let lines = include_str!("forms.txt").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(FORMS.len(), rows);
        for row in FORMS.iter() {
            assert_eq!(row.words.to_lowercase(), row.words);
            let found = find(row.words, SenderKind::Program).expect(row.words);
            assert_eq!(
                found.sense, row.sense,
                "{row:?} is never reached: {found:?}"
            );
        }
    }
}
