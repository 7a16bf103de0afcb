//! The candidates: which mails a run may offer, and where they are stored.

use jiff::Timestamp;

use crate::campaign::error::NAMED_IDS;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::config::Rate;
use crate::dispatch::{Candidate, Domain, Rules};
use crate::id::Digest;
use crate::journal::Ledger;
use crate::notice::message::smtp_safe::DATE_OCTETS;
use crate::signoff::Approved;
use crate::vault::{ListedMail, Outbox, Vault};

impl Campaign {
    /// Opens the sealed mails and finds the candidates. Returns the bytes of the largest mail that is
    /// still open under a permission, with its `Date:` (0: there is none). One address that a
    /// permission doesn't cover stops everything.
    pub(crate) fn open_outbox(
        &self,
        opened: &Opened,
        seals: &[(u32, Digest)],
        approved: &[(u32, Approved)],
    ) -> Result<(Outbox, Vec<Candidate>, u64), Error> {
        let (vault, ledger) = (&opened.vault, opened.ledger());
        let mut uncovered = Vec::new();
        let mut candidates = Vec::with_capacity(ledger.recipients().size_hint().0);
        let mut largest = 0;
        let outbox = Outbox::open(&self.vault_file(), seals, |listed| {
            let ListedMail {
                seal,
                recipient,
                address,
                octets,
                ..
            } = listed;
            let counts = ledger.recipient(recipient).and_then(|entry| entry.mail());
            let Some(counts) = counts.filter(|counts| counts.seal == *seal) else {
                return;
            };
            candidates.push(Candidate {
                recipient: *recipient,
                domain: Domain::of(address.domain()),
            });
            let Some((_, given)) = approved.iter().find(|(number, _)| number == seal) else {
                return;
            };
            if !given.covers(address) {
                uncovered.push(*recipient);
            }
            if counts.state.is_open() {
                largest = largest.max(octets + DATE_OCTETS);
            }
        })?;
        if !uncovered.is_empty() {
            let named = uncovered
                .iter()
                .filter_map(|recipient| vault.list_id(recipient).transpose())
                .take(NAMED_IDS);
            let ids = named
                .map(|id| Ok(id?.to_string()))
                .collect::<Result<_, Error>>()?;
            return Err(Error::NotReserved {
                count: uncovered.len(),
                ids,
            });
        }
        Ok((outbox, candidates, largest))
    }
}

/// Mails of seals that no longer count, if they went out so recently that the pace of their domain
/// has to know.
pub(crate) fn of_older_seals(
    vault: &Vault,
    ledger: &Ledger,
    rules: &Rules,
    now: Timestamp,
) -> Result<Vec<Candidate>, Error> {
    let Some(period) = rules.pace.per_domain.map(Rate::period) else {
        return Ok(Vec::new());
    };
    // A clock that was set back makes an offer count as just made.
    let lately = |at: Timestamp| {
        std::time::Duration::try_from(now.duration_since(at)).unwrap_or_default() < period
    };
    let mut found = Vec::new();
    for seal in ledger
        .seals()
        .iter()
        .map(|seal| seal.sealed.seal)
        .filter(|seal| !ledger.is_active(*seal))
    {
        vault.mails(seal, |mail| {
            let counts = ledger
                .recipient(&mail.recipient)
                .and_then(|entry| entry.mail());
            let counts = counts.filter(|counts| counts.seal == seal);
            if counts
                .and_then(|counts| counts.asked_at())
                .is_some_and(lately)
            {
                found.push(Candidate {
                    recipient: mail.recipient,
                    domain: Domain::of(mail.address.domain()),
                });
            }
        })?;
    }
    Ok(found)
}
