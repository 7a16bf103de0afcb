//! Whether a mail is ours and unchanged, from files as people have them.
#![allow(clippy::disallowed_methods)]

use std::fs;

use crate::harness::{Folder, Ran};

/// A trial that was sent, and one of its mails as the catcher has it.
fn sent() -> (Folder, String) {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let caught = fs::read_dir(folder.path("var/trial/caught/new")).unwrap();
    let mut files: Vec<_> = caught.map(|file| file.unwrap().path()).collect();
    files.sort();
    let mail = fs::read_to_string(&files[0]).unwrap();
    (folder, mail)
}

fn verify(folder: &Folder, mail: &str) -> Ran {
    let file = folder.path("mail.eml");
    fs::write(&file, mail).unwrap();
    folder.heraut(&["--json", "verify", file.to_str().unwrap()])
}

#[test]
fn a_mail_of_ours_is_known_however_it_was_saved() {
    let (folder, mail) = sent();
    let trace = "Received: from relay.example by mx.debrug.example;\r\n\tMon, 1 Dec 2025 10:00:00 +0100\r\n";
    let forwarded = format!(
        "From: a@debrug.example\r\nSubject: FW\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n\
         --x\r\nContent-Type: text/plain\r\n\r\nzie bijlage\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{mail}\r\n--x--\r\n"
    );
    for (how, file) in [
        ("as it was sent", mail.clone()),
        ("with traces", format!("{trace}{mail}")),
        ("saved", mail.replace("\r\n", "\n")),
        ("in an mbox", format!("From a@b.example Mon\n{mail}")),
        ("forwarded", forwarded),
    ] {
        let ran = verify(&folder, &file);
        let json = ran.json();
        assert_eq!(
            (ran.exit, &json["unchanged"]),
            (0, &true.into()),
            "{how}: {}",
            ran.screen()
        );
        assert_eq!(json["forwarded"], how == "forwarded", "{how}");
    }
}

#[test]
fn what_was_changed_is_named_and_nothing_of_another() {
    let (folder, mail) = sent();
    let changed = mail.replacen("Subject: ", "Subject: [EXTERN] ", 1);
    let ran = verify(&folder, &changed);
    assert_eq!(ran.exit, 9, "{}", ran.screen());
    assert_eq!(
        ran.json()["differences"][0]["code"],
        "campaign-verify-field-changed",
        "{}",
        ran.out
    );
    // Whatever is not ours is told in the same words.
    let id = mail.split_once("Message-ID: <").unwrap().1;
    let mut said = Vec::new();
    for other in [
        mail.replacen(&id[..20], "00000000000000000000", 1),
        String::new(),
        "From: a@b.example\r\n\r\nhello\r\n".into(),
        "\u{0}\u{1}".into(),
    ] {
        let ran = verify(&folder, &other);
        assert_eq!(ran.exit, 3, "{}", ran.screen());
        said.push(ran.screen());
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
    let fresh = verify(&Folder::new(), &mail);
    assert_eq!((fresh.exit, fresh.screen()), (3, said[0].clone()));
}

#[test]
fn the_journal_is_checked_whole_and_damage_is_told() {
    let (folder, _) = sent();
    let ran = folder.heraut(&["--json", "verify", "--journal"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let json = ran.json();
    assert_eq!(json["whole"], true);
    assert!(json["count"].as_u64().unwrap() > 10, "{json}");
    assert_eq!(json["seals"], 1, "{json}");
    let vault = rusqlite::Connection::open(folder.path("var/trial/vault.db")).unwrap();
    let hurt = "UPDATE mail SET octets = octets + 1 WHERE ordinal = 3";
    assert_eq!(vault.execute(hurt, []).unwrap(), 1);
    drop(vault);
    let ran = folder.heraut(&["--json", "verify", "--journal"]);
    assert_eq!(ran.exit, 9, "{}", ran.screen());
}

#[test]
fn a_file_that_is_no_mail_by_its_size_is_told_and_not_read_to_its_end() {
    let (folder, mail) = sent();
    let path = folder.path("mail.eml");
    fs::write(&path, &mail).unwrap();
    // As large as a mail may be; then one octet more, and then as large as no memory is.
    let most = 50 << 20;
    for (length, exit) in [(most, 9), (most + 1, 3), (1 << 40, 3)] {
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(length).unwrap();
        let ran = folder.heraut(&["--json", "verify", path.to_str().unwrap()]);
        assert_eq!(ran.exit, exit, "{length}: {}", ran.screen());
        if exit == 3 {
            assert_eq!(ran.json()["error"]["code"], "campaign-mail-large");
        }
    }
}
