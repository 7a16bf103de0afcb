//! Invitations to the review page: a link for one person, opened once.

use jiff::{SignedDuration, Timestamp};

use super::approvals::policy_of;
use super::invitation_check::{opening_event, revocation_event};
use crate::campaign::{Campaign, Error};
use crate::id::{Digest, Pseudonym, SecretToken};
use crate::journal::Event;
use crate::journal::event::Invited;
use crate::journal::ledger::state::InvitationState;
use crate::signoff::{self, Person};

/// Whom to invite.
#[derive(Debug, Clone)]
pub struct InviteAsk {
    /// Name of the person, as the settings write it.
    pub name: String,
    /// The roles in which this person may approve; none: reads and remarks.
    pub roles: Vec<String>,
    /// How long the invitation counts, in hours.
    pub hours: u32,
    /// Ids of the mails that this person may see; none named: all.
    pub mails: Vec<String>,
    /// Whether this person sees aliases in place of names, and no mail.
    pub redacted: bool,
}

/// An invitation just made. Its secret is shown once and kept nowhere.
#[derive(Debug)]
pub struct NewInvitation {
    /// Its number.
    pub number: u32,
    /// The secret for the link.
    pub token: SecretToken,
    /// When it ends.
    pub until: Timestamp,
}

/// An invitation as `invite --list` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Its number.
    pub number: u32,
    /// Who is invited; `None`: the vault no longer has the name.
    pub name: Option<String>,
    /// The roles in which this person may approve.
    pub roles: Vec<String>,
    /// When it ends.
    pub until: Timestamp,
    /// When its link was opened.
    pub opened: Option<Timestamp>,
    /// Whether it counts.
    pub state: InvitationState,
}

/// Who is using the review page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Name of the person.
    pub name: String,
    /// The roles in which this person may approve.
    pub roles: Vec<String>,
    /// The mails that this person may see; none named: all.
    pub mails: Vec<Pseudonym>,
    /// Whether this person sees aliases in place of names, and no mail.
    pub redacted: bool,
}

impl Visitor {
    /// Whether this person may see the mail of this row.
    #[must_use]
    pub fn sees(&self, recipient: &Pseudonym) -> bool {
        !self.redacted && (self.mails.is_empty() || self.mails.contains(recipient))
    }
}

impl Campaign {
    /// Invites a person to the review page. The settings must let this person approve in the roles.
    ///
    /// # Errors
    /// [`Error::Word`] if a role doesn't exist or isn't this person's, [`Error::NoSuchId`].
    pub fn invite(&self, ask: &InviteAsk, now: Timestamp) -> Result<NewInvitation, Error> {
        let mut opened = self.open_to_write()?;
        let policy = policy_of(&opened.key, &self.current_head(), opened.journal.ledger());
        let by = Person::named(&opened.key, &ask.name);
        for role in &ask.roles {
            signoff::may_speak(&policy, role, &by)?;
        }
        let mut mails = Vec::with_capacity(ask.mails.len());
        for id in &ask.mails {
            mails.push(opened.find(id)?);
        }
        let person = signoff::person(&opened.key, &ask.name);
        opened.texts.keep_as(person, &ask.name)?;
        let until = now
            .checked_add(SignedDuration::from_hours(i64::from(ask.hours)))
            .unwrap_or(Timestamp::MAX);
        let token = SecretToken::generate().map_err(Error::file("/dev/urandom"))?;
        let mut number = 0;
        opened.journal.append_after(|ledger| {
            let numbers = ledger.invitations().iter().map(|one| one.invited.number);
            number = numbers.max().unwrap_or(0).saturating_add(1);
            let invited = Invited {
                number,
                person,
                roles: ask.roles.clone(),
                mails: mails.clone(),
                redacted: ask.redacted,
                until,
                token: token.digest(),
            };
            Ok::<_, Error>(vec![(now, Event::Invited(invited))])
        })??;
        Ok(NewInvitation {
            number,
            token,
            until,
        })
    }

    /// All invitations, oldest first.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn invitations(&self, now: Timestamp) -> Result<Vec<InvitationRow>, Error> {
        let opened = self.open_to_write()?;
        let mut rows = Vec::new();
        for invitation in opened.journal.ledger().invitations() {
            rows.push(InvitationRow {
                number: invitation.invited.number,
                name: opened.texts.read(&invitation.invited.person)?,
                roles: invitation.invited.roles.clone(),
                until: invitation.invited.until,
                opened: invitation.opened.map(|(at, _)| at),
                state: invitation.state(now),
            });
        }
        Ok(rows)
    }

    /// Revokes an invitation; its session ends with it.
    ///
    /// # Errors
    /// [`Error::Invitation`].
    pub fn revoke_invitation(&self, number: u32, now: Timestamp) -> Result<(), Error> {
        let mut opened = self.open_to_write()?;
        opened.journal.append_after(|ledger| {
            let event = revocation_event(ledger, number)?;
            Ok(event.into_iter().map(|event| (now, event)).collect())
        })?
    }

    /// Opens the link of an invitation: returns the session's secret. A link is opened once.
    ///
    /// # Errors
    /// [`Error::Invitation`].
    pub fn open_invitation(&self, token: &Digest, now: Timestamp) -> Result<SecretToken, Error> {
        let mut opened = self.open_to_write()?;
        let session = SecretToken::generate().map_err(Error::file("/dev/urandom"))?;
        opened.journal.append_after(|ledger| {
            let event = opening_event(ledger, token, session.digest(), now)?;
            Ok::<_, Error>(vec![(now, event)])
        })??;
        Ok(session)
    }
}
