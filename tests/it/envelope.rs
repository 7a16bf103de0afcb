//! What goes to the relay beside the mail: return paths, sizes, and what is asked about its body.

use std::collections::BTreeSet;

use heraut::address::Address;
use heraut::relay::catcher::Capabilities;
use heraut::vault::{self, Vault};

use crate::faults::{Scene, scene, scene_offering};

/// The reverse-path of each kept mail with its forward-path.
fn paths(scene: &Scene) -> Vec<(String, String)> {
    let mails = scene.kept.mails();
    mails
        .iter()
        .map(|mail| {
            (
                mail.recipients[0].address.clone(),
                mail.envelope_from.clone(),
            )
        })
        .collect()
}

#[test]
fn all_mails_return_to_one_path_unless_told_otherwise() {
    let scene = scene(&["a", "b"]);
    assert_eq!(scene.heraut(&["send"]).exit, 0);
    let back: BTreeSet<String> = paths(&scene).into_iter().map(|(_, back)| back).collect();
    assert_eq!(
        back,
        BTreeSet::from(["bericht@voorbeeldzaken.example".to_owned()])
    );
}

#[test]
fn each_mail_returns_to_a_path_of_its_own_that_says_whose_it_is() {
    let scene = scene(&["a", "dot-cut", "b"]);
    scene.folder.change(
        "config/heraut.toml",
        "[list]\n",
        "return_path = \"verp\"\n\n[list]\n",
    );
    assert_eq!(scene.heraut(&["send"]).exit, 7);
    // The second attempt, by a person's word: the same mail, so the same way back.
    let words = [
        "resolve",
        "ORG-2",
        "--resend",
        "--by",
        "A. Vos",
        "--why",
        "niet in het logboek",
    ];
    assert_eq!(scene.heraut(&words).exit, 0);
    assert_eq!(scene.heraut(&["send"]).exit, 7);
    let paths = paths(&scene);
    let of = |local: &str| -> Vec<&str> {
        let mine = paths.iter().filter(|(to, _)| to.starts_with(local));
        mine.map(|(_, back)| back.as_str()).collect()
    };
    let doubted = of("dot-cut@");
    assert_eq!(doubted.len(), 2, "{paths:?}");
    assert_eq!(doubted[0], doubted[1]);
    let different: BTreeSet<&str> = paths.iter().map(|(_, back)| back.as_str()).collect();
    assert_eq!(different.len(), 3);
    let key = vault::load_key(&scene.folder.path("var/key"))
        .unwrap()
        .unwrap();
    let vault = Vault::open(&scene.folder.path("var/trial/vault.db")).unwrap();
    let base = Address::parse("bericht@voorbeeldzaken.example").unwrap();
    let whose = |back: &str| vault.whose_return_path(&key, &base, back).unwrap();
    for (to, back) in &paths {
        assert!(
            back.starts_with("bericht+") && back.ends_with("@voorbeeldzaken.example"),
            "{back}"
        );
        assert!(!back.contains("wilg") && !back.contains("ORG"), "{back}");
        let (seal, recipient) = whose(&back.to_ascii_uppercase()).unwrap();
        assert_eq!(
            vault.mail(seal, &recipient).unwrap().address.to_string(),
            *to
        );
    }
    for stranger in [
        "bericht@voorbeeldzaken.example",
        "bericht+00112233445566778899@voorbeeldzaken.example",
    ] {
        assert_eq!(whose(stranger), None);
    }
    let elsewhere = paths[0].1.replace("voorbeeldzaken", "elders");
    assert_eq!(whose(&elsewhere), None);
}

#[test]
fn a_path_back_of_another_kind_is_not_what_was_agreed() {
    let scene = scene(&["a"]);
    let sealed = || {
        scene.heraut(&["--json", "seal"]).json()["digest"]
            .as_str()
            .map(str::to_owned)
    };
    let before = sealed();
    assert!(before.is_some());
    scene.folder.change(
        "config/heraut.toml",
        "[list]\n",
        "return_path = \"verp\"\n\n[list]\n",
    );
    let after = sealed();
    assert!(after.is_some() && after != before);
}

#[test]
fn a_mail_over_the_set_size_is_a_fault_of_the_seal() {
    let scene = scene(&["a", "b"]);
    let sealed = scene.heraut(&["--json", "--set", "notice.max_size=55kB", "seal"]);
    assert_eq!(sealed.exit, 3, "{}", sealed.out);
    let checked = scene
        .heraut(&["--json", "--set", "notice.max_size=55kB", "check"])
        .json();
    let faults = checked["faults"].as_array().unwrap();
    let codes: Vec<&str> = faults
        .iter()
        .filter_map(|fault| fault["code"].as_str())
        .collect();
    assert_eq!(
        codes
            .iter()
            .filter(|code| **code == "notice-mail-too-large")
            .count(),
        1,
        "{codes:?}"
    );
    assert_eq!(
        scene.heraut(&["--set", "notice.max_size=1MB", "seal"]).exit,
        0
    );
}

#[test]
fn a_relay_that_takes_less_than_the_largest_mail_is_told_before_any_mail_is_offered() {
    let small = Capabilities {
        size: Some(50_000),
        ..Capabilities::default()
    };
    let scene = scene_offering(&["a", "b"], small);
    let ran = scene.heraut(&["send"]);
    assert_eq!(ran.exit, 12, "{}", ran.err);
    assert!(ran.err.contains("50 kB"), "{}", ran.err);
    assert_eq!(
        ran.err.matches("50 kB").count(),
        1,
        "told once: {}",
        ran.err
    );
    let status = scene.heraut(&["--json", "status"]).json();
    assert_eq!(status["sum"]["queued"], 2, "nobody is marked");
    assert!(
        status["mails"]
            .as_array()
            .unwrap()
            .iter()
            .all(|mail| mail["attempts"] == 0)
    );
    assert!(scene.kept.mails().is_empty());
    // Known beforehand, and where it is told it can be mended.
    let looked = |set: &[&str]| scene.heraut(&[set, &["preflight"]].concat());
    let said = looked(&[]);
    assert_eq!(said.exit, 0, "{}", said.err);
    assert!(said.err.contains("notice.max_size"), "{}", said.err);
    let set = ["--set", "notice.max_size=50kB"];
    assert!(!looked(&set).err.contains("notice.max_size"));
    assert_eq!(scene.heraut(&[&set[..], &["check"]].concat()).exit, 3);
}

#[test]
fn where_the_whole_mail_may_come_back_people_are_told_once() {
    let scene = scene_offering(
        &["a", "b"],
        Capabilities {
            dsn: false,
            ..Capabilities::default()
        },
    );
    let ran = scene.heraut(&["send"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(
        ran.err
            .matches("doesn't report on mails itself (DSN)")
            .count(),
        1,
        "{}",
        ran.err
    );
    assert!(
        scene
            .heraut(&["preflight"])
            .err
            .contains("doesn't report on mails itself (DSN)")
    );
    assert!(
        scene
            .kept
            .mails()
            .iter()
            .all(|mail| mail.ret.is_none() && mail.envid.is_none())
    );
    let knows = crate::faults::scene(&["a"]);
    let ran = knows.heraut(&["send"]);
    assert!(!ran.err.contains("DSN"), "{}", ran.err);
    assert!(
        knows
            .kept
            .mails()
            .iter()
            .all(|mail| mail.ret.as_deref() == Some("HDRS") && mail.envid.is_some())
    );
}
