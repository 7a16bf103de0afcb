//! Inside a room no file imports one that leads back to it by imports: what is used lies below what uses it.
//!
//! Only imports count. A method whose `impl` block is in another file than its type is not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{code, is_test, room, sources, uses};

type Path = Vec<String>;

/// The path of a file's module, from the crate.
fn module(file: &str) -> Path {
    let file = file.trim_end_matches(".rs").trim_end_matches("/mod");
    file.split('/').map(str::to_owned).collect()
}

/// The code with every path written from the crate.
fn from_crate(text: &str, own: &[String]) -> String {
    let from = |path: &[String]| match path {
        [] => "crate::".to_owned(),
        path => format!("crate::{}::", path.join("::")),
    };
    let above = |steps: usize| from(&own[..own.len().saturating_sub(steps)]);
    text.replace("super::super::", &above(2))
        .replace("super::", &above(1))
        .replace("self::", &above(0))
}

/// The code of a file, and what its doors lead to: each name that it re-exports, and the path of that.
fn read(file: &str, text: &str) -> (String, BTreeMap<String, Path>) {
    let own = module(file);
    let lines: Vec<&str> = code(file, text).map(|(_, line)| line).collect();
    let (mut rest, mut doors) = (String::new(), BTreeMap::new());
    let mut text = lines.join("\n");
    text.push('\n');
    for statement in text.split_inclusive(';') {
        let start = statement.rfind("\npub").filter(|at| {
            let words = &statement[*at + 4..];
            let words = words.split_once(") ").map_or(words, |(_, words)| words);
            words.trim_start().starts_with("use ")
        });
        let Some(start) = start else {
            rest.push_str(statement);
            continue;
        };
        rest.push_str(&statement[..start]);
        let (_, path) = statement[start..].split_once("use ").unwrap_or_default();
        let known = ["crate::", "super::", "self::"];
        let path = match known.iter().any(|begin| path.starts_with(begin)) {
            true => path.to_owned(),
            false => format!("self::{path}"),
        };
        for path in uses(&from_crate(&path, &own)) {
            let path: Path = path.split("::").map(str::to_owned).collect();
            doors.insert(path[path.len() - 1].clone(), path);
        }
    }
    // Children by their bare names.
    for child in rest.clone().split("mod ").skip(1) {
        let name = child.split(';').next().unwrap_or_default();
        if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            for start in [" ", "(", "&", "<"] {
                let (bare, whole) = (format!("{start}{name}::"), format!("{start}self::{name}::"));
                rest = rest.replace(&bare, &whole);
            }
        }
    }
    (from_crate(&rest, &own), doors)
}

/// Which file each file uses.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let all: Vec<(String, String)> = sources()
        .into_iter()
        .filter(|(file, _)| !is_test(file))
        .collect();
    let files: BTreeMap<Path, &str> = all
        .iter()
        .map(|(file, _)| (module(file), file.as_str()))
        .collect();
    let read: BTreeMap<&str, (String, BTreeMap<String, Path>)> = all
        .iter()
        .map(|(file, text)| (file.as_str(), read(file, text)))
        .collect();
    // The file that defines what a path names, through the doors that re-export it.
    let defined = |path: &[String]| {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let length = (1..=path.len())
                .rev()
                .find(|length| files.contains_key(&path[..*length]))?;
            let file = files[&path[..length]];
            let next = path.get(length).and_then(|name| read[file].1.get(name));
            match next.filter(|next| **next != path) {
                Some(next) => path = next.iter().chain(&path[length + 1..]).cloned().collect(),
                None => return Some(file.to_owned()),
            }
        }
        None
    };
    let used = |file: &str| {
        let paths = uses(&read[file].0).into_iter();
        let paths = paths.map(|path| path.split("::").map(str::to_owned).collect::<Path>());
        let found = paths.filter_map(|path| defined(&path));
        found.filter(|other| other != file).collect()
    };
    all.iter()
        .map(|(file, _)| (file.clone(), used(file)))
        .collect()
}

#[test]
fn paths_are_read_from_the_crate_and_through_doors() {
    let text = "mod b;\npub use b::{C, D};\npub(crate) use super::e::F;\nuse self::b::G;\nfn x() { b::y(super::z()) }\n";
    let (code, doors) = read("a/mod.rs", text);
    let named = |name: &str| doors[name].join("::");
    assert_eq!(["C", "D", "F"].map(named), ["a::b::C", "a::b::D", "e::F"]);
    assert_eq!(uses(&code), ["a::b::G", "a::b::y", "z"]);
}

#[test]
fn no_file_of_a_room_leads_back_to_itself() {
    let imports = imports();
    let count: usize = imports.values().map(BTreeSet::len).sum();
    assert!(count > 1_000, "only {count} imports were found");
    let mut circles = Vec::new();
    for file in imports.keys() {
        let (mut seen, mut open) = (BTreeSet::new(), vec![file]);
        while let Some(at) = open.pop() {
            let within = imports[at].iter().filter(|other| room(other) == room(file));
            open.extend(within.filter(|other| seen.insert(other.as_str())));
        }
        if seen.contains(file.as_str()) {
            circles.push(file);
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
}
