//! The mails of a bundle: read one by one, opened and set on pages by several threads, and taken in their order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::fault::ReviewFault;
use super::page::bundle_input::{Case, MailSheet};
use super::page::parsed_mail::{self, MailAttachment};
use super::page::signoff_view::{self, RemarkThread};
use super::page::{mail_page, templates::Book, wordings};
use super::wording::mail_words::MailWords;
use crate::id::Digest;
use crate::vault::{Outbox, Stored, VaultFault};

/// Mails in the hands of each thread, those that wait included: they are the memory that this takes.
const IN_HAND: usize = 4;

/// More threads find nothing to do: one reads and writes.
const MOST_THREADS: usize = 8;

/// A mail to open.
struct Job {
    /// Its position in the order of reading.
    place: usize,
    stored: Stored,
    remarks: Vec<RemarkThread>,
}

/// A mail, opened.
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

/// Passes on every mail in the order of reading, each compared with what was sealed.
///
/// # Errors
/// The first fault in that order, or that of `take`.
pub(super) fn each_mail(
    case: &Case,
    book: &Book,
    mut take: impl FnMut(OpenedMail) -> Result<(), ReviewFault>,
) -> Result<(), ReviewFault> {
    let seal = [(case.seal.seal, case.seal.digest)];
    let outbox = Outbox::open(&case.input.vault, &seal, |_| {})?;
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(MOST_THREADS).min(case.mails.len().max(1));
    let (jobs, waiting) = channel::<Job>();
    let (done, finished) = channel();
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (waiting, done) = (&waiting, done.clone());
            scope.spawn(move || work(case, book, waiting, &done));
        }
        drop(done);
        let mut early = BTreeMap::new();
        let (mut given, mut taken) = (0, 0);
        while taken < case.mails.len() {
            while given < case.mails.len() && given - taken < threads * IN_HAND {
                let sent = jobs.send(job(case, &outbox, given)?);
                sent.map_err(|_| VaultFault::NotAsSealed)?;
                given += 1;
            }
            let (place, opened) = finished.recv().map_err(|_| VaultFault::NotAsSealed)?;
            early.insert(place, opened);
            while let Some(opened) = early.remove(&taken) {
                take(opened?)?;
                taken += 1;
            }
        }
        // The threads end when nothing more can come.
        drop(jobs);
        Ok(())
    })
}

/// Reads the mail at this position from the vault.
fn job(case: &Case, outbox: &Outbox, place: usize) -> Result<Job, ReviewFault> {
    let recipient = &sheet(case, place).sealed.recipient;
    Ok(Job {
        place,
        stored: outbox.read(recipient)?,
        remarks: signoff_view::remarks(case, Some(recipient))?,
    })
}

fn sheet(case: &Case, place: usize) -> &MailSheet {
    &case.mails[case.order[place]]
}

type Done = (usize, Result<OpenedMail, ReviewFault>);

fn work(case: &Case, book: &Book, waiting: &Mutex<Receiver<Job>>, done: &Sender<Done>) {
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(job) = next else { return };
        let place = job.place;
        if done.send((place, open(case, book, job))).is_err() {
            return;
        }
    }
}

/// Opens a mail as a reader's program does, and fills its page.
fn open(case: &Case, book: &Book, job: Job) -> Result<OpenedMail, ReviewFault> {
    let mail = sheet(case, job.place);
    let bytes = job.stored.bytes();
    let opened = parsed_mail::open_sealed(&bytes, &mail.sealed.digest, &mail.row.list_id)?;
    let shown = match case.input.redact {
        true => None,
        false => {
            let page = book.letter(&mail_page::view(case, job.place, &opened, job.remarks)?)?;
            Some(ShownMail {
                digest: Digest::of(page.as_bytes()),
                page,
                words: MailWords::of(&opened, wordings::known(mail)),
            })
        }
    };
    Ok(OpenedMail {
        place: job.place,
        message_id: job.stored.message_id,
        subject: opened.subject,
        attachments: opened.attachments,
        bytes,
        shown,
    })
}
