//! `heraut` alone: the state of this campaign, and the next step.

use std::collections::HashMap;

use jiff::Timestamp;

use super::status::Which;
use crate::campaign::decisions::approvals::{people_of, policy_of};
use crate::campaign::decisions::withheld::Withheld;
use crate::campaign::folder::opened::View;
use crate::campaign::{Campaign, Error, Kind, Status};
use crate::id::Digest;
use crate::journal::ledger::state::WordEntry;
use crate::signoff::{Approved, Standing, UnsignedApproval, taken_back};
use crate::vault::{EncryptedTexts, SealHead};

/// The state of a campaign.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The campaign's name.
    pub campaign: String,
    /// The kind of run.
    pub kind: Kind,
    /// The status, once something is sealed.
    pub status: Option<Status>,
    /// Who approved: role, name if the vault still has it, time.
    pub agreed: Vec<(String, Option<String>, Timestamp)>,
    /// Roles that still have to approve.
    pub missing: Vec<String>,
    /// Who withdrew an approval in a role that still has to approve.
    pub withdrawn: Vec<Withdrawn>,
    /// When the approvals expire, if the first mail has not gone out by then.
    pub valid_until: Option<Timestamp>,
    /// Whether approvals are signed.
    pub signed: bool,
    /// Approvals that count for nothing because of their signature.
    pub unsigned: Vec<UnsignedApproval>,
    /// Mails of the newest seal; 0 if nothing is sealed.
    pub sealed: usize,
    /// Organisations that people withhold.
    pub withheld: Vec<Withheld>,
    /// When sending on these approvals began: from then on they stay valid for the rest.
    pub begun: Option<Timestamp>,
    /// The next step.
    pub next: Next,
}

/// An approval that a person withdrew, in a role that has given none since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// The role.
    pub role: String,
    /// Who withdrew it, if the vault still has the name.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The reason, if one was given.
    pub why: Option<String>,
}

/// The next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Close the remarks, so many, that nobody may approve before.
    CloseRemarks(usize),
    /// Read the findings: `check`.
    Check,
    /// `send`, as a trial.
    TrySend,
    /// The trial so far went to another relay than the one that is set now: start it over.
    TryAnew,
    /// `seal`.
    Seal,
    /// Seal again: these files changed.
    SealAgain(Vec<String>),
    /// Open mails differ from what the list gives now.
    ListDiffers {
        /// Their ids.
        ids: Vec<String>,
        /// Whether a supplement takes them in; otherwise a whole seal.
        rerun: bool,
    },
    /// Rows of the list without a mail in a seal in force.
    Unsealed {
        /// Their ids.
        ids: Vec<String>,
        /// Whether a supplement takes them in; otherwise a whole seal.
        rerun: bool,
    },
    /// `review`, and somebody's approval.
    Approve {
        /// The digest.
        digest: Digest,
        /// The first role that is missing.
        role: String,
    },
    /// The approvals have expired.
    ApproveAgain(Digest),
    /// `send`.
    Send,
    /// A mail is in doubt: `resolve` this one first.
    Resolve(crate::id::ListId),
    /// Wait until this moment, or `send --wait`.
    Later(Timestamp),
    /// Some were refused or expired: correct their rows, then `rerun`.
    Correct,
    /// A sender is running: `status`, `stop`.
    Running,
    /// The campaign was closed here: continue where it was taken over.
    HandedOver(Timestamp),
    /// Nothing: everybody has it.
    Done,
}

impl Overview {
    /// Whether this is a trial in which nothing is left to send or to decide.
    #[must_use]
    pub fn is_finished_trial(&self) -> bool {
        self.kind == Kind::Trial && self.next == Next::Done
    }
}

impl Next {
    /// Whether the approvals have expired.
    #[must_use]
    pub const fn is_lapsed(&self) -> bool {
        matches!(self, Next::ApproveAgain(_))
    }
}

