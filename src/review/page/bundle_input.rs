//! The input of the bundle, gathered once: the seal, its rows and its mails in the order of the
//! list.

use std::collections::{HashMap, HashSet};
use std::sync::PoisonError;

use super::aliases::Aliases;
use super::links::Linked;
use super::previous_seal::PreviousSeal;
use crate::address::Address;
use crate::delivery::State;
use crate::finding::Finding;
use crate::id::{Digest, Pseudonym, TextId};
use crate::journal::ledger::state::SealEntry;
use crate::phrase::{Phrase, Speaker, size};
use crate::review::folder::file_names;
use crate::review::{Input, ReviewFault};
use crate::vault::{MailRow, SealRow, SealedRow, Vault, VaultFault};

/// One mail of the seal.
pub(crate) struct MailSheet {
    /// The mail, without its bytes.
    pub(crate) sealed: MailRow,
    /// Its row of the list.
    pub(crate) row: SealedRow,
    /// Its subject, as its bytes have it. Empty until they are read.
    pub(crate) subject: String,
    /// Its file name, without the extension.
    pub(crate) file: String,
    /// A person withholds it: it will not go.
    pub(crate) withheld: bool,
}

/// The seal and all that belongs to it.
pub(crate) struct Case {
    pub(crate) input: Input,
    pub(crate) speaker: Speaker,
    pub(crate) seal: SealRow,
    /// The seal in the journal.
    pub(crate) entry: SealEntry,
    /// Every row of the list as the seal knew it.
    pub(crate) rows: Vec<SealedRow>,
    /// What rows are called in a redacted bundle.
    aliases: Aliases,
    /// The findings that were sealed; `None` if the seal is from before they were kept.
    pub(crate) findings: Option<Vec<Finding>>,
    /// The manifest's last lines.
    pub(crate) manifest_tail: String,
    /// The mails in force before this seal.
    pub(crate) before: Option<PreviousSeal>,
    /// In the order of the list.
    pub(crate) mails: Vec<MailSheet>,
    /// The mails in the order in which people see them: first those whose name and address fit
    /// least.
    pub(crate) order: Vec<usize>,
    /// How many of those there are.
    pub(crate) unlike: usize,
}

impl MailSheet {
    /// As links name it.
    pub(crate) const fn linked(&self) -> Linked<'_> {
        Linked {
            file: self.file.as_str(),
            id: &self.row.list_id,
        }
    }
}

impl Case {
    /// Reads the seal and compares it with the digest in the journal.
    pub(crate) fn load(input: Input, speaker: Speaker) -> Result<Self, ReviewFault> {
        let mut seals = input.ledger.seals().iter();
        let entry = seals.find(|entry| entry.sealed.seal == input.seal);
        let entry = entry.ok_or(VaultFault::Missing)?.clone();
        let wanted = entry.sealed.digest;
        let vault = Vault::open(&input.vault)?;
        // What is shown is read from the same state of the file that is verified.
        vault.stand_still()?;
        let manifest_tail = vault.verify(input.seal, &wanted, |_| {})?;
        // The journal says when it was sealed, protected by its chain.
        let seal = SealRow {
            digest: wanted,
            at: entry.at,
            ..vault.seal(input.seal)?
        };
        let before = PreviousSeal::load(&input, &vault)?;
        let (rows, aliases) = rows_and_aliases(&input, &vault)?;
        let findings = vault.findings(input.seal)?;
        let mails = sheets(&input, &vault, &rows, &aliases)?;
        let (order, unlike) = order(&mails, &input);
        Ok(Case {
            input,
            speaker,
            seal,
            entry,
            rows,
            aliases,
            findings,
            manifest_tail,
            before,
            mails,
            order,
            unlike,
        })
    }

    /// The id of a row in the list; its alias in a redacted bundle.
    pub(crate) fn id_of<'r>(&'r self, row: &'r SealedRow) -> &'r str {
        match self.input.redact {
            true => self.aliases.get(&row.recipient),
            false => row.list_id.as_str(),
        }
    }

    /// The name of an organisation; in a redacted bundle what its alias makes of it.
    pub(crate) fn organisation_of(&self, row: &SealedRow) -> String {
        if !self.input.redact {
            return row.organisation.clone();
        }
        self.say(&Phrase::new("review-alias").with("alias", self.id_of(row)))
    }

    /// A ground, if it may be shown.
    pub(crate) fn ground_of(&self, ground: &str) -> String {
        if self.input.redact && !self.input.grounds.contains(ground) {
            return self.say(&Phrase::new("review-ground-own"));
        }
        ground.to_owned()
    }

    /// A size that may be shown: in steps if exact sizes would reveal which mail is whose.
    pub(crate) fn shown_octets(&self, octets: u64) -> u64 {
        if self.input.redact {
            step_above(octets)
        } else {
            octets
        }
    }

