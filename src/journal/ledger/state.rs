//! The fold: from the events, in order, to the current state. Pure; no other state is kept.

mod decide;
mod fold;
mod in_tray;
mod returned;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::invitations::Invitations;
use super::loss::{Loss, may_follow_hand_over};
use super::mail_records::MailRecords;
use super::tray::Tray;
use crate::delivery::State;
use crate::id::{Digest, Pseudonym, TextId};
use crate::journal::event::{Event, Lost, Remark};

pub use super::approvals::{TakenBack, WordEntry};
pub use super::decisions::Decision;
pub use super::entry::{MailEntry, RelayAnswer, RowEntry, RunEntry, SealEntry};
pub use super::invitations::{Invitation, InvitationState};
pub use super::loss::Unfit;
pub use super::quiet::Quiet;
pub use super::recent_offers::Recent;
pub use super::totals::Totals;
pub use super::tray::TrayEntry;
pub use returned::{StatusReport, Weight};

/// The current state after the events so far.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    seals: Vec<SealEntry>,
    pub(crate) rows: MailRecords,
    words: Vec<WordEntry>,
    remarks: Vec<(Timestamp, Remark)>,
    pub(crate) invitations: Invitations,
    /// How many events changed what people read.
    decisions: u64,
    run: Option<RunEntry>,
    doubts: Vec<Pseudonym>,
    /// Keyed digests of the returned mails that were read.
    reports: HashSet<TextId>,
    pub(crate) tray: Tray,
    /// Grounds that no seal has.
    pub(crate) grounds: HashMap<Pseudonym, TextId>,
    recent: Recent,
    quiet: Quiet,
    forgetful: bool,
    pub(crate) loss: Option<Loss>,
    handed_over: Option<Timestamp>,
    goes_on_from: Vec<String>,
}

impl Ledger {
    /// Folds the next event.
    ///
    /// # Errors
    /// [`Unfit`] if it can't follow what came before: this program never writes such a record.
    pub fn apply(&mut self, at: Timestamp, event: &Event) -> Result<(), Unfit> {
        if self.handed_over.is_some() && !may_follow_hand_over(event) {
            return Err(Unfit::HandedOver);
        }
        self.take_in(at, event)?;
        self.quiet.hear(at);
        Ok(())
    }

    /// Drops when and with what text a mail was accepted, from now on: a sender needs to know only that it was.
    #[must_use]
    pub fn forgetful(mut self) -> Ledger {
        self.forget_digests();
        Ledger {
            forgetful: true,
            ..self
        }
    }

    /// Drops the digests of mails, from now on: only sealing needs them, and the vault has them.
    pub fn forget_digests(&mut self) {
        self.rows.forget_digests();
    }

    /// All seals, oldest first.
    #[must_use]
    pub fn seals(&self) -> &[SealEntry] {
        &self.seals
    }

    /// The newest seal.
    #[must_use]
    pub fn newest_seal(&self) -> Option<&SealEntry> {
        self.seals.last()
    }

    /// The seals whose mails may still go out: the newest whole one and the supplements after it.
    #[must_use]
    pub fn active_seals(&self) -> &[SealEntry] {
        let whole = self
            .seals
            .iter()
            .rposition(|seal| !seal.sealed.supplement)
            .unwrap_or(0);
        &self.seals[whole..]
    }

    /// Whether a mail of this seal may still go out.
    #[must_use]
    pub fn is_active(&self, seal: u32) -> bool {
        self.active_seals()
            .iter()
            .any(|entry| entry.sealed.seal == seal)
    }

    /// Whether an open mail is in a seal that no longer counts, so that only a new seal can send it: its doubt was
    /// settled after the list was sealed again.
    #[must_use]
    pub fn has_stranded(&self) -> bool {
        self.listed_mails()
            .any(|mail| mail.state.is_open() && !self.is_active(mail.seal))
    }

