//! Mails that servers returned in a laboratory, with what is true of each: `tests/returned/`.

use std::fs;
use std::path::PathBuf;

use crate::bounce::{ReturnCause, ReturnClass, ReturnKind, Returned, read};

/// One line of the index.
struct Truth {
    name: String,
    class: String,
    cause: String,
    recipient: String,
    original: String,
    message_id: String,
    envelope_id: String,
    is_report: bool,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/returned")
}

fn all() -> Vec<(Truth, Returned)> {
    let mut index = csv::Reader::from_path(folder().join("index.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = index.records().map(Result::unwrap).collect();
    let mails = rows.iter().map(|row| {
        let truth = Truth {
            name: row[0].to_owned(),
            class: row[2].to_owned(),
            cause: row[3].to_owned(),
            recipient: row[4].to_owned(),
            original: row[5].to_owned(),
            message_id: row[6].to_owned(),
            envelope_id: row[7].to_owned(),
            is_report: &row[8] != "-",
        };
        let returned = read(&fs::read(folder().join(&row[0])).unwrap());
        (truth, returned)
    });
    mails.collect()
}

/// The causes of the index are wider than ours.
fn fits(cause: ReturnCause, truth: &str) -> bool {
    let wider = match cause {
        ReturnCause::Policy
        | ReturnCause::Blocklist
        | ReturnCause::Authentication
        | ReturnCause::Content => "policy",
        ReturnCause::SenderQuota | ReturnCause::RelayDenied | ReturnCause::SenderRefused => {
            "policy"
        }
        ReturnCause::UnknownUser => "unknown-user",
        ReturnCause::MailboxFull => "mailbox-full",
        ReturnCause::Moved => "moved",
        ReturnCause::Disabled => "disabled",
        ReturnCause::Unreachable | ReturnCause::NameService | ReturnCause::Server => "unreachable",
        ReturnCause::NotNow => "not-now",
        ReturnCause::DomainUnknown => "domain-unknown",
        ReturnCause::DomainTakesNoMail => "domain-takes-no-mail",
        ReturnCause::TooBig => "too-big",
        ReturnCause::Tls => "tls",
        ReturnCause::Loop => "loop",
        ReturnCause::RecipientRule | ReturnCause::Challenge => "recipient-rule",
        ReturnCause::ListModeration => "list-moderation",
        ReturnCause::ListNotSubscribed => "list-not-subscribed",
        ReturnCause::Unclear => "unclear",
    };
    wider == truth
}

#[test]
fn each_mail_is_of_the_kind_that_is_true() {
    for (truth, returned) in all() {
        let kind = truth.class.replace('-', "_");
        assert_eq!(returned.kind.name(), kind, "{}", truth.name);
        let class = match returned.kind {
            ReturnKind::Failed | ReturnKind::Refused => ReturnClass::Permanent,
            ReturnKind::Delayed => ReturnClass::Temporary,
            ReturnKind::Delivered | ReturnKind::Relayed | ReturnKind::Expanded => {
                ReturnClass::Success
            }
            _ => ReturnClass::Unknown,
        };
        for recipient in &returned.recipients {
            assert_eq!(recipient.class, class, "{}", truth.name);
        }
    }
}

#[test]
fn each_mail_names_whom_it_is_about() {
    for (truth, returned) in all() {
        let [recipient] = &returned.recipients[..] else {
            panic!("{}: {returned:?}", truth.name)
        };
        // Courier writes `+2B` for `+`.
        let meant = truth.recipient.replace("+2B", "+");
        assert_eq!(
            recipient.address.as_deref(),
            Some(&*meant),
            "{}",
            truth.name
        );
        if let Some(original) = &recipient.original {
            // A rule that forwards gives the address that it forwards for.
            let known = [&truth.original, &truth.recipient];
            assert!(known.contains(&original), "{}: {original}", truth.name);
        }
    }
}

/// Mails that say less than is true: Exim writes the same of an unknown user and of an unknown
/// domain, and OpenSMTPD no longer says why it tried for so long.
const SAYS_LESS: [(&str, &str); 2] = [
    ("exim-failed-no-such-domain.eml", "unknown_user"),
    ("opensmtpd-failed-grey.eml", "unreachable"),
];

#[test]
fn each_failure_has_its_cause() {
    let mut seen = 0;
    for (truth, returned) in all() {
        if truth.cause.is_empty() {
            continue;
        }
        let recipient = &returned.recipients[0];
        let is_exception = SAYS_LESS.contains(&(&*truth.name, recipient.cause.name()));
        assert!(
            is_exception || fits(recipient.cause, &truth.cause),
            "{}: {recipient:?} is {}",
            truth.name,
            truth.cause
        );
        seen += 1;
    }
    assert!(seen > 80);
}

#[test]
fn each_mail_can_be_matched_with_ours_where_it_says_which() {
    let mut by_envelope_id = 0;
    for (truth, returned) in all() {
        let references = &returned.references;
        let known = references.message_ids.iter().chain(&references.replies_to);
        let says_which = known.clone().any(|id| *id == truth.message_id);
        assert!(
            says_which || truth.name == "vacation-debian.eml",
            "{}: {references:?}",
            truth.name
        );
        if !truth.envelope_id.is_empty() && !truth.envelope_id.contains('@') {
            let decoded = truth.envelope_id.replace("+2B", "+").replace("+3D", "=");
            assert!(
                references.envelope_ids.contains(&decoded),
                "{}: {references:?}",
                truth.name
            );
            by_envelope_id += 1;
        }
        assert!(truth.is_report || truth.envelope_id.is_empty());
    }
    assert!(by_envelope_id > 40);
}
