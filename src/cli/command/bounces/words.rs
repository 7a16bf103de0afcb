//! What came back, in words.

use crate::campaign::{Fault, ReturnCause, ReturnKind, ReturnTotals, ReturnedRecipient};
use crate::phrase::Phrase;

/// Whether a person has to do something about a mail of this kind.
pub(super) const fn needs_a_person(kind: ReturnKind) -> bool {
    match kind {
        ReturnKind::Failed | ReturnKind::Refused | ReturnKind::Held | ReturnKind::Other => true,
        ReturnKind::Delayed
        | ReturnKind::Delivered
        | ReturnKind::Relayed
        | ReturnKind::Expanded
        | ReturnKind::AutoReply
        | ReturnKind::Feedback => false,
    }
}

/// The kind in words.
pub(super) fn kind(kind: ReturnKind) -> Phrase {
    Phrase::new(match kind {
        ReturnKind::Failed => "bounce-failed",
        ReturnKind::Delayed => "bounce-delayed",
        ReturnKind::Delivered => "bounce-delivered",
        ReturnKind::Relayed => "bounce-relayed",
        ReturnKind::Expanded => "bounce-expanded",
        ReturnKind::AutoReply => "bounce-auto-reply",
        ReturnKind::Refused => "bounce-refused",
        ReturnKind::Held => "bounce-held",
        ReturnKind::Feedback => "bounce-feedback",
        ReturnKind::Other => "bounce-other",
    })
}

/// Why, whose fault that is, and the code.
pub(super) fn why(said: &ReturnedRecipient) -> Phrase {
    let fault = match said.fault() {
        Fault::Them => "them",
        Fault::Us => "us",
        Fault::Line => "line",
        Fault::Unknown => "unknown",
    };
    let code = said.status.map(|code| code.to_string());
    Phrase::new("bounce-why")
        .with("cause", cause(said.cause))
        .with("fault", fault)
        .with("code", code.unwrap_or_else(|| "none".to_owned()))
}

/// How many of each kind.
pub(super) fn sum(sum: &ReturnTotals) -> Phrase {
    Phrase::new("cli-bounces-sum")
        .with("mails", sum.mails)
        .with(
            "failed",
            sum.of(ReturnKind::Failed) + sum.of(ReturnKind::Refused),
        )
        .with(
            "delayed",
            sum.of(ReturnKind::Delayed) + sum.of(ReturnKind::Held),
        )
        .with(
            "arrived",
            sum.of(ReturnKind::Delivered)
                + sum.of(ReturnKind::Relayed)
                + sum.of(ReturnKind::Expanded),
        )
        .with(
            "answers",
            sum.of(ReturnKind::AutoReply) + sum.of(ReturnKind::Feedback),
        )
        .with("other", sum.of(ReturnKind::Other))
        .with("unmatched", sum.unmatched())
}

/// Whose fault the failures are; nothing if there are none.
pub(super) fn faults(sum: &ReturnTotals) -> Option<Phrase> {
    let count = |fault| {
        let of = sum.faults.iter().find(|(other, _)| *other == fault);
        of.map_or(0, |(_, count)| *count)
    };
    let all: usize = sum.faults.iter().map(|(_, count)| count).sum();
    (all > 0).then(|| {
        Phrase::new("cli-bounces-faults")
            .with("them", count(Fault::Them))
            .with("us", count(Fault::Us))
            .with("line", count(Fault::Line))
            .with("unknown", count(Fault::Unknown))
    })
}

/// Why, in words.
fn cause(cause: ReturnCause) -> Phrase {
    Phrase::new(match cause {
        ReturnCause::UnknownUser => "bounce-cause-unknown-user",
        ReturnCause::Moved => "bounce-cause-moved",
        ReturnCause::Disabled => "bounce-cause-disabled",
        ReturnCause::MailboxFull => "bounce-cause-mailbox-full",
        ReturnCause::DomainUnknown => "bounce-cause-domain-unknown",
        ReturnCause::DomainTakesNoMail => "bounce-cause-domain-takes-no-mail",
        ReturnCause::RecipientRule => "bounce-cause-recipient-rule",
        ReturnCause::ListModeration => "bounce-cause-list-moderation",
        ReturnCause::ListNotSubscribed => "bounce-cause-list-not-subscribed",
        ReturnCause::Challenge => "bounce-cause-challenge",
        ReturnCause::Policy => "bounce-cause-policy",
        ReturnCause::Blocklist => "bounce-cause-blocklist",
        ReturnCause::Authentication => "bounce-cause-authentication",
        ReturnCause::Content => "bounce-cause-content",
        ReturnCause::SenderQuota => "bounce-cause-sender-quota",
        ReturnCause::RelayDenied => "bounce-cause-relay-denied",
        ReturnCause::SenderRefused => "bounce-cause-sender-refused",
        ReturnCause::TooBig => "bounce-cause-too-big",
        ReturnCause::Tls => "bounce-cause-tls",
        ReturnCause::NotNow => "bounce-cause-not-now",
        ReturnCause::Unreachable => "bounce-cause-unreachable",
        ReturnCause::NameService => "bounce-cause-name-service",
        ReturnCause::Loop => "bounce-cause-loop",
        ReturnCause::Server => "bounce-cause-server",
        ReturnCause::Unclear => "bounce-cause-unclear",
    })
}

/// What to do next.
pub(super) fn next(cause: ReturnCause) -> Phrase {
    Phrase::new(match cause {
        ReturnCause::UnknownUser => "bounce-next-unknown-user",
        ReturnCause::Moved => "bounce-next-moved",
        ReturnCause::Disabled => "bounce-next-disabled",
        ReturnCause::MailboxFull => "bounce-next-mailbox-full",
        ReturnCause::DomainUnknown => "bounce-next-domain-unknown",
        ReturnCause::DomainTakesNoMail => "bounce-next-domain-takes-no-mail",
        ReturnCause::RecipientRule => "bounce-next-recipient-rule",
        ReturnCause::ListModeration => "bounce-next-list-moderation",
        ReturnCause::ListNotSubscribed => "bounce-next-list-not-subscribed",
        ReturnCause::Challenge => "bounce-next-challenge",
        ReturnCause::Policy => "bounce-next-policy",
        ReturnCause::Blocklist => "bounce-next-blocklist",
        ReturnCause::Authentication => "bounce-next-authentication",
        ReturnCause::Content => "bounce-next-content",
        ReturnCause::SenderQuota => "bounce-next-sender-quota",
        ReturnCause::RelayDenied => "bounce-next-relay-denied",
        ReturnCause::SenderRefused => "bounce-next-sender-refused",
        ReturnCause::TooBig => "bounce-next-too-big",
        ReturnCause::Tls => "bounce-next-tls",
        ReturnCause::NotNow => "bounce-next-not-now",
        ReturnCause::Unreachable => "bounce-next-unreachable",
        ReturnCause::NameService => "bounce-next-name-service",
        ReturnCause::Loop => "bounce-next-loop",
        ReturnCause::Server => "bounce-next-server",
        ReturnCause::Unclear => "bounce-next-unclear",
    })
}
