//! The hostile relays, one a line: what each does. What must come of it stands in `docs/evidence/fault-matrix.md`.
//!
//! Three mails go out on one connection, in turn; "second" is the second of them.

use std::time::Duration;

use super::act::{
    Act, At, Behaviour, Behind, Shows, Then, bare_lf, cuts, keeps_and_says, mute, own, relay,
    resets, says,
};
use At::{
    Auth, ClearEhlo, Data, Dot, Ehlo, Every, Greeting, Handshake, Helo, Mail, Quit, Rcpt, Rset,
    StartTls,
};
use Then::{Close, Forget, HalfClose, LeaveUnread, Reset, Silence};

/// Every behaviour of the matrix.
pub(super) fn all() -> Vec<Behaviour> {
    [
        hello(),
        tls(),
        login(),
        envelope(),
        body(),
        dot(),
        front_ends(),
        words(),
        pipelining(),
    ]
    .concat()
}

/// This behaviour.
pub(super) fn named(name: &str) -> Option<Behaviour> {
    all().into_iter().find(|behaviour| behaviour.name == name)
}

fn hello() -> Vec<Behaviour> {
    vec![
        relay("greeting-554").at(Greeting, says("554 5.7.1 not you\r\n").then(Close)),
        relay("greeting-421").at(Greeting, says("421 4.3.2 later\r\n").then(Close)),
        relay("greeting-silent").at(Greeting, mute()),
        relay("greeting-missing").at(Greeting, cuts()),
        relay("greeting-foreign").at(
            Greeting,
            says("HTTP/1.1 400 Bad Request\r\n\r\n").then(Close),
        ),
        relay("greeting-slow-loris").once(
            Greeting,
            says("220 hostile.example ESMTP at your ease\r\n").drips(150),
        ),
        relay("greeting-of-many-lines").at(
            Greeting,
            says("220-one\r\n220-two\r\n220 three\r\n").drips(10),
        ),
        relay("ehlo-554").at(Ehlo, says("554 5.7.1 not you\r\n")),
        relay("ehlo-421").at(Ehlo, says("421 4.3.2 later\r\n").then(Close)),
        relay("ehlo-502")
            .at(ClearEhlo, says("502 5.5.1 what\r\n"))
            .at(Ehlo, says("502 5.5.1 what\r\n")),
        relay("ehlo-502-and-a-login")
            .login()
            .at(Ehlo, says("502 5.5.1 what\r\n")),
        relay("ehlo-502-helo-550")
            .at(Ehlo, says("502 5.5.1 what\r\n"))
            .at(Helo, says("550 5.7.1 not you\r\n")),
        relay("ehlo-endless").at(Ehlo, says("250-more\r\n".repeat(20_000))),
        relay("ehlo-silent").once(Ehlo, mute()),
        relay("ehlo-cut").once(Ehlo, cuts()),
        relay("ehlo-offers-nothing").offers(""),
    ]
}

fn tls() -> Vec<Behaviour> {
    let glued = "220 2.0.0 go\r\n250-hostile.example\r\n250 AUTH PLAIN\r\n";
    vec![
        relay("starttls-stripped").at(ClearEhlo, says("250-hostile.example\r\n250 PIPELINING\r\n")),
        relay("starttls-454").at(StartTls, says("454 4.7.0 not now\r\n")),
        relay("starttls-502").at(StartTls, says("502 5.5.1 what\r\n")),
        relay("starttls-glued").at(StartTls, says(glued)),
        relay("starttls-silent").once(StartTls, mute()),
        relay("starttls-cut").once(StartTls, cuts()),
        relay("tls-cut").at(Handshake, cuts()),
        relay("tls-silent").once(Handshake, mute()),
        relay("tls-garbage").at(
            Handshake,
            says([0x16, 3, 3, 0xff, 0xff, 7, 7, 7, 7].repeat(40)).then(Silence),
        ),
        relay("tls-plain-text").at(
            Handshake,
            says("220 hostile.example ESMTP\r\n").then(Silence),
        ),
        relay("certificate-wrong-name").shows(Shows::WrongName),
        relay("certificate-expired").shows(Shows::Expired),
        relay("certificate-not-yet-valid").shows(Shows::NotYet),
        relay("certificate-self-signed").shows(Shows::SelfSigned),
        relay("offers-less-under-tls")
            .offers("8BITMIME")
            .at(Every, own().then(Forget)),
    ]
}

