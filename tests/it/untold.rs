//! `status --untold`: who could not be told by mail, for telephone and post.

use std::os::unix::fs::PermissionsExt;

use heraut::relay::catcher::{Act, Moment, Scene};
use serde_json::Value;

use crate::harness::Folder;
use crate::server::{Server, server};

/// Refuses one and answers another so that nobody knows whether it was taken.
pub(crate) fn one_refused_one_in_doubt(now: Moment, scene: &Scene<'_>) -> Act {
    let to = scene.recipient.unwrap_or_default().to_owned();
    match now {
        Moment::Rcpt if to.contains("hettehuis") => {
            Act::Reply(550, "5.1.1 bestuur@hettehuis.example unknown".to_owned())
        }
        Moment::Dot if to.contains("waterkers") => Act::Reply(451, "4.3.0 not now".to_owned()),
        _ => Act::Proceed,
    }
}

/// A person takes this organisation out.
pub(crate) fn withhold(folder: &Folder, server: &Server, id: &str) {
    let words = ["withhold", id, "--by", "A. Vos", "--why", "belt zelf"];
    assert_eq!(server.heraut(folder, &[], &words).exit, 0);
}

/// One refused, one in doubt, one withheld; the others were accepted.
fn campaign() -> (Folder, Server) {
    let (folder, server) = (Folder::new(), server(one_refused_one_in_doubt));
    withhold(&folder, &server, "ORG-004");
    let settings = ["relay.hands_on=true"];
    let ran = server.heraut(&folder, &settings, &["--json", "send", "--wait"]);
    assert_eq!(ran.exit, 7, "{}", ran.err);
    (folder, server)
}

fn states(document: &Value) -> Vec<(String, String)> {
    let rows = document["untold"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.map(|row| (text(&row["id"]), text(&row["state"])))
        .collect()
}

#[test]
fn who_could_not_be_told_is_listed_with_why_and_what_to_do_and_nobody_else() {
    let (folder, server) = campaign();
    let ask = |words: &[&str]| server.heraut(&folder, &[], words);
    let ran = ask(&["--json", "status", "--untold"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let document = ran.json();
    let of = |id: &str, state: &str| (id.to_owned(), state.to_owned());
    let wanted = [
        of("ORG-001", "refused"),
        of("ORG-004", "withheld"),
        of("ORG-036", "excluded"),
    ];
    assert_eq!(states(&document), wanted);
    assert_eq!(
        (&document["open"], &document["file"]),
        (&1.into(), &Value::Null)
    );
    for row in document["untold"].as_array().unwrap() {
        for said in ["why", "next"] {
            assert!(!row[said].as_str().unwrap().is_empty(), "{said}: {row}");
        }
    }
    let shown = ask(&["status", "--untold"]).out;
    for part in ["ORG-001", "A. Vos", "send the letter", "Of 1 more"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(
        !shown.contains("hettehuis") && !shown.contains("ORG-002"),
        "{shown}"
    );
    let revealed = ask(&["--json", "--reveal", "status", "--untold"]).json();
    assert_eq!(
        revealed["untold"][0]["address"],
        "bestuur@hettehuis.example"
    );
    assert_eq!(ask(&["status", "--untold", "--state", "refused"]).exit, 2);
    assert_eq!(ask(&["status", "--csv", "x.csv"]).exit, 2);
}

#[test]
fn the_list_for_telephone_and_post_is_a_new_file_for_one_reader_and_no_formula() {
    let (folder, server) = campaign();
    let why = ["--by", "A. Vos", "--why", "belt zelf"];
    let path = folder.path("bellen.csv");
    let write = |name: &str| {
        let path = folder.path(name);
        server.heraut(
            &folder,
            &[],
            &["status", "--untold", "--csv", path.to_str().unwrap()],
        )
    };
    let ran = write("bellen.csv");
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let table = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 1 + 3, "{table}");
    assert!(
        lines[0]
            .ends_with("\"id\";\"organisation\";\"address\";\"state\";\"since\";\"why\";\"next\"")
    );
    assert!(
        lines[1].starts_with(
            "\"ORG-001\";\"Stichting 't Huis\";\"bestuur@hettehuis.example\";\"refused\";"
        ),
        "{table}"
    );
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(write("bellen.csv").exit, 3, "nothing is overwritten");

    // A name that a spreadsheet would calculate.
    let folder = Folder::new();
    folder.change(
        "recipients.example.csv",
        "Café Müller B.V.",
        "=HYPERLINK(1)",
    );
    let withhold = [&["withhold", "ORG-008"][..], &why].concat();
    assert_eq!(server.heraut(&folder, &[], &withhold).exit, 0);
    assert_eq!(server.heraut(&folder, &[], &["seal"]).exit, 0);
    let path = folder.path("post.csv");
    let words = ["status", "--untold", "--csv", path.to_str().unwrap()];
    assert_eq!(server.heraut(&folder, &[], &words).exit, 0);
    let table = std::fs::read_to_string(&path).unwrap();
    assert!(table.contains("\"'=HYPERLINK(1)\""), "{table}");
}

#[test]
fn who_was_withheld_before_any_seal_had_a_mail_for_it_is_listed_too() {
    let (folder, server) = campaign();
    let list = folder.path("recipients.example.csv");
    let mut rows = std::fs::read_to_string(&list).unwrap();
    let like = rows
        .lines()
        .find(|line| line.starts_with("ORG-002"))
        .unwrap()
        .to_owned();
    for (id, word) in [("ORG-098", "zuring"), ("ORG-099", "lisdodde")] {
        let row = like.replace("ORG-002", id).replace("aterkers", word);
        rows.push_str(&format!("{row}\n"));
    }
    std::fs::write(&list, rows).unwrap();
    let settings = ["list.expected=42"];
    let why = ["--by", "A. Vos", "--why", "belt zelf"];
    let ask = |words: &[&str]| server.heraut(&folder, &settings, words);
    assert_eq!(ask(&[&["withhold", "ORG-099"][..], &why].concat()).exit, 0);
    let ran = ask(&["rerun"]);
    let told = ask(&["--json", "status", "--untold"]).json();
    let wanted = ("ORG-099".to_owned(), "withheld".to_owned());
    assert!(
        states(&told).contains(&wanted),
        "{told} {} {}",
        ran.exit,
        ran.screen()
    );
}

#[test]
fn who_gets_a_letter_only_since_the_seal_is_listed_with_the_ground_of_now() {
    let (folder, server) = (
        Folder::new(),
        server(|_: Moment, _: &Scene<'_>| Act::Proceed),
    );
    let ask = |words: &[&str]| server.heraut(&folder, &[], words);
    let first = ask(&["send", "--only", "ORG-001"]);
    assert_eq!(first.exit, 5, "{}", first.screen());
    let list = folder.path("recipients.example.csv");
    let rows = std::fs::read_to_string(&list).unwrap();
    let of = |id: &str| {
        let mut lines = rows.lines();
        let line = lines.find(|line| line.starts_with(id)).unwrap();
        line.to_owned()
    };
    let (by_post, mailed) = (of("ORG-036"), of("ORG-002"));
    let kind = |line: &str| line.split(';').nth(2).unwrap().to_owned();
    let departed = mailed.replace(&kind(&mailed), &kind(&by_post));
    std::fs::write(&list, rows.replace(&mailed, &departed)).unwrap();
    let rerun = ask(&["rerun"]);
    let told = ask(&["--json", "status", "--untold"]).json();
    let wanted = ["ORG-002", "ORG-036"].map(|id| (id.to_owned(), "excluded".to_owned()));
    assert_eq!(states(&told), wanted, "{}", rerun.screen());
}
