//! What a negative answer to the final dot is about: the mail, or the system that should take it.
//!
//! RFC 5321 (section 4.2.5) lets a client read any 4yz or 5yz to the dot as "not taken". Front ends that hand a mail
//! on to the next host while their client waits give such answers for mails that the next host has: their own
//! connection broke, their own wait ended, their own disk was full. Offering such a mail again delivers it twice.
//!
//! The tables below decide everything: who is known to hand on, and what an answer is about. Each row of both has its
//! source and its test.

use super::{Reply, ReplyCode};

/// What a negative answer to the final dot is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// This mail: its content, its size, its recipient, greylisting. It was not taken.
    Mail,
    /// The system or its connection to the next host: whether the mail was taken is not certain.
    System,
    /// The text is that of a front end that hands on: the next host may have the mail.
    HandedOn,
}

/// A front end that is known to hand a mail on while its client waits.
struct FrontEnd {
    name: &'static str,
    /// Part of its greeting.
    greeting: &'static str,
    /// Part of its answer to EHLO.
    ehlo: &'static str,
}

/// Recognised by greeting and answer to EHLO, in lower case; an empty text fits all. Sources: the program named, as
/// run on loopback or as its source writes the text.
const FRONT_ENDS: [FrontEnd; 11] = [
    // Haraka 3.3.4, connection.js: `NAME ESMTP Haraka/3.3.4 ready (E0E963)`, without the version where
    // `show_version` is off; with smtp_forward or smtp_proxy it hands on.
    FrontEnd {
        name: "Haraka",
        greeting: " esmtp haraka",
        ehlo: "",
    },
    // The same, if `smtpgreeting` has another text: its answer to EHLO is distinctive.
    FrontEnd {
        name: "Haraka",
        greeting: "",
        ehlo: " haraka is at your service",
    },
    // Dovecot 2.3.19 and 2.4.5, submissiond: `NAME Dovecot ready.`; it has no queue at all.
    FrontEnd {
        name: "Dovecot submission",
        greeting: "dovecot",
        ehlo: "",
    },
    // The same, if `login_greeting` has another text: it offers BURL (RFC 4468).
    FrontEnd {
        name: "Dovecot submission",
        greeting: "",
        ehlo: " burl imap",
    },
    // msmtp 1.8.33, msmtpd.c: `localhost ESMTP msmtpd`; it pipes each mail into a command.
    FrontEnd {
        name: "msmtpd",
        greeting: "msmtpd",
        ehlo: "",
    },
    // qpsmtpd 0.94, lib/Qpsmtpd/SMTP.pm: `ESMTP qpsmtpd 0.94 ready; send us your mail, but not your spam.`
    FrontEnd {
        name: "qpsmtpd",
        greeting: " qpsmtpd ",
        ehlo: "",
    },
    // npm smtp-server 3.21.6, lib/smtp-connection.js: `NAME Nice to meet you, CLIENT`; its programs relay by nodemailer.
    FrontEnd {
        name: "smtp-server",
        greeting: "",
        ehlo: " nice to meet you",
    },
    // amavis 2.13: `[127.0.0.1] ESMTP amavis service ready`, before-queue filter.
    FrontEnd {
        name: "amavis",
        greeting: " esmtp amavis",
        ehlo: "",
    },
    // DavMail 6, SmtpConnection.java: `DavMail 6.2.2 SMTP ready at DATE`; it posts to Exchange meanwhile.
    FrontEnd {
        name: "DavMail",
        greeting: "davmail ",
        ehlo: "",
    },
    // aiosmtpd 1.4.6, smtp.py: `NAME Python SMTP 1.4.6`; its Proxy handler hands on.
    FrontEnd {
        name: "aiosmtpd",
        greeting: " python smtp ",
        ehlo: "",
    },
    // E-MailRelay 2.6, with --as-proxy: `NAME -- E-MailRelay V2.6 -- Service ready`.
    FrontEnd {
        name: "E-MailRelay",
        greeting: "e-mailrelay",
        ehlo: "",
    },
];

