//! The list as it stands when mails go: what was sealed goes only where the list still gives the same, and every change
//! of it has a way on. Through the program, with a relay and with words.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use heraut::relay::catcher::{Act, Moment, Scene as Asked, Script};
use serde_json::Value;

use crate::harness::{Folder, Ran};
use crate::pace::{Server, server};

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";

/// A campaign with a relay that needs the three words.
pub(crate) struct Office {
    pub(crate) folder: Folder,
    pub(crate) server: Server,
}

impl Office {
    pub(crate) fn new(script: impl Script + 'static) -> Office {
        let (folder, server) = (Folder::new(), server(script));
        let relay = format!(
            "kind = \"smtp\"\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n#",
            server.port()
        );
        folder.change(SETTINGS, "kind = \"catcher\" ", &relay);
        folder.change(SETTINGS, "expected = 40", "# expected = 40");
        Office { folder, server }
    }

    /// Everything is taken.
    pub(crate) fn calm() -> Office {
        Office::new(|_: Moment, _: &Asked<'_>| Act::Proceed)
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.folder.heraut(words)
    }

    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(&[&["--json"], words].concat());
        assert!(
            ran.exit < 10 && ran.exit != 1,
            "{words:?}: {}{}",
            ran.out,
            ran.err
        );
        ran.json()
    }

    pub(crate) fn agree(&self) {
        let digest = self.folder.status()["digest"].as_str().unwrap().to_owned();
        for (by, role) in [
            ("A. Vos", "inhoud"),
            ("B. Smit", "juridisch"),
            ("C. van Voorbeeld", "besluit"),
        ] {
            let ran = self.run(&["approve", "--digest", &digest, "--by", by, "--as", role]);
            assert_eq!(ran.exit, 0, "{}", ran.err);
        }
    }

