//! What earlier runs found out about a mail server: a file of plain lines that people may read and
//! delete.
//!
//! It says how a server is used and nothing about any mail. Without it the next run finds out
//! again.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::campaign::{Campaign, Error};
use crate::config::{RelayKind, Smtp};
use crate::phrase::{Arg, Phrase};

/// Its path in the campaign's folder.
const FILE: &str = "var/relays";
const HEAD: &str = "\
# Mail servers that offer PIPELINING and lose or refuse what stands behind the end of a mail. heraut sends them nothing
# there, and each mail waits for the answer to the one before it. Delete a line, or this file, and heraut tries again.
";

impl Campaign {
    fn known_relays(&self) -> PathBuf {
        self.dir().join(FILE)
    }

    /// The file's content; empty if there is no file.
    fn read_known_relays(&self) -> Result<String, Error> {
        match fs::read_to_string(self.known_relays()) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read.map_err(Error::file(FILE)),
        }
    }

    /// Since when this server is known to ignore what follows a final dot; `None`: nothing is
    /// known.
    pub(crate) fn unheard_since(&self, smtp: &Smtp) -> Result<Option<String>, Error> {
        let text = self.read_known_relays()?;
        Ok(since(&text, &name(smtp)).map(str::to_owned))
    }

    /// What the file says, as a sentence; the servers' names only if they may be shown.
    pub(crate) fn remembered_relays(&self, reveal: bool) -> Result<Phrase, Error> {
        let text = self.read_known_relays()?;
        let own = match &self.settings().relay.kind {
            RelayKind::Smtp(smtp) => Some(name(smtp)),
            RelayKind::Catcher => None,
        };
        let known: Vec<Phrase> = lines(&text)
            .map(|line| shown(line, own.as_deref(), reveal))
            .collect();
        Ok(match known.len() {
            0 => Phrase::new("campaign-doctor-no-relays"),
            count => Phrase::new("campaign-doctor-relays")
                .with("count", count)
                .with("relays", known),
        })
    }

    /// Records that this server ignores it. If that can't be written, the next run finds it out
    /// again.
    pub(crate) fn remember_unheard(&self, smtp: &Smtp, at: Timestamp) {
        let _found_out_again = self.write_down(&name(smtp), at);
    }

    fn write_down(&self, name: &str, at: Timestamp) -> io::Result<()> {
        let path = self.known_relays();
        let mut file = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(path)?;
        let head = if file.metadata()?.len() == 0 {
            HEAD
        } else {
            ""
        };
        let line = format!("{head}{name} {}\n", at.strftime("%Y-%m-%dT%H:%M:%SZ"));
        file.write_all(line.as_bytes())?;
        file.sync_all()
    }
}

fn name(smtp: &Smtp) -> String {
    format!("{}:{}", smtp.host, smtp.port)
}

/// The servers that the lines name, each with the rest of its line.
fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().map(str::split_whitespace);
    lines.filter_map(|mut words| {
        let name = words.next().filter(|name| !name.starts_with('#'))?;
        Some((name, words.next().unwrap_or("?")))
    })
}

/// The rest of the first line that begins with this name.
fn since<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut known = lines(text).filter(|(known, _)| *known == name);
    known.next().map(|(_, since)| since)
}

/// A server that is recorded, and since when; without its name, if that may not be shown.
fn shown((name, since): (&str, &str), own: Option<&str>, reveal: bool) -> Phrase {
    let which = match (reveal, own == Some(name)) {
        (true, _) => Phrase::new("campaign-doctor-relay-named").with("name", name),
        (false, true) => Phrase::new("campaign-doctor-relay-own"),
        (false, false) => Phrase::new("campaign-doctor-relay-other"),
    };
    match since.parse() {
        Ok(at) => Phrase::new("campaign-doctor-relay-since")
            .with("relay", which)
            .with("at", Arg::Dated(at)),
        Err(_) => which,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_for_its_server_alone_and_no_longer_than_it_stands() {
        let text = format!("{HEAD}mail.example:587 2026-11-30T02:16:17Z\n  other.example:25\n");
        assert_eq!(
            since(&text, "mail.example:587"),
            Some("2026-11-30T02:16:17Z")
        );
        assert_eq!(
            since(&text, "other.example:25"),
            Some("?"),
            "a person may write one"
        );
        assert_eq!(since(&text, "mail.example:25"), None);
        assert_eq!(since(HEAD, "mail.example:587"), None);
        assert_eq!(since("#mail.example:587 2026\n", "mail.example:587"), None);
    }
}