/// Texts of front ends that hand on, whatever code precedes them: the next host may have the mail.
const HANDED_ON: [&str; 12] = [
    // Postfix 3.11.7, smtpd_proxy.c after smtpd_proxy_filter: `451 4.3.0 Error: queue file write error`. Postfix says
    // the same if its own disk fails.
    "queue file write error",
    // Dovecot 2.4.5, submission-commands.c: `421 4.4.0 NAME Lost connection to relay server`.
    "lost connection to relay server",
    // Haraka 3.3.4, smtp_forward: `450 plugin timeout`.
    "plugin timeout",
    // nodemailer 7, smtp-connection: its errors as smtp-server passes them on, `450 Connection closed unexpectedly`.
    "connection closed unexpectedly",
    "greeting never received",
    "server terminates connection",
    // msmtp 1.8.33, msmtpd.c: `554 Pipe command reported error 76`, `554 Pipe command failed`.
    "pipe command",
    // qpsmtpd 0.94: `451 Unable to queue message ()`.
    "unable to queue message",
    // chrj/smtpd and the relays built on it: `554 Forwarding failed`.
    "forwarding failed",
    // spampd 2.63, clamsmtp, proxsmtp: texts about the server behind them.
    "server closed connection",
    "lost connection to server",
    // Sendmail and others that pass a mail through a program: the text when that program dies.
    "mailer died",
];

/// Texts about a connection to the next host, or a wait for it, that broke or ended.
const ONWARD: [&str; 13] = [
    "lost connection",
    "connection lost",
    "connection closed",
    "closed connection",
    "closed the connection",
    "connection reset",
    "connection dropped",
    "connection refused",
    "broken pipe",
    "timed out",
    "timeout",
    "time-out",
    "unexpected end",
];

/// Texts about this mail, for answers without an enhanced code that says so.
const ABOUT_MAIL: [&str; 7] = [
    "quota",
    "mailbox",
    "too large",
    "too big",
    "spam",
    "virus",
    "content",
];

/// Texts about greylisting: the next try of the same mail is accepted.
const GREYLISTING: [&str; 4] = ["greylist", "graylist", "grey list", "gray list"];

/// Whether the text is about greylisting.
#[must_use]
pub fn is_greylisting(reply: &Reply) -> bool {
    let text = reply.text().to_lowercase();
    GREYLISTING.iter().any(|word| text.contains(word))
}

/// What a negative answer to the final dot is about.
#[must_use]
pub fn about(reply: &Reply) -> About {
    let text = reply.lines().join(" ").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&HANDED_ON) {
        return About::HandedOn;
    }
    let code = reply.code_only();
    let says_mail =
        has(&GREYLISTING) || (code.enhanced.is_none() && code.code != 421 && has(&ABOUT_MAIL));
    if says_mail {
        About::Mail
    } else if has(&ONWARD) {
        About::System
    } else {
        about_code(code)
    }
}

/// The same by the code alone (RFC 3463): all that an older journal has of an answer.
#[must_use]
pub fn about_code(code: ReplyCode) -> About {
    let transient = code.code / 100 == 4;
    match code
        .enhanced
        .map(|enhanced| (enhanced.subject, enhanced.detail))
    {
        // A permanent refusal is believed, unless its text says otherwise.
        _ if !transient => About::Mail,
        // The channel closes, whatever it answers (RFC 5321, section 3.8).
        _ if code.code == 421 => About::System,
        // No room: the mail was not stored. 454 is a login's.
        None if matches!(code.code, 452 | 454) => About::Mail,
        // The mail system is full; the mail is too big for it.
        Some((3, 1 | 4)) => About::Mail,
        Some((0 | 3 | 4, _)) | None => About::System,
        Some(_) => About::Mail,
    }
}

