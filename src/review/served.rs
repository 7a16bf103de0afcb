//! The pages of one seal for a server: read once, asked for often.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::csv_files;
use super::fault::ReviewFault;
use super::input::Input;
use super::mails::{ReadMail, each_mail};
use super::page::bundle_input::Case;
use super::page::enclosures::Enclosures;
use super::page::parsed_mail::{self, MailAttachment, ParsedMail};
use super::page::previous_seal::PreviousSeal;
use super::page::{changes, mail_page, overview, signoff_view, wordings};
use super::served_lines::{LineChoices, ServedLine, ServedLines};
use super::wording::patterns::{Gathering, Wordings};
use crate::id::{Digest, ListId, Pseudonym};
use crate::journal::ledger::state::SealEntry;
use crate::phrase::Speaker;
use crate::vault::{Outbox, Vault, VaultFault};

/// What the mails of a seal say about themselves, read from their bytes: the same for as long as the
/// seal is.
pub struct ReadMails {
    digest: Digest,
    /// `Message-ID`, size in bytes and subject of each mail, in the order of the list.
    heads: Vec<(String, u64, String)>,
    enclosures: Enclosures,
    wordings: Wordings,
}

impl ReadMails {
    /// The files that the mails have.
    pub(super) const fn enclosures(&self) -> &Enclosures {
        &self.enclosures
    }
}

/// A mail read back from its sealed bytes.
pub struct ServedMail {
    place: usize,
    bytes: Vec<u8>,
    opened: ParsedMail,
}

impl ServedMail {
    /// The mail itself, without `Date:`.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The HTML that the reader sees, with the mail's own pictures.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.opened.html
    }

    /// An attachment: its name and its content.
    #[must_use]
    pub fn file(&self, nth: usize) -> Option<(&str, &[u8])> {
        let file: &MailAttachment = self.opened.attachments.get(nth)?;
        Some((&file.name, &file.content))
    }
}

/// So many mails stay open.
const OPENED: usize = 4;

/// The pages of one seal.
pub struct SealPages {
    case: Case,
    outbox: Outbox,
    /// The mails that were opened last, the newest first: a browser asks for the page of a mail and then for its HTML.
    opened: Mutex<VecDeque<Arc<ServedMail>>>,
    lines: ServedLines,
    overview: Value,
    wordings: Value,
}

