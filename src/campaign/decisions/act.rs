//! People's decisions: approve, withdraw, remark, withhold, resolve, stop.

use std::collections::HashMap;

use jiff::Timestamp;

use super::invitation_check::visited;
use crate::campaign::error::Wanted;
use crate::campaign::{Campaign, Error};
use crate::delivery::{State, Word};
use crate::id::{CampaignKey, Digest, ListId, Pseudonym, TextId};
use crate::journal::event::Lost;
use crate::journal::{Event, Journal, Ledger};
use crate::signoff::{self, ApprovalRequest, Back, People, Person, Policy, Standing};
use crate::vault::{EncryptedTexts, SealHead, Vault};

/// An approval that somebody wants to give.
#[derive(Debug, Clone)]
pub struct WordAsk {
    /// The digest as it was typed.
    pub digest: String,
    /// Name of the person who approves.
    pub by: String,
    /// The role to approve in.
    pub role: String,
    /// Who records it for somebody else, and on what paper.
    pub recorded: Option<(String, String)>,
}

/// An approval that somebody wants to withdraw.
#[derive(Debug, Clone)]
pub struct BackAsk {
    /// The digest as it was typed; not needed if one seal is in force.
    pub digest: Option<String>,
    /// Name of the person who gave it.
    pub by: String,
    /// The role; `None`: all roles of this person.
    pub role: Option<String>,
    /// The reason.
    pub why: Option<String>,
}

/// Result of recording an approval or its withdrawal.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The campaign digest it is about.
    pub digest: Digest,
    /// Roles that still have to approve.
    pub missing: Vec<String>,
    /// Whether all approvals needed are given.
    pub complete: bool,
    /// Whether a sender is running; it obeys before its next offer.
    pub sender_running: bool,
}

/// The sign-off policy of a seal, in the form that the journal compares.
pub(crate) fn policy_of(key: &CampaignKey, head: &SealHead) -> Policy {
    let people = |names: &Vec<String>| names.iter().map(|name| Person::named(key, name)).collect();
    Policy {
        required: head.required.clone(),
        roles: head
            .roles
            .iter()
            .map(|(role, names)| (role.clone(), people(names)))
            .collect(),
        valid_for: std::time::Duration::from_secs(head.valid_for),
    }
}

/// Who gave the approvals of the journal, by their names in the vault.
pub(crate) fn people_of(
    key: &CampaignKey,
    ledger: &Ledger,
    texts: &EncryptedTexts,
) -> Result<People, Error> {
    let mut names = HashMap::new();
    for entry in ledger.words() {
        if let Some(name) = texts.read(&entry.word.by)? {
            names.insert(entry.word.by, name);
        }
    }
    Ok(People::of(key, names))
}

impl Campaign {
    /// Records an approval of a sealed digest.
    ///
    /// # Errors
    /// [`Error::OtherDigest`], [`Error::Word`].
    pub fn approve(&self, ask: &WordAsk, now: Timestamp) -> Result<Recorded, Error> {
        self.approve_by(ask, None, now)
    }

    /// Records an approval, in a terminal or by an invitation's session.
    pub(crate) fn approve_by(
        &self,
        ask: &WordAsk,
        session: Option<&Digest>,
        now: Timestamp,
    ) -> Result<Recorded, Error> {
        let mut context = self.decision_context()?;
        let (digest, policy) = context.sealed(&ask.digest)?;
        let texts = &context.texts;
        texts.keep_as(signoff::person(&context.key, &ask.by), &ask.by)?;
        let (recorded_by, paper) = match &ask.recorded {
            Some((who, paper)) => {
                texts.keep_as(signoff::person(&context.key, who), who)?;
                (Some(who.as_str()), Some(texts.keep(paper)?))
            }
            None => (None, None),
        };
        let mut word = ApprovalRequest {
            digest,
            by: &ask.by,
            role: &ask.role,
            recorded_by,
            paper,
            now,
            invitation: None,
        };
        let key = &context.key;
        let given = |ledger: &Ledger| {
            hold_active(ledger, digest)?;
            word.invitation = visited(ledger, session, Some(&ask.role), now)?;
            let people = people_of(key, ledger, texts)?;
            let event = signoff::give(key, &policy, ledger.words(), &people, &word)?;
            Ok::<_, Error>(vec![(now, event)])
        };
        context.journal.append_after(given)??;
        self.recorded(&context, digest, &policy, now)
    }

