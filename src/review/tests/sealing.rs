//! The campaign of this repository, sealed, with words and remarks about it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::*;
use crate::finding::{Code, Finding, Place};
use crate::id::{CampaignKey, Digest, ListId, TextId};
use crate::journal::event::{Remark, RemarkAct, Sealed, WordGiven};
use crate::journal::{Event, Ledger, Tip};
use crate::notice::{Press, Sources};
use crate::phrase::{Language, Phrase, Speaker};
use crate::signoff::{People, Policy, Standing, person};
use crate::vault::{EncryptedTexts, Inputs, SealHead, SealWriter, Vault, VaultFault};
use crate::{config, list};

/// The campaign of this repository in a vault, with words and remarks about it.
pub(in crate::review) struct Sealing {
    pub(in crate::review) dir: tempfile::TempDir,
    pub(in crate::review) key: CampaignKey,
    pub(in crate::review) ledger: Ledger,
    pub(in crate::review) policy: Policy,
    pub(in crate::review) digest: Digest,
    pub(in crate::review) names: Vec<String>,
}

pub(in crate::review) fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_734_532_800 + minutes * 60).unwrap()
}

const RELAY: [&str; 2] = [
    "relay.kind='smtp'",
    "relay.host='mail.voorbeeldzaken.example'",
];

pub(in crate::review) fn sealing() -> Sealing {
    sealing_with(&RELAY)
}

pub(in crate::review) const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

pub(in crate::review) fn sealing_with(overrides: &[&str]) -> Sealing {
    sealing_in(Path::new(REPOSITORY), overrides)
}

/// Anybody may approve, with a typed name.
fn policy_of(head: &SealHead) -> Policy {
    Policy {
        required: head.required.clone(),
        roles: BTreeMap::new(),
        valid_for: std::time::Duration::from_secs(head.valid_for),
        signing: None,
        remarks: crate::signoff::RemarkRule::Tell,
    }
}

pub(in crate::review) fn sealing_in(repository: &Path, overrides: &[&str]) -> Sealing {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("config/heraut.toml")).unwrap();
    let overrides = overrides.iter().map(|&text| text.to_owned());
    let overrides: Vec<String> = overrides.collect();
    let settings = config::read("config/heraut.toml", &text, &overrides).unwrap();
    let key = CampaignKey::from_bytes([9; 32]);
    let before = list::Before {
        key: &key,
        given: None,
    };
    let list = list::read_beside(repository, &settings.list, &before);
    let sources = Sources {
        dir: repository,
        notice: &settings.notice,
        sender: &settings.sender,
        columns: &list.columns,
        recipients: &list.recipients,
    };
    let (press, _) = Press::load(&sources).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut vault = Vault::open(&dir.path().join("vault.db")).unwrap();
    let head = SealHead::of(&settings, "live", None);
    let mut writer = vault.begin_seal(1, &head).unwrap();
    write(&mut writer, &list, &press, &key);
    let new = writer.finish(at(0), false, &Inputs::default()).unwrap();
    let excluded = list.excluded.iter().map(|row| row.organisation.clone());
    let mailed = list
        .recipients
        .iter()
        .flat_map(|r| [r.organisation.clone(), r.address.to_string()]);
    let mut sealing = Sealing {
        dir,
        key,
        ledger: Ledger::default(),
        policy: policy_of(&head),
        digest: new.digest,
        names: excluded.chain(mailed).collect(),
    };
    let sealed = Sealed {
        seal: 1,
        digest: new.digest,
        supplement: false,
        by: None,
    };
    sealing.happens(0, Event::Sealed(sealed));
    for (recipient, mail) in new.mails {
        let queued = Event::Queued {
            seal: 1,
            recipient,
            mail,
        };
        sealing.happens(0, queued);
    }
    sealing
}

