//! Which message says what. Pure.

use super::leaf::Trouble;
use super::story::DecisionKind;
use crate::delivery::{State, Word};
use crate::journal::event::Lost;
use crate::phrase::Phrase;

/// What became of a mail that is in this state.
pub(super) const fn verdict_key(state: &State) -> &'static str {
    match state {
        State::Accepted => "proof-verdict-accepted",
        State::Delivered => "proof-verdict-delivered",
        State::Delayed => "proof-verdict-delayed",
        State::Bounced => "proof-verdict-bounced",
        State::Refused { .. } => "proof-verdict-refused",
        State::InDoubt => "proof-verdict-in-doubt",
        State::Offered => "proof-verdict-offered",
        State::Queued | State::Deferred { .. } => "proof-verdict-waits",
        State::Expired | State::Withheld => "proof-verdict-not-sent",
    }
}

/// The relay as a seal names it.
pub(super) fn relay_words(relay: &str) -> Phrase {
    match relay.split_once(" tls=") {
        Some((host, "none")) => Phrase::new("proof-relay-plain").with("host", host),
        Some((host, "implicit")) => Phrase::new("proof-relay-tls").with("host", host),
        Some((host, _)) => Phrase::new("proof-relay-starttls").with("host", host),
        None => Phrase::new("proof-relay-catcher"),
    }
}

pub(super) const fn lost_key(how: Lost) -> &'static str {
    match how {
        Lost::Cut => "proof-lost-cut",
        Lost::Silent => "proof-lost-silent",
        Lost::Garbled => "proof-lost-garbled",
        Lost::Died => "proof-lost-died",
        Lost::Unclear => "proof-unclear",
    }
}

pub(super) const fn decision_key(what: DecisionKind, logged: bool, by: bool) -> &'static str {
    match what {
        DecisionKind::Doubt(Word::Arrived) if logged => "proof-decided-logged",
        DecisionKind::Doubt(Word::Arrived) => "proof-decided-arrived",
        DecisionKind::Doubt(Word::Resend) => "proof-decided-resend",
        DecisionKind::Withheld if by => "proof-decided-withheld",
        DecisionKind::Withheld => "proof-decided-left",
        DecisionKind::Released => "proof-decided-released",
        DecisionKind::DueAgain => "proof-decided-again",
        DecisionKind::Expired => "proof-decided-expired",
        DecisionKind::Excluded => "proof-decided-excluded",
    }
}

pub(super) const fn trouble_key(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Deferral => "proof-trouble-deferral",
        Trouble::Doubt => "proof-trouble-doubt",
        Trouble::Relay => "proof-trouble-relay",
        Trouble::Brake => "proof-trouble-brake",
        Trouble::Adopted => "proof-trouble-adopted",
    }
}

/// Why a mail came back, and whose fault that is.
pub(super) fn cause_words(cause: Phrase, fault: &str, about_us: bool) -> Phrase {
    let key = match fault {
        _ if about_us => "proof-came-back-us",
        "us" => "proof-came-back-us",
        "them" => "proof-came-back-them",
        "line" => "proof-came-back-line",
        _ => "proof-came-back-unknown",
    };
    Phrase::new(key).with("cause", cause)
}
