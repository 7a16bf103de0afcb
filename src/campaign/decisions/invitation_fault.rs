//! Why a link or a session of the review page is not accepted.

use crate::phrase::Phrase;

/// Why a link or a session is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationFault {
    /// No invitation has this link, session or number.
    #[error("no such invitation")]
    Unknown,
    /// The link was opened before.
    #[error("the link was used")]
    Used,
    /// Its time is over.
    #[error("the invitation has ended")]
    Ended,
    /// It was revoked.
    #[error("the invitation was revoked")]
    Revoked,
    /// The person was not invited to approve in this role.
    #[error("not invited in this role")]
    OtherRole,
}

impl InvitationFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        Phrase::new(match self {
            InvitationFault::Unknown => "campaign-invitation-unknown",
            InvitationFault::Used => "campaign-invitation-used",
            InvitationFault::Ended => "campaign-invitation-ended",
            InvitationFault::Revoked => "campaign-invitation-revoked",
            InvitationFault::OtherRole => "campaign-invitation-role",
        })
    }
}
