//! Approvals: given, signed, withdrawn.

use std::collections::HashMap;

use jiff::Timestamp;

use super::invitation_check::visited;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::id::{CampaignKey, Digest, TextId};
use crate::journal::{Event, Ledger};
use crate::signoff::{
    self, ApprovalRequest, Back, People, Person, Policy, RemarkRule, Signing, Standing,
};
use crate::vault::{EncryptedTexts, SealHead};

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
    /// The text of a signature file, as `ssh-keygen -Y sign` writes it.
    pub signature: Option<String>,
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
    /// The fingerprint of the key that the approval was signed with.
    pub signed_with: Option<String>,
}

/// The sign-off policy of a seal, in the form that the journal compares.
pub(crate) fn policy_of(key: &CampaignKey, head: &SealHead, ledger: &Ledger) -> Policy {
    let people = |names: &Vec<String>| names.iter().map(|name| Person::named(key, name)).collect();
    let remarks = match head.remarks_block {
        true => RemarkRule::Block { open: 0 },
        false => RemarkRule::Tell,
    };
    let policy = Policy {
        required: head.required.clone(),
        roles: head
            .roles
            .iter()
            .map(|(role, names)| (role.clone(), people(names)))
            .collect(),
        valid_for: std::time::Duration::from_secs(head.valid_for),
        signing: head.allowed_signers.as_ref().map(|lines| {
            let named = head.roles.iter().flat_map(|(_, names)| names);
            Signing::of(&head.campaign, &head.kind, head.valid_for, lines, named)
        }),
        remarks,
    };
    policy.as_of(ledger)
}

/// The texts that the approvals of the journal refer to, as far as the vault still has them.
pub(crate) fn texts_of_words(
    ledger: &Ledger,
    texts: &EncryptedTexts,
) -> Result<HashMap<TextId, String>, Error> {
    let mut known: HashMap<TextId, String> = HashMap::new();
    for entry in ledger.words() {
        let word = &entry.word;
        let others = [word.recorded_by, word.paper, word.signature];
        for id in others.into_iter().flatten().chain([word.by]) {
            if let Some(text) = texts.read(&id)? {
                known.insert(id, text);
            }
        }
    }
    Ok(known)
}

/// Who gave the approvals of the journal, by their names in the vault, and what their signatures
/// come to under this policy.
pub(crate) fn people_of(
    key: &CampaignKey,
    policy: &Policy,
    ledger: &Ledger,
    texts: &EncryptedTexts,
) -> Result<People, Error> {
    let known = texts_of_words(ledger, texts)?;
    let (signing, words) = (policy.signing.as_ref(), ledger.words());
    Ok(signoff::people_of(key, signing, words, &known))
}

/// The approval that somebody asks to give, without paper, signature and invitation. `by` and `recorded` are the names as
/// they are spelled in the vault.
fn request<'a>(
    ask: &'a WordAsk,
    digest: Digest,
    by: &'a str,
    recorded: Option<(&'a str, &'a str)>,
    now: Timestamp,
) -> ApprovalRequest<'a> {
    ApprovalRequest {
        digest,
        by,
        role: &ask.role,
        recorded,
        paper: None,
        signature: None,
        now,
        invitation: None,
    }
}

