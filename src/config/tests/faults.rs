//! Every fault with its code, line and key, and its words.

use proptest::prelude::*;

use super::fault_cases::CASES;
use super::*;
use crate::phrase::{Language, Speaker};

/// Whether these are the faults, in this order.
fn assert_faults(faults: &[Finding], expected: &[(&str, u32, &str)], what: &str) {
    let column = |fault: &Finding| fault.place.column.clone().unwrap_or_default();
    let found: Vec<_> = faults
        .iter()
        .map(|fault| {
            (
                fault.code_name(),
                fault.place.row.unwrap_or(0),
                column(fault),
            )
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(code, line, key)| (*code, *line, (*key).to_owned()))
        .collect();
    assert_eq!(found, expected, "{what}");
}

#[test]
fn each_fault_has_its_code_line_and_key() {
    for (more, expected) in CASES {
        let faults = read_text(&format!("{LEAST}{more}"), &[]).expect_err(more);
        assert_faults(&faults, expected, more);
    }
}

#[test]
fn faults_in_the_first_sections_have_their_places_too() {
    for (from, to, expected) in [
        (
            "name = \"inzage-2024\"",
            "name = \"a b\"",
            ("config-campaign-name", 2, "campaign.name"),
        ),
        (
            "name = \"inzage-2024\"\n",
            "",
            ("config-missing", 1, "campaign.name"),
        ),
        (
            "<bericht@",
            "<bericht ",
            ("config-address", 4, "sender.from"),
        ),
        (
            "recipients.example.csv",
            "list.docx",
            ("config-list-file", 6, "list.file"),
        ),
        (
            "\nid = \"id\"",
            "\nid = \"\"",
            ("config-empty", 8, "list.columns.id"),
        ),
        (
            "email = \"email\"",
            "email = []",
            ("config-empty", 10, "list.columns.email"),
        ),
        (
            "\"templates/subject.hbs\"",
            "\"a\\nb\"",
            ("config-control", 12, "notice.subject"),
        ),
        (
            "[list.columns]",
            "kinds = [\"koepel\"]\n[list.columns]",
            ("config-kinds-column", 7, "list.kinds"),
        ),
        (
            "[list.columns]",
            "kinds = []\n[list.columns]",
            ("config-empty", 7, "list.kinds"),
        ),
        (
            "[list.columns]",
            "delimiter = \"|\"\n[list.columns]",
            ("config-delimiter", 7, "list.delimiter"),
        ),
    ] {
        let faults = read_text(&LEAST.replacen(from, to, 1), &[]).expect_err(to);
        assert_faults(&faults, &[expected], to);
    }
}

#[test]
fn an_empty_file_is_told_everything_it_needs() {
    let faults = read_text("", &[]).unwrap_err();
    let keys: Vec<_> = faults
        .iter()
        .map(|fault| fault.place.column.clone().unwrap())
        .collect();
    let needed = [
        "campaign.name",
        "list.columns.email",
        "list.columns.organisation",
        "list.file",
        "notice.html",
        "notice.subject",
        "notice.text",
        "sender.from",
    ];
    assert_eq!(keys, needed);
    assert!(
        faults
            .iter()
            .all(|fault| fault.code_name() == "config-missing" && fault.place.row.is_none())
    );
}

#[test]
fn a_fault_in_an_override_names_the_option() {
    for (set, code, key) in [
        ("relay.port", "config-set-syntax", "relay.port"),
        ("relay.port=", "config-set-syntax", "relay.port"),
        ("=1", "config-set-syntax", ""),
        ("relay.port=\"1", "config-set-syntax", "relay.port"),
        ("relay.port=99999", "config-range", "relay.port"),
        ("relay.prt=1", "config-unknown-key", "relay.prt"),
        ("relay.password=x", "config-secret", "relay.password"),
        ("campaign.name.x=1", "config-set-key", "campaign.name.x"),
        (
            "approval.required=[]",
            "config-set-approval",
            "approval.required",
        ),
        (
            "approval={ required = [\"a\"] }",
            "config-set-approval",
            "approval",
        ),
    ] {
        let faults = read_text(EVERYTHING, &[set]).expect_err(set);
        let found = faults
            .iter()
            .find(|fault| fault.code_name() == code)
            .expect(set);
        assert_eq!(found.place.file, "--set", "{set}");
        assert_eq!(
            found.place.column.as_deref().unwrap_or_default(),
            key,
            "{set}"
        );
        assert_eq!(found.place.row, None, "{set}");
    }
}

#[test]
fn sign_off_can_be_set_aside_only_where_nobody_is_reached() {
    let none = "approval={ required = [] }";
    assert!(read_text(EVERYTHING, &[none, "relay.kind=catcher"]).is_ok());
    assert!(read_text(EVERYTHING, &[none, "relay.host=127.0.0.1"]).is_ok());
    assert!(read_text(EVERYTHING, &[none]).is_err());
}

#[test]
fn an_unknown_key_gets_the_nearest_one_and_a_secret_is_never_shown() {
    let tz = jiff::tz::TimeZone::UTC;
    let speaker = Speaker::new(
        Language::English,
        tz,
        "2024-12-19T09:00:00Z".parse().unwrap(),
    );
    let hint = |more: &str| {
        let faults = read_text(&format!("{LEAST}{more}"), &[]).unwrap_err();
        let said = speaker.say(faults[0].phrase());
        format!("{} {}", said.text, said.hint.unwrap())
    };
    assert_eq!(
        hint("[pace]\nrte = 1"),
        "there is no key pace.rte Do you mean rate?"
    );
    assert_eq!(
        hint("[pace]\nq = 1"),
        "there is no key pace.q What can be here: rate, per_domain, per_connection, per_hour and per_day."
    );
    assert_eq!(
        hint("[pace]\npace.rate = \"1/s\""),
        "inside a section, the name of the section is not repeated Under [pace] write it without “pace.”: rate = …"
    );
    let write = |toml: &str| {
        let faults = read_text(&format!("{LEAST}{toml}"), &[]).unwrap_err();
        let fault = faults
            .iter()
            .find(|fault| fault.code_name() == "config-section-again")
            .unwrap();
        speaker
            .say(fault.phrase())
            .hint
            .unwrap()
            .strip_prefix("Under ")
            .unwrap()
            .to_owned()
    };
    for typed in ["list.period.column = 1", "period.column = 1"] {
        let name = typed.strip_suffix("column = 1").unwrap();
        let wanted = format!("[list.period] write it without “{name}”: column = …");
        assert_eq!(write(&format!("[list.period]\n{typed}")), wanted);
    }
    assert_eq!(
        write("[list.period]\nlist.file = 1"),
        "[list] write it without “list.”: file = …"
    );
    assert_eq!(
        hint("[relais]"),
        "there is no section [relais] Do you mean relay?"
    );
    // What isn't in this version is not proposed either.
    assert!(!hint("[privcy]").contains("privacy"));
    assert!(hint("[approval]\nallowed_signer = 1").ends_with("Do you mean allowed_signers?"));
    assert!(!hint("[relay]\npassword = \"hunter2\"").contains("hunter2"));
    assert!(!hint("[relay]\npassword = \"hunter2").contains("hunter2"));
}

/// Every phrase of every fault has its words and values, in both languages.
#[test]
fn every_fault_can_be_said() {
    let now = "2024-12-19T09:00:00Z".parse().unwrap();
    for language in [Language::Dutch, Language::English] {
        let speaker = Speaker::new(language, jiff::tz::TimeZone::UTC, now);
        for (more, _) in CASES {
            for fault in read_text(&format!("{LEAST}{more}"), &[]).unwrap_err() {
                let said = speaker.say(fault.phrase());
                let whole = format!("{} {}", said.text, said.hint.unwrap());
                assert!(
                    !whole.contains("[config-") && !whole.contains("{$"),
                    "{whole}"
                );
            }
        }
    }
}

fn garbage() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("[relay]\n".to_owned()),
        Just("[[notice.attachment]]\n".to_owned()),
        Just("[list.columns]\nemail = ".to_owned()),
        Just("window.deadline = 2024-02-30T25:61:00\n".to_owned()),
        Just("retry.first = \"99999999999999999d\"\n".to_owned()),
        Just("days = \"-\"\n".to_owned()),
        "[a-z_.]{1,12} ?= ?[-0-9.e\"'\\[\\]{},]{0,12}\n",
        "\\PC{0,20}",
        any::<String>(),
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn garbage_never_panics_and_never_passes_without_a_word(text in garbage(), set in garbage()) {
        let refused = read("x.toml", &text, std::slice::from_ref(&set)).map_err(|faults| faults.len());
        prop_assert_ne!(refused.err(), Some(0));
        let whole = format!("{LEAST}{text}");
        if let Err(faults) = read("x.toml", &whole, &[set]) {
            prop_assert!(!faults.is_empty());
        }
    }
}

#[test]
fn a_return_path_of_its_own_needs_room_and_a_size_its_unit() {
    let code = |set: &str| read_text(EVERYTHING, &[set]).unwrap_err()[0].code_name();
    let long = format!(
        "sender.envelope_from=\"{}@voorbeeldzaken.example\"",
        "a".repeat(44)
    );
    assert_eq!(code(&long), "config-return-path");
    assert!(read_text(EVERYTHING, &[&long.replacen('a', "", 1)]).is_ok());
    assert_eq!(code("notice.max_size=\"10\""), "config-size");
}
