//! `doctor`: checks what a campaign relies on, for people and for a report. Names no person and no
//! row.

use std::path::Path;

use jiff::Timestamp;

use crate::campaign::{Campaign, ClockDoubt, Error, Kind};
use crate::config::{RelayKind, Smtp, Tls, password};
use crate::id::CampaignKey;
use crate::journal::{Ledger, Tip};
use crate::phrase::{Arg, Phrase, size};
use crate::vault;

/// Less free space than this is a warning: a seal of ten thousand mails with an attachment takes as
/// much.
const LITTLE_ROOM: u64 = 1 << 30;

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExaminedPart {
    /// This program, and its build features.
    Program,
    /// The operating system.
    System,
    /// The settings file.
    Settings,
    /// How the relay is used.
    Relay,
    /// What is recorded of mail servers (`var/relays`).
    Relays,
    /// A file that others can read or change.
    Files,
    /// Location of the campaign's folder.
    Folder,
    /// Where this machine records what was sent.
    State,
    /// The campaign's key.
    Key,
    /// The journal of trials.
    JournalOfTrial,
    /// The journal of rehearsals.
    JournalOfRehearsal,
    /// The journal of real sends.
    Journal,
    /// The vault.
    Vault,
    /// This machine's clock.
    Clock,
    /// Whether a command is working on the campaign.
    Lock,
    /// Free space on the campaign's disk.
    Disk,
    /// Free space on the disk with the send history.
    StateDisk,
}

impl ExaminedPart {
    /// Its name for programs: the same in every version.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ExaminedPart::Program => "program",
            ExaminedPart::System => "system",
            ExaminedPart::Settings => "settings",
            ExaminedPart::Relay => "relay",
            ExaminedPart::Relays => "relays",
            ExaminedPart::Files => "files",
            ExaminedPart::Folder => "folder",
            ExaminedPart::State => "state",
            ExaminedPart::Key => "key",
            ExaminedPart::JournalOfTrial => "journal-trial",
            ExaminedPart::JournalOfRehearsal => "journal-rehearsal",
            ExaminedPart::Journal => "journal-live",
            ExaminedPart::Vault => "vault",
            ExaminedPart::Clock => "clock",
            ExaminedPart::Lock => "lock",
            ExaminedPart::Disk => "disk",
            ExaminedPart::StateDisk => "state-disk",
        }
    }
}

/// One thing that was checked.
#[derive(Debug)]
pub struct Examined {
    /// Which part.
    pub part: ExaminedPart,
    /// The result.
    pub health: Health,
}

/// Result of a check.
#[derive(Debug)]
pub enum Health {
    /// In order; or nothing to judge, such as a version.
    Fine(Phrase),
    /// A person should know.
    Warning(Phrase),
    /// Commands will refuse.
    Wrong(Error),
}

/// Checks everything that commands rely on. A campaign that can't be opened is one of the findings.
/// Opens what other commands open, begins nothing and sends nothing. `reveal`: with the names of
/// mail servers.
#[must_use]
pub fn examine(dir: &Path, overrides: &[String], reveal: bool, now: Timestamp) -> Vec<Examined> {
    let mut all = vec![
        fine(ExaminedPart::Program, program()),
        fine(ExaminedPart::System, system()),
    ];
    match Campaign::open(dir, overrides) {
        Ok(campaign) => campaign.examined(&mut all, reveal, now),
        Err(error) => all.push(wrong(ExaminedPart::Settings, error)),
    }
    all
}

const fn fine(part: ExaminedPart, phrase: Phrase) -> Examined {
    Examined {
        part,
        health: Health::Fine(phrase),
    }
}

const fn warning(part: ExaminedPart, phrase: Phrase) -> Examined {
    Examined {
        part,
        health: Health::Warning(phrase),
    }
}

const fn wrong(part: ExaminedPart, error: Error) -> Examined {
    Examined {
        part,
        health: Health::Wrong(error),
    }
}

