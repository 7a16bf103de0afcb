//! Whether an invitation counts, at the moment at which something is decided with it.

use jiff::Timestamp;

use super::invitation_fault::InvitationFault;
use crate::id::Digest;
use crate::journal::Ledger;
use crate::journal::ledger::state::{Invitation, InvitationState};

/// The invitation by whose session something is decided, if it is decided in the page: it must still
/// count now, and in this role.
pub(crate) fn visited(
    ledger: &Ledger,
    session: Option<&Digest>,
    role: Option<&String>,
    now: Timestamp,
) -> Result<Option<u32>, InvitationFault> {
    let Some(session) = session else {
        return Ok(None);
    };
    let invited = &open(ledger.invitation_of_session(session), now)?.invited;
    if role.is_some_and(|role| !invited.roles.contains(role)) {
        return Err(InvitationFault::OtherRole);
    }
    Ok(Some(invited.number))
}

/// The invitation, if its link can be opened.
pub(crate) fn waiting(
    invitation: Option<&Invitation>,
    now: Timestamp,
) -> Result<&Invitation, InvitationFault> {
    in_state(invitation, InvitationState::Waiting, now)
}

/// The invitation, if its session counts.
pub(crate) fn open(
    invitation: Option<&Invitation>,
    now: Timestamp,
) -> Result<&Invitation, InvitationFault> {
    in_state(invitation, InvitationState::Open, now)
}

fn in_state(
    invitation: Option<&Invitation>,
    wanted: InvitationState,
    now: Timestamp,
) -> Result<&Invitation, InvitationFault> {
    let invitation = invitation.ok_or(InvitationFault::Unknown)?;
    match invitation.state(now) {
        state if state == wanted => Ok(invitation),
        InvitationState::Open => Err(InvitationFault::Used),
        InvitationState::Waiting => Err(InvitationFault::Unknown),
        InvitationState::Ended => Err(InvitationFault::Ended),
        InvitationState::Revoked => Err(InvitationFault::Revoked),
    }
}