impl SealPages {
    /// Reads the seal and compares it with the digest in the journal. `known` is what was read of an
    /// earlier look at it.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn read(
        input: Input,
        speaker: Speaker,
        known: Option<&Arc<ReadMails>>,
    ) -> Result<(SealPages, Arc<ReadMails>), ReviewFault> {
        let mut case = Case::load(input, speaker)?;
        let outbox = Outbox::open(
            &case.input.vault,
            &[(case.seal.seal, case.seal.digest)],
            |_| {},
        )?;
        let read = match known.filter(|known| known.digest == case.seal.digest) {
            Some(known) => Arc::clone(known),
            None => Arc::new(read_mails(&case, &outbox)?),
        };
        outbox.let_go()?;
        for (mail, (message_id, octets, subject)) in case.mails.iter_mut().zip(&read.heads) {
            mail.sealed.message_id.clone_from(message_id);
            mail.sealed.octets = *octets;
            mail.subject.clone_from(subject);
        }
        let lines = ServedLines::of(&case);
        let patterns = Some(read.wordings.patterns.len());
        let overview = value(&overview::view(&case, read.enclosures.clone(), patterns)?)?;
        let wordings = value(&wordings::view(&case, &read.wordings))?;
        let pages = SealPages {
            overview,
            wordings,
            lines,
            opened: Mutex::default(),
            outbox,
            case,
        };
        Ok((pages, read))
    }

    /// The campaign digest.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.case.seal.digest
    }

    /// Speaks the language of the pages.
    #[must_use]
    pub const fn speaker(&self) -> &Speaker {
        &self.case.speaker
    }

    /// The first page, as its template takes it. Without the list of mails.
    #[must_use]
    pub const fn overview(&self) -> &Value {
        &self.overview
    }

    /// The wordings, as their template takes them: each text once, and first the mails that differ.
    #[must_use]
    pub const fn wordings(&self) -> &Value {
        &self.wordings
    }

    /// All mails in the order in which people read them.
    #[must_use]
    pub fn lines(&self) -> &[ServedLine] {
        self.lines.all()
    }

    /// What all mails can be narrowed by.
    #[must_use]
    pub const fn choices(&self) -> &LineChoices {
        self.lines.choices()
    }

    /// What differs from the mails of the earlier seal with this digest, as the template of the
    /// changes takes it, and whether that is the seal before this one; `None` if there is no such
    /// seal.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn changes_since(&self, digest: &Digest) -> Result<Option<(Value, bool)>, ReviewFault> {
        let input = &self.case.input;
        let mut earlier = input.ledger.seals().iter().rev();
        let mut earlier = earlier.by_ref().filter(|it| it.sealed.seal < input.seal);
        let is_it = |entry: &&SealEntry| entry.sealed.digest == *digest;
        let Some(before) = earlier.next() else {
            return Ok(None);
        };
        if is_it(&before) {
            return Ok(Some((self.overview["changes"].clone(), true)));
        }
        let Some(agreed) = earlier.find(is_it).filter(|_| *digest != self.digest()) else {
            return Ok(None);
        };
        let vault = Vault::open(&input.vault)?;
        vault.stand_still()?;
        let then = PreviousSeal::before(agreed.sealed.seal + 1, input, &vault)?;
        let view = then.map(|then| value(&changes::since(&self.case, &then)));
        Ok(view.transpose()?.map(|view| (view, false)))
    }

    /// The remarks with their answers, as their template takes them.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn remarks(&self) -> Result<Value, ReviewFault> {
        value(&signoff_view::remarks(&self.case, None)?)
    }

    /// The remarks for a spreadsheet.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn remarks_csv(&self) -> Result<Vec<u8>, ReviewFault> {
        csv_files::remarks(&self.case)
    }

    /// The mail with this id in a path; `None` if there is none.
    #[must_use]
    pub fn line(&self, path: &str) -> Option<&ServedLine> {
        self.lines.at(self.lines.place(path)?)
    }

    /// Reads a mail, compares it with what was sealed, and opens it as a reader's program does.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn mail(&self, line: &ServedLine) -> Result<Arc<ServedMail>, ReviewFault> {
        let place = self.lines.place(&line.path).ok_or(VaultFault::Missing)?;
        let mut last = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mail) = last.iter().find(|mail| mail.place == place) {
            return Ok(Arc::clone(mail));
        }
        let (bytes, opened) = open(&self.outbox, &line.recipient, &line.id)?;
        let mail = Arc::new(ServedMail {
            place,
            bytes,
            opened,
        });
        last.truncate(OPENED - 1);
        last.push_front(Arc::clone(&mail));
        Ok(mail)
    }

    /// The page of a mail, as its template takes it.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn mail_page(&self, mail: &ServedMail) -> Result<Value, ReviewFault> {
        let sheet = &self.case.mails[self.case.order[mail.place]];
        let remarks = signoff_view::remarks(&self.case, Some(&sheet.sealed.recipient))?;
        value(&mail_page::view(
            &self.case,
            mail.place,
            &mail.opened,
            remarks,
        )?)
    }
}

pub(super) fn value(view: &impl serde::Serialize) -> Result<Value, ReviewFault> {
    let fault = |fault: serde_json::Error| {
        handlebars::RenderError::from(handlebars::RenderErrorReason::SerdeError(fault))
    };
    Ok(serde_json::to_value(view).map_err(fault)?)
}

fn open(
    outbox: &Outbox,
    recipient: &Pseudonym,
    id: &ListId,
) -> Result<(Vec<u8>, ParsedMail), ReviewFault> {
    let stored = outbox.read(recipient)?;
    let bytes = stored.bytes();
    let opened = parsed_mail::open_sealed(&bytes, &stored.digest, id)?;
    Ok((bytes, opened))
}

fn read_mails(case: &Case, outbox: &Outbox) -> Result<ReadMails, ReviewFault> {
    let mut enclosures = Enclosures::default();
    let mut heads = vec![(String::new(), 0, String::new()); case.mails.len()];
    let mut words = Gathering::default();
    let mut places = case.order.iter();
    let with_words = |mail: ReadMail| Ok((mail.words(case), mail));
    each_mail(case, outbox, with_words, |(said, mail)| {
        for attachment in &mail.opened.attachments {
            enclosures.count(attachment);
        }
        words.add(said);
        if let Some(at) = places.next() {
            let octets = mail.bytes.len() as u64;
            heads[*at] = (mail.message_id, octets, mail.opened.subject);
        }
        Ok(())
    })?;
    Ok(ReadMails {
        digest: case.seal.digest,
        heads,
        enclosures,
        wordings: words.compared(),
    })
}
