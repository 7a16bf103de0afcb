//! Decides what a returned mail is: the parts for programs first, then what it says to people.

use super::action::Action;
use super::cause::ReturnCause;
use super::delivery_status::{self, MOST_RECIPIENTS, Report, ReportedRecipient};
use super::disposition;
use super::mail::{HeaderFields, ParsedReturn, groups, mailbox};
use super::reason::{self, Evidence, FoundReason};
use super::references::References;
use super::returned::{ReturnClass, ReturnKind, Returned, ReturnedRecipient};
use super::text::{NoticeText, Sense, is_automatic};

/// Reads one returned mail, as it lies in a mailbox.
///
/// Every input has an answer: what isn't understood is [`ReturnKind::Other`], and a recipient about whom
/// nothing certain is said has [`ReturnClass::Unknown`].
///
/// ```
/// use heraut::bounce::{ReturnClass, Fault, ReturnKind, read};
///
/// let mail = b"From: MAILER-DAEMON@relay.example\r\n\
///     Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
///     --b\r\nContent-Type: message/delivery-status\r\n\r\n\
///     Reporting-MTA: dns; relay.example\r\nOriginal-Envelope-Id: 1a2b\r\n\r\n\
///     Final-Recipient: rfc822; info@vereniging.example\r\nAction: failed\r\nStatus: 5.0.0\r\n\
///     Diagnostic-Code: smtp; 550 5.7.1 Blocked by policy\r\n\r\n--b--\r\n";
/// let returned = read(mail);
/// let about = &returned.recipients[0];
/// assert_eq!((returned.kind, about.class, about.fault()), (ReturnKind::Failed, ReturnClass::Permanent, Fault::Us));
/// assert_eq!(about.status.unwrap().to_string(), "5.7.1");
/// assert_eq!(returned.references.envelope_ids, ["1a2b"]);
/// ```
#[must_use]
pub fn read(octets: &[u8]) -> Returned {
    ParsedReturn::parse(octets).map_or_else(Returned::nothing, |mail| judge(&mail))
}

/// What the mail is.
fn judge(mail: &ParsedReturn) -> Returned {
    let notice = NoticeText::of(mail);
    let original = mail.original.as_ref().or(notice.original.as_ref());
    let report = report_of(mail, &notice);
    let references = References::of(mail, original, &report.envelope_ids);
    let (kind, recipients) = if let Some(feedback) = &mail.feedback {
        (ReturnKind::Feedback, of_feedback(feedback))
    } else if !report.recipients.is_empty() {
        of_report(mail, &notice, original, &report)
    } else if let Some(about) = &mail.disposition {
        let kind = disposition::kind(about, &mail.subject, notice.text());
        (kind, of_disposition(kind, about, original))
    } else if let Some(form) = notice.form() {
        of_form(form.sense, &notice, original)
    } else if mail.is_of_daemon() && reason::has_refusal(notice.text()) {
        of_form(Sense::Failed, &notice, original)
    } else if is_automatic(mail) && !mail.is_of_daemon() {
        (ReturnKind::AutoReply, of_sender(mail))
    } else {
        (ReturnKind::Other, Vec::new())
    };
    Returned {
        kind,
        recipients,
        references,
        date: mail.date,
        sender: mail.field("from").map(beginning),
        subject: beginning(&mail.subject),
    }
}

/// The report for programs, also where it stands in the text.
fn report_of(mail: &ParsedReturn, notice: &NoticeText<'_>) -> Report {
    let in_text = |line: &str| {
        let name = line.trim_start().split(':').next().unwrap_or_default();
        name.eq_ignore_ascii_case("final-recipient")
    };
    let mut report = if mail.status.is_empty() && notice.text().lines().any(in_text) {
        delivery_status::read(&groups(notice.text()))
    } else {
        delivery_status::read(&mail.status)
    };
    let alone = report.recipients.len() == 1;
    for said in &mut report.recipients {
        if said.action == Some(Action::Delayed) && gave_up(said, notice, alone) {
            said.action = Some(Action::Failed);
        }
    }
    report
}

