//! The states of one mail, and what may follow what.
//!
//! Pure, and exhaustive on purpose: no match here has a wildcard arm, so a new state or turn makes
//! the compiler ask about every pair. `tests/it/states.rs` holds this against an independent table.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::reply::{QueueId, ReplyCode};

/// Where one mail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Sealed and due.
    Queued,
    /// The relay took MAIL, RCPT and DATA and this is on disk; the body goes, and then the final dot.
    Offered,
    /// 2yz to the final dot: the relay has it.
    Accepted,
    /// Not now: 4yz, or a cut before the final dot was handed over.
    Deferred {
        /// When it may be offered again.
        not_before: Timestamp,
    },
    /// 5yz about this mail or this recipient.
    Refused {
        /// The relay's code.
        reply: ReplyCode,
    },
    /// Handed over without an answer: it may have arrived. A person decides.
    InDoubt,
    /// Not accepted by the allowed age or the deadline.
    Expired,
    /// The relay reports it could not deliver yet.
    Delayed,
    /// The relay reports it delivered.
    Delivered,
    /// The relay reports it could not deliver.
    Bounced,
    /// Taken out by a person, or its row left the list before it was offered.
    Withheld,
}

/// What happens to a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// The relay took the envelope and asks for the body.
    Offer,
    /// 2yz to the final dot.
    Accept,
    /// 4yz, or a cut before the final dot was handed over.
    Defer {
        /// When it may be offered again.
        not_before: Timestamp,
    },
    /// 5yz about the mail or the recipient.
    Refuse {
        /// The relay's code.
        reply: ReplyCode,
    },
    /// The line or the program died between the final dot and its answer, or the answers to it leave open whether the
    /// mail was taken.
    LoseSight,
    /// Too old, or past the deadline.
    Expire,
    /// The row left the list.
    Withhold,
    /// A person says that the same mail is due again.
    Again,
    /// A person's word on a mail in doubt.
    Resolve(Word),
    /// A delivery status notification (RFC 3464).
    Status(DeliveryStatus),
}

/// A person's word on a mail in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// It arrived: never sent again.
    Arrived,
    /// It did not: send it again.
    Resend,
}

/// The `Action` of a delivery status notification (RFC 3464, section 2.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// `delivered`, `relayed` or `expanded`.
    Delivered,
    /// `delayed`.
    Delayed,
    /// `failed`.
    Failed,
}

/// The turn cannot follow the state: a record that this program would never write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{turn:?} cannot follow {state:?}")]
pub struct Impossible {
    /// Where the mail was.
    pub state: State,
    /// What was said to happen.
    pub turn: Turn,
}

impl State {
    /// The state after `turn`.
    ///
    /// # Errors
    /// [`Impossible`] when the turn cannot follow.
    pub fn after(&self, turn: &Turn) -> Result<State, Impossible> {
        let next = match self {
            State::Queued | State::Deferred { .. } => open(turn),
            State::Offered => offered(turn),
            State::InDoubt => in_doubt(turn),
            State::Accepted | State::Delayed => on_its_way(self, turn),
            // A later notification may correct an earlier one; nothing brings the mail back to us.
            State::Delivered | State::Bounced => settled(self, turn),
            State::Refused { .. } | State::Expired => closed(self, turn),
            State::Withheld => withheld(turn),
        };
        next.ok_or_else(|| Impossible {
            state: self.clone(),
            turn: turn.clone(),
        })
    }

    /// Whether the program may offer the mail without anybody's word.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self {
            State::Queued | State::Deferred { .. } => true,
            State::Offered
            | State::Accepted
            | State::Refused { .. }
            | State::InDoubt
            | State::Expired
            | State::Delayed
            | State::Delivered
            | State::Bounced
            | State::Withheld => false,
        }
    }

    /// Whether the recipient may get a new mail in a new seal once the row was corrected.
    #[must_use]
    pub const fn is_correctable(&self) -> bool {
        match self {
            State::Refused { .. } | State::Expired | State::Bounced | State::Withheld => true,
            State::Queued
            | State::Offered
            | State::Accepted
            | State::Deferred { .. }
            | State::InDoubt
            | State::Delayed
            | State::Delivered => false,
        }
    }

    /// The state's name in JSON and in messages.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Offered => "offered",
            State::Accepted => "accepted",
            State::Deferred { .. } => "deferred",
            State::Refused { .. } => "refused",
            State::InDoubt => "in_doubt",
            State::Expired => "expired",
            State::Delayed => "delayed",
            State::Delivered => "delivered",
            State::Bounced => "bounced",
            State::Withheld => "withheld",
        }
    }
}

