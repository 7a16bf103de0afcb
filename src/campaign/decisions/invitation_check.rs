//! Whether an invitation counts, at the moment at which something is decided with it.

use jiff::Timestamp;

use super::invitation_fault::InvitationFault;
use crate::id::Digest;
use crate::journal::ledger::state::{Invitation, InvitationState};
use crate::journal::{Event, Ledger};

/// The invitation by whose session something is decided, if it is decided in the page: it must still
/// count now, and in this role.
pub(crate) fn visited(
    ledger: &Ledger,
    session: Option<&Digest>,
    role: Option<&str>,
    now: Timestamp,
) -> Result<Option<u32>, InvitationFault> {
    let Some(session) = session else {
        return Ok(None);
    };
    let invited = &open(ledger.invitation_of_session(session), now)?.invited;
    if role.is_some_and(|role| !invited.roles.iter().any(|own| own == role)) {
        return Err(InvitationFault::OtherRole);
    }
    Ok(Some(invited.number))
}

/// The record of a link's opening, as the journal stands while it is written: a link is opened once.
///
/// # Errors
/// [`InvitationFault`].
pub fn opening_event(
    ledger: &Ledger,
    token: &Digest,
    session: Digest,
    now: Timestamp,
) -> Result<Event, InvitationFault> {
    let number = waiting(ledger.invitation_of_token(token), now)?
        .invited
        .number;
    Ok(Event::InvitationOpened { number, session })
}

/// The record of a revocation; `None`: it was revoked before.
///
/// # Errors
/// [`InvitationFault::Unknown`].
pub fn revocation_event(ledger: &Ledger, number: u32) -> Result<Option<Event>, InvitationFault> {
    let mut all = ledger.invitations().iter();
    let invitation = all.find(|one| one.invited.number == number);
    let revoked = invitation.ok_or(InvitationFault::Unknown)?.revoked;
    Ok(revoked
        .is_none()
        .then_some(Event::InvitationRevoked { number }))
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
