//! Why the brake stopped a run, as the journal keeps it.

use serde::{Deserialize, Serialize};

use crate::reply::ReplyCode;

/// Why the brake stopped a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Braked {
    /// All of the first answers were refusals.
    First {
        /// How many.
        refused: u32,
    },
    /// Too many refusals.
    Share {
        /// How many refusals.
        refused: u32,
        /// Of how many answers.
        answers: u32,
    },
    /// The same refusal of policy or quota, in a row and to more than one domain: about us.
    Alike {
        /// How often.
        refused: u32,
        /// The relay's code.
        reply: ReplyCode,
    },
    /// Too many mails running were handed over without an answer.
    Doubts {
        /// How many.
        doubts: u32,
    },
}