/// Whether a report of a delay is one of giving up: OpenSMTPD 6.8.0p2 writes both alike, `Action:
/// delayed` and "a temporary failure report", and only a mail that it gave up has these words.
fn gave_up(said: &ReportedRecipient, notice: &NoticeText<'_>, alone: bool) -> bool {
    let address = said.address.as_deref();
    let beside = address.and_then(|address| notice.about(address, alone));
    let first = beside.as_deref().and_then(|words| words.lines().next());
    first.is_some_and(|line| line.eq_ignore_ascii_case("envelope expired"))
}

fn of_report(
    mail: &ParsedReturn,
    notice: &NoticeText<'_>,
    original: Option<&HeaderFields>,
    report: &Report,
) -> (ReturnKind, Vec<ReturnedRecipient>) {
    let alone = report.recipients.len() == 1;
    let recipients: Vec<ReturnedRecipient> = report
        .recipients
        .iter()
        .map(|said| of_said(said, notice, original, alone))
        .collect();
    let actions = || report.recipients.iter().filter_map(|said| said.action);
    let has = |action| actions().any(|other| other == action);
    let kind = [
        Action::Failed,
        Action::Delayed,
        Action::Relayed,
        Action::Expanded,
        Action::Delivered,
    ]
    .into_iter()
    .find(|action| has(*action))
    .map(Action::kind)
    .or_else(|| by_class(&recipients))
    .unwrap_or(ReturnKind::Other);
    // An absence that calls itself a notification of success.
    let is_success = recipients
        .iter()
        .all(|one| one.class == ReturnClass::Success);
    if is_success && !mail.is_of_daemon() && is_automatic(mail) {
        return (ReturnKind::AutoReply, of_sender(mail));
    }
    (kind, recipients)
}

/// The kind of a report that has no `Action`.
fn by_class(recipients: &[ReturnedRecipient]) -> Option<ReturnKind> {
    let has = |class| recipients.iter().any(|one| one.class == class);
    if has(ReturnClass::Permanent) {
        Some(ReturnKind::Failed)
    } else if has(ReturnClass::Temporary) {
        Some(ReturnKind::Delayed)
    } else if has(ReturnClass::Success) {
        Some(ReturnKind::Delivered)
    } else {
        None
    }
}

fn of_said(
    said: &ReportedRecipient,
    notice: &NoticeText<'_>,
    original: Option<&HeaderFields>,
    alone: bool,
) -> ReturnedRecipient {
    let address = said.address.clone().or_else(|| {
        let named = alone.then(|| notice.failed(original));
        named.into_iter().flatten().next()
    });
    let by_status = said.status.map(|status| match status.class {
        2 => ReturnClass::Success,
        4 => ReturnClass::Temporary,
        _ => ReturnClass::Permanent,
    });
    let class = said.action.map(Action::class).or(by_status);
    let class = class
        .or_else(|| notice.form().and_then(|form| class_of(form.sense)))
        .unwrap_or(ReturnClass::Unknown);
    let reason = if class == ReturnClass::Success {
        FoundReason {
            cause: ReturnCause::Unclear,
            status: said.status,
        }
    } else {
        reason_of(said, address.as_deref(), notice, alone)
    };
    let beside = || {
        let named = address.as_deref();
        named.and_then(|address| notice.about(address, alone))
    };
    let words = match said.diagnostic.as_str() {
        "" => shortened(&beside().unwrap_or_default()),
        diagnostic => shortened(diagnostic),
    };
    ReturnedRecipient {
        original: said.original.clone(),
        class,
        stated: said.status,
        words,
        ..unknown(address, reason)
    }
}

/// At most 500 characters, on one line.
fn shortened(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    beginning(&words.join(" "))
}

/// At most 500 characters.
fn beginning(words: &str) -> String {
    const MOST: usize = 500;
    words.chars().take(MOST).collect()
}

