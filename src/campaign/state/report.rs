//! What the final report says: the facts of the campaign, and each row of the list once.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::state_name::state_phrase;
use super::status::{MailStatus, ground_now, status_of_row, sum_as_seen};
use crate::address::Address;
use crate::campaign::decisions::act::state_of;
use crate::campaign::folder::opened::View;
use crate::campaign::{Campaign, Error, Kind};
use crate::delivery::State;
use crate::id::{ListId, Pseudonym, TextId};
use crate::journal::event::RemarkAct;
use crate::list;
use crate::report::{
    ApprovalFact, Domains, GroundCount, Reached, RemarkAnswer, RemarkFact, ReportFacts, SealFact,
    Sending, StateCount,
};
use crate::review::Aliases;
use crate::vault::SealedRow;

/// One row of the list, and what became of it.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// Its id in the list; its alias in a redacted report.
    pub id: String,
    /// Its name; empty in a redacted report.
    pub organisation: String,
    /// What became of it.
    pub outcome: RowOutcome,
}

/// What became of a row.
#[derive(Debug, Clone)]
pub enum RowOutcome {
    /// It has a mail.
    Mailed(Box<MailStatus>),
    /// A person withholds it, and no seal ever held a mail for it.
    Withheld {
        /// Who, if the vault still has the name and it may be said.
        by: Option<String>,
    },
    /// A rule of the list leaves it out.
    LeftOut {
        /// The ground; `None`: one that the settings don't name, in a redacted report.
        ground: Option<String>,
        /// Whether it gets a letter.
        by_post: bool,
    },
    /// It is back on the list, and no seal has a mail for it yet.
    Unsealed,
}

/// How rows are called, and what may be said of them.
struct Naming {
    aliases: Option<Aliases>,
    by_post: HashSet<String>,
    named_grounds: HashSet<String>,
}

impl Campaign {
    /// Returns the facts of the report, and passes on every row that any seal knew: in the order of the list, or in that of
    /// the aliases of a redacted report.
    ///
    /// # Errors
    /// [`Error::NotSealed`]; errors of journal, vault and key; those of `take`.
    pub fn report(
        &self,
        redacted: bool,
        mut take: impl FnMut(ReportRow) -> Result<(), Error>,
    ) -> Result<ReportFacts, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let (view, lives) = (opened.view(), self.is_busy());
        let newest = view.ledger.newest_seal().ok_or(Error::NotSealed)?;
        let (rows, naming) = self.rows_of_report(view, redacted)?;
        let mut counted = Counted::default();
        for row in &rows {
            let outcome = naming.outcome(view, row, lives)?;
            counted.take_in(&outcome);
            take(naming.named(row, outcome)?)?;
        }
        let mut sending = Sending::default();
        opened.journal.each_record(|record| {
            if Sending::KINDS.contains(&record.kind.as_str()) {
                let happened = record.happened();
                let (at, event) = happened.map_err(crate::journal::StoreFault::from)?;
                sending.take_in(at, &event);
            }
            Ok::<(), crate::journal::JournalFault>(())
        })?;
        let sealed = sum_as_seen(view.ledger, lives).listed;
        debug_assert!(rows.len() >= sealed, "every row of a seal is in the vault");
        Ok(ReportFacts {
            campaign: opened.vault.seal(newest.sealed.seal)?.head.campaign,
            kind: self.kind().name(),
            digest: newest.sealed.digest,
            sealed_at: newest.at,
            seals: seals(view, redacted)?,
            listed: rows.len(),
            states: counted.states(),
            grounds: counted.grounds(),
            unsealed: counted.unsealed,
            sending,
            domains: counted.domains,
            approvals: approvals(view, redacted)?,
            remarks: if redacted {
                vec![]
            } else {
                remarks(view, &rows)?
            },
            remarks_counted: (
                view.ledger.open_remarks().count(),
                view.ledger.closed_remarks().len(),
            ),
            head: opened.journal.tip(),
            records_lost: view.ledger.records_lost_since(),
            sender_lives: lives && self.kind() != Kind::Rehearsal,
            redacted,
        })
    }

    /// Every row that any seal knew, in the order in which it is shown, and how rows are called.
    fn rows_of_report(
        &self,
        view: View<'_>,
        redacted: bool,
    ) -> Result<(Vec<SealedRow>, Naming), Error> {
        let mut rows = view.vault.all_rows()?;
        let aliases = redacted.then(|| Aliases::of(view.key, &rows));
        if let Some(aliases) = &aliases {
            // The order of the list says as much as its numbers do.
            rows.sort_by(|one, other| {
                let alias = |row: &SealedRow| aliases.get(&row.recipient);
                alias(one).cmp(alias(other))
            });
        }
        let owned = |names: HashSet<&str>| names.into_iter().map(str::to_owned).collect();
        let list = &self.settings().list;
        let naming = Naming {
            aliases,
            by_post: owned(list::post_grounds(list)),
            named_grounds: owned(list::grounds(list)),
        };
        Ok((rows, naming))
    }
}

