//! `rehearse`: seals a few mails anew for the guests, apart from everything else, and prepares their run.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::fault::RehearsalFault;
use super::guests::invited;
use super::marked::{MARK, marked};
use crate::address::Address;
use crate::campaign::folder::opened::Begun;
use crate::campaign::seal::record::{append, sealed_events};
use crate::campaign::{Campaign, Error, Prepared, SendAsk};
use crate::config::RelayKind;
use crate::id::{CampaignKey, Digest, ListId};
use crate::list;
use crate::notice::{Mail, Piece};
use crate::vault::{Inputs, MailRow, Outbox, SealWriter, SealedRow, Vault, VaultFault};

/// What is asked of a rehearsal.
#[derive(Debug, Clone, Default)]
pub struct RehearsalAsk {
    /// The guests, as they were typed.
    pub to: Vec<String>,
    /// The mails of these rows; empty: a few that tell most.
    pub only: Vec<String>,
}

/// A prepared rehearsal: everything checked and sealed, nothing connected.
pub struct Rehearsal {
    /// The campaign for rehearsals, which sends [`prepared`](Rehearsal::prepared).
    pub campaign: Campaign,
    /// The run.
    pub prepared: Prepared,
    /// The rows whose mails go, in the order of the list.
    pub rows: Vec<ListId>,
    /// How many guests get each of them.
    pub guests: usize,
}

/// A sealed mail and its row.
struct Source {
    mail: MailRow,
    row: SealedRow,
}

impl Campaign {
    /// Prepares a rehearsal of the newest seal: the real relay, pace and journal, to addresses of the guest list. Its
    /// state lies in `var/rehearsal`, and nothing of it counts as sent.
    ///
    /// # Errors
    /// [`Error::Rehearsal`], before anything is sealed or connected; [`Error::NotSealed`], [`Error::NoSuchId`]; what
    /// stops a run.
    pub fn rehearse(&self, ask: &RehearsalAsk, now: Timestamp) -> Result<Rehearsal, Error> {
        if self.sets_guests {
            return Err(RehearsalFault::GuestsNotInSettings.into());
        }
        let guests = invited(&self.settings().rehearsal.guests, &ask.to)?;
        if self.settings().relay.kind == RelayKind::Catcher {
            return Err(RehearsalFault::InCatcher.into());
        }
        let key = self.key()?;
        let ledger = self.journal_of(self.kind(), &key)?;
        let newest = ledger.as_ref().and_then(|ledger| ledger.newest_seal());
        let newest = newest.ok_or(Error::NotSealed)?;
        let seal = (newest.sealed.seal, newest.sealed.digest);
        let outbox = Outbox::open(&self.vault_file(), &[seal], |_| {})?;
        let chosen = self.chosen(seal.0, &ask.only, &key)?;
        let rehearsal = self.for_rehearsal();
        rehearsal.seal_for(&guests, &chosen, &outbox, now)?;
        let run = SendAsk {
            as_sealed: true,
            ..SendAsk::default()
        };
        Ok(Rehearsal {
            prepared: rehearsal.prepare(&run, now)?,
            campaign: rehearsal,
            rows: chosen.into_iter().map(|one| one.row.list_id).collect(),
            guests: guests.len(),
        })
    }

    /// The mails that were asked for, or the first, the largest, that of the longest name, and the first of each kind.
    fn chosen(&self, seal: u32, only: &[String], key: &CampaignKey) -> Result<Vec<Source>, Error> {
        let sources = sources(&self.vault()?, seal)?;
        let mut places: BTreeSet<usize> = BTreeSet::new();
        for id in only {
            let place = sources
                .iter()
                .position(|one| one.row.list_id.as_str() == id);
            places.insert(place.ok_or_else(|| Error::NoSuchId { id: id.clone() })?);
        }
        if only.is_empty() && !sources.is_empty() {
            let all = || 0..sources.len();
            let name = |place: &usize| sources[*place].row.organisation.chars().count();
            places.insert(0);
            places.extend(all().rev().max_by_key(|place| sources[*place].mail.octets));
            places.extend(all().rev().max_by_key(name));
            places.extend(self.first_of_kinds(&sources, key));
        }
        let in_places = |(place, source)| places.contains(&place).then_some(source);
        Ok(sources
            .into_iter()
            .enumerate()
            .filter_map(in_places)
            .collect())
    }