fn login() -> Vec<Behaviour> {
    let offers_auth = says("250-hostile.example\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n");
    vec![
        relay("auth-only-in-clear")
            .login()
            .at(ClearEhlo, offers_auth)
            .offers("PIPELINING"),
        relay("auth-not-offered").login().offers("PIPELINING"),
        relay("auth-unknown")
            .login()
            .offers("PIPELINING\nAUTH CRAM-MD5 NTLM"),
        relay("auth-then-other-offers").login().once(
            Ehlo,
            says("250-hostile.example\r\n250 AUTH PLAIN LOGIN\r\n"),
        ),
        relay("auth-535")
            .login()
            .at(Auth, says("535 5.7.8 who\r\n")),
        relay("auth-454")
            .login()
            .at(Auth, says("454 4.7.0 not now\r\n")),
        relay("auth-endless")
            .login()
            .at(Auth, says("334 VXNlcm5hbWU6\r\n")),
        relay("auth-challenge-garbled")
            .login()
            .at(Auth, says("334 !!!\r\n")),
        relay("auth-silent").login().once(Auth, mute()),
        relay("auth-cut").login().once(Auth, cuts()),
    ]
}

fn envelope() -> Vec<Behaviour> {
    vec![
        relay("mail-550").at(Mail, says("550 5.7.1 not you\r\n")),
        relay("mail-451").at(Mail, says("451 4.3.0 not now\r\n")),
        relay("mail-552").second(Mail, says("552 5.3.4 too large\r\n")),
        relay("size-too-small")
            .offers("PIPELINING\nSIZE 1000")
            .at(Mail, says("552 5.3.4 too large\r\n")),
        relay("mail-421").second(Mail, says("421 4.3.2 later\r\n").then(Close)),
        relay("mail-silent").second(Mail, mute()),
        relay("mail-cut").second(Mail, cuts()),
        relay("rcpt-550").for_second(Rcpt, says("550 5.1.1 nobody\r\n")),
        relay("rcpt-450").for_second(Rcpt, says("450 4.2.1 not now\r\n")),
        relay("rcpt-421").for_second(Rcpt, says("421 4.3.2 later\r\n").then(Close)),
        relay("rcpt-432").for_second(
            Rcpt,
            says("432 4.3.2 Concurrent connections limit exceeded\r\n"),
        ),
        relay("rcpt-503").for_second(Rcpt, says("503 5.5.1 AUTH first\r\n")),
        relay("rcpt-354").for_second(Rcpt, says("354 go\r\n")),
        relay("rcpt-silent").second(Rcpt, mute()),
        relay("rcpt-cut").second(Rcpt, cuts()),
        relay("rcpt-550-data-354")
            .for_second(Rcpt, says("550 5.1.1 nobody\r\n"))
            .for_second(Data, says("354 go\r\n")),
        relay("rcpt-550-data-250")
            .for_second(Rcpt, says("550 5.1.1 nobody\r\n"))
            .for_second(Data, says("250 2.1.5 ok\r\n")),
        relay("rset-500")
            .for_second(Rcpt, says("550 5.1.1 nobody\r\n"))
            .at(Rset, says("500 5.5.1 what\r\n")),
        relay("rset-silent")
            .for_second(Rcpt, says("550 5.1.1 nobody\r\n"))
            .at(Rset, mute()),
        relay("rset-cut")
            .for_second(Rcpt, says("550 5.1.1 nobody\r\n"))
            .at(Rset, cuts()),
        relay("data-250").for_second(Data, says("250 2.0.0 ok\r\n")),
        relay("data-554").for_second(Data, says("554 5.7.1 no\r\n")),
        relay("data-451").for_second(Data, says("451 4.3.0 not now\r\n")),
        relay("data-421").for_second(Data, says("421 4.3.2 later\r\n").then(Close)),
        relay("data-silent").second(Data, mute()),
        relay("data-cut").second(Data, cuts()),
    ]
}

