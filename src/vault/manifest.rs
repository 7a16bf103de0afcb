//! The manifest: what a campaign digest is taken over, line by line. Pure.
//!
//! First the head: sender, relay, sign-off policy, dates. Then one line a mail, in the order of the list:
//! pseudonym, forward-path, mail digest, and the check of the bytes that are the mail's own. SHA-256 over
//! all lines is the campaign digest.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::address::Address;
use crate::config::{RelayKind, ReturnPath, Settings, Tls};
use crate::id::{Digest, Pseudonym};

/// What people agree to besides the mails themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The campaign's name.
    pub campaign: String,
    /// `trial`, `rehearsal` or `live`.
    pub kind: String,
    /// `From`, as the settings write it.
    pub from: String,
    /// `Reply-To`.
    pub reply_to: Option<String>,
    /// Reverse-path.
    pub envelope_from: Address,
    /// Whether each mail returns to a path of its own, made from this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verp: bool,
    /// The relay's host and TLS; `catcher` for the built-in one.
    pub relay: String,
    /// The roles that must agree.
    pub required: Vec<String>,
    /// Who may speak for each, in the order of the roles.
    pub roles: Vec<(String, Vec<String>)>,
    /// From the last word needed to the first offer, in seconds.
    pub valid_for: u64,
    /// Nothing goes out before.
    pub not_before: Option<Timestamp>,
    /// Nothing goes out after.
    pub deadline: Option<Timestamp>,
}

impl Head {
    /// The head under these settings, for a run of this kind.
    #[must_use]
    pub fn of(settings: &Settings, kind: &str) -> Head {
        let mailbox = |mailbox: &crate::config::Mailbox| match &mailbox.name {
            Some(name) => format!("{name} <{}>", mailbox.address),
            None => mailbox.address.to_string(),
        };
        let relay = match &settings.relay.kind {
            RelayKind::Catcher => "catcher".to_owned(),
            RelayKind::Smtp(smtp) => {
                let tls = match smtp.tls {
                    Tls::Implicit => "implicit",
                    Tls::StartTls => "starttls",
                    Tls::None => "none",
                };
                format!("{} tls={tls}", smtp.host.to_ascii_lowercase())
            }
        };
        let people = |role: &String| settings.approval.roles.get(role).cloned().unwrap_or_default();
        Head {
            campaign: settings.campaign.name.clone(),
            kind: kind.to_owned(),
            from: mailbox(&settings.sender.from),
            reply_to: settings.sender.reply_to.as_ref().map(mailbox),
            envelope_from: settings.sender.envelope_from.clone(),
            verp: settings.sender.return_path == ReturnPath::Verp,
            relay,
            required: settings.approval.required.clone(),
            roles: settings.approval.required.iter().map(|role| (role.clone(), people(role))).collect(),
            valid_for: settings.approval.valid_for.as_secs(),
            not_before: settings.window.not_before,
            deadline: settings.window.deadline,
        }
    }

    /// The head's lines: key and value, one a line. Values are JSON, so none can look like two lines.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, String)> {
        let json = |value: &dyn erased::Json| value.json();
        let mut lines = vec![
            ("heraut-manifest".to_owned(), "1".to_owned()),
            ("campaign".to_owned(), json(&self.campaign)),
            ("kind".to_owned(), json(&self.kind)),
            ("from".to_owned(), json(&self.from)),
            ("reply-to".to_owned(), json(&self.reply_to)),
            ("envelope-from".to_owned(), json(&self.envelope_from)),
            ("relay".to_owned(), json(&self.relay)),
            ("approval".to_owned(), json(&self.required)),
        ];
        for (role, people) in &self.roles {
            lines.push((format!("role-{role}"), json(people)));
        }
        lines.push(("valid-for".to_owned(), json(&self.valid_for)));
        lines.push(("not-before".to_owned(), json(&self.not_before)));
        lines.push(("deadline".to_owned(), json(&self.deadline)));
        // Only where it is so: seals from before there was a choice keep their digest.
        if self.verp {
            lines.push(("return-path".to_owned(), json(&"verp")));
        }
        lines
    }

    /// The keys of the lines that differ between the two, or that only one of them has.
    #[must_use]
    pub fn differing(&self, other: &Head) -> Vec<String> {
        let lines = |head: &Head| head.lines().into_iter().collect::<BTreeMap<_, _>>();
        let (these, those) = (lines(self), lines(other));
        let keys: BTreeSet<&String> = these.keys().chain(those.keys()).collect();
        keys.into_iter().filter(|key| these.get(*key) != those.get(*key)).cloned().collect()
    }

    /// Where undeliverable mail returns, for people to read.
    #[must_use]
    pub fn return_path(&self) -> String {
        let back = &self.envelope_from;
        if self.verp { format!("{}+…@{}", back.local(), back.domain()) } else { back.to_string() }
    }
}

mod erased {
    /// A value as JSON text.
    pub(super) trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).unwrap_or_default()
        }
    }
}

/// Takes the campaign digest, line by line.
#[derive(Clone)]
pub struct DigestTaker(Sha256);

impl DigestTaker {
    /// Begins with the head.
    #[must_use]
    pub fn new(head: &Head) -> Self {
        let mut text = String::new();
        for (key, value) in head.lines() {
            let _ = writeln!(text, "{key} {value}");
        }
        let mut sum = Sha256::new();
        sum.update(text.as_bytes());
        DigestTaker(sum)
    }

    /// Takes in the next mail.
    pub fn mail(&mut self, recipient: &Pseudonym, to: &Address, mail: &Digest, own: &Digest) {
        self.0.update(mail_line(recipient, to, mail, own).as_bytes());
    }

    /// The campaign digest.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest::from_bytes(self.0.finalize().into())
    }
}

/// The line of one mail.
#[must_use]
pub fn mail_line(recipient: &Pseudonym, to: &Address, mail: &Digest, own: &Digest) -> String {
    format!("mail {recipient} <{to}> {mail} {own}\n")
}
