//! How a run ended.

use jiff::Timestamp;

use crate::journal::RecordFault;
use crate::journal::event::{Braked, RunEnd};
use crate::phrase::SystemFault;
use crate::relay::RelayFault;

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// The reason.
    pub why: RunEnd,
    /// The error that caused it.
    pub fault: Option<SendFault>,
    /// What the brake saw.
    pub braked: Option<Braked>,
    /// When a mail will be due again.
    pub next: Option<Timestamp>,
    /// How often a server asked for time and mails went further apart.
    pub slowed: u32,
}

impl Ended {
    pub(crate) const fn because(why: RunEnd) -> Self {
        Ended {
            why,
            fault: None,
            braked: None,
            next: None,
            slowed: 0,
        }
    }

    pub(crate) const fn with(why: RunEnd, fault: SendFault) -> Self {
        Ended {
            why,
            fault: Some(fault),
            braked: None,
            next: None,
            slowed: 0,
        }
    }
}

/// An error that ended a run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// The journal could not be written: without a journal no mail goes out.
    #[error(transparent)]
    Journal(RecordFault),
    /// The relay could not be used.
    #[error(transparent)]
    Relay(RelayFault),
    /// A sealed mail differs from what was sealed.
    #[error("a sealed mail could not be read: {0}")]
    Mail(SystemFault),
    /// The permission doesn't cover an address.
    #[error("a mail to an address that the permission does not cover")]
    NotCovered,
    /// The journal contradicts the sender.
    #[error("the journal and the sender disagree")]
    Impossible,
}
