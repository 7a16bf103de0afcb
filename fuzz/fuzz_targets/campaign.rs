//! A campaign of two organisations in a folder of its own, whose files a target replaces: everything that `check` reads
//! of a notice.

use std::path::Path;

use heraut::checks::{LeakCheck, Lint};
use heraut::finding::Finding;
use heraut::id::CampaignKey;
use heraut::notice::{Press, Readable, Sources};
use heraut::phrase::{Language, Speaker};
use heraut::{config, list};

const LIST: &str = "id;organisatie;email;contact;dossier\n\
    A1;Stichting De Brug;info@debrug.example;Emre Öz;VZ-1\n\
    B2;Vereniging 't Huis & Co.;post@huis.example;J. de Wit;\n";

const SETTINGS: &str = "
campaign.name = 'fuzz'
sender.from = 'bericht@voorbeeldzaken.example'
approval.required = ['besluit']
list.file = 'list.csv'
list.encoding = 'utf-8'
list.delimiter = ';'
list.columns = { id = 'id', organisation = 'organisatie', email = ['email'] }
";

pub struct Campaign {
    folder: tempfile::TempDir,
    settings: config::Settings,
    list: list::List,
}

/// A campaign with this notice, as in the settings.
pub fn campaign(notice: &str) -> Campaign {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("list.csv"), LIST).expect("the list is written");
    let settings = config::read("heraut.toml", &format!("{SETTINGS}{notice}"), &[]);
    let settings = settings.expect("the settings are in order");
    let list = list::read(folder.path(), &settings.list);
    assert_eq!(list.recipients.len(), 2, "{:?}", list.faults);
    Campaign {
        folder,
        settings,
        list,
    }
}

impl Campaign {
    #[allow(dead_code, reason = "not every target has folders")]
    pub fn folder(&self, name: &str) {
        std::fs::create_dir_all(self.folder.path().join(name)).expect("a folder is made");
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.path().join(name), bytes).expect("a file is written");
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            dir: Path::new(self.folder.path()),
            notice: &self.settings.notice,
            sender: &self.settings.sender,
            columns: &self.list.columns,
            recipients: &self.list.recipients,
        }
    }

    /// Makes both mails and checks them: the same files give the same bytes, what is refused is said, and every finding
    /// has words.
    pub fn judge(&self) {
        let key = CampaignKey::from_bytes([7; 32]);
        let lint = Lint::new(&self.settings.sender, &self.settings.notice);
        let (mailed, excluded) = (&self.list.recipients, &self.list.excluded);
        let leak = LeakCheck::new(mailed, excluded, &self.settings.notice);
        let mut found = Vec::new();
        match Press::load(&self.sources()) {
            Ok((press, warnings)) => {
                found.extend(warnings);
                found.extend(leak.check_enclosures(&press.enclosures));
                for recipient in mailed {
                    match press.compose(recipient, &key) {
                        Ok(mail) => {
                            let again = press.compose(recipient, &key).expect("it was made before");
                            assert_eq!(mail.digest, again.digest, "two mails of one row");
                            found.extend(lint.check(&mail.content(), &press.origin(recipient)));
                            found.extend(leak.check(&mail.content()));
                        }
                        Err(faults) => {
                            assert!(faults.iter().any(Finding::is_error), "refused in silence");
                            found.extend(faults);
                            found.extend(leak.check(&press.draft(recipient).content()));
                        }
                    }
                }
            }
            Err(faults) => {
                assert!(faults.iter().any(Finding::is_error), "refused in silence");
                found.extend(faults);
                let readable = Readable::load(&self.sources());
                found.extend(leak.check_enclosures(&readable.enclosures));
                for recipient in mailed {
                    let (draft, faults) = readable.draft(recipient);
                    found.extend(faults);
                    if draft.is_whole {
                        found.extend(lint.check(&draft.content(), &readable.origin(recipient)));
                    }
                    found.extend(leak.check(&draft.content()));
                }
            }
        }
        let zone = jiff::tz::TimeZone::UTC;
        let speaker = Speaker::new(Language::English, zone, jiff::Timestamp::UNIX_EPOCH);
        for finding in &found {
            assert!(!speaker.text(finding.phrase()).is_empty(), "{finding:?}");
        }
    }
}
