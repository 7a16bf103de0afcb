//! A campaign folder for the tests of this room: small templates that a test may replace.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::address::Address;
use crate::config::{
    AttachmentSettings, AttachmentSource, Handling, Mailbox, Notice, ReturnPath, SenderSettings,
};
use crate::finding::Finding;
use crate::id::{CampaignKey, ListId};
use crate::list::Recipient;
use crate::notice::template::merge::Merge;
use crate::notice::{Mail, Press, Sources};

pub(crate) struct Folder {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) notice: Notice,
    pub(crate) sender: SenderSettings,
    pub(crate) columns: Vec<String>,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let notice = Notice {
            leak_allow: vec![],
            subject: "subject.hbs".into(),
            text: "text.hbs".into(),
            html: "html.hbs".into(),
            values: BTreeMap::from([("contact".into(), "vragen@voorbeeldzaken.example".into())]),
            style: BTreeMap::new(),
            partials: None,
            inline: vec![],
            attachments: vec![],
            link_hosts: None,
            accept: vec![],
            max_size: 10 * 1024 * 1024,
        };
        let address = Address::parse("bericht@voorbeeldzaken.example").unwrap();
        let from = Mailbox {
            name: Some("Ministerie van Voorbeeldzaken".into()),
            address: address.clone(),
        };
        let return_path = ReturnPath::One;
        let sender = SenderSettings {
            from,
            reply_to: None,
            envelope_from: address,
            return_path,
        };
        let columns = ["id", "organisatie", "email", "kenmerk"]
            .map(String::from)
            .to_vec();
        let folder = Folder {
            dir: tempfile::tempdir().unwrap(),
            notice,
            sender,
            columns,
        };
        folder
            .subject("Voor {{organisatie}}")
            .text("Geacht bestuur van {{organisatie}}\n\nKenmerk {{kenmerk}}, {{contact}}\n")
            .html("<html lang=\"nl\"><p>Geacht bestuur van {{organisatie}}</p><p>{{kenmerk}}, {{contact}}</p></html>\n")
    }

    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.dir.path().join(name), content).unwrap();
        self
    }

    pub(crate) fn subject(self, source: &str) -> Self {
        self.file("subject.hbs", source)
    }

    pub(crate) fn text(self, source: &str) -> Self {
        self.file("text.hbs", source)
    }

    pub(crate) fn html(self, source: &str) -> Self {
        self.file("html.hbs", source)
    }

    pub(crate) fn attach(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let source = AttachmentSource::File(PathBuf::from(name));
        self.notice.attachments.push(AttachmentSettings {
            source,
            name: name.into(),
            handling: Handling::Send,
        });
        self.file(name, content)
    }

    pub(crate) fn merge(&self) -> Result<(Merge, Vec<Finding>), Vec<Finding>> {
        Merge::load(&self.sources(&[]))
    }

    pub(crate) fn press(&self) -> Result<(Press, Vec<Finding>), Vec<Finding>> {
        self.press_for(&[])
    }

    pub(crate) fn press_for(
        &self,
        recipients: &[Recipient],
    ) -> Result<(Press, Vec<Finding>), Vec<Finding>> {
        Press::load(&self.sources(recipients))
    }

    pub(crate) fn sources<'a>(&'a self, recipients: &'a [Recipient]) -> Sources<'a> {
        let Folder {
            notice,
            sender,
            columns,
            ..
        } = self;
        Sources {
            dir: self.dir.path(),
            notice,
            sender,
            columns,
            recipients,
        }
    }

    pub(crate) fn mail(&self, organisation: &str) -> Mail {
        self.press()
            .unwrap()
            .0
            .compose(&recipient(organisation), &key())
            .unwrap()
    }
}

pub(crate) fn key() -> CampaignKey {
    CampaignKey::from_bytes([7; 32])
}

pub(crate) fn recipient(organisation: &str) -> Recipient {
    let fields = [
        ("id", "ORG-001"),
        ("organisatie", organisation),
        ("email", "bestuur@huis.example"),
        ("kenmerk", "VZ-1"),
    ];
    Recipient {
        id: ListId::new("ORG-001").unwrap(),
        row: 2,
        organisation: organisation.into(),
        address: Address::parse("bestuur@huis.example").unwrap(),
        fields: fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    }
}