    /// Withdraws an approval. A running sender obeys before its next offer.
    ///
    /// # Errors
    /// [`Error::OtherDigest`], [`Error::SeveralSeals`], [`Error::Word`].
    pub fn withdraw(&self, ask: &BackAsk, now: Timestamp) -> Result<Recorded, Error> {
        self.withdraw_by(ask, None, now)
    }

    /// Withdraws an approval, in a terminal or by an invitation's session.
    pub(crate) fn withdraw_by(
        &self,
        ask: &BackAsk,
        session: Option<&Digest>,
        now: Timestamp,
    ) -> Result<Recorded, Error> {
        let mut context = self.decision_context()?;
        let (digest, policy) = match &ask.digest {
            Some(typed) => context.sealed(typed)?,
            None => context.sealed(&context.only_digest()?.hex())?,
        };
        let (key, texts) = (&context.key, &context.texts);
        let why = ask.why.as_deref().map(|why| texts.keep(why)).transpose()?;
        let mut back = Back {
            digest,
            by: &ask.by,
            role: ask.role.as_deref(),
            why,
            invitation: None,
        };
        let taken = |ledger: &Ledger| {
            back.invitation = visited(ledger, session, None, now)?;
            let people = people_of(key, ledger, texts)?;
            let events = signoff::withdraw(key, ledger.words(), &people, &policy, &back)?;
            Ok::<_, Error>(events.into_iter().map(|event| (now, event)).collect())
        };
        context.journal.append_after(taken)??;
        self.recorded(&context, digest, &policy, now)
    }

    fn recorded(
        &self,
        context: &DecisionContext,
        digest: Digest,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Recorded, Error> {
        let ledger = context.journal.ledger();
        let newest = ledger
            .seals()
            .iter()
            .rev()
            .find(|seal| seal.sealed.digest == digest);
        let begun = newest.is_some_and(|seal| seal.begun.is_some());
        let people = people_of(&context.key, ledger, &context.texts)?;
        let standing = Standing::of(digest, policy, ledger.words(), &people, now, begun);
        let complete = standing.holds();
        Ok(Recorded {
            digest,
            missing: standing.missing,
            complete,
            sender_running: self.is_busy(),
        })
    }

    /// Records a person's decision about mails in doubt: about all of them, or about no mail if one
    /// is not in doubt.
    ///
    /// # Errors
    /// [`Error::NoSuchId`], [`Error::WrongState`].
    pub fn resolve(
        &self,
        ids: &[String],
        word: Word,
        by: &str,
        why: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut context = self.decision_context()?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let row = (id, context.find(id)?);
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let (by, why) = context.reasons(by, why)?;
        context.journal.append_after(|ledger| {
            let mut events = Vec::new();
            for (id, recipient) in rows {
                match state_of(ledger, &recipient, self.is_busy()) {
                    Some(State::InDoubt) => {
                        // A mail left open by a sender that died comes into doubt first.
                        let died = ledger.recipient(&recipient).and_then(|entry| entry.mail());
                        events.extend(died.filter(|mail| *mail.state == State::Offered).map(
                            |mail| {
                                (
                                    now,
                                    Event::LostSight {
                                        recipient,
                                        attempt: mail.attempts,
                                        how: Lost::Died,
                                    },
                                )
                            },
                        ));
                        events.push((
                            now,
                            Event::Resolved {
                                recipient,
                                word,
                                by,
                                why,
                            },
                        ));
                    }
                    state => return Err(wrong_state(id, state.as_ref(), Wanted::Resolve)),
                }
            }
            Ok(events)
        })?
    }

    /// Asks a running sender to stop.
    ///
    /// # Errors
    /// [`Error::NotRunning`].
    pub fn stop(&self, now: Timestamp) -> Result<(), Error> {
        if !self.is_busy() {
            return Err(Error::NotRunning);
        }
        // A trial may still be sealing: then there is a run, but no seal yet.
        let key = self.key_if_any()?.ok_or(Error::NotRunning)?;
        Ok(self.journal(&key)?.append(&[(now, Event::StopAsked)])?)
    }

    /// Opens what a decision about an organisation needs; it may come before anything is sealed.
    pub(crate) fn decision_context_unsealed(&self) -> Result<DecisionContext, Error> {
        let key = self.key()?;
        let journal = self.journal(&key)?;
        let (vault, texts) = (self.vault()?, self.texts(&key)?);
        Ok(DecisionContext {
            key,
            journal,
            vault,
            texts,
        })
    }

    /// Opens what a decision needs; there must be a seal.
    pub(crate) fn decision_context(&self) -> Result<DecisionContext, Error> {
        let key = self.key_if_any()?.ok_or(Error::NotSealed)?;
        if self.journal_if_any(&key)?.is_none() {
            return Err(Error::NotSealed);
        }
        let journal = self.journal(&key)?;
        if journal.ledger().newest_seal().is_none() {
            return Err(Error::NotSealed);
        }
        let (vault, texts) = (self.vault()?, self.texts(&key)?);
        Ok(DecisionContext {
            key,
            journal,
            vault,
            texts,
        })
    }
}

/// Refuses a digest whose seal another process replaced in the meantime.
fn hold_active(ledger: &Ledger, digest: Digest) -> Result<(), Error> {
    let sealed = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
    let mut active = ledger.active_seals().iter();
    if active.any(|seal| seal.sealed.digest == digest) {
        Ok(())
    } else {
        Err(Error::OtherDigest { sealed })
    }
}

/// What a person's decision is recorded with.
pub(crate) struct DecisionContext {
    pub(crate) key: CampaignKey,
    pub(crate) journal: Journal,
    pub(crate) vault: Vault,
    pub(crate) texts: EncryptedTexts,
}

impl DecisionContext {
    /// The active seal that the typed digest names, and its policy.
    fn sealed(&self, typed: &str) -> Result<(Digest, Policy), Error> {
        let ledger = self.journal.ledger();
        let named = ledger
            .active_seals()
            .iter()
            .rev()
            .find(|seal| seal.sealed.digest.is_named_by(typed));
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
        let seal = named.ok_or(Error::OtherDigest { sealed: newest })?;
        let stored = self.vault.seal(seal.sealed.seal)?;
        Ok((seal.sealed.digest, policy_of(&self.key, &stored.head)))
    }

