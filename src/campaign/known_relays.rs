//! What runs before this one found out about a mail server: a file of plain lines, for people to read and to delete.
//!
//! It says how a server is spoken to and nothing of any mail. Without it the next run finds out anew.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use jiff::Timestamp;

use super::{Campaign, Error};
use crate::config::Smtp;

/// Its name, from the campaign's folder.
const FILE: &str = "var/relays";
const HEAD: &str = "\
# Mail servers that offer PIPELINING and lose or refuse what stands behind the end of a mail. heraut sends them nothing
# there, and each mail waits for the answer to the one before it. Delete a line, or this file, and heraut tries again.
";

impl Campaign {
    fn known_relays(&self) -> PathBuf {
        self.dir().join(FILE)
    }

    /// Since when this server is known not to hear what stands behind a final dot; `None`: nothing is known.
    pub(super) fn unheard_since(&self, smtp: &Smtp) -> Result<Option<String>, Error> {
        let text = match fs::read_to_string(self.known_relays()) {
            Ok(text) => text,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(Error::file(FILE)(fault)),
        };
        Ok(since(&text, &name(smtp)).map(str::to_owned))
    }

    /// Writes down that this server does not hear it. What cannot be written is found out again by the next run.
    pub(super) fn remember_unheard(&self, smtp: &Smtp, at: Timestamp) {
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

/// What stands behind this name, on the first line that begins with it.
fn since<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let lines = text.lines().map(str::split_whitespace);
    lines
        .filter_map(|mut words| (words.next() == Some(name)).then(|| words.next().unwrap_or("?")))
        .next()
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
