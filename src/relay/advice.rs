//! What a relay means that refuses before there is a mail, and so what a person can do: a table of
//! codes and texts.
//!
//! The codes alone say too little: 535 5.7.139 is a wrong password, a mailbox without SMTP AUTH or
//! an administrator's rule, depending on the text. Sources are beside the rows.

use crate::journal::event::Step;
use crate::reply::{Class, Reply};

/// One row. It applies at these steps, with one of these codes (empty: any), with this enhanced
/// code (the last digits free if none is named), and with one of these texts (empty: any).
struct Row {
    steps: &'static [Step],
    codes: &'static [u16],
    enhanced: &'static [(u16, u16)],
    texts: &'static [&'static str],
    key: &'static str,
}

/// Steps at which the relay gets to know us.
const HELLO: &[Step] = &[Step::Greeting, Step::Ehlo];
/// Steps at which a relay may want TLS or a login first.
const BEFORE: &[Step] = &[Step::Ehlo, Step::Auth, Step::Mail];

/// Read from the top: the first row that fits counts.
const ROWS: &[Row] = &[
    // Microsoft: "Authenticated client SMTP submission", SmtpClientAuthentication off for a tenant or a mailbox.
    row(
        &[Step::Auth],
        &[535],
        &[(7, 139)],
        &["smtpclientauthentication"],
        "relay-login-switched-off",
    ),
    // Microsoft: basic authentication, security defaults and conditional access, in the text after
    // 5.7.139.
    row(
        &[Step::Auth],
        &[535],
        &[(7, 139)],
        &[
            "basic authentication",
            "security defaults",
            "policy",
            "locked",
            "conditional access",
        ],
        "relay-login-by-rule",
    ),
    // Exchange gives 5.7.3 for a wrong password, and for an account that may not log in to send.
    row(
        &[Step::Auth],
        &[535],
        &[(7, 3)],
        &[],
        "relay-login-exchange",
    ),
    // RFC 4954, section 6: 432 4.7.12; the account's password has to be reset before it counts
    // here.
    row(&[Step::Auth], &[432], &[], &[], "relay-login-transition"),
    row(
        &[Step::Auth],
        &[],
        &[(7, 12)],
        &[],
        "relay-login-transition",
    ),
    // RFC 4954, section 6: 454 4.7.0; the error is theirs.
    row(&[Step::Auth], &[454], &[], &[], "relay-login-later"),
    // RFC 4954, section 6: 534 5.7.9; Google's 534 asks for an app password.
    row(&[Step::Auth], &[534], &[], &[], "relay-login-too-weak"),
    // RFC 4954, section 4: 504, mechanism unknown; some give 5.7.4 or 5.5.4 with another code.
    row(&[Step::Auth], &[504], &[], &[], "relay-login-unknown"),
    // RFC 5321, section 4.2.4: the command itself isn't known or may not be used.
    row(
        &[Step::Auth],
        &[500, 502, 503],
        &[],
        &[],
        "relay-login-none",
    ),
    // RFC 3207, section 4: 530 Must issue a STARTTLS command first; RFC 4954, section 6: 538 5.7.11.
    row(BEFORE, &[530], &[], &["starttls"], "relay-wants-tls"),
    row(BEFORE, &[538], &[], &[], "relay-wants-tls"),
    row(BEFORE, &[], &[(7, 10), (7, 11)], &[], "relay-wants-tls"),
    // RFC 4954, section 6: 530 5.7.0; Exchange: 530 5.7.57 Client not authenticated to send mail.
    row(&[Step::Mail], &[530], &[], &[], "relay-wants-login"),
    row(&[Step::Mail], &[], &[(7, 57)], &[], "relay-wants-login"),
    // Exchange: 550 5.7.60 SendAs; Microsoft 365: 554 5.2.252 SendAsDenied; Postfix: 553 5.7.1 not owned by user.
    row(
        &[Step::Mail],
        &[],
        &[(7, 60), (2, 252)],
        &[],
        "relay-sender-not-ours",
    ),
    row(
        &[Step::Mail],
        &[550, 553, 554],
        &[],
        &["sendas", "send as", "not owned by"],
        "relay-sender-not-ours",
    ),
    // Postfix: 450 4.1.8 and 550 5.1.8 for a sender's domain that has no mail server or is not
    // found.
    row(
        &[Step::Mail],
        &[],
        &[(1, 8), (1, 7)],
        &[],
        "relay-sender-domain",
    ),
    // RFC 5321, section 3.1 and RFC 7504: 554 and 521 at the greeting: nobody is served, or not
    // from this address.
    row(HELLO, &[521, 550, 554], &[], &[], "relay-not-welcome"),
];

const fn row(
    steps: &'static [Step],
    codes: &'static [u16],
    enhanced: &'static [(u16, u16)],
    texts: &'static [&'static str],
    key: &'static str,
) -> Row {
    Row {
        steps,
        codes,
        enhanced,
        texts,
        key,
    }
}

impl Row {
    fn fits(&self, step: Step, reply: &Reply, text: &str) -> bool {
        let enhanced = reply.enhanced().map(|code| (code.subject, code.detail));
        self.steps.contains(&step)
            && (self.codes.is_empty() || self.codes.contains(&reply.code()))
            && (self.enhanced.is_empty()
                || enhanced.is_some_and(|code| self.enhanced.contains(&code)))
            && (self.texts.is_empty() || self.texts.iter().any(|part| text.contains(part)))
    }
}

