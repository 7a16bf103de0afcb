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
    /// This returned mail was read before, or a person settled it.
    ReadBefore,
    /// It is about a mail that a corrected one has replaced.
    EarlierMail,
    /// A delay, written before the mail's last attempt: nothing follows from it.
    EarlierAttempt,
    /// The mail was tried more than once, and the report doesn't say for certain about which attempt
    /// it is: a person has to look.
    PerhapsEarlier,
    /// By this journal the mail was never handed to a relay: somebody else sent it, or the report is made up.
    NeverOffered,
    /// No mail of this journal has this recipient.
    Unknown,
}

/// The clocks of two servers may be this far apart.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(15);

/// So much later than a report the last attempt may be, if there were several: the clocks of most
/// servers are right.
const SAME_ATTEMPT: SignedDuration = SignedDuration::from_mins(1);

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
        let in_tray = self.tray_entry_of(&report.id);
        let is_settled = in_tray.is_some_and(|entry| entry.settled.is_some());
        if is_settled || self.reports.contains(&report.id) {
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
        let is_before = report.written.is_some_and(before);
        if is_before && report.status == DeliveryStatus::Delayed {
            return Weight::EarlierAttempt;
        }
        match own.after(&Turn::Status(report.status)) {
            // Also of the only attempt: the clocks of two servers may be further apart than they should.
            Ok(next) if next != *own && (is_before || is_perhaps_earlier(mail, report)) => {
                match report.status {
                    DeliveryStatus::Delivered => Weight::News,
                    DeliveryStatus::Failed | DeliveryStatus::Delayed => Weight::PerhapsEarlier,
                }
            }
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
        self.tray.recognise(&notification.report);
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

/// Whether a report of a failure may be about an attempt before the last one: by when it was written, or because an
/// earlier attempt was in doubt, whose report may come at any time.
fn is_perhaps_earlier(mail: MailEntry<'_>, report: &StatusReport) -> bool {
    let is_certain = |written: Timestamp| {
        let offered = mail.offered_at();
        offered.is_none_or(|offered| offered.duration_since(written) <= SAME_ATTEMPT)
    };
    let was_in_doubt = mail.tried.is_some_and(|tried| tried.resent);
    report.status == DeliveryStatus::Failed
        && mail.attempts > 1
        && (was_in_doubt || !report.written.is_some_and(is_certain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::{Verdict, Word};
    use crate::id::CampaignKey;
    use crate::journal::Event;
    use crate::journal::event::{Answered, Lost, MatchedBy, Offered, Sealed, Step};

    const MINUTE: i64 = 60;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    fn mail(number: u8) -> Digest {
        Digest::of(&[number])
    }

    fn recipient() -> Pseudonym {
        Pseudonym::from_bytes([7; 16])
    }

    /// One mail, sealed and not offered.
    fn sealed() -> Ledger {
        let mut ledger = Ledger::default();
        seal(&mut ledger, 1);
        ledger
    }

    fn seal(ledger: &mut Ledger, seal: u32) {
        let number = u8::try_from(seal).unwrap();
        let sealed = Event::Sealed(Sealed {
            seal,
            digest: mail(100 + number),
            supplement: seal > 1,
            by: None,
        });
        let queued = Event::Queued {
            seal,
            recipient: recipient(),
            mail: mail(number),
        };
        for event in [sealed, queued] {
            ledger.apply(at(0), &event).unwrap();
        }
    }

    /// The mail was offered and taken at this time.
    fn taken(ledger: &mut Ledger, attempt: u32, seconds: i64) {
        let events = [
            Event::Offered(Offered {
                recipient: recipient(),
                attempt,
                date: at(seconds),
            }),
            Event::Answered(Answered {
                recipient: recipient(),
                attempt,
                step: Step::Dot,
                verdict: Verdict::Accepted { queue_id: None },
                reply: None,
                words: None,
                perhaps_taken: None,
            }),
        ];
        for event in events {
            ledger.apply(at(seconds), &event).unwrap();
        }
    }

    fn report(number: u8, status: DeliveryStatus, written: Option<i64>) -> StatusReport {
        StatusReport {
            id: CampaignKey::from_bytes([1; 32]).text_id(&number.to_string()),
            recipient: recipient(),
            mail: mail(1),
            status,
            written: written.map(at),
        }
    }

    fn read(ledger: &mut Ledger, report: &StatusReport) {
        let notification = Notification {
            recipient: report.recipient,
            mail: report.mail,
            status: report.status,
            by: MatchedBy::EnvelopeId,
            cause: None,
            about_us: false,
            code: None,
            report: report.id,
            words: None,
        };
        let event = Event::Returned(notification);
        ledger.apply(at(40 * MINUTE), &event).unwrap();
    }

    #[test]
    fn only_what_is_about_this_mail_and_this_attempt_is_news() {
        let failed = |written| report(1, DeliveryStatus::Failed, written);
        let mut ledger = Ledger::default();
        assert_eq!(ledger.weigh(&failed(None)), Weight::Unknown);
        seal(&mut ledger, 1);
        assert_eq!(ledger.weigh(&failed(None)), Weight::NeverOffered);
        taken(&mut ledger, 1, 20 * MINUTE);
        for (written, weight) in [
            (None, Weight::News),
            (Some(20 * MINUTE), Weight::News),
            // The clock of the server that wrote it may be slow.
            (Some(5 * MINUTE), Weight::News),
            (Some(5 * MINUTE - 1), Weight::PerhapsEarlier),
        ] {
            assert_eq!(ledger.weigh(&failed(written)), weight, "{written:?}");
        }
        let delayed = report(1, DeliveryStatus::Delayed, Some(0));
        assert_eq!(ledger.weigh(&delayed), Weight::EarlierAttempt);
        // That it arrived is true of whichever attempt.
        let delivered = report(1, DeliveryStatus::Delivered, Some(0));
        assert_eq!(ledger.weigh(&delivered), Weight::News);
        read(&mut ledger, &failed(None));
        seal(&mut ledger, 2);
        assert_eq!(
            ledger.weigh(&report(2, DeliveryStatus::Failed, None)),
            Weight::EarlierMail
        );
    }

    #[test]
    fn what_fails_after_a_doubt_was_sent_again_is_for_a_person() {
        let mut ledger = sealed();
        let offered = Event::Offered(Offered {
            recipient: recipient(),
            attempt: 1,
            date: at(0),
        });
        let lost = Event::LostSight {
            recipient: recipient(),
            attempt: 1,
            how: Lost::Cut,
        };
        let again = Event::Resolved {
            recipient: recipient(),
            word: Word::Resend,
            by: report(8, DeliveryStatus::Failed, None).id,
            why: report(9, DeliveryStatus::Failed, None).id,
            from_log: false,
        };
        for event in [offered, lost, again] {
            ledger.apply(at(0), &event).unwrap();
        }
        taken(&mut ledger, 2, MINUTE);
        let failed = report(1, DeliveryStatus::Failed, Some(90 * MINUTE));
        assert_eq!(ledger.weigh(&failed), Weight::PerhapsEarlier);
    }

    #[test]
    fn the_same_report_is_news_once_and_another_that_says_the_same_is_none() {
        let mut ledger = sealed();
        taken(&mut ledger, 1, 0);
        let first = report(1, DeliveryStatus::Failed, None);
        read(&mut ledger, &first);
        assert_eq!(ledger.weigh(&first), Weight::ReadBefore);
        for (number, status, weight) in [
            (2, DeliveryStatus::Failed, Weight::Nothing),
            (3, DeliveryStatus::Delayed, Weight::Nothing),
            (4, DeliveryStatus::Delivered, Weight::News),
        ] {
            let other = report(number, status, None);
            assert_eq!(ledger.weigh(&other), weight, "{status:?}");
        }
    }
}
