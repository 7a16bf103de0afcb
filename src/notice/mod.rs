//! The notice: merges templates with a row and composes the one mail of one recipient.
//!
//! Owns strict merge, the text and HTML parts, attachments and MIME composition. Never touches the
//! network or the journal. The same inputs and key give the same bytes.

mod attach;
mod compose;
pub mod encode;
pub mod header;
mod helpers;
#[cfg(test)]
mod hostile;
mod html;
mod inside;
mod known;
pub mod leak;
mod link;
pub mod lint;
mod merge;
mod names;
mod page;
mod paper;
mod pdf;
mod squeeze;
mod template;
#[cfg(test)]
mod testing;
pub mod wire;

use std::path::Path;
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

/// A file that goes with every mail, as the recipient gets it.
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
    /// Encoded for the wire.
    pub shared: Arc<Shared>,
}

/// Everything that is needed to make mails: checked templates, attachments, sender.
#[derive(Debug)]
pub struct Press {
    /// The attachments of every mail, in order.
    pub enclosures: Vec<Enclosure>,
    letterhead: compose::Letterhead,
    merge: merge::Merge,
}

impl Press {
    /// Reads and checks templates and attachments against the columns of the list and the values of the settings.
    ///
    /// # Errors
    /// All faults at once; warnings come with the press in the second place of the pair.
    pub fn load(
        dir: &Path,
        notice: &config::Notice,
        sender: &config::Sender,
        columns: &[String],
    ) -> Result<(Press, Vec<Fault>), Vec<Fault>> {
        let letterhead = compose::Letterhead::new(sender);
        let merge = merge::Merge::load(dir, notice, columns);
        let enclosures = attach::load(dir, &notice.attachments);
        match (letterhead, merge, enclosures) {
            (Ok(letterhead), Ok((merge, mut warnings)), Ok((enclosures, looks))) => {
                warnings.extend(looks);
                warnings.extend(lint::sender(sender));
                Ok((Press { enclosures, letterhead, merge }, warnings))
            }
            (letterhead, merge, enclosures) => {
                let mut faults = letterhead.err().unwrap_or_default();
                faults.extend(merge.map_or_else(|faults| faults, |(_, warnings)| warnings));
                faults.extend(enclosures.map_or_else(|faults| faults, |(_, looks)| looks));
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
        let parts = self.merge.fill(recipient)?;
        compose::compose(&self.letterhead, &self.enclosures, parts, recipient, key)
    }
}
