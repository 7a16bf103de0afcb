//! The fold: from the events, in order, to the current state. Pure; no other state is kept.

use std::collections::HashMap;

use jiff::Timestamp;

pub use super::decisions::Decision;
use super::entry::Tale;
pub use super::entry::{Answer, Entry, MailEntry, RunEntry, SealEntry, TakenBack, WordEntry};
use super::event::{Answered, Event, Offered, Remark, Step, WordGiven};
pub use super::loss::Unfit;
use super::loss::{Loss, may_follow_hand_over};
pub use super::quiet::Quiet;
pub use super::recent::Recent;
use super::rows::{Rows, Told};
pub use super::sum::Sum;
use crate::delivery::{Impossible, State, Turn, Verdict};
use crate::id::{Digest, Pseudonym, TextId};
use crate::reply::ReplyCode;

/// The current state after the events so far.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    seals: Vec<SealEntry>,
    pub(super) rows: Rows,
    words: Vec<WordEntry>,
    remarks: Vec<(Timestamp, Remark)>,
    run: Option<RunEntry>,
    doubts: Vec<Pseudonym>,
    /// Grounds that no seal has.
    pub(super) grounds: HashMap<Pseudonym, TextId>,
    recent: Recent,
    quiet: Quiet,
    forgetful: bool,
    pub(super) loss: Option<Loss>,
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

    fn take_in(&mut self, at: Timestamp, event: &Event) -> Result<(), Impossible> {
        self.words
            .iter_mut()
            .for_each(|entry| entry.latest = entry.latest.max(at));
        match event {
            Event::Sealed(sealed) => {
                WordEntry::void_all(&mut self.words, sealed);
                self.seals.push(SealEntry {
                    at,
                    sealed: sealed.clone(),
                    begun: None,
                });
            }
            Event::Queued {
                seal,
                recipient,
                mail,
            } => return self.queue(at, *seal, *recipient, *mail),
            Event::Excluded {
                recipient, ground, ..
            } => {
                // A seal that excludes the row has the ground itself.
                match ground {
                    Some(ground) => self.grounds.insert(*recipient, *ground),
                    None => self.grounds.remove(recipient),
                };
                self.rows
                    .exclude(*recipient, |state| state.is_none_or(State::is_open));
            }
            Event::WordGiven(word) => {
                self.words.push(WordEntry::new(at, word.clone()));
            }
            Event::WordWithdrawn {
                digest,
                role,
                by,
                why,
            } => {
                let is_it = |word: &WordGiven| {
                    word.digest == *digest && word.role == *role && word.by == *by
                };
                WordEntry::take_back(&mut self.words, is_it, TakenBack { at, why: *why });
            }
            Event::Remark(remark) => self.remarks.push((at, remark.clone())),
            Event::Withheld {
                recipient,
                by: Some(by),
                why,
            } => {
                return self.withhold(at, *recipient, *by, *why);
            }
            Event::Withheld {
                recipient,
                by: None,
                ..
            } => return self.turn(at, *recipient, &Turn::Withhold),
            Event::Released { recipient, by, why } => {
                return self.release(at, *recipient, *by, *why);
            }
            Event::DueAgain { recipient, .. } => return self.due_again(at, *recipient),
            Event::RunBegan(settings) => self.run = Some(RunEntry::began(at, settings)),
            Event::RunEnded { why, braked } => {
                self.recent.ended(*why);
                self.run_mut(|run| (run.ended, run.braked) = (Some((at, *why)), *braked));
            }
            Event::StopAsked => self.run_mut(|run| run.stop_asked = true),
            Event::Offered(offered) => return self.offer(at, offered),
            Event::Answered(answered) => return self.answer(at, answered),
            Event::LostSight { recipient, how, .. } => {
                let mail = self.turned(at, *recipient, &Turn::LoseSight)?;
                mail.tried.get_or_insert_default().doubt = Some(*how);
            }
            Event::Expired { recipient } => return self.turn(at, *recipient, &Turn::Expire),
            Event::Resolved {
                recipient,
                word,
                by,
                ..
            } => {
                self.resolve(at, *recipient, *word, *by)?;
                if let Some(loss) = &mut self.loss {
                    loss.settle(*recipient);
                }
            }
            Event::RelayFault { step, reply, words } => self.run_mut(|run| {
                run.relay_fault = Some((*step, *reply));
                run.relay_words = *words;
            }),
            Event::Adopted(adopted) => {
                self.handed_over = None;
                self.goes_on_from.extend(adopted.others.iter().cloned());
                if adopted.records_lost {
                    self.lose(at);
                }
            }
            Event::HandedOver {} => self.handed_over = Some(at),
        }
        Ok(())
    }

    fn queue(
        &mut self,
        at: Timestamp,
        seal: u32,
        recipient: Pseudonym,
        mail: Digest,
    ) -> Result<(), Impossible> {
        if let Some(state) = self.recipient(&recipient).and_then(|entry| entry.state())
            && !state.is_open()
            && !state.is_correctable()
        {
            return Err(Impossible {
                state: state.clone(),
                turn: Turn::Offer,
            });
        }
        self.rows.queue(at, seal, recipient, mail);
        // A missing seal may have held this row, and a missing run may have sent it.
        if self
            .loss
            .as_ref()
            .is_some_and(|loss| loss.may_have_sent(&recipient))
            && let Some(told) = self.rows.told(&recipient)
        {
            told.mail.doubt_for_lost_records(at);
        }
        Ok(())
    }

    /// Records are missing: an open mail may have been offered there, approvals may have been withdrawn, and mails of
    /// later seals may have gone.
    fn lose(&mut self, at: Timestamp) {
        // Whoever withheld a row meanwhile may have released it, too: the mail's own state counts.
        let may_have_gone = |entry: Entry<'_>| {
            let own = entry.mail().map(|mail| mail.own);
            !entry.is_excluded() && own.is_some_and(|own| own.is_open() || *own == State::Offered)
        };
        self.rows
            .each(may_have_gone, |mail| mail.doubt_for_lost_records(at));
        for entry in &mut self.words {
            entry.withdrawn.get_or_insert(at);
        }
        self.loss = Some(Loss::since(at));
    }

    fn run_mut(&mut self, change: impl FnOnce(&mut RunEntry)) {
        if let Some(run) = &mut self.run {
            change(run);
        }
    }

    fn told(&mut self, recipient: Pseudonym, turn: &Turn) -> Result<&mut Told, Impossible> {
        let unknown = || Impossible {
            state: State::Withheld,
            turn: turn.clone(),
        };
        self.rows.told(&recipient).ok_or_else(unknown)
    }

    fn turn(&mut self, at: Timestamp, recipient: Pseudonym, turn: &Turn) -> Result<(), Impossible> {
        self.turned(at, recipient, turn).map(drop)
    }

    pub(super) fn turned(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        turn: &Turn,
    ) -> Result<&mut Tale, Impossible> {
        let mail = &mut self.told(recipient, turn)?.mail;
        let next = mail.state.after(turn)?;
        // An event that changes nothing, such as a late answer, is not news about it.
        if next != mail.state {
            mail.state = next;
            mail.at = at;
            mail.lost = false;
        }
        Ok(mail)
    }

    fn offer(&mut self, at: Timestamp, offered: &Offered) -> Result<(), Impossible> {
        if self.rows.decisions.forbids_an_offer(&offered.recipient) {
            return Err(Impossible {
                state: State::Withheld,
                turn: Turn::Offer,
            });
        }
        let mail = self.turned(at, offered.recipient, &Turn::Offer)?;
        mail.attempts = mail.attempts.max(offered.attempt);
        let seal = mail.seal;
        let tried = mail.tried.get_or_insert_default();
        tried.date.get_or_insert(offered.date);
        tried.first_at.get_or_insert(at);
        tried.offered_at = Some(at);
        tried.asked_at = Some(at);
        if let Some(seal) = self
            .seals
            .iter_mut()
            .rev()
            .find(|entry| entry.sealed.seal == seal)
        {
            seal.begun.get_or_insert(at);
        }
        // A sender that continues counts its places itself.
        if !self.forgetful {
            self.recent.offered(at);
        }
        self.doubts.retain(|open| *open != offered.recipient); // of an offer whose doubt was settled
        self.doubts.push(offered.recipient);
        Ok(())
    }

    fn answer(&mut self, at: Timestamp, answered: &Answered) -> Result<(), Impossible> {
        let turn = match &answered.verdict {
            Verdict::Accepted { .. } => Turn::Accept,
            Verdict::Deferred { not_before } => Turn::Defer {
                not_before: *not_before,
            },
            Verdict::Refused => Turn::Refuse {
                reply: answered.reply.unwrap_or(ReplyCode {
                    code: 554,
                    enhanced: None,
                }),
            },
            Verdict::InDoubt => Turn::LoseSight,
        };
        self.recent.answered(&answered.verdict);
        let forgetful = self.forgetful;
        // Answer to the envelope: it took its place in the pace without an offer.
        let to_envelope = matches!(answered.step, Step::Mail | Step::Rcpt | Step::Data);
        if to_envelope && !forgetful {
            self.recent.offered(at);
        }
        let before = self.told(answered.recipient, &turn)?.mail.attempts;
        // Of an attempt before the one that counts now, only "taken" counts.
        if answered.attempt < before && turn != Turn::Accept {
            return Ok(());
        }
        let mail = self.turned(at, answered.recipient, &turn)?;
        mail.attempts = mail.attempts.max(answered.attempt);
        let state = mail.state.clone();
        if forgetful && mail.state == State::Accepted {
            self.rows.forget_how(&answered.recipient);
        } else {
            let tried = mail.tried.get_or_insert_default();
            tried.first_at.get_or_insert(at);
            if to_envelope {
                tried.asked_at = Some(at);
            }
            let taken = matches!(state, State::Accepted | State::Delayed | State::Delivered);
            if turn == Turn::Accept || !taken {
                tried.answer = Some((answered.step, answered.reply, answered.words));
            }
            if let Verdict::Accepted { queue_id } = &answered.verdict {
                tried.queue_id.clone_from(queue_id);
            }
            tried.weigh(answered);
        }
        if state != State::Offered {
            self.doubts.retain(|open| *open != answered.recipient);
        }
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
    pub fn recipient(&self, recipient: &Pseudonym) -> Option<Entry<'_>> {
        self.rows.get(recipient)
    }

    /// All rows of all seals, in the order in which they came.
    pub fn recipients(&self) -> impl Iterator<Item = (&Pseudonym, Entry<'_>)> {
        self.rows.iter()
    }

    /// The mails that count, of rows that are not excluded.
    pub(super) fn listed_mails(&self) -> impl Iterator<Item = MailEntry<'_>> {
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
}