/// The key of the message about a reply that is not a success, before there is a mail.
pub(super) fn key(step: Step, reply: &Reply) -> &'static str {
    let text = reply.text().to_ascii_lowercase();
    if let Some(row) = ROWS.iter().find(|row| row.fits(step, reply, &text)) {
        return row.key;
    }
    match (step, reply.class()) {
        (Step::Auth, Class::Permanent) => "relay-login-refused",
        (Step::Mail, Class::Permanent) => "relay-sender-refused",
        (_, Class::Permanent) => "relay-refused-us",
        _ => "relay-not-now",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Step, what the relay says, what people read.
    const SAID: &[(Step, u16, &str, &str)] = &[
        (
            Step::Auth,
            535,
            "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
            "relay-login-switched-off",
        ),
        (
            Step::Auth,
            535,
            "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.",
            "relay-login-switched-off",
        ),
        (
            Step::Auth,
            535,
            "5.7.139 Authentication unsuccessful, basic authentication is disabled.",
            "relay-login-by-rule",
        ),
        (
            Step::Auth,
            535,
            "5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
            "relay-login-by-rule",
        ),
        (
            Step::Auth,
            535,
            "5.7.139 Authentication unsuccessful, the user credentials were incorrect.",
            "relay-login-refused",
        ),
        (
            Step::Auth,
            535,
            "5.7.3 Authentication unsuccessful",
            "relay-login-exchange",
        ),
        (
            Step::Auth,
            535,
            "5.7.8 Error: authentication failed",
            "relay-login-refused",
        ),
        (
            Step::Auth,
            535,
            "Incorrect authentication data",
            "relay-login-refused",
        ),
        (
            Step::Auth,
            534,
            "5.7.9 Application-specific password required.",
            "relay-login-too-weak",
        ),
        (
            Step::Auth,
            432,
            "4.7.12 A password transition is needed",
            "relay-login-transition",
        ),
        (
            Step::Auth,
            454,
            "4.7.0 Temporary authentication failure",
            "relay-login-later",
        ),
        (
            Step::Auth,
            504,
            "5.7.4 Unrecognized authentication type",
            "relay-login-unknown",
        ),
        (
            Step::Auth,
            502,
            "5.5.1 Command not implemented",
            "relay-login-none",
        ),
        (
            Step::Auth,
            538,
            "5.7.11 Encryption required",
            "relay-wants-tls",
        ),
        (
            Step::Auth,
            530,
            "5.7.0 Must issue a STARTTLS command first",
            "relay-wants-tls",
        ),
        (
            Step::Mail,
            530,
            "5.7.0 Must issue a STARTTLS command first",
            "relay-wants-tls",
        ),
        (
            Step::Mail,
            530,
            "5.7.0 Authentication Required",
            "relay-wants-login",
        ),
        (
            Step::Mail,
            530,
            "5.7.57 Client not authenticated to send mail.",
            "relay-wants-login",
        ),
        (
            Step::Mail,
            550,
            "5.7.60 SMTP; Client does not have permissions to send as this sender",
            "relay-sender-not-ours",
        ),
        (
            Step::Mail,
            554,
            "5.2.252 SendAsDenied; ...",
            "relay-sender-not-ours",
        ),
        (
            Step::Mail,
            553,
            "5.7.1 Sender address rejected: not owned by user bericht",
            "relay-sender-not-ours",
        ),
        (
            Step::Mail,
            550,
            "5.1.8 Sender address rejected: Domain not found",
            "relay-sender-domain",
        ),
        (
            Step::Mail,
            450,
            "4.1.8 Sender address rejected: Domain not found",
            "relay-sender-domain",
        ),
        (Step::Mail, 550, "5.7.1 No", "relay-sender-refused"),
        (Step::Mail, 451, "4.3.0 Later", "relay-not-now"),
        (
            Step::Greeting,
            554,
            "5.7.1 You are listed",
            "relay-not-welcome",
        ),
        (Step::Ehlo, 550, "5.7.1 Access denied", "relay-not-welcome"),
        (
            Step::Greeting,
            421,
            "4.3.2 Too many connections",
            "relay-not-now",
        ),
        (
            Step::Tls,
            554,
            "5.7.3 Unable to initialize security subsystem",
            "relay-refused-us",
        ),
        (
            Step::Tls,
            454,
            "4.7.0 TLS not available due to temporary reason",
            "relay-not-now",
        ),
    ];

    #[test]
    fn what_relays_say_before_a_mail_has_its_own_next_step() {
        for (step, code, text, key) in SAID {
            let reply = Reply::new(*code, vec![(*text).to_owned()]).unwrap();
            assert_eq!(super::key(*step, &reply), *key, "{code} {text}");
        }
        let told: Vec<&str> = SAID.iter().map(|row| row.3).collect();
        let silent: Vec<&str> = ROWS
            .iter()
            .map(|row| row.key)
            .filter(|key| !told.contains(key))
            .collect();
        assert!(silent.is_empty(), "no example of {silent:?}");
    }
}
