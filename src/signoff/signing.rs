//! Signed approvals: the exact text that is signed, and whether a signature counts. Pure.
//!
//! The text says one thing in one way, so that a signature over it means nothing else:
//! `docs/signed-approvals.md` has it byte by byte.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::fault::SignatureFault;
use super::people::{People, Person};
use crate::formats::ssh::{AllowedSigner, SshSignature, read_signers};
use crate::id::{CampaignKey, Digest, TextId};
use crate::journal::ledger::state::WordEntry;
use crate::spelling::Spelling;

/// What a signature must be made for: `ssh-keygen -Y sign -n heraut`.
pub const NAMESPACE: &str = "heraut";

/// What a seal says about signatures. The seal's digest covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    campaign: String,
    kind: String,
    valid_for: u64,
    signers: Vec<AllowedSigner>,
    /// The people's names, as the seal spells them: first those who have a key.
    names: Vec<String>,
}

/// An approval as its text says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken<'a> {
    pub(super) digest: Digest,
    pub(super) role: &'a str,
    /// Name of the person who approves.
    pub(super) by: &'a str,
    /// Who records it for that person, and on what paper.
    pub(super) recorded: Option<(&'a str, &'a str)>,
    /// How many times this person has approved this digest in this role, with this time: a
    /// signature counts once.
    pub(super) turn: usize,
}

impl Signing {
    /// Reads the sealed lines. A line that can't be read, which no seal holds, lets nobody sign.
    #[must_use]
    pub fn of<'n>(
        campaign: &str,
        kind: &str,
        valid_for: u64,
        lines: &[String],
        people: impl Iterator<Item = &'n String>,
    ) -> Signing {
        let signers = read_signers(&lines.join("\n"), &TimeZone::UTC).unwrap_or_default();
        let own = signers.iter().flat_map(|signer| signer.names.clone());
        let names = own.chain(people.cloned()).collect();
        Signing {
            campaign: campaign.to_owned(),
            kind: kind.to_owned(),
            valid_for,
            signers,
            names,
        }
    }

    /// The name as the seal spells it, or as it was typed if the seal doesn't know it.
    fn spelled<'a>(&'a self, name: &'a str) -> &'a str {
        let typed = Spelling::of(name);
        let known = self.names.iter();
        let mut known = known.filter(|known| Spelling::of(known).is_one_with(&typed));
        known.next().map_or(name, String::as_str)
    }

    /// The exact text that is signed.
    pub(super) fn statement(&self, spoken: &Spoken<'_>) -> String {
        let json = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let mut text = format!(
            "heraut approval 1\ncampaign {}\nkind {}\ndigest {}\nrole {}\nname {}\nvalid-for {}\nturn {}\n",
            json(&self.campaign),
            json(&self.kind),
            spoken.digest,
            json(spoken.role),
            json(self.spelled(spoken.by)),
            self.valid_for,
            spoken.turn,
        );
        if let Some((recorder, paper)) = spoken.recorded {
            let recorder = json(self.spelled(recorder));
            // Writing to a string can't fail.
            let _ = write!(text, "recorded-by {recorder}\nref {}\n", json(paper));
        }
        text
    }

    /// Whether the signature is that of the person who has to sign, over this text and no other,
    /// with a key that was good at `at`. Returns the key's fingerprint.
    pub(super) fn check(
        &self,
        spoken: &Spoken<'_>,
        signature: &str,
        at: Timestamp,
    ) -> Result<String, SignatureFault> {
        // For an approval on paper the person who records it answers for it.
        let signer = self.spelled(spoken.recorded.map_or(spoken.by, |(recorder, _)| recorder));
        let signature = SshSignature::read(signature).map_err(SignatureFault::Form)?;
        if signature.namespace() != NAMESPACE {
            return Err(SignatureFault::Namespace(signature.namespace().to_owned()));
        }
        let key = signature.key();
        let lines = self.signers.iter().filter(|line| line.key == *key);
        let lines: Vec<&AllowedSigner> = lines.collect();
        let own = |line: &&AllowedSigner| belongs_to(line, signer);
        let Some(first) = lines.iter().copied().find(own) else {
            return Err(self.not_theirs(signer, &lines, key.fingerprint()));
        };
        let own = lines.iter().copied().filter(own);
        if !own.clone().any(|line| unusable(line, at).is_none()) {
            return Err(unusable(first, at).unwrap_or(SignatureFault::NotSigned));
        }
        let over = |turn| signature.signs(self.statement(&Spoken { turn, ..*spoken }).as_bytes());
        if over(spoken.turn) {
            Ok(key.fingerprint())
        } else if (1..spoken.turn).any(over) {
            Err(SignatureFault::Used)
        } else {
            Err(SignatureFault::OtherText)
        }
    }

    fn not_theirs(
        &self,
        signer: &str,
        lines: &[&AllowedSigner],
        fingerprint: String,
    ) -> SignatureFault {
        if !self.signers.iter().any(|line| belongs_to(line, signer)) {
            SignatureFault::NoKey(signer.to_owned())
        } else if lines.is_empty() {
            SignatureFault::UnknownKey(fingerprint)
        } else {
            let whose = lines.iter().flat_map(|line| line.names.clone());
            SignatureFault::OtherPerson {
                name: signer.to_owned(),
                whose: whose.collect(),
            }
        }
    }
}

