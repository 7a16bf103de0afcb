//! The leaves of all organisations, from the journal and what the vault has to its records. Not all
//! at once: a large list in parts, so that few leaves are in memory together.

use std::collections::HashMap;

use jiff::Timestamp;

use super::hours::{TroubledHours, hour};
use super::own_records::{about, first_digits, is_own};
use super::seal_lines::SealLines;
use crate::campaign::Error;
use crate::dispatch::date_line;
use crate::id::{CampaignKey, Digest, ListId, Pseudonym, TextId};
use crate::journal::store::chain::Record;
use crate::journal::{Event, JournalFault, Records, StoreFault};
use crate::proof::{LeafHasher, LeafLine, Placing};
use crate::reply::with_queue_id;
use crate::vault::{EncryptedTexts, Vault};

/// About so many leaves are made in one pass over the journal.
const PART: u64 = 16_384;

/// What leaves are made from.
pub(crate) struct LeafSource<'o> {
    pub(crate) key: &'o CampaignKey,
    pub(crate) vault: &'o Vault,
    pub(crate) texts: &'o EncryptedTexts,
    pub(crate) records: &'o Records,
}

/// The leaves of all organisations.
pub(super) struct Leaves {
    /// Whose each is, and its hash; in no order that says anything.
    pub(super) hashes: Vec<(Pseudonym, Digest)>,
    /// The lines of the one that was asked for.
    pub(super) wanted: Option<WantedLeaf>,
}

/// One leaf, line by line.
pub(super) struct WantedLeaf {
    pub(super) id: ListId,
    pub(super) lines: Vec<LeafLine>,
}

/// A leaf that grows as records come.
struct Growing {
    hasher: LeafHasher,
    /// The seal of its newest mail, until that was first handed over.
    unapproved: Option<u32>,
    hours: Vec<i64>,
    wanted: Option<WantedLeaf>,
}

impl Growing {
    fn add(&mut self, line: LeafLine) {
        self.hasher.add(&line);
        if let Some(wanted) = &mut self.wanted {
            wanted.lines.push(line);
        }
    }
}

impl LeafSource<'_> {
    /// The leaves of the first `covers` records.
    pub(super) fn read(
        &self,
        placing: &Placing<'_>,
        covers: u64,
        wanted: Option<&Pseudonym>,
    ) -> Result<Leaves, Error> {
        let rows = self.records.count_of("queued")? + self.records.count_of("excluded")?;
        let parts = u16::try_from(rows.div_ceil(PART))
            .unwrap_or(256)
            .clamp(1, 256);
        let mut leaves = Leaves {
            hashes: Vec::new(),
            wanted: None,
        };
        for part in 0..parts {
            let is_in_part = |first| u16::from(first) * parts / 256 == part;
            let mut pass = Pass {
                source: self,
                placing,
                wanted: wanted.copied(),
                is_in_part: &is_in_part,
                seals: SealLines::new(self.key, self.vault, self.texts, &is_in_part),
                hours: TroubledHours::default(),
                growing: HashMap::new(),
            };
            self.records.each(covers, |record| pass.take(record))?;
            pass.finish(&mut leaves);
        }
        Ok(leaves)
    }
}

/// One pass over the records, for the organisations of one part.
struct Pass<'p> {
    source: &'p LeafSource<'p>,
    placing: &'p Placing<'p>,
    wanted: Option<Pseudonym>,
    is_in_part: &'p dyn Fn(u8) -> bool,
    seals: SealLines<'p>,
    hours: TroubledHours,
    /// `None`: the vault knows no such row.
    growing: HashMap<Pseudonym, Option<Growing>>,
}

