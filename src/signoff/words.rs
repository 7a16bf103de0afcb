//! Rules for giving and withdrawing an approval: what may be recorded. Pure; the caller appends the
//! event.

use jiff::{SignedDuration, Timestamp};

use super::fault::SignatureFault;
use super::signing::{self, Spoken};
use super::standing::{counts, may_approve, signature};
use super::{People, Person, Policy, person};
use crate::formats::ssh::SshSignature;
use crate::id::{CampaignKey, Digest, TextId};
use crate::journal::Event;
use crate::journal::event::WordGiven;
use crate::journal::ledger::state::WordEntry;
use crate::phrase::Phrase;
use crate::suggest::suggest;

/// An approval that somebody wants to give.
#[derive(Debug, Clone)]
pub struct ApprovalRequest<'a> {
    /// The campaign digest to approve.
    pub digest: Digest,
    /// Name of the person who approves.
    pub by: &'a str,
    /// The role to approve in.
    pub role: &'a str,
    /// Name of the person who records it, if that is somebody else, and the paper that it was given
    /// on.
    pub recorded: Option<(&'a str, &'a str)>,
    /// The paper, as a text in the vault.
    pub paper: Option<TextId>,
    /// The signature, and the same as a text in the vault.
    pub signature: Option<(&'a str, TextId)>,
    /// Current time: an expired approval may be given again.
    pub now: Timestamp,
    /// The invitation by which it is given in the page.
    pub invitation: Option<u32>,
}

/// An approval that somebody wants to withdraw.
#[derive(Debug, Clone, Copy)]
pub struct Back<'a> {
    /// The campaign digest of the approval.
    pub digest: Digest,
    /// Name of the person who gave it.
    pub by: &'a str,
    /// The role to withdraw; `None` for all roles.
    pub role: Option<&'a str>,
    /// The reason, as a text in the vault.
    pub why: Option<TextId>,
    /// The invitation by which it is withdrawn in the page.
    pub invitation: Option<u32>,
}

/// Why an approval can't be given or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordFault {
    /// The policy has no such role.
    #[error("no such role")]
    NoSuchRole {
        /// The role as it was typed.
        role: String,
        /// The roles of the policy.
        roles: Vec<String>,
    },
    /// The person may not approve in the role.
    #[error("this person may not speak for the role")]
    MayNot {
        /// The role that was asked for.
        role: String,
    },
    /// The person has already approved in another role.
    #[error("one person, two roles")]
    TwoRoles {
        /// The role of the earlier approval.
        role: String,
    },
    /// The role has already approved.
    #[error("the role has already agreed")]
    Already {
        /// The role that was asked for.
        role: String,
    },
    /// Remarks are open, and the policy lets nobody approve before they are closed.
    #[error("open remarks")]
    RemarksOpen {
        /// How many.
        open: usize,
    },
    /// The person who records it is the person who approves.
    #[error("recorded by the person himself")]
    OwnRecorder,
    /// This person has given no approval that can be withdrawn.
    #[error("no word to take back")]
    NoWord,
    /// The seal doesn't ask for signatures, so nobody would check one.
    #[error("no signatures in this seal")]
    NoSigners,
    /// The seal asks for a signature, and this one counts for nothing.
    #[error("the signature counts for nothing")]
    Signature(SignatureFault),
}

impl WordFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            WordFault::NoSuchRole { role, roles } => {
                let nearest = suggest(role, roles.iter().map(String::as_str));
                Phrase::new("signoff-no-such-role")
                    .with("role", role)
                    .with("roles", roles.clone())
                    .with("count", roles.len())
                    .with("near", if nearest.is_some() { "yes" } else { "no" })
                    .with("nearest", nearest.unwrap_or_default())
            }
            WordFault::MayNot { role } => Phrase::new("signoff-may-not").with("role", role),
            WordFault::TwoRoles { role } => Phrase::new("signoff-two-roles").with("role", role),
            WordFault::Already { role } => Phrase::new("signoff-already").with("role", role),
            WordFault::RemarksOpen { open } => {
                Phrase::new("signoff-remarks-open").with("count", *open)
            }
            WordFault::OwnRecorder => Phrase::new("signoff-own-recorder"),
            WordFault::NoWord => Phrase::new("signoff-no-word"),
            WordFault::NoSigners => Phrase::new("signoff-no-signers"),
            WordFault::Signature(fault) => fault.phrase(),
        }
    }
}

