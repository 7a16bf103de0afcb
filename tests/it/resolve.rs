//! `resolve` without a decision: what is known of a mail in doubt, and what settled it.

use heraut::relay::catcher::{Act, Moment, Scene};

use crate::harness::Folder;
use crate::server::{Server, server};

/// A campaign of which one mail is in doubt, and its server.
pub(crate) fn doubtful() -> (Folder, Server) {
    let script = |now: Moment, _: &Scene<'_>| match now {
        Moment::Dot => Act::Reply(
            451,
            "4.3.0 bestuur@hettehuis.example is not here now".to_owned(),
        ),
        _ => Act::Proceed,
    };
    let (folder, server) = (Folder::new(), server(script));
    let settings = ["relay.connections=1", "relay.hands_on=true"];
    let words = ["--json", "send", "--wait", "--only", "ORG-001"];
    let ran = server.heraut(&folder, &settings, &words);
    assert_eq!(ran.exit, 7, "{}", ran.err);
    (folder, server)
}

#[test]
fn what_is_known_of_a_mail_in_doubt_is_shown_with_where_to_look_and_how_to_answer() {
    let (folder, server) = doubtful();
    let told = server.heraut(&folder, &[], &["--json", "resolve", "ORG-001"]);
    assert_eq!(told.exit, 0, "{}", told.err);
    let (document, status) = (told.json(), folder.status());
    let one = &document["evidence"][0];
    assert_eq!(document["timezone"], "Europe/Amsterdam");
    assert_eq!(
        (&one["id"], &one["state"]),
        (&"ORG-001".into(), &"in_doubt".into())
    );
    let message_id = status["mails"][0]["message_id"].as_str().unwrap();
    assert_eq!(one["message_id"], message_id);
    assert_eq!(one["envelope_id"], message_id.split('@').next().unwrap());
    assert!(
        one["relay"].as_str().unwrap().starts_with("127.0.0.1"),
        "{one}"
    );
    let attempt = &one["attempts"][0];
    assert!(
        attempt["offered_at"].is_string() && attempt["run_began"].is_string(),
        "{one}"
    );
    assert_eq!(attempt["step"], "dot");
    assert!(
        attempt["words"]
            .as_str()
            .unwrap()
            .starts_with("451 4.3.0 …"),
        "{one}"
    );
    assert!(one["settled"].is_null() && one["address"].is_null());
    let commands = one["search"].as_array().unwrap();
    assert_eq!(commands.len(), 4);
    for command in commands {
        assert!(
            command["command"].as_str().unwrap().contains(message_id),
            "{command}"
        );
    }
    let shown = server.heraut(&folder, &[], &["resolve", "ORG-001"]).out;
    for part in [
        "(+0",
        "grep -F",
        "exigrep",
        "--arrived",
        "--resend",
        message_id,
        "451 4.3.0 …",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("hettehuis"), "{shown}");
    let revealed = server.heraut(&folder, &[], &["--json", "--reveal", "resolve", "ORG-001"]);
    assert!(revealed.json()["evidence"][0]["address"].is_string());
    assert_eq!(server.heraut(&folder, &[], &["resolve", "ORG-999"]).exit, 3);
}

#[test]
fn a_decision_needs_a_name_and_a_reason_and_is_shown_afterwards() {
    let (folder, server) = doubtful();
    let ask = |words: &[&str]| server.heraut(&folder, &[], words);
    for half in [
        &["resolve", "ORG-001", "--arrived", "--by", "A. Vos"][..],
        &["resolve", "ORG-001", "--by", "A. Vos", "--why", "x"],
        &[
            "resolve",
            "ORG-001",
            "--arrived",
            "--resend",
            "--by",
            "A. Vos",
            "--why",
            "x",
        ],
    ] {
        assert_eq!(ask(half).exit, 2, "{half:?}");
    }
    assert_eq!(folder.status()["sum"]["in_doubt"], 1);
    let word = [
        "resolve",
        "ORG-001",
        "--arrived",
        "--by",
        "A. Vos",
        "--why",
        "staat in het logboek",
    ];
    assert_eq!(ask(&word).exit, 0);
    let settled = ask(&["--json", "resolve", "ORG-001"]).json()["evidence"][0]["settled"].clone();
    assert_eq!(
        (&settled["how"], &settled["word"]),
        (&"person".into(), &"arrived".into())
    );
    assert!(settled["by"].is_null(), "a name only with --reveal");
    let shown = ask(&["resolve", "ORG-001"]).out;
    assert!(
        shown.contains("A. Vos") && shown.contains("staat in het logboek"),
        "{shown}"
    );
    assert!(
        !shown.contains("--resend"),
        "nothing is left to answer: {shown}"
    );
}