fn body() -> Vec<Behaviour> {
    let unread = |ms| own().then(LeaveUnread(Duration::from_millis(ms)));
    vec![
        relay("data-354-twice").for_second(Data, says("354 go\r\n354 go\r\n")),
        relay("early-250").for_second(Data, says("354 go\r\n250 2.0.0 ok\r\n")),
        relay("early-554").for_second(Data, says("354 go\r\n554 5.6.0 no\r\n")),
        relay("early-421").for_second(Data, says("354 go\r\n421 4.3.2 later\r\n")),
        relay("body-reset").for_second(Data, unread(1_500)),
        relay("body-reset-8-mb")
            .large()
            .for_second(Data, unread(500)),
        relay("body-unread-8-mb")
            .large()
            .for_second(Data, unread(60_000)),
        relay("body-read-in-sips").sips(),
    ]
}

fn dot() -> Vec<Behaviour> {
    let taken = "250 2.0.0 ok\r\n";
    vec![
        relay("dot-554").for_second(Dot, says("554 5.6.0 no\r\n")),
        relay("dot-452").for_second(Dot, says("452 4.3.1 full\r\n")),
        relay("dot-421").for_second(Dot, says("421 4.3.2 later\r\n").then(Close)),
        relay("dot-silent").for_second(Dot, mute()),
        relay("dot-late").for_second(Dot, own().late(5_000)),
        relay("dot-late-but-in-time").for_second(Dot, own().late(700)),
        relay("dot-cut").for_second(Dot, cuts()),
        relay("dot-reset").for_second(Dot, resets()),
        relay("dot-half-close").for_second(
            Dot,
            Act {
                then: HalfClose,
                ..mute()
            },
        ),
        relay("dot-250-half-close").at(Dot, says(taken).then(HalfClose)),
        relay("dot-250-reset").at(Dot, says(taken).then(Reset)),
        relay("dot-250-close").at(Dot, says(taken).then(Close)),
        relay("dot-250-421").at(Dot, says("250 2.0.0 ok\r\n421 4.3.2 later\r\n").then(Close)),
        relay("dot-250-twice").at(Dot, says("250 2.0.0 ok\r\n250 2.0.0 ok\r\n")),
        relay("quit-500").at(Quit, says("500 5.5.1 what\r\n")),
        relay("quit-silent").at(Quit, mute()),
        relay("quit-cut").at(Quit, cuts()),
    ]
}

