//! What a visitor decides: each decision is recorded as in a terminal, with the invitation.

use jiff::Timestamp;

use super::ReadingRoom;
use crate::campaign::decisions::invitation_fault::InvitationFault;
use crate::campaign::decisions::remarks::RemarkAsk;
use crate::campaign::{BackAsk, Error, Recorded, WordAsk};
use crate::id::{Digest, SecretToken};

impl ReadingRoom {
    /// Opens a link: returns the session's secret.
    ///
    /// # Errors
    /// [`Error::Invitation`].
    pub fn begin(&mut self, token: &Digest, now: Timestamp) -> Result<SecretToken, Error> {
        let session = self.campaign.open_invitation(token, now)?;
        self.refresh()?;
        Ok(session)
    }

    /// The visitor approves this digest in a role, with a signature if the seal asks for one.
    ///
    /// # Errors
    /// [`Error::Invitation`], [`Error::OtherDigest`], [`Error::Word`].
    pub fn approve(
        &mut self,
        session: &Digest,
        digest: &str,
        role: &str,
        signature: Option<String>,
        now: Timestamp,
    ) -> Result<Recorded, Error> {
        let ask = WordAsk {
            digest: digest.to_owned(),
            by: self.visitor(session, now)?.name,
            role: role.to_owned(),
            recorded: None,
            signature,
        };
        let recorded = self.campaign.approve_by(&ask, Some(session), now)?;
        self.refresh()?;
        Ok(recorded)
    }

    /// The exact text that the visitor signs to approve in a role. Records nothing.
    ///
    /// # Errors
    /// [`Error::Invitation`], [`Error::Word`].
    pub fn statement(&self, session: &Digest, role: &str, now: Timestamp) -> Result<String, Error> {
        let visitor = self.visitor(session, now)?;
        if !visitor.roles.iter().any(|own| own == role) {
            return Err(InvitationFault::OtherRole.into());
        }
        let ask = WordAsk {
            digest: self.sealed()?.hex(),
            by: visitor.name,
            role: role.to_owned(),
            recorded: None,
            signature: None,
        };
        self.campaign.statement(&ask, now)
    }

    /// The visitor withdraws the approval that was given in a role.
    ///
    /// # Errors
    /// [`Error::Invitation`], [`Error::Word`].
    pub fn withdraw(
        &mut self,
        session: &Digest,
        role: &str,
        why: Option<String>,
        now: Timestamp,
    ) -> Result<Recorded, Error> {
        let ask = BackAsk {
            digest: Some(self.sealed()?.hex()),
            by: self.visitor(session, now)?.name,
            role: Some(role.to_owned()),
            why,
        };
        let recorded = self.campaign.withdraw_by(&ask, Some(session), now)?;
        self.refresh()?;
        Ok(recorded)
    }

    /// The visitor makes, answers or closes a remark; returns its number.
    ///
    /// # Errors
    /// [`Error::Invitation`], [`Error::NoSuchId`], [`Error::NoSuchRemark`].
    pub fn remark(
        &mut self,
        session: &Digest,
        ask: RemarkAsk,
        now: Timestamp,
    ) -> Result<u32, Error> {
        let by = self.visitor(session, now)?.name;
        let ask = RemarkAsk { by, ..ask };
        let number = self.campaign.remark_by(&ask, Some(session), now)?;
        self.refresh()?;
        Ok(number)
    }

    /// The visitor asks a running sender to stop: only a person who may approve.
    ///
    /// # Errors
    /// [`Error::Invitation`], [`Error::NotRunning`].
    pub fn stop(&mut self, session: &Digest, now: Timestamp) -> Result<(), Error> {
        if self.visitor(session, now)?.roles.is_empty() {
            return Err(InvitationFault::OtherRole.into());
        }
        self.campaign.stop(now)
    }
}
