//! Where a password comes from; never from the settings themselves.
//!
//! In this order: the environment (such as `HERAUT_RELAY_PASSWORD`), a credential of the service
//! manager (systemd.exec, `LoadCredential=`), the file that the settings name. A token comes from a
//! program.

mod token;

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::phrase::{Phrase, system_words};

use super::{MailboxSettings, Smtp};
pub use token::token;

/// The variable that holds the folder of credentials.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// Where one password may be.
struct SecretPlaces<'s> {
    user: &'s str,
    /// The variable that holds the password itself.
    variable: &'static str,
    /// The credential's name in its folder.
    credential: &'static str,
    /// The key that names a file, and the file.
    file: (&'static str, Option<&'s Path>),
}
/// No password is longer; a longer file is some other file.
const LONGEST: u64 = 4_096;

/// A password. `Debug` never shows it.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The password itself, for the login.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why there is no password. `from` is the variable or the file that was read.
#[derive(Debug, thiserror::Error)]
pub enum SecretFault {
    /// There is a user, and no place names a password.
    #[error("no password for user {user}")]
    Missing {
        /// The login name.
        user: String,
        /// The key that may name a file.
        key: &'static str,
        /// The variable that may hold it.
        variable: &'static str,
        /// The credential that may hold it.
        credential: &'static str,
    },
    /// It is empty.
    #[error("the password in {from} is empty")]
    Empty {
        /// The variable or file.
        from: String,
    },
    /// It is not one line of text as long as passwords are.
    #[error("the password in {from} is not one line of text")]
    NotText {
        /// The variable or file.
        from: String,
    },
    /// The file can't be read.
    #[error("cannot read the password in {from}")]
    Unreadable {
        /// The file.
        from: String,
        /// The cause.
        source: io::Error,
    },
    /// Others on this machine may read the file.
    #[error("{from} can be read by others")]
    OpenToOthers {
        /// The file.
        from: String,
        /// The permissions, as `chmod` writes them.
        mode: u32,
    },
    /// The program for a token can't be started.
    #[error("cannot run {program}")]
    NotRun {
        /// The program.
        program: String,
        /// The cause.
        source: io::Error,
    },
    /// The program for a token ended with an error.
    #[error("{program} ended with {code:?}")]
    Failed {
        /// The program.
        program: String,
        /// Its exit code; `None` if a signal ended it.
        code: Option<i32>,
    },
    /// The program for a token did not end in time.
    #[error("{program} does not end")]
    Endless {
        /// The program.
        program: String,
    },
}

impl SecretFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            SecretFault::Missing {
                user,
                key,
                variable,
                credential,
            } => Phrase::new("config-password-missing")
                .with("user", user)
                .with("key", *key)
                .with("variable", *variable)
                .with("credential", *credential),
            SecretFault::Empty { from } => Phrase::new("config-password-empty").with("from", from),
            SecretFault::NotText { from } => {
                Phrase::new("config-password-not-text").with("from", from)
            }
            SecretFault::Unreadable { from, source } => Phrase::new("config-password-unreadable")
                .with("from", from)
                .with("why", system_words(source)),
            SecretFault::OpenToOthers { from, mode } => Phrase::new("config-password-open")
                .with("from", from)
                .with("mode", format!("{mode:03o}")),
            SecretFault::NotRun { program, source } => Phrase::new("config-token-not-run")
                .with("program", program)
                .with("why", system_words(source)),
            SecretFault::Failed { program, code } => Phrase::new("config-token-failed")
                .with("program", program)
                .with(
                    "code",
                    code.map_or_else(|| "?".to_owned(), |code| code.to_string()),
                ),
            SecretFault::Endless { program } => {
                Phrase::new("config-token-endless").with("program", program)
            }
        }
    }
}

/// The relay's password; `None` if the relay has no user. A `password_file` is relative to `dir`.
///
/// # Errors
/// See [`SecretFault`]. The first place that names a password decides: an error there is not
/// skipped.
pub fn password(dir: &Path, relay: &Smtp) -> Result<Option<Secret>, SecretFault> {
    let found = of_relay(relay).map(|places| find(dir, &places, |name| std::env::var_os(name)));
    found.transpose()
}

/// The password of the mailbox that mails return to. A `password_file` is relative to `dir`.
///
/// # Errors
/// See [`password`].
pub fn mailbox_password(dir: &Path, mailbox: &MailboxSettings) -> Result<Secret, SecretFault> {
    let places = SecretPlaces {
        user: &mailbox.user,
        variable: "HERAUT_RETURNS_PASSWORD",
        credential: "returns-password",
        file: ("returns.password_file", mailbox.password_file.as_deref()),
    };
    find(dir, &places, |name| std::env::var_os(name))
}

fn of_relay(relay: &Smtp) -> Option<SecretPlaces<'_>> {
    Some(SecretPlaces {
        user: relay.user.as_ref()?,
        variable: "HERAUT_RELAY_PASSWORD",
        credential: "relay-password",
        file: ("relay.password_file", relay.password_file.as_deref()),
    })
}

