//! Invitations to the review page: whose, in which roles, and whether they still count.

use jiff::Timestamp;

use crate::id::Digest;
use crate::journal::event::{Event, Invited};

/// An invitation and what became of it.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// When it was made.
    pub at: Timestamp,
    /// Whom it invites, and to what.
    pub invited: Invited,
    /// When its link was opened, and the digest of the session's secret.
    pub opened: Option<(Timestamp, Digest)>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
    /// Latest time on any record from this one on: the current time is at least that, whatever the
    /// clock says.
    latest: Timestamp,
}

/// Whether an invitation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// Its link was not opened yet.
    Waiting,
    /// Its link was opened, and its session counts.
    Open,
    /// Its time is over.
    Ended,
    /// It was revoked.
    Revoked,
}

impl Invitation {
    /// Whether it counts at `now`.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> InvitationState {
        if self.revoked.is_some() {
            InvitationState::Revoked
        } else if now.max(self.latest) >= self.invited.until {
            InvitationState::Ended
        } else if self.opened.is_some() {
            InvitationState::Open
        } else {
            InvitationState::Waiting
        }
    }
}

/// All invitations, oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Invitations(Vec<Invitation>);

impl Invitations {
    /// Folds an event about an invitation; any other changes nothing.
    pub(crate) fn take_in(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::Invited(invited) => self.invite(at, invited),
            Event::InvitationOpened { number, session } => self.open(at, *number, *session),
            Event::InvitationRevoked { number } => self.revoke(at, *number),
            _ => {}
        }
    }

    fn invite(&mut self, at: Timestamp, invited: &Invited) {
        self.0.push(Invitation {
            at,
            invited: invited.clone(),
            opened: None,
            revoked: None,
            latest: at,
        });
    }

    /// The link is opened once: a later record of it changes nothing.
    fn open(&mut self, at: Timestamp, number: u32, session: Digest) {
        for invitation in self.numbered(number) {
            invitation.opened.get_or_insert((at, session));
        }
    }

    fn revoke(&mut self, at: Timestamp, number: u32) {
        for invitation in self.numbered(number) {
            invitation.revoked.get_or_insert(at);
        }
    }

    /// Records are missing: any invitation may have been revoked in them.
    pub(crate) fn revoke_all(&mut self, at: Timestamp) {
        for invitation in &mut self.0 {
            invitation.revoked.get_or_insert(at);
        }
    }

    pub(crate) fn hear(&mut self, at: Timestamp) {
        for invitation in &mut self.0 {
            invitation.latest = invitation.latest.max(at);
        }
    }

    pub(crate) fn all(&self) -> &[Invitation] {
        &self.0
    }

    fn numbered(&mut self, number: u32) -> impl Iterator<Item = &mut Invitation> {
        self.0
            .iter_mut()
            .filter(move |invitation| invitation.invited.number == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CampaignKey;
    use crate::journal::Ledger;
    use crate::journal::event::Adopted;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn invited() -> (Ledger, Digest, Digest) {
        let key = CampaignKey::from_bytes([3; 32]);
        let (token, session) = (Digest::of(b"token"), Digest::of(b"session"));
        let mut ledger = Ledger::default();
        let invited = Invited {
            number: 1,
            person: key.text_id("person:a. vos"),
            roles: vec!["besluit".into()],
            mails: vec![],
            redacted: false,
            until: at(100),
            token,
        };
        ledger.apply(at(0), &Event::Invited(invited)).unwrap();
        (ledger, token, session)
    }

    #[test]
    fn a_link_is_opened_once_and_its_session_ends_in_time() {
        let (mut ledger, token, session) = invited();
        let state =
            |ledger: &Ledger, now| ledger.invitation_of_token(&token).unwrap().state(at(now));
        assert_eq!(state(&ledger, 99), InvitationState::Waiting);
        // Who comes to read changes nothing of what is read.
        assert_eq!(ledger.decisions_so_far(), 0);
        let open = |session| Event::InvitationOpened { number: 1, session };
        ledger.apply(at(1), &open(session)).unwrap();
        ledger.apply(at(2), &open(Digest::of(b"another"))).unwrap();
        assert!(
            ledger
                .invitation_of_session(&Digest::of(b"another"))
                .is_none()
        );
        assert_eq!(state(&ledger, 99), InvitationState::Open);
        assert_eq!(state(&ledger, 100), InvitationState::Ended);
        // A clock that was set back makes no invitation count again.
        ledger.apply(at(100), &Event::StopAsked).unwrap();
        assert_eq!(state(&ledger, 50), InvitationState::Ended);
    }

    #[test]
    fn a_revoked_invitation_counts_no_more_nor_one_whose_revocation_may_be_missing() {
        let (mut ledger, token, session) = invited();
        let event = Event::InvitationOpened { number: 1, session };
        ledger.apply(at(1), &event).unwrap();
        let mut lost = ledger.clone();
        ledger
            .apply(at(2), &Event::InvitationRevoked { number: 1 })
            .unwrap();
        let person = ledger.invitations()[0].invited.person;
        let adopted = Adopted {
            by: person,
            why: person,
            records_lost: true,
            head: None,
            cut_back_to: None,
            others: vec![],
        };
        lost.apply(at(2), &Event::Adopted(adopted)).unwrap();
        for ledger in [ledger, lost] {
            let invitation = ledger.invitation_of_token(&token).unwrap();
            assert_eq!(invitation.state(at(3)), InvitationState::Revoked);
        }
    }
}