/// Everything of the list, its mails and a warning.
fn write(writer: &mut SealWriter<'_>, list: &list::List, press: &Press, key: &CampaignKey) {
    for row in &list.excluded {
        writer.excluded(&key.pseudonym(&row.id), row).unwrap();
    }
    for row in &list.recipients {
        writer.row(&key.pseudonym(&row.id), row).unwrap();
        writer.mail(&press.compose(row, key).unwrap()).unwrap();
    }
    writer.findings(&[a_warning()]).unwrap();
    writer
        .cells(&list.digest, list.given.as_ref().unwrap())
        .unwrap();
}

fn a_warning() -> Finding {
    let place = Place::file("recipients.example.csv");
    let place = place.row(7).column("D email");
    Finding::at(place, Code::ListKindEmpty)
}

impl Sealing {
    pub(in crate::review) fn happens(&mut self, minutes: i64, event: Event) {
        self.ledger.apply(at(minutes), &event).unwrap();
    }

    pub(in crate::review) fn texts(&self) -> EncryptedTexts {
        self.opened_texts().unwrap()
    }

    pub(in crate::review) fn opened_texts(&self) -> Result<EncryptedTexts, VaultFault> {
        EncryptedTexts::open(&self.vault(), &self.key)
    }

    pub(in crate::review) fn person(&self, name: &str) -> TextId {
        let id = person(&self.key, name);
        self.texts().keep_as(id, name).unwrap();
        id
    }

    pub(in crate::review) fn agrees(&mut self, name: &str, role: &str) {
        let (by, digest) = (self.person(name), self.digest);
        let word = WordGiven {
            digest,
            role: role.into(),
            by,
            recorded_by: None,
            paper: None,
            invitation: None,
            signature: None,
        };
        self.happens(10, Event::WordGiven(word));
    }

    pub(in crate::review) fn remarks(
        &mut self,
        minutes: i64,
        act: RemarkAct,
        name: &str,
        text: &str,
        id: Option<&str>,
    ) {
        let text = Some(self.texts().keep(text).unwrap());
        let mail = id.map(|id| self.key.pseudonym(&ListId::new(id).unwrap()));
        let (by, digest) = (self.person(name), self.digest);
        self.happens(
            minutes,
            Event::Remark(Remark {
                number: 1,
                act,
                by,
                text,
                mail,
                digest,
                invitation: None,
            }),
        );
    }

    pub(in crate::review) fn bundle(
        &self,
        out: &Path,
        language: Language,
        redact: bool,
    ) -> Result<Bundle, ReviewFault> {
        let speaker = Speaker::new(language, TimeZone::get("Europe/Amsterdam").unwrap(), at(20));
        let words = self.ledger.words();
        let input = Input {
            vault: self.dir.path().join("vault.db"),
            texts: std::sync::Mutex::new(self.opened_texts()?),
            ledger: self.ledger.clone(),
            head: Tip::default(),
            seal: 1,
            standing: Standing::of(
                self.digest,
                &self.policy,
                words,
                &People::default(),
                at(20),
                false,
            ),
            list: vec![Phrase::new("campaign-list-name").with("name", "Bijlage 2")],
            by_post: ["geen betrouwbare contactgegevens".to_owned()].into(),
            planned: vec![],
            kinds: vec![],
            kind_of_rows: std::collections::HashMap::new(),
            list_file: String::new(),
            grounds: ["overheid", "geen betrouwbare contactgegevens"]
                .map(str::to_owned)
                .into(),
            least_fitting: list::least_fitting,
            links: Links::Bundle,
            key: self.key.clone(),
            redact,
            marks: None,
        };
        bundle(input, out, &self.off_limits(), speaker)
    }

    pub(in crate::review) fn off_limits(&self) -> OffLimits {
        let own_place = self.dir.path().join("review");
        OffLimits {
            paths: vec![self.dir.path().join("vault.db")],
            own_place,
        }
    }

    pub(in crate::review) fn vault(&self) -> PathBuf {
        self.dir.path().join("vault.db")
    }

    pub(in crate::review) fn out(&self) -> PathBuf {
        self.dir.path().join("bundle")
    }
}
