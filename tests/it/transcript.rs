//! The dialogue with the relay, written down for whoever looks into a fault.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::harness::Folder;
use crate::login::{Shows, none, scene};

/// The lines of a transcript without when and on which connection they were said.
fn dialogue(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| {
            line.split_whitespace()
                .skip(2)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn a_run_is_written_down_without_anybody_in_it() {
    let folder = Folder::new();
    let ran = folder.heraut(&["send", "--transcript", "dialogue.txt"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let file = folder.path("dialogue.txt");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let said = dialogue(&text);
    let count = |what: &str| said.iter().filter(|line| line.contains(what)).count();
    assert_eq!(count("C: RCPT TO:<…>"), 32, "{text}");
    assert_eq!((count("C: (the mail, "), count("C: .")), (32, 32), "{text}");
    assert!(said.iter().any(|line| line.contains("S: 354")), "{text}");
    let list = fs::read_to_string(folder.path("recipients.example.csv")).unwrap();
    let cells = list
        .lines()
        .skip(1)
        .flat_map(|row| row.split(';').skip(1).take(3))
        .filter(|cell| cell.len() > 8);
    for cell in cells {
        assert!(!text.contains(cell), "{cell} is in the transcript");
    }
    assert!(!text.contains('@') && !text.contains("ORG-0"), "{text}");
    // It is nobody's file that is written over, and nothing goes before that is known.
    folder.heraut(&["send", "--fresh", "--limit", "1"]);
    let ran = folder.heraut(&["send", "--transcript", "dialogue.txt"]);
    assert_eq!(
        (ran.exit, folder.status()["sum"]["accepted"].as_u64()),
        (3, Some(1)),
        "{}",
        ran.screen()
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn preflight_shows_the_dialogue_to_whoever_asks_and_no_secret() {
    let scene = scene(Shows::Good, none);
    let ran = scene.heraut(&["-v", "preflight"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let said = dialogue(&ran.err);
    let at = |what: &str| said.iter().position(|line| line.starts_with(what));
    let places = ["S: 220", "C: EHLO", "C: AUTH PLAIN …", "S: 235", "C: QUIT"].map(at);
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?} {}",
        ran.err
    );
    assert!(ran.err.contains("(encrypted from here on)"), "{}", ran.err);
    assert!(
        !ran.screen().contains("AGJlcmljaHQ") && !ran.screen().contains("geheim"),
        "{}",
        ran.err
    );
    // Where it goes wrong, it is needed most; who doesn't ask sees none of it.
    let wrong = crate::login::scene(Shows::Good, |line, _| {
        line.starts_with("AUTH").then_some("535 5.7.8 no")
    });
    let ran = wrong.heraut(&["-v", "preflight"]);
    assert_eq!(ran.exit, 12, "{}", ran.screen());
    assert!(
        dialogue(&ran.err)
            .iter()
            .any(|line| line == "S: 535 5.7.8 no"),
        "{}",
        ran.err
    );
    assert!(!wrong.heraut(&["preflight"]).screen().contains("C: EHLO"));
}
