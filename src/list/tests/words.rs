//! Whether `docs/codes.md` names every code of this room. That every code has words in both
//! languages is held by `phrase/words.rs`, that the page has no other code by `tests/it/tidy/codes.rs`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Whether the guide says that this code is an error.
pub(super) fn is_error_in_the_guide(code: &str) -> bool {
    static ERRORS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let reported = GUIDE
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | error |"));
        reported.map(|(code, _)| code).collect()
    });
    ERRORS.contains(code)
}

const WORDS: &str = include_str!("../../phrase/en/list.ftl");
const GUIDE: &str = include_str!("../../../docs/codes.md");

#[test]
fn the_guide_tells_of_every_code_once() {
    let codes = WORDS
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(code, _)| code);
    let codes: BTreeSet<&str> = codes.filter(|code| !code.starts_with([' ', '#'])).collect();
    let lines = GUIDE
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .filter(|(code, _)| codes.contains(code));
    let (reported, severities): (Vec<&str>, Vec<&str>) = lines.unzip();
    assert!(
        severities
            .iter()
            .all(|rest| rest.starts_with("error |") || rest.starts_with("warning |"))
    );
    assert_eq!(
        reported.len(),
        codes.len(),
        "a code is told of twice, or not at all"
    );
    assert_eq!(reported.into_iter().collect::<BTreeSet<_>>(), codes);
}
