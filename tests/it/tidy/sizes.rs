//! How long a file and a function may be, at rustfmt's defaults, and how many files a folder may hold.

use std::collections::BTreeMap;
use std::path::Path;

use super::reading::{sources, tests_and_benches};

const MAX_LINES_OF_A_FILE: usize = 400;
const MAX_LINES_OF_A_FUNCTION: usize = 60;
const MAX_FILES_OF_A_FOLDER: usize = 15;

/// Every function of a text that has a body: its first line, its name and how many lines it has.
fn functions(text: &str) -> Vec<(usize, &str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let own = line.trim_start();
        let indent = &line[..line.len() - own.len()];
        let Some(name) = name_of_function(own) else {
            continue;
        };
        let opens = |line: &&str| line.ends_with(['{', '}', ';']);
        let head = lines[at..].iter().position(opens).unwrap_or_default();
        if !lines[at + head].ends_with('{') {
            continue;
        }
        let closes = |line: &&str| line.strip_prefix(indent) == Some("}");
        if let Some(body) = lines[at + head..].iter().position(closes) {
            found.push((at + 1, name, head + body + 1));
        }
    }
    found
}

/// The name, where a function begins on this line, whatever stands before `fn`.
fn name_of_function(line: &str) -> Option<&str> {
    let mut rest = line;
    loop {
        let (word, more) = rest.split_once(' ')?;
        match word {
            "fn" => return more.split(['(', '<']).next(),
            "pub" | "const" | "async" | "unsafe" => rest = more,
            _ if word.starts_with("pub(") => {
                rest = rest.split_once(") ")?.1;
            }
            _ => return None,
        }
    }
}

#[test]
fn functions_are_found_whatever_stands_before_them() {
    let text = "\
trait A {
    fn without_a_body(&self) -> u8;
}
impl<T> A for T {
    pub(in crate::a) const fn of_an_impl<T>(
        self,
    ) -> u8
    where
        T: Copy,
    {
        1
    }

    pub(crate) async fn awaited(&self) {
        async {
        }
        .await;
    }
}
fn on_one_line() {}
const unsafe fn plain() {
}
";
    let found = functions(text);
    let of_an_impl = (5, "of_an_impl", 8);
    assert_eq!(found, [of_an_impl, (14, "awaited", 5), (21, "plain", 2)]);
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().chain(tests_and_benches()) {
        let lines = text.lines().count();
        if lines > MAX_LINES_OF_A_FILE {
            wrong.push(format!("{file}: {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_function_is_longer_than_sixty_lines() {
    let (mut wrong, mut found) = (Vec::new(), 0);
    for (file, text) in sources() {
        for (line, name, lines) in functions(&text) {
            found += 1;
            if lines > MAX_LINES_OF_A_FUNCTION {
                wrong.push(format!("{file}:{line} {name}: {lines} lines"));
            }
        }
    }
    assert!(found > 2_000, "only {found} functions were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A folder that a stranger can take in at a glance.
#[test]
fn no_folder_holds_more_than_fifteen_files() {
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for (file, _) in sources() {
        let folder = Path::new(&file).parent().unwrap().display().to_string();
        *files.entry(folder).or_default() += 1;
    }
    assert!(files.len() > 30, "only {} folders were found", files.len());
    files.retain(|_, count| *count > MAX_FILES_OF_A_FOLDER);
    assert!(files.is_empty(), "{files:#?}");
}
