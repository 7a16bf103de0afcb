//! A person says what a returned mail in the tray is about: one of our organisations, or none.

use jiff::Timestamp;

use super::fault::TrayFault;
use super::outcome::{ReadReturn, RecipientMatch};
use super::tray::{KeptReturn, report_id, text_of};
use super::verdict::worst;
use crate::bounce::{Fault, ReturnedRecipient};
use crate::campaign::decisions::act::wrong_state;
use crate::campaign::error::Wanted;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error};
use crate::delivery::DeliveryStatus;
use crate::id::{Pseudonym, TextId};
use crate::journal::event::{MatchedBy, Notification, TraySettled};
use crate::journal::ledger::state::{StatusReport, Weight};
use crate::journal::{Event, Happened, Ledger};

/// What a person says of a returned mail in the tray.
#[derive(Debug, Clone)]
pub struct SettleAsk {
    /// Its number.
    pub number: u32,
    /// The id of the organisation that it is about; `None`: about none of ours, or no news.
    pub mail: Option<String>,
    /// What became of the organisation's mail, where the returned mail itself doesn't say.
    pub status: Option<DeliveryStatus>,
    /// Who says so.
    pub by: String,
    /// The reason.
    pub why: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettledReturn {
    /// The organisation's mail has this state now.
    NewState(DeliveryStatus),
    /// The organisation's mail keeps its state: it has it already, or the returned mail is about an
    /// earlier attempt or an earlier mail.
    SameState,
    /// It is about none of ours, or no news.
    Dismissed,
}

/// What is recorded of a settled item.
struct Statement {
    number: u32,
    about: Option<(Pseudonym, DeliveryStatus)>,
    ground: Option<Ground>,
    by: TextId,
    why: TextId,
}

/// What the returned mail says, as the ground of the statement.
struct Ground {
    said: Option<ReturnedRecipient>,
    written: Option<Timestamp>,
    words: Option<TextId>,
}

impl Campaign {
    /// Records what a person says of a returned mail in the tray. About an organisation, it changes
    /// the state of its mail as the returned mail itself would.
    ///
    /// # Errors
    /// [`Error::NotSealed`], [`Error::Tray`], [`Error::NoSuchId`], [`Error::WrongState`]; then
    /// nothing was recorded.
    pub fn settle_return(&self, ask: &SettleAsk, now: Timestamp) -> Result<SettledReturn, Error> {
        let mut opened = self.open_sealed()?;
        waiting(opened.ledger(), ask.number)?;
        let (about, ground) = match &ask.mail {
            Some(id) => {
                let mail = kept(&opened, ask.number)?;
                let status = status(ask, &mail)?;
                let ground = ground(&opened, ask, &mail)?;
                (Some((opened.find(id)?, status)), Some(ground))
            }
            None => (None, None),
        };
        let (by, why) = opened.reasons(&ask.by, &ask.why)?;
        let statement = Statement {
            number: ask.number,
            about,
            ground,
            by,
            why,
        };
        let mut came_to = SettledReturn::Dismissed;
        opened.journal.append_after(|ledger| {
            let (events, what) = statement.events(ledger, now, ask.mail.as_deref())?;
            came_to = what;
            Ok::<_, Error>(events)
        })??;
        self.record_root(&mut opened, now)?;
        Ok(came_to)
    }
}

/// The report of the item, if it still waits.
fn waiting(ledger: &Ledger, number: u32) -> Result<TextId, Error> {
    let entry = ledger.tray_entry(number);
    let entry = entry.ok_or(TrayFault::NoSuchNumber { number })?;
    match entry.is_open() {
        true => Ok(entry.kept.report),
        false => Err(TrayFault::SettledBefore { number }.into()),
    }
}

/// What the vault kept of the returned mail.
fn kept(opened: &Opened, number: u32) -> Result<ReadReturn, Error> {
    let report = waiting(opened.ledger(), number)?;
    let text = opened.texts.read(&text_of(&opened.key, &report))?;
    let kept = text.as_deref().and_then(KeptReturn::read);
    let kept = kept.ok_or(TrayFault::NotInVault { number })?;
    Ok(kept.into_mail(number))
}

/// What the returned mail says of the organisation that the person names: of it alone, if it names it.
fn verdict_about<'m>(
    ask: &SettleAsk,
    mail: &'m ReadReturn,
) -> Option<(DeliveryStatus, &'m RecipientMatch)> {
    let is_asked = |one: &&RecipientMatch| {
        let found = one.matched.as_ref();
        found.is_some_and(|found| Some(found.id.as_str()) == ask.mail.as_deref())
    };
    let own = worst(mail, mail.recipients.iter().filter(is_asked));
    own.or_else(|| worst(mail, mail.recipients.iter()))
}