    /// The digest of the seal in force, if it is the only one.
    fn only_digest(&self) -> Result<Digest, Error> {
        let mut digests: Vec<Digest> = Vec::new();
        for seal in self.journal.ledger().active_seals() {
            if !digests.contains(&seal.sealed.digest) {
                digests.push(seal.sealed.digest);
            }
        }
        match digests[..] {
            [only] => Ok(only),
            _ => Err(Error::SeveralSeals { digests }),
        }
    }

    /// The row with this id, in any seal.
    pub(crate) fn find(&self, id: &str) -> Result<Pseudonym, Error> {
        let unknown = || Error::NoSuchId { id: id.to_owned() };
        let recipient = self.key.pseudonym(&ListId::new(id).map_err(|_| unknown())?);
        self.journal
            .ledger()
            .recipient(&recipient)
            .map(|_| recipient)
            .ok_or_else(unknown)
    }

    /// The ground on which the row is excluded, if the vault or the journal has it.
    pub(crate) fn ground_of(&self, recipient: &Pseudonym) -> Result<Option<String>, Error> {
        if let Some(ground) = self.journal.ledger().ground(recipient) {
            return Ok(self.texts.read(ground)?);
        }
        Ok(self.vault.ground(recipient)?)
    }

    pub(crate) fn reasons(&self, by: &str, why: &str) -> Result<(TextId, TextId), Error> {
        let person = signoff::person(&self.key, by);
        self.texts.keep_as(person, by)?;
        Ok((person, self.texts.keep(why)?))
    }
}

/// The state as people see it: a mail offered by a sender that no longer lives is in doubt.
pub(crate) fn state_of(
    ledger: &Ledger,
    recipient: &Pseudonym,
    sender_lives: bool,
) -> Option<State> {
    let entry = ledger.recipient(recipient)?;
    if entry.is_excluded() {
        return None;
    }
    match entry.state()? {
        State::Offered if !sender_lives => Some(State::InDoubt),
        state => Some(state.clone()),
    }
}

pub(crate) fn wrong_state(id: &str, state: Option<&State>, wanted: Wanted) -> Error {
    Error::WrongState {
        id: id.to_owned(),
        state: state.map_or("excluded", State::name),
        wanted,
    }
}