impl Campaign {
    /// Records an approval of a sealed digest. If the seal asks for signatures, it must be signed.
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
        let mut opened = self.open_sealed()?;
        let (digest, policy) = opened.sealed(&ask.digest)?;
        let (texts, key) = (&opened.texts, &opened.key);
        texts.keep_as(signoff::person(key, &ask.by), &ask.by)?;
        let by = opened.spelled_in_vault(&ask.by)?;
        let mut recorded = None;
        if let Some((who, paper)) = &ask.recorded {
            texts.keep_as(signoff::person(key, who), who)?;
            recorded = Some((opened.spelled_in_vault(who)?, paper, texts.keep(paper)?));
        }
        let signature = match ask
            .signature
            .as_deref()
            .filter(|_| policy.signing.is_some())
        {
            // As `ssh-keygen` writes it, so that it can check what is kept.
            Some(text) => Some(signoff::in_one_form(text).map_err(Error::Word)?),
            None => ask.signature.clone(),
        };
        // Nobody's approval may hang on a signature that a power cut takes away.
        let kept = signature
            .as_ref()
            .map(|text| texts.keep_durably(text))
            .transpose()?;
        let word = ApprovalRequest {
            paper: recorded.as_ref().map(|(_, _, id)| *id),
            signature: signature.as_deref().zip(kept),
            ..request(
                ask,
                digest,
                &by,
                recorded.as_ref().map(|(who, paper, _)| (&**who, &***paper)),
                now,
            )
        };
        let given = |ledger: &Ledger| {
            let people = people_of(key, &policy, ledger, texts)?;
            let event = approval_event(key, &policy, ledger, &people, word, session)?;
            Ok::<_, Error>(vec![(now, event)])
        };
        opened.journal.append_after(given)??;
        self.recorded(&opened, digest, &policy, now)
    }

    /// The exact text to sign for this approval. Records nothing.
    ///
    /// # Errors
    /// [`Error::OtherDigest`], [`Error::Word`].
    pub fn statement(&self, ask: &WordAsk, now: Timestamp) -> Result<String, Error> {
        let opened = self.open_sealed()?;
        let (digest, policy) = opened.sealed(&ask.digest)?;
        let by = opened.spelled_in_vault(&ask.by)?;
        let mut recorded = None;
        if let Some((who, paper)) = &ask.recorded {
            recorded = Some((opened.spelled_in_vault(who)?, paper));
        }
        let recorded = recorded.as_ref().map(|(who, paper)| (&**who, &***paper));
        let word = request(ask, digest, &by, recorded, now);
        let ledger = opened.journal.ledger();
        let people = people_of(&opened.key, &policy, ledger, &opened.texts)?;
        let text = signoff::statement(&opened.key, &policy, ledger.words(), &people, &word)?;
        Ok(text)
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
        let mut opened = self.open_sealed()?;
        let (digest, policy) = match &ask.digest {
            Some(typed) => opened.sealed(typed)?,
            None => opened.sealed(&opened.only_digest()?.hex())?,
        };
        let (key, texts) = (&opened.key, &opened.texts);
        let why = ask.why.as_deref().map(|why| texts.keep(why)).transpose()?;
        let back = Back {
            digest,
            by: &ask.by,
            role: ask.role.as_deref(),
            why,
            invitation: None,
        };
        let taken = |ledger: &Ledger| {
            let people = people_of(key, &policy, ledger, texts)?;
            let events = withdrawal_events(key, &policy, ledger, &people, back, session, now)?;
            Ok::<_, Error>(events.into_iter().map(|event| (now, event)).collect())
        };
        opened.journal.append_after(taken)??;
        self.recorded(&opened, digest, &policy, now)
    }

    fn recorded(
        &self,
        opened: &Opened,
        digest: Digest,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Recorded, Error> {
        let ledger = opened.journal.ledger();
        let newest = ledger
            .seals()
            .iter()
            .rev()
            .find(|seal| seal.sealed.digest == digest);
        let begun = newest.is_some_and(|seal| seal.begun.is_some());
        let people = people_of(&opened.key, policy, ledger, &opened.texts)?;
        let standing = Standing::of(digest, policy, ledger.words(), &people, now, begun);
        let complete = standing.holds();
        let newest = standing.given.into_iter().max_by_key(|given| given.at);
        Ok(Recorded {
            digest,
            missing: standing.missing,
            complete,
            sender_running: self.is_busy(),
            signed_with: newest.and_then(|given| given.signed_with),
        })
    }
}

impl Opened {
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
        Ok((
            seal.sealed.digest,
            policy_of(&self.key, &stored.head, ledger),
        ))
    }

    /// The name as the vault already spells it, apart from case and blanks, or as it was typed.
    fn spelled_in_vault(&self, name: &str) -> Result<String, Error> {
        let kept = self.texts.read(&signoff::person(&self.key, name))?;
        Ok(kept.unwrap_or_else(|| name.to_owned()))
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
}

/// The record of an approval, as the journal stands while it is written: the seal must still be in force and,
/// if it is given in the page, the invitation must count and be for this role. `session` is the page's.
///
/// # Errors
/// [`Error::NotSealed`], [`Error::OtherDigest`], [`Error::Invitation`], [`Error::Word`].
pub fn approval_event(
    key: &CampaignKey,
    policy: &Policy,
    ledger: &Ledger,
    people: &People,
    word: ApprovalRequest<'_>,
    session: Option<&Digest>,
) -> Result<Event, Error> {
    hold_active(ledger, word.digest)?;
    let word = ApprovalRequest {
        invitation: visited(ledger, session, Some(word.role), word.now)?,
        ..word
    };
    // Somebody may have made a remark in the meantime.
    let policy = policy.clone().as_of(ledger);
    Ok(signoff::give(key, &policy, ledger.words(), people, &word)?)
}

/// The records of a withdrawal, as the journal stands while they are written: if it is made in the page, the
/// invitation must count. `session` is the page's.
///
/// # Errors
/// [`Error::Invitation`], [`Error::Word`].
pub fn withdrawal_events(
    key: &CampaignKey,
    policy: &Policy,
    ledger: &Ledger,
    people: &People,
    back: Back<'_>,
    session: Option<&Digest>,
    now: Timestamp,
) -> Result<Vec<Event>, Error> {
    let back = Back {
        invitation: visited(ledger, session, None, now)?,
        ..back
    };
    Ok(signoff::withdraw(
        key,
        ledger.words(),
        people,
        policy,
        &back,
    )?)
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
