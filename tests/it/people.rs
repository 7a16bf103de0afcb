//! One person is one person however the name is typed: by words, by recorders, by settings, and by words of before.
#![allow(clippy::disallowed_methods)]

use std::fs;

use heraut::id::{CampaignKey, Digest, TextId};
use heraut::journal::Event;
use heraut::journal::event::WordGiven;
use heraut::journal::store::file::Store;
use heraut::vault::EncryptedTexts;
use jiff::Timestamp;
use serde_json::Value;

use crate::harness::{Folder, Ran};

/// Spellings of A. Vos: another case, order and punctuation, a character that is not seen, full width, letters of
/// other scripts, an accent written as a mark, an apostrophe.
const VARIANTS: [&str; 9] = [
    "a.  VOS",
    "A Vos",
    "Vos, A.",
    "A. V\u{200b}o\u{ad}s",
    "\u{ff21}\u{ff0e} \u{ff36}\u{ff4f}\u{ff53}",
    "\u{410}. Vos",
    "A. V\u{3bf}s",
    "A. Vo\u{301}s",
    "A. Vos\u{2019}",
];

/// A live campaign, sealed, and its digest. `people`: whether the settings say who may speak for a role.
fn sealed(people: bool) -> (Folder, String) {
    let folder = Folder::new().with_real_relay();
    if !people {
        for role in ["inhoud", "juridisch", "besluit"] {
            folder.change(
                "config/heraut.toml",
                &format!("\n{role} = ["),
                &format!("\n{role} = []\n# ["),
            );
        }
    }
    for key in ["hours = ", "days = "] {
        folder.change(
            "config/heraut.toml",
            &format!("\n{key}"),
            &format!("\n# {key}"),
        );
    }
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.err);
    let digest = sealed.json()["digest"].as_str().unwrap().to_owned();
    (folder, digest)
}

fn approve(folder: &Folder, digest: &str, by: &str, role: &str, more: &[&str]) -> Ran {
    let words = [
        "--json", "approve", "--digest", digest, "--by", by, "--as", role,
    ];
    folder.heraut(&[&words[..], more].concat())
}

fn code(ran: &Ran) -> Value {
    ran.json()["error"]["code"].clone()
}

#[test]
fn one_person_speaks_for_one_role_however_the_name_is_typed() {
    let (folder, digest) = sealed(false);
    assert_eq!(approve(&folder, &digest, "A. Vos", "inhoud", &[]).exit, 0);
    for other in VARIANTS {
        let ran = approve(&folder, &digest, other, "juridisch", &[]);
        assert_eq!(code(&ran), "signoff-two-roles", "{other:?}: {}", ran.out);
    }
    // Others who are nearly called the same are others.
    assert_eq!(
        approve(&folder, &digest, "A. Vos jr.", "juridisch", &[]).exit,
        0
    );
    assert_eq!(
        approve(&folder, &digest, "A. Vos (inkoop)", "besluit", &[]).exit,
        0
    );
    let missing = folder.heraut(&["--json"]).json()["missing"].clone();
    assert_eq!(missing, serde_json::json!([]));
    // Whoever agreed takes it back, in whatever spelling.
    let back = folder.heraut(&[
        "--json", "withdraw", "--digest", &digest, "--by", "VOS A", "--as", "inhoud",
    ]);
    assert_eq!(
        back.json()["missing"],
        serde_json::json!(["inhoud"]),
        "{}",
        back.err
    );
}

#[test]
fn who_may_speak_for_a_role_may_type_the_name_otherwise() {
    let (folder, digest) = sealed(true);
    assert_eq!(
        approve(&folder, &digest, "R. O\u{308}sdal", "juridisch", &[]).exit,
        0
    );
    assert_eq!(
        approve(&folder, &digest, "van Voorbeeld, C.", "besluit", &[]).exit,
        0
    );
    assert_eq!(
        code(&approve(&folder, &digest, "A. Vosch", "inhoud", &[])),
        "signoff-may-not"
    );
    assert_eq!(
        approve(&folder, &digest, "N Lindeboom", "inhoud", &[]).exit,
        0
    );
    let ran = folder.heraut(&["--json", "send", "--yes", "--digest", &digest]);
    assert_eq!(
        ran.exit, 12,
        "agreed to; only the relay is missing: {}",
        ran.out
    );
}

