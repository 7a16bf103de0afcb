//! Reads the tree for `tidy.rs`: its files, their code without comments and tests, and the paths they use.

// A file that can't be read is a fault of the test's own making: nothing to recover.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder`, less what is built, kept or caught there.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ["target", "var", ".git", "node_modules", "__pycache__"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            files(&path, found)
        } else {
            found.push(path)
        }
    }
}

/// Every source file: its path below `src`, and its text.
pub(super) fn sources() -> Vec<(String, String)> {
    let all = rust_below("src");
    assert!(all.len() > 100, "the sources were not found");
    all
}

/// The Rust files of tests and benchmarks: their paths from the root, and their texts.
pub(super) fn tests_and_benches() -> Vec<(String, String)> {
    let below = |folder: &str| {
        let all = rust_below(folder);
        assert!(!all.is_empty(), "nothing was found in {folder}");
        let named = |(name, text)| (format!("{folder}/{name}"), text);
        all.into_iter().map(named).collect::<Vec<_>>()
    };
    ["tests", "benches"].into_iter().flat_map(below).collect()
}

/// Every Rust file below a folder of the root: its path below that folder, and its text.
fn rust_below(folder: &str) -> Vec<(String, String)> {
    let folder = root().join(folder);
    let mut found = Vec::new();
    files(&folder, &mut found);
    let rust = found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    };
    rust.map(read).collect()
}

/// The lines of a file, from 1, without comments and without its test module.
pub(super) fn code<'t>(file: &str, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    let all = if is_test(file) {
        ""
    } else {
        text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("")
    };
    all.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

pub(super) fn is_test(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("/tests.rs") || file.ends_with("phrase/words.rs")
}

/// The room of a file: its first folder, or its own name.
pub(super) fn room(file: &str) -> &str {
    file.split('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".rs")
}

/// Every path below `crate::` in the text, with groups in braces written out.
pub(super) fn uses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        branch(&text[at + "crate::".len()..], "", &mut found);
    }
    found
}

/// Reads one branch of a path and says where it ends.
fn branch(text: &str, before: &str, found: &mut Vec<String>) -> usize {
    if let Some(group) = text.strip_prefix('{') {
        let mut at = 1;
        while let Some(next) = text[at..].chars().next() {
            match next {
                '}' => return at + 1,
                ',' | ' ' | '\n' => at += 1,
                _ => {
                    let long = branch(&group[at - 1..], before, found);
                    assert!(
                        long > 0,
                        "a group that can't be read: {}",
                        &text[..text.len().min(60)]
                    );
                    at += long;
                }
            }
        }
        return at;
    }
    let name = text
        .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*')
        .unwrap_or(text.len());
    let path = if before.is_empty() {
        text[..name].to_owned()
    } else {
        format!("{before}::{}", &text[..name])
    };
    match text[name..].strip_prefix("::") {
        Some(rest)
            if rest
                .starts_with(|c: char| c.is_alphabetic() || c == '{' || c == '_' || c == '*') =>
        {
            name + 2 + branch(rest, &path, found)
        }
        _ => {
            found.push(path);
            name
        }
    }
}

/// The text files of the whole tree.
pub(super) fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&root(), &mut found);
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(root())
            .ok()?
            .to_string_lossy()
            .into_owned();
        Some((name, fs::read_to_string(&path).ok()?))
    };
    found.into_iter().filter_map(read).collect()
}
