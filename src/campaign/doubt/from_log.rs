//! Settles mails in doubt by what the relay's log shows.
//!
//! A log settles in one direction only: it shows that the relay took a mail. That it shows nothing proves nothing, and no
//! log makes a mail go again.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use jiff::Timestamp;

use super::unusable_log::UnusableLog;
use crate::campaign::decisions::act::state_of;
use crate::campaign::folder::opened::Opened;
use crate::campaign::relay::masked::Mask;
use crate::campaign::state::status::{MailStatus, Which};
use crate::campaign::{Campaign, Error};
use crate::clock::{Clock as _, SystemClock};
use crate::delivery::{DeliveryStatus, State, Word};
use crate::id::{Digest, ListId, Pseudonym};
use crate::journal::ledger::state::MailEntry;
use crate::journal::{Event, Ledger};
use crate::relay_log::{
    LogCoverage, LogFile, LogFinding, LogLine, LogOutcome, LogSearch, Packing, packing,
};
use crate::signoff;

/// So much of a line is kept; what counts comes first in all of them.
const MOST_OF_QUOTE: usize = 2_000;

/// What logs show of the mails in doubt, and what was settled by it.
#[derive(Debug, Clone)]
pub struct LogAnswers {
    /// The files that were read.
    pub files: Vec<LogFile>,
    /// The mails that were in doubt, in the order of the list.
    pub mails: Vec<LogAnswer>,
}

/// What logs show of one mail in doubt.
#[derive(Debug, Clone)]
pub struct LogAnswer {
    /// Its id in the list.
    pub id: ListId,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// When it was last handed over.
    pub offered_at: Option<Timestamp>,
    /// What the logs show.
    pub outcome: LogOutcome,
    /// The lines that show it, with addresses masked.
    pub lines: Vec<LogLine>,
    /// Whether the logs cover the time when it was handed over.
    pub covers: LogCoverage,
    /// The same mail came back once and was made due again, or a person said that it did not arrive and sent it again: a
    /// line may be about that attempt, so a person decides.
    pub came_back_before: bool,
    /// Whether it counts as arrived now, or would without `--dry-run`.
    pub settled: bool,
    /// Whether it is no longer in doubt: settled by the logs, or meanwhile by somebody else.
    pub is_over: bool,
}

impl LogAnswers {
    /// How many are still in doubt.
    #[must_use]
    pub fn left(&self) -> usize {
        self.mails.iter().filter(|mail| !mail.is_over).count()
    }
}

/// One mail in doubt, with the lines as they stand in the log.
struct ToSettle {
    recipient: Pseudonym,
    /// Digest and attempts of the mail as it was when the logs were read.
    read_for: Option<(Option<Digest>, u32)>,
    answer: LogAnswer,
    ground: String,
}

/// The mail of a recipient as the ledger knows it now: digest and attempts.
fn mail_now(ledger: &Ledger, recipient: &Pseudonym) -> Option<(Option<Digest>, u32)> {
    let mail = ledger.recipient(recipient).and_then(|entry| entry.mail());
    mail.map(|mail| (mail.digest(), mail.attempts))
}

