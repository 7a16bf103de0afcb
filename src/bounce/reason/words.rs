//! What servers say in words, and what it means.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::bounce::cause::ReturnCause;

/// A turn of phrase and what it means.
#[derive(Debug)]
pub struct WordRow {
    /// Words in lower case, as they stand in a reply.
    pub words: &'static str,
    /// What they say.
    pub cause: ReturnCause,
    /// Which program says so; empty where several do.
    pub source: &'static str,
}

/// The table, in the order in which its rows count.
pub static WORDS: LazyLock<Vec<WordRow>> =
    LazyLock::new(|| include_str!("words.txt").lines().filter_map(row).collect());

/// One line of the table; `None` for a comment.
fn row(line: &'static str) -> Option<WordRow> {
    if line.starts_with('#') {
        return None;
    }
    let mut cells = line.split('|');
    let name = cells.next()?.trim();
    Some(WordRow {
        cause: *ReturnCause::ALL.iter().find(|cause| cause.name() == name)?,
        words: cells.next()?.trim(),
        source: cells.next()?.trim(),
    })
}

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(WORDS.iter().map(|row| row.words)).ok());

/// What the words say: the first row of the table that fits. `said` is [`normalized`]. Words that
/// ask to come back later mean nothing beside a reply that says never.
pub(super) fn cause(said: &str, permanent: bool) -> Option<ReturnCause> {
    let finder = FINDER.as_ref()?;
    finder
        .find_overlapping_iter(said)
        .map(|found| found.pattern().as_usize())
        .filter(|at| !(permanent && WORDS[*at].cause == ReturnCause::NotNow))
        .min()
        .map(|at| WORDS[at].cause)
}

/// A reply in lower case with single spaces, without addresses, names of hosts and the codes that
/// begin each line of a long reply: none of them says why.
pub(super) fn normalized(said: &str) -> String {
    let mut text = String::with_capacity(said.len().min(MAX_SAID));
    let mut before = "";
    for word in said.split_whitespace() {
        let is_host = before.eq_ignore_ascii_case("host") && word.contains(['.', '[']);
        before = word;
        if word.contains('@') || is_host {
            continue;
        }
        let word = if text.is_empty() {
            word
        } else {
            without_line_code(word)
        };
        if text.len() + word.len() > MAX_SAID {
            break;
        }
        if !text.is_empty() && !word.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.to_lowercase());
    }
    text
}

/// Most octets of a reply that are looked at.
const MAX_SAID: usize = 4096;

/// A word without the `550-5.7.1` that begins each line of a reply but the last.
fn without_line_code(word: &str) -> &str {
    let Some((code, rest)) = word.split_once('-') else {
        return word;
    };
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return word;
    }
    rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_row_that_can_be_found() {
        let lines = include_str!("words.txt").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(WORDS.len(), rows);
        for (at, row) in WORDS.iter().enumerate() {
            assert_eq!(normalized(row.words), row.words, "row {at}");
            let before = &WORDS[..at];
            let hidden = before.iter().find(|other| row.words.contains(other.words));
            assert!(
                hidden.is_none_or(|other| other.cause == row.cause),
                "{row:?} is never reached: {hidden:?}"
            );
        }
    }

    #[test]
    fn a_reply_of_several_lines_reads_as_one_sentence() {
        let said =
            "550-5.7.1 This mail was refused by the 550-5.7.1 rules of <a@b.example> 550 5.7.1 us";
        let read = "550-5.7.1 this mail was refused by the rules of 550 5.7.1 us";
        assert_eq!(normalized(said), read);
    }
}
