//! Causes in words: why a mail came back, and what to do next.

use crate::bounce::{ReturnCause, ReturnKind};
use crate::phrase::Phrase;

/// The cause with this name, as the journal has it; an unknown one says nothing.
#[must_use]
pub fn named_cause(name: Option<&str>) -> ReturnCause {
    let known = ReturnCause::ALL.iter();
    let found = known.copied().find(|cause| Some(cause.name()) == name);
    found.unwrap_or(ReturnCause::Unclear)
}

/// Why a mail came back, in words.
#[must_use]
pub fn cause_phrase(cause: ReturnCause) -> Phrase {
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
#[must_use]
pub fn next_step_phrase(cause: ReturnCause) -> Phrase {
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

/// What kind of mail came back, in words.
#[must_use]
pub fn return_kind_phrase(kind: ReturnKind) -> Phrase {
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
