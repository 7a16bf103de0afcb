//! The organisations that could not be told by mail, for telephone and post.

use std::io::{self, Write as _};
use std::path::Path;

use super::status::{MailStatus, ground_now};
use crate::campaign::{Campaign, Error, Kind};
use crate::id::{Digest, ListId};
use crate::journal::ledger::state::Totals;
use crate::list;
use crate::new_place::NewFile;
use crate::review;

/// The organisations that the notice did not reach and, as things are, won't.
#[derive(Debug, Clone)]
pub struct Untold {
    /// The kind of run.
    pub kind: Kind,
    /// The newest campaign digest.
    pub digest: Digest,
    /// One for each, in the order of the list.
    pub rows: Vec<UntoldRow>,
    /// Mails of which it is not known yet: still to send, on their way, delayed or in doubt.
    pub open: usize,
}

/// An organisation that could not be told.
#[derive(Debug, Clone)]
pub enum UntoldRow {
    /// Its mail was refused, came back, expired or is withheld.
    Mailed(Box<MailStatus>),
    /// A person withholds it, and no seal ever held a mail for it.
    Withheld {
        /// Its id in the list.
        id: ListId,
        /// Its name: for screens that show names.
        organisation: String,
        /// Who withholds it, if the vault still has the name.
        by: Option<String>,
    },
    /// It gets a letter, by a rule of the list.
    ByPost {
        /// Its id in the list.
        id: ListId,
        /// Its name: for screens that show names.
        organisation: String,
        /// The ground.
        ground: String,
    },
}

impl Campaign {
    /// Returns who could not be told.
    ///
    /// # Errors
    /// [`Error::NotSealed`].
    pub fn untold(&self) -> Result<Untold, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let status = self.status()?;
        let by_post = list::post_grounds(&self.settings().list);
        let (ledger, texts) = (opened.ledger(), &opened.texts);
        let (mut rows, mut withheld) = (Vec::new(), Vec::new());
        opened.vault.each_row(|_, row| {
            let Some(entry) = ledger.recipient(&row.recipient) else {
                // Withheld before a seal could hold a mail for it.
                let decision = ledger.decision(&row.recipient);
                withheld.extend(decision.filter(|it| it.withheld).map(|it| (row, it.by)));
                return;
            };
            if !entry.is_excluded() {
                return;
            }
            let is_sealed_so = row.by_post == Some(true);
            let (sheet_row, id) = (row.sheet_row, row.list_id.clone());
            let organisation = row.organisation.clone();
            let ground = ground_now(ledger, texts, row);
            if is_sealed_so || by_post.contains(ground.as_str()) {
                let row = UntoldRow::ByPost {
                    id,
                    organisation,
                    ground,
                };
                rows.push((sheet_row, row));
            }
        })?;
        for (row, by) in withheld {
            let one = UntoldRow::Withheld {
                id: row.list_id,
                organisation: row.organisation,
                by: texts.read(&by)?,
            };
            rows.push((row.sheet_row, one));
        }
        rows.sort_by_key(|(sheet_row, _)| *sheet_row);
        let mut all: Vec<UntoldRow> = status
            .mails
            .into_iter()
            .filter(|mail| mail.state.is_correctable())
            // What may be corrected is what did not reach anybody, and won't by itself.
            .map(|mail| UntoldRow::Mailed(Box::new(mail)))
            .collect();
        all.extend(rows.into_iter().map(|(_, row)| row));
        Ok(Untold {
            kind: status.kind,
            digest: status.digest,
            rows: all,
            open: open(&status.sum),
        })
    }
}

fn open(sum: &Totals) -> usize {
    sum.queued + sum.offered + sum.deferred + sum.in_doubt + sum.delayed
}

/// Writes a table to a new file that only this user can read, as spreadsheets open it; no cell is a formula.
///
/// # Errors
/// [`Error::InTheWay`] if the file exists, [`Error::File`].
pub fn write_spreadsheet(path: &Path, lines: &[Vec<String>]) -> Result<(), Error> {
    let what = path.display().to_string();
    let octets = review::spreadsheet(lines).map_err(Error::file(what))?;
    let written = || -> io::Result<()> {
        let (new, mut file) = NewFile::begin(path)?;
        file.write_all(&octets)?;
        new.place(file)
    };
    written().map_err(Error::making(path))
}