fn program() -> Phrase {
    let letters = if cfg!(feature = "letters") {
        "campaign-doctor-letters"
    } else {
        "campaign-doctor-no-letters"
    };
    Phrase::new("campaign-doctor-program")
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("letters", Phrase::new(letters))
        .with("sqlite", crate::sqlite::version())
}

fn system() -> Phrase {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    Phrase::new("campaign-doctor-system")
        .with("system", std::env::consts::OS)
        .with("release", release.trim())
        .with("machine", std::env::consts::ARCH)
}

impl Campaign {
    fn examined(&self, all: &mut Vec<Examined>, reveal: bool, now: Timestamp) {
        let kind = Phrase::new(match self.kind() {
            Kind::Trial => "campaign-doctor-trial",
            Kind::Rehearsal => "campaign-doctor-rehearsal",
            Kind::Live => "campaign-doctor-live",
        });
        all.push(fine(
            ExaminedPart::Settings,
            Phrase::new("campaign-doctor-settings").with("kind", kind),
        ));
        all.push(self.examined_relay());
        all.push(match self.remembered_relays(reveal) {
            Ok(phrase) => fine(ExaminedPart::Relays, phrase),
            Err(error) => wrong(ExaminedPart::Relays, error),
        });
        all.extend(self.open_to_others().into_iter().map(|fault| {
            let phrase = Phrase::new("campaign-doctor-file").with("file", fault.place.file.clone());
            let said = fault.problem.into_phrase();
            warning(ExaminedPart::Files, phrase.with("fault", said))
        }));
        all.push(match self.network_share() {
            Some(share) => warning(
                ExaminedPart::Folder,
                Phrase::new("campaign-doctor-share").with("share", share),
            ),
            None => fine(ExaminedPart::Folder, Phrase::new("campaign-doctor-folder")),
        });
        all.push(self.examined_state());
        match self.key_if_any() {
            Ok(Some(key)) => {
                all.push(fine(ExaminedPart::Key, Phrase::new("campaign-doctor-key")));
                let doubt = self.examined_journals(all, &key, now);
                all.push(self.examined_vault());
                all.push(clock(doubt, now));
            }
            Ok(None) => {
                all.push(fine(
                    ExaminedPart::Key,
                    Phrase::new("campaign-doctor-no-key"),
                ));
                all.push(clock(None, now));
            }
            Err(error) => {
                all.push(wrong(ExaminedPart::Key, error));
                all.push(clock(None, now));
            }
        }
        let lock = if self.is_busy() {
            "campaign-doctor-busy"
        } else {
            "campaign-doctor-idle"
        };
        all.push(fine(ExaminedPart::Lock, Phrase::new(lock)));
        all.push(room(ExaminedPart::Disk, "campaign-doctor-room", self.dir()));
        all.push(room(
            ExaminedPart::StateDisk,
            "campaign-doctor-state-room",
            self.state(),
        ));
    }

    fn examined_relay(&self) -> Examined {
        let smtp = match &self.settings().relay.kind {
            RelayKind::Catcher => {
                return fine(ExaminedPart::Relay, Phrase::new("campaign-doctor-catcher"));
            }
            RelayKind::Smtp(smtp) => smtp,
        };
        match password(self.dir(), smtp) {
            Ok(_) => fine(ExaminedPart::Relay, relay(smtp)),
            Err(fault) => wrong(ExaminedPart::Relay, Error::Secret(fault)),
        }
    }

    fn examined_state(&self) -> Examined {
        if self.remembers() {
            fine(
                ExaminedPart::State,
                Phrase::new("campaign-doctor-state").with("folder", at_home(self.state())),
            )
        } else if self.kind() == Kind::Live {
            wrong(ExaminedPart::State, Error::NoStateFolder)
        } else {
            warning(
                ExaminedPart::State,
                Phrase::new("campaign-doctor-state-inside"),
            )
        }
    }

