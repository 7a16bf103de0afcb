//! Records what returned mails say of our mails.
//!
//! Only what a report says is recorded that names a mail of ours by something that only this mail
//! has: anybody can send a report about an address. The journal decides whether it is news; the same
//! mail read again changes nothing. All of it is one commit.

use std::path::PathBuf;

use jiff::Timestamp;

use super::outcome::{ReadReturn, RecipientMatch, Recording, Returns};
use super::read::{known_mails, read_all};
use crate::bounce::{Fault, ReturnClass};
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::delivery::DeliveryStatus;
use crate::id::{Digest, Pseudonym};
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
        Ok(returns)
    }
}

impl Opened {
    /// Records what these mails say of ours, in one commit, and what came of each.
    pub(super) fn record_all(
        &mut self,
        returns: &mut Returns,
        now: Timestamp,
    ) -> Result<(), Error> {
        let reports = reports(self, &returns.mails)?;
        let mut weights = Vec::new();
        self.journal.append_after(|ledger| {
            let (events, found) = weigh(ledger, &reports, now);
            weights = found;
            Ok::<_, Error>(events)
        })??;
        for (place, recording) in weights {
            returns.mails[place].recorded = Some(recording);
            returns.sum.recorded += usize::from(recording == Recording::Recorded);
        }
        for mail in &mut returns.mails {
            if mail.recorded.is_none() && mail.kind.is_report() {
                mail.recorded = Some(Recording::Unsure);
            }
        }
        Ok(())
    }
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
        let report = opened.key.text_id(&mail.digest.hex());
        found.extend(of.matched.as_ref().map(|matched| {
            ToRecord {
                place,
                notification: Notification {
                    recipient,
                    mail: digest,
                    status,
                    by: matched.by,
                    cause: (status != DeliveryStatus::Delivered)
                        .then(|| of.said.cause.name().to_owned()),
                    about_us: of.said.fault() == Fault::Us,
                    code: of.said.status,
                    report,
                    words,
                },
                written: mail
                    .date
                    .and_then(|seconds| Timestamp::from_second(seconds).ok()),
            }
        }));
    }
    found.sort_by_key(|one| (one.written.is_none(), one.written));
    Ok(found)
}

/// What is news, and what came of each.
fn weigh(
    ledger: &Ledger,
    reports: &[ToRecord],
    now: Timestamp,
) -> (Vec<Happened>, Vec<(usize, Recording)>) {
    let mut after = ledger.clone();
    let (mut events, mut found) = (Vec::new(), Vec::new());
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
            Weight::NeverOffered | Weight::Unknown => Recording::Unsure,
        };
        found.push((one.place, recording));
    }
    (events, found)
}

/// What a report says of one of our mails: the worst, if it names several recipients behind it.
/// `None` if it names none, or isn't certain.
fn verdict(mail: &ReadReturn) -> Option<(Pseudonym, Digest, DeliveryStatus, &RecipientMatch)> {
    let recipients = mail.recipients.iter().filter(|_| mail.kind.is_report());
    let with_mail = recipients.filter_map(|one| {
        let (recipient, digest) = one.matched.as_ref()?.mail?;
        let status = match one.said.class {
            ReturnClass::Permanent => DeliveryStatus::Failed,
            ReturnClass::Temporary => DeliveryStatus::Delayed,
            ReturnClass::Success => DeliveryStatus::Delivered,
            ReturnClass::Unknown => return None,
        };
        Some((recipient, digest, status, one))
    });
    with_mail.min_by_key(|(_, _, status, _)| match status {
        DeliveryStatus::Failed => 0,
        DeliveryStatus::Delayed => 1,
        DeliveryStatus::Delivered => 2,
    })
}
