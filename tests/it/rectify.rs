//! `rectify`: a campaign that tells exactly those who have, or may have, an earlier mail.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use heraut::relay::catcher::{Act, Moment, Scene};
use serde_json::Value;

use crate::bounces::{report, write};
use crate::harness::{Folder, Ran, files};
use crate::server::{Server, server};

pub(crate) const LIST: &str = "rectification.csv";
pub(crate) const SETTINGS: &str = "config/heraut.toml";
pub(crate) const WHY: [&str; 4] = ["--by", "A. Vos", "--why", "fout in het bericht"];

/// A rectification beside its earlier campaign.
pub(crate) struct Correction<'f> {
    earlier: &'f Folder,
    pub(crate) dir: PathBuf,
}

impl<'f> Correction<'f> {
    /// Makes it, and completes its texts.
    pub(crate) fn of(earlier: &'f Folder) -> Correction<'f> {
        let made = earlier.heraut(&["rectify", "../correction"]);
        assert_eq!(made.exit, 0, "{}", made.screen());
        let correction = Correction {
            earlier,
            dir: fs::canonicalize(earlier.path("../correction")).unwrap(),
        };
        for end in ["txt", "html"] {
            correction.change(
                &format!("templates/rectification.{end}.hbs"),
                "[TODO]",
                "Iets",
            );
        }
        correction
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        fs::write(self.path(name), text.replace(from, to)).unwrap();
    }

    pub(crate) fn words<'w>(&'w self, words: &[&'w str]) -> Vec<&'w str> {
        [&["-C", self.dir.to_str().unwrap()][..], words].concat()
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.earlier.heraut(&self.words(words))
    }

    pub(crate) fn list(&self) -> String {
        fs::read_to_string(self.path(LIST)).unwrap()
    }

    /// The ids of the list, in order.
    pub(crate) fn listed(&self) -> Vec<String> {
        let rows = self.list();
        let id = |row: &str| row.split('"').nth(1).unwrap().to_owned();
        let rows = rows.lines().filter(|row| row.starts_with("\"ORG-"));
        rows.map(id).collect()
    }

    /// The errors of a check, by code and id.
    pub(crate) fn errors(&self) -> Vec<(String, Value)> {
        let document = self.run(&["--json", "check"]).json();
        let faults = document["faults"].as_array().unwrap().iter();
        let errors = faults.filter(|fault| fault["severity"] == "error");
        errors
            .map(|fault| {
                (
                    fault["code"].as_str().unwrap().to_owned(),
                    fault["id"].clone(),
                )
            })
            .collect()
    }

    /// Nothing is sealed or sent, for this reason.
    pub(crate) fn refused(&self, code: &str, id: &str) {
        let wanted = (code.to_owned(), Value::from(id));
        assert_eq!(self.errors(), [wanted]);
        for words in [
            &["--json", "seal"][..],
            &["--json", "send"],
            &["--json", "send", "--as-sealed"],
            &["--json", "rerun"],
        ] {
            let ran = self.run(words);
            assert_eq!(ran.exit, 3, "{words:?}: {}", ran.screen());
            let document = ran.json();
            let mut faults = document["faults"].as_array().unwrap().iter();
            let error = faults.find(|fault| fault["severity"] == "error").unwrap();
            assert_eq!(error["code"], code, "{words:?}");
        }
        let dry = self.run(&["--json", "send", "--dry-run"]);
        let document = dry.json();
        let stopped = [&document["obstacle"]["code"], &document["error"]["code"]];
        assert!(stopped.contains(&&"campaign-input".into()), "{document}");
    }

    /// Whom the catcher has a mail for.
    pub(crate) fn told(&self) -> BTreeSet<String> {
        let mails = files(&self.path("var/trial/caught/new"));
        let to = |path: PathBuf| {
            let text = fs::read_to_string(path).unwrap();
            let head = text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
            let line = head.lines().find(|line| line.starts_with("To: ")).unwrap();
            line.rsplit_once('<')
                .unwrap()
                .1
                .trim_end_matches('>')
                .to_owned()
        };
        mails.into_iter().map(to).collect()
    }
}

/// ORG-001 refused, ORG-002 and ORG-009 in doubt, ORG-004 withheld; ORG-003 came back, ORG-008 came back and got its mail
/// at another address; the others accepted.
pub(crate) fn sent() -> (Folder, Server) {
    let script = |now: Moment, scene: &Scene<'_>| {
        let to = scene.recipient.unwrap_or_default();
        let is_one = |parts: &[&str]| parts.iter().any(|part| to.contains(part));
        match now {
            Moment::Rcpt if to.contains("hettehuis") => Act::Reply(550, "5.1.1 unknown".to_owned()),
            Moment::Dot if is_one(&["waterkers", "onderdelinde"]) => {
                Act::Reply(451, "4.3.0 not now".to_owned())
            }
            _ => Act::Proceed,
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    let withhold = [&["withhold", "ORG-004"][..], &WHY].concat();
    assert_eq!(server.heraut(&folder, &[], &withhold).exit, 0);
    let ran = ask(&folder, &server, &["--json", "send", "--wait"]);
    assert_eq!(ran.exit, 7, "{}", ran.err);
    came_back(&folder, &server, &["ORG-003", "ORG-008"]);
    folder.change(
        "recipients.example.csv",
        &address(&folder, "ORG-008"),
        "nieuw@adres.example",
    );
    assert_eq!(ask(&folder, &server, &["rerun"]).exit, 0);
    let ran = ask(&folder, &server, &["--json", "send", "--wait"]);
    assert_eq!(ran.exit, 7, "{}", ran.err);
    (folder, server)
}

pub(crate) fn ask(folder: &Folder, server: &Server, words: &[&str]) -> Ran {
    server.heraut(folder, &["relay.hands_on=true"], words)
}

fn of_status(folder: &Folder, id: &str, field: &str) -> String {
    let status = folder.heraut(&["--json", "--reveal", "status"]).json();
    let mails = status["mails"].as_array().unwrap();
    let mail = mails.iter().find(|mail| mail["id"] == id).unwrap();
    mail[field].as_str().unwrap().to_owned()
}

pub(crate) fn address(folder: &Folder, id: &str) -> String {
    of_status(folder, id, "address")
}

/// Reports are read that these mails came back.
pub(crate) fn came_back(folder: &Folder, server: &Server, ids: &[&str]) {
    for id in ids {
        let message_id = format!("Message-ID: <{}>", of_status(folder, id, "message_id"));
        let text = report("", &message_id, &address(folder, id), "550 5.1.1 unknown");
        let path = write(folder, &format!("back/{id}.eml"), &text);
        let ran = ask(folder, server, &["bounces", path.to_str().unwrap()]);
        assert_eq!(ran.exit, 0, "{}", ran.screen());
        assert_eq!(of_status(folder, id, "state"), "bounced");
    }
}

#[test]
fn exactly_those_are_told_who_have_the_earlier_mail_or_may_have_it() {
    let (folder, _server) = sent();
    // The list of today says something else: what counts is where the mail went.
    let six = address(&folder, "ORG-010");
    folder.change("recipients.example.csv", &six, "later@adres.example");
    let status = folder.heraut(&["--json", "--reveal", "status"]).json();
    let made = folder.heraut(&["--json", "rectify", "../correction"]);
    assert_eq!(made.exit, 0, "{}", made.err);
    let made = made.json();
    let number = |of: &Value| {
        of.as_object()
            .unwrap()
            .values()
            .map(|n| n.as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!(
        number(&made["told"]) + number(&made["not_told"]),
        40,
        "{made}"
    );
    assert_eq!(made["told"]["in_doubt"], 2, "{made}");
    assert_eq!(
        (
            &made["not_told"]["refused"],
            &made["not_told"]["bounced"],
            &made["not_told"]["withheld"]
        ),
        (&1.into(), &1.into(), &1.into()),
        "{made}"
    );
    assert_eq!(
        (&made["of"], &made["kind"]),
        (&"inzage-2024".into(), &"trial".into())
    );
    assert_eq!(made["campaign"], "inzage-2024-rectification");
    fs::remove_dir_all(folder.path("../correction")).unwrap();

    let correction = Correction::of(&folder);
    let listed = correction.listed();
    assert_eq!(listed.len() as u64, number(&made["told"]));
    // The second mail that was handed over for it, and the first came back.
    assert!(listed.contains(&"ORG-008~2".to_owned()) && !listed.contains(&"ORG-008".to_owned()));
    let ran = correction.run(&["--json", "send"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let mails = status["mails"].as_array().unwrap().iter();
    let has = |mail: &&Value| ["accepted", "in_doubt"].contains(&mail["state"].as_str().unwrap());
    let wanted: BTreeSet<String> = mails
        .filter(has)
        .map(|mail| mail["address"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        wanted.contains("nieuw@adres.example") && wanted.contains(&six),
        "{wanted:?}"
    );
    assert_eq!(correction.told(), wanted);
    let again = correction.run(&["send"]);
    assert_eq!(again.exit, 4, "nobody twice: {}", again.screen());
    // Its manifest says what it corrects, and so does what people read.
    assert_eq!(correction.run(&["review"]).exit, 0);
    let manifest = fs::read_to_string(correction.path("var/trial/review/manifest.txt")).unwrap();
    assert!(
        manifest.contains("rectifies \"inzage-2024\"\n"),
        "{manifest}"
    );
    let page = fs::read_to_string(correction.path("var/trial/review/index.html")).unwrap();
    assert!(page.contains("Corrects the campaign"));
}

#[test]
fn a_trial_is_corrected_in_a_trial_only_and_texts_must_be_complete() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let made = folder.heraut(&["--lang", "nl", "rectify"]);
    assert_eq!(made.exit, 0, "{}", made.screen());
    assert!(
        made.screen().contains("alleen een proef"),
        "{}",
        made.screen()
    );
    let correction = Correction {
        earlier: &folder,
        dir: folder.path("../inzage-2024-rectificatie"),
    };
    let list = fs::read_to_string(correction.path("rectificatie.csv")).unwrap();
    assert!(
        list.starts_with("\u{feff}\"id\";\"organisatie\";\"email\";\"datum_eerder_bericht\"\r\n")
    );
    assert!(list.contains(" 20"), "a day in words: {list}");
    let codes = correction.errors();
    assert!(
        !codes.is_empty() && codes.iter().all(|(code, _)| code == "notice-lint-leftover"),
        "{codes:?}"
    );
    assert_eq!(correction.run(&["send"]).exit, 3);
    for end in ["txt", "html"] {
        correction.change(
            &format!("templates/rectificatie.{end}.hbs"),
            "[INVULLEN]",
            "Iets",
        );
    }
    let smtp = [
        "--set",
        "relay.kind=smtp",
        "--set",
        "relay.host=mail.invalid",
    ];
    let real = correction.run(&[&smtp[..], &["--json", "check"]].concat());
    let faults = real.json()["faults"].clone();
    let codes: Vec<&Value> = faults
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| &fault["code"])
        .collect();
    assert_eq!(
        (real.exit, codes),
        (3, vec![&"campaign-rectify-trial-only".into()])
    );
    assert_eq!(correction.run(&[&smtp[..], &["seal"]].concat()).exit, 3);
    let checked = correction.run(&["check"]);
    assert_eq!(checked.exit, 0, "{}", checked.screen());
    assert!(
        checked.screen().contains("only tried"),
        "{}",
        checked.screen()
    );
    assert_eq!(correction.run(&["send"]).exit, 0);
    let mail = fs::read_to_string(&files(&correction.path("var/trial/caught/new"))[0]).unwrap();
    assert!(
        mail.contains("Subject: Rectificatie: ons eerdere bericht van "),
        "{mail}"
    );
    // A correction of the correction.
    let third = correction.run(&["--json", "rectify"]).json();
    assert_eq!(third["of"], "inzage-2024-rectificatie");
    assert_eq!(third["rows"], 32);
}
