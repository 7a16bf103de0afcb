//! Payloads in every field and part: each is refused, or goes out as harmless content of one mail.

use std::collections::BTreeMap;

use super::support::{Folder, key, recipient};
use crate::address::Address;
use crate::config::{self, InlineSettings};
use crate::list::Recipient;
use crate::notice::message::smtp_safe;
use crate::notice::{Mail, Piece};

/// Ways to end a line, or what some reader takes for one.
const BREAKS: [&str; 12] = [
    "\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\r\r\n", "\0", "\u{b}", "\u{c}", "\u{85}", "\u{2028}",
    "\u{2029}",
];

/// What an attacker would like to begin a line with.
const LINES: [&str; 12] = [
    "Bcc: x@elders.example",
    "To: x@elders.example",
    "Subject: anders",
    "Content-Type: text/html",
    "Disposition-Notification-To: x@elders.example",
    ".",
    "..",
    ".\r\nMAIL FROM:<x@elders.example>\r\n",
    "--=_0123456789abcdef01234567",
    " gevouwen",
    "From x@elders.example Mon Jan  1 00:00:00 2024",
    "=?utf-8?q?=0D=0ABcc:_x@elders.example?=",
];

/// The ways in which servers disagree on where a mail ends (SMTP smuggling).
const ENDS: [&str; 9] = [
    "\n.\n",
    "\n.\r",
    "\n.\r\n",
    "\r.\n",
    "\r.\r",
    "\r.\r\n",
    "\r\n.\n",
    "\r\n.\r",
    "\r\n.\r\n",
];

/// At least a hundred, whatever is taken out above.
const _: () = assert!(BREAKS.len() * LINES.len() + ENDS.len() >= 100);

fn payloads() -> Vec<String> {
    let lines = BREAKS
        .iter()
        .flat_map(|end| LINES.iter().map(move |line| format!("a{end}{line}")));
    let ends = ENDS.iter().map(|end| {
        format!("a{end}MAIL FROM:<x@elders.example>\r\nRCPT TO:<y@elders.example>\r\nDATA")
    });
    lines.chain(ends).collect()
}

/// One mail: one header with the fields it must have, two alternatives, one attachment, one recipient.
fn assert_is_one_mail(mail: &Mail, payload: &str) {
    assert_eq!(smtp_safe::check(&mail.pieces), Ok(()), "{payload:?}");
    let bytes: Vec<u8> = mail
        .pieces
        .iter()
        .flat_map(|piece| piece.bytes().to_vec())
        .collect();
    let whole = String::from_utf8(bytes).unwrap();
    let header = whole.split("\r\n\r\n").next().unwrap();
    let names: Vec<&str> = header
        .split("\r\n")
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split(':').next().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "From",
            "Reply-To",
            "To",
            "Subject",
            "Message-ID",
            "MIME-Version",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "Content-Language",
            "Content-Type"
        ],
        "{payload:?}"
    );
    let outer = header
        .split("boundary=\"")
        .nth(1)
        .unwrap()
        .trim_end_matches('"');
    assert_eq!(
        whole.matches(&format!("--{outer}")).count(),
        3,
        "{payload:?}"
    );
    assert!(
        whole.ends_with(&format!("\r\n--{outer}--\r\n")),
        "{payload:?}"
    );
    assert!(header.contains("<bestuur@huis.example>"), "{payload:?}");
    assert!(
        !whole.lines().any(|line| line.starts_with('.')),
        "{payload:?}"
    );
    // Nothing but the recipient's own pieces and the attachment goes along.
    assert_eq!(
        mail.pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::Shared(_)))
            .count(),
        1
    );
}

fn folder() -> Folder {
    let mut folder = Folder::new().attach("a.pdf", b"%PDF-1.7");
    folder.sender.reply_to = Some(folder.sender.from.clone());
    folder
}

/// Puts a payload in one field of a folder and a row, and says how many went out.
fn pour(field: &str) -> usize {
    let mut went_out = 0;
    for payload in payloads() {
        let (folder, row) = poured(field, &payload);
        if let Ok(mail) = folder
            .press()
            .and_then(|(press, _)| press.compose(&row, &key()))
        {
            assert_is_one_mail(&mail, &payload);
            went_out += 1;
        }
    }
    went_out
}

