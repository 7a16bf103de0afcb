//! What a seal records in the journal, and reports to people.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::check::{CampaignInput, work};
use super::outcome::{ChangeList, SealAsk, SealOutcome};
use super::placing::{Beside, PlaceInSeal};
use crate::campaign::folder::opened::View;
use crate::campaign::{Campaign, Error, ListIdentity};
use crate::delivery::State;
use crate::finding::Finding;
use crate::id::{CampaignKey, ListId, Pseudonym, TextId};
use crate::journal::event::Sealed;
use crate::journal::{Event, Journal, Ledger};
use crate::notice::Mail;
use crate::vault::{EncryptedTexts, Inputs, NewSeal, SealHead, SealWriter, Vault};

/// What a seal is made with.
pub(crate) struct Sealing<'a> {
    pub(crate) campaign: &'a Campaign,
    pub(crate) ask: &'a SealAsk,
    pub(crate) now: Timestamp,
    pub(crate) key: &'a CampaignKey,
    pub(crate) texts: &'a EncryptedTexts,
    pub(crate) read: &'a CampaignInput,
    pub(crate) inputs: &'a Inputs,
    pub(crate) head: &'a SealHead,
}

/// What a seal found while it made the mails.
#[derive(Default)]
pub(crate) struct SealChanges {
    pub(crate) added: Vec<ListId>,
    pub(crate) changed: Vec<ListId>,
    pub(crate) too_late: Vec<ListId>,
    /// How many open mails equal those in a seal in force.
    pub(crate) same: usize,
    /// A mail that may come due again differs from what the list gives, and is not taken.
    pub(crate) is_stale: bool,
}

impl SealChanges {
    pub(crate) fn hear(&mut self, ledger: &Ledger, mail: &Mail, place: PlaceInSeal, takes: bool) {
        let before = ledger
            .recipient(&mail.recipient)
            .and_then(|entry| entry.mail());
        if let Some(before) = before.filter(|_| !takes) {
            let may_come_back = matches!(
                before.state,
                State::InDoubt | State::Offered | State::Withheld
            );
            self.is_stale |= may_come_back && before.digest() != Some(mail.digest);
        }
        match place {
            PlaceInSeal::New | PlaceInSeal::NewWithheld => self.added.push(mail.list_id.clone()),
            PlaceInSeal::Changed => self.changed.push(mail.list_id.clone()),
            PlaceInSeal::TooLate => self.too_late.push(mail.list_id.clone()),
            PlaceInSeal::Same => self.same += 1,
            PlaceInSeal::Withheld | PlaceInSeal::Leave => {}
        }
    }

    /// Whether there is a mail that no seal in force holds.
    pub(crate) const fn is_news(&self) -> bool {
        !self.added.is_empty() || !self.changed.is_empty()
    }
}

/// All rows of the list, by their pseudonyms.
pub(crate) struct ListedRows {
    everyone: HashSet<Pseudonym>,
    excluded: Vec<Pseudonym>,
}

/// Rows whose mail was still to go, and that no longer get one.
pub(crate) struct Departed {
    /// They are not on the list.
    left: Vec<Pseudonym>,
    /// List or register excludes them.
    left_out: Vec<Pseudonym>,
}

impl Departed {
    pub(crate) const fn is_empty(&self) -> bool {
        self.left.is_empty() && self.left_out.is_empty()
    }
}

pub(crate) fn write_rows(
    writer: &mut SealWriter<'_>,
    read: &CampaignInput,
    key: &CampaignKey,
) -> Result<ListedRows, Error> {
    let mut listed = ListedRows {
        everyone: HashSet::new(),
        excluded: Vec::new(),
    };
    for row in &read.list.recipients {
        let id = key.pseudonym(&row.id);
        writer.row(&id, row)?;
        listed.everyone.insert(id);
    }
    for row in &read.list.excluded {
        let id = key.pseudonym(&row.id);
        writer.excluded(&id, row)?;
        listed.everyone.insert(id);
        listed.excluded.push(id);
    }
    if let Some(given) = &read.list.given {
        writer.cells(&read.list.digest, given)?;
    }
    Ok(listed)
}

