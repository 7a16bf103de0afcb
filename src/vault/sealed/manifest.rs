//! The manifest: the text that the campaign digest covers, line by line. Pure.
//!
//! The head comes first: sender, relay, sign-off policy, dates. Then one line per mail, in the
//! order of the list: pseudonym, forward-path, mail digest, the digest of layout and own bytes,
//! octets and `Message-ID`. Last come a line for the rows of the list and one for the findings,
//! each with a count and a digest. SHA-256 over all lines is the campaign digest. Manifest 1 had no
//! octets, `Message-ID`s, rows and findings.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::head::{SealHead, json};
use super::rows::{MailRow, SealedRow};
use crate::address::Address;
use crate::finding::Finding;
use crate::id::{Digest, Pseudonym};

pub use super::head::FORM;

/// Computes the campaign digest, line by line.
///
/// ```
/// use heraut::address::Address;
/// use heraut::config;
/// use heraut::id::{Digest, Pseudonym};
/// use heraut::vault::SealHead;
/// use heraut::vault::manifest::{DigestTaker, MailLine};
///
/// let settings = std::fs::read_to_string(config::FILE)?;
/// let settings = config::read(config::FILE, &settings, &[]).unwrap();
/// let head = SealHead::of(&settings, "trial", None);
/// let sealed = |bytes: &[u8]| {
///     let digest = Digest::of(bytes);
///     let mut manifest = DigestTaker::new(&head);
///     manifest.mail(&MailLine {
///         recipient: &Pseudonym::from_bytes([1; 16]),
///         address: &Address::parse("info@bureau.example").unwrap(),
///         digest: &digest,
///         own: &digest,
///         octets: bytes.len() as u64,
///         message_id: "1@voorbeeldzaken.example",
///     });
///     manifest.finish()
/// };
/// // One changed byte of one mail is another campaign digest.
/// assert_eq!(sealed(b"Geachte"), sealed(b"Geachte"));
/// assert_ne!(sealed(b"Geachte"), sealed(b"geachte"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct DigestTaker {
    form: u32,
    sum: Sha256,
    rows: Section,
    findings: Section,
}

/// A count of lines and the digest over them.
#[derive(Clone, Default)]
struct Section {
    count: u32,
    sum: Sha256,
}

impl Section {
    fn line(&mut self, line: &str) {
        self.count += 1;
        self.sum.update(line.as_bytes());
    }

    fn finish(self, name: &str) -> String {
        format!(
            "{name} {} {}\n",
            self.count,
            Digest::from_bytes(self.sum.finalize().into())
        )
    }
}

impl DigestTaker {
    /// Starts with the head.
    #[must_use]
    pub fn new(head: &SealHead) -> Self {
        let mut text = String::new();
        for (key, value) in head.lines() {
            let _ = writeln!(text, "{key} {value}");
        }
        let mut sum = Sha256::new();
        sum.update(text.as_bytes());
        DigestTaker {
            form: head.form,
            sum,
            rows: Section::default(),
            findings: Section::default(),
        }
    }

    /// Adds the next mail.
    pub fn mail(&mut self, mail: &MailLine<'_>) {
        self.sum.update(mail.line(self.form).as_bytes());
    }

    /// Adds the next row of the list, by its [`row_line`].
    pub fn row(&mut self, line: &str) {
        self.rows.line(line);
    }

    /// Adds the next finding, by its [`finding_line`].
    pub fn finding(&mut self, line: &str) {
        self.findings.line(line);
    }

    /// The last lines of the manifest: the number of rows and findings, and their digests.
    #[must_use]
    pub fn tail(&self) -> String {
        match self.form {
            1 => String::new(),
            _ => self.rows.clone().finish("rows") + &self.findings.clone().finish("findings"),
        }
    }

    /// The campaign digest.
    #[must_use]
    pub fn finish(mut self) -> Digest {
        self.sum.update(self.tail().as_bytes());
        Digest::from_bytes(self.sum.finalize().into())
    }
}

/// The manifest's line of one mail.
#[derive(Debug, Clone, Copy)]
pub struct MailLine<'m> {
    /// Pseudonym of the recipient.
    pub recipient: &'m Pseudonym,
    /// Forward-path.
    pub address: &'m Address,
    /// The mail digest.
    pub digest: &'m Digest,
    /// Digest of layout and own bytes.
    pub own: &'m Digest,
    /// Octets, without `Date:`.
    pub octets: u64,
    /// `Message-ID` without the angle brackets.
    pub message_id: &'m str,
}

impl MailLine<'_> {
    /// The line in a manifest of this format.
    #[must_use]
    pub fn line(&self, form: u32) -> String {
        let MailLine {
            recipient,
            address,
            digest,
            own,
            octets,
            message_id,
        } = self;
        match form {
            1 => format!("mail {recipient} <{address}> {digest} {own}\n"),
            _ => format!("mail {recipient} <{address}> {digest} {own} {octets} <{message_id}>\n"),
        }
    }
}

impl MailRow {
    /// Its line in the manifest.
    #[must_use]
    pub fn line(&self) -> MailLine<'_> {
        MailLine {
            recipient: &self.recipient,
            address: &self.address,
            digest: &self.digest,
            own: &self.own,
            octets: self.octets,
            message_id: &self.message_id,
        }
    }
}

/// The manifest's line of one row of the list, as JSON, so that no value can look like two.
#[must_use]
pub fn row_line(row: &SealedRow) -> String {
    let SealedRow {
        recipient,
        list_id,
        sheet_row,
        organisation,
        ground,
        legal,
        by_post,
    } = row;
    let cells = (
        recipient.to_string(),
        list_id.as_str(),
        sheet_row,
        organisation,
        ground,
        legal,
        by_post,
    );
    json(&cells) + "\n"
}

/// The manifest's line of one finding, as JSON.
#[must_use]
pub fn finding_line(finding: &Finding) -> String {
    json(finding) + "\n"
}
