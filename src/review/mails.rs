//! The mails of a seal: read one by one, opened by several threads, and taken in their order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::fault::ReviewFault;
use super::page::bundle_input::Case;
use super::page::parsed_mail::{self, MailAttachment, ParsedMail};
use super::page::{mail_page, signoff_view, templates::Book, wordings};
use super::wording::mail_words::MailWords;
use crate::id::Digest;
use crate::vault::{Outbox, Stored, VaultFault};

/// Mails in the hands of each thread, those that wait included: they are the memory that this takes.
const IN_HAND: usize = 4;

/// More threads find nothing to do: one reads and writes.
const MOST_THREADS: usize = 8;

/// A mail, read back from its sealed bytes.
pub(super) struct ReadMail {
    /// Its position in the order of reading.
    place: usize,
    pub(super) message_id: String,
    pub(super) bytes: Vec<u8>,
    pub(super) opened: ParsedMail,
}

/// A mail, opened for the bundle.
pub(super) struct OpenedMail {
    /// Its position in the order of reading.
    pub(super) place: usize,
    pub(super) message_id: String,
    pub(super) subject: String,
    pub(super) bytes: Vec<u8>,
    pub(super) attachments: Vec<MailAttachment>,
    /// Its page and what it says; `None` in a redacted bundle.
    pub(super) shown: Option<ShownMail>,
}

/// What the bundle shows of a mail.
pub(super) struct ShownMail {
    pub(super) page: String,
    pub(super) digest: Digest,
    pub(super) words: MailWords,
}

/// Passes on every mail in the order of reading, each compared with what was sealed. Several threads
/// open the mails, and do with each what `make` says.
///
/// # Errors
/// The first fault in that order, or that of `take`.
pub(super) fn each_mail<T: Send>(
    case: &Case,
    outbox: &Outbox,
    make: impl Fn(ReadMail) -> Result<T, ReviewFault> + Sync,
    mut take: impl FnMut(T) -> Result<(), ReviewFault>,
) -> Result<(), ReviewFault> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(MOST_THREADS).min(case.mails.len().max(1));
    let (jobs, waiting) = channel::<(usize, Stored)>();
    let (done, finished) = channel();
    let (waiting, make) = (Mutex::new(waiting), &make);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (waiting, done) = (&waiting, done.clone());
            scope.spawn(move || work(case, make, waiting, &done));
        }
        drop(done);
        let mut early = BTreeMap::new();
        let (mut given, mut taken) = (0, 0);
        while taken < case.mails.len() {
            while given < case.mails.len() && given - taken < threads * IN_HAND {
                let recipient = case.mails[case.order[given]].sealed.recipient;
                let sent = jobs.send((given, outbox.read(&recipient)?));
                sent.map_err(|_| VaultFault::NotAsSealed)?;
                given += 1;
            }
            let (place, made) = finished.recv().map_err(|_| VaultFault::NotAsSealed)?;
            early.insert(place, made);
            while let Some(made) = early.remove(&taken) {
                take(made?)?;
                taken += 1;
            }
        }
        // The threads end when nothing more can come.
        drop(jobs);
        Ok(())
    })
}

fn work<T>(
    case: &Case,
    make: impl Fn(ReadMail) -> Result<T, ReviewFault>,
    waiting: &Mutex<Receiver<(usize, Stored)>>,
    done: &Sender<(usize, Result<T, ReviewFault>)>,
) {
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok((place, stored)) = next else { return };
        let made = read(case, place, stored).and_then(&make);
        if done.send((place, made)).is_err() {
            return;
        }
    }
}

/// Opens a mail as a reader's program does.
fn read(case: &Case, place: usize, stored: Stored) -> Result<ReadMail, ReviewFault> {
    let mail = &case.mails[case.order[place]];
    let bytes = stored.bytes();
    Ok(ReadMail {
        place,
        opened: parsed_mail::open_sealed(&bytes, &mail.sealed.digest, &mail.row.list_id)?,
        message_id: stored.message_id,
        bytes,
    })
}

impl ReadMail {
    /// What it says, in pieces that mails share.
    pub(super) fn words(&self, case: &Case) -> MailWords {
        MailWords::of(
            &self.opened,
            wordings::known(&case.mails[case.order[self.place]]),
        )
    }

    /// With its page, as the bundle has it.
    pub(super) fn on_page(self, case: &Case, book: &Book) -> Result<OpenedMail, ReviewFault> {
        let shown = match case.input.redact {
            true => None,
            false => {
                let recipient = &case.mails[case.order[self.place]].sealed.recipient;
                let remarks = signoff_view::remarks(case, Some(recipient))?;
                let view = mail_page::view(case, self.place, &self.opened, remarks)?;
                let page = book.letter(&view)?;
                Some(ShownMail {
                    digest: Digest::of(page.as_bytes()),
                    page,
                    words: self.words(case),
                })
            }
        };
        Ok(OpenedMail {
            place: self.place,
            message_id: self.message_id,
            subject: self.opened.subject,
            attachments: self.opened.attachments,
            bytes: self.bytes,
            shown,
        })
    }
}
