//! Compares the messages with the code: both languages have the same messages, and every key has
//! one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};

use super::Language;

/// A message's attributes (the text itself as `""`), each with the values it uses.
type Shape<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;

fn messages(language: Language) -> BTreeMap<&'static str, Shape<'static>> {
    let mut found = BTreeMap::new();
    for source in language.sources() {
        let words = fluent_syntax::parser::parse(*source)
            .unwrap_or_else(|(_, faults)| panic!("{faults:?}"));
        for entry in words.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut shape = Shape::new();
            let own = message.value.iter().map(|value| ("", value));
            let attributes = message
                .attributes
                .iter()
                .map(|attribute| (attribute.id.name, &attribute.value));
            for (name, pattern) in own.chain(attributes) {
                variables(pattern, shape.entry(name).or_default());
            }
            assert!(shape.contains_key(""), "{} has no text", message.id.name);
            assert!(
                found.insert(message.id.name, shape).is_none(),
                "{} has words twice",
                message.id.name
            );
        }
    }
    found
}

fn variables<'s>(pattern: &Pattern<&'s str>, found: &mut BTreeSet<&'s str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => in_inline(inline, found),
            Expression::Select { selector, variants } => {
                in_inline(selector, found);
                variants
                    .iter()
                    .for_each(|variant| variables(&variant.value, found));
            }
        }
    }
}

fn in_inline<'s>(inline: &InlineExpression<&'s str>, found: &mut BTreeSet<&'s str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name);
        }
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => {
            positional
                .iter()
                .for_each(|argument| in_inline(argument, found));
        }
        _ => {}
    }
}

fn is_test(path: &Path) -> bool {
    path.parent()
        .is_some_and(|folder| folder.ends_with("tests"))
        || path.ends_with("tests.rs")
        || path.ends_with("phrase/words.rs")
}

/// The source without its tests, which may hold wrong keys on purpose.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") && !is_test(&path) {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap()
                .to_owned();
            found.push((path.display().to_string(), code));
        }
    }
}

fn code() -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 10, "the sources were not found");
    found
}

#[test]
fn both_languages_have_the_same_keys_hints_and_values() {
    let (dutch, english) = (messages(Language::Dutch), messages(Language::English));
    let keys = |of: &BTreeMap<&'static str, _>| of.keys().copied().collect::<BTreeSet<_>>();
    let one_sided: Vec<_> = keys(&dutch)
        .symmetric_difference(&keys(&english))
        .copied()
        .collect();
    assert!(one_sided.is_empty(), "in one language only: {one_sided:?}");
    for (key, shape) in &dutch {
        assert_eq!(shape, &english[key], "{key}");
    }
}

#[test]
fn every_key_in_the_code_has_words() {
    let words = messages(Language::Dutch);
    let mut without = Vec::new();
    for (file, code) in code() {
        for rest in code.split("Phrase::new(").skip(1) {
            let Some(rest) = rest.trim_start().strip_prefix('"') else {
                continue;
            };
            let key = rest.split('"').next().unwrap();
            if !words.contains_key(key) {
                without.push(format!("{key} in {file}"));
            }
        }
    }
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn every_message_is_said_somewhere_in_the_code() {
    let code: String = code().into_iter().map(|(_, code)| code).collect();
    let unsaid: Vec<_> = messages(Language::Dutch)
        .into_keys()
        .filter(|key| !code.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
