//! One finished mail, and the files that go with it.

use std::sync::Arc;

use crate::address::Address;
use crate::id::{Digest, ListId, Pseudonym};

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

    /// What lint and leak check read of it.
    #[must_use]
    pub fn content(&self) -> MailContent<'_> {
        MailContent {
            list_id: &self.list_id,
            organisation: &self.organisation,
            subject: &self.subject,
            text: &self.text,
            html: &self.html,
            own_files: &self.own_files,
        }
    }

    /// Never: a mail has headers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The content of one mail, as lint and leak check read it.
#[derive(Debug, Clone, Copy)]
pub struct MailContent<'a> {
    /// Who it is for, as the list knows them.
    pub list_id: &'a ListId,
    /// The organisation's name.
    pub organisation: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text part (LF line ends).
    pub text: &'a str,
    /// The HTML part (LF line ends).
    pub html: &'a str,
    /// The attachments that not every mail has.
    pub own_files: &'a [Arc<Enclosure>],
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