impl Campaign {
    /// Says what these logs show of the mails in doubt; changes nothing. `-` is standard input.
    ///
    /// # Errors
    /// [`Error::NotSealed`], [`Error::File`], [`Error::Log`].
    pub fn search_logs(&self, files: &[PathBuf], now: Timestamp) -> Result<LogAnswers, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let (files, found) = self.in_logs(&opened, files, now)?;
        Ok(LogAnswers {
            files,
            mails: found.into_iter().map(|one| one.answer).collect(),
        })
    }

    /// Records that the mails in doubt arrived of which these logs show that the relay took them, in the name of the
    /// person who vouches for the logs: all in one commit, at the time after they were read. A mail that was tried or
    /// replaced meanwhile is left as it is.
    ///
    /// # Errors
    /// Those of [`Campaign::search_logs`].
    pub fn settle_by_logs(
        &self,
        files: &[PathBuf],
        by: &str,
        clock: &SystemClock,
    ) -> Result<LogAnswers, Error> {
        let mut opened = self.open_sealed()?;
        let (files, mut found) = self.in_logs(&opened, files, clock.now())?;
        let now = clock.now();
        let person = signoff::person(&opened.key, by);
        opened.texts.keep_as(person, by)?;
        let mut whys = Vec::with_capacity(found.len());
        for one in &found {
            whys.push(match one.answer.settled {
                true => Some(opened.texts.keep(&one.ground)?),
                false => None,
            });
        }
        let is_busy = self.is_busy();
        opened.journal.append_after(|ledger| {
            let mut events = Vec::new();
            for (one, why) in found.iter_mut().zip(whys) {
                let recipient = one.recipient;
                let in_doubt = state_of(ledger, &recipient, is_busy) == Some(State::InDoubt);
                let is_open = in_doubt && mail_now(ledger, &recipient) == one.read_for;
                // Meanwhile somebody else may have settled it, or sent it again.
                let Some(why) = why.filter(|_| is_open) else {
                    (one.answer.settled, one.answer.is_over) = (false, !in_doubt);
                    continue;
                };
                let left = ledger.left_by_a_dead_sender(&recipient);
                events.extend(left.map(|event| (now, event)));
                let arrived = Event::Resolved {
                    recipient,
                    word: Word::Arrived,
                    by: person,
                    why,
                    from_log: true,
                };
                events.push((now, arrived));
            }
            Ok::<_, Error>(events)
        })??;
        self.record_root(&mut opened, now)?;
        Ok(LogAnswers {
            files,
            mails: found.into_iter().map(|one| one.answer).collect(),
        })
    }

    fn in_logs(
        &self,
        opened: &Opened,
        files: &[PathBuf],
        now: Timestamp,
    ) -> Result<(Vec<LogFile>, Vec<ToSettle>), Error> {
        let status = self.status_of(opened.view(), self.is_busy(), Which::Unsettled)?;
        let mut mails = status.mails;
        mails.retain(|mail| mail.state == State::InDoubt);
        let zone = self.settings().window.timezone.clone();
        let wanted = mails.iter().map(|mail| {
            let recipient = opened.key.pseudonym(&mail.id);
            (
                mail.message_id.clone(),
                offered_first(opened.ledger(), &recipient),
            )
        });
        let mut search = LogSearch::new(wanted, zone, now);
        let mut read = Vec::with_capacity(files.len());
        for file in files {
            read.push(read_log(&mut search, file)?);
        }
        if let Some((file, after)) = search.disorder() {
            let (file, after) = (file.to_owned(), after.to_owned());
            return Err(UnusableLog::OutOfOrder { file, after }.into());
        }
        let found = mails.iter().map(|mail| {
            let recipient = opened.key.pseudonym(&mail.id);
            to_settle(opened.ledger(), &search, recipient, mail)
        });
        Ok((read, found.collect()))
    }
}

/// When the mail was first handed over; `None` if earlier attempts are a person's to judge, who may see their lines.
fn offered_first(ledger: &Ledger, recipient: &Pseudonym) -> Option<Timestamp> {
    let mail = ledger.recipient(recipient)?.mail()?;
    mail.date().filter(|_| !is_again(mail))
}

/// Whether the mail came back or was in doubt before, and was sent again.
fn is_again(mail: MailEntry<'_>) -> bool {
    let said = mail.notified().map(|(_, said)| said.status);
    mail.was_resent() || said == Some(DeliveryStatus::Failed)
}

fn to_settle(
    ledger: &Ledger,
    search: &LogSearch,
    recipient: Pseudonym,
    mail: &MailStatus,
) -> ToSettle {
    let nothing = LogFinding {
        outcome: LogOutcome::NotThere,
        lines: Vec::new(),
    };
    let LogFinding { outcome, lines } = search.finding(&mail.message_id).unwrap_or(nothing);
    let entry = ledger.recipient(&recipient).and_then(|entry| entry.mail());
    let came_back_before = entry.is_some_and(is_again);
    let ground = lines.iter().map(|line| {
        let text: String = line.text.chars().take(MOST_OF_QUOTE).collect();
        format!("{}:{}: {text}", line.file, line.number)
    });
    let mask = Mask::of(&mail.address, &mail.organisation, &mail.message_id);
    let masked = lines.iter().map(|line| LogLine {
        text: mask.over_cells(&line.text),
        ..line.clone()
    });
    let covers = mail.offered_at.map(|at| search.covers(at));
    ToSettle {
        recipient,
        read_for: mail_now(ledger, &recipient),
        ground: ground.collect::<Vec<_>>().join("\n"),
        answer: LogAnswer {
            id: mail.id.clone(),
            message_id: mail.message_id.clone(),
            offered_at: mail.offered_at,
            outcome,
            lines: masked.collect(),
            covers: covers.unwrap_or(LogCoverage::Unknown),
            came_back_before,
            settled: outcome.is_arrival() && !came_back_before,
            is_over: outcome.is_arrival() && !came_back_before,
        },
    }
}

/// Reads one log, unpacked if it is gzip.
fn read_log(search: &mut LogSearch, path: &Path) -> Result<LogFile, Error> {
    let name = path.display().to_string();
    let file_fault = |fault: io::Error| Error::file(name.clone())(fault);
    let from: Box<dyn io::Read> = match path.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path).map_err(file_fault)?),
    };
    let mut from = BufReader::with_capacity(1 << 16, from);
    let read = match packing(from.fill_buf().map_err(file_fault)?) {
        Packing::None => search.read(&name, from),
        Packing::Gzip => search.read(&name, BufReader::new(MultiGzDecoder::new(from))),
        Packing::Other => return Err(UnusableLog::Packed { file: name }.into()),
    };
    read.map_err(file_fault)
}
