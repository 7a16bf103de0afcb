//! Who follows the next step that each command prints comes to the end, in a trial and on towards a real send.

use crate::harness::Folder;

/// What a person reads, without its line breaks.
fn read(folder: &Folder, words: &[&str]) -> String {
    let screen = folder.heraut(words).screen();
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The command under the last `Next:`.
fn next(folder: &Folder, words: &[&str]) -> String {
    let screen = folder.heraut(words).screen();
    let (_, next) = screen
        .rsplit_once("Next:")
        .unwrap_or_else(|| panic!("{screen}"));
    next.trim_end().lines().last().unwrap().trim().to_owned()
}

#[test]
fn a_trial_leads_to_the_review_and_then_to_the_settings_of_a_real_send() {
    let folder = Folder::new();
    assert_eq!(next(&folder, &[]), "heraut send");
    assert_eq!(next(&folder, &["send"]), "heraut review");
    assert_eq!(next(&folder, &[]), "heraut review");
    let real = "Put your own list, your own texts and your mail server in config/heraut.toml.";
    assert!(read(&folder, &["review"]).contains(real));
    // Once people can read the mails, no command sends them back to the review.
    for words in [
        &[][..],
        &["status"],
        &["send"],
        &["send", "--dry-run"],
        &["check"],
    ] {
        assert_eq!(next(&folder, words), "heraut preflight", "{words:?}");
        assert!(read(&folder, words).contains(real), "{words:?}");
    }
    let preflight = read(&folder, &["preflight"]);
    let first = "This was the built-in catcher. For a real send, put your own list, your own texts and your mail server in";
    assert!(preflight.contains(first), "{preflight}");
    // A later seal has not been read: its review is next again.
    folder.change("config/heraut.toml", "\"vragen@", "\"antwoord@");
    assert_eq!(folder.heraut(&["send", "--fresh"]).exit, 0);
    assert_eq!(next(&folder, &[]), "heraut review");
}

#[test]
fn rerun_speaks_of_rows_to_correct_only_if_there_are_any() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send", "--limit", "3"]).exit, 5);
    let rerun = folder.heraut(&["rerun"]);
    assert_eq!(rerun.exit, 4, "{}", rerun.screen());
    let said = read(&folder, &["rerun"]);
    assert!(said.contains("there is nothing to seal."), "{said}");
    assert!(!said.contains("need a correction"), "{said}");
    assert_eq!(next(&folder, &["rerun"]), "heraut send");
}

#[test]
fn a_dry_run_counts_each_row_where_status_counts_it() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let dry = read(&folder, &["send", "--dry-run"]);
    assert!(
        dry.contains("0 due now, 0 later. 40 listed = 8 excluded"),
        "{dry}"
    );
    assert!(dry.contains("+ 32 accepted"), "{dry}");
    assert!(!dry.contains("don't go out"), "{dry}");
}

#[test]
fn doctor_says_that_commands_work_in_spite_of_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let well = read(&folder, &["doctor"]);
    assert!(well.contains("Everything is in order."), "{well}");
    let list = folder.path("recipients.example.csv");
    std::fs::set_permissions(&list, std::fs::Permissions::from_mode(0o666)).unwrap();
    let warned = read(&folder, &["doctor"]);
    assert!(
        warned.contains("Commands work, but read the warnings above first."),
        "{warned}"
    );
    assert!(!warned.contains("Everything is in order."), "{warned}");
}