    /// The first mail of each kind, as the list has them now; none if it can't be read.
    fn first_of_kinds(&self, sources: &[Source], key: &CampaignKey) -> Vec<usize> {
        let mut settings = self.settings().list.clone();
        settings.kinds.clear();
        let list = list::read(self.dir(), &settings);
        let kinds = list::mailed_kinds(&list, &settings);
        let first = kinds.iter().filter_map(|kind| {
            let of_kind = |row: &&list::Recipient| kind.rows.contains(&row.row);
            let row = list.recipients.iter().find(of_kind)?;
            let recipient = key.pseudonym(&row.id);
            sources
                .iter()
                .position(|one| one.mail.recipient == recipient)
        });
        first.collect()
    }

    /// Seals each of these mails for each guest, and records it in the journal of rehearsals.
    fn seal_for(
        &self,
        guests: &[Address],
        sources: &[Source],
        outbox: &Outbox,
        now: Timestamp,
    ) -> Result<(), Error> {
        let lock = self.lock()?;
        let Begun { key, mut journal } = self.begin()?;
        let before = journal.ledger().newest_seal();
        let seal = before.map_or(0, |seal| seal.sealed.seal) + 1;
        let mut vault = self.vault()?;
        vault.put_aside_unknown(seal - 1, &self.folder())?;
        let head = self.current_head();
        let mut writer = vault.begin_seal(seal, &head)?;
        for (nth, source) in sources.iter().enumerate() {
            let sealed = outbox.read(&source.mail.recipient)?.bytes();
            for (guest, address) in guests.iter().enumerate() {
                // Each mail of each rehearsal is another one: none is ever taken for sent.
                let id = format!("{seal}.{}.{}", nth + 1, guest + 1);
                write(&mut writer, &key, &id, source, &sealed, address)?;
            }
        }
        let made = writer.finish(now, false, &Inputs::default())?;
        append(&mut journal, sealed_events(&made, false, None), now)?;
        self.seal_is_known(&key, &journal)?;
        drop(lock);
        Ok(())
    }
}

/// The mails of a seal with their rows, in the order of the list.
fn sources(vault: &Vault, seal: u32) -> Result<Vec<Source>, Error> {
    let rows = vault.rows(seal)?.into_iter();
    let mut rows: std::collections::HashMap<_, _> = rows.map(|row| (row.recipient, row)).collect();
    let mut mails = Vec::new();
    vault.mails(seal, |mail| mails.push(mail))?;
    let source = |mail: MailRow| {
        let row = rows.remove(&mail.recipient).ok_or(VaultFault::Missing)?;
        Ok(Source { mail, row })
    };
    mails.into_iter().map(source).collect()
}

/// Writes one mail for one guest.
fn write(
    writer: &mut SealWriter<'_>,
    key: &CampaignKey,
    id: &str,
    source: &Source,
    sealed: &[u8],
    guest: &Address,
) -> Result<(), Error> {
    // An id of the list is at most 64 characters long; with the mark of the rehearsal it may be longer.
    let whole = format!("{}~{id}", source.row.list_id);
    let list_id = ListId::new(&whole).or_else(|_| ListId::new(&format!("~{id}")));
    let list_id = list_id.map_err(|_| VaultFault::NotAsSealed)?;
    let recipient = key.pseudonym(&list_id);
    let message_id = match source.mail.message_id.split_once('@') {
        Some((_, domain)) => {
            let token = key.message_token(&recipient, &source.mail.digest);
            format!("{token}@{domain}")
        }
        None => return Err(VaultFault::NotAsSealed.into()),
    };
    let bytes = marked(sealed, guest, &message_id).ok_or(VaultFault::NotAsSealed)?;
    writer.known_row(&SealedRow {
        recipient,
        list_id: list_id.clone(),
        ..source.row.clone()
    })?;
    writer.mail(&Mail {
        recipient,
        list_id,
        organisation: source.row.organisation.clone(),
        address: guest.clone(),
        message_id,
        subject: MARK.to_owned(),
        text: String::new(),
        html: String::new(),
        own_files: Vec::new(),
        digest: Digest::of(&bytes),
        pieces: vec![Piece::Own(bytes)],
    })?;
    Ok(())
}
