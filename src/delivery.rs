//! The states of one mail, and what may follow what.
//!
//! Pure, and exhaustive on purpose: no match here has a wildcard arm, so a new state or turn makes
//! the compiler ask about every pair. `tests/it/states.rs` compares this with an independent table.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::reply::{QueueId, ReplyCode};

/// The state of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Sealed and due.
    Queued,
    /// The relay accepted MAIL, RCPT and DATA and this is on disk; the body is sent, and then the
    /// final dot.
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
    /// Not accepted within the allowed age or before the deadline.
    Expired,
    /// The relay reports that it could not deliver yet.
    Delayed,
    /// The relay reports that it delivered.
    Delivered,
    /// The relay reports that it could not deliver.
    Bounced,
    /// Withheld by a person, or its row left the list before it was offered.
    Withheld,
}

/// What happens to a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// The relay accepted the envelope and asks for the body.
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
    /// The connection or the program died between the final dot and its answer, or the answers
    /// leave open whether the mail was taken.
    LoseSight,
    /// Too old, or past the deadline.
    Expire,
    /// The row left the list.
    Withhold,
    /// A person says that the same mail is due again.
    Again,
    /// A person's decision about a mail in doubt.
    Resolve(Word),
    /// A delivery status notification (RFC 3464).
    Status(DeliveryStatus),
}

/// A person's decision about a mail in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// It arrived: never sent again.
    Arrived,
    /// It did not arrive: send it again.
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

/// The turn can't follow the state: a record that this program would never write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{turn:?} cannot follow {state:?}")]
pub struct Impossible {
    /// The state of the mail.
    pub state: State,
    /// The turn.
    pub turn: Turn,
}

impl State {
    /// The state after `turn`.
    ///
    /// ```
    /// use heraut::delivery::{State, Turn, Word};
    ///
    /// // The connection broke after the final dot: only a person may say what became of the mail.
    /// let doubt = State::Offered.after(&Turn::LoseSight).unwrap();
    /// assert_eq!(doubt, State::InDoubt);
    /// assert!(!doubt.is_open());
    /// assert_eq!(doubt.after(&Turn::Resolve(Word::Arrived)), Ok(State::Accepted));
    /// // What was accepted is never offered again.
    /// assert!(State::Accepted.after(&Turn::Offer).is_err());
    /// ```
    /// # Errors
    /// [`Impossible`] if the turn can't follow.
    pub fn after(&self, turn: &Turn) -> Result<State, Impossible> {
        let next = match self {
            State::Queued | State::Deferred { .. } => open(self, turn),
            State::Offered => offered(turn),
            State::InDoubt => in_doubt(turn),
            State::Accepted | State::Delayed => on_its_way(self, turn),
            // A later notification may correct an earlier one. Only a person makes a bounced mail due again.
            State::Delivered | State::Bounced => settled(self, turn),
            State::Refused { .. } | State::Expired => closed(self, turn),
            State::Withheld => withheld(turn),
        };
        next.ok_or_else(|| Impossible {
            state: self.clone(),
            turn: turn.clone(),
        })
    }

    /// Whether the program may offer the mail without a person's decision.
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

    /// Whether the recipient may get a new mail in a new seal once the row is corrected.
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

    /// The names of the states, as JSON writes them and `--state` takes them.
    pub const NAMES: [&'static str; 11] = [
        "withheld",
        "queued",
        "offered",
        "accepted",
        "deferred",
        "refused",
        "in_doubt",
        "expired",
        "delivered",
        "delayed",
        "bounced",
    ];

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

/// Open. A late report about a mail that a person has set to be sent again counts as well: a mail
/// that the relay took is never sent again, and a mail in doubt is a person's decision.
fn open(state: &State, turn: &Turn) -> Option<State> {
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
        Turn::Status(status) => Some(taken_after_all(state, *status)),
        Turn::Again | Turn::Resolve(_) => None,
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
        // A notification can overtake the sender's own record if the process died after the dot.
        Turn::Status(status) => Some(reported(*status)),
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Again | Turn::Resolve(_) => None,
    }
}

/// In doubt. A sender that was thought dead may still report that the relay took the mail. A report
/// that it did not take it ends no doubt: another attempt, of which this journal has no record, may
/// have delivered it.
fn in_doubt(turn: &Turn) -> Option<State> {
    match turn {
        Turn::Accept | Turn::Resolve(Word::Arrived) => Some(State::Accepted),
        Turn::Defer { .. } | Turn::Refuse { .. } | Turn::LoseSight => Some(State::InDoubt),
        Turn::Resolve(Word::Resend) => Some(State::Queued),
        Turn::Status(status) => Some(reported(*status)),
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Again => None,
    }
}

/// Taken, according to a relay or a person: late reports of a sender change nothing.
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
        // Notifications overtake each other: what is settled is delayed no more.
        Turn::Status(DeliveryStatus::Delayed)
        | Turn::Accept
        | Turn::Defer { .. }
        | Turn::Refuse { .. }
        | Turn::LoseSight => Some(state.clone()),
        Turn::Again if *state == State::Bounced => Some(State::Queued),
        Turn::Again | Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Resolve(_) => None,
    }
}

/// Refused or expired: by a person's decision the same mail is due again. An earlier attempt may
/// turn out to have been taken, or to be in doubt.
fn closed(state: &State, turn: &Turn) -> Option<State> {
    match turn {
        Turn::Again => Some(State::Queued),
        Turn::Accept => Some(State::Accepted),
        Turn::LoseSight => Some(State::InDoubt),
        Turn::Defer { .. } | Turn::Refuse { .. } => Some(state.clone()),
        Turn::Status(status) => Some(taken_after_all(state, *status)),
        Turn::Offer | Turn::Expire | Turn::Withhold | Turn::Resolve(_) => None,
    }
}

/// Its row left the list. A person's decision brings it back; a late report of a sender doesn't.
/// Only what the relay took is gone.
fn withheld(turn: &Turn) -> Option<State> {
    match turn {
        Turn::Again => Some(State::Queued),
        Turn::Accept => Some(State::Accepted),
        Turn::Defer { .. } | Turn::Refuse { .. } | Turn::LoseSight | Turn::Expire => {
            Some(State::Withheld)
        }
        Turn::Status(status) => Some(taken_after_all(&State::Withheld, *status)),
        Turn::Offer | Turn::Withhold | Turn::Resolve(_) => None,
    }
}

/// A notification about a mail of which we believed that the relay doesn't have it: an earlier
/// attempt was taken. That such an attempt failed changes nothing.
fn taken_after_all(state: &State, status: DeliveryStatus) -> State {
    match status {
        DeliveryStatus::Delivered | DeliveryStatus::Delayed => reported(status),
        DeliveryStatus::Failed => state.clone(),
    }
}

const fn reported(status: DeliveryStatus) -> State {
    match status {
        DeliveryStatus::Delivered => State::Delivered,
        DeliveryStatus::Delayed => State::Delayed,
        DeliveryStatus::Failed => State::Bounced,
    }
}

/// The verdict on a relay's answer about one mail: what the journal keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 2yz to the final dot.
    Accepted {
        /// The relay's own id for the mail, in older records; now it is part of the relay's text in
        /// the vault.
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