/// Whether the key of this line is this person's.
#[must_use]
pub fn belongs_to(line: &AllowedSigner, name: &str) -> bool {
    let name = Spelling::of(name);
    let mut names = line.names.iter();
    names.any(|one| Spelling::of(one).is_one_with(&name))
}

/// Why the key of this line may not be used for an approval at `at`, with the bounds that
/// `ssh-keygen` keeps: both ends count.
fn unusable(line: &AllowedSigner, at: Timestamp) -> Option<SignatureFault> {
    if !line.permits(NAMESPACE) {
        return Some(SignatureFault::NotFor(line.key.fingerprint()));
    }
    let second = at.as_second();
    let early = line.valid_after.filter(|from| second < from.as_second());
    let late = line.valid_before.filter(|until| second > until.as_second());
    early
        .map(SignatureFault::NotYet)
        .or(late.map(SignatureFault::Expired))
}

/// How many times this person has approved the digest in this role, once more.
pub(super) fn turn(
    words: &[WordEntry],
    people: &People,
    digest: Digest,
    role: &str,
    by: &Person,
) -> usize {
    let same = |entry: &&WordEntry| {
        let word = &entry.word;
        word.digest == digest && word.role == role && people.get(&word.by).is(by)
    };
    1 + words.iter().filter(same).count()
}

/// The people who gave these approvals, and, if the seal asks for signatures, what theirs come to. `texts` are the texts of the vault that the approvals refer to.
#[must_use]
pub fn people_of(
    key: &CampaignKey,
    signing: Option<&Signing>,
    words: &[WordEntry],
    texts: &HashMap<TextId, String>,
) -> People {
    let name = |entry: &WordEntry| Some((entry.word.by, texts.get(&entry.word.by)?.clone()));
    let people = People::of(key, words.iter().filter_map(name));
    let Some(signing) = signing else {
        return people;
    };
    let verdict = |place: usize| {
        let entry = &words[place];
        let by = people.get(&entry.word.by);
        let turn = turn(
            &words[..place],
            &people,
            entry.word.digest,
            &entry.word.role,
            &by,
        );
        (place, of_entry(signing, entry, turn, texts))
    };
    let verdicts = (0..words.len()).map(verdict).collect();
    people.with_signatures(verdicts)
}

fn of_entry(
    signing: &Signing,
    entry: &WordEntry,
    turn: usize,
    texts: &HashMap<TextId, String>,
) -> Result<String, SignatureFault> {
    let word = &entry.word;
    let signature = word.signature.ok_or(SignatureFault::NotSigned)?;
    let text = |id: &TextId| {
        texts
            .get(id)
            .ok_or(SignatureFault::Gone)
            .map(String::as_str)
    };
    let spoken = spoken_of(entry, turn, texts)?;
    signing.check(&spoken, text(&signature)?, entry.at)
}

/// The approval as its text says it.
fn spoken_of<'t>(
    entry: &'t WordEntry,
    turn: usize,
    texts: &'t HashMap<TextId, String>,
) -> Result<Spoken<'t>, SignatureFault> {
    let word = &entry.word;
    let text = |id: &TextId| {
        texts
            .get(id)
            .ok_or(SignatureFault::Gone)
            .map(String::as_str)
    };
    let recorded = match (&word.recorded_by, &word.paper) {
        (Some(recorder), Some(paper)) => Some((text(recorder)?, text(paper)?)),
        (Some(_), None) | (None, Some(_)) => return Err(SignatureFault::Gone),
        (None, None) => None,
    };
    Ok(Spoken {
        digest: word.digest,
        role: &word.role,
        by: text(&word.by)?,
        recorded,
        turn,
    })
}

/// The exact text that was signed with the approval at this place; `None` if the vault no longer has all of it.
#[must_use]
pub fn statement_given(
    key: &CampaignKey,
    signing: &Signing,
    words: &[WordEntry],
    place: usize,
    texts: &HashMap<TextId, String>,
) -> Option<String> {
    let name = |entry: &WordEntry| Some((entry.word.by, texts.get(&entry.word.by)?.clone()));
    let people = People::of(key, words.iter().filter_map(name));
    let entry = words.get(place)?;
    let (word, by) = (&entry.word, people.get(&entry.word.by));
    let turn = turn(&words[..place], &people, word.digest, &word.role, &by);
    let spoken = spoken_of(entry, turn, texts).ok()?;
    Some(signing.statement(&spoken))
}

/// A signed approval, as anybody can check it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedStatement {
    /// Who signed, as the seal spells the name.
    pub signer: String,
    /// The exact text that was signed.
    pub text: String,
    /// The signature, as `ssh-keygen` writes it.
    pub signature: String,
}

/// The signed approvals, each with its text, as far as the vault has what they say.
#[must_use]
pub fn signed_statements(
    key: &CampaignKey,
    signing: &Signing,
    words: &[WordEntry],
    texts: &HashMap<TextId, String>,
) -> Vec<SignedStatement> {
    let statement = |(place, entry): (usize, &WordEntry)| {
        let word = &entry.word;
        Some(SignedStatement {
            signer: signing
                .spelled(texts.get(&word.recorded_by.unwrap_or(word.by))?)
                .to_owned(),
            text: statement_given(key, signing, words, place, texts)?,
            signature: texts.get(&word.signature?)?.clone(),
        })
    };
    words.iter().enumerate().filter_map(statement).collect()
}