    /// Checks the journals of all existing kinds of run; returns what that of the settings' own
    /// kind says about the clock.
    fn examined_journals(
        &self,
        all: &mut Vec<Examined>,
        key: &CampaignKey,
        now: Timestamp,
    ) -> Option<ClockDoubt> {
        let kinds = [
            (Kind::Trial, ExaminedPart::JournalOfTrial),
            (Kind::Rehearsal, ExaminedPart::JournalOfRehearsal),
            (Kind::Live, ExaminedPart::Journal),
        ];
        let mut doubt = None;
        for (kind, part) in kinds {
            if kind == self.kind() {
                all.push(match self.journal_if_any(key) {
                    Ok(Some(own)) => {
                        doubt = ClockDoubt::by_records(own.ledger(), now);
                        fine(part, journal(Some(own.tip()), own.ledger()))
                    }
                    Ok(None) => fine(part, Phrase::new("campaign-doctor-no-journal")),
                    Err(error) => wrong(part, error),
                });
            } else {
                match self.journal_of(kind, key) {
                    Ok(Some(ledger)) => all.push(fine(part, journal(None, &ledger))),
                    Ok(None) => {}
                    Err(error) => all.push(wrong(part, error)),
                }
            }
        }
        doubt
    }

    fn examined_vault(&self) -> Examined {
        let file = self.vault_file();
        let Ok(facts) = std::fs::metadata(&file) else {
            return fine(ExaminedPart::Vault, Phrase::new("campaign-doctor-no-vault"));
        };
        match vault::Vault::open(&file) {
            Ok(_) => {
                let phrase = Phrase::new("campaign-doctor-vault").with("size", size(facts.len()));
                fine(ExaminedPart::Vault, phrase)
            }
            Err(fault) => wrong(ExaminedPart::Vault, fault.into()),
        }
    }
}

/// How the relay is used, without its name.
fn relay(smtp: &Smtp) -> Phrase {
    let tls = match smtp.tls {
        Tls::Implicit => "implicit",
        Tls::StartTls => "starttls",
        Tls::None => "none",
    };
    let login = if smtp.user.is_some() {
        "campaign-doctor-login"
    } else {
        "campaign-doctor-no-login"
    };
    Phrase::new("campaign-doctor-relay")
        .with("port", smtp.port.to_string())
        .with("tls", tls)
        .with("login", Phrase::new(login))
}

/// `tip`: how far it goes, if it was compared with its heads.
fn journal(tip: Option<Tip>, ledger: &Ledger) -> Phrase {
    let Some(last) = ledger.quiet().last() else {
        return Phrase::new("campaign-doctor-no-journal");
    };
    let phrase = match tip {
        Some(tip) => Phrase::new("campaign-doctor-journal")
            .with("records", tip.count)
            .with("head", tip.hash.short().to_string()),
        None => Phrase::new("campaign-doctor-other-journal"),
    };
    phrase.with("last", Arg::Dated(last))
}

fn clock(doubt: Option<ClockDoubt>, now: Timestamp) -> Examined {
    match doubt {
        Some(doubt) => warning(ExaminedPart::Clock, doubt.phrase()),
        None => fine(
            ExaminedPart::Clock,
            Phrase::new("campaign-doctor-clock").with("now", Arg::Dated(now)),
        ),
    }
}

/// Free space at this folder, or where it will be made.
fn room(part: ExaminedPart, key: &'static str, folder: &Path) -> Examined {
    let there = folder.ancestors().find_map(|part| {
        rustix::fs::statvfs(if part.as_os_str().is_empty() {
            Path::new(".")
        } else {
            part
        })
        .ok()
    });
    let Some(disk) = there else {
        return warning(part, Phrase::new("campaign-doctor-room-unknown"));
    };
    let left = disk.f_bavail.saturating_mul(disk.f_frsize);
    let phrase = Phrase::new(key).with("size", size(left));
    if left < LITTLE_ROOM {
        warning(part, phrase)
    } else {
        fine(part, phrase)
    }
}

/// A path with the user's home, which may reveal who it is, as `~`.
fn at_home(path: &Path) -> String {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    match home.as_ref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}
