//! The notice: merges templates with a row and composes the one mail of one recipient.
//!
//! Owns strict merge, the text and HTML parts, attachments and MIME composition. Never touches the
//! network or the journal. The same inputs and key give the same bytes.

pub mod accept;
mod attach;
mod both;
mod catalogue;
mod chosen;
mod compose;
mod count;
#[cfg(feature = "letters")]
mod desk;
pub mod encode;
mod everybody;
mod facts;
mod fetch;
pub mod gathered;
pub mod header;
mod helpers;
#[cfg(test)]
mod hostile;
mod html;
mod html_readings;
mod inline;
mod inside;
mod kind;
mod known;
pub mod leak;
mod leftover;
#[cfg(feature = "letters")]
mod letter;
mod link;
pub mod lint;
mod merge;
mod mjml;
mod mjml_values;
mod names;
mod office;
mod office_part;
pub mod origin;
mod page;
mod paper;
mod pdf_paper;
mod picture;
mod seek;
mod spot;
mod squeeze;
mod style_sheet;
mod template;
#[cfg(test)]
mod testing;
mod unmerged;
mod visible;
pub mod wire;
mod xmp;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::address::Address;
use crate::config;
use crate::fault::Fault;
use crate::id::{CampaignKey, Digest, ListId, Pseudonym};
use crate::list::Recipient;

/// Bytes that several mails have in common: a static attachment, encoded for the wire once.
#[derive(Debug, PartialEq, Eq)]
pub struct Shared {
    /// SHA-256 of `bytes`.
    pub digest: Digest,
    /// The whole MIME entity without the boundary lines around it: headers, empty line, base64.
    pub bytes: Vec<u8>,
}

/// A stretch of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of this mail alone.
    Own(Vec<u8>),
    /// Bytes it shares with others.
    Shared(Arc<Shared>),
}

impl Piece {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Piece::Own(bytes) => bytes,
            Piece::Shared(shared) => &shared.bytes,
        }
    }
}

/// One finished mail: everything but `Date:`, which is prepended at the first offer.
///
/// ASCII, CRLF line ends, no line over 998 octets, no line that begins with a dot (so its form on the
/// wire is the mail itself, RFC 5321 section 4.5.2), ends in CRLF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Who it is for, as journal and wire know them.
    pub recipient: Pseudonym,
    /// Who it is for, as the list knows them.
    pub list_id: ListId,
    /// The organisation's name.
    pub organisation: String,
    /// The forward-path.
    pub address: Address,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The subject, before encoding.
    pub subject: String,
    /// The text part, before encoding (LF line ends).
    pub text: String,
    /// The HTML part, before encoding (LF line ends).
    pub html: String,
    /// The attachments that not every mail has: a file of the row's own choosing, or its letter.
    pub own_files: Vec<Arc<Enclosure>>,
    /// SHA-256 over all pieces: the mail digest.
    pub digest: Digest,
    /// The bytes, in order.
    pub pieces: Vec<Piece>,
}

impl Mail {
    /// The size in octets, without `Date:`.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.iter().map(|piece| piece.bytes().len()).sum()
    }

    /// Never: a mail has headers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Who gets a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    All,
    /// The rows that chose it.
    Rows,
    /// One organisation: it was made for it.
    One,
}

/// A file that goes with mails, as the recipient gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// The name the recipient sees.
    pub name: String,
    /// The media type (RFC 2045).
    pub media_type: &'static str,
    /// The file's own bytes.
    pub content: Vec<u8>,
    /// SHA-256 of `content`.
    pub digest: Digest,
    /// Who gets it.
    pub audience: Audience,
    /// Encoded for the wire.
    pub shared: Arc<Shared>,
}

/// What a press is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The campaign folder.
    pub dir: &'a Path,
    /// `[notice]`
    pub notice: &'a config::Notice,
    /// `[sender]`
    pub sender: &'a config::Sender,
    /// The headers of the list.
    pub columns: &'a [String],
    /// Who is written to: some attachments are chosen by row.
    pub recipients: &'a [Recipient],
}

/// Everything that is needed to make mails: checked templates, attachments, sender.
#[derive(Debug)]
pub struct Press {
    /// What goes with every mail: its attachments, and the pictures of its HTML.
    pub enclosures: Vec<Arc<Enclosure>>,
    letterhead: compose::Letterhead,
    merge: merge::Merge,
    attachments: attach::Attachments,
}

