//! Signed approvals, from the text that is signed to the send that counts them.
#![allow(clippy::disallowed_methods)]

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, Ran};
use crate::ssh_key::Key;

const SIGNERS: &str = "config/allowed_signers";
const SETTINGS: &str = "config/heraut.toml";

/// A live campaign whose approvals are signed, sealed with these signers, and its digest.
fn sealed(signers: &str) -> (Folder, String) {
    let folder = Folder::new().with_real_relay();
    for key in ["hours = ", "days = "] {
        folder.change(SETTINGS, &format!("\n{key}"), &format!("\n# {key}"));
    }
    let named = "\nallowed_signers = \"config/allowed_signers\"\nvalid_for";
    folder.change(SETTINGS, "\nvalid_for", named);
    fs::write(folder.path(SIGNERS), signers).unwrap();
    let digest = seal(&folder);
    (folder, digest)
}

fn seal(folder: &Folder) -> String {
    let sealed = folder.heraut(&["--json", "seal"]);
    assert_eq!(sealed.exit, 0, "{}", sealed.screen());
    sealed.json()["digest"].as_str().unwrap().to_owned()
}

/// Vos, Smit and Van Voorbeeld have a key each, the first of them for signing here alone.
fn three() -> String {
    format!(
        "\"A. Vos\" namespaces=\"heraut\" {} on paper since May\n\"B. Smit\" {}\n\"C. van Voorbeeld\" {}\n",
        Key::new(1).public(),
        Key::new(2).public(),
        Key::new(3).public(),
    )
}

fn approve(folder: &Folder, digest: &str, by: &str, role: &str, more: &[&str]) -> Ran {
    let words = ["--json", "approve", "--digest", digest, "--by", by];
    folder.heraut(&[&words[..], &["--as", role], more].concat())
}

fn statement(folder: &Folder, digest: &str, by: &str, role: &str, more: &[&str]) -> String {
    let words = ["approve", "--digest", digest, "--by", by, "--as", role];
    let ran = folder.heraut(&[&words[..], more, &["--statement"]].concat());
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    ran.out
}

/// Gives the approval with this text as its signature file.
fn give(folder: &Folder, digest: &str, by: &str, role: &str, signature: &str) -> Ran {
    let file = folder.path("word.sig");
    fs::write(&file, signature).unwrap();
    let signed = ["--signature", file.to_str().unwrap()];
    approve(folder, digest, by, role, &signed)
}

/// The whole way of a person who signs.
fn sign(folder: &Folder, digest: &str, by: &str, role: &str, key: &Key) -> Ran {
    let text = statement(folder, digest, by, role, &[]);
    give(folder, digest, by, role, &key.sign("heraut", &text))
}

fn code(ran: &Ran) -> Value {
    ran.json()["error"]["code"].clone()
}

fn send(folder: &Folder, digest: &str) -> Ran {
    folder.heraut(&["--json", "send", "--yes", "--digest", digest])
}

#[test]
fn three_signatures_are_the_words_and_the_text_is_the_same_to_the_byte() {
    let (folder, digest) = sealed(&three());
    let text = statement(&folder, &digest, "vos a", "inhoud", &[]);
    assert_eq!(
        text,
        format!(
            "heraut approval 1\ncampaign \"inzage-2024\"\nkind \"live\"\ndigest {digest}\nrole \"inhoud\"\nname \"A. Vos\"\n\
             valid-for 604800\nturn 1\n"
        )
    );
    assert_eq!(text, statement(&folder, &digest, "A. Vos", "inhoud", &[]));
    let unsigned = approve(&folder, &digest, "A. Vos", "inhoud", &[]);
    assert_eq!(
        (unsigned.exit, code(&unsigned)),
        (9, "signoff-not-signed".into())
    );
    let people = [
        ("A. Vos", "inhoud", 1),
        ("B. Smit", "juridisch", 2),
        ("C. van Voorbeeld", "besluit", 3),
    ];
    for (by, role, seed) in people {
        assert_eq!(code(&send(&folder, &digest)), "campaign-not-approved");
        let ran = sign(&folder, &digest, by, role, &Key::new(seed));
        assert_eq!(ran.exit, 0, "{}", ran.screen());
        assert_eq!(ran.json()["signed_with"], Key::new(seed).fingerprint());
    }
    let ran = send(&folder, &digest);
    assert_eq!(
        ran.exit, 12,
        "agreed to; only the relay is missing: {}",
        ran.out
    );
    // The page says whose key it was; the journal has neither key nor signature.
    let page = folder.heraut(&["--lang", "en", "review", "--out", "review"]);
    assert_eq!(page.exit, 0, "{}", page.err);
    let page = fs::read_to_string(folder.path("review/index.html")).unwrap();
    let told = format!("signed with key {}", Key::new(3).fingerprint());
    assert!(page.contains(&told), "{told}");
    for file in ["journal.db", "journal.db-wal"] {
        let bytes = fs::read(folder.path("var/live").join(file)).unwrap_or_default();
        for hidden in ["SSH SIGNATURE", "AAAAC3NzaC1lZDI1NTE5", "Vos"] {
            assert!(
                !bytes.windows(hidden.len()).any(|w| w == hidden.as_bytes()),
                "{hidden} in {file}"
            );
        }
    }
}