impl Naming {
    /// The row as it is called in the report.
    fn named(&self, row: &SealedRow, mut outcome: RowOutcome) -> Result<ReportRow, Error> {
        let Some(aliases) = &self.aliases else {
            return Ok(ReportRow {
                id: row.list_id.to_string(),
                organisation: row.organisation.clone(),
                outcome,
            });
        };
        let alias = aliases.get(&row.recipient).to_owned();
        match &mut outcome {
            RowOutcome::Mailed(mail) => **mail = unnamed(mail, &alias)?,
            RowOutcome::Withheld { by } => *by = None,
            RowOutcome::LeftOut { .. } | RowOutcome::Unsealed => {}
        }
        Ok(ReportRow {
            id: alias,
            organisation: String::new(),
            outcome,
        })
    }

    fn outcome(&self, view: View<'_>, row: &SealedRow, lives: bool) -> Result<RowOutcome, Error> {
        let ledger = view.ledger;
        if let Some(state) = state_of(ledger, &row.recipient, lives)
            && let Some(mail) = status_of_row(view, row, state)?
        {
            return Ok(RowOutcome::Mailed(Box::new(mail)));
        }
        if ledger.recipient(&row.recipient).is_some() {
            let is_sealed_so = row.by_post == Some(true);
            let ground = ground_now(ledger, view.texts, row.clone());
            // A ground that the settings don't name may say more than a kind.
            let may_be_said = self.aliases.is_none() || self.named_grounds.contains(&ground);
            return Ok(RowOutcome::LeftOut {
                by_post: is_sealed_so || self.by_post.contains(&ground),
                ground: may_be_said.then_some(ground),
            });
        }
        // No seal could hold a mail for it.
        let decision = ledger.decision(&row.recipient);
        Ok(match decision.filter(|it| it.withheld) {
            Some(decision) => RowOutcome::Withheld {
                by: view.texts.read(&decision.by)?,
            },
            None => RowOutcome::Unsealed,
        })
    }
}

/// The same status with nothing in it that says whose it is: state and cause alone. Times give the order of the list away.
fn unnamed(mail: &MailStatus, alias: &str) -> Result<MailStatus, Error> {
    let nobody = || Error::NoSuchId {
        id: alias.to_owned(),
    };
    let never = jiff::Timestamp::UNIX_EPOCH;
    Ok(MailStatus {
        id: ListId::new(alias).map_err(|_| nobody())?,
        organisation: String::new(),
        address: Address::parse(&format!("{alias}@redacted.invalid")).map_err(|_| nobody())?,
        state: match &mail.state {
            State::Deferred { .. } => State::Deferred { not_before: never },
            state => state.clone(),
        },
        attempts: 0,
        message_id: String::new(),
        queue_id: None,
        reply: None,
        answer: mail.answer,
        doubt: mail.doubt,
        at: never,
        offered_at: None,
        records_missing: mail.records_missing,
        withheld_by: mail.withheld_by.as_ref().map(|_| None),
        returned_for: Some(mail.cause()),
        returned: None,
        returned_words: None,
        vouched_by: None,
        earlier: vec![],
    })
}

/// The rows, counted each in one place.
#[derive(Default)]
struct Counted {
    states: BTreeMap<&'static str, usize>,
    grounds: BTreeMap<(Option<String>, bool), usize>,
    unsealed: usize,
    domains: Domains,
}