#[test]
fn nobody_records_their_own_word() {
    let (folder, digest) = sealed(false);
    for recorder in VARIANTS.into_iter().chain(["A. Vos"]) {
        let paper = ["--recorded-by", recorder, "--ref", "nota 12"];
        let ran = approve(&folder, &digest, "A. Vos", "inhoud", &paper);
        assert_eq!(
            code(&ran),
            "signoff-own-recorder",
            "{recorder:?}: {}",
            ran.out
        );
    }
    let paper = ["--recorded-by", "B. Smit", "--ref", "nota 12"];
    assert_eq!(
        approve(&folder, &digest, "A. Vos", "inhoud", &paper).exit,
        0
    );
}

#[test]
fn look_alikes_at_two_roles_are_an_error_of_the_settings() {
    let (folder, _) = sealed(true);
    for (at, other) in VARIANTS.into_iter().enumerate() {
        let text = fs::read_to_string(folder.path("config/heraut.toml")).unwrap();
        let names = format!("besluit = [\"{other}\"]\n# ");
        fs::write(
            folder.path("config/heraut.toml"),
            text.replace("\nbesluit = [", &format!("\n{names}[")),
        )
        .unwrap();
        let ran = folder.heraut(&["--json", "check"]);
        let alike = ran.out.contains("config-people-alike");
        // The first differs by case and blanks alone, which were always one.
        assert_eq!(alike, at > 0, "{other:?}: {}", ran.out);
        assert_eq!(ran.exit == 3, at > 0, "{other:?}: {}", ran.out);
        fs::write(folder.path("config/heraut.toml"), text).unwrap();
    }
}

/// A person as the program before this one wrote it: a keyed hash of the name in lower case, and the name in the vault.
fn as_before(key: &CampaignKey, texts: &EncryptedTexts, name: &str) -> TextId {
    let id = key.text_id(&format!("person:{}", name.to_lowercase()));
    texts.keep_as(id, name).unwrap();
    id
}

#[test]
fn words_given_before_still_count_and_no_variant_doubles_them() {
    for (second, counts) in [("B. Smit", true), ("\u{410}. Vos", false)] {
        let (folder, digest) = sealed(false);
        let bytes: Vec<u8> = fs::read_to_string(folder.path("var/key"))
            .unwrap()
            .trim()
            .as_bytes()
            .chunks(2)
            .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
            .collect();
        let key = CampaignKey::from_bytes(bytes.try_into().unwrap());
        let texts = EncryptedTexts::open(&folder.path("var/live/vault.db"), &key).unwrap();
        let sealed: Digest = digest.parse().unwrap();
        let word = |role: &str, name: &str| {
            Event::WordGiven(WordGiven {
                digest: sealed,
                role: role.into(),
                by: as_before(&key, &texts, name),
                recorded_by: None,
                paper: None,
                invitation: None,
                signature: None,
            })
        };
        let given = [word("inhoud", "A. Vos"), word("juridisch", second)];
        let mut store = Store::open(&folder.path("var/live/journal.db")).unwrap();
        store.read(|_, _| Ok(())).unwrap();
        store
            .append(|_| {
                given
                    .iter()
                    .map(|event| (Timestamp::now(), event))
                    .collect()
            })
            .unwrap();
        drop((store, texts));
        for variant in VARIANTS {
            let ran = approve(&folder, &digest, variant, "besluit", &[]);
            assert_eq!(code(&ran), "signoff-two-roles", "{variant:?}: {}", ran.out);
        }
        assert_eq!(
            approve(&folder, &digest, "C. van Voorbeeld", "besluit", &[]).exit,
            0
        );
        let missing = folder.heraut(&["--json"]).json()["missing"].clone();
        let send = folder.heraut(&["--json", "send", "--yes", "--digest", &digest]);
        let expected = if counts {
            (serde_json::json!([]), 12)
        } else {
            (serde_json::json!(["juridisch"]), 9)
        };
        assert_eq!((missing, send.exit), expected, "{second:?}: {}", send.out);
    }
}
