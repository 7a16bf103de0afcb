//! Which earlier campaign is corrected.

use super::walk::{Row, row};
use crate::harness::Folder;

/// What a check says of the earlier campaign.
fn corrected(folder: &Folder, set: &[String]) -> String {
    let earlier = folder.path("eerder");
    let earlier = earlier.to_str().unwrap();
    assert_eq!(folder.heraut(&["init", earlier]).exit, 0);
    folder.change("eerder/config/heraut.toml", "\"240/min\"", "\"unlimited\"");
    folder.change("eerder/config/heraut.toml", "\"60/min\"", "\"unlimited\"");
    assert_eq!(folder.heraut(&["-C", earlier, "send"]).exit, 0);
    let set = set.iter().flat_map(|set| ["--set", set]);
    let words: Vec<&str> = set.chain(["check"]).collect();
    let said = folder.heraut(&words).screen();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) const RECTIFICATION: &[Row] = &[
    row(
        "rectification.of",
        corrected,
        &["rectification.campaign=inzage-2024"],
        [
            ("eerder", "doesn't have the earlier mail"),
            ("nergens", "can't be read now"),
        ],
    ),
    row(
        "rectification.campaign",
        corrected,
        &["rectification.of=eerder"],
        [
            ("inzage-2024", ""),
            ("inzage-2023", "was sealed under the name inzage-2024"),
        ],
    ),
];
