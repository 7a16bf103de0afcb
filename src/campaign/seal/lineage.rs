//! The list compared with what exists already: the one sealed before, and the attachments.

use std::collections::HashMap;
use std::path::Path;

use crate::campaign::{Campaign, Error};
use crate::config::AttachmentSource;
use crate::finding::{Code, Finding, Place};
use crate::journal::Ledger;
use crate::list::{self, KnownRow, Written};
use crate::vault::Vault;

impl Campaign {
    /// The rows of the newest seal; `None` if nothing is sealed.
    pub(crate) fn sealed_rows(&self, ledger: &Ledger) -> Result<Option<Vec<KnownRow>>, Error> {
        let Some(newest) = ledger.newest_seal().map(|seal| seal.sealed.seal) else {
            return Ok(None);
        };
        let vault = Vault::open(&self.vault_file())?;
        let mut rows = vault.rows(newest)?;
        rows.sort_by_key(|row| row.sheet_row);
        let mut addresses = HashMap::new();
        // A supplement has all rows of the list, and only some of their mails.
        for seal in 1..=newest {
            vault.mails(seal, |mail| {
                addresses.insert(mail.recipient, mail.address);
            })?;
        }
        let known = rows.into_iter().map(|row| KnownRow {
            id: row.list_id,
            organisation: row.organisation,
            // Mails of a row that was excluded later don't count.
            address: addresses
                .remove(&row.recipient)
                .filter(|_| row.ground.is_none()),
            ground: row.ground,
        });
        Ok(Some(known.collect()))
    }

    /// Writes a copy of the list in which every row has an id. `out` is relative to the campaign
    /// folder, like paths in the settings.
    ///
    /// # Errors
    /// [`Error::Input`], with every error that prevents it.
    pub fn write_ids(&self, out: &Path) -> Result<Written, Error> {
        let written = list::write_ids(self.dir(), &self.settings().list, out);
        written.map_err(|faults| Error::Input { faults, sum: None })
    }

    /// An error for each attachment that is, to the byte, the list or its register. The leak check
    /// finds their rows in another form. Files that can't be read are reported elsewhere.
    pub(crate) fn list_among_attachments(&self) -> Vec<Finding> {
        let settings = self.settings();
        let files = [Some(&settings.list.file), settings.list.register.as_ref()];
        let secret: Vec<_> = files
            .into_iter()
            .flatten()
            .filter_map(|path| self.digest_of(path).ok())
            .collect();
        let mut faults = Vec::new();
        for attachment in &settings.notice.attachments {
            let AttachmentSource::File(path) = &attachment.source else {
                continue;
            };
            if self
                .digest_of(path)
                .is_ok_and(|digest| secret.contains(&digest))
            {
                let phrase = Code::CampaignListAttached.with("name", &attachment.name);
                faults.push(Finding::at(Place::file(path.display().to_string()), phrase));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::SealAsk;

    fn campaign(dir: &Path, change: impl FnOnce(String) -> String) -> Campaign {
        let settings = dir.join(crate::config::FILE);
        let text = std::fs::read_to_string(&settings).unwrap();
        std::fs::write(&settings, change(text)).unwrap();
        Campaign::open(dir, &[]).unwrap()
    }

    #[test]
    fn the_list_itself_is_never_attached() {
        let dir = tempfile::tempdir().unwrap();
        crate::campaign::init(dir.path()).unwrap();
        let campaign = campaign(dir.path(), |text| {
            text.replace("bijlage-3.2.pdf", "uitleg.txt")
                .replace(".pdf\"", ".txt\"")
        });
        let attached = |bytes: &[u8]| {
            std::fs::write(dir.path().join("templates/uitleg.txt"), bytes).unwrap();
            let faults = campaign.check().unwrap().faults;
            faults
                .iter()
                .filter(|fault| fault.is_error())
                .map(Finding::code_name)
                .collect::<Vec<_>>()
        };
        let list = std::fs::read(dir.path().join("recipients.example.csv")).unwrap();
        assert!(attached(&list).contains(&"campaign-list-attached"));
        // Other bytes, the same rows.
        let turned: String = String::from_utf8(list)
            .unwrap()
            .lines()
            .rev()
            .map(|l| format!("{l}\n"))
            .collect();
        assert!(attached(turned.as_bytes()).contains(&"notice-attachment-is-list"));
    }

    #[test]
    fn a_save_between_two_readings_is_never_sealed() {
        let dir = tempfile::tempdir().unwrap();
        crate::campaign::init(dir.path()).unwrap();
        let campaign = campaign(dir.path(), |text| {
            text.replace("expected = 40", "# expected = 40")
        });
        let file = dir.path().join("recipients.example.csv");
        let before = std::fs::read_to_string(&file).unwrap();
        let after = before.replace(
            "info@waterkersplatform.example",
            "post@waterkersplatform.example",
        );
        let mut read = campaign.read_inputs();
        assert!(campaign.inputs_of(&read).is_ok());
        // Saved after the rows were read: the digest would be that of other rows.
        std::fs::write(&file, &after).unwrap();
        assert!(
            matches!(campaign.inputs_of(&read), Err(Error::InputMoved { names }) if names.len() == 1)
        );
        // Saved before the rows were read and put back after it: only the rows' own digest shows that.
        read.list = list::read(dir.path(), &campaign.settings().list);
        std::fs::write(&file, &before).unwrap();
        assert!(matches!(
            campaign.inputs_of(&read),
            Err(Error::InputMoved { .. })
        ));
        // Any other file.
        let read = campaign.read_inputs();
        std::fs::write(
            dir.path().join("templates/bijlage-3.1.subject.hbs"),
            "Iets anders",
        )
        .unwrap();
        assert!(matches!(
            campaign.inputs_of(&read),
            Err(Error::InputMoved { .. })
        ));
    }

    #[test]
    fn a_check_after_a_seal_tells_what_changed_by_id() {
        let dir = tempfile::tempdir().unwrap();
        crate::campaign::init(dir.path()).unwrap();
        let campaign = campaign(dir.path(), |text| {
            text.replace("expected = 40", "# expected = 40")
        });
        assert_eq!(campaign.check().unwrap().difference, None);
        campaign
            .seal(&SealAsk::default(), "2024-12-12T09:00:00Z".parse().unwrap())
            .unwrap();
        assert!(campaign.check().unwrap().difference.unwrap().is_empty());

        let file = dir.path().join("recipients.example.csv");
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<&str> = text
            .lines()
            .filter(|row| !row.starts_with("ORG-002"))
            .collect();
        std::fs::write(
            &file,
            rows.join("\r\n")
                .replace("'t Huis", "Het Huis")
                .replace("ORG-003", "ORG-903"),
        )
        .unwrap();
        let difference = campaign.check().unwrap().difference.unwrap();
        let ids =
            |ids: &[crate::id::ListId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(&difference.added), ["ORG-903"]);
        assert_eq!(ids(&difference.gone), ["ORG-002", "ORG-003"]);
        assert_eq!(difference.changed.len(), 1);
        assert_eq!(difference.changed[0].what, [list::Change::Name]);
    }
}
