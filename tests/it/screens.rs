//! What screens say is so, and each dead end has its next step.

use crate::deadline::live;
use crate::harness::{Folder, Ran};
use crate::terminal::Terminal;

const LIST: &str = "recipients.example.csv";

/// Everything said, however the lines are broken.
fn told(ran: &Ran) -> String {
    ran.screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The shipped campaign, its ids bare numbers: the row below the header is 1, as in a column of a spreadsheet.
fn numbered() -> Folder {
    let folder = Folder::new();
    let text = std::fs::read_to_string(folder.path(LIST)).unwrap();
    let ids = (1..=40).fold(text, |text, id| {
        text.replace(&format!("ORG-{id:03}"), &id.to_string())
    });
    assert!(!ids.contains("ORG-0"), "{ids}");
    std::fs::write(folder.path(LIST), ids).unwrap();
    folder
}

fn organisation(folder: &Folder, id: usize) -> String {
    let text = std::fs::read_to_string(folder.path(LIST)).unwrap();
    let row = text
        .lines()
        .find(|line| line.starts_with(&format!("{id};")))
        .unwrap();
    row.split(';').nth(1).unwrap().to_owned()
}

#[test]
fn preview_takes_the_id_of_any_row_before_a_row_number_and_says_which() {
    let folder = numbered();
    let left_out = folder.heraut(&["--json", "check"]).json()["left_out"][0]["id"].clone();
    let left_out = left_out.as_str().unwrap();
    let shown = folder.heraut(&["preview", "2"]);
    assert!(
        shown.out.starts_with(&organisation(&folder, 2)),
        "id 2 is in row 3: {}",
        shown.out
    );
    assert_eq!(shown.err, "", "an id needs no word");
    // A row that gets no mail is that row all the same, and not the one above it.
    let none = folder.heraut(&["--json", "preview", left_out]);
    assert_eq!(
        (none.exit, &none.json()["error"]["code"]),
        (3, &"campaign-no-mail-to-show".into())
    );
    assert!(
        none.json()["error"]["message"]
            .as_str()
            .unwrap()
            .starts_with(&format!("Id {left_out} (row "))
    );
    // No row has the id 41: then it is the row of the spreadsheet, and that is said.
    let by_row = folder.heraut(&["preview", "41"]);
    assert!(
        by_row.out.starts_with(&organisation(&folder, 40)),
        "{}",
        by_row.out
    );
    assert!(
        told(&by_row)
            .contains("No row on the list has the id 41. This is row 41 of the file: id 40.")
    );
    let nobody = folder.heraut(&["--json", "preview", "99"]);
    assert_eq!(
        (nobody.exit, &nobody.json()["error"]["code"]),
        (3, &"campaign-no-such-id".into())
    );
    folder.change(
        LIST,
        "bestuur@hettehuis.example",
        "bestuur@@hettehuis.example",
    );
    let faulty = folder.heraut(&["--json", "preview", "1"]);
    assert_eq!(
        (faulty.exit, &faulty.json()["error"]["code"]),
        (3, &"campaign-faulty-row".into())
    );
}

#[test]
fn every_number_says_whether_it_is_a_row_or_an_id() {
    let folder = numbered();
    folder.change(
        LIST,
        "bestuur@hettehuis.example",
        "bestuur@@hettehuis.example",
    );
    let check = folder.heraut(&["--lang", "nl", "check"]);
    assert!(told(&check).contains("rij 2 (nr. 1)"), "{}", check.screen());
    assert!(folder.heraut(&["check"]).err.contains("row 2 (id 1)"));
    assert_eq!(
        folder.heraut(&["check", "--json"]).json()["faults"][0]["id"],
        "1"
    );
    folder.change(
        LIST,
        "bestuur@@hettehuis.example",
        "bestuur@hettehuis.example",
    );
    let check = folder.heraut(&["--lang", "nl", "check"]);
    assert!(told(&check).contains("overheid nr. "), "{}", check.screen());
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let status = folder.heraut(&["--lang", "nl", "status"]);
    assert!(
        status
            .out
            .lines()
            .any(|line| line.trim_start().starts_with("nr. 33  ")),
        "{}",
        status.out
    );
    let withheld = folder.heraut(&[
        "--lang", "nl", "withhold", "33", "--by", "A. Vos", "--why", "test",
    ]);
    assert!(
        told(&withheld).starts_with("Nr. 33 kan niet meer"),
        "{}",
        withheld.screen()
    );
    // An id that is no bare number can be taken for nothing else.
    let folder = Folder::new();
    folder.change(
        LIST,
        "bestuur@hettehuis.example",
        "bestuur@@hettehuis.example",
    );
    assert!(folder.heraut(&["check"]).err.contains("row 2 (ORG-001)"));
}

#[test]
fn an_approval_is_withdrawn_in_a_hurry_and_people_see_who_did_it() {
    let (folder, _) = live("");
    let withdraw = folder.heraut(&[
        "withdraw",
        "--by",
        "B. Smit",
        "--why",
        "het adres van Waterkers klopt niet",
    ]);
    assert_eq!(withdraw.exit, 0, "{}", withdraw.err);
    for words in [&["status"][..], &[]] {
        let said = told(&folder.heraut(words));
        assert!(
            said.contains("Waiting for: juridisch. Withdrawn: juridisch (B. Smit, "),
            "{said}"
        );
        assert!(
            !said.contains("Waterkers"),
            "a reason may name somebody: {said}"
        );
    }
    let said = told(&folder.heraut(&["--reveal", "status"]));
    assert!(
        said.contains("Reason: het adres van Waterkers klopt niet"),
        "{said}"
    );
    let alone = folder.heraut(&["--json"]).json();
    assert_eq!(alone["withdrawn"][0]["role"], "juridisch");
    assert_eq!(folder.heraut(&["review", "--out", "lezen"]).exit, 0);
    let page = std::fs::read_to_string(folder.path("lezen/index.html")).unwrap();
    assert!(
        page.contains("Withdrawn: B. Smit, ") && page.contains("Reason: het adres van Waterkers"),
        "{page}"
    );
    // Who gives it again has given it.
    let digest = alone["status"]["digest"].as_str().unwrap().to_owned();
    let again = folder.heraut(&[
        "approve",
        "--digest",
        &digest,
        "--by",
        "B. Smit",
        "--as",
        "juridisch",
    ]);
    assert_eq!(again.exit, 0, "{}", again.err);
    assert!(!told(&folder.heraut(&[])).contains("Withdrawn"));
}

#[test]
fn a_slip_in_a_role_is_answered_with_the_role() {
    let (folder, digest) = live("");
    for words in [
        &[
            "approve", "--digest", &digest, "--by", "A. Vos", "--as", "inhout",
        ][..],
        &["withdraw", "--by", "A. Vos", "--as", "Inhout"],
    ] {
        let said = told(&folder.heraut(&[&["--lang", "nl"], words].concat()));
        assert!(said.contains("bestaat niet. Bedoelt u “inhoud”?"), "{said}");
    }
    let far = told(&folder.heraut(&["withdraw", "--by", "A. Vos", "--as", "persvoorlichting"]));
    assert!(
        far.contains("choose from: inhoud, juridisch and besluit"),
        "{far}"
    );
}

#[test]
fn what_is_missing_is_shown_in_the_line_as_it_was_typed() {
    let folder = Folder::new();
    let lines = |words: &[&str]| -> Vec<String> {
        let ran = folder.heraut(&[&["--lang", "nl"], words].concat());
        assert_eq!(ran.exit, 2, "{}", ran.err);
        ran.err
            .lines()
            .filter_map(|line| line.strip_prefix("  "))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(
        lines(&["resolve", "24", "--arrived"]),
        ["heraut --lang nl resolve 24 --arrived --by \"…\" --why \"…\""]
    );
    // Without a decision it shows what is known; a name alone decides nothing.
    assert_eq!(
        lines(&["resolve", "24", "--by", "A. Vos"]),
        [
            "heraut --lang nl resolve 24 --by 'A. Vos' --arrived",
            "heraut --lang nl resolve 24 --by 'A. Vos' --resend"
        ]
    );
    assert_eq!(
        lines(&["resolve", "--from-log", "mail.log"]),
        [
            "heraut --lang nl resolve --from-log mail.log --by \"…\"",
            "heraut --lang nl resolve --from-log mail.log --dry-run"
        ]
    );
    assert_eq!(
        lines(&["withhold", "--by", "A. Vos"]),
        ["heraut --lang nl withhold NUMMER --by 'A. Vos' --why \"…\""]
    );
    let approve = ["approve", "--by", "A. Vos", "--as", "inhoud"];
    assert_eq!(
        lines(&approve),
        ["heraut --lang nl approve --by 'A. Vos' --as inhoud --digest \"…\""]
    );
    let loose = folder.heraut(&["--lang", "nl", "status", "860e"]);
    assert!(
        told(&loose).starts_with("Wat betekent “860e”?"),
        "{}",
        loose.err
    );
    let help = folder.heraut(&["--lang", "nl", "resolve", "--help"]).out;
    assert!(
        help.contains("--by <NAAM>") && !help.contains("<NAME>"),
        "{help}"
    );
}

/// Runs the program on a terminal of its own, and types these lines, each once it is asked for.
fn on_a_terminal(folder: &Folder, words: &[&str], typed: &[(&str, &str)]) -> (i32, String) {
    let mut terminal = Terminal::of(folder.command(words));
    for (asked, line) in typed {
        terminal.shows(asked);
        terminal.types(line);
    }
    terminal.ended()
}

#[test]
fn a_wrong_name_is_told_and_asked_for_once_more() {
    let (folder, _) = live("");
    let name = folder.heraut(&["--json"]).json()["campaign"]
        .as_str()
        .unwrap()
        .to_owned();
    let (exit, said) = on_a_terminal(
        &folder,
        &["send"],
        &[
            ("number of mails (", "overzicht"),
            ("exactly this", "nog iets"),
        ],
    );
    assert_eq!(exit, 9, "{said}");
    let wanted = format!("{name} 32");
    let wrong = format!(
        "“overzicht” is not the name of this campaign and its number of mails. Type exactly this: {wanted}"
    );
    assert!(said.contains(&wrong), "{said}");
    assert!(
        said.contains(
            "Not sent: “nog iets” is not the name of this campaign and its number of mails."
        ),
        "{said}"
    );
    // Right the second time: it goes on, to a mail server that nobody finds.
    let (exit, said) = on_a_terminal(
        &folder,
        &["send"],
        &[
            ("number of mails (", "overzicht"),
            ("exactly this", &wanted),
        ],
    );
    assert_eq!(exit, 12, "{said}");
    let (exit, said) = on_a_terminal(&folder, &["send"], &[("number of mails (", "")]);
    assert_eq!(exit, 9, "{said}");
    assert!(said.contains("Not sent: nobody confirmed it."), "{said}");
}

#[test]
fn the_system_is_quoted_in_the_language_of_the_reader() {
    let folder = Folder::new();
    let relay = [
        "relay.kind=smtp",
        "relay.host=127.0.0.1",
        "relay.port=1",
        "relay.tls=none",
        "approval.required=[]",
    ];
    let words: Vec<&str> = relay
        .iter()
        .flat_map(|set| ["--set", *set])
        .chain(["--lang", "nl", "preflight"])
        .collect();
    let ran = folder.heraut(&words);
    assert_eq!(ran.exit, 12, "{}", ran.err);
    assert!(
        told(&ran).contains("op die poort luistert niets"),
        "{}",
        ran.err
    );
    assert!(
        !ran.err.contains("os error") && !ran.err.contains("refused"),
        "{}",
        ran.err
    );
    let ran = folder.heraut(&[&words[..], &["-v"]].concat());
    assert!(
        ran.err.contains("Connection refused (os error 111)"),
        "{}",
        ran.err
    );
    let nowhere = Folder::new().with_real_relay();
    let ran = nowhere.heraut(&["--lang", "nl", "preflight"]);
    assert!(
        told(&ran).contains("die naam is op het netwerk niet te vinden"),
        "{}",
        ran.err
    );
}

#[test]
fn a_key_under_the_wrong_section_is_told_where_it_belongs() {
    let folder = Folder::new();
    folder.change(
        "config/heraut.toml",
        "[window]",
        "[window]\nper_domain = \"1/s\"\n",
    );
    let check = folder.heraut(&["--lang", "nl", "--json", "check"]);
    assert_eq!(check.exit, 3);
    let fault = &check.json()["faults"][0];
    assert_eq!(
        fault["message"],
        "de sleutel window.per_domain hoort hier niet"
    );
    assert_eq!(fault["hint"], "per_domain hoort bij [pace].");
}

/// A trial asks for nobody's agreement, so there is none on which sending began or that ends.
#[test]
fn the_page_of_a_trial_speaks_of_no_agreement_in_force() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    assert_eq!(folder.heraut(&["review", "--out", "bundle"]).exit, 0);
    let page = std::fs::read_to_string(folder.path("bundle/index.html")).unwrap();
    assert!(
        page.contains("Nobody needs to approve it") && !page.contains("began"),
        "{page}"
    );
}