/// A campaign and a row with this payload in this field.
fn poured(field: &str, payload: &str) -> (Folder, Recipient) {
    let (mut folder, mut row) = (folder(), recipient("Stichting 't Huis"));
    match field {
        "the organisation's name" => row.organisation = payload.to_owned(),
        "a cell" => {
            row.fields.extend(
                ["organisatie", "kenmerk"].map(|name| (name.to_owned(), payload.to_owned())),
            );
        }
        "a value of the settings" => {
            folder.notice.values = BTreeMap::from([("contact".to_owned(), payload.to_owned())]);
        }
        "the sender's name" => folder.sender.from.name = Some(payload.to_owned()),
        "the reply name" => {
            folder.sender.reply_to.as_mut().unwrap().name = Some(payload.to_owned())
        }
        "an attachment's name" => folder.notice.attachments[0].name = format!("{payload}.pdf"),
        "the text template" => folder = folder.text(payload),
        "the HTML template" => folder = folder.html(payload),
        "the subject template" => folder = folder.subject(payload),
        "a shared piece of the text" | "a shared piece of the HTML" => {
            folder.notice.partials = Some(".".into());
            let text = "{{organisatie}} {{kenmerk}} {{contact}}\n{{> voet}}\n";
            let (suffix, other) = if field.ends_with("text") {
                ("txt", "html")
            } else {
                ("html", "txt")
            };
            folder = folder.file(&format!("voet.{suffix}.hbs"), payload);
            folder = folder
                .file(&format!("voet.{other}.hbs"), "x")
                .text(text)
                .html(text);
        }
        "an attachment's content" => folder = folder.file("a.pdf", format!("%PDF-1.7\n{payload}")),
        "a picture's name" => {
            folder = folder
                .file("logo.png", b"\x89PNG\r\n\x1a\n")
                .html("<img src=\"cid:logo\" alt=\"x\">");
            let picture = |cid: &str| InlineSettings {
                file: "logo.png".into(),
                cid: cid.to_owned(),
            };
            folder.notice.inline = vec![picture("logo"), picture(payload)];
        }
        other => panic!("{other}"),
    }
    (folder, row)
}

#[test]
fn what_names_a_party_or_a_file_has_no_room_for_a_line() {
    // A break in a cell's name is folded to a space; the others are refused.
    for field in [
        "the sender's name",
        "the reply name",
        "an attachment's name",
        "a picture's name",
    ] {
        assert_eq!(pour(field), 0, "{field}");
    }
    assert!(pour("the organisation's name") > 0);
}

#[test]
fn what_is_merged_goes_out_as_content_of_one_mail() {
    for field in ["a cell", "a value of the settings"] {
        let went_out = pour(field);
        assert!(
            went_out > 50 && went_out < payloads().len(),
            "{field}: {went_out}"
        );
    }
}

#[test]
fn what_a_writer_types_goes_out_as_content_of_one_mail() {
    for field in [
        "the text template",
        "the HTML template",
        "a shared piece of the text",
        "a shared piece of the HTML",
    ] {
        let went_out = pour(field);
        assert!(
            went_out > 50 && went_out < payloads().len(),
            "{field}: {went_out}"
        );
    }
    // A line or paragraph separator is no line end in a mail, but no subject may hold it.
    assert_eq!(pour("the subject template"), 0);
}

#[test]
fn what_a_file_holds_goes_out_as_it_is_and_ends_nothing() {
    assert_eq!(pour("an attachment's content"), payloads().len());
}

#[test]
fn no_address_of_the_settings_has_room_for_a_payload() {
    let shipped = include_str!("../../../config/heraut.toml");
    for key in ["from", "reply_to", "envelope_from"] {
        let with = |address: &str| {
            // Every character by its number, as TOML lets a text be written.
            let quoted: String = address
                .chars()
                .map(|c| format!("\\U{:08X}", u32::from(c)))
                .collect();
            config::read(
                "heraut.toml",
                shipped,
                &[format!("sender.{key}=\"{quoted}\"")],
            )
        };
        assert!(with("anders@voorbeeldzaken.example").is_ok(), "{key}");
        for payload in payloads() {
            assert!(
                with(&format!("{payload}@voorbeeldzaken.example")).is_err(),
                "{key} {payload:?}"
            );
            assert!(
                with(&format!("bericht@voorbeeldzaken.example{payload}")).is_err(),
                "{key} {payload:?}"
            );
        }
    }
}

#[test]
fn an_address_has_no_room_for_a_payload() {
    for payload in payloads() {
        assert!(
            Address::parse(&format!("{payload}@huis.example")).is_err(),
            "{payload:?}"
        );
        assert!(
            Address::parse(&format!("bestuur@huis.example{payload}")).is_err(),
            "{payload:?}"
        );
    }
}
