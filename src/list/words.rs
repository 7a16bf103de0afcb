//! Whether every code of this room has its words in both languages and its line in `docs/list.md`.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

const DUTCH: &str = include_str!("../phrase/nl/list.ftl");
const ENGLISH: &str = include_str!("../phrase/en/list.ftl");
const GUIDE: &str = include_str!("../../docs/list.md");
const SOURCES: [&str; 12] = [
    include_str!("../address.rs"),
    include_str!("mod.rs"),
    include_str!("file.rs"),
    include_str!("text.rs"),
    include_str!("dialect.rs"),
    include_str!("records.rs"),
    include_str!("table.rs"),
    include_str!("columns.rs"),
    include_str!("rules.rs"),
    include_str!("sheet.rs"),
    include_str!("shown.rs"),
    concat!(include_str!("rows.rs"), include_str!("twins.rs")),
];

/// Each message's key with the variables in it and its hint.
fn messages(words: &str) -> BTreeMap<String, BTreeSet<String>> {
    assert!(FluentResource::try_new(words.to_owned()).is_ok());
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) =
            line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            key = name.to_owned();
            assert!(messages.insert(key.clone(), BTreeSet::new()).is_none(), "{key} twice");
        }
        let variables = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap().to_owned());
        let hint = line.trim_start().starts_with(".hint =").then(|| ".hint".to_owned());
        messages.entry(key.clone()).or_default().extend(variables.chain(hint));
    }
    messages.remove("");
    messages
}

/// Every string in the sources that has the form of a code.
fn codes() -> BTreeSet<String> {
    let source = SOURCES.iter().map(|source| source.split("mod tests {").next().unwrap());
    let strings = source.flat_map(|source| source.split('"')).map(str::to_owned);
    let form = |text: &String| text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    strings.filter(|text| text.starts_with("list-") || text.starts_with("address-")).filter(form).collect()
}

#[test]
fn every_code_has_words_in_both_languages_and_a_line_in_the_guide() {
    let (dutch, english) = (messages(DUTCH), messages(ENGLISH));
    assert_eq!(dutch, english);
    assert_eq!(dutch.keys().cloned().collect::<BTreeSet<_>>(), codes());
    for (code, parts) in &dutch {
        assert!(parts.contains(".hint"), "{code} has no hint");
        assert!(GUIDE.contains(&format!("| `{code}` |")), "docs/list.md does not tell of {code}");
    }
}
