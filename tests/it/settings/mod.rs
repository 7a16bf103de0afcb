//! What the settings say happens, and what would not happen they do not take.

use crate::harness::Folder;

const SETTINGS: &str = "config/heraut.toml";

#[test]
fn a_key_that_does_nothing_in_this_version_is_refused_until_its_line_is_gone() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "3"]).exit, 5);
    let before = std::fs::read_to_string(folder.path(SETTINGS)).unwrap();
    let signers = "[approval]\nallowed_signers = \"config/allowed_signers\"\n#";
    for (from, to, key) in [
        ("[approval] ", signers, "approval.allowed_signers"),
        ("[brake] ", "[privacy]\nretain = \"90d\"\n\n[brake] ", "privacy.retain"),
    ] {
        folder.change(SETTINGS, from, to);
        let text = std::fs::read_to_string(folder.path(SETTINGS)).unwrap();
        let line = text.lines().position(|line| line.starts_with(key.split('.').next_back().unwrap()));
        let check = folder.heraut(&["check", "--json"]);
        let faults = check.json()["faults"].as_array().unwrap().clone();
        assert_eq!((check.exit, faults.len()), (3, 1), "{}", check.out);
        assert_eq!(faults[0]["code"], "config-not-built");
        assert_eq!(faults[0]["file"], SETTINGS);
        assert_eq!(faults[0]["row"].as_u64(), line.map(|line| line as u64 + 1));
        assert_eq!(faults[0]["column"], key);
        let hint = faults[0]["hint"].as_str().unwrap();
        assert!(hint.ends_with("Remove this line."), "{hint}");
        for words in [&["send"][..], &["seal"], &["review"], &["status"], &["rerun"]] {
            let ran = folder.heraut(words);
            assert_eq!(ran.exit, 3, "{words:?}: {}", ran.screen());
            let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains("is not in this version"), "{words:?}: {}", ran.err);
        }
        // With the line gone all is as it was, what was sealed too.
        std::fs::write(folder.path(SETTINGS), &before).unwrap();
        let status = folder.status();
        assert_eq!(status["sum"]["accepted"], 3, "{status}");
    }
    let typed = folder.heraut(&["--json", "--set", "privacy.retain=90d", "check"]);
    assert_eq!((typed.exit, &typed.json()["faults"][0]["file"]), (3, &"--set".into()), "{}", typed.out);
    // A section that lost its one line promises nothing.
    folder.change(SETTINGS, "[brake] ", "[privacy]\n\n[brake] ");
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    assert_eq!(folder.caught().len(), 32);
}