#[test]
fn whatever_is_not_that_persons_signature_over_that_text_is_refused_for_what_it_is() {
    let late = |key: &Key, option: &str| format!("\"N. Lindeboom\" {option} {}\n", key.public());
    let signers = [
        three(),
        late(&Key::new(4), "valid-before=\"20200101Z\""),
        late(&Key::new(5), "valid-after=\"20990101Z\""),
        late(&Key::new(6), "namespaces=\"git,file\""),
    ];
    let (folder, digest) = sealed(&signers.concat());
    let text = statement(&folder, &digest, "A. Vos", "inhoud", &[]);
    let other = statement(&folder, &digest, "N. Lindeboom", "inhoud", &[]);
    let vos = Key::new(1);
    let good = vos.sign("heraut", &text);
    let cut = &good[..good.len() - 40];
    let flipped = good.replacen("U1NIU0lH", "U1NIU0lI", 1);
    for (by, signature, wanted) in [
        (
            "A. Vos",
            vos.sign("git", &text),
            "signoff-signature-namespace",
        ),
        (
            "A. Vos",
            Key::new(2).sign("heraut", &text),
            "signoff-signature-other-person",
        ),
        (
            "A. Vos",
            Key::new(9).sign("heraut", &text),
            "signoff-signature-unknown-key",
        ),
        (
            "A. Vos",
            vos.sign("heraut", text.trim_end()),
            "signoff-signature-other-text",
        ),
        (
            "A. Vos",
            vos.sign("heraut", &other),
            "signoff-signature-other-text",
        ),
        ("A. Vos", cut.to_owned(), "signoff-signature-armor"),
        ("A. Vos", flipped, "signoff-signature-garbled"),
        ("A. Vos", String::new(), "signoff-signature-armor"),
        (
            "N. Lindeboom",
            Key::new(4).sign("heraut", &other),
            "signoff-signature-expired",
        ),
        (
            "N. Lindeboom",
            Key::new(5).sign("heraut", &other),
            "signoff-signature-not-yet",
        ),
        (
            "N. Lindeboom",
            Key::new(6).sign("heraut", &other),
            "signoff-signature-not-for",
        ),
    ] {
        let ran = give(&folder, &digest, by, "inhoud", &signature);
        assert_eq!((ran.exit, code(&ran)), (9, wanted.into()), "{}", ran.out);
    }
    let nobody = give(&folder, &digest, "R. Ösdal", "juridisch", &good);
    assert_eq!(code(&nobody), "signoff-signature-no-key");
    let missing = folder.heraut(&["--json"]).json()["missing"].clone();
    assert_eq!(missing.as_array().unwrap().len(), 3, "nothing was recorded");
    // Line ends of a mail program don't matter.
    let mailed = format!("\r\n{}", good.replace('\n', "\r\n"));
    assert_eq!(give(&folder, &digest, "A. Vos", "inhoud", &mailed).exit, 0);
}