impl Counted {
    fn take_in(&mut self, outcome: &RowOutcome) {
        let place = match outcome {
            RowOutcome::Mailed(mail) => {
                let reached = Reached::by_mail(&mail.state);
                self.domains.take_in(mail.address.domain(), reached);
                self.states.entry(mail.state.name()).or_default()
            }
            RowOutcome::Withheld { .. } => self.states.entry(State::Withheld.name()).or_default(),
            RowOutcome::LeftOut { ground, by_post } => {
                let ground = (ground.clone(), *by_post);
                self.grounds.entry(ground).or_default()
            }
            RowOutcome::Unsealed => &mut self.unsealed,
        };
        *place += 1;
    }

    /// In the order in which people read them: what is done first.
    fn states(&self) -> Vec<StateCount> {
        const ORDER: [&str; State::NAMES.len()] = [
            "accepted",
            "delivered",
            "delayed",
            "offered",
            "deferred",
            "queued",
            "in_doubt",
            "refused",
            "bounced",
            "expired",
            "withheld",
        ];
        let counted = |name| StateCount {
            name,
            phrase: state_phrase(name),
            rows: self.states.get(name).copied().unwrap_or(0),
        };
        ORDER.into_iter().map(counted).collect()
    }

    fn grounds(&self) -> Vec<GroundCount> {
        let ground = |((ground, by_post), rows): (&(Option<String>, bool), &usize)| GroundCount {
            ground: ground.clone(),
            by_post: *by_post,
            rows: *rows,
        };
        self.grounds.iter().map(ground).collect()
    }
}

/// A person's name, if it may be said and the vault still has it.
fn person(view: View<'_>, by: &TextId, redacted: bool) -> Result<Option<String>, Error> {
    if redacted {
        return Ok(None);
    }
    Ok(view.texts.read(by)?)
}

fn seals(view: View<'_>, redacted: bool) -> Result<Vec<SealFact>, Error> {
    let mut seals = Vec::new();
    for entry in view.ledger.seals() {
        let sealed = &entry.sealed;
        let by = sealed.by.as_ref();
        seals.push(SealFact {
            number: sealed.seal,
            digest: sealed.digest,
            at: entry.at,
            by: by
                .map(|by| person(view, by, redacted))
                .transpose()?
                .flatten(),
            supplement: sealed.supplement,
        });
    }
    Ok(seals)
}

fn approvals(view: View<'_>, redacted: bool) -> Result<Vec<ApprovalFact>, Error> {
    let mut approvals = Vec::new();
    for entry in view.ledger.words() {
        let word = &entry.word;
        let recorded = match (&word.recorded_by, &word.paper) {
            (Some(by), Some(paper)) => {
                let (by, paper) = (person(view, by, redacted)?, person(view, paper, redacted)?);
                by.zip(paper)
            }
            _ => None,
        };
        approvals.push(ApprovalFact {
            role: word.role.clone(),
            by: person(view, &word.by, redacted)?,
            at: entry.at,
            digest: word.digest,
            recorded,
            signed: word.signature.is_some(),
            withdrawn: entry.withdrawn,
            replaced: entry.void,
        });
    }
    Ok(approvals)
}

fn remarks(view: View<'_>, rows: &[SealedRow]) -> Result<Vec<RemarkFact>, Error> {
    let about: HashSet<Pseudonym> = view
        .ledger
        .remarks()
        .iter()
        .filter_map(|(_, remark)| remark.mail)
        .collect();
    let rows: HashMap<Pseudonym, &SealedRow> = rows
        .iter()
        .filter(|row| about.contains(&row.recipient))
        .map(|row| (row.recipient, row))
        .collect();
    let mut found: BTreeMap<u32, RemarkFact> = BTreeMap::new();
    for (at, remark) in view.ledger.remarks() {
        let text = remark.text.as_ref();
        let text = text.map(|text| view.texts.read(text)).transpose()?;
        let said = RemarkAnswer {
            by: view.texts.read(&remark.by)?,
            at: *at,
            text: text.flatten().unwrap_or_default(),
        };
        match (remark.act, found.get_mut(&remark.number)) {
            (RemarkAct::Answered, Some(made)) => made.answers.push(said),
            (RemarkAct::Closed, Some(made)) => made.closed = Some(said),
            _ => {
                let row = remark.mail.and_then(|recipient| rows.get(&recipient));
                let about = row.map(|row| format!("{} {}", row.list_id, row.organisation));
                let made = RemarkFact {
                    number: remark.number,
                    about,
                    made: said,
                    answers: vec![],
                    closed: None,
                };
                found.insert(remark.number, made);
            }
        }
    }
    Ok(found.into_values().collect())
}
