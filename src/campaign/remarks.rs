//! Remarks that nobody has closed: told wherever people decide, so that none is overlooked.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::{Campaign, Error};
use crate::id::{ListId, Pseudonym};
use crate::journal::Ledger;
use crate::journal::event::RemarkAct;
use crate::phrase::said_outside;
use crate::vault::{Row, Texts, Vault};

/// A remark that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRemark {
    /// Its number, to answer or close it by.
    pub number: u32,
    /// Who made it; `None`: the vault does not know the name any more.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// About whose mail; `None`: about the whole.
    pub mail: Option<ListId>,
    /// Its words on one line, for screens that show names and addresses: they may name anybody. `None`: the vault
    /// does not have them any more.
    pub text: Option<String>,
    /// How many answers it has.
    pub answers: usize,
}

impl Campaign {
    /// The remarks that are still open, oldest first.
    pub(super) fn open_remarks(
        &self,
        ledger: &Ledger,
        vault: &Vault,
        texts: &Texts,
    ) -> Result<Vec<OpenRemark>, Error> {
        let about: HashSet<Pseudonym> = ledger
            .open_remarks()
            .filter_map(|(_, remark)| remark.mail)
            .collect();
        let mut rows: HashMap<Pseudonym, Row> = HashMap::new();
        if !about.is_empty() {
            vault.each_row(|_, row| {
                if about.contains(&row.recipient) {
                    rows.insert(row.recipient, row);
                }
            })?;
        }
        let mut open = Vec::new();
        for (at, remark) in ledger.open_remarks() {
            let row = remark.mail.and_then(|recipient| rows.get(&recipient));
            let text = match &remark.text {
                Some(id) => texts.read(id)?,
                None => None,
            };
            let is_answer =
                |act: RemarkAct, number| act == RemarkAct::Answered && number == remark.number;
            open.push(OpenRemark {
                number: remark.number,
                by: texts.read(&remark.by)?,
                at: *at,
                mail: row.map(|row| row.list_id.clone()),
                text: text.as_deref().map(said_outside),
                answers: ledger
                    .remarks()
                    .iter()
                    .filter(|(_, it)| is_answer(it.act, it.number))
                    .count(),
            });
        }
        Ok(open)
    }
}
