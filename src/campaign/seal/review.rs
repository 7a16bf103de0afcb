//! `review`: the bundle for people to read.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::Timestamp;

use super::outcome::{SealAsk, SealOutcome};
use super::row_marks::RowMarks;
use crate::campaign::decisions::approvals::{people_of, policy_of};
use crate::campaign::folder::opened::Begun;
use crate::campaign::{Campaign, Error, Kind, ListIdentity};
use crate::config::{self, RelayKind};
use crate::id::{CampaignKey, Digest};
use crate::journal::Journal;
use crate::list;
use crate::notice;
use crate::phrase::{Phrase, Speaker};
use crate::review::{self, Bundle, Input, Links, OffLimits};
use crate::signoff::Standing;
use crate::vault::Inputs;

/// What a bundle shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleContent {
    /// All that is sealed.
    Whole,
    /// That, and in the text of each mail what comes from the list.
    Marked,
    /// Aliases and counts alone.
    Redacted,
}

/// A bundle, and the result of sealing on the way.
#[derive(Debug)]
pub struct Bundled {
    /// The bundle.
    pub bundle: Bundle,
    /// Result of sealing on the way; trials only.
    pub sealed: Option<SealOutcome>,
    /// Since when records of the journal may be missing.
    pub records_lost: Option<Timestamp>,
}

impl Campaign {
    /// Writes the review bundle of the newest seal. A trial that was never sealed is sealed first.
    ///
    /// # Errors
    /// [`Error::NotSealed`], [`Error::Input`], [`Error::Review`].
    pub fn review(
        &self,
        out: Option<&Path>,
        content: BundleContent,
        speaker: Speaker,
        now: Timestamp,
    ) -> Result<Bundled, Error> {
        let mut begun = self.begin()?;
        let mut sealed = None;
        if begun.ledger().newest_seal().is_none() && self.kind() == Kind::Trial {
            let lock = self.lock()?;
            sealed = Some(self.seal_with(&SealAsk::default(), now, &mut begun, &lock)?);
        }
        let Begun { key, journal } = begun;
        let records_lost = journal.ledger().records_lost_since();
        let out = out.map_or_else(|| self.folder().join("review"), |out| self.dir().join(out));
        let redact = content == BundleContent::Redacted;
        let mut input = self.review_input(&key, &journal, Links::Bundle, redact, now)?;
        if content == BundleContent::Marked {
            let marks = RowMarks::of(self, &key);
            input.marks = Some(Box::new(move |id, sealed| {
                marks.marked(id, sealed).map(|mail| mail.text)
            }));
        }
        let bundle = review::bundle(input, &out, &self.off_limits()?, speaker)?;
        Ok(Bundled {
            bundle,
            sealed,
            records_lost,
        })
    }

    /// Whether the review in its usual place is of this seal. Reads only the bundle's first page.
    #[must_use]
    pub fn has_bundle(&self, digest: Digest) -> bool {
        review::digest_shown(&self.folder().join("review")) == Some(digest)
    }

    /// What people read of the newest seal.
    pub(crate) fn review_input(
        &self,
        key: &CampaignKey,
        journal: &Journal,
        links: Links,
        redact: bool,
        now: Timestamp,
    ) -> Result<Input, Error> {
        let ledger = journal.ledger();
        let newest = &ledger.newest_seal().ok_or(Error::NotSealed)?.sealed;
        let vault = self.vault()?;
        let stored = vault.seal(newest.seal)?;
        let policy = policy_of(key, &stored.head, ledger);
        let begun = ledger.has_begun(newest.seal);
        let texts = self.texts(key)?;
        let people = people_of(key, &policy, ledger, &texts)?;
        let standing = Standing::of(newest.digest, &policy, ledger.words(), &people, now, begun);
        let mut mails = Vec::new();
        vault.mails(newest.seal, |mail| mails.push(mail))?;
        let (kinds, kind_of_rows) = self.kinds_mailed(&stored, &mails, key, !redact);
        let owned = |names: HashSet<&str>| names.into_iter().map(str::to_owned).collect();
        Ok(Input {
            vault: self.vault_file(),
            texts: Mutex::new(texts),
            ledger: ledger.clone(),
            head: journal.tip(),
            seal: newest.seal,
            standing,
            list: self.list_as_sealed(&stored.inputs),
            planned: self.planned(&mails, key, ledger, now)?,
            kinds,
            kind_of_rows,
            list_file: self.settings().list.file.display().to_string(),
            by_post: owned(list::post_grounds(&self.settings().list)),
            grounds: owned(list::grounds(&self.settings().list)),
            least_fitting: list::least_fitting,
            links,
            key: key.clone(),
            redact,
            marks: None,
        })
    }

    /// The list's name is part of the seal; the settings have it only while they equal those
    /// sealed.
    fn list_as_sealed(&self, inputs: &Inputs) -> Vec<Phrase> {
        match inputs.0.get(config::FILE) {
            Some(sealed) if *sealed == self.settings().sealed_fingerprint() => {
                ListIdentity::of(self.settings()).parts()
            }
            _ => vec![Phrase::new("campaign-list-changed")],
        }
    }

    /// What a bundle may not touch: the campaign's state, its settings, and every file it is made
    /// from with that file's folder, unless the campaign itself is in that folder.
    fn off_limits(&self) -> Result<OffLimits, Error> {
        let settings = self.settings();
        let mut files = self.notice_files()?;
        files.push(config::FILE.into());
        files.extend([settings.list.file.clone()]);
        files.extend(settings.list.register.clone());
        files.extend(notice::folders(&settings.notice));
        if let RelayKind::Smtp(smtp) = &settings.relay.kind {
            files.extend(
                [&smtp.ca_file, &smtp.password_file]
                    .into_iter()
                    .flatten()
                    .cloned(),
            );
        }
        let files: Vec<PathBuf> = files.iter().map(|file| self.dir().join(file)).collect();
        let campaign = self
            .dir()
            .canonicalize()
            .unwrap_or_else(|_| self.dir().to_owned());
        let folders = files
            .iter()
            .filter_map(|file| file.parent()?.canonicalize().ok());
        let mut paths: Vec<PathBuf> = folders
            .filter(|folder| !campaign.starts_with(folder))
            .collect();
        paths.extend(files);
        paths.extend(self.state_folders());
        Ok(OffLimits {
            paths,
            own_place: self.folder().join("review"),
        })
    }
}