#[test]
fn a_signature_counts_once_and_not_after_it_was_withdrawn() {
    let (folder, digest) = sealed(&three());
    let text = statement(&folder, &digest, "A. Vos", "inhoud", &[]);
    let signature = Key::new(1).sign("heraut", &text);
    assert_eq!(
        give(&folder, &digest, "A. Vos", "inhoud", &signature).exit,
        0
    );
    let back = folder.heraut(&["withdraw", "--by", "A. Vos"]);
    assert_eq!(back.exit, 0, "{}", back.err);
    let again = give(&folder, &digest, "A. Vos", "inhoud", &signature);
    assert_eq!(code(&again), "signoff-signature-used", "{}", again.out);
    let next = statement(&folder, &digest, "A. Vos", "inhoud", &[]);
    assert!(next.ends_with("turn 2\n"), "{next}");
    let signed = sign(&folder, &digest, "A. Vos", "inhoud", &Key::new(1));
    assert_eq!(signed.exit, 0, "{}", signed.out);
}

#[test]
fn a_word_on_paper_is_signed_by_whoever_records_it() {
    let (folder, digest) = sealed(&three());
    let paper = ["--recorded-by", "B. Smit", "--ref", "brief van 3 december"];
    let ran = approve(&folder, &digest, "D. Denkwijk", "besluit", &paper);
    assert_eq!(code(&ran), "signoff-not-signed", "{}", ran.out);
    let text = statement(&folder, &digest, "d.  denkwijk", "besluit", &paper);
    assert!(
        text.ends_with(
            "name \"D. Denkwijk\"\nvalid-for 604800\nturn 1\nrecorded-by \"B. Smit\"\nref \"brief van 3 december\"\n"
        ),
        "{text}"
    );
    let file = folder.path("word.sig");
    let with = |key: &Key, paper: &[&str]| {
        fs::write(&file, key.sign("heraut", &text)).unwrap();
        let signed = ["--signature", file.to_str().unwrap()];
        let more = [paper, &signed[..]].concat();
        approve(&folder, &digest, "D. Denkwijk", "besluit", &more)
    };
    let other = with(&Key::new(1), &paper);
    assert_eq!(code(&other), "signoff-signature-other-person");
    let other = ["--recorded-by", "B. Smit", "--ref", "brief van 4 december"];
    let other = with(&Key::new(2), &other);
    assert_eq!(code(&other), "signoff-signature-other-text");
    let recorded = with(&Key::new(2), &paper);
    assert_eq!(recorded.exit, 0, "{}", recorded.screen());
    assert_eq!(recorded.json()["missing"].as_array().unwrap().len(), 2);
}

#[test]
fn nobody_changes_who_may_sign_after_the_seal() {
    let (folder, digest) = sealed(&three());
    let people = [
        ("B. Smit", "juridisch", 2),
        ("C. van Voorbeeld", "besluit", 3),
    ];
    for (by, role, seed) in people {
        let ran = sign(&folder, &digest, by, role, &Key::new(seed));
        assert_eq!(ran.exit, 0, "{}", ran.out);
    }
    // The key of another in the place of hers: it signs nothing, and nothing goes.
    let swapped = three().replace(&Key::new(1).public(), &Key::new(9).public());
    fs::write(folder.path(SIGNERS), swapped).unwrap();
    let ran = sign(&folder, &digest, "A. Vos", "inhoud", &Key::new(9));
    assert_eq!(code(&ran), "signoff-signature-unknown-key", "{}", ran.out);
    let own = sign(&folder, &digest, "A. Vos", "inhoud", &Key::new(1));
    assert_eq!(own.exit, 0, "{}", own.out);
    for changed in [None, Some("nobody, nothing\n"), Some("")] {
        if let Some(text) = changed {
            fs::write(folder.path(SIGNERS), text).unwrap();
        }
        let ran = send(&folder, &digest);
        assert_eq!(
            (ran.exit, code(&ran)),
            (9, "campaign-head-changed".into()),
            "{}",
            ran.out
        );
    }
    fs::remove_file(folder.path(SIGNERS)).unwrap();
    assert_eq!(code(&send(&folder, &digest)), "campaign-head-changed");
    // A comment is nobody's key.
    fs::write(folder.path(SIGNERS), format!("# who signs\n\n{}", three())).unwrap();
    assert_eq!(send(&folder, &digest).exit, 12);
    // Without the key of the settings the seal still asks for signatures.
    folder.change(SETTINGS, "\nallowed_signers", "\n# allowed_signers");
    assert_eq!(code(&send(&folder, &digest)), "campaign-head-changed");
}

