//! The kind of run that this campaign makes now, and what contradicts it.

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::kind::{Decided, Kind};
use crate::campaign::error::first_ids;
use crate::campaign::{Campaign, Error};
use crate::config::{self, Reach, RelayKind};
use crate::delivery::State;
use crate::finding::{Code, Finding, Place, Problem};
use crate::id::CampaignKey;
use crate::journal::ledger::state::MailEntry;
use crate::journal::{Journal, Ledger};
use crate::list;
use crate::vault::Vault;

impl Campaign {
    /// The kind of run for this relay and list. The list is read once, if it decides.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.decided().kind
    }

    /// The same campaign for a rehearsal: its state lies apart from that of trials and real sends.
    pub(crate) fn for_rehearsal(&self) -> Campaign {
        let decided = Decided {
            kind: Kind::Rehearsal,
            real: Vec::new(),
        };
        let mut campaign = self.clone();
        campaign.kind = OnceCell::from(decided);
        campaign.proven = OnceLock::new();
        campaign
    }

    /// Whom this run can reach: through a relay on this machine anybody, unless the list has only
    /// reserved names.
    pub(crate) fn reach(&self) -> Reach {
        match (self.settings().relay.reach(), self.kind()) {
            (Reach::Nobody, _) => Reach::Nobody,
            (Reach::Loopback, Kind::Trial) => Reach::Loopback,
            (Reach::Loopback | Reach::Anybody, _) => Reach::Anybody,
        }
    }

    /// Whether this run can reach nobody, so that it needs no approval.
    pub(crate) fn is_trial(&self) -> bool {
        match self.reach() {
            Reach::Nobody => true,
            Reach::Loopback => self.settings().approval.required.is_empty(),
            Reach::Anybody => false,
        }
    }

    pub(crate) fn decide(&self) -> Decided {
        let sure = |kind| Decided {
            kind,
            real: Vec::new(),
        };
        match self.settings().relay.reach() {
            Reach::Nobody => return sure(Kind::Trial),
            Reach::Anybody => return sure(Kind::Live),
            Reach::Loopback => {}
        }
        let list = list::read(self.dir(), &self.settings().list);
        if list.recipients.is_empty() && list.excluded.is_empty() {
            // A list that can't be read never makes a run less strict than what is sealed.
            return sure(self.kind_by_what_is_sealed());
        }
        let mailed = list
            .recipients
            .iter()
            .filter(|row| !row.address.is_reserved())
            .map(|row| &row.id);
        let left_out = list
            .excluded
            .iter()
            .filter(|row| row.addresses.iter().any(|address| !address.is_reserved()));
        let real: Vec<String> = mailed
            .chain(left_out.map(|row| &row.id))
            .map(ToString::to_string)
            .collect();
        Decided {
            kind: if real.is_empty() {
                Kind::Trial
            } else {
                Kind::Live
            },
            real,
        }
    }

    fn kind_by_what_is_sealed(&self) -> Kind {
        let sealed = |kind: Kind| crate::journal::file_in(&self.folder_of(kind)).exists();
        if sealed(Kind::Trial) && !sealed(Kind::Live) {
            Kind::Trial
        } else {
            Kind::Live
        }
    }

    /// Settings that don't fit the kind of run that the list makes it.
    pub(crate) fn kind_faults(&self) -> Vec<Finding> {
        let mut faults = Vec::new();
        let settings = |phrase| Finding::at(Place::file(config::FILE), phrase);
        if self.settings().relay.reach() == Reach::Loopback && self.kind() == Kind::Live {
            if self.settings().approval.required.is_empty() {
                let real = &self.decided().real;
                let phrase = Code::CampaignRealWithoutRoles.with("ids", first_ids(real));
                faults.push(settings(phrase.with("count", real.len())));
            } else if self.sets_approval {
                faults.push(settings(Problem::new(Code::ConfigSetApproval)));
            }
        }
        if let RelayKind::Smtp(smtp) = &self.settings().relay.kind
            && smtp.bares_login()
        {
            faults.push(Finding::at(
                Place::file(config::FILE),
                Code::CampaignBareLogin,
            ));
        }
        faults
    }

    /// A run that can reach people needs roles that approve it.
    pub(crate) fn hold_against_kind(&self) -> Result<(), Error> {
        let faults: Vec<Finding> = self
            .kind_faults()
            .into_iter()
            .filter(Finding::is_error)
            .collect();
        let real = &self.decided().real;
        match faults.is_empty() {
            true => Ok(()),
            false if self.settings().approval.required.is_empty() && !real.is_empty() => {
                Err(Error::NotReserved {
                    count: real.len(),
                    ids: first_ids(real),
                })
            }
            false => Err(Error::Input { faults, sum: None }),
        }
    }

    /// Refuses live runs after runs that an earlier version counted as trials, though a relay on
    /// this machine passed their mails on to real addresses: those recipients must not get the mail
    /// again from a live run without a record of it.
    ///
    /// # Errors
    /// [`Error::ReachedByTrial`]; errors of the trial's vault and journal.
    pub(crate) fn hold_against_trials(&self) -> Result<(), Error> {
        let trial = self.folder_of(Kind::Trial);
        if self.kind() != Kind::Live || !crate::vault::file_in(&trial).exists() {
            return Ok(());
        }
        let Some(key) = self.key_if_any()? else {
            return Ok(());
        };
        let ids = self.reached_by_trial(&key)?;
        if ids.is_empty() {
            return Ok(());
        }
        Err(Error::ReachedByTrial {
            count: ids.len(),
            ids: first_ids(&ids),
        })
    }

    fn reached_by_trial(&self, key: &CampaignKey) -> Result<Vec<String>, Error> {
        let vault = Vault::open(&crate::vault::file_in(&self.folder_of(Kind::Trial)))?;
        let Some(journal) = Journal::open_read_only(&self.places_of(Kind::Trial, key))? else {
            return Ok(Vec::new());
        };
        let ledger = journal.ledger();
        let mut ids = Vec::new();
        for seal in ledger.seals() {
            let number = seal.sealed.seal;
            if vault.seal(number)?.head.relay == "catcher" {
                continue;
            }
            let mut reached = Vec::new();
            vault.mails(number, |mail| {
                if !mail.address.is_reserved() && may_have_it(ledger, number, &mail.recipient) {
                    reached.push(mail.recipient);
                }
            })?;
            for recipient in reached {
                ids.extend(vault.list_id(&recipient)?.map(|id| id.to_string()));
            }
        }
        Ok(ids)
    }
}

/// Whether this recipient may have had its mail under that seal.
fn may_have_it(ledger: &Ledger, seal: u32, recipient: &crate::id::Pseudonym) -> bool {
    let may = |mail: &MailEntry<'_>| match mail.state {
        State::Offered
        | State::Accepted
        | State::InDoubt
        | State::Delayed
        | State::Delivered
        | State::Bounced => true,
        State::Queued
        | State::Deferred { .. }
        | State::Refused { .. }
        | State::Expired
        | State::Withheld => mail.is_perhaps_taken(),
    };
    let Some(entry) = ledger.recipient(recipient) else {
        return false;
    };
    entry
        .mail()
        .into_iter()
        .chain(entry.earlier())
        .any(|mail| mail.seal == seal && may(&mail))
}