impl Pass<'_> {
    fn take(&mut self, record: &Record) -> Result<(), Error> {
        let is_own = is_own(&record.kind);
        let is_here = is_own && first_digits(&record.body).is_some_and(self.is_in_part);
        let of_others = matches!(record.kind.as_str(), "answered" | "lost_sight");
        if is_own && !is_here && !of_others {
            return Ok(());
        }
        let read = record.happened().map_err(StoreFault::from);
        let (at, event) = read.map_err(JournalFault::from)?;
        self.hours.hear(at, &event);
        self.seals.hear(at, &event);
        if is_here && let Some(recipient) = about(&event) {
            self.grow(recipient, at, &record.body, event)?;
        }
        Ok(())
    }

    fn grow(
        &mut self,
        recipient: Pseudonym,
        at: Timestamp,
        body: &str,
        event: Event,
    ) -> Result<(), Error> {
        if !self.growing.contains_key(&recipient) {
            let begun = self.begin(&recipient)?;
            self.growing.insert(recipient, begun);
        }
        let Some(Some(leaf)) = self.growing.get_mut(&recipient) else {
            return Ok(());
        };
        let lines = match &event {
            Event::Queued { seal, .. } => {
                leaf.unapproved = Some(*seal);
                self.seals.of_mail(*seal, &recipient)?
            }
            Event::Offered(offered) => {
                let line = date_line(offered.date);
                let mut lines = vec![LeafLine::Date(line.trim_end().to_owned())];
                if let Some(seal) = leaf.unapproved.take() {
                    lines.extend_from_slice(self.seals.approvals(seal)?);
                }
                lines
            }
            other => references(self.source.texts, other)?,
        };
        if matches!(event, Event::Offered(_) | Event::Answered(_))
            && !leaf.hours.contains(&hour(at))
        {
            leaf.hours.push(hour(at));
        }
        leaf.add(LeafLine::Record {
            at,
            body: body.to_owned(),
            event: Box::new(event),
        });
        lines.into_iter().for_each(|line| leaf.add(line));
        Ok(())
    }

    fn begin(&self, recipient: &Pseudonym) -> Result<Option<Growing>, Error> {
        let Some(id) = self.source.vault.list_id(recipient)? else {
            return Ok(None);
        };
        let hasher = LeafHasher::new(&self.placing.salt(recipient), &id);
        let wanted = (self.wanted == Some(*recipient)).then_some(WantedLeaf {
            id,
            lines: Vec::new(),
        });
        Ok(Some(Growing {
            hasher,
            unapproved: None,
            hours: Vec::new(),
            wanted,
        }))
    }

    /// Ends the leaves of this part: what went wrong in an hour is known once all records are read.
    fn finish(self, leaves: &mut Leaves) {
        for (recipient, leaf) in self.growing {
            let Some(mut leaf) = leaf else { continue };
            for hour in std::mem::take(&mut leaf.hours) {
                leaf.add(self.hours.line(hour));
            }
            leaves.hashes.push((recipient, leaf.hasher.finish()));
            if leaf.wanted.is_some() {
                leaves.wanted = leaf.wanted;
            }
        }
        // The order of a hash map differs from process to process.
        leaves
            .hashes
            .sort_unstable_by_key(|(recipient, _)| *recipient);
    }
}

/// The lines that say what such a record refers to.
fn references(texts: &EncryptedTexts, event: &Event) -> Result<Vec<LeafLine>, Error> {
    let read = |id: &TextId| texts.read(id);
    let (line, id): (fn(String) -> LeafLine, _) = match event {
        Event::Answered(answered) => (LeafLine::Said, answered.words),
        Event::Returned(said) => (LeafLine::Said, said.words),
        Event::Withheld { by, .. } => (LeafLine::By, *by),
        Event::Released { by, .. } | Event::DueAgain { by, .. } => (LeafLine::By, Some(*by)),
        Event::Resolved {
            by, why, from_log, ..
        } => {
            let logged = from_log.then(|| read(why)).transpose()?.flatten();
            let by = read(by)?.map(LeafLine::By);
            return Ok(logged.map(LeafLine::Log).into_iter().chain(by).collect());
        }
        _ => return Ok(Vec::new()),
    };
    let text = id.as_ref().map(read).transpose()?.flatten();
    let text = text.map(|text| match event {
        Event::Answered(answered) => spoken(&text, answered),
        _ => text,
    });
    Ok(text.map(line).into_iter().collect())
}

/// The reply in full: texts of older versions have a place for the queue id that their journal holds.
fn spoken(text: &str, answered: &crate::journal::event::Answered) -> String {
    match &answered.verdict {
        crate::delivery::Verdict::Accepted {
            queue_id: Some(queue_id),
        } => with_queue_id(text, queue_id),
        _ => text.to_owned(),
    }
}
