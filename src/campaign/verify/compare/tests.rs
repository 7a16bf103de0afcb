use super::super::header::on_the_wire;
use super::*;

const SEALED: &str = "From: Bureau <bericht@voorbeeldzaken.example>\r\nTo: =?utf-8?q?Stichting?=\r\n <info@debrug.example>\r\n\
    Subject: Bericht\r\nMessage-ID: <1a@voorbeeldzaken.example>\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=\"=_b\"\r\n\r\n--=_b\r\nContent-Type: text/plain; charset=utf-8\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\nDag caf=C3=A9.\r\n--=_b\r\nContent-Type: text/html; charset=utf-8\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Dag.</p>\r\n--=_b--\r\n";

fn differs(mail: &str) -> Vec<MailDifference> {
    let (wire, _) = on_the_wire(mail.as_bytes());
    compare(&wire, SEALED.as_bytes()).differences
}

#[test]
fn what_the_way_adds_changes_nothing() {
    let way = "Return-Path: <b@voorbeeldzaken.example>\r\nReceived: from a\r\n\tby b\r\nX-Spam: no\r\nDate: Mon, 1 Dec 2025\r\n";
    let mail = format!("{way}{SEALED}\r\n");
    assert_eq!(differs(&mail), []);
    assert_eq!(differs(&mail.replace("\r\n", "\n")), []);
    assert_eq!(
        differs(&format!("From x Mon Dec 1\n{}", mail.replace("\r\n", "\n"))),
        []
    );
    let (wire, _) = on_the_wire(mail.as_bytes());
    let added = compare(&wire, SEALED.as_bytes()).added_on_the_way;
    assert_eq!(added, ["return-path", "received", "x-spam", "date"]);
}

#[test]
fn every_change_is_named() {
    let field = |name: &str| name.to_owned();
    let text = || "text/plain".to_owned();
    for (from, to, wanted) in [
        (
            "Subject: B",
            "Subject: [EXTERN] B",
            MailDifference::FieldChanged(field("subject")),
        ),
        (
            "Subject: Bericht\r\n",
            "",
            MailDifference::FieldGone(field("subject")),
        ),
        (
            "Subject:",
            "Subject: x\r\nSubject:",
            MailDifference::FieldChanged(field("subject")),
        ),
        (
            "Subject:",
            "Cc: a@b.example\r\nSubject:",
            MailDifference::FieldAdded(field("cc")),
        ),
        (
            "Dag caf=C3=A9.",
            "Dag caf=C3=A9.\r\n-- \r\nvoettekst",
            MailDifference::WordsAdded(1, text()),
        ),
        (
            "Dag caf=C3=A9.",
            "Dag.",
            MailDifference::PartChanged(1, text()),
        ),
        (
            "<p>Dag.</p>",
            "<p>Doei.</p>",
            MailDifference::PartChanged(2, "text/html".into()),
        ),
        ("caf=C3=A9", "ca=66=C3=A9", MailDifference::Encoded),
        (
            "\r\nContent-Type: text/html",
            "\r\nContent-Type: text/richtext",
            MailDifference::PartChanged(2, "text/html".into()),
        ),
        (
            "--=_b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Dag.</p>\r\n",
            "",
            MailDifference::PartGone(2, "text/html".into()),
        ),
        (
            "--=_b--",
            "--=_b\r\nContent-Type: application/pdf\r\n\r\nx\r\n--=_b--",
            MailDifference::PartAdded(3, "application/pdf".into()),
        ),
    ] {
        assert!(SEALED.contains(from), "{from}");
        assert_eq!(differs(&SEALED.replacen(from, to, 1)), [wanted], "{to}");
    }
}
