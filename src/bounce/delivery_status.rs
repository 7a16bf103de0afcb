//! `message/delivery-status` (RFC 3464, RFC 6533): what it says of each recipient.

use crate::reply::Enhanced;

use super::action::Action;
use super::mail::{HeaderFields, addresses_in, mailbox};
use super::reason;

/// Most recipients of a mail that are kept: ours goes to one.
pub(super) const MOST_RECIPIENTS: usize = 1_000;

const OF_RECIPIENT: [&str; 6] = [
    "final-recipient",
    "original-recipient",
    "x-actual-recipient",
    "action",
    "status",
    "diagnostic-code",
];

/// What the report says of one recipient.
#[derive(Debug, Clone, Default)]
pub(super) struct ReportedRecipient {
    /// `Final-Recipient`, or what stands in its place.
    pub(super) address: Option<String>,
    /// `Original-Recipient`.
    pub(super) original: Option<String>,
    pub(super) action: Option<Action>,
    pub(super) status: Option<Enhanced>,
    /// `Diagnostic-Code` without its type.
    pub(super) diagnostic: String,
}

/// The report as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Report {
    pub(super) envelope_ids: Vec<String>,
    pub(super) recipients: Vec<ReportedRecipient>,
}

/// Reads the groups of a report. Also understood: no group about the mail as a whole, both groups
/// in one, an empty line amid a recipient's group, none between two.
pub(super) fn read(groups: &[HeaderFields]) -> Report {
    let mut report = Report::default();
    let mut recipients: Vec<HeaderFields> = Vec::new();
    for group in groups {
        report
            .envelope_ids
            .extend(group.all("original-envelope-id").map(str::to_owned));
        if !group.has(&OF_RECIPIENT) {
            continue;
        }
        let names_one = group.has(&OF_RECIPIENT[..3]);
        match recipients.last_mut() {
            Some(last) if !names_one && !last.has(&["action"]) => last.append(group.clone()),
            Some(last) if !last.has(&OF_RECIPIENT[..3]) && !group.has(&["action"]) => {
                last.append(group.clone());
            }
            _ => recipients.extend(group.clone().split_before_repeated(&OF_RECIPIENT[..4])),
        }
    }
    let kept = recipients.iter().take(MOST_RECIPIENTS);
    report.recipients = kept.map(of_recipient).collect();
    report
}

fn of_recipient(fields: &HeaderFields) -> ReportedRecipient {
    let address = |name| fields.all(name).find_map(mailbox);
    let original = address("original-recipient");
    // A relay's own name for a mailbox is no address.
    let last = address("final-recipient").filter(|address| address.contains('.'));
    let diagnostic = fields.get("diagnostic-code").unwrap_or_default();
    ReportedRecipient {
        address: last
            .or_else(|| address("x-actual-recipient"))
            .or_else(|| original.clone()),
        original,
        action: fields.all("action").find_map(Action::read),
        status: fields.all("status").find_map(reason::enhanced_in),
        diagnostic: without_type(diagnostic).to_owned(),
    }
}

/// A diagnostic without `smtp;` and the like before it.
fn without_type(diagnostic: &str) -> &str {
    diagnostic
        .split_once(';')
        .filter(|(kind, _)| {
            kind.len() <= 32 && !kind.contains(' ') && addresses_in(kind).is_empty()
        })
        .map_or(diagnostic, |(_, text)| text)
        .trim()
}