    /// One row of the list.
    #[must_use]
    pub fn recipient(&self, recipient: &Pseudonym) -> Option<RowEntry<'_>> {
        self.rows.get(recipient)
    }

    /// All rows of all seals, in the order in which they came.
    pub fn recipients(&self) -> impl Iterator<Item = (&Pseudonym, RowEntry<'_>)> {
        self.rows.iter()
    }

    /// The mails that count, of rows that are not excluded.
    pub(crate) fn listed_mails(&self) -> impl Iterator<Item = MailEntry<'_>> {
        self.recipients()
            .filter(|(_, entry)| !entry.is_excluded())
            .filter_map(|(_, entry)| entry.mail())
    }

    /// Mails that were offered and have no answer: held by a living sender, or left by a dead one.
    #[must_use]
    pub fn offered_now(&self) -> Vec<Pseudonym> {
        let open = |recipient: &&Pseudonym| {
            self.recipient(recipient).and_then(|entry| entry.state()) == Some(&State::Offered)
        };
        self.doubts.iter().filter(open).copied().collect()
    }

    /// The event that brings a mail into doubt that a sender offered and left without an answer when it died; `None` if
    /// this mail wasn't offered, or has an answer.
    #[must_use]
    pub fn left_by_a_dead_sender(&self, recipient: &Pseudonym) -> Option<Event> {
        let mail = self.recipient(recipient).and_then(|entry| entry.mail())?;
        (*mail.state == State::Offered).then_some(Event::LostSight {
            recipient: *recipient,
            attempt: mail.attempts,
            how: Lost::Died,
        })
    }

    /// All approvals, oldest first, also withdrawn ones.
    #[must_use]
    pub fn words(&self) -> &[WordEntry] {
        &self.words
    }

    /// All remarks, answers and closings, oldest first.
    #[must_use]
    pub fn remarks(&self) -> &[(Timestamp, Remark)] {
        &self.remarks
    }

    /// All invitations to the review page, oldest first.
    #[must_use]
    pub fn invitations(&self) -> &[Invitation] {
        self.invitations.all()
    }

    /// The invitation whose link holds the secret of this digest.
    #[must_use]
    pub fn invitation_of_token(&self, token: &Digest) -> Option<&Invitation> {
        self.invitations()
            .iter()
            .find(|invitation| invitation.invited.token == *token)
    }

    /// The invitation whose session has the secret of this digest.
    #[must_use]
    pub fn invitation_of_session(&self, session: &Digest) -> Option<&Invitation> {
        self.invitations()
            .iter()
            .find(|invitation| invitation.opened.is_some_and(|(_, of)| of == *session))
    }

    /// How many events there were that change what people read of a seal.
    #[must_use]
    pub const fn decisions_so_far(&self) -> u64 {
        self.decisions
    }

    /// The last run.
    #[must_use]
    pub fn run(&self) -> Option<&RunEntry> {
        self.run.as_ref()
    }

    /// When mails were recently offered, and how many were refused in a row.
    #[must_use]
    pub const fn recent(&self) -> &Recent {
        &self.recent
    }

    /// When the journal was last written to, and its longest silence so far.
    #[must_use]
    pub const fn quiet(&self) -> Quiet {
        self.quiet
    }

    /// Whether any mail was ever offered.
    #[must_use]
    pub fn ever_offered(&self) -> bool {
        self.seals.iter().any(|seal| seal.begun.is_some())
    }

    /// Whether a mail was ever offered as one of this seal: then its approvals were used in time.
    #[must_use]
    pub fn has_begun(&self, seal: u32) -> bool {
        self.seals
            .iter()
            .any(|entry| entry.sealed.seal == seal && entry.begun.is_some())
    }

    /// Since when records may be missing: a person took the journal over without proof of its end.
    #[must_use]
    pub fn records_lost_since(&self) -> Option<Timestamp> {
        self.loss.as_ref().map(|loss| loss.since)
    }

    /// Whether a person took that campaign over into this one. `other` is its name in the user's state folder.
    #[must_use]
    pub fn goes_on_from(&self, other: &str) -> bool {
        self.goes_on_from.iter().any(|taken| taken == other)
    }

    /// When the campaign was closed here, to continue elsewhere.
    #[must_use]
    pub const fn handed_over(&self) -> Option<Timestamp> {
        self.handed_over
    }

    /// How many mails were taken, according to the relay or a person, and when the last one was.
    #[must_use]
    pub fn last_taken(&self) -> Option<(usize, Timestamp)> {
        let taken = |state: &State| {
            matches!(
                state,
                State::Accepted | State::Delayed | State::Delivered | State::Bounced
            )
        };
        let mails = self.recipients().filter_map(|(_, entry)| entry.mail());
        let at: Vec<Timestamp> = mails
            .filter(|mail| taken(mail.state))
            .map(|mail| mail.at)
            .collect();
        at.iter().max().map(|last| (at.len(), *last))
    }
}
