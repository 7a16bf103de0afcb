//! `export`: a folder by which whoever has only that reaches the verdict, with tools that every auditor has.
//!
//! `docs/export.md` says what is in it. It is a BagIt bag always, so archives take it as it is.

mod bag;
mod readme;
mod records;
mod sent_mails;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::campaign::{Campaign, Error};
use crate::config;
use crate::id::Digest;
use crate::journal::Tip;
use crate::phrase::Language;
use bag::Bag;

/// The program and the version and checksum of every part that it is made of.
const PARTS: &str = include_str!("../../../Cargo.lock");

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The folder.
    pub dir: PathBuf,
    /// The newest campaign digest.
    pub digest: Digest,
    /// Where the journal ends.
    pub head: Tip,
    /// Number of mails that were handed over, each as it went.
    pub mails: usize,
    /// Number of files.
    pub files: usize,
    /// Their size in bytes, without the checksums themselves.
    pub octets: u64,
}

impl Campaign {
    /// Exports the campaign to a new folder.
    ///
    /// # Errors
    /// [`Error::InTheWay`] if something is there; [`Error::NotSealed`]; errors of journal, vault and disk. Then there is no
    /// folder.
    pub fn export(
        &self,
        out: &Path,
        language: Language,
        now: Timestamp,
    ) -> Result<Exported, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let facts = self.report(false, |_| Ok(()))?;
        let named = out.display().to_string();
        let mut bag = Bag::begin(out).map_err(Error::making(out))?;
        let lives = self.is_busy();
        let sent = sent_mails::write(self, &opened, &mut bag, &named)?;
        records::journal(&opened, &mut bag, &named)?;
        records::texts(&opened, &mut bag, &named)?;
        records::organisations(&opened, lives, &sent, &mut bag, &named)?;
        records::seals(&opened, &mut bag, &named)?;
        records::approvals(&opened, &facts, &mut bag, &named)?;
        records::remarks(&facts, &mut bag, &named)?;
        let readme = readme::text(language, &facts, opened.journal.tip());
        self.own_files(&mut bag, &readme, &named)?;
        let day = TimeZone::UTC.to_datetime(now).date();
        let info = [
            ("External-Identifier", facts.campaign.clone()),
            ("Bagging-Date", day.to_string()),
            (
                "Bag-Software-Agent",
                concat!("heraut ", env!("CARGO_PKG_VERSION")).to_owned(),
            ),
            ("Internal-Sender-Identifier", facts.digest.to_string()),
            (
                "Internal-Sender-Description",
                opened.journal.tip().to_string(),
            ),
        ];
        let (files, octets) = bag.finish(&info).map_err(Error::making(out))?;
        Ok(Exported {
            dir: out.to_owned(),
            digest: facts.digest,
            head: opened.journal.tip(),
            mails: sent.count(),
            files,
            octets,
        })
    }
    /// The settings, the program and its parts, and what explains and checks all of it.
    fn own_files(&self, bag: &mut Bag, readme: &str, named: &str) -> Result<(), Error> {
        let settings = std::fs::read(self.dir().join(config::FILE));
        let settings = settings.map_err(Error::file(config::FILE))?;
        let version = env!("CARGO_PKG_VERSION");
        let program = serde_json::json!({ "name": "heraut", "version": version });
        for (path, text) in [
            ("settings/heraut.toml", settings.as_slice()),
            ("program/program.json", format!("{program}\n").as_bytes()),
            ("program/Cargo.lock", PARTS.as_bytes()),
            ("check.py", readme::CHECK.as_bytes()),
            ("README.txt", readme.as_bytes()),
        ] {
            bag.file(path, text).map_err(Error::file(named))?;
        }
        Ok(())
    }
}
