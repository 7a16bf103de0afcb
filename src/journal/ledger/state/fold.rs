//! What each event changes.

use jiff::Timestamp;

use super::Ledger;
use crate::delivery::{Impossible, State, Turn, Verdict, Word};
use crate::id::{Digest, Pseudonym, TextId};
use crate::journal::event::{
    Adopted, Answered, Braked, Event, Lost, Offered, RunEnd, Sealed, Step, WordGiven,
};
use crate::journal::ledger::approvals::{TakenBack, WordEntry};
use crate::journal::ledger::entry::{MailHistory, RowEntry, RunEntry, SealEntry};
use crate::journal::ledger::loss::Loss;
use crate::journal::ledger::mail_records::MailRecord;
use crate::reply::ReplyCode;

impl Ledger {
    pub(crate) fn take_in(&mut self, at: Timestamp, event: &Event) -> Result<(), Impossible> {
        self.hear(at, event);
        match event {
            Event::Sealed(sealed) => self.seal(at, sealed),
            Event::Queued {
                seal,
                recipient,
                mail,
            } => return self.queue(at, *seal, *recipient, *mail),
            Event::Excluded {
                recipient, ground, ..
            } => self.exclude(*recipient, *ground),
            Event::WordGiven(word) => self.words.push(WordEntry::new(at, word.clone())),
            Event::WordWithdrawn {
                digest,
                role,
                by,
                why,
                ..
            } => {
                let back = TakenBack { at, why: *why };
                self.take_back(digest, role, by, back);
            }
            Event::Remark(remark) => self.remarks.push((at, remark.clone())),
            Event::Invited(_)
            | Event::InvitationOpened { .. }
            | Event::InvitationRevoked { .. } => self.invitations.take_in(at, event),
            Event::Withheld { recipient, by, why } => {
                return self.withheld(at, *recipient, *by, *why);
            }
            Event::Released { recipient, by, why } => {
                return self.release(at, *recipient, *by, *why);
            }
            Event::DueAgain { recipient, .. } => return self.due_again(at, *recipient),
            Event::RunBegan(settings) => self.run = Some(RunEntry::began(at, settings)),
            Event::RunEnded { why, braked } => self.end_run(at, *why, *braked),
            Event::StopAsked => self.run_mut(|run| run.stop_asked = true),
            Event::Offered(offered) => return self.offer(at, offered),
            Event::Answered(answered) => return self.answer(at, answered),
            Event::LostSight { recipient, how, .. } => {
                return self.lose_sight(at, *recipient, *how);
            }
            Event::Expired { recipient } => return self.turn(at, *recipient, &Turn::Expire),
            Event::Resolved {
                recipient,
                word,
                by,
                ..
            } => return self.settle_doubt(at, *recipient, *word, *by),
            Event::Returned(notification) => return self.returned(at, notification),
            Event::TrayKept(_) | Event::TraySettled(_) => self.tray.take_in(at, event),
            Event::RelayFault { step, reply, words } => self.relay_failed((*step, *reply), *words),
            Event::Adopted(adopted) => self.adopt(at, adopted),
            Event::HandedOver {} => self.handed_over = Some(at),
            Event::Rooted(_) => {}
        }
        Ok(())
    }

    /// A person withheld it; or, with no person, its row left the list.
    fn withheld(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        by: Option<TextId>,
        why: TextId,
    ) -> Result<(), Impossible> {
        match by {
            Some(by) => self.withhold(at, recipient, by, why),
            None => self.turn(at, recipient, &Turn::Withhold),
        }
    }

    /// What every event changes: the time is at least its time.
    fn hear(&mut self, at: Timestamp, event: &Event) {
        for word in &mut self.words {
            word.latest = word.latest.max(at);
        }
        self.invitations.hear(at);
        self.decisions += u64::from(event.is_read());
    }

    fn relay_failed(&mut self, fault: (Step, Option<ReplyCode>), words: Option<TextId>) {
        self.run_mut(|run| (run.relay_fault, run.relay_words) = (Some(fault), words));
    }

    fn lose_sight(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        how: Lost,
    ) -> Result<(), Impossible> {
        let mail = self.turned(at, recipient, &Turn::LoseSight)?;
        mail.tried.get_or_insert_default().doubt = Some(how);
        Ok(())
    }

    fn seal(&mut self, at: Timestamp, sealed: &Sealed) {
        WordEntry::void_all(&mut self.words, sealed);
        self.seals.push(SealEntry {
            at,
            sealed: sealed.clone(),
            begun: None,
        });
    }

    fn take_back(&mut self, digest: &Digest, role: &str, by: &TextId, back: TakenBack) {
        let is_it =
            |word: &WordGiven| word.digest == *digest && word.role == role && word.by == *by;
        WordEntry::take_back(&mut self.words, is_it, back);
    }

    fn exclude(&mut self, recipient: Pseudonym, ground: Option<TextId>) {
        // A seal that excludes the row has the ground itself.
        match ground {
            Some(ground) => self.grounds.insert(recipient, ground),
            None => self.grounds.remove(&recipient),
        };
        self.rows
            .exclude(recipient, |state| state.is_none_or(State::is_open));
    }

    fn end_run(&mut self, at: Timestamp, why: RunEnd, braked: Option<Braked>) {
        self.recent.ended(why);
        self.run_mut(|run| (run.ended, run.braked) = (Some((at, why)), braked));
    }

    /// A person's word on a mail in doubt.
    fn settle_doubt(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        word: Word,
        by: TextId,
    ) -> Result<(), Impossible> {
        self.resolve(at, recipient, word, by)?;
        if let Some(loss) = &mut self.loss {
            loss.settle(recipient);
        }
        Ok(())
    }

    /// A person took the journal over; without proof of its end, records may be missing.
    fn adopt(&mut self, at: Timestamp, adopted: &Adopted) {
        self.handed_over = None;
        self.goes_on_from.extend(adopted.others.iter().cloned());
        if adopted.records_lost {
            self.invitations.revoke_all(at);
            self.lose(at);
        }
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
            && let Some(record) = self.rows.record_mut(&recipient)
        {
            record.mail.doubt_for_lost_records(at);
        }
        Ok(())
    }

    /// Records are missing: an open mail may have been offered there, approvals may have been withdrawn, and mails of
    /// later seals may have gone.
    fn lose(&mut self, at: Timestamp) {
        // Whoever withheld a row meanwhile may have released it, too: the mail's own state counts.
        let may_have_gone = |entry: RowEntry<'_>| {
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

    fn record_mut(
        &mut self,
        recipient: Pseudonym,
        turn: &Turn,
    ) -> Result<&mut MailRecord, Impossible> {
        let unknown = || Impossible {
            state: State::Withheld,
            turn: turn.clone(),
        };
        self.rows.record_mut(&recipient).ok_or_else(unknown)
    }

    fn turn(&mut self, at: Timestamp, recipient: Pseudonym, turn: &Turn) -> Result<(), Impossible> {
        self.turned(at, recipient, turn).map(drop)
    }

    pub(in crate::journal) fn turned(
        &mut self,
        at: Timestamp,
        recipient: Pseudonym,
        turn: &Turn,
    ) -> Result<&mut MailHistory, Impossible> {
        let mail = &mut self.record_mut(recipient, turn)?.mail;
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
        let before = self.record_mut(answered.recipient, &turn)?.mail.attempts;
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
}