impl Press {
    /// Reads and checks templates and attachments against the columns of the list and the values of the settings.
    ///
    /// # Errors
    /// All faults at once; warnings come with the press in the second place of the pair.
    pub fn load(sources: &Sources<'_>) -> Result<(Press, Vec<Fault>), Vec<Fault>> {
        let accept = &sources.notice.accept;
        let letterhead = compose::Letterhead::new(sources.sender, sources.notice.max_size);
        let merge = merge::Merge::load(sources);
        let attachments = attach::Attachments::load(sources);
        let never = accept::check(accept);
        match (letterhead, merge, attachments) {
            (Ok(letterhead), Ok((merge, mut warnings)), Ok((attachments, looks)))
                if never.is_empty() =>
            {
                warnings.extend(looks);
                warnings.extend(lint::sender(sources.sender));
                accept::apply(accept, &mut warnings);
                let enclosures = attachments.of_all();
                Ok((
                    Press {
                        enclosures,
                        letterhead,
                        merge,
                        attachments,
                    },
                    warnings,
                ))
            }
            (letterhead, merge, attachments) => {
                let mut faults = never;
                faults.extend(letterhead.err().unwrap_or_default());
                faults.extend(merge.map_or_else(|faults| faults, |(_, warnings)| warnings));
                faults.extend(attachments.map_or_else(|faults| faults, |(_, looks)| looks));
                accept::apply(accept, &mut faults);
                crate::fault::sort(&mut faults);
                Err(faults)
            }
        }
    }

    /// The one mail of one recipient. The same inputs and key give the same bytes.
    ///
    /// # Errors
    /// All faults of this row's mail, placed at the template's file and line, naming the row by its id.
    pub fn compose(&self, recipient: &Recipient, key: &CampaignKey) -> Result<Mail, Vec<Fault>> {
        let parts = self.merge.fill(recipient);
        let attached = self.attachments.of(recipient);
        match (parts, attached) {
            (Ok(parts), Ok(attached)) => {
                let kit = compose::Kit {
                    attached,
                    pictures: &self.attachments.pictures,
                };
                compose::compose(&self.letterhead, &kit, parts, recipient, key)
            }
            (parts, attached) => {
                let mut faults = parts.err().unwrap_or_default();
                faults.extend(attached.err().unwrap_or_default());
                Err(faults)
            }
        }
    }
}

impl Press {
    /// Where the mail of one recipient comes from, for what is found in it.
    #[must_use]
    pub fn origin<'a>(&'a self, recipient: &'a Recipient) -> origin::Origin<'a> {
        origin::Origin::new(&self.merge, recipient)
    }

    /// The HTML of a mail as a browser can show it by itself, its pictures within.
    #[must_use]
    pub fn page(&self, mail: &Mail) -> String {
        inline::with_pictures(&mail.html, &self.attachments.pictures)
    }
}

/// The folders that files of mails are taken from by name, by their path from the campaign folder.
#[must_use]
pub fn folders(notice: &config::Notice) -> Vec<PathBuf> {
    let chosen = notice
        .attachments
        .iter()
        .filter_map(|attachment| match &attachment.source {
            config::AttachmentSource::Column { folder, .. } => Some(folder),
            config::AttachmentSource::File(_) | config::AttachmentSource::Template(_) => None,
        });
    notice.partials.iter().chain(chosen).cloned().collect()
}

/// Every file that mails are made from, by its path from the campaign folder: templates, the folder of partials,
/// pictures, attachments, what letters read besides their row, and the folders that rows choose from.
#[must_use]
pub fn files(dir: &Path, notice: &config::Notice) -> Vec<PathBuf> {
    let mut files = vec![
        notice.subject.clone(),
        notice.text.clone(),
        notice.html.clone(),
    ];
    files.extend(notice.inline.iter().map(|picture| picture.file.clone()));
    for attachment in &notice.attachments {
        match &attachment.source {
            config::AttachmentSource::File(path) => files.push(path.clone()),
            config::AttachmentSource::Template(path) => {
                files.push(path.clone());
                #[cfg(feature = "letters")]
                files.extend(letter::files(dir, path));
            }
            config::AttachmentSource::Column { .. } => {}
        }
    }
    for folder in folders(notice) {
        files.extend(
            chosen::files_in(&dir.join(&folder))
                .into_iter()
                .map(|name| folder.join(name)),
        );
    }
    files
}
