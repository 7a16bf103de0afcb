//! Remarks that are still open are told wherever people decide, until somebody closes them.

use crate::deadline::live;
use crate::harness::{Folder, Ran};

/// Everything said, however the lines are broken.
fn told(ran: &Ran) -> String {
    ran.screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn remark(folder: &Folder, words: &[&str]) {
    let made = folder.heraut(&[&["remark"], words].concat());
    assert_eq!(made.exit, 0, "{}", made.err);
}

#[test]
fn open_remarks_are_told_at_every_decision_until_they_are_closed() {
    let (folder, digest) = live("");
    let send = ["send", "--yes", "--digest", &digest];
    let role = [
        "approve", "--digest", &digest, "--by", "A. Vos", "--as", "inhoud",
    ];
    let take_back = ["withdraw", "--digest", &digest, "--by", "A. Vos"];
    // Without a terminal a real send ends at its last look; with the word typed beforehand it goes on to the relay.
    let places: [(&[&str], i32); 6] = [
        (&[], 0),
        (&["status"], 0),
        (&["--quiet", "status"], 0),
        (&["send"], 9),
        (&send, 12),
        (&["send", "--dry-run"], 0),
    ];
    for (words, exit) in places {
        let ran = folder.heraut(words);
        assert_eq!(ran.exit, exit, "{words:?}: {}", ran.err);
        assert!(
            !ran.screen().contains("still open"),
            "{words:?}: {}",
            ran.screen()
        );
    }
    remark(
        &folder,
        &[
            "FOUT: verkeerde organisatie, mail post@fout.example",
            "--by",
            "D. Lindeboom",
            "--mail",
            "ORG-003",
        ],
    );
    remark(&folder, &["Kan de aanhef korter?", "--by", "E. Kwist"]);
    remark(&folder, &["Ja, dat kan", "--by", "A. Vos", "--answer", "2"]);
    for (words, exit) in places {
        let ran = folder.heraut(words);
        assert_eq!(ran.exit, exit, "{words:?}: {}", ran.err);
        let said = told(&ran);
        for part in [
            "2 remarks are still open",
            "1 ORG-003",
            "2 the whole",
            "heraut --reveal status",
        ] {
            assert!(
                said.contains(part),
                "{words:?} says nothing of {part}: {said}"
            );
        }
        assert!(
            said.contains("1 answer") && said.contains("heraut remark --close 1 --by"),
            "{words:?}: {said}"
        );
        for part in ["FOUT", "fout.example", "Lindeboom", "Kwist", "aanhef"] {
            assert!(
                !said.contains(part),
                "{words:?} shows {part}, and nobody asked for names: {said}"
            );
        }
    }
    let said = told(&folder.heraut(&["--reveal", "status"]));
    for part in [
        "FOUT: verkeerde organisatie, mail post@fout.example",
        "D. Lindeboom",
        "aanhef korter",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(folder.heraut(&take_back).exit, 0);
    let again = folder.heraut(&role);
    assert!(
        told(&again).contains("2 remarks are still open"),
        "{}",
        again.screen()
    );
    remark(&folder, &["--close", "1", "--by", "B. Smit"]);
    let said = told(&folder.heraut(&[]));
    assert!(
        said.contains("1 remark is still open") && !said.contains("FOUT"),
        "{said}"
    );
    assert!(said.contains("heraut remark --close 2 --by"), "{said}");
    remark(&folder, &["--close", "2", "--by", "B. Smit"]);
    for (words, _) in places {
        let said = told(&folder.heraut(words));
        assert!(!said.contains("still open"), "{words:?}: {said}");
    }
}

#[test]
fn many_open_remarks_are_counted_and_the_first_are_shown() {
    let (folder, _) = live("");
    for text in ["een", "twee", "drie", "vier", "vijf"] {
        remark(&folder, &[text, "--by", "B. Smit"]);
    }
    let said = told(&folder.heraut(&["--reveal", "status"]));
    assert!(
        said.contains("5 remarks are still open") && said.contains("and 2 more"),
        "{said}"
    );
    assert!(said.contains("drie") && !said.contains("vier"), "{said}");
}

#[test]
fn programs_get_the_open_remarks_and_names_only_where_they_ask() {
    let (folder, _) = live("");
    assert_eq!(folder.status()["remarks"], serde_json::json!([]));
    remark(
        &folder,
        &["Klopt niet", "--by", "B. Smit", "--mail", "ORG-003"],
    );
    let open = folder.status()["remarks"].clone();
    assert_eq!(
        (&open[0]["number"], &open[0]["id"]),
        (&1.into(), &"ORG-003".into()),
        "{open}"
    );
    assert!(
        open[0].get("by").is_none() && open[0].get("text").is_none(),
        "{open}"
    );
    let shown = folder.heraut(&["--json", "--reveal", "status"]).json()["remarks"].clone();
    assert_eq!(
        (&shown[0]["by"], &shown[0]["text"]),
        (&"B. Smit".into(), &"Klopt niet".into()),
        "{shown}"
    );
}

#[test]
fn where_the_settings_say_so_an_open_remark_blocks_approvals_and_sends() {
    let folder = Folder::new().with_real_relay();
    folder.change(
        "config/heraut.toml",
        "open_remarks = \"tell\"",
        "open_remarks = \"block\"",
    );
    for key in ["hours = ", "days = "] {
        folder.change(
            "config/heraut.toml",
            &format!("\n{key}"),
            &format!("\n# {key}"),
        );
    }
    let sealed = folder.heraut(&["--json", "seal"]).json();
    let digest = sealed["digest"].as_str().unwrap();
    let approve = |by: &str, role: &str| {
        let words = [
            "--json", "approve", "--digest", digest, "--by", by, "--as", role,
        ];
        folder.heraut(&words)
    };
    let code = |ran: &Ran| {
        ran.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    remark(&folder, &["Klopt dit?", "--by", "D. Lindeboom"]);
    let refused = approve("A. Vos", "inhoud");
    assert_eq!(
        (refused.exit, code(&refused)),
        (9, "signoff-remarks-open".to_owned())
    );
    let alone = folder.heraut(&[]);
    assert!(
        told(&alone).contains("Close the open remarks (1) first"),
        "{}",
        alone.screen()
    );
    let close = ["remark", "--close", "1", "--by", "D. Lindeboom"];
    assert_eq!(folder.heraut(&close).exit, 0);
    for (by, role) in [
        ("A. Vos", "inhoud"),
        ("B. Smit", "juridisch"),
        ("C. van Voorbeeld", "besluit"),
    ] {
        let given = approve(by, role);
        assert_eq!(given.exit, 0, "{}", given.screen());
    }
    // Also what everybody approved waits for a remark that is made later, until it is closed.
    let send = ["--json", "send", "--yes", "--digest", digest];
    remark(&folder, &["Toch niet", "--by", "B. Smit"]);
    let held = folder.heraut(&send);
    assert_eq!(
        (held.exit, code(&held)),
        (9, "campaign-remarks-open".to_owned())
    );
    assert_eq!(
        folder
            .heraut(&["remark", "--close", "2", "--by", "B. Smit"])
            .exit,
        0
    );
    // Then only the relay, which is nowhere, keeps it back.
    assert_eq!(folder.heraut(&send).exit, 12);
}