fn find(
    dir: &Path,
    places: &SecretPlaces<'_>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Secret, SecretFault> {
    if let Some(value) = variable(places.variable) {
        return checked(value.into_encoded_bytes(), places.variable.to_owned());
    }
    if let Some(folder) = variable(CREDENTIALS) {
        let file = PathBuf::from(folder).join(places.credential);
        // The service manager guards this folder; it sets the modes.
        let from = format!("${CREDENTIALS}/{}", places.credential);
        match File::open(&file) {
            Ok(file) => return contents(file, from),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(SecretFault::Unreadable { from, source }),
        }
    }
    match places.file {
        (_, Some(path)) => from_file(&dir.join(path), path.display().to_string()),
        (key, None) => Err(SecretFault::Missing {
            user: places.user.to_owned(),
            key,
            variable: places.variable,
            credential: places.credential,
        }),
    }
}

fn from_file(path: &Path, from: String) -> Result<Secret, SecretFault> {
    let opened = File::open(path).and_then(|file| file.metadata().map(|facts| (file, facts)));
    match opened {
        Err(source) => Err(SecretFault::Unreadable { from, source }),
        Ok((file, facts)) => {
            let mode = facts.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                return Err(SecretFault::OpenToOthers { from, mode });
            }
            contents(file, from)
        }
    }
}

fn contents(file: File, from: String) -> Result<Secret, SecretFault> {
    // Room for all of it: a buffer that grows leaves copies behind.
    let mut bytes = Vec::with_capacity(LONGEST as usize + 2);
    match file.take(LONGEST + 1).read_to_end(&mut bytes) {
        Ok(_) => checked(bytes, from),
        Err(source) => Err(SecretFault::Unreadable { from, source }),
    }
}

fn checked(bytes: Vec<u8>, from: String) -> Result<Secret, SecretFault> {
    let long = bytes.len() as u64 > LONGEST;
    let bytes = Zeroizing::new(bytes);
    let Some(text) = std::str::from_utf8(&bytes).ok().filter(|_| !long) else {
        return Err(SecretFault::NotText { from });
    };
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() {
        return Err(SecretFault::Empty { from });
    }
    // NUL ends a field of SASL PLAIN (RFC 4616, section 2).
    if line.contains(['\0', '\n', '\r']) {
        return Err(SecretFault::NotText { from });
    }
    Ok(Secret(Zeroizing::new(line.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::super::Tls;
    use super::*;

    fn relay(file: Option<&str>) -> Smtp {
        Smtp {
            host: "mail.voorbeeldzaken.example".to_owned(),
            port: 587,
            connect: None,
            tls: Tls::StartTls,
            ca_file: None,
            user: Some("bericht".to_owned()),
            password_file: file.map(PathBuf::from),
            hands_on: false,
        }
    }

    fn write(path: &Path, text: &str, mode: u32) {
        std::fs::write(path, text).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    fn said(
        dir: &Path,
        relay: &Smtp,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<String, String> {
        find(dir, &of_relay(relay).unwrap(), variable)
            .map(|secret| secret.reveal().to_owned())
            .map_err(|fault| fault.phrase().key().to_owned())
    }

    #[test]
    fn the_first_place_that_names_a_password_decides() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("credentials");
        std::fs::create_dir(&folder).unwrap();
        write(&dir.path().join("secret"), "from file\r\n", 0o600);
        let credentials =
            |name: &str| (name == CREDENTIALS).then(|| folder.clone().into_os_string());
        let environment = |name: &str| match name {
            "HERAUT_RELAY_PASSWORD" => Some(OsString::from("from environment")),
            other => credentials(other),
        };
        let relay = relay(Some("secret"));
        assert_eq!(said(dir.path(), &relay, |_| None).unwrap(), "from file");
        assert_eq!(said(dir.path(), &relay, credentials).unwrap(), "from file");
        write(&folder.join("relay-password"), "from manager\n", 0o440);
        assert_eq!(
            said(dir.path(), &relay, credentials).unwrap(),
            "from manager"
        );
        assert_eq!(
            said(dir.path(), &relay, environment).unwrap(),
            "from environment"
        );
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        for (mode, taken) in [
            (0o600, true),
            (0o400, true),
            (0o640, false),
            (0o604, false),
            (0o620, false),
        ] {
            write(&path, "x", mode);
            let found = said(dir.path(), &relay(Some("secret")), |_| None);
            assert_eq!(found.is_ok(), taken, "{mode:o}: {found:?}");
        }
    }

    #[test]
    fn each_other_fault_has_its_words() {
        let dir = tempfile::tempdir().unwrap();
        let cases = [
            ("\n", "config-password-empty"),
            ("a\nb\n", "config-password-not-text"),
            ("a\0b", "config-password-not-text"),
            (&"x".repeat(5_000), "config-password-not-text"),
        ];
        for (text, key) in cases {
            write(&dir.path().join("secret"), text, 0o600);
            assert_eq!(
                said(dir.path(), &relay(Some("secret")), |_| None),
                Err(key.to_owned())
            );
        }
        let absent = said(dir.path(), &relay(Some("absent")), |_| None);
        assert_eq!(absent, Err("config-password-unreadable".to_owned()));
        assert_eq!(
            said(dir.path(), &relay(None), |_| None),
            Err("config-password-missing".to_owned())
        );
        let empty = |name: &str| (name == "HERAUT_RELAY_PASSWORD").then(OsString::new);
        assert_eq!(
            said(dir.path(), &relay(Some("secret")), empty),
            Err("config-password-empty".to_owned())
        );
        let nobody = Smtp {
            user: None,
            ..relay(None)
        };
        assert!(password(dir.path(), &nobody).unwrap().is_none());
    }

    #[test]
    fn a_secret_shows_itself_to_nobody() {
        let secret = checked(b"hunter2".to_vec(), String::new()).unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
