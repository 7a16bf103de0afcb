//! The page of all codes is made from their table and the English messages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement,
    VariantKey,
};
use heraut::finding::{AcceptedIn, Code, Severity};

use super::reading::root;

const HEAD: &str = "# Codes of findings

Each finding of `check`, `seal` and `preview` has a code. Codes are stable: programs find them in `faults[].code` of `--json` ([programs.md](programs.md)), people with `check -v`. A warning
stops nothing; an error stops the seal until it is fixed or, where that is possible, accepted with a reason in the setting that the third column names. Words in *italics* are filled in; `[a / b]`
says one or the other. [list.md](list.md) and [notice.md](notice.md) say more about what is checked.

This page is made from `src/finding/code.rs` and `src/phrase/en/`; `tests/it/tidy/codes.rs` compares.
";

/// The rooms, by the first word of their codes.
const SECTIONS: [(&str, &str); 6] = [
    ("config", "Settings"),
    ("signers", "The list of keys"),
    ("campaign", "The campaign as a whole"),
    ("list", "The list and its register"),
    ("address", "Addresses"),
    ("notice", "Templates, attachments and mails"),
];

/// The English messages by key: what they say, and what to do.
fn messages() -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root().join("src/phrase/en")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let words = fluent_syntax::parser::parse(text.as_str()).expect("messages");
        for entry in words.body {
            if let Entry::Message(message) = entry {
                found.insert(message.id.name.to_owned(), said(&message));
            }
        }
    }
    found
}

fn said(message: &Message<&str>) -> (String, String) {
    let hint = message
        .attributes
        .iter()
        .find(|attribute| attribute.id.name == "hint");
    (
        message.value.as_ref().map(plain).unwrap_or_default(),
        hint.map(|hint| plain(&hint.value)).unwrap_or_default(),
    )
}

/// A pattern on one line, as a cell of a table holds it.
fn plain(pattern: &Pattern<&str>) -> String {
    let text = in_pattern(pattern);
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('_', "\\_")
}

fn in_pattern(pattern: &Pattern<&str>) -> String {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => (*value).to_owned(),
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => in_inline(inline),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                let is_plural = variants
                    .iter()
                    .any(|one| matches!(one.key, VariantKey::Identifier { name: "one" }));
                let said = variants
                    .iter()
                    .filter(|one| !is_plural || one.default)
                    .map(|one| in_pattern(&one.value));
                let said: Vec<String> = said.filter(|said| !said.trim().is_empty()).collect();
                match &said[..] {
                    [only] if is_plural => only.clone(),
                    _ => format!("[{}]", said.join(" / ")),
                }
            }
        })
        .collect()
}

fn in_inline(inline: &InlineExpression<&str>) -> String {
    match inline {
        InlineExpression::StringLiteral { value } => (*value).to_owned(),
        InlineExpression::NumberLiteral { value } => (*value).to_owned(),
        InlineExpression::VariableReference { id } => format!("*{}*", id.name),
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => positional.iter().map(in_inline).collect(),
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inline) => in_inline(inline),
            Expression::Select { .. } => panic!("a choice within a choice"),
        },
        other => panic!("{other:?}"),
    }
}

fn page() -> String {
    let messages = messages();
    let mut page = HEAD.to_owned();
    let mut shown = 0;
    for (room, title) in SECTIONS {
        let _ = write!(
            page,
            "\n## {title}\n\n| code | | accepted in | what it says | what to do |\n| --- | --- | --- | --- | --- |\n"
        );
        let of_room = |code: &&Code| code.name().split('-').next() == Some(room);
        for code in Code::ALL.iter().filter(of_room) {
            let severity = match (code.severity(), code.may_be_error()) {
                (Severity::Error, _) => "error",
                (Severity::Warning, false) => "warning",
                (Severity::Warning, true) => "warning, or error by the settings",
            };
            let accepted = match code.accepted_in() {
                None => "",
                Some(AcceptedIn::List) => "`[[list.accept]]`",
                Some(AcceptedIn::Notice) => "`[[notice.accept]]`",
            };
            let (says, hint) = &messages[code.name()];
            let name = code.name();
            let _ = writeln!(
                page,
                "| `{name}` | {severity} | {accepted} | {says} | {hint} |"
            );
            shown += 1;
        }
    }
    assert_eq!(shown, Code::ALL.len(), "a code of no section");
    page
}

#[test]
fn the_page_of_codes_is_made_from_their_table() {
    let (page, there) = (page(), root().join("docs/codes.md"));
    if fs::read_to_string(&there).unwrap_or_default() != page {
        let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codes.md");
        fs::write(&made, &page).unwrap();
        panic!(
            "docs/codes.md is of another table: copy {} there",
            made.display()
        );
    }
}

/// The sources without their tests and without the table itself.
fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs")
            && !path.ends_with("finding/code.rs")
            && !path.ends_with("tests.rs")
            && !path
                .parent()
                .is_some_and(|folder| folder.ends_with("tests"))
        {
            let text = fs::read_to_string(&path).unwrap();
            found.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap());
        }
    }
}

#[test]
fn every_code_is_given_somewhere() {
    let mut text = String::new();
    sources(&root().join("src"), &mut text);
    for code in Code::ALL {
        let variant = format!("Code::{code:?}");
        let mut given = text.match_indices(&variant);
        let is_whole = |(at, name): (usize, &str)| {
            !text[at + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        };
        assert!(given.any(is_whole), "nothing gives {code:?}");
    }
}