#[test]
fn a_returned_mail_settles_a_doubt_and_it_is_known_which() {
    for (action, status, state) in [
        ("delivered", "2.0.0", "delivered"),
        ("delayed", "4.4.1", "delayed"),
        ("failed", "5.1.1", "bounced"),
    ] {
        let (folder, server) = doubtful();
        let message_id = folder.status()["mails"][0]["message_id"]
            .as_str()
            .unwrap()
            .to_owned();
        let envelope_id = message_id.split('@').next().unwrap();
        let report = format!(
            "From: MAILER-DAEMON@relay.example\nTo: bericht@voorbeeldzaken.example\nSubject: Report\nMIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
             --b\nContent-Type: text/plain\n\nSee below.\n\n\
             --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\nOriginal-Envelope-Id: {envelope_id}\n\n\
             Final-Recipient: rfc822; bestuur@hettehuis.example\nAction: {action}\nStatus: {status}\n\n--b--\n"
        );
        let file = folder.path("terug.eml");
        std::fs::write(&file, report.replace('\n', "\r\n")).unwrap();
        let ran = server.heraut(&folder, &[], &["--json", "bounces", file.to_str().unwrap()]);
        assert_eq!(
            (ran.exit, &ran.json()["sum"]["recorded"]),
            (0, &1.into()),
            "{}",
            ran.err
        );
        let mail = folder.status()["mails"][0].clone();
        assert_eq!(
            (&mail["state"], &mail["returned"]["by"]),
            (&state.into(), &"envid".into())
        );
        let which = mail["returned"]["mail"].as_str().unwrap();
        assert!(
            which.starts_with("sha256:") && which.len() == 7 + 64,
            "{which}"
        );
        let settled = server
            .heraut(&folder, &[], &["--json", "resolve", "ORG-001"])
            .json();
        let settled = settled["evidence"][0]["settled"].clone();
        assert_eq!(
            (&settled["how"], &settled["mail"]),
            (&"returned_mail".into(), &which.into())
        );
        // Where it lay may name anybody: only with --reveal.
        let ways: [&[&str]; 4] = [
            &["-v", "status"],
            &["--json", "status"],
            &["resolve", "ORG-001"],
            &["--json", "resolve", "ORG-001"],
        ];
        for words in ways {
            let shown = server.heraut(&folder, &[], words).out;
            assert!(!shown.contains("terug.eml"), "{words:?}: {shown}");
            let revealed = server.heraut(&folder, &[], &[&["--reveal"], words].concat());
            assert!(revealed.out.contains("terug.eml"), "{words:?}");
        }
        let shown = server.heraut(&folder, &[], &["resolve", "ORG-001"]).out;
        assert!(
            shown.contains("its ENVID") && shown.contains(which),
            "{shown}"
        );
        // Nothing is left to decide.
        let word = [
            "resolve",
            "ORG-001",
            "--arrived",
            "--by",
            "A. Vos",
            "--why",
            "x",
        ];
        assert_eq!(server.heraut(&folder, &[], &word).exit, 3);
    }
}

#[test]
fn what_a_person_said_of_one_attempt_settles_none_after_it() {
    let (folder, server) = doubtful();
    let ask = |words: &[&str]| server.heraut(&folder, &["relay.hands_on=true"], words);
    let evidence = || ask(&["--json", "resolve", "ORG-001"]).json()["evidence"][0].clone();
    let resend = ["--resend", "--by", "A. Vos", "--why", "staat er niet in"];
    assert_eq!(
        ask(&[&["resolve", "ORG-001"], &resend[..]].concat()).exit,
        0
    );
    assert_eq!(evidence()["settled"]["word"], "resend");
    let sent = ask(&["send", "--wait", "--only", "ORG-001"]);
    assert_eq!(sent.exit, 7, "{}", sent.screen());
    let one = evidence();
    assert_eq!(one["attempts"].as_array().unwrap().len(), 2, "{one}");
    assert_eq!(
        (&one["state"], &one["settled"]),
        (&"in_doubt".into(), &serde_json::Value::Null)
    );
}
