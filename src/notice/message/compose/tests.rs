use proptest::prelude::*;

use super::*;
use crate::notice::message::transfer_encoding::read_quoted_printable;
use crate::notice::tests::support::{Folder, key, recipient};

fn bytes(mail: &Mail) -> String {
    String::from_utf8(
        mail.pieces
            .iter()
            .flat_map(|piece| piece.bytes().to_vec())
            .collect(),
    )
    .unwrap()
}

/// The bodies of a multipart, by RFC 2046: between the boundary lines of its first `Content-Type`.
fn bodies(entity: &str) -> Vec<String> {
    let boundary = entity
        .split("boundary=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let whole = entity.split_once("\r\n\r\n").unwrap().1;
    let whole = format!("\r\n{whole}");
    let mut parts: Vec<&str> = whole.split(&format!("\r\n--{boundary}")).collect();
    assert_eq!(parts.pop().map(str::trim_end), Some("--"));
    assert_eq!(parts.remove(0), "");
    parts
        .iter()
        .map(|part| part.strip_prefix("\r\n").unwrap().to_owned())
        .collect()
}

fn content(entity: &str) -> String {
    read_quoted_printable(entity.split_once("\r\n\r\n").unwrap().1.as_bytes())
}

#[test]
fn without_attachments_the_alternative_stands_alone() {
    let mail = Folder::new().mail("Café Müller B.V.");
    let whole = bytes(&mail);
    let parts = bodies(&whole);
    assert_eq!(parts.len(), 2);
    assert!(whole.contains("\r\nContent-Type: multipart/alternative;\r\n"));
    assert!(parts[0].starts_with("Content-Type: text/plain; charset=utf-8\r\n"));
    assert_eq!(content(&parts[0]), mail.text);
    assert_eq!(content(&parts[1]), mail.html);
    assert!(mail.text.contains("Café Müller B.V."));
}

#[test]
fn attachments_follow_the_alternative_and_are_shared() {
    let folder = Folder::new()
        .attach("a.pdf", b"%PDF-1.7 a")
        .attach("b.txt", "b\n");
    let press = folder.press().unwrap().0;
    let mail = press.compose(&recipient("Ñandú-fonds"), &key()).unwrap();
    let parts = bodies(&bytes(&mail));
    assert_eq!(parts.len(), 3);
    assert_eq!(content(&bodies(&parts[0])[0]), mail.text);
    for (part, enclosure) in parts[1..].iter().zip(&press.enclosures) {
        // The last line end belongs to the boundary.
        assert_eq!(format!("{part}\r\n").as_bytes(), enclosure.shared.bytes);
    }
    let shared = mail.pieces.iter().filter(
        |p| matches!(p, Piece::Shared(s) if std::ptr::eq(&**s, &*press.enclosures[0].shared)),
    );
    assert_eq!(shared.count(), 1);
    assert_eq!(smtp_safe::check(&mail.pieces), Ok(()));
}

#[test]
fn the_header_says_what_it_must_and_nothing_of_the_machine() {
    let mut folder = Folder::new();
    folder.sender.reply_to = Some(config::Mailbox {
        name: None,
        ..folder.sender.from.clone()
    });
    let mail = folder.mail("Stichting; Noord");
    let whole = bytes(&mail);
    let header = whole.split("\r\n\r\n").next().unwrap();
    let lines: Vec<&str> = header.split("\r\n").collect();
    assert_eq!(
        lines[..4],
        [
            "From: Ministerie van Voorbeeldzaken <bericht@voorbeeldzaken.example>",
            "Reply-To: bericht@voorbeeldzaken.example",
            "To: \"Stichting; Noord\" <bestuur@huis.example>",
            "Subject: Voor Stichting; Noord",
        ]
    );
    assert_eq!(lines[4], format!("Message-ID: <{}>", mail.message_id));
    assert!(mail.message_id.ends_with("@voorbeeldzaken.example"));
    assert_eq!(
        lines[5..9],
        [
            "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: OOF, AutoReply",
            "Content-Language: nl",
        ]
    );
    assert!(
        !whole.contains("ORG-001") && !whole.contains("\r\nDate:") && !whole.contains("X-Mailer")
    );
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_input_another_message_id() {
    let folder = || Folder::new().attach("a.pdf", b"%PDF-1.7 a");
    let mail = folder().mail("Stichting 't Huis");
    assert_eq!(folder().mail("Stichting 't Huis"), mail);
    assert_eq!(mail.digest, Digest::of(bytes(&mail).as_bytes()));
    assert_eq!(mail.len(), bytes(&mail).len());
    let other_address = {
        let row = Recipient {
            address: "x@huis.example".to_owned().try_into().unwrap(),
            ..recipient("Stichting 't Huis")
        };
        folder().press().unwrap().0.compose(&row, &key()).unwrap()
    };
    let others = [
        folder().mail("Stichting 't Huis 2"),
        folder().text("anders").mail("Stichting 't Huis"),
        folder().html("anders").mail("Stichting 't Huis"),
        folder().subject("anders").mail("Stichting 't Huis"),
        Folder::new()
            .attach("a.pdf", b"%PDF-1.7 b")
            .mail("Stichting 't Huis"),
        Folder::new()
            .attach("b.pdf", b"%PDF-1.7 a")
            .mail("Stichting 't Huis"),
        folder()
            .press()
            .unwrap()
            .0
            .compose(
                &recipient("Stichting 't Huis"),
                &CampaignKey::from_bytes([8; 32]),
            )
            .unwrap(),
        other_address,
    ];
    for (nth, other) in others.iter().enumerate() {
        assert_ne!(other.message_id, mail.message_id, "{nth}");
    }
}

#[test]
fn nothing_a_row_holds_reaches_the_header_as_a_line() {
    let press = Folder::new().press().unwrap().0;
    for (break_, refused) in [
        ("\n", false),
        ("\r\n", false),
        ("\r", false),
        ("\0", true),
        ("\u{b}", true),
        ("\u{85}", true),
    ] {
        let row = recipient(&format!("Stichting{break_}Bcc: x@y.example"));
        match press.compose(&row, &key()) {
            Ok(mail) => {
                assert!(!refused, "{break_:?}");
                assert_eq!(mail.subject, "Voor Stichting Bcc: x@y.example");
                assert!(!bytes(&mail).contains("\r\nBcc:"));
            }
            Err(faults) => {
                assert!(refused, "{break_:?}");
                assert!(!format!("{faults:?}").contains("y.example"));
            }
        }
    }
}

#[test]
fn a_sender_name_with_a_line_end_is_refused() {
    let mut folder = Folder::new();
    folder.sender.from.name = Some("a\r\nBcc: x@y.example".into());
    let faults = folder.press().unwrap_err();
    assert_eq!(
        faults.iter().map(Finding::code_name).collect::<Vec<_>>(),
        ["notice-sender-control"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_name_goes_out_legally_and_comes_back(name in "[^\\p{C}\\p{Z}]([^\\p{C}\\p{Z}]|[ .=\"]|\\r?\\n){0,90}[^\\p{C}\\p{Z}]") {
        let mail = Folder::new().mail(&name);
        prop_assert_eq!(smtp_safe::check(&mail.pieces), Ok(()));
        let parts = bodies(&bytes(&mail));
        prop_assert_eq!(content(&parts[0]), mail.text.clone());
        prop_assert_eq!(content(&parts[1]), mail.html.clone());
        prop_assert!(mail.text.contains(&*collapse_line_breaks(&name)));
    }
}
