//! The list as it stands when mails go: what was sealed goes only where the list still gives the same, and every change
//! of it has a way on. Through the program, with a relay and with words.
#![allow(clippy::disallowed_methods)]

use std::fs;

use crate::office::{Office, words};

pub(crate) const LIST: &str = "recipients.example.csv";
pub(crate) const SETTINGS: &str = "config/heraut.toml";

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
