//! What came back, in words.

use crate::campaign::{
    Fault, Recording, ReturnKind, ReturnTotals, ReturnedRecipient, cause_phrase,
};
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

/// Why, whose fault that is, and the code.
pub(super) fn why(said: &ReturnedRecipient) -> Phrase {
    let code = said.status.map(|code| code.to_string());
    Phrase::new("bounce-why")
        .with("cause", cause_phrase(said.cause))
        .with("fault", said.fault().name())
        .with("code", code.unwrap_or_else(|| "none".to_owned()))
}

/// Why a returned mail was not recorded, where a person should know.
pub(super) fn not_recorded(recording: Recording) -> Option<Phrase> {
    match recording {
        Recording::Recorded | Recording::NoNews => None,
        Recording::Earlier => Some(Phrase::new("cli-bounces-earlier")),
        Recording::Unsure => Some(Phrase::new("cli-bounces-unsure")),
    }
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
