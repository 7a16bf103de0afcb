//! No name and no address where none belongs: in the journal, and on screens.

use std::fs;

use crate::harness::Folder;

#[test]
fn the_journal_holds_no_name_no_address_and_no_list_id() {
    let folder = Folder::new();
    folder.heraut(&["seal", "--by", "A. Vos"]);
    folder.heraut(&[
        "remark",
        "Brug klopt niet",
        "--by",
        "A. Vos",
        "--mail",
        "ORG-003",
    ]);
    folder.heraut(&[
        "withhold",
        "ORG-002",
        "--by",
        "A. Vos",
        "--why",
        "Waterkers belde",
    ]);
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    for entry in fs::read_dir(folder.path("var/trial")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("journal") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let holds = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        for text in [
            "ORG-0",
            "Brug klopt",
            "A. Vos",
            "Waterkers",
            "hettehuis",
            ".example",
            "belde",
        ] {
            assert!(!holds(text), "{name} holds {text}");
        }
    }
}

#[test]
fn screens_show_no_name_and_no_address_unless_asked() {
    let folder = Folder::new();
    let send = folder.heraut(&["send"]);
    let status = folder.heraut(&["status", "-v"]);
    for screen in [
        send.err,
        status.screen(),
        folder.heraut(&[]).screen(),
        folder.heraut(&["check"]).screen(),
    ] {
        assert!(
            !screen.contains("hettehuis") && !screen.contains("'t Huis"),
            "{screen}"
        );
        assert!(
            !screen.contains("\u{1b}["),
            "no terminal, no colour: {screen}"
        );
    }
    assert!(
        folder
            .heraut(&["status", "--reveal"])
            .out
            .contains("bestuur@hettehuis.example")
    );
}
