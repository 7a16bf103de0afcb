//! The head of a seal: what people approve besides the mails themselves. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::config::{OpenRemarks, RelayKind, ReturnPath, Settings, Tls};

/// The format of manifest that this program writes.
pub const FORM: u32 = 2;

const fn first_form() -> u32 {
    1
}

/// What people approve besides the mails themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealHead {
    /// The format of the manifest: [`FORM`], or 1 in older seals.
    #[serde(default = "first_form")]
    pub form: u32,
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
    /// Whether each mail has its own reverse-path, made from this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verp: bool,
    /// The relay's host and TLS; `catcher` for the built-in one.
    pub relay: String,
    /// When the relay is asked to report (RFC 3461, NOTIFY); `None` in seals from before it was
    /// sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notify: Option<Vec<String>>,
    /// The roles that must approve.
    pub required: Vec<String>,
    /// Who may approve in each role, in the order of the roles.
    pub roles: Vec<(String, Vec<String>)>,
    /// Who signs approvals, a line a key as OpenSSH reads it; `None`: a typed name is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_signers: Option<Vec<String>>,
    /// Whether open remarks block approvals and sends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remarks_block: bool,
    /// From the last approval needed to the first offer, in seconds.
    pub valid_for: u64,
    /// Nothing goes out before this time.
    pub not_before: Option<Timestamp>,
    /// Nothing goes out after this time.
    pub deadline: Option<Timestamp>,
    /// The name of the earlier campaign that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rectifies: Option<String>,
}

impl SealHead {
    /// The head for these settings, for a run of this kind. `signers` are the lines of
    /// `approval.allowed_signers`.
    #[must_use]
    pub fn of(settings: &Settings, kind: &str, signers: Option<Vec<String>>) -> SealHead {
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
        let people = |role: &String| {
            settings
                .approval
                .roles
                .get(role)
                .cloned()
                .unwrap_or_default()
        };
        SealHead {
            form: FORM,
            campaign: settings.campaign.name.clone(),
            kind: kind.to_owned(),
            from: mailbox(&settings.sender.from),
            reply_to: settings.sender.reply_to.as_ref().map(mailbox),
            envelope_from: settings.sender.envelope_from.clone(),
            verp: settings.sender.return_path == ReturnPath::Verp,
            relay,
            notify: Some(
                settings
                    .relay
                    .notify
                    .iter()
                    .map(|when| when.name().to_owned())
                    .collect(),
            ),
            required: settings.approval.required.clone(),
            roles: settings
                .approval
                .required
                .iter()
                .map(|role| (role.clone(), people(role)))
                .collect(),
            allowed_signers: signers,
            remarks_block: settings.approval.open_remarks == OpenRemarks::Block,
            valid_for: settings.approval.valid_for.as_secs(),
            not_before: settings.window.not_before,
            deadline: settings.window.deadline,
            rectifies: settings
                .rectification
                .as_ref()
                .map(|of| of.campaign.clone()),
        }
    }

    /// The head's lines: key and value, one per line. Values are JSON, so none can look like two
    /// lines.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, String)> {
        let mut lines = vec![
            (FORM_KEY.to_owned(), self.form.to_string()),
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
        // Only if approvals are signed: other seals keep their digest.
        if let Some(signers) = &self.allowed_signers {
            lines.push(("allowed-signers".to_owned(), json(signers)));
        }
        if self.remarks_block {
            lines.push(("open-remarks".to_owned(), json(&"block")));
        }
        lines.push(("valid-for".to_owned(), json(&self.valid_for)));
        lines.push(("not-before".to_owned(), json(&self.not_before)));
        lines.push(("deadline".to_owned(), json(&self.deadline)));
        if let Some(notify) = &self.notify {
            lines.push((NOTIFY_KEY.to_owned(), json(notify)));
        }
        // Only if it is set: seals from before there was a choice keep their digest.
        if self.verp {
            lines.push(("return-path".to_owned(), json(&"verp")));
        }
        if let Some(campaign) = &self.rectifies {
            lines.push(("rectifies".to_owned(), json(campaign)));
        }
        lines
    }

    /// The keys of the lines that differ between the two, or that only one of them has. The format
    /// is not compared: it says how the manifest is written, and people don't approve it. Lines
    /// that an older seal didn't hold are not compared either.
    #[must_use]
    pub fn differing(&self, other: &SealHead) -> Vec<String> {
        let lines = |head: &SealHead| head.lines().into_iter().collect::<BTreeMap<_, _>>();
        let (these, those) = (lines(self), lines(other));
        let keys: BTreeSet<&String> = these.keys().chain(those.keys()).collect();
        let unknown = self.notify.is_none() || other.notify.is_none();
        keys.into_iter()
            .filter(|key| !(unknown && *key == NOTIFY_KEY))
            .filter(|key| *key != FORM_KEY && these.get(*key) != those.get(*key))
            .cloned()
            .collect()
    }

    /// Where undeliverable mail returns, in words for people.
    #[must_use]
    pub fn return_path(&self) -> String {
        let back = &self.envelope_from;
        if self.verp {
            format!("{}+…@{}", back.local(), back.domain())
        } else {
            back.to_string()
        }
    }
}

/// A value as JSON text.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

const NOTIFY_KEY: &str = "notify";
const FORM_KEY: &str = "heraut-manifest";
