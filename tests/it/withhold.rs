//! Whom a person withholds, or the list leaves out: no mail goes there by any way, until a person releases it.
#![allow(clippy::disallowed_methods)]

use crate::current_list::SETTINGS;
use crate::harness::Folder;
use crate::office::{Office, words};

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
fn a_row_withheld_before_any_seal_had_a_mail_for_it_is_in_the_sum_from_the_next_seal_on() {
    let office = Office::calm();
    office.seal_and_agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    let counts = || {
        let sum = office.folder.status()["sum"].clone();
        [&sum["listed"], &sum["accepted"], &sum["withheld"]].map(|count| count.as_u64().unwrap())
    };
    assert_eq!(counts(), [40, 32, 0]);
    let row = office.remove("ORG-002");
    office.add(&row);
    let like = |id: &str, word: &str| row.replace("ORG-002", id).replace("aterkers", word);
    office.add(&like("ORG-099", "lisdodde"));
    let withhold = [
        "withhold", "ORG-099", "--by", "B. Smit", "--why", "bedreigd",
    ];
    assert_eq!(office.run(&withhold).exit, 0);
    // Alone in its supplement: nobody is mailed, and the row is accounted for.
    let rerun = office.json(&["rerun"]);
    assert_eq!(rerun["withheld"], serde_json::json!(["ORG-099"]), "{rerun}");
    assert_eq!(counts(), [41, 32, 1]);
    assert_eq!(office.state("ORG-099"), "withheld");
    assert_eq!(office.run(&["rerun"]).exit, 4, "sealed once");
    let send = office.run(&["send"]);
    assert_eq!(send.exit, 4, "{}", send.screen());
    assert_eq!(office.server.kept.mails().len(), 32);
    // Released, it goes once its seal is agreed to, and not before.
    let release = ["release", "ORG-099", "--by", "A. Vos", "--why", "voorbij"];
    assert_eq!(office.run(&release).exit, 0);
    assert_eq!(office.run(&["send"]).exit, 9);
    office.agree();
    assert_eq!(office.run(&["send"]).exit, 0);
    assert_eq!(counts(), [41, 33, 0]);
    assert_eq!(office.server.kept.mails().len(), 33);
}

#[test]
fn a_withheld_row_that_the_list_excluded_and_mails_again_counts_as_withheld() {
    let office = Office::calm();
    office.seal_and_agree();
    let withhold = [
        "withhold", "ORG-004", "--by", "B. Smit", "--why", "bedreigd",
    ];
    assert_eq!(office.run(&withhold).exit, 0);
    let counts = || {
        let sum = office.folder.status()["sum"].clone();
        [&sum["listed"], &sum["excluded"], &sum["withheld"]].map(|count| count.as_u64().unwrap())
    };
    assert_eq!(counts(), [40, 8, 1]);
    let (mailed, excluded) = ("Eikerveen;maatschappelijk", "Eikerveen;overheid");
    office.change(mailed, excluded);
    assert_eq!(office.run(&["rerun"]).exit, 0);
    assert_eq!(counts(), [40, 9, 0]);
    office.change(excluded, mailed);
    let rerun = office.run(&["rerun"]);
    assert_eq!(rerun.exit, 0, "{}", rerun.screen());
    assert_eq!(counts(), [40, 8, 1]);
}