impl Campaign {
    /// Returns the state of this campaign, and the next step.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn overview(&self, now: Timestamp) -> Result<Overview, Error> {
        let mut overview = self.before_any_seal();
        let Some(opened) = self.sealed()? else {
            return self.unsealed(overview);
        };
        let view = opened.view();
        let View {
            key,
            ledger,
            vault,
            texts,
        } = view;
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?;
        let status = self.status_of(view, self.is_busy(), Which::All)?;
        let (number, digest) = (newest.sealed.seal, newest.sealed.digest);
        let stored = vault.seal(number)?;
        let policy = policy_of(key, &stored.head, ledger);
        let people = people_of(key, &policy, ledger, texts)?;
        let standing = Standing::of(
            digest,
            &policy,
            ledger.words(),
            &people,
            now,
            newest.begun.is_some(),
        );
        for word in &standing.given {
            let by = texts.read(&word.by)?;
            overview.agreed.push((word.role.clone(), by, word.at));
        }
        let trial = Approved::as_trial(digest, self.reach(), &policy).is_some();
        let holds = trial || standing.holds();
        let open = status.sum.queued + status.sum.deferred > 0;
        let changed = self.changes_since(view, open)?;
        overview.next = next_step(&status, &standing, holds, digest, changed);
        if ledger.has_stranded() && overview.next == Next::Send && trial {
            overview.next = Next::TrySend;
        }
        if let Some(at) = ledger.handed_over() {
            overview.next = Next::HandedOver(at);
        }
        vault.mails(number, |_| overview.sealed += 1)?;
        overview.withheld = self.withheld(view, &HashMap::new())?;
        // A relay doesn't have what the catcher or another relay took.
        let elsewhere =
            stored.head.relay != SealHead::of(self.settings(), self.kind().name(), None).relay;
        if self.kind() == Kind::Trial && elsewhere && overview.next == Next::Done {
            overview.next = Next::TryAnew;
        }
        overview.missing = if trial { Vec::new() } else { standing.missing };
        overview.withdrawn = withdrawn(ledger.words(), digest, &overview.missing, texts)?;
        overview.valid_until = standing.valid_until;
        overview.signed = policy.signing.is_some() && !trial;
        overview.unsigned = standing.unsigned;
        overview.begun = newest.begun;
        overview.status = Some(status);
        Ok(overview)
    }

    /// What changed since the seal, as a next step; first what holds open mails back.
    fn changes_since(&self, view: View<'_>, open: bool) -> Result<Option<Next>, Error> {
        let View {
            key, ledger, vault, ..
        } = view;
        // A rectification whose list no longer fits the earlier campaign: `check` says why.
        if self.hold_against_earlier(false).is_err() {
            return Ok(Some(Next::Check));
        }
        if self.is_trial() {
            // A trial seals again by itself.
            let Some(newest) = ledger.newest_seal().filter(|_| open) else {
                return Ok(None);
            };
            let sealed = vault.seal(newest.sealed.seal)?.inputs;
            let files = self
                .inputs()
                .map(|inputs| sealed.differing(&inputs))
                .unwrap_or_default();
            return Ok((!files.is_empty()).then_some(Next::SealAgain(files)));
        }
        let head = self.changed_head(vault, ledger)?;
        if !head.is_empty() {
            return Ok(Some(Next::SealAgain(head)));
        }
        let against = self.against_list(key, vault, ledger)?;
        let rerun = ledger.ever_offered();
        if !against.differing.is_empty() {
            let ids = against
                .differing
                .iter()
                .map(|(id, _)| id.to_string())
                .collect();
            return Ok(Some(Next::ListDiffers { ids, rerun }));
        }
        let unsealed: Vec<String> = against.unsealed.iter().map(ToString::to_string).collect();
        Ok((!unsealed.is_empty()).then_some(Next::Unsealed {
            ids: unsealed,
            rerun,
        }))
    }

    /// The overview while nothing is sealed.
    fn before_any_seal(&self) -> Overview {
        Overview {
            campaign: self.settings().campaign.name.clone(),
            kind: self.kind(),
            status: None,
            agreed: Vec::new(),
            missing: Vec::new(),
            withdrawn: Vec::new(),
            valid_until: None,
            signed: false,
            unsigned: Vec::new(),
            sealed: 0,
            withheld: Vec::new(),
            begun: None,
            next: if self.is_trial() {
                Next::TrySend
            } else {
                Next::Seal
            },
        }
    }

    fn unsealed(&self, mut overview: Overview) -> Result<Overview, Error> {
        if self.check()?.has_errors() {
            overview.next = Next::Check;
        }
        Ok(overview)
    }
}

/// Who withdrew an approval that is missing now, and why.
fn withdrawn(
    words: &[WordEntry],
    digest: Digest,
    missing: &[String],
    texts: &EncryptedTexts,
) -> Result<Vec<Withdrawn>, Error> {
    let mut found = Vec::new();
    for role in missing {
        let Some((entry, back)) = taken_back(words, digest, role) else {
            continue;
        };
        let why = back.why.map(|why| texts.read(&why)).transpose()?.flatten();
        found.push(Withdrawn {
            role: role.clone(),
            by: texts.read(&entry.word.by)?,
            at: back.at,
            why,
        });
    }
    Ok(found)
}

fn next_step(
    status: &Status,
    standing: &Standing,
    holds: bool,
    digest: Digest,
    changed: Option<Next>,
) -> Next {
    let first = |name: &str| status.mails.iter().find(|mail| mail.state.name() == name);
    let sum = &status.sum;
    if status.sender_lives {
        return Next::Running;
    }
    if let Some(doubt) = first("in_doubt") {
        return Next::Resolve(doubt.id.clone());
    }
    let open = sum.queued + sum.deferred > 0;
    if let Some(next @ (Next::Check | Next::SealAgain(_) | Next::ListDiffers { .. })) = changed {
        return next;
    }
    // New rows on a list of which nothing has gone out belong in the seal that people have to
    // approve.
    if let Some(next @ Next::Unsealed { rerun: false, .. }) = changed {
        return next;
    }
    if open && standing.blocking_remarks > 0 && !holds {
        return Next::CloseRemarks(standing.blocking_remarks);
    }
    if open && !holds {
        return match standing.missing.first() {
            Some(role) => Next::Approve {
                digest,
                role: role.clone(),
            },
            None => Next::ApproveAgain(digest),
        };
    }
    if sum.queued > 0 {
        return Next::Send;
    }
    if let Some(next) = changed {
        return next;
    }
    let next = status.mails.iter().filter_map(|mail| match mail.state {
        crate::delivery::State::Deferred { not_before } => Some(not_before),
        _ => None,
    });
    if let Some(at) = next.min() {
        return Next::Later(at);
    }
    if sum.refused + sum.expired + sum.bounced > 0 {
        Next::Correct
    } else {
        Next::Done
    }
}
