//! What pages point to is there: tests, links, settings.

use std::fs;
use std::path::Path;

use super::reading::{root, sources, tests_and_benches, texts};

/// An invariant without a test is a wish: every `file::test` that the map or the page on security names is there.
#[test]
fn every_test_that_the_map_names_is_there() {
    let mut missing = Vec::new();
    for page in ["docs/architecture.md", "SECURITY.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let words = text.split('`').skip(1).step_by(2);
        let named: Vec<&str> = words
            .filter(|word| word.contains(".rs::") || word.ends_with(".py"))
            .collect();
        assert!(named.len() > 20, "{page} names no tests");
        for word in named {
            let (file, test) = word.split_once("::").unwrap_or((word, ""));
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            if text.is_empty() || !(test.is_empty() || text.contains(&format!("fn {test}("))) {
                missing.push(format!("{page}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Every link of README and docs that stays in the tree leads to a file that is there, and to a heading it has.
#[test]
fn every_link_leads_somewhere() {
    // As GitHub makes them of headings: small letters, hyphens for blanks, no other signs.
    let anchor = |heading: &str| -> String {
        let kept = heading
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c })
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (mut wrong, mut found) = (Vec::new(), 0);
    for (file, text) in texts()
        .into_iter()
        .filter(|(file, _)| file.ends_with(".md"))
    {
        let here = Path::new(&file).parent().unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if link.contains(':') || link.contains(char::is_whitespace) {
                continue;
            }
            found += 1;
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                root().join(&file)
            } else {
                root().join(here).join(path)
            };
            let page = fs::read_to_string(&target).unwrap_or_default();
            let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
            let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#').trim()));
            if !target.exists() || !heading.is_empty() && !anchors.any(|one| one == heading) {
                wrong.push(format!("{file}: {link}"));
            }
        }
    }
    assert!(found > 15, "only {found} links were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_setting_of_the_shipped_file_is_on_its_page() {
    let page = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    let shipped = fs::read_to_string(root().join("config/heraut.toml")).unwrap();
    let (mut section, mut missing, mut found) = (String::new(), Vec::new(), 0);
    for line in shipped.lines() {
        // A block that is switched off has its header behind a `#` as well.
        let header = line.trim_start_matches("# ");
        if header.starts_with('[') {
            section = header
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default()
                .to_owned();
            continue;
        }
        let Some((key, _)) = line.trim_start_matches("# ").split_once(" = ") else {
            continue;
        };
        let free = ["notice.values", "notice.style", "approval.roles"].contains(&section.as_str());
        if key.contains(' ') || free {
            continue;
        }
        found += 1;
        if !page.contains(&format!("`{section}.{key}`")) {
            missing.push(format!("{section}.{key}"));
        }
    }
    assert!(found > 50, "the shipped settings were not read: {found}");
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Folders that the program or a build makes, and the rooms that are planned: they need not be there.
const MADE_OR_PLANNED: [&str; 6] = ["var", "target", "bounce", "report", "check.sh", "approvals"];

/// Whether a word in backticks is meant as a path of this tree, and not as a value, a media type or a unit.
fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if !word.chars().all(plain) || word.starts_with('/') || word.contains("NAME") {
        return false;
    }
    let first = word.split('/').next().unwrap_or(word);
    let in_tree = word.contains('/')
        && (root().join(first).exists()
            || root().join("src").join(first).exists()
            || root().join("src").join(format!("{first}.rs")).exists()
            || word.ends_with('/'));
    let named = [".rs", ".py", ".sh", ".ftl", ".md"];
    in_tree
        || named
            .iter()
            .any(|end| word.len() > end.len() && word.ends_with(end))
}

/// The words of a text that are in backticks and are paths, without the test or type after `::`.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let words = text
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    words
        .map(|word| word.split("::").next().unwrap_or(word))
        .filter(|word| is_path(word))
        .filter(|word| !MADE_OR_PLANNED.contains(&word.split('/').next().unwrap_or(word)))
}

/// Documents name files from the root or from `src`; a file or folder of one name may be named by that alone.
#[test]
fn every_path_that_a_page_names_is_there() {
    let all: Vec<String> = texts().into_iter().map(|(file, _)| file).collect();
    let by_name = |word: &str| {
        let word = word.trim_end_matches('/');
        let within = |file: &String| {
            let mut parts = file.split('/');
            parts.any(|part| part == word)
        };
        !word.contains('/') && all.iter().any(within)
    };
    let (mut missing, mut found) = (Vec::new(), 0);
    for (page, text) in texts()
        .into_iter()
        .filter(|(file, _)| file.ends_with(".md"))
    {
        for word in paths(&text) {
            found += 1;
            let there = |from: &str| root().join(from).join(word).exists();
            let module = root().join("src").join(format!("{word}.rs"));
            if !there("") && !there("src") && !module.exists() && !by_name(word) {
                missing.push(format!("{page}: {word}"));
            }
        }
    }
    assert!(found > 200, "only {found} paths were found");
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Comments name a file from the root, from `src`, or from a folder that the file itself is in.
#[test]
fn every_file_that_a_comment_names_is_there() {
    let sources = sources()
        .into_iter()
        .map(|(file, text)| (format!("src/{file}"), text));
    let (mut missing, mut found) = (Vec::new(), 0);
    for (file, text) in sources.chain(tests_and_benches()) {
        let comments = text.lines().filter_map(|line| line.split_once("//"));
        for word in comments.flat_map(|(_, comment)| paths(comment)) {
            if !word.contains('.') {
                continue;
            }
            found += 1;
            let mut above = Path::new(&file).ancestors().skip(1);
            let there = |folder: &Path| root().join(folder).join(word).exists();
            if !above.any(there) && !there(Path::new("src")) {
                missing.push(format!("{file}: {word}"));
            }
        }
    }
    assert!(found > 20, "only {found} files were named");
    assert!(missing.is_empty(), "{missing:#?}");
}
