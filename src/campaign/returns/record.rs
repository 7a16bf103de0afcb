//! Records what returned mails say of our mails.
//!
//! Only what a report says is recorded that names a mail of ours by something that only this mail
//! has: anybody can send a report about an address. What only a person can settle goes to the tray.
//! The journal decides whether it is news; the same mail read again changes nothing. All of it is
//! one commit.

use std::collections::HashSet;
use std::path::PathBuf;

use jiff::Timestamp;

use super::outcome::{ReadReturn, Recording, Returns, TrayPlace};
use super::read::{known_mails, read_all};
use super::tray::{self, KeptReturn, report_id};
use super::verdict::verdict;
use crate::bounce::Fault;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::delivery::DeliveryStatus;
use crate::id::{CampaignKey, TextId};
use crate::journal::event::Notification;
use crate::journal::ledger::state::{StatusReport, Weight};
use crate::journal::{Event, Happened, Ledger};

impl Campaign {
    /// Reads every mail at these paths and records what they say of our mails. Nothing in a mailbox
    /// is changed.
    ///
    /// # Errors
    /// [`Error::NotSealed`], and those of [`Campaign::read_returns`].
    pub fn record_returns(&self, paths: &[PathBuf], now: Timestamp) -> Result<Returns, Error> {
        let mut opened = self.open_sealed()?;
        let known = known_mails(&opened.view())?;
        let mut returns = read_all(&known, paths)?;
        opened.record_all(&mut returns, now)?;
        self.record_root(&mut opened, now)?;
        Ok(returns)
    }
}

impl Opened {
    /// Records what these mails say of ours, in one commit, and what came of each; what a person has
    /// to settle is kept.
    pub(super) fn record_all(
        &mut self,
        returns: &mut Returns,
        now: Timestamp,
    ) -> Result<(), Error> {
        let reports = reports(self, &returns.mails)?;
        let mails = &mut returns.mails;
        // What the journal is going to name is in the vault before.
        let (to_come, mut left_out) = weigh(self.ledger(), &self.key, &reports, mails, now);
        let mut named = named_in_tray(&to_come);
        keep_in_vault(self, mails, &named)?;
        let key = &self.key;
        self.journal.append_after(|ledger| {
            let (events, more) = weigh(ledger, key, &reports, mails, now);
            (left_out, named) = (more, named_in_tray(&events));
            Ok::<_, Error>(events)
        })??;
        tray::mark(self.ledger(), &self.key, mails);
        // Other commands may have changed meanwhile what a person has to settle.
        keep_in_vault(self, mails, &named)?;
        mails.iter_mut().for_each(ReadReturn::heed_the_tray);
        let recorded = |mail: &&ReadReturn| mail.recorded == Some(Recording::Recorded);
        returns.sum.recorded = mails.iter().filter(recorded).count();
        returns.not_kept = left_out;
        Ok(())
    }
}

/// The returned mails that these events put into the tray.
fn named_in_tray(events: &[Happened]) -> HashSet<TextId> {
    let kept = events.iter().filter_map(|(_, event)| match event {
        Event::TrayKept(kept) => Some(kept.report),
        _ => None,
    });
    kept.collect()
}

/// Keeps what the mails say that wait for a person, or are about to: `named` are those.
fn keep_in_vault(
    opened: &Opened,
    mails: &[ReadReturn],
    named: &HashSet<TextId>,
) -> Result<(), Error> {
    let waits = |mail: &&ReadReturn| {
        matches!(mail.tray, Some(TrayPlace::Waits(_)))
            || named.contains(&report_id(&opened.key, &mail.digest))
    };
    let texts: Vec<_> = mails
        .iter()
        .filter(waits)
        .map(|mail| {
            let report = report_id(&opened.key, &mail.digest);
            (
                tray::text_of(&opened.key, &report),
                KeptReturn::of(mail).text(),
            )
        })
        .collect();
    Ok(opened.texts.keep_all_durably(&texts)?)
}

/// What one returned mail would record.
struct ToRecord {
    /// The place of the mail.
    place: usize,
    notification: Notification,
    written: Option<Timestamp>,
}

/// What the mails would record, oldest first; the texts of servers are kept in the vault.
fn reports(opened: &Opened, mails: &[ReadReturn]) -> Result<Vec<ToRecord>, Error> {
    let mut found = Vec::new();
    for (place, mail) in mails.iter().enumerate() {
        let Some((recipient, digest, status, of)) = verdict(mail) else {
            continue;
        };
        let words = match of.said.words.as_str() {
            "" => None,
            words => Some(opened.texts.keep(words)?),
        };
        let report = report_id(&opened.key, &mail.digest);
        // For people who ask later which mail it was.
        opened.texts.keep_as(report, &mail.whereabouts())?;
        found.extend(of.matched.as_ref().map(|matched| ToRecord {
            place,
            notification: Notification {
                recipient,
                mail: digest,
                status,
                by: matched.by,
                cause:
                    (status != DeliveryStatus::Delivered).then(|| of.said.cause.name().to_owned()),
                about_us: of.said.fault() == Fault::Us,
                code: of.said.status,
                report,
                words,
            },
            written: mail.written(),
        }));
    }
    found.sort_by_key(|one| (one.written.is_none(), one.written));
    Ok(found)
}

/// Says of each mail what it comes to at this moment. Returns what is news and what a person has to
/// settle, and how many of those the tray has no room for.
fn weigh(
    ledger: &Ledger,
    key: &CampaignKey,
    reports: &[ToRecord],
    mails: &mut [ReadReturn],
    now: Timestamp,
) -> (Vec<Happened>, usize) {
    let mut after = ledger.clone();
    let mut events = Vec::new();
    tray::mark(ledger, key, mails);
    for mail in &mut *mails {
        mail.recorded = mail.kind.is_report().then_some(Recording::Unsure);
    }
    for one in reports {
        let said = &one.notification;
        let weight = after.weigh(&StatusReport {
            id: said.report,
            recipient: said.recipient,
            mail: said.mail,
            status: said.status,
            written: one.written,
        });
        let recording = match weight {
            Weight::News => {
                let event = Event::Returned(said.clone());
                if after.apply(now, &event).is_ok() {
                    events.push((now, event));
                    Recording::Recorded
                } else {
                    Recording::Unsure
                }
            }
            Weight::Nothing | Weight::ReadBefore => Recording::NoNews,
            Weight::EarlierMail | Weight::EarlierAttempt => Recording::Earlier,
            Weight::NeverOffered | Weight::Unknown | Weight::PerhapsEarlier => Recording::Unsure,
        };
        mails[one.place].recorded = Some(recording);
    }
    for mail in &mut *mails {
        mail.heed_the_tray();
    }
    let (kept, left_out) = tray::to_keep(ledger, key, mails, now);
    events.extend(kept);
    (events, left_out)
}