/// Why: from the diagnostic, or from the text beside the address where the diagnostic has no reply.
fn reason_of(
    said: &ReportedRecipient,
    address: Option<&str>,
    notice: &NoticeText<'_>,
    alone: bool,
) -> FoundReason {
    let of_diagnostic = reason::find(&Evidence {
        said: &said.diagnostic,
        stated: said.status,
    });
    if reason::has_reply(&said.diagnostic) {
        return of_diagnostic;
    }
    let beside = address.and_then(|address| notice.about(address, alone));
    let of_text = beside.map(|text| {
        reason::find(&Evidence {
            said: &text,
            stated: said.status,
        })
    });
    match of_text {
        Some(found) if said.diagnostic.is_empty() && found.cause != ReturnCause::Unclear => found,
        Some(found) if of_diagnostic.cause == ReturnCause::Unclear => found,
        _ => of_diagnostic,
    }
}

const fn class_of(sense: Sense) -> Option<ReturnClass> {
    match sense {
        Sense::Failed | Sense::Refused => Some(ReturnClass::Permanent),
        Sense::Delayed => Some(ReturnClass::Temporary),
        Sense::Held => None,
    }
}

/// A text without a report.
fn of_form(
    sense: Sense,
    notice: &NoticeText<'_>,
    original: Option<&HeaderFields>,
) -> (ReturnKind, Vec<ReturnedRecipient>) {
    let kind = match sense {
        Sense::Failed => ReturnKind::Failed,
        Sense::Delayed => ReturnKind::Delayed,
        Sense::Held => ReturnKind::Held,
        Sense::Refused => ReturnKind::Refused,
    };
    let addresses = notice.failed(original);
    let alone = addresses.len() == 1;
    let of_address = |address: String| {
        let beside = notice.about(&address, alone).unwrap_or_default();
        let find = |said: &str| reason::find(&Evidence { said, stated: None });
        let mut reason = find(&beside);
        if reason.cause == ReturnCause::Unclear && alone {
            reason = find(notice.text());
        }
        ReturnedRecipient {
            class: class_of(sense).unwrap_or(ReturnClass::Unknown),
            words: shortened(&beside),
            ..unknown(Some(address), reason)
        }
    };
    let addresses = addresses.into_iter().take(MOST_RECIPIENTS);
    (kind, addresses.map(of_address).collect())
}

fn of_disposition(
    kind: ReturnKind,
    about: &HeaderFields,
    original: Option<&HeaderFields>,
) -> Vec<ReturnedRecipient> {
    let names = ["final-recipient", "original-recipient"];
    let address = names
        .iter()
        .find_map(|name| about.all(name).find_map(mailbox))
        .or_else(|| original.and_then(|header| header.all("to").find_map(mailbox)));
    let refused = kind == ReturnKind::Refused;
    let (class, cause) = if refused {
        (ReturnClass::Permanent, ReturnCause::RecipientRule)
    } else {
        (ReturnClass::Unknown, ReturnCause::Unclear)
    };
    let reason = FoundReason {
        cause,
        status: None,
    };
    vec![ReturnedRecipient {
        class,
        ..unknown(address, reason)
    }]
}

fn of_feedback(feedback: &HeaderFields) -> Vec<ReturnedRecipient> {
    let names = ["original-rcpt-to", "removal-recipient"];
    let addresses = names
        .iter()
        .flat_map(|name| feedback.all(name))
        .filter_map(mailbox);
    let reason = FoundReason {
        cause: ReturnCause::Unclear,
        status: None,
    };
    addresses
        .take(MOST_RECIPIENTS)
        .map(|address| unknown(Some(address), reason))
        .collect()
}

/// An automatic answer is about whoever wrote it.
fn of_sender(mail: &ParsedReturn) -> Vec<ReturnedRecipient> {
    let reason = FoundReason {
        cause: ReturnCause::Unclear,
        status: None,
    };
    let from = mail.field("from").and_then(mailbox);
    from.map(|address| unknown(Some(address), reason))
        .into_iter()
        .collect()
}

fn unknown(address: Option<String>, reason: FoundReason) -> ReturnedRecipient {
    ReturnedRecipient {
        address,
        original: None,
        class: ReturnClass::Unknown,
        status: reason.status,
        stated: None,
        cause: reason.cause,
        words: String::new(),
    }
}
