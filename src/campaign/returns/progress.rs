//! How far the mailbox was read: a file of plain lines that people may read and delete.
//!
//! Without it everything is read again, which changes nothing: what was recorded once is no news.
//! The same goes for a mailbox that is another one, whose numbers began anew (UIDVALIDITY), or for
//! a journal that no longer has what was recorded.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;

use crate::campaign::{Campaign, Error};
use crate::config::MailboxSettings;
use crate::id::Digest;
use crate::journal::Tip;

/// Its name in the folder of the journal.
const FILE: &str = "returns";
const HEAD: &str = "\
# How far heraut has read the mailbox that mails return to. Delete this file, and it reads all of it again.
";

/// How far a folder was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MailboxProgress {
    /// Which account and folder.
    pub(super) mailbox: Digest,
    /// Its UIDVALIDITY (RFC 9051, section 2.3.1.1).
    pub(super) validity: u32,
    /// The UID of the last mail that was read and recorded.
    pub(super) uid: u32,
    /// How far the journal went after that.
    pub(super) journal: Tip,
}

/// Which account and folder: a digest, so that the file names neither.
pub(super) fn mailbox_digest(mailbox: &MailboxSettings) -> Digest {
    let port = mailbox.port.to_string();
    let parts = [&mailbox.host, &port, &mailbox.user, &mailbox.folder];
    Digest::of(parts.map(String::as_str).join("\n").as_bytes())
}

impl MailboxProgress {
    fn text(&self) -> String {
        let MailboxProgress {
            mailbox,
            validity,
            uid,
            journal,
        } = self;
        format!("{HEAD}mailbox {mailbox}\nuidvalidity {validity}\nuid {uid}\njournal {journal}\n")
    }

    /// `None` for anything else than such a file.
    fn parse(text: &str) -> Option<MailboxProgress> {
        let value = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once(' '));
            lines.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        Some(MailboxProgress {
            mailbox: value("mailbox")?.parse().ok()?,
            validity: value("uidvalidity")?.parse().ok()?,
            uid: value("uid")?.parse().ok()?,
            journal: value("journal")?.parse().ok()?,
        })
    }
}

impl Campaign {
    /// How far the mailbox was read; `None` if nothing is known.
    pub(super) fn mailbox_progress(&self) -> Option<MailboxProgress> {
        MailboxProgress::parse(&fs::read_to_string(self.folder().join(FILE)).ok()?)
    }

    /// Keeps how far the mailbox was read: whole, or as it was.
    pub(super) fn keep_mailbox_progress(&self, progress: &MailboxProgress) -> Result<(), Error> {
        let path = self.folder().join(FILE);
        let aside = self.folder().join(format!("{FILE}.new"));
        let write = || -> io::Result<()> {
            let mut file = fs::OpenOptions::new()
                .create(true)
                .truncate(true)
                .write(true)
                .mode(0o600)
                .open(&aside)?;
            file.write_all(progress.text().as_bytes())?;
            file.sync_all()?;
            fs::rename(&aside, &path)
        };
        write().map_err(Error::file(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_half_of_it_is_nothing() {
        let progress = MailboxProgress {
            mailbox: Digest::of(b"x"),
            validity: 4_294_967_295,
            uid: 7,
            journal: Tip {
                count: 3,
                hash: Digest::of(b"y"),
            },
        };
        let text = progress.text();
        assert_eq!(MailboxProgress::parse(&text), Some(progress));
        let cut = text.len() - 64;
        assert_eq!(MailboxProgress::parse(&text[..cut]), None);
        assert_eq!(MailboxProgress::parse(""), None);
        assert_eq!(
            MailboxProgress::parse(&text.replace("uid 7", "uid -7")),
            None
        );
    }
}