/// The rows that should have been mailed and no longer are. Rows withheld by a person stay withheld
/// by that person.
pub(crate) fn departed(ledger: &Ledger, listed: &ListedRows) -> Departed {
    let is_open = |recipient: &Pseudonym| {
        let entry = ledger
            .recipient(recipient)
            .filter(|entry| !entry.is_excluded());
        entry
            .and_then(|entry| entry.mail())
            .is_some_and(|mail| mail.own_state().is_open())
    };
    let is_withheld =
        |recipient: &Pseudonym| ledger.decision(recipient).is_some_and(|one| one.withheld);
    let left = ledger
        .recipients()
        .map(|(recipient, _)| *recipient)
        .filter(|recipient| {
            !listed.everyone.contains(recipient) && is_open(recipient) && !is_withheld(recipient)
        });
    let mut left: Vec<Pseudonym> = left.collect();
    left.sort();
    let left_out = listed
        .excluded
        .iter()
        .copied()
        .filter(|recipient| is_open(recipient))
        .collect();
    Departed { left, left_out }
}

/// A seal and its mails, as the journal records them.
pub(crate) fn sealed_events(made: &NewSeal, supplement: bool, by: Option<TextId>) -> Vec<Event> {
    let seal = made.seal;
    let sealed = Event::Sealed(Sealed {
        seal,
        digest: made.digest,
        supplement,
        by,
    });
    let queued = made.mails.iter().map(|&(recipient, mail)| Event::Queued {
        seal,
        recipient,
        mail,
    });
    std::iter::once(sealed).chain(queued).collect()
}

/// Records events of one moment in one commit.
pub(crate) fn append(
    journal: &mut Journal,
    events: Vec<Event>,
    now: Timestamp,
) -> Result<(), Error> {
    if events.is_empty() {
        return Ok(());
    }
    let events: Vec<_> = events.into_iter().map(|event| (now, event)).collect();
    Ok(journal.append(&events)?)
}

