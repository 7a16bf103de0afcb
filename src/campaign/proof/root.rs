//! The root over all leaves, recorded in the journal when something about an organisation was
//! recorded since the last one.

use jiff::Timestamp;

use super::leaves::{LeafSource, Leaves};
use super::own_records::news;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::clock::{Clock as _, SystemClock};
use crate::dispatch::SendFault;
use crate::id::{CampaignKey, Digest, Pseudonym, hex};
use crate::journal::event::Rooted;
use crate::journal::{Event, Log, Records, Writer};
use crate::proof::{PathStep, Placing, depth_for, root_and_path};
use crate::vault::{EncryptedTexts, Vault};

/// The root over these leaves, and the way to it from the one that is asked for.
pub(super) struct Grown {
    pub(super) root: Digest,
    pub(super) path: Vec<PathStep>,
    pub(super) leaves: Leaves,
}

impl LeafSource<'_> {
    /// Grows the tree of the first `covers` records once more.
    pub(super) fn grow(
        &self,
        nonce: &str,
        covers: u64,
        depth: Option<u8>,
        wanted: Option<&Pseudonym>,
    ) -> Result<Grown, Error> {
        let placing = Placing::new(self.key, nonce);
        let leaves = self.read(&placing, covers, wanted)?;
        let depth = depth.unwrap_or_else(|| depth_for(leaves.hashes.len()));
        let (hashes, place) = placing.arrange(&leaves.hashes, depth, wanted);
        // A tree of a height always has a power of two of leaves.
        let (root, path) =
            root_and_path(hashes, place).unwrap_or_else(|| (Digest::of(b""), vec![]));
        Ok(Grown { root, path, leaves })
    }

    /// Whether something about an organisation was recorded since the newest root.
    pub(super) fn has_news(&self) -> Result<bool, Error> {
        let covers = self.records.newest_root()?.map(|root| root.rooted.covers);
        Ok(self.records.hold_after(covers.unwrap_or(0), news())?)
    }

    /// A new root over all that is recorded now.
    pub(super) fn new_root(&self) -> Result<Rooted, Error> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)
            .map_err(std::io::Error::other)
            .map_err(Error::file("getrandom"))?;
        let (nonce, covers) = (hex(&random), self.records.count()?);
        let grown = self.grow(&nonce, covers, None, None)?;
        Ok(Rooted {
            root: grown.root,
            depth: depth_for(grown.leaves.hashes.len()),
            nonce,
            covers,
        })
    }
}

impl Campaign {
    /// The records of this kind of run.
    pub(super) fn records_to_root(&self, key: &CampaignKey) -> Result<Records, Error> {
        Ok(Records::of(&self.places_of(self.kind(), key))?)
    }

    /// The root of all that is recorded by now; `None` if the newest one holds it.
    ///
    /// # Errors
    /// Errors of journal and vault.
    pub(crate) fn root_if_news(
        &self,
        key: &CampaignKey,
        vault: &Vault,
        texts: &EncryptedTexts,
    ) -> Result<Option<Rooted>, Error> {
        let source = LeafSource {
            key,
            vault,
            texts,
            records: &self.records_to_root(key)?,
        };
        if source.has_news()? {
            source.new_root().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Records the root at the end of a run, through the run's own writer.
    ///
    /// # Errors
    /// Errors of journal and vault.
    pub(crate) async fn root_of_run<L: Log>(
        &self,
        key: &CampaignKey,
        texts: &EncryptedTexts,
        writer: &Writer<L>,
        clock: SystemClock,
    ) -> Result<(), Error> {
        if let Some(rooted) = self.root_if_news(key, &self.vault()?, texts)? {
            let recorded = writer.record(clock.now(), Event::Rooted(rooted)).await;
            recorded.map_err(|fault| Error::Send(SendFault::Journal(fault)))?;
        }
        Ok(())
    }

    /// Records the root of all that is recorded by now, unless the newest one holds it.
    ///
    /// # Errors
    /// Errors of journal and vault.
    pub(crate) fn record_root(&self, opened: &mut Opened, now: Timestamp) -> Result<(), Error> {
        let root = self.root_if_news(&opened.key, &opened.vault, &opened.texts)?;
        match root {
            Some(rooted) => Ok(opened.journal.append(&[(now, Event::Rooted(rooted))])?),
            None => Ok(()),
        }
    }
}
