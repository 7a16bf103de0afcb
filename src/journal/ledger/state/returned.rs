//! What the relay said last of a mail, and what a returned mail changes.

use jiff::{SignedDuration, Timestamp};

use super::{Ledger, MailEntry, RelayAnswer};
use crate::delivery::{DeliveryStatus, Impossible, State, Turn};
use crate::id::{Digest, Pseudonym, TextId};
use crate::journal::event::Notification;

/// What a returned mail says about one mail of ours, before it is known whether it is news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusReport {
    /// Keyed digest of the returned mail's octets.
    pub id: TextId,
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Digest of the mail that it is about.
    pub mail: Digest,
    /// What became of it.
    pub status: DeliveryStatus,
    /// When the report was written, if it says so.
    pub written: Option<Timestamp>,
}

/// What a report comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It changes the state of its mail.
    News,
    /// The mail has that state already, or it changes nothing any more.
    Nothing,
    /// This returned mail was read before.
    ReadBefore,
    /// It is about a mail that a corrected one has replaced.
    EarlierMail,
    /// It was written before the mail's last attempt, so it is about an earlier one.
    EarlierAttempt,
    /// By this journal the mail was never handed to a relay: somebody else sent it, or the report is made up.
    NeverOffered,
    /// No mail of this journal has this recipient.
    Unknown,
}

/// The clocks of two servers may be this far apart.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(15);

impl<'l> MailEntry<'l> {
    /// The last answer of the relay.
    #[must_use]
    pub fn answer(&self) -> Option<&'l RelayAnswer> {
        self.tried?.answer.as_ref()
    }

    /// The returned mail that its state follows from, and when it was read.
    #[must_use]
    pub fn notified(&self) -> Option<&'l (Timestamp, Notification)> {
        self.tried?.notified.as_ref()
    }
}

impl Ledger {
    /// What this report comes to at this moment.
    #[must_use]
    pub fn weigh(&self, report: &StatusReport) -> Weight {
        if self.reports.contains(&report.id) {
            return Weight::ReadBefore;
        }
        let entry = self.recipient(&report.recipient);
        let Some(mail) = entry.and_then(|entry| entry.mail()) else {
            return Weight::Unknown;
        };
        if self
            .rows
            .is_about_an_earlier(&report.recipient, &report.mail)
        {
            return Weight::EarlierMail;
        }
        let own = mail.own_state();
        let after_an_offer = match own {
            State::Queued
            | State::Deferred { .. }
            | State::Refused { .. }
            | State::Expired
            | State::Withheld => mail.offered_at().is_some() || mail.is_doubted_for_lost_records(),
            State::Offered
            | State::Accepted
            | State::InDoubt
            | State::Delayed
            | State::Delivered
            | State::Bounced => true,
        };
        if !after_an_offer {
            return Weight::NeverOffered;
        }
        let before = |written: Timestamp| {
            let offered = mail.offered_at();
            offered.is_some_and(|offered| offered.duration_since(written) > CLOCKS_APART)
        };
        if report.status != DeliveryStatus::Delivered && report.written.is_some_and(before) {
            return Weight::EarlierAttempt;
        }
        match own.after(&Turn::Status(report.status)) {
            Ok(next) if next != *own => Weight::News,
            Ok(_) | Err(_) => Weight::Nothing,
        }
    }

    /// A returned mail says what became of a mail. About a mail that a corrected one has replaced, it changes nothing:
    /// the newest mail of a row is the one that counts.
    pub(crate) fn returned(
        &mut self,
        at: Timestamp,
        notification: &Notification,
    ) -> Result<(), Impossible> {
        let recipient = notification.recipient;
        self.reports.insert(notification.report);
        if self
            .rows
            .is_about_an_earlier(&recipient, &notification.mail)
        {
            return Ok(());
        }
        let mail = self.turned(at, recipient, &Turn::Status(notification.status))?;
        // A failure of which nothing follows, as for a mail that is due again, is not what the mail has come to.
        if mail.state != State::Bounced && notification.status == DeliveryStatus::Failed {
            return Ok(());
        }
        let tried = mail.tried.get_or_insert_default();
        tried.notified = Some((at, notification.clone()));
        tried.perhaps_taken = false;
        if mail.state != State::Offered {
            self.doubts.retain(|open| *open != recipient);
        }
        if let Some(loss) = &mut self.loss {
            loss.settle(recipient);
        }
        Ok(())
    }
}
