//! The list of a rectification: it follows from the earlier campaign, as that is now.

use std::fs;

use serde_json::Value;

use crate::rectify::{Correction, LIST, SETTINGS, WHY, address, ask, came_back, sent};

#[test]
fn what_happens_to_the_earlier_mail_later_is_noticed_and_the_list_renewed() {
    let (folder, server) = sent();
    let correction = Correction::of(&folder);
    assert_eq!(correction.run(&["seal"]).exit, 0);
    // One comes back: it doesn't have the mail after all.
    came_back(&folder, &server, &["ORG-007"]);
    correction.refused("campaign-rectify-extra", "ORG-007");
    let renewed = correction.run(&["--json", "rectify", "--renew"]).json();
    assert_eq!(
        (&renewed["changed"], &renewed["gone"][0]),
        (&true.into(), &"ORG-007".into())
    );
    assert!(renewed["added"].as_array().unwrap().is_empty());
    assert_eq!(correction.run(&["send", "--limit", "3"]).exit, 5);
    // A doubt is settled, and the mail goes again and arrives: out, and in again.
    let resend = [&["resolve", "ORG-002", "--resend"][..], &WHY].concat();
    assert_eq!(ask(&folder, &server, &resend).exit, 0);
    correction.refused("campaign-rectify-extra", "ORG-002");
    let arrived = |now: &str| {
        let renewed = correction.run(&["--json", "rectify", "--renew"]).json();
        renewed[now].as_array().unwrap().clone()
    };
    assert_eq!(arrived("gone"), ["ORG-002"]);
    let again = ask(&folder, &server, &["send", "--wait"]);
    assert_eq!(again.exit, 7, "{}", again.screen());
    correction.refused("campaign-rectify-missing", "ORG-002");
    assert_eq!(arrived("added"), ["ORG-002"]);
    let same = correction.run(&["--json", "rectify", "--renew"]).json();
    assert_eq!(same["changed"], false);
    let done = correction.run(&["--json", "send"]);
    assert_eq!(done.exit, 0, "{}", done.screen());
    assert!(!correction.told().contains(&address(&folder, "ORG-007")));
    assert!(correction.told().contains(&address(&folder, "ORG-002")));
}

#[test]
fn a_list_that_was_edited_is_refused_with_each_row() {
    let (folder, _server) = sent();
    let correction = Correction::of(&folder);
    let whole = correction.list();
    let edit = |text: String| fs::write(correction.path(LIST), text).unwrap();
    let seven = address(&folder, "ORG-007");
    let row = whole
        .lines()
        .find(|row| row.contains(&seven))
        .unwrap()
        .to_owned();

    edit(whole.replace(&format!("{row}\r\n"), ""));
    correction.refused("campaign-rectify-missing", "ORG-007");
    let shown = correction.run(&["check"]).screen();
    assert!(shown.contains("ORG-007 has, or may have"), "{shown}");
    edit(format!(
        "{whole}\"ORG-077\";\"Stichting Zuring\";\"info@zuring.example\";\"\"\r\n"
    ));
    correction.refused("campaign-rectify-extra", "ORG-077");
    edit(format!(
        "{whole}\"ORG-003\";\"Stichting Zuring\";\"info@zuring.example\";\"\"\r\n"
    ));
    correction.refused("campaign-rectify-extra", "ORG-003");
    edit(whole.replace(&seven, "ander@zuring.example"));
    correction.refused("campaign-rectify-address", "ORG-007");
    let name = row.split('"').nth(3).unwrap();
    edit(whole.replacen(name, "Stichting Zuring", 1));
    correction.refused("campaign-rectify-name", "ORG-007");
    edit(whole.replace("202", "199"));
    assert_eq!(
        correction.errors(),
        [("campaign-rectify-edited".to_owned(), Value::Null)]
    );
    assert_eq!(correction.run(&["send"]).exit, 3);
    edit(whole.clone());
    // Nor does a rule leave anybody out, or another file take its place.
    let rule = "\n[list.columns]";
    let kind = "\n[[list.exclude]]\nkind = \"Platform Zuring\"\nground = \"x\"\n\n[list.columns]\nkind = \"organisation\"";
    correction.change(SETTINGS, rule, &kind.replace("Platform Zuring", name));
    correction.refused("campaign-rectify-left-out", "ORG-007");
    correction.change(SETTINGS, &kind.replace("Platform Zuring", name), rule);
    assert_eq!(correction.errors(), []);
    fs::copy(
        folder.path("recipients.example.csv"),
        correction.path("eigen.csv"),
    )
    .unwrap();
    let own = ["--set", "list.file=eigen.csv", "rectify", "--renew"];
    assert_eq!(
        correction.run(&own).exit,
        3,
        "somebody's file is not written over"
    );
    assert_eq!(
        fs::read(correction.path("eigen.csv")).unwrap(),
        fs::read(folder.path("recipients.example.csv")).unwrap()
    );

    // The one way to leave somebody out.
    let withhold = [&["withhold", "ORG-007"][..], &WHY].concat();
    assert_eq!(correction.run(&withhold).exit, 0);
    assert_eq!(correction.run(&["send"]).exit, 0);
    assert!(!correction.told().contains(&seven));
}

#[test]
fn without_the_earlier_campaign_nothing_is_sealed_or_sent() {
    let (folder, _server) = sent();
    let correction = Correction::of(&folder);
    assert_eq!(correction.run(&["seal"]).exit, 0);
    let place = fs::canonicalize(folder.path("..")).unwrap();
    let (here, aside) = (
        fs::canonicalize(folder.path("")).unwrap(),
        place.join("aside"),
    );
    fs::rename(&here, &aside).unwrap();
    let run = |words: &[&str]| {
        let mut command = folder.command(&correction.words(&[&["--json"], words].concat()));
        command.current_dir(&correction.dir);
        folder.ran(command)
    };
    for words in [
        &["check"][..],
        &["seal"],
        &["send"],
        &["send", "--as-sealed"],
        &["rectify", "--renew"],
    ] {
        let ran = run(words);
        assert_eq!(ran.exit, 3, "{words:?}: {}", ran.screen());
        assert_eq!(ran.json()["error"]["code"], "rectify-earlier", "{words:?}");
    }
    // Moved is not gone, and another campaign is not this one.
    let there = format!("rectification.of={}", aside.display());
    assert_eq!(run(&["--set", &there, "check"]).exit, 0);
    let other = [
        "--set",
        &there,
        "--set",
        "rectification.campaign=inzage-2023",
        "seal",
    ];
    let ran = run(&other);
    assert_eq!(ran.exit, 3);
    assert!(
        ran.out.contains("\"campaign-rectify-other\""),
        "{}",
        ran.out
    );
    // Closed here, it goes on elsewhere.
    fs::rename(&aside, &here).unwrap();
    assert_eq!(folder.heraut(&["hand-over"]).exit, 0);
    for words in [&["check"][..], &["send"]] {
        assert_eq!(run(words).exit, 11, "{words:?}");
    }
    assert_eq!(folder.heraut(&["rectify", "../second"]).exit, 11);
    assert!(!folder.path("../second").exists());
}
