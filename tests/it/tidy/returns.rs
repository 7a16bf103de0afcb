//! The page of what is read in returned mails is made from the tables in the code.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use heraut::bounce::{CODES, FORMS, ReturnCause, WORDS};

use super::reading::root;

const HEAD: &str = "# What returned mails say, and how it is read

[returns.md](returns.md) says how these tables are used. Each table's first row that fits counts.

This page is made from `src/bounce/cause.rs`, `src/bounce/reason/codes.rs`, `src/bounce/reason/words.txt` and `src/bounce/text/forms.txt`; `tests/it/tidy/returns.rs` compares.
";

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

/// The page, as the tables make it.
fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## Causes\n\n| cause | whose fault |\n| --- | --- |\n");
    for cause in ReturnCause::ALL {
        writeln!(page, "| `{}` | {} |", cause.name(), cause.fault().name()).unwrap();
    }
    page.push_str(
        "\n## Enhanced status codes\n\n`x` is any class, `xx` any two digits. A code that is *firm* comes before words; the others come after them.\n\n\
         | code | cause | | source |\n| --- | --- | --- | --- |\n",
    );
    for row in CODES {
        let firm = if row.firm { "firm" } else { "" };
        let (cause, source) = (row.cause.name(), cell(row.source));
        writeln!(page, "| {} | `{cause}` | {firm} | {source} |", row.code).unwrap();
    }
    page.push_str(
        "\n## Words of servers\n\n| cause | words, in lower case | source |\n| --- | --- | --- |\n",
    );
    let mut last: Option<(&str, &str, Vec<&str>)> = None;
    let mut rows = Vec::new();
    for row in WORDS.iter() {
        match &mut last {
            Some((cause, source, words)) if *cause == row.cause.name() && *source == row.source => {
                words.push(row.words);
            }
            _ => rows.extend(last.replace((row.cause.name(), row.source, vec![row.words]))),
        }
    }
    rows.extend(last);
    for (cause, source, words) in rows {
        let words: Vec<String> = words
            .iter()
            .map(|words| format!("“{}”", cell(words)))
            .collect();
        writeln!(page, "| `{cause}` | {} | {source} |", words.join(", ")).unwrap();
    }
    page.push_str(
        "\n## Forms of texts\n\nThose of a named program are believed whoever the sender is, the others only if the sender is a program.\n\n\
         | says | words, in lower case | program |\n| --- | --- | --- |\n",
    );
    for row in FORMS.iter() {
        writeln!(
            page,
            "| {} | “{}” | {} |",
            row.sense.name(),
            cell(row.words),
            row.program
        )
        .unwrap();
    }
    page
}

#[test]
fn the_page_of_returned_mails_is_made_from_the_tables() {
    let (page, there) = (page(), root().join("docs/return-tables.md"));
    if fs::read_to_string(&there).unwrap_or_default() != page {
        let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("return-tables.md");
        fs::write(&made, &page).unwrap();
        panic!(
            "docs/return-tables.md is of other tables: copy {} there",
            made.display()
        );
    }
}

#[test]
fn every_cause_is_in_a_table() {
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    let causes = CODES
        .iter()
        .map(|row| row.cause)
        .chain(WORDS.iter().map(|row| row.cause));
    for cause in causes {
        *given.entry(cause.name()).or_default() += 1;
    }
    for cause in ReturnCause::ALL {
        assert!(given.contains_key(cause.name()), "nothing gives {cause:?}");
    }
}
