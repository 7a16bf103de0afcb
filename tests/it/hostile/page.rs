//! The table in `docs/evidence/fault-matrix.md`: the one place where the verdicts stand.

use std::fs;
use std::path::Path;

use super::act::Transport;

/// One row: a behaviour, where it applies, and what must come of it.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) behaviour: String,
    pub(super) on: Vec<Transport>,
    /// Why not on the others.
    pub(super) not_on: String,
    pub(super) exit: i32,
    pub(super) states: Vec<String>,
    /// Mails that the relay took: with their dot, and not refused.
    pub(super) taken: usize,
    pub(super) why: String,
}

/// Every row, in the order of the page.
pub(super) fn rows() -> Vec<Row> {
    let page = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence/fault-matrix.md"),
    )
    .unwrap();
    let part = page
        .split("## A hostile relay\n")
        .nth(1)
        .expect("docs/evidence/fault-matrix.md has the section");
    let part = part.split("\n## ").next().unwrap_or_default();
    part.lines()
        .filter(|line| line.starts_with("| `"))
        .map(row)
        .collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
    let [behaviour, on, exit, states, taken, why] = cells[..] else {
        panic!("not six cells: {line}")
    };
    let (on, not_on) = on.split_once(';').unwrap_or((on, ""));
    let known = [Transport::Plain, Transport::StartTls, Transport::Tls];
    let transport = |word: &str| known.into_iter().find(|one| one.name() == word);
    Row {
        behaviour: behaviour.trim_matches('`').to_owned(),
        on: on
            .split_whitespace()
            .map(|word| transport(word).unwrap_or_else(|| panic!("{line}")))
            .collect(),
        not_on: not_on.trim().to_owned(),
        exit: exit.parse().unwrap_or_else(|_| panic!("{line}")),
        states: states_of(states),
        taken: taken.parse().unwrap_or_else(|_| panic!("{line}")),
        why: why.to_owned(),
    }
}

/// `accepted, in doubt, queued` or `queued ×3`, in the order of the list.
fn states_of(text: &str) -> Vec<String> {
    let state = |text: &str| text.trim().replace(' ', "_");
    match text.split_once('×') {
        Some((one, times)) => vec![state(one); times.parse().unwrap()],
        None => text.split(',').map(state).collect(),
    }
}
