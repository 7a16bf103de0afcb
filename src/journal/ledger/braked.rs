//! Why the brake stopped a run, as the journal records it.

use serde::{Deserialize, Serialize};

use crate::reply::{Enhanced, ReplyCode};

/// Why the brake stopped a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Braked {
    /// All of the first answers were refusals.
    First {
        /// Number of refusals.
        refused: u32,
    },
    /// Too many refusals.
    Share {
        /// Number of refusals.
        refused: u32,
        /// Number of answers.
        answers: u32,
    },
    /// The same refusal about policy or quota, in a row and to more than one domain: it is about
    /// us.
    Alike {
        /// How often it came.
        refused: u32,
        /// The relay's code.
        reply: ReplyCode,
    },
    /// A mail came back for a reason that lies with the sender.
    Returned {
        /// The code of the server that decided, if the returned mail says it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<Enhanced>,
    },
    /// Too many mails in a row were handed over without an answer.
    Doubts {
        /// Number of those mails.
        doubts: u32,
    },
}