/// Open. What a relay says late of a mail that a person meanwhile set back to be sent again counts as well: what it
/// took is never sent again, and what nobody knows any more is a person's to say.
fn open(turn: &Turn) -> Option<State> {
    match turn {
        Turn::Offer => Some(State::Offered),
        Turn::Accept => Some(State::Accepted),
        Turn::Defer { not_before } => Some(State::Deferred {
            not_before: *not_before,
        }),
        Turn::Refuse { reply } => Some(State::Refused { reply: *reply }),
        Turn::LoseSight => Some(State::InDoubt),
        Turn::Expire => Some(State::Expired),
        Turn::Withhold => Some(State::Withheld),
        Turn::Again | Turn::Resolve(_) | Turn::Status(_) => None,
    }
}

fn offered(turn: &Turn) -> Option<State> {
    match turn {
        Turn::Accept => Some(State::Accepted),
        Turn::Defer { not_before } => Some(State::Deferred {
            not_before: *not_before,
        }),
        Turn::Refuse { reply } => Some(State::Refused { reply: *reply }),
        Turn::LoseSight => Some(State::InDoubt),
        // A notification can overtake the sender's own record when the process died after the dot.
        Turn::Status(status) => Some(reported(*status)),
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Again | Turn::Resolve(_) => None,
    }
}

/// In doubt. A sender that was taken for dead may still say that the relay took the mail. That it did not take it
/// ends no doubt: another attempt, of which this journal knows nothing, may have brought it there.
fn in_doubt(turn: &Turn) -> Option<State> {
    match turn {
        Turn::Accept | Turn::Resolve(Word::Arrived) => Some(State::Accepted),
        Turn::Defer { .. } | Turn::Refuse { .. } | Turn::LoseSight => Some(State::InDoubt),
        Turn::Resolve(Word::Resend) => Some(State::Queued),
        Turn::Status(status) => Some(reported(*status)),
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Again => None,
    }
}

/// Taken, on a relay's word or a person's: whatever a sender says late leaves it where it is.
fn on_its_way(state: &State, turn: &Turn) -> Option<State> {
    match turn {
        Turn::Status(status) => Some(reported(*status)),
        Turn::Accept | Turn::Defer { .. } | Turn::Refuse { .. } | Turn::LoseSight => {
            Some(state.clone())
        }
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Again | Turn::Resolve(_) => None,
    }
}

fn settled(state: &State, turn: &Turn) -> Option<State> {
    match turn {
        Turn::Status(DeliveryStatus::Delivered) => Some(State::Delivered),
        Turn::Status(DeliveryStatus::Failed) => Some(State::Bounced),
        Turn::Accept | Turn::Defer { .. } | Turn::Refuse { .. } | Turn::LoseSight => {
            Some(state.clone())
        }
        Turn::Status(DeliveryStatus::Delayed)
        | Turn::Offer
        | Turn::Expire
        | Turn::Withhold
        | Turn::Again
        | Turn::Resolve(_) => None,
    }
}

/// Refused or expired: by a person's word the same mail is due again. An earlier attempt of it may turn out to have
/// been taken, or to be lost from sight.
fn closed(state: &State, turn: &Turn) -> Option<State> {
    match turn {
        Turn::Again => Some(State::Queued),
        Turn::Accept => Some(State::Accepted),
        Turn::LoseSight => Some(State::InDoubt),
        Turn::Defer { .. } | Turn::Refuse { .. } => Some(state.clone()),
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Resolve(_) | Turn::Status(_) => None,
    }
}

/// Its row left the list. A person's word brings it back; what a sender says late does not. Only what the relay took
/// is gone.
fn withheld(turn: &Turn) -> Option<State> {
    match turn {
        Turn::Again => Some(State::Queued),
        Turn::Accept => Some(State::Accepted),
        Turn::Defer { .. } | Turn::Refuse { .. } | Turn::LoseSight | Turn::Expire => {
            Some(State::Withheld)
        }
        Turn::Offer | Turn::Withhold | Turn::Resolve(_) | Turn::Status(_) => None,
    }
}

const fn reported(status: DeliveryStatus) -> State {
    match status {
        DeliveryStatus::Delivered => State::Delivered,
        DeliveryStatus::Delayed => State::Delayed,
        DeliveryStatus::Failed => State::Bounced,
    }
}

/// How a relay answered one mail, once its meaning is settled: what the journal keeps of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 2yz to the final dot.
    Accepted {
        /// The relay's own name for the mail, in records of before: it is among the relay's words, which are a text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue_id: Option<QueueId>,
    },
    /// Not now.
    Deferred {
        /// When it may be offered again.
        not_before: Timestamp,
    },
    /// Not at all.
    Refused,
    /// An answer to the final dot that leaves open whether the mail was taken.
    InDoubt,
}