    /// These words in the reader's language.
    pub(crate) fn say(&self, phrase: &Phrase) -> String {
        self.speaker.text(phrase)
    }

    /// A person's name, a remark or a paper, if the vault still has it.
    pub(crate) fn text(&self, id: &TextId) -> Result<Option<String>, ReviewFault> {
        let texts = self.input.texts.lock();
        Ok(texts.unwrap_or_else(PoisonError::into_inner).read(id)?)
    }

    /// A person's name, or a text that it is no longer kept.
    pub(crate) fn person(&self, id: &TextId) -> Result<String, ReviewFault> {
        Ok(self
            .text(id)?
            .unwrap_or_else(|| self.say(&Phrase::new("review-somebody"))))
    }

    /// A size as people write it; in a redacted bundle, an upper limit.
    pub(crate) fn size(&self, octets: u64) -> String {
        let phrase = size(self.shown_octets(octets));
        if self.input.redact {
            return self.say(&Phrase::new("review-size-up-to").with("size", phrase));
        }
        self.say(&phrase)
    }
}

/// The rows as the seal knew them, and what each is called here.
fn rows_and_aliases(
    input: &Input,
    vault: &Vault,
) -> Result<(Vec<SealedRow>, Aliases), ReviewFault> {
    let mut rows = vault.rows(input.seal)?;
    for row in &mut rows {
        let ground = row.ground.as_deref();
        row.by_post
            .get_or_insert_with(|| ground.is_some_and(|it| input.by_post.contains(it)));
    }
    if !input.redact {
        return Ok((rows, Aliases::default()));
    }
    let aliases = Aliases::of(&input.key, &rows);
    // The order of the list reveals as much as its numbers do; that of a keyed hash reveals nothing.
    rows.sort_by(|one, other| {
        aliases
            .get(&one.recipient)
            .cmp(aliases.get(&other.recipient))
    });
    Ok((rows, aliases))
}

/// Every mail of the seal with its row, in the order of the list.
fn sheets(
    input: &Input,
    vault: &Vault,
    rows: &[SealedRow],
    aliases: &Aliases,
) -> Result<Vec<MailSheet>, ReviewFault> {
    let by_recipient = rows.iter().map(|row| (row.recipient, row.clone()));
    let mut by_recipient: HashMap<Pseudonym, SealedRow> = by_recipient.collect();
    let mut sealed = Vec::new();
    vault.mails(input.seal, |mail| sealed.push(mail))?;
    if input.redact {
        let alias = |mail: &MailRow| aliases.get(&mail.recipient);
        sealed.sort_by(|one, other| alias(one).cmp(alias(other)));
    }
    let mut names = file_names::FileNames::default();
    let mut sheets = Vec::with_capacity(sealed.len());
    for mail in sealed {
        let row = by_recipient.remove(&mail.recipient);
        let row = row.ok_or(VaultFault::Missing)?;
        let entry = input.ledger.recipient(&mail.recipient);
        let state = entry.and_then(|entry| entry.state());
        let withheld = state == Some(&State::Withheld);
        let file = names.take(row.list_id.as_str());
        sheets.push(MailSheet {
            sealed: mail,
            row,
            subject: String::new(),
            file,
            withheld,
        });
    }
    Ok(sheets)
}

/// The mails whose name and address fit least, then the others, and how many those are. In a
/// redacted bundle an order by names would reveal something about them.
fn order(mails: &[MailSheet], input: &Input) -> (Vec<usize>, usize) {
    if input.redact {
        return ((0..mails.len()).collect(), 0);
    }
    let pairs = mails
        .iter()
        .map(|mail| (mail.row.organisation.as_str(), &mail.sealed.address));
    let pairs: Vec<(&str, &Address)> = pairs.collect();
    let mut order = (input.least_fitting)(&pairs);
    let unlike: HashSet<usize> = order.iter().copied().collect();
    order.extend((0..mails.len()).filter(|at| !unlike.contains(at)));
    (order, unlike.len())
}

/// The next of 1, 2, 5, 10, 20, 50 … thousand.
fn step_above(octets: u64) -> u64 {
    let mut ten = 1_000_u64;
    loop {
        for step in [1, 2, 5] {
            if octets <= ten.saturating_mul(step) {
                return ten.saturating_mul(step);
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// All 64 digits in groups of four, so that two people can read them to each other.
pub(crate) fn grouped(digest: &Digest) -> String {
    let digits = digest.hex();
    let groups: Vec<&str> = (0..digits.len())
        .step_by(4)
        .map(|at| &digits[at..at + 4])
        .collect();
    groups.join(" ")
}