/// What became of the mail: as the returned mail says, else as the person does.
fn status(ask: &SettleAsk, mail: &ReadReturn) -> Result<DeliveryStatus, Error> {
    let number = ask.number;
    let said = verdict_about(ask, mail).map(|(status, _)| status);
    match (said, ask.status) {
        (Some(said), Some(asked)) if said != asked => {
            Err(TrayFault::SaysOtherwise { number }.into())
        }
        (Some(said), _) => Ok(said),
        (None, Some(asked)) => Ok(asked),
        (None, None) => Err(TrayFault::StateMissing { number }.into()),
    }
}

fn ground(opened: &Opened, ask: &SettleAsk, mail: &ReadReturn) -> Result<Ground, Error> {
    let first = || mail.recipients.first().map(|one| &one.said);
    let said = verdict_about(ask, mail).map(|(_, one)| &one.said);
    let said = said.or_else(first);
    let words = said.filter(|said| !said.words.is_empty());
    let words = words.map(|said| opened.texts.keep(&said.words));
    // For people who ask later which mail it was.
    let report = report_id(&opened.key, &mail.digest);
    opened.texts.keep_as(report, &mail.whereabouts())?;
    Ok(Ground {
        said: said.cloned(),
        written: mail.written(),
        words: words.transpose()?,
    })
}

impl Statement {
    /// What is recorded, and what it comes to; `id` is the list's id of the organisation.
    fn events(
        &self,
        ledger: &Ledger,
        now: Timestamp,
        id: Option<&str>,
    ) -> Result<(Vec<Happened>, SettledReturn), Error> {
        let report = waiting(ledger, self.number)?;
        let settled = TraySettled {
            number: self.number,
            about: self.about.map(|(recipient, _)| recipient),
            by: self.by,
            why: self.why,
        };
        let mut events = vec![(now, Event::TraySettled(settled))];
        let (Some((recipient, status)), Some(ground)) = (self.about, &self.ground) else {
            return Ok((events, SettledReturn::Dismissed));
        };
        let entry = ledger.recipient(&recipient);
        let state = entry.and_then(|entry| entry.state());
        let refused = || wrong_state(id.unwrap_or_default(), state, Wanted::Return);
        let mail = entry.and_then(|entry| entry.mail()).ok_or_else(refused)?;
        let mail = mail.digest().ok_or_else(refused)?;
        let weight = ledger.weigh(&StatusReport {
            id: report,
            recipient,
            mail,
            status,
            written: ground.written,
        });
        match weight {
            // Which attempt it is about, the person says.
            Weight::News | Weight::PerhapsEarlier => {
                let said = ground.said.as_ref();
                let failed = said.filter(|_| status != DeliveryStatus::Delivered);
                events.push((
                    now,
                    Event::Returned(Notification {
                        recipient,
                        mail,
                        status,
                        by: MatchedBy::Person,
                        cause: failed.map(|said| said.cause.name().to_owned()),
                        about_us: failed.is_some_and(|said| said.fault() == Fault::Us),
                        code: said.and_then(|said| said.status),
                        report,
                        words: ground.words,
                    }),
                ));
                Ok((events, SettledReturn::NewState(status)))
            }
            Weight::Nothing | Weight::ReadBefore | Weight::EarlierMail | Weight::EarlierAttempt => {
                Ok((events, SettledReturn::SameState))
            }
            Weight::NeverOffered | Weight::Unknown => Err(refused()),
        }
    }
}