impl Sealing<'_> {
    /// Records a seal that was made, and otherwise only whose mail no longer goes.
    pub(crate) fn record_all(
        &self,
        journal: &mut Journal,
        vault: &Vault,
        made: Option<&NewSeal>,
        listed: &ListedRows,
        departed: &Departed,
    ) -> Result<(), Error> {
        let Some(made) = made else {
            return self.record_departures(journal, vault, departed);
        };
        self.record(journal, made, listed, departed)?;
        self.campaign.seal_is_known(self.key, journal)
    }

    /// One commit: the seal, its mails, the excluded rows, and the rows that left the list unsent.
    pub(crate) fn record(
        &self,
        journal: &mut Journal,
        made: &NewSeal,
        listed: &ListedRows,
        departed: &Departed,
    ) -> Result<(), Error> {
        let by = match &self.ask.by {
            Some(name) => {
                let id = crate::signoff::person(self.key, name);
                self.texts.keep_as(id, name)?;
                Some(id)
            }
            None => None,
        };
        let seal = made.seal;
        let mut events = sealed_events(made, self.ask.supplement, by);
        let excluded = listed.excluded.iter();
        events.extend(excluded.map(|&recipient| Event::Excluded {
            seal,
            recipient,
            ground: None,
        }));
        events.extend(self.left(departed)?);
        append(journal, events, self.now)
    }

    /// Without a seal: the rows that no longer get a mail, and grounds that were edited.
    pub(crate) fn record_departures(
        &self,
        journal: &mut Journal,
        vault: &Vault,
        departed: &Departed,
    ) -> Result<(), Error> {
        let ledger = journal.ledger();
        let Some(seal) = ledger.newest_seal().map(|seal| seal.sealed.seal) else {
            return Ok(());
        };
        let mut events = self.left(departed)?;
        for row in &self.read.list.excluded {
            let recipient = self.key.pseudonym(&row.id);
            let Some(entry) = ledger.recipient(&recipient) else {
                continue;
            };
            let known = match ledger.ground(&recipient) {
                Some(ground) => self.texts.read(ground)?,
                None => vault.ground(&recipient)?,
            };
            let is_edited = entry.is_excluded() && known.as_deref() != Some(row.ground.as_str());
            if is_edited || departed.left_out.contains(&recipient) {
                let ground = Some(self.texts.keep(&row.ground)?);
                events.push(Event::Excluded {
                    seal,
                    recipient,
                    ground,
                });
            }
        }
        append(journal, events, self.now)
    }

    fn left(&self, departed: &Departed) -> Result<Vec<Event>, Error> {
        if departed.left.is_empty() {
            return Ok(Vec::new());
        }
        let why = self.texts.keep("left the list")?;
        let withheld = departed.left.iter().map(|&recipient| Event::Withheld {
            recipient,
            by: None,
            why,
        });
        Ok(withheld.collect())
    }

    /// What changed since the previous seal; `None` for the first. Call it before anything is
    /// recorded.
    pub(crate) fn changes(
        &self,
        vault: &Vault,
        ledger: &Ledger,
        made: Option<&NewSeal>,
        found: &SealChanges,
        departed: &Departed,
    ) -> Result<Option<ChangeList>, Error> {
        let Some(before) = ledger.newest_seal() else {
            return Ok(None);
        };
        let before = vault.seal(before.sealed.seal)?;
        let mut gone = Vec::new();
        for recipient in departed.left.iter().chain(&departed.left_out) {
            gone.extend(vault.list_id(recipient)?);
        }
        let sealed: HashSet<Pseudonym> = made
            .iter()
            .flat_map(|made| made.mails.iter().map(|(recipient, _)| *recipient))
            .collect();
        let beside = match made {
            Some(_) => Beside::of(&self.read.list, ledger, &sealed, |id| {
                self.key.pseudonym(id)
            }),
            None => Beside::default(),
        };
        Ok(Some(ChangeList {
            settings: before.head.differing(self.head),
            files: before.inputs.differing(self.inputs),
            added: found.added.clone(),
            gone,
            changed: found.changed.clone(),
            beside,
        }))
    }

    /// The report for people.
    pub(crate) fn outcome(
        &self,
        vault: &Vault,
        ledger: &Ledger,
        is_made: bool,
        changes: Option<ChangeList>,
        faults: Vec<Finding>,
        found: SealChanges,
    ) -> Result<SealOutcome, Error> {
        let newest = ledger
            .newest_seal()
            .map(|seal| (seal.sealed.seal, seal.sealed.digest));
        let (mut mails, mut octets) = (0, 0);
        if let Some((seal, _)) = newest {
            vault.mails(seal, |_| mails += 1)?;
            octets = vault.seal(seal)?.octets;
        }
        let list = &self.read.list;
        let view = View {
            key: self.key,
            ledger,
            vault,
            texts: self.texts,
        };
        let ids: HashMap<Pseudonym, ListId> = list
            .recipients
            .iter()
            .map(|row| (self.key.pseudonym(&row.id), row.id.clone()))
            .collect();
        Ok(SealOutcome {
            digest: newest.map(|(_, digest)| digest),
            made: is_made,
            mails,
            octets,
            changes,
            list: ListIdentity::of(self.campaign.settings()),
            sum: list.sum(),
            warnings: faults
                .into_iter()
                .chain(self.campaign.open_to_others())
                .collect(),
            changed_too_late: found.too_late,
            records_lost: ledger.records_lost_since(),
            withheld: self.campaign.withheld(view, &ids)?,
            work: work(list, self.key, ledger),
            put_aside: None,
        })
    }
}
