//! Octets that nobody would send.

use proptest::prelude::*;

use crate::bounce::{MAX_OCTETS, Mbox, ReturnKind, read};

/// Pieces of which returned mails consist, so that random mails get past the first line.
const PIECES: [&str; 22] = [
    "From: MAILER-DAEMON@x.example\r\n",
    "Content-Type: multipart/report; boundary=b\r\n",
    "Content-Type: multipart/mixed; boundary=\"b\r\n",
    "Content-Type: message/delivery-status\r\n",
    "Content-Type: message/rfc822\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "\r\n",
    "\r\n--b\r\n",
    "\r\n--b--\r\n",
    "Final-Recipient: rfc822; <a+2Bb@x.example>\r\n",
    "Final-Recipient: ;;;@\r\n",
    "Action: failed (é)\r\n",
    "Status: 5.1.1.1\r\n",
    "Diagnostic-Code: smtp; 550-5.7.1 \u{1F600}@\"@\r\n",
    " 550 5.7.1 folded\r\n",
    "Original-Envelope-Id: +2+é+2B\r\n",
    "I'm afraid I wasn't able to deliver your message to the following addresses\r\n",
    "<é@é.example>:\r\n",
    "@@@@\"@",
    "--- Below this line is a copy of the message.\r\n",
    "X-Failed-Recipients: ,,@,a@b\r\n",
];

proptest! {
    #[test]
    fn no_octets_make_it_panic(octets in prop::collection::vec(any::<u8>(), 0..2000)) {
        std::hint::black_box(read(&octets));
        Mbox::new(&octets[..]).for_each(|mail| drop(mail.unwrap()));
    }

    #[test]
    fn no_order_of_its_pieces_makes_it_panic(order in prop::collection::vec(0..PIECES.len(), 0..60), cut in any::<prop::sample::Index>()) {
        let mail: String = order.iter().map(|at| PIECES[*at]).collect();
        let cut = cut.index(mail.len() + 1);
        std::hint::black_box(read(&mail.as_bytes()[..cut]));
    }
}

#[test]
fn a_mail_in_a_mail_in_a_mail_has_an_end() {
    for piece in [
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n",
    ] {
        let deep = piece.repeat(MAX_OCTETS / piece.len());
        std::hint::black_box(read(deep.as_bytes()));
    }
}

#[test]
fn parts_that_end_before_they_begin_are_no_end_of_the_program() {
    let mail = "Subject: x\nContent-Type: multipart/mixed;\n boundary=b\n\n\
        --bContent-Type: message/rfc822\nt\n\nContent-Type: message/rfc822\n\n\n--b--";
    assert_eq!(read(mail.as_bytes()).kind, ReturnKind::Other);
}

#[test]
fn much_of_one_thing_has_an_end() {
    let pieces = [
        "a@b.example ",
        "@",
        "\n",
        "550 ",
        "Final-Recipient: rfc822; a@b.example\n\n",
        "\"@",
        "Received: x\n",
        "<a@b.example>:\n",
        "postmaster@b.example\n",
    ];
    for piece in pieces {
        let head = "From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n";
        let mail = format!("{head}{}", piece.repeat(MAX_OCTETS / piece.len()));
        assert!(read(mail.as_bytes()).recipients.len() <= 1_000);
    }
    // A report may have many parts, each with some.
    let part = "--b\r\nContent-Type: message/delivery-status\r\n\r\n\
        Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n";
    let head = "Content-Type: multipart/report; boundary=b\r\n\r\n";
    let mail = format!("{head}{}--b--\r\n", part.repeat(1_500));
    assert_eq!(read(mail.as_bytes()).recipients.len(), 1_000);
    let feedback = "Content-Type: multipart/report; boundary=b\r\n\r\n\
        --b\r\nContent-Type: message/feedback-report\r\n\r\n";
    let named = "Removal-Recipient: a@b.example\r\n".repeat(1_500);
    let mail = format!("{feedback}{named}\r\n--b--\r\n");
    assert_eq!(read(mail.as_bytes()).recipients.len(), 1_000);
}

#[test]
fn a_long_subject_or_sender_is_kept_to_its_beginning() {
    let long = "é".repeat(2_000);
    let mail = format!("From: {long} <a@b.example>\r\nSubject: {long}\r\n\r\nx\r\n");
    let returned = read(mail.as_bytes());
    let beginning = "é".repeat(500);
    assert_eq!(returned.subject, beginning);
    assert_eq!(returned.sender, Some(beginning));
}