    pub(crate) fn seal_and_agree(&self) {
        let ran = self.run(&["seal"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        self.agree();
    }

    /// How many mails went to this address.
    pub(crate) fn has(&self, address: &str) -> usize {
        let mails = self.server.kept.mails();
        mails
            .iter()
            .filter(|mail| mail.recipients.iter().any(|to| to.address == address))
            .count()
    }

    pub(crate) fn change(&self, from: &str, to: &str) {
        self.folder.change(LIST, from, to);
    }

    /// Takes the row off the list, and says what it was.
    pub(crate) fn remove(&self, id: &str) -> String {
        let text = fs::read_to_string(self.folder.path(LIST)).unwrap();
        let (gone, left): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|row| row.starts_with(id));
        fs::write(self.folder.path(LIST), left.join("\r\n")).unwrap();
        gone[0].to_owned()
    }

    fn add(&self, row: &str) {
        let text = fs::read_to_string(self.folder.path(LIST)).unwrap();
        fs::write(
            self.folder.path(LIST),
            format!("{}\r\n{row}\r\n", text.trim_end()),
        )
        .unwrap();
    }

    fn state(&self, id: &str) -> Value {
        let status = self.folder.status();
        let mails = status["mails"].as_array().unwrap();
        mails
            .iter()
            .find(|mail| mail["id"] == id)
            .map_or(Value::Null, |mail| mail["state"].clone())
    }
}

pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn edit_a_ground(office: &Office) {
    let text = fs::read_to_string(office.folder.path(SETTINGS)).unwrap();
    let ground = text
        .lines()
        .find(|line| line.contains("ground = "))
        .unwrap();
    office.folder.change(
        SETTINGS,
        ground,
        &ground.replacen("ground = \"", "ground = \"een ", 1),
    );
}

const NEW_ROW: &str = "ORG-900;Vereniging Verderop;maatschappelijk;anders@verderop.example;A. de Boer;heer De Boer;VZ-AAAA-99;2023, 2024";

#[test]
fn a_supplement_hides_no_other_change_of_the_list() {
    let office = Office::calm();
    office.seal_and_agree();
    office.change("bestuur@hettehuis.example", "post@hettehuis.example");
    office.remove("ORG-002");
    office.add(NEW_ROW);
    // Refused by both, naming the rows and how they differ.
    for send in [&["send"][..], &["send", "--dry-run"]] {
        let ran = office.run(&[&["--json"], send].concat());
        assert_eq!(ran.exit, 9, "{}", ran.err);
        let document = ran.json();
        let error = if send.len() == 1 {
            &document["error"]
        } else {
            &document["obstacle"]
        };
        assert_eq!(error["code"], "campaign-list-differs", "{document}");
        let message = words(error["message"].as_str().unwrap());
        assert!(
            message.contains("ORG-001 has a different address"),
            "{message}"
        );
        assert!(message.contains("ORG-002 is not on the list"), "{message}");
        assert!(!message.contains('@'), "{message}");
    }
    let alone = words(&office.run(&[]).out);
    assert!(
        alone.contains("heraut seal") && alone.contains("ORG-001"),
        "the advice of the refusal: {alone}"
    );
    let rerun = office.json(&["rerun"]);
    assert_eq!(rerun["mails"], 2, "{rerun}");
    assert_eq!(rerun["changes"]["added"], serde_json::json!(["ORG-900"]));
    assert_eq!(rerun["changes"]["changed"], serde_json::json!(["ORG-001"]));
    assert_eq!(rerun["changes"]["gone"], serde_json::json!(["ORG-002"]));
    assert_eq!(rerun["changes"]["beside"]["trying"], 30, "{rerun}");
    // Only what was taken in needs new words.
    let before = office.run(&["send"]);
    assert_eq!(office.server.kept.mails().len(), 30, "{}", before.err);
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(
        office.has("bestuur@hettehuis.example"),
        0,
        "the old, wrong address"
    );
    assert_eq!(office.has("post@hettehuis.example"), 1);
    assert_eq!(
        office.has("info@waterkersplatform.example"),
        0,
        "it left the list"
    );
    assert_eq!(office.has("anders@verderop.example"), 1);
    assert_eq!(office.state("ORG-002"), "withheld");
}

#[test]
fn a_row_that_leaves_the_list_narrows_and_one_that_is_back_is_taken_again() {
    let office = Office::calm();
    office.seal_and_agree();
    assert_eq!(
        office.json(&["send", "--only", "ORG-001"])["sum"]["accepted"],
        1
    );
    let row = office.remove("ORG-002");
    assert_eq!(office.run(&["send"]).exit, 9);
    let rerun = office.run(&["rerun"]);
    assert_eq!(rerun.exit, 0, "{}", rerun.err);
    assert!(
        words(&rerun.err).contains("no longer on the list, or now excluded: ORG-002"),
        "{}",
        rerun.err
    );
    // What was agreed to for the others still holds.
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(office.server.kept.mails().len(), 31);
    // Put back: the next supplement takes it, and it goes once.
    office.add(&row);
    let rerun = office.json(&["rerun"]);
    assert_eq!(
        (&rerun["mails"], &rerun["changes"]["added"]),
        (&1.into(), &serde_json::json!(["ORG-002"]))
    );
    assert_eq!(rerun["changes"]["beside"]["have"], 31);
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(office.has("info@waterkersplatform.example"), 1);
    assert_eq!(office.server.kept.mails().len(), 32);
}

#[test]
fn a_row_put_back_before_anything_went_is_sealed_again() {
    let office = Office::calm();
    office.seal_and_agree();
    let row = office.remove("ORG-002");
    office.seal_and_agree();
    office.add(&row);
    let seal = office.json(&["seal"]);
    assert_eq!(
        (&seal["made"], &seal["mails"]),
        (&true.into(), &32.into()),
        "{seal}"
    );
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(office.has("info@waterkersplatform.example"), 1);
}

#[test]
fn a_row_gone_by_mistake_and_put_back_is_due_again_by_a_word() {
    let office = Office::calm();
    office.seal_and_agree();
    assert_eq!(
        office.json(&["send", "--only", "ORG-001"])["sum"]["accepted"],
        1
    );
    let row = office.remove("ORG-002");
    assert_eq!(office.run(&["rerun"]).exit, 0);
    let again = [
        "again",
        "ORG-002",
        "--by",
        "A. Vos",
        "--why",
        "bij vergissing geschrapt",
    ];
    let refused = office.run(&[&["--json"][..], &again].concat());
    assert_eq!(
        (refused.exit, &refused.json()["error"]["code"]),
        (3, &"campaign-not-listed".into())
    );
    office.add(&row);
    assert_eq!(office.run(&again).exit, 0);
    // The words on its digest still hold: no new seal.
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(office.has("info@waterkersplatform.example"), 1);
}

#[test]
fn an_edited_ground_leads_into_no_circle() {
    let office = Office::calm();
    office.seal_and_agree();
    edit_a_ground(&office);
    // No mail is another: nothing stands in the way of what was agreed to.
    assert_eq!(office.run(&["send", "--dry-run"]).exit, 0);
    assert_eq!(
        office.json(&["send", "--only", "ORG-001"])["sum"]["accepted"],
        1
    );
    let seal = office.json(&["seal"]);
    assert_eq!(seal["made"], false, "the words hold on: {seal}");
    let excluded = office.folder.status()["excluded"].to_string();
    assert!(excluded.contains("een "), "{excluded}");
    let ran = office.run(&["send"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(office.server.kept.mails().len(), 32);
}

#[test]
fn a_ground_edited_before_anything_went_is_sealed_for_all_to_see() {
    let office = Office::calm();
    office.seal_and_agree();
    edit_a_ground(&office);
    let seal = office.json(&["seal"]);
    assert_eq!(
        (&seal["made"], &seal["mails"]),
        (&true.into(), &32.into()),
        "{seal}"
    );
    assert_eq!(
        office.run(&["send"]).exit,
        9,
        "the new digest needs words of its own"
    );
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(office.json(&["seal"])["made"], false);
}

#[test]
fn when_the_relay_reports_was_agreed_to_as_well() {
    let office = Office::calm();
    office.seal_and_agree();
    let notify = ["--set", "relay.notify=[\"success\"]"];
    let ran = office.run(&[&["--json"], &notify[..], &["send", "--as-sealed"]].concat());
    assert_eq!(
        (ran.exit, &ran.json()["error"]["code"]),
        (9, &"campaign-head-changed".into()),
        "{}",
        ran.err
    );
    assert_eq!(office.server.kept.mails().len(), 0);
}

#[test]
fn as_sealed_mails_nobody_whom_the_list_or_a_person_leaves_out() {
    let office = Office::calm();
    office.seal_and_agree();
    office.remove("ORG-002");
    office.change(
        "ORG-004;Turks-Nederlands Forum Eikerveen;maatschappelijk",
        "ORG-004;Turks-Nederlands Forum Eikerveen;overheid",
    );
    office.change("bestuur@hettehuis.example", "post@hettehuis.example");
    assert_eq!(
        office
            .run(&[
                "withhold", "ORG-003", "--by", "B. Smit", "--why", "bedreigd"
            ])
            .exit,
        0
    );
    let ran = office.run(&["send", "--as-sealed"]);
    assert_eq!(ran.exit, 5, "{}", ran.err);
    assert_eq!(office.server.kept.mails().len(), 29);
    for address in [
        "info@waterkersplatform.example",
        "secretariaat@debrug-enco.example",
        "forum@tnf-eikerveen.example",
    ] {
        assert_eq!(office.has(address), 0, "{address}");
    }
    assert_eq!(
        office.has("bestuur@hettehuis.example"),
        1,
        "what was agreed to"
    );
    // And it is not the only way on.
    assert_eq!(office.run(&["rerun"]).exit, 0);
    let status = office.folder.status();
    assert_eq!(status["sum"]["withheld"], 2);
    assert_eq!(status["sum"]["queued"], 0, "{}", status["sum"]);
}

#[test]
fn what_our_own_relay_refused_by_mistake_goes_again_by_a_word() {
    let denies = Arc::new(AtomicBool::new(true));
    let asked = denies.clone();
    let office = Office::new(move |now: Moment, _: &Asked<'_>| {
        let denied = now == Moment::Rcpt && asked.load(Ordering::Relaxed);
        if denied {
            Act::Reply(550, "5.7.1 relay access denied".into())
        } else {
            Act::Proceed
        }
    });
    office.seal_and_agree();
    // The third refusal in the same words is about us: the brake.
    let refused = office.run(&["send", "--only", "ORG-001", "ORG-002", "ORG-003"]);
    assert_eq!(refused.exit, 8, "{}", refused.err);
    assert!(
        words(&refused.err).contains("heraut again ORG-001"),
        "{}",
        refused.err
    );
    denies.store(false, Ordering::Relaxed);
    let again = office.run(&[
        "again",
        "ORG-001",
        "ORG-002",
        "ORG-003",
        "--by",
        "A. Vos",
        "--why",
        "relay hersteld",
    ]);
    assert_eq!(again.exit, 0, "{}", again.err);
    assert_eq!(office.run(&["send", "--after-brake"]).exit, 0);
    assert_eq!(office.server.kept.mails().len(), 32);
    assert_eq!(office.has("bestuur@hettehuis.example"), 1);
    // Never what was accepted.
    let again = office.run(&[
        "--json", "again", "ORG-001", "--by", "A. Vos", "--why", "nog eens",
    ]);
    assert_eq!(
        (again.exit, &again.json()["error"]["code"]),
        (3, &"campaign-cannot-again".into())
    );
}

#[test]
fn what_expired_goes_again_by_a_word_and_does_not_expire_at_once() {
    let busy = Arc::new(AtomicBool::new(true));
    let asked = busy.clone();
    let office = Office::new(move |now: Moment, _: &Asked<'_>| {
        let later = now == Moment::Rcpt && asked.load(Ordering::Relaxed);
        if later {
            Act::Reply(451, "4.3.0 later".into())
        } else {
            Act::Proceed
        }
    });
    let short = [
        "--set",
        "retry.first=1s",
        "--set",
        "retry.max=1s",
        "--set",
        "retry.give_up_after=2s",
    ];
    let send =
        |words: &[&str]| office.run(&[&short[..], &["send", "--only", "ORG-001"], words].concat());
    office.seal_and_agree();
    assert_eq!(send(&[]).exit, 5);
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(send(&[]).exit, 6);
    assert_eq!(office.state("ORG-001"), "expired");
    busy.store(false, Ordering::Relaxed);
    assert_eq!(
        office
            .run(&[
                "again",
                "ORG-001",
                "--by",
                "A. Vos",
                "--why",
                "relay hersteld"
            ])
            .exit,
        0
    );
    send(&[]);
    assert_eq!(office.state("ORG-001"), "accepted");
    assert_eq!(office.has("bestuur@hettehuis.example"), 1);
}

#[test]
fn whom_a_person_withholds_stays_out_over_seals_and_kinds_until_released() {
    let folder = Folder::new();
    folder.change(SETTINGS, "expected = 40", "# expected = 40");
    let withhold =
        |id: &str| folder.heraut(&["withhold", id, "--by", "B. Smit", "--why", "bedreigd"]);
    // Before anything is sealed; a row that the list does not know, or leaves out, is told as such.
    assert_eq!(withhold("ORG-001").exit, 0);
    assert_eq!(withhold("ORG-777").exit, 3);
    let left_out = withhold("ORG-005");
    assert!(
        words(&left_out.err).contains("ORG-005 gets no mail anyway: excluded (overheid)"),
        "{}",
        left_out.err
    );
    let twice = withhold("ORG-001");
    assert!(
        words(&twice.err).contains("ORG-001 is withheld by B. Smit"),
        "{}",
        twice.err
    );
    let ran = folder.heraut(&["send"]);
    assert_eq!((ran.exit, folder.caught().len()), (0, 31), "{}", ran.err);
    assert!(
        words(&ran.err).contains("Withheld, so it gets no mail: ORG-001 (B. Smit)"),
        "{}",
        ran.err
    );
    // Another wording, another trial, and the real thing.
    folder.change("templates/bijlage-3.1.txt.hbs", "Geachte", "Zeer geachte");
    let fresh = folder.heraut(&["--json", "send", "--fresh"]);
    assert_eq!(fresh.json()["sum"]["withheld"], 1, "{}", fresh.err);
    let folder = folder.with_real_relay();
    let seal = folder.heraut(&["--json", "seal"]);
    assert_eq!(seal.exit, 0, "{}", seal.err);
    assert_eq!(seal.json()["withheld"], serde_json::json!(["ORG-001"]));
    assert_eq!(folder.status()["sum"]["withheld"], 1);
    let status = folder.heraut(&["status", "--state", "withheld"]);
    assert!(
        words(&format!("{}{}", status.out, status.err)).contains("withheld by B. Smit"),
        "{}",
        status.out
    );
    let release = folder.heraut(&["release", "ORG-001", "--by", "A. Vos", "--why", "voorbij"]);
    assert_eq!(release.exit, 0, "{}", release.err);
    assert_eq!(folder.status()["sum"]["withheld"], 0);
    // An older "no" of the trial does not come back.
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    assert_eq!(folder.status()["sum"]["withheld"], 0);
}

#[test]
fn withheld_outlasts_wording_and_supplement_and_goes_once_when_released() {
    let office = Office::calm();
    office.seal_and_agree();
    assert_eq!(
        office
            .run(&[
                "withhold", "ORG-001", "--by", "B. Smit", "--why", "bedreigd"
            ])
            .exit,
        0
    );
    office
        .folder
        .change("templates/bijlage-3.1.txt.hbs", "Geachte", "Zeer geachte");
    office.seal_and_agree();
    let sent = office.json(&["send"]);
    assert_eq!(
        (&sent["sum"]["accepted"], &sent["sum"]["withheld"]),
        (&31.into(), &1.into()),
        "{}",
        sent["sum"]
    );
    let again = office.run(&[
        "--json", "again", "ORG-001", "--by", "A. Vos", "--why", "toch",
    ]);
    assert_eq!(
        again.json()["error"]["code"],
        "campaign-withheld-by",
        "{}",
        again.err
    );
    // Corrected, reworded, sealed again: still out.
    office.change("bestuur@hettehuis.example", "post@hettehuis.example");
    assert_eq!(
        office.run(&["rerun"]).exit,
        4,
        "there is nobody to seal for"
    );
    assert_eq!(office.run(&["send"]).exit, 4);
    assert_eq!(
        office
            .run(&["release", "ORG-001", "--by", "A. Vos", "--why", "voorbij"])
            .exit,
        0
    );
    // Its sealed mail is not what the list gives any more.
    assert_eq!(office.run(&["send"]).exit, 9);
    let rerun = office.json(&["rerun"]);
    assert_eq!(rerun["mails"], 1, "{rerun}");
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(
        (
            office.has("post@hettehuis.example"),
            office.has("bestuur@hettehuis.example")
        ),
        (1, 0)
    );
}

#[test]
fn what_counts_as_accepted_on_a_word_is_told_so() {
    let office = Office::new(|now: Moment, _: &Asked<'_>| {
        if now == Moment::Dot {
            Act::Close
        } else {
            Act::Proceed
        }
    });
    office.seal_and_agree();
    office.run(&["send", "--only", "ORG-001"]);
    assert_eq!(office.state("ORG-001"), "in_doubt");
    let arrived = [
        "resolve",
        "ORG-001",
        "--arrived",
        "--by",
        "A. Vos",
        "--why",
        "in het logboek",
    ];
    assert_eq!(office.run(&arrived).exit, 0);
    let status = office.run(&["status", "--state", "accepted"]);
    let told = words(&format!("{}{}", status.out, status.err));
    assert!(told.contains("accepted (on the word of A. Vos)"), "{told}");
}
