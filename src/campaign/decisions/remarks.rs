//! Remarks that nobody has closed: shown wherever people decide, so that none is overlooked.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::invitation_check::visited;
use crate::campaign::folder::opened::View;
use crate::campaign::{Campaign, Error};
use crate::id::{Digest, ListId, Pseudonym};
use crate::journal::event::{Remark, RemarkAct};
use crate::journal::{Event, Ledger};
use crate::phrase::said_outside;
use crate::signoff;
use crate::vault::SealedRow;

/// A remark that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRemark {
    /// Its number, to answer or close it.
    pub number: u32,
    /// Who made it; `None`: the vault no longer has the name.
    pub by: Option<String>,
    /// When it was made.
    pub at: Timestamp,
    /// The mail it is about; `None`: the whole seal.
    pub mail: Option<ListId>,
    /// Its text on one line, for screens that show names and addresses: it may name anybody.
    /// `None`: the vault no longer has it.
    pub text: Option<String>,
    /// How many answers it has.
    pub answers: usize,
}

impl Campaign {
    /// The remarks that are still open, oldest first.
    pub(crate) fn open_remarks(&self, view: View<'_>) -> Result<Vec<OpenRemark>, Error> {
        let View {
            ledger,
            vault,
            texts,
            ..
        } = view;
        let about: HashSet<Pseudonym> = ledger
            .open_remarks()
            .filter_map(|(_, remark)| remark.mail)
            .collect();
        let mut rows: HashMap<Pseudonym, SealedRow> = HashMap::new();
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

/// A remark to make, answer or close.
#[derive(Debug, Clone)]
pub struct RemarkAsk {
    /// The text; `None` to close without one.
    pub text: Option<String>,
    /// Who writes it.
    pub by: String,
    /// The mail it is about.
    pub mail: Option<String>,
    /// Number of the remark to answer.
    pub answer: Option<u32>,
    /// Number of the remark to close.
    pub close: Option<u32>,
}

impl Campaign {
    /// Makes, answers or closes a remark; returns its number.
    ///
    /// # Errors
    /// [`Error::NotSealed`], [`Error::NoSuchId`], [`Error::NoSuchRemark`].
    pub fn remark(&self, ask: &RemarkAsk, now: Timestamp) -> Result<u32, Error> {
        self.remark_by(ask, None, now)
    }

    /// Makes, answers or closes a remark, in a terminal or by an invitation's session.
    pub(crate) fn remark_by(
        &self,
        ask: &RemarkAsk,
        session: Option<&Digest>,
        now: Timestamp,
    ) -> Result<u32, Error> {
        let mut opened = self.open_sealed()?;
        let mail = ask.mail.as_deref().map(|id| opened.find(id)).transpose()?;
        let by = signoff::person(&opened.key, &ask.by);
        opened.texts.keep_as(by, &ask.by)?;
        let text = ask
            .text
            .as_deref()
            .map(|text| opened.texts.keep(text))
            .transpose()?;
        let mut number = 0;
        let made = |ledger: &Ledger| {
            let invitation = visited(ledger, session, None, now)?;
            let digest = ledger.newest_seal().ok_or(Error::NotSealed)?.sealed.digest;
            let acts = acts_of(ask, ledger)?;
            if let Some((last, _)) = acts.last() {
                number = *last;
            }
            let event = |(number, act)| {
                let remark = Remark {
                    number,
                    act,
                    by,
                    text,
                    mail,
                    digest,
                    invitation,
                };
                (now, Event::Remark(remark))
            };
            Ok::<_, Error>(acts.into_iter().map(event).collect())
        };
        opened.journal.append_after(made)??;
        Ok(number)
    }
}

/// What happens to which remark: an open one is answered, closed, or both; without a number a new
/// one is made.
fn acts_of(ask: &RemarkAsk, ledger: &Ledger) -> Result<Vec<(u32, RemarkAct)>, Error> {
    let remarks = ledger.remarks().iter().map(|(_, remark)| remark);
    let made = remarks.filter(|remark| remark.act == RemarkAct::Made);
    let numbers: Vec<u32> = made.map(|remark| remark.number).collect();
    let known = |number: u32| {
        let is_known = numbers.contains(&number);
        is_known
            .then_some(number)
            .ok_or(Error::NoSuchRemark { number })
    };
    let mut acts = Vec::new();
    if let Some(number) = ask.answer {
        acts.push((known(number)?, RemarkAct::Answered));
    }
    if let Some(number) = ask.close {
        acts.push((known(number)?, RemarkAct::Closed));
    }
    if acts.is_empty() {
        let last = numbers.iter().max().copied().unwrap_or(0);
        acts.push((last + 1, RemarkAct::Made));
    }
    Ok(acts)
}