/// Front ends that hand a mail on while their client waits, with what they say when the line onward breaks or a wait runs
/// out behind a mail that the next host has: versions and sources in `src/reply/dot.rs`.
fn front_ends() -> Vec<Behaviour> {
    let greets = |name, text: &str| {
        relay(name).at(Greeting, says(format!("220 hostile.example {text}\r\n")))
    };
    vec![
        greets("front-haraka", "ESMTP Haraka/3.3.4 ready")
            .for_second(Dot, keeps_and_says("450 plugin timeout\r\n")),
        greets("front-dovecot", "Dovecot ready.").for_second(
            Dot,
            keeps_and_says("421 4.4.0 hostile.example Lost connection to relay server\r\n")
                .then(Close),
        ),
        greets("front-msmtpd", "ESMTP msmtpd").for_second(
            Dot,
            keeps_and_says("554 Pipe command reported error 76\r\n"),
        ),
        greets(
            "front-qpsmtpd",
            "ESMTP qpsmtpd 0.94 ready; send us your mail, but not your spam.",
        )
        .for_second(Dot, keeps_and_says("451 Unable to queue message ()\r\n")),
        relay("front-smtp-server")
            .at(
                Ehlo,
                says("250-hostile.example Nice to meet you, [127.0.0.1]\r\n250 PIPELINING\r\n"),
            )
            .for_second(Dot, keeps_and_says("450 Error: something went wrong\r\n")),
        relay("front-nodemailer").for_second(
            Dot,
            keeps_and_says("450 Connection closed unexpectedly\r\n"),
        ),
        relay("front-postfix-proxy").for_second(
            Dot,
            keeps_and_says("451 4.3.0 Error: queue file write error\r\n"),
        ),
        relay("front-spampd").for_second(Dot, keeps_and_says("\r\n")),
        relay("front-as-set")
            .hands_on()
            .for_second(Dot, keeps_and_says("451 4.3.0 not now\r\n")),
        relay("front-554").for_second(
            Dot,
            keeps_and_says("554 5.0.0 connection to next host timed out\r\n"),
        ),
        greets("front-greylisted", "ESMTP Haraka/3.3.4 ready")
            .for_second(Dot, says("451 4.7.1 greylisted, come back later\r\n")),
        greets("front-refused", "Dovecot ready.").for_second(Dot, says("554 5.7.1 spam\r\n")),
    ]
}

fn words() -> Vec<Behaviour> {
    let long_line = [
        b"250 2.0.0 ".to_vec(),
        vec![b'x'; 1 << 20],
        b"\r\n".to_vec(),
    ]
    .concat();
    vec![
        relay("every-reply-octet-by-octet").at(Every, own().drips(1)),
        relay("every-reply-with-bare-lf").at(Every, bare_lf()),
        relay("dot-354").for_second(Dot, says("354 go\r\n")),
        relay("dot-150").for_second(Dot, says("150 patience\r\n")),
        relay("dot-999").for_second(Dot, says("999 ok\r\n")),
        relay("dot-letters").for_second(Dot, says("2x0 ok\r\n")),
        relay("dot-four-digits").for_second(Dot, says("2500 ok\r\n")),
        relay("dot-without-code").for_second(Dot, says("ok\r\n")),
        relay("dot-differing-codes").for_second(Dot, says("250-ok\r\n550 no\r\n")),
        relay("dot-endless").for_second(Dot, says("250-ok\r\n".repeat(20_000))),
        relay("dot-slow-loris").for_second(
            Dot,
            says("250 2.0.0 ok, all in good time, and then some\r\n").drips(100),
        ),
        relay("dot-1-mb-line").for_second(Dot, says(long_line)),
        relay("dot-no-text").at(Dot, says("250\r\n")),
        relay("dot-not-utf-8").at(Dot, says(b"250 2.0.0 caf\xe9 \xff\xfe\r\n")),
        relay("dot-with-nul").at(Dot, says(b"250 2.0.0 o\0k\x1b[2J\r\n")),
        relay("rcpt-differing-codes").for_second(Rcpt, says("250-ok\r\n550 no\r\n")),
        relay("rcpt-550-not-utf-8").for_second(Rcpt, says(b"550 5.1.1 onbekend: caf\xe9\r\n")),
    ]
}

fn pipelining() -> Vec<Behaviour> {
    vec![
        relay("replies-held-back").at(Every, own().late(150)),
        relay("behind-the-dot-refused").behind(Behind::Refused),
        relay("behind-the-dot-lost").behind(Behind::Lost),
        relay("behind-the-dot-half-lost").behind(Behind::HalfLost),
        relay("behind-the-dot-fatal").behind(Behind::Fatal),
        relay("behind-the-dot-fatal-known")
            .behind(Behind::Fatal)
            .at(Greeting, says("220 hostile.example Dovecot ready.\r\n")),
        relay("pipelining-forgotten").at(Mail, own().then(Forget)),
        relay("replies-ahead-of-commands")
            .second(Mail, says("250 ok\r\n250 ok\r\n354 go\r\n250 ok\r\n")),
    ]
}
