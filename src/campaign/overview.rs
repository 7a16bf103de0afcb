//! `heraut` alone: where this campaign stands, and the one next step.

use jiff::Timestamp;

use super::act::policy_of;
use super::status::Which;
use super::{Campaign, Error, Kind, Status};
use crate::config::Reach;
use crate::id::Digest;
use crate::signoff::{Approved, Standing};

/// Where a campaign stands.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The campaign's name.
    pub campaign: String,
    /// The kind of run that its relay makes.
    pub kind: Kind,
    /// Where everything stands, once something is sealed.
    pub status: Option<Status>,
    /// Who agreed: role, name where the vault still has it, when.
    pub agreed: Vec<(String, Option<String>, Timestamp)>,
    /// Roles still to agree.
    pub missing: Vec<String>,
    /// When the words lose their force.
    pub valid_until: Option<Timestamp>,
    /// The one next step.
    pub next: Next,
}

/// The one next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Look at the faults: `check`.
    Check,
    /// `send`, as a trial.
    TrySend,
    /// `seal`.
    Seal,
    /// Seal anew: these changed.
    SealAgain(Vec<String>),
    /// `review`, and somebody's word.
    Approve {
        /// The digest.
        digest: Digest,
        /// The first role that is missing.
        role: String,
    },
    /// The words have lost their force.
    ApproveAgain(Digest),
    /// `send`.
    Send,
    /// A mail is in doubt: `resolve` this one first.
    Resolve(crate::id::ListId),
    /// Wait until this moment, or `send --wait`.
    Later(Timestamp),
    /// Some were refused or expired: correct their rows, then `rerun`.
    Correct,
    /// A sender is at work: `status`, `stop`.
    Running,
    /// Nothing: everybody has it.
    Done,
}

impl Campaign {
    /// Where this campaign stands, and the one next step.
    ///
    /// # Errors
    /// Faults of journal, vault and key.
    pub fn overview(&self, now: Timestamp) -> Result<Overview, Error> {
        let mut overview = Overview {
            campaign: self.settings().campaign.name.clone(),
            kind: self.kind(),
            status: None,
            agreed: Vec::new(),
            missing: Vec::new(),
            valid_until: None,
            next: if self.settings().relay.reach() == Reach::Anybody { Next::Seal } else { Next::TrySend },
        };
        let Some(key) = self.key_if_any()? else { return self.unsealed(overview) };
        let Some(journal) = self.journal_if_any(&key)? else { return self.unsealed(overview) };
        let ledger = journal.ledger();
        let Some(newest) = ledger.newest_seal() else { return self.unsealed(overview) };
        let (vault, texts) = (self.vault()?, self.texts(&key)?);
        let status = self.status_of(ledger, &vault, &texts, self.is_busy(), Which::All)?;
        let (number, digest) = (newest.sealed.seal, newest.sealed.digest);
        let stored = vault.seal(number)?;
        let policy = policy_of(&key, &stored.head);
        let standing = Standing::of(digest, &policy, ledger.words());
        for word in &standing.given {
            overview.agreed.push((word.role.clone(), texts.read(&word.by)?, word.at));
        }
        let trial = Approved::as_trial(digest, self.settings().relay.reach(), &policy).is_some();
        let holds = trial || standing.holds(now, ledger.has_begun(number));
        let changed = match self.inputs() {
            Ok(inputs) => stored.inputs.differing(&inputs),
            Err(_) => Vec::new(),
        };
        let stranded = ledger.has_stranded() && changed.is_empty();
        overview.next = next_step(&status, &standing, holds, digest, changed);
        if stranded && overview.next == Next::Send {
            overview.next = if trial { Next::TrySend } else { Next::Seal };
        }
        overview.missing = if trial { Vec::new() } else { standing.missing };
        overview.valid_until = standing.valid_until;
        overview.status = Some(status);
        Ok(overview)
    }

    fn unsealed(&self, mut overview: Overview) -> Result<Overview, Error> {
        if self.check()?.has_errors() {
            overview.next = Next::Check;
        }
        Ok(overview)
    }
}

fn next_step(
    status: &Status,
    standing: &Standing,
    holds: bool,
    digest: Digest,
    changed: Vec<String>,
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
    if open && !changed.is_empty() {
        return Next::SealAgain(changed);
    }
    if open && !holds {
        return match standing.missing.first() {
            Some(role) => Next::Approve { digest, role: role.clone() },
            None => Next::ApproveAgain(digest),
        };
    }
    if sum.queued > 0 {
        return Next::Send;
    }
    let next = status.mails.iter().filter_map(|mail| match mail.state {
        crate::delivery::State::Deferred { not_before } => Some(not_before),
        _ => None,
    });
    if let Some(at) = next.min() {
        return Next::Later(at);
    }
    if sum.refused + sum.expired + sum.bounced > 0 { Next::Correct } else { Next::Done }
}
