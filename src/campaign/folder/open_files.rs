//! Files of the campaign that others on this machine can read or change.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use crate::campaign::{Campaign, Kind};
use crate::config;
use crate::finding::{Code, Finding, Place, Problem};

/// Who may do what with a file, according to its permissions (chmod(1)).
const GROUP_WRITES: u32 = 0o020;
const OTHERS_WRITE: u32 = 0o002;
const ANYBODY_ELSE_READS: u32 = 0o044;

impl Campaign {
    /// A warning for each file that others could change, and, in a live campaign, for each that
    /// holds the list and that others could read. Not part of what is sealed: permissions change no
    /// mail.
    pub(crate) fn open_to_others(&self) -> Vec<Finding> {
        let list = &self.settings().list;
        let vault = PathBuf::from(format!("var/{}/vault.db", self.kind().name()));
        let journal = vault.with_file_name("journal.db");
        let secret = [Some(&list.file), list.register.as_ref(), Some(&vault)];
        let public = [PathBuf::from(config::FILE), journal];
        let mut found = Vec::new();
        let files = secret
            .into_iter()
            .flatten()
            .map(|path| (path, true))
            .chain(public.iter().map(|it| (it, false)));
        for (path, is_secret) in files {
            let Ok(facts) = std::fs::metadata(self.dir().join(path)) else {
                continue;
            };
            let mode = facts.permissions().mode();
            let live = self.kind() == Kind::Live;
            // A group of one's own is usual where nothing is at stake.
            let writes = if live {
                GROUP_WRITES | OTHERS_WRITE
            } else {
                OTHERS_WRITE
            };
            let code = match () {
                () if mode & writes != 0 => Code::CampaignFileWritable,
                () if live && is_secret && mode & ANYBODY_ELSE_READS != 0 => {
                    Code::CampaignFileReadable
                }
                () => continue,
            };
            let phrase = Problem::new(code).with("mode", format!("{:03o}", mode & 0o777));
            found.push(Finding::at(Place::file(path.display().to_string()), phrase));
        }
        found
    }
}
