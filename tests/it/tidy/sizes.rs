//! How long a file and a function may be, at rustfmt's defaults.

use super::reading::{sources, tests_and_benches};

/// Files that are still over the limit since rustfmt's defaults came, and how long they may be at most.
const LONG_FILES: [(&str, usize); 2] = [("list/mod.rs", 447), ("list/tests/whole.rs", 464)];

/// Functions that are still over the limit, and how long they may be at most.
const LONG_FUNCTIONS: [(&str, usize); 1] = [("read_bytes", 92)];

const MOST_LINES_OF_A_FILE: usize = 400;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

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
        let known = LONG_FILES.iter().find(|(long, _)| *long == file);
        let most = known.map_or(MOST_LINES_OF_A_FILE, |(_, most)| *most);
        let lines = text.lines().count();
        if lines > most {
            wrong.push(format!("{file}: {lines} lines, {most} at most"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_function_is_longer_than_sixty_lines() {
    let (mut wrong, mut found) = (Vec::new(), 0);
    for (file, text) in sources() {
        for (line, name, lines) in functions(&text) {
            let known = LONG_FUNCTIONS.iter().find(|(long, _)| *long == name);
            let most = known.map_or(MOST_LINES_OF_A_FUNCTION, |(_, most)| *most);
            found += 1;
            if lines > most {
                wrong.push(format!(
                    "{file}:{line} {name}: {lines} lines, {most} at most"
                ));
            }
        }
    }
    assert!(found > 2_000, "only {found} functions were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