#[test]
fn a_word_whose_signature_is_gone_counts_for_nothing_and_says_so() {
    let (folder, digest) = sealed(&three());
    let people = [
        ("A. Vos", "inhoud", 1),
        ("B. Smit", "juridisch", 2),
        ("C. van Voorbeeld", "besluit", 3),
    ];
    for (by, role, seed) in people {
        assert_eq!(sign(&folder, &digest, by, role, &Key::new(seed)).exit, 0);
    }
    assert_eq!(send(&folder, &digest).exit, 12);
    let vault = rusqlite::Connection::open(folder.path("var/live/vault.db")).unwrap();
    let longest = "SELECT id FROM text ORDER BY length(sealed) DESC LIMIT 1";
    let gone = vault.execute(&format!("DELETE FROM text WHERE id IN ({longest})"), []);
    assert_eq!(gone.unwrap(), 1);
    drop(vault);
    let ran = send(&folder, &digest);
    assert_eq!(
        (ran.exit, code(&ran)),
        (9, "campaign-not-signed".into()),
        "{}",
        ran.out
    );
    let alone = folder.heraut(&["--lang", "en"]).screen();
    assert!(alone.contains("doesn't count"), "{alone}");
    let page = folder.heraut(&["--lang", "en", "review", "--out", "review"]);
    assert_eq!(page.exit, 0, "{}", page.err);
    let page = fs::read_to_string(folder.path("review/index.html")).unwrap();
    assert!(page.contains("The vault no longer has the signature"));
    // It can be given again.
    let missing = folder.heraut(&["--json"]).json()["missing"].clone();
    let role = missing[0].as_str().unwrap().to_owned();
    let (by, role, seed) = people.into_iter().find(|one| one.1 == role).unwrap();
    assert_eq!(sign(&folder, &digest, by, role, &Key::new(seed)).exit, 0);
    assert_eq!(send(&folder, &digest).exit, 12);
}

#[test]
fn a_list_of_keys_that_cannot_be_kept_to_is_an_error_with_its_line() {
    let (folder, _) = sealed(&three());
    let faults = |text: &str| {
        fs::write(folder.path(SIGNERS), text).unwrap();
        let check = folder.heraut(&["check", "--json"]);
        let mut found = Vec::new();
        for fault in check.json()["faults"].as_array().unwrap() {
            if fault["file"] == SIGNERS {
                let code = fault["code"].as_str().unwrap().to_owned();
                found.push((code, fault["row"].as_u64()));
            }
        }
        (check.exit, found)
    };
    let key = Key::new(1).public();
    let (exit, found) = faults(&format!("* {key}\nA {key}\n\nB cert-authority {key}\n"));
    let wanted = [
        ("signers-pattern".to_owned(), Some(1)),
        ("signers-authority".to_owned(), Some(4)),
    ];
    assert_eq!((exit, &found[..]), (3, &wanted[..]));
    assert_eq!(faults("# nobody\n").1[0].0, "signers-nobody");
    // Three of the six who may approve have no key: they can approve on paper.
    let (exit, found) = faults(&three());
    assert_eq!((exit, found.len()), (0, 3), "{found:?}");
    assert!(
        found
            .iter()
            .all(|(code, _)| code == "signers-person-without-key")
    );
    fs::remove_file(folder.path(SIGNERS)).unwrap();
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 3, "{}", check.out);
    assert!(check.out.contains("signers-file"), "{}", check.out);
}

#[test]
fn a_seal_without_a_list_of_keys_takes_no_signature() {
    let folder = Folder::new().with_real_relay();
    let digest = seal(&folder);
    let words = [
        "approve", "--digest", &digest, "--by", "A. Vos", "--as", "inhoud", "--json",
    ];
    let asked = folder.heraut(&[&words[..], &["--statement"]].concat());
    assert_eq!((asked.exit, code(&asked)), (9, "signoff-no-signers".into()));
    let given = give(&folder, &digest, "A. Vos", "inhoud", "anything");
    assert_eq!(code(&given), "signoff-no-signers");
    assert_eq!(approve(&folder, &digest, "A. Vos", "inhoud", &[]).exit, 0);
}