/// Whether the policy asks for the role and lets this person approve in it.
///
/// # Errors
/// [`WordFault::NoSuchRole`], [`WordFault::MayNot`].
pub fn may_speak(policy: &Policy, role: &str, by: &Person) -> Result<(), WordFault> {
    let role = role.to_owned();
    if !policy.required.contains(&role) {
        return Err(WordFault::NoSuchRole {
            role,
            roles: policy.required.clone(),
        });
    }
    if may_approve(policy, &role, by) {
        Ok(())
    } else {
        Err(WordFault::MayNot { role })
    }
}

/// Returns the event of an approval, if it may be given. `people` says who gave the earlier
/// approvals, however they typed their names.
///
/// # Errors
/// [`WordFault`].
pub fn give(
    key: &CampaignKey,
    policy: &Policy,
    words: &[WordEntry],
    people: &People,
    ask: &ApprovalRequest<'_>,
) -> Result<Event, WordFault> {
    may_give(key, policy, words, people, ask)?;
    match (&policy.signing, ask.signature) {
        (Some(signing), Some((signature, _))) => {
            let spoken = spoken(key, words, people, ask);
            let checked = signing.check(&spoken, signature, ask.now);
            checked.map_err(WordFault::Signature)?;
        }
        (Some(_), None) => return Err(WordFault::Signature(SignatureFault::NotSigned)),
        (None, Some(_)) => return Err(WordFault::NoSigners),
        (None, None) => {}
    }
    Ok(Event::WordGiven(WordGiven {
        digest: ask.digest,
        role: ask.role.to_owned(),
        by: person(key, ask.by),
        recorded_by: ask.recorded.map(|(recorder, _)| person(key, recorder)),
        paper: ask.paper,
        signature: ask.signature.map(|(_, id)| id),
        invitation: ask.invitation,
    }))
}

/// Returns the text of a signature file as `ssh-keygen` writes it, whatever a mail program did to
/// its line ends.
///
/// # Errors
/// [`WordFault::Signature`] if it is no signature.
pub fn in_one_form(signature: &str) -> Result<String, WordFault> {
    let read = SshSignature::read(signature);
    let read = read.map_err(|form| WordFault::Signature(SignatureFault::Form(form)))?;
    Ok(read.armored())
}

/// Returns the exact text to sign for an approval, if it may be given.
///
/// # Errors
/// [`WordFault`].
pub fn statement(
    key: &CampaignKey,
    policy: &Policy,
    words: &[WordEntry],
    people: &People,
    ask: &ApprovalRequest<'_>,
) -> Result<String, WordFault> {
    let signing = policy.signing.as_ref().ok_or(WordFault::NoSigners)?;
    may_give(key, policy, words, people, ask)?;
    Ok(signing.statement(&spoken(key, words, people, ask)))
}

fn spoken<'a>(
    key: &CampaignKey,
    words: &[WordEntry],
    people: &People,
    ask: &ApprovalRequest<'a>,
) -> Spoken<'a> {
    let by = Person::named(key, ask.by);
    Spoken {
        digest: ask.digest,
        role: ask.role,
        by: ask.by,
        recorded: ask.recorded,
        turn: signing::turn(words, people, ask.digest, ask.role, &by),
    }
}

