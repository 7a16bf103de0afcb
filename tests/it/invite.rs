//! Invitations to the review page: for one person, in the roles of the settings, opened once.

use crate::harness::Folder;

fn invite(folder: &Folder, words: &[&str]) -> serde_json::Value {
    let ran = folder.heraut(&[&["--json", "invite"], words].concat());
    assert_eq!(ran.exit, 0, "{}", ran.err);
    ran.json()
}

#[test]
fn an_invitation_is_a_link_that_is_listed_without_its_secret_and_can_be_revoked() {
    let folder = Folder::new();
    let first = invite(&folder, &["A. Vos", "--as", "inhoud"]);
    let second = invite(&folder, &["D. Lindeboom", "--hours", "2"]);
    assert_eq!(
        (&first["invitation"], &second["invitation"]),
        (&1.into(), &2.into())
    );
    let link = first["link"].as_str().unwrap();
    let secret = link
        .strip_prefix("http://127.0.0.1:8025/invitation/")
        .unwrap();
    assert_eq!(secret.len(), 43);
    assert_ne!(Some(link), second["link"].as_str());
    let listed = folder.heraut(&["invite", "--list"]);
    for part in ["A. Vos", "inhoud", "D. Lindeboom", "not opened yet"] {
        assert!(listed.out.contains(part), "{part}: {}", listed.out);
    }
    assert!(!listed.out.contains(secret));
    assert_eq!(folder.heraut(&["invite", "--revoke", "1"]).exit, 0);
    assert_eq!(folder.heraut(&["invite", "--revoke", "1"]).exit, 0);
    let listed = folder.heraut(&["--json", "invite", "--list"]).json();
    assert_eq!(listed["invitations"][0]["state"], "revoked", "{listed}");
    assert_eq!(listed["invitations"][1]["state"], "waiting", "{listed}");
    // The journal has no name, and nothing on disk has the secret.
    for file in ["var/trial/journal.db", "var/trial/vault.db"] {
        for file in [file.to_owned(), format!("{file}-wal")] {
            let bytes = std::fs::read(folder.path(&file)).unwrap_or_default();
            let holds = |text: &str| {
                bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            };
            assert!(!holds(secret) && !holds("Lindeboom"), "{file}");
        }
    }
}

#[test]
fn nobody_is_invited_in_a_role_that_is_not_theirs() {
    let folder = Folder::new();
    for (words, code) in [
        (&["A. Vos", "--as", "hoofd"][..], "signoff-no-such-role"),
        (&["A. Vos", "--as", "besluit"], "signoff-may-not"),
        (&["A. Vos", "--mail", "ORG-999"], "campaign-no-such-id"),
        (&["--revoke", "7"], "campaign-invitation-unknown"),
    ] {
        let ran = folder.heraut(&[&["--json", "invite"], words].concat());
        assert_ne!(ran.exit, 0, "{words:?}");
        assert_eq!(ran.json()["error"]["code"], code, "{words:?}");
    }
    assert_eq!(folder.heraut(&["invite"]).exit, 2);
    assert_eq!(folder.heraut(&["invite", "A. Vos", "--hours", "0"]).exit, 2);
}