/// The front end with this greeting and answer to EHLO, if it is known to hand mails on while the client waits.
#[must_use]
pub fn front_end(greeting: &Reply, ehlo: &str) -> Option<&'static str> {
    let greeting = format!(" {} ", greeting.lines().join(" ").to_lowercase());
    let ehlo = ehlo.to_lowercase();
    let known = FRONT_ENDS
        .iter()
        .find(|known| greeting.contains(known.greeting) && ehlo.contains(known.ehlo));
    known.map(|known| known.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(text: &str) -> Reply {
        let (code, text) = text.split_at(3);
        Reply::new(code.parse().unwrap(), vec![text.trim().to_owned()]).unwrap()
    }

    /// A greeting, the answer to EHLO, and which front end says so.
    const FRONT_ENDS: [(&str, &str, Option<&str>); 18] = [
        (
            "220 mx.example ESMTP Haraka/3.3.4 ready (E0E963)",
            "mx.example Hello x",
            Some("Haraka"),
        ),
        (
            "220 mx.example ESMTP Haraka ready",
            "mx.example Hello x [127.0.0.1]",
            Some("Haraka"),
        ),
        (
            "220 mx.example ESMTP welcome",
            "mx.example Hello x [127.0.0.1], Haraka is at your service. PIPELINING",
            Some("Haraka"),
        ),
        (
            "220 mx.example Dovecot (Debian) ready.",
            "mx.example",
            Some("Dovecot submission"),
        ),
        (
            "220 mx.example welcome",
            "mx.example 8BITMIME AUTH PLAIN BURL imap CHUNKING",
            Some("Dovecot submission"),
        ),
        ("220 localhost ESMTP msmtpd", "localhost", Some("msmtpd")),
        (
            "220 mx.example ESMTP qpsmtpd 0.94 ready; send us your mail, but not your spam.",
            "mx.example Hi [127.0.0.1]",
            Some("qpsmtpd"),
        ),
        (
            "220 mx.example ESMTP",
            "mx.example Nice to meet you, [127.0.0.1]",
            Some("smtp-server"),
        ),
        (
            "220 [127.0.0.1] ESMTP amavis service ready",
            "[127.0.0.1]",
            Some("amavis"),
        ),
        (
            "220 [::1] ESMTP amavisd-new service ready",
            "[::1]",
            Some("amavis"),
        ),
        (
            "220 DavMail 6.2.2 SMTP ready at Fri Nov 27",
            "localhost",
            Some("DavMail"),
        ),
        (
            "220 mx.example Python SMTP 1.4.6",
            "mx.example",
            Some("aiosmtpd"),
        ),
        (
            "220 mx.example -- E-MailRelay V2.6 -- Service ready",
            "mx.example says hello",
            Some("E-MailRelay"),
        ),
        (
            "220 haraka.example ESMTP Postfix (Debian)",
            "haraka.example PIPELINING",
            None,
        ),
        (
            "220 mx.example ESMTP Exim 4.98 Fri, 27 Nov 2026",
            "mx.example Hello x [127.0.0.1]",
            None,
        ),
        (
            "220 mx.example ESMTP OpenSMTPD",
            "mx.example Hello x, pleased to meet you",
            None,
        ),
        (
            "220 mx.example ESMTP Sendmail 8.18.2/8.18.2",
            "mx.example Hello x, pleased to meet you",
            None,
        ),
        (
            "220 mx.example Microsoft ESMTP MAIL Service ready",
            "mx.example Hello [192.0.2.1]",
            None,
        ),
    ];

    #[test]
    fn front_ends_are_known_by_what_they_say_first() {
        for (greeting, ehlo, known) in FRONT_ENDS {
            assert_eq!(front_end(&reply(greeting), ehlo), known, "{greeting}");
        }
    }

    #[test]
    fn words_of_front_ends_that_hand_on() {
        for text in [
            "451 4.3.0 Error: queue file write error",
            "421 4.4.0 mx.example Lost connection to relay server",
            "450 plugin timeout",
            "450 Connection closed unexpectedly",
            "450 Greeting never received",
            "421 Server terminates connection. response=421 closing",
            "554 Pipe command reported error 76",
            "554 Pipe command failed",
            "451 Unable to queue message ()",
            "554 Forwarding failed",
            "451 Server closed connection",
            "421 lost connection to server",
            "554 5.3.0 mailer died with signal 9",
        ] {
            assert_eq!(about(&reply(text)), About::HandedOn, "{text}");
        }
        assert_eq!(HANDED_ON.len(), 12);
    }

    #[test]
    fn answers_about_the_system_and_answers_about_the_mail() {
        for text in [
            "421 4.3.2 closing",
            "421 4.7.0 too many errors",
            "421",
            "450 try again later",
            "451 4.3.0 not now",
            "451 4.3.2 system not accepting network messages",
            "451 4.3.5 configuration error",
            "451 4.4.1 no answer from host",
            "451 4.4.2 bad connection",
            "450 4.4.0 whatever",
            "451 4.0.0 undefined",
            "451 internal server error",
            "451 2.3.0 a code of another class",
            "450 4.7.1 lost connection with filter",
            "451 4.7.1 filter timed out",
            "554 5.0.0 connection reset by peer",
            "554 broken pipe",
            "550 5.4.7 delivery time expired: connection timed out",
        ] {
            assert_eq!(about(&reply(text)), About::System, "{text}");
        }
        for text in [
            "450 4.2.0 greylisted, see the help pages",
            "451 4.7.1 Greylisting in action, timeout 300 seconds",
            "450 greylisted",
            "452 4.2.2 mailbox full",
            "450 4.2.1 mailbox busy",
            "452 4.3.1 insufficient system storage",
            "452 no room",
            "451 4.3.4 message too big for system",
            "450 4.5.3 too many recipients",
            "451 4.6.0 content",
            "451 4.7.0 policy, later",
            "454 4.7.0 temporary authentication failure",
            "450 mailbox unavailable",
            "451 over quota",
            "550 5.1.1 unknown",
            "552 5.3.4 too large",
            "554 5.7.1 spam",
            "554 5.6.0 malformed",
            "554 no",
            "500 5.3.0 error: command failed",
        ] {
            assert_eq!(about(&reply(text)), About::Mail, "{text}");
        }
    }
}