/// Whether this person may approve in this role now, whatever the signature.
fn may_give(
    key: &CampaignKey,
    policy: &Policy,
    words: &[WordEntry],
    people: &People,
    ask: &ApprovalRequest<'_>,
) -> Result<(), WordFault> {
    let role = ask.role.to_owned();
    let by = Person::named(key, ask.by);
    may_speak(policy, &role, &by)?;
    let open = policy.blocking_remarks();
    if open > 0 {
        return Err(WordFault::RemarksOpen { open });
    }
    if ask
        .recorded
        .is_some_and(|(recorder, _)| Person::named(key, recorder).is(&by))
    {
        return Err(WordFault::OwnRecorder);
    }
    // An approval whose signature counts for nothing stands in nobody's way.
    let standing = words.iter().enumerate();
    let standing = standing.filter(|(place, _)| signature(policy, people, *place).is_ok());
    let mut standing = standing
        .map(|(_, word)| word)
        .filter(|w| counts(w, ask.digest, ask.now));
    if let Some(other) = standing
        .clone()
        .find(|w| people.get(&w.word.by).is(&by) && w.word.role != role)
    {
        return Err(WordFault::TwoRoles {
            role: other.word.role.clone(),
        });
    }
    let span = SignedDuration::try_from(policy.valid_for).unwrap_or(SignedDuration::MAX);
    let has_force = |w: &WordEntry| {
        w.at.checked_add(span)
            .is_ok_and(|until| ask.now.max(w.latest) <= until)
    };
    if standing.any(|w| w.word.role == role && has_force(w)) {
        return Err(WordFault::Already { role });
    }
    Ok(())
}

/// Returns the events that withdraw this person's approvals of the digest, in one role or in all.
///
/// # Errors
/// [`WordFault::NoSuchRole`], [`WordFault::NoWord`].
pub fn withdraw(
    key: &CampaignKey,
    words: &[WordEntry],
    people: &People,
    policy: &Policy,
    back: &Back<'_>,
) -> Result<Vec<Event>, WordFault> {
    let Back {
        digest,
        role,
        why,
        invitation,
        ..
    } = *back;
    if let Some(role) = role.filter(|role| !policy.required.iter().any(|one| one == role)) {
        return Err(WordFault::NoSuchRole {
            role: role.to_owned(),
            roles: policy.required.clone(),
        });
    }
    let by = Person::named(key, back.by);
    let events: Vec<Event> = words
        .iter()
        .filter(|w| {
            w.word.digest == digest && people.get(&w.word.by).is(&by) && w.withdrawn.is_none()
        })
        .filter(|w| role.is_none_or(|role| w.word.role == role))
        .map(|w| Event::WordWithdrawn {
            digest,
            role: w.word.role.clone(),
            by: w.word.by,
            why,
            invitation,
        })
        .collect();
    if events.is_empty() {
        Err(WordFault::NoWord)
    } else {
        Ok(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signoff::RemarkRule;
    use std::collections::BTreeMap;
    use std::time::Duration;

    #[test]
    fn a_role_agrees_once_and_again_when_its_word_has_lapsed() {
        let key = CampaignKey::from_bytes([2; 32]);
        let policy = Policy {
            required: vec!["besluit".into()],
            roles: BTreeMap::new(),
            valid_for: Duration::from_secs(3600),
            signing: None,
            remarks: RemarkRule::Tell,
        };
        let at = |seconds: i64| Timestamp::from_second(1_700_000_000 + seconds).unwrap();
        let ask = |seconds| ApprovalRequest {
            digest: Digest::of(b"this"),
            by: "A. Vos",
            role: "besluit",
            recorded: None,
            paper: None,
            signature: None,
            now: at(seconds),
            invitation: None,
        };
        let Ok(Event::WordGiven(word)) = give(&key, &policy, &[], &People::default(), &ask(0))
        else {
            panic!("a first word")
        };
        let words = [WordEntry::new(at(0), word)];
        let already = WordFault::Already {
            role: "besluit".into(),
        };
        assert_eq!(
            give(&key, &policy, &words, &People::default(), &ask(3600)),
            Err(already)
        );
        assert!(give(&key, &policy, &words, &People::default(), &ask(3601)).is_ok());
    }
}
