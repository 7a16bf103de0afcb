//! The mailbox that returned mail is read from: `imaps://HOST[:PORT][/FOLDER]`, and the login.

use std::path::PathBuf;
use std::time::Duration;

use crate::config::section::SettingsSection;
use crate::config::toml_tree::TomlNode;
use crate::config::values::{self, DAY, HOUR, SECOND, span, text};
use crate::finding::{Code, Problem};

/// IMAP over TLS (RFC 8314, section 3.2).
const PORT: u16 = 993;

/// A folder of a mailbox on an IMAP server, and how to get at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxSettings {
    /// The mailbox as the settings write it.
    pub address: String,
    /// Host name or IP address; the certificate must carry it.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// The folder, as people write it.
    pub folder: String,
    /// The login name.
    pub user: String,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// A program and its arguments that prints an access token, in place of a password.
    pub token_command: Option<Vec<String>>,
    /// Certificates to trust besides the system's, as PEM.
    pub ca_file: Option<PathBuf>,
    /// The longest wait for the server to say something.
    pub timeout: Duration,
    /// How often new mail is looked for while the mailbox is followed.
    pub poll: Duration,
}

/// Reads the keys of the mailbox; `None` without `imap`. The others are then unused, but well-formed.
pub(super) fn mailbox(section: &mut SettingsSection<'_>) -> Option<MailboxSettings> {
    let place = section.take("imap", |node| Ok((text(node)?, place(node)?)));
    let user = section.take("user", text);
    let password_file = section.take("password_file", values::any_path);
    let token_command = section.each("token_command", text);
    let ca_file = section.take("ca_file", values::any_path);
    let timeout = section.take("timeout", span(SECOND, HOUR));
    let poll = section.take("poll", span(SECOND, DAY));
    if token_command.is_some() && section.has("password_file") {
        section.refuse("token_command", Code::ConfigMailboxTwoSecrets);
    }
    if section.has_empty("token_command") {
        section.refuse("token_command", Code::ConfigEmpty);
    }
    if !section.has("imap") {
        return None;
    }
    section.expect("user");
    let (address, (host, port, folder)) = place?;
    Some(MailboxSettings {
        address,
        host,
        port,
        folder,
        user: user?,
        password_file,
        token_command,
        ca_file,
        timeout: timeout.unwrap_or(60 * SECOND),
        poll: poll.unwrap_or(60 * SECOND),
    })
}

/// Host, port and folder of `imaps://HOST[:PORT][/FOLDER]` (RFC 5092, without what is for one mail).
fn place(node: &TomlNode) -> Result<(String, u16, String), Problem> {
    let text = text(node)?;
    let found = text.strip_prefix("imaps://").and_then(|rest| {
        let (server, folder) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = host_and_port(server)?;
        let folder = match decoded(folder)? {
            folder if folder.is_empty() => "INBOX".to_owned(),
            folder => folder,
        };
        Some((host, port, folder))
    });
    found.ok_or_else(|| Code::ConfigMailboxUrl.with("value", text))
}

fn host_and_port(server: &str) -> Option<(String, u16)> {
    let bare = server.starts_with('[') && server.ends_with(']');
    let (host, port) = match server.rsplit_once(':').filter(|_| !bare) {
        Some((host, port)) => (host, port.parse().ok().filter(|port| *port > 0)?),
        None => (server, PORT),
    };
    let is_one = values::is_host(host) && (!host.contains(':') || host.starts_with('['));
    is_one.then(|| (host.to_owned(), port))
}

/// A name without its percent signs (RFC 3986, section 2.1); `None` if it is none.
fn decoded(name: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(octet) = rest.next() {
        octets.push(match octet {
            b'%' => {
                let digit = |octet: Option<u8>| char::from(octet?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    let name = String::from_utf8(octets).ok()?;
    (!name.chars().any(char::is_control)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_server_and_a_folder() {
        let read = |server: &str| host_and_port(server);
        let some = |host: &str, port| Some((host.to_owned(), port));
        assert_eq!(read("mail.example"), some("mail.example", 993));
        assert_eq!(read("mail.example:1993"), some("mail.example", 1993));
        assert_eq!(read("[::1]:1993"), some("[::1]", 1993));
        assert_eq!(read("[::1]"), some("[::1]", 993));
        for wrong in [
            "",
            "::1",
            "mail.example:0",
            "mail.example:x",
            "a b",
            "user@mail.example",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(
            decoded("Postvak%20IN/Retour").as_deref(),
            Some("Postvak IN/Retour")
        );
        assert_eq!(decoded("Zur%C3%BCck+1").as_deref(), Some("Zurück+1"));
        for wrong in ["%", "%2", "%zz", "%ff", "a%0d%0ab"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
