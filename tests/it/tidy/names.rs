//! A public type has a name of its own: whoever reads it anywhere knows which one it is.

use std::collections::BTreeMap;

use super::reading::{code, sources};

/// The name, where a type that others can name is defined on this line.
fn name_of_type(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub")?;
    let rest = match rest.strip_prefix('(') {
        Some(scope) => scope.split_once(')')?.1,
        None => rest,
    };
    let (kind, rest) = rest.strip_prefix(' ')?.split_once(' ')?;
    let is_type = ["struct", "enum", "trait", "type", "union"].contains(&kind);
    rest.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .filter(|_| is_type)
}

#[test]
fn types_are_known_by_how_they_are_defined() {
    for (line, name) in [
        ("pub struct Mail {", Some("Mail")),
        ("    pub(super) enum State<'a> {", Some("State")),
        ("pub(in crate::list) type Rows = Vec<Row>;", Some("Rows")),
        ("pub(crate) trait Clock: Copy {", Some("Clock")),
        ("struct Own;", None),
        ("pub fn mail() {", None),
        ("pub use mail::Mail;", None),
    ] {
        assert_eq!(name_of_type(line), name, "{line}");
    }
}

#[test]
fn no_public_type_name_stands_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        for (line, code) in code(&file, &text) {
            if let Some(name) = name_of_type(code) {
                let place = format!("{file}:{line}");
                places.entry(name.to_owned()).or_default().push(place);
            }
        }
    }
    assert!(places.len() > 300, "only {} types were found", places.len());
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}
