//! The list of a rectification compared with what the earlier campaign's journal and vault say now: nobody too many,
//! nobody missing, nobody at another address.

use std::collections::{HashMap, HashSet};

use super::addressed::EarlierRecipient;
use super::earlier::Earlier;
use super::fault::RectifyFault;
use super::kit::Kit;
use super::list_file::list_file;
use crate::campaign::state::state_name::state_phrase;
use crate::campaign::{Campaign, Error, Kind};
use crate::config;
use crate::finding::{Code, Finding, Place, Problem};
use crate::id::ListId;
use crate::list::{self, List};
use crate::phrase::Phrase;

impl Campaign {
    /// What doesn't fit the earlier campaign, as it is now; nothing for a campaign that corrects none.
    ///
    /// # Errors
    /// If the earlier campaign can't be read.
    pub(crate) fn rectification_faults(&self, list: &List) -> Result<Vec<Finding>, Error> {
        match self.earlier()? {
            Some(earlier) => self.faults_beside(&earlier, list),
            None => Ok(Vec::new()),
        }
    }

    /// The same, for a command that doesn't keep senders of the earlier campaign out.
    pub(crate) fn rectification_faults_now(&self, list: &List) -> Result<Vec<Finding>, Error> {
        let Some(earlier) = self.earlier()? else {
            return Ok(Vec::new());
        };
        self.hold_against_sender_there(&earlier)?;
        self.faults_beside(&earlier, list)
    }

    /// Refuses to send to a list that doesn't fit the earlier campaign. `held`: its senders are kept out.
    ///
    /// # Errors
    /// [`Error::Input`] with every row that doesn't fit; errors of the earlier campaign.
    pub(crate) fn hold_against_earlier(&self, held: bool) -> Result<(), Error> {
        if self.settings().rectification.is_none() || self.kind() == Kind::Rehearsal {
            return Ok(());
        }
        let list = list::read(self.dir(), &self.settings().list);
        let mut faults = match held {
            true => self.rectification_faults(&list)?,
            false => self.rectification_faults_now(&list)?,
        };
        let unread = list.columns.is_empty();
        faults.extend(list.faults.iter().filter(|_| unread).cloned());
        if faults.iter().any(Finding::is_error) {
            let sum = Some(list.sum());
            return Err(Error::Input { faults, sum });
        }
        Ok(())
    }

    /// The same during a run: what went out stays out, and each row is for a check to name.
    ///
    /// # Errors
    /// [`RectifyFault::Overtaken`]; errors of the earlier campaign.
    pub(crate) fn hold_run_against_earlier(&self) -> Result<(), Error> {
        match self.hold_against_earlier(true) {
            Err(Error::Input { .. }) => Err(RectifyFault::Overtaken.into()),
            held => held,
        }
    }

    fn faults_beside(&self, earlier: &Earlier, list: &List) -> Result<Vec<Finding>, Error> {
        let mut faults = self.faults_of_earlier(earlier);
        // A list that can't be read has an error of its own.
        if !list.columns.is_empty() {
            faults.extend(self.rows_that_differ(&earlier.addressed.rows, earlier, list)?);
        }
        Ok(faults)
    }

    fn faults_of_earlier(&self, earlier: &Earlier) -> Vec<Finding> {
        let settings = |key: &str, problem: Problem| {
            Finding::at(
                Place::file(config::FILE).column(format!("rectification.{key}")),
                problem,
            )
        };
        let mut faults = Vec::new();
        let stated = self.settings().rectification.as_ref();
        if stated.is_some_and(|stated| stated.campaign != earlier.name) {
            let other = Code::CampaignRectifyOther.with("name", &earlier.name);
            faults.push(settings("campaign", other));
        }
        match (earlier.kind(), self.kind()) {
            (Kind::Trial, Kind::Live) => {
                faults.push(settings("of", Problem::new(Code::CampaignRectifyTrialOnly)));
            }
            (Kind::Trial, _) => {
                faults.push(settings("of", Problem::new(Code::CampaignRectifyOfTrial)));
            }
            _ => {}
        }
        if earlier.records_lost() {
            faults.push(settings("of", Problem::new(Code::CampaignRectifyLost)));
        }
        faults
    }

    fn rows_that_differ(
        &self,
        wanted: &[EarlierRecipient],
        earlier: &Earlier,
        list: &List,
    ) -> Result<Vec<Finding>, Error> {
        let file = &self.settings().list.file;
        let name = file.display().to_string();
        let read = std::fs::read(self.dir().join(file)).map_err(Error::file(&name))?;
        let is_as_made = self.is_as_made(wanted, &read)?;
        let place = || Place::file(name.clone());
        let mut faults = Vec::new();
        let mut missing: HashMap<&ListId, &EarlierRecipient> =
            wanted.iter().map(|row| (&row.id, row)).collect();
        for row in &list.recipients {
            let problem = match missing.remove(&row.id) {
                None => Code::CampaignRectifyExtra.with("why", why_not(&row.id, earlier)),
                Some(wanted) if wanted.address != row.address => {
                    Problem::new(Code::CampaignRectifyAddress)
                }
                Some(wanted) if !is_as_made && wanted.organisation != row.organisation => {
                    Problem::new(Code::CampaignRectifyName)
                }
                Some(_) => continue,
            };
            faults.push(of_row(place().row(row.row), &row.id, problem));
        }
        for row in &list.excluded {
            let problem = match missing.remove(&row.id) {
                None => Code::CampaignRectifyExtra.with("why", why_not(&row.id, earlier)),
                Some(_) => Problem::new(Code::CampaignRectifyLeftOut),
            };
            faults.push(of_row(place().row(row.row), &row.id, problem));
        }
        // A row with an error says itself what is wrong with it.
        let invalid: HashSet<&ListId> = list.invalid_ids.iter().collect();
        let gone = wanted
            .iter()
            .filter(|row| missing.contains_key(&row.id) && !invalid.contains(&row.id));
        faults.extend(gone.map(|row| {
            of_row(
                place(),
                &row.id,
                Code::CampaignRectifyMissing.with("id", row.id.as_str()),
            )
        }));
        if faults.is_empty() && !is_as_made {
            faults.push(Finding::at(place(), Code::CampaignRectifyEdited));
        }
        Ok(faults)
    }

    /// Whether the file is, to the byte, what follows from the earlier campaign.
    fn is_as_made(&self, wanted: &[EarlierRecipient], read: &[u8]) -> Result<bool, Error> {
        let zone = &self.settings().window.timezone;
        for kit in Kit::ALL {
            let made = list_file(wanted, &kit, zone).map_err(Error::file(kit.list))?;
            if made == read {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn of_row(place: Place, id: &ListId, problem: Problem) -> Finding {
    let mut finding = Finding::at(place, problem);
    finding.id = Some(id.to_string());
    finding
}

/// Why an organisation is not told.
fn why_not(id: &ListId, earlier: &Earlier) -> Phrase {
    match earlier.addressed.states.get(id) {
        Some(state) => Phrase::new("rectify-state").with("state", state_phrase(state)),
        None => Phrase::new("rectify-unknown"),
    }
}
