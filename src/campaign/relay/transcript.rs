//! Transcript: the dialogue with the relay, written down to analyse an error: no body, no address,
//! no name, no secret.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use super::masked::Mask;
use crate::address::Address;
use crate::campaign::{Campaign, Error};
use crate::clock::Clock;
use crate::journal::Ledger;
use crate::new_place::new_file;
use crate::relay::{DialogueEvent, Listener};
use crate::reply::Reply;
use crate::vault::Vault;

/// How many mails an answer may be about: after a dot the next envelope is sent already.
const MAILS_IN_HAND: usize = 2;

/// Commands that are written unchanged, and the dot.
const COMMANDS: [&str; 7] = ["EHLO", "HELO", "STARTTLS", "DATA", "RSET", "QUIT", "."];

/// Organisations by the address that their mail goes to, in lower case.
pub(crate) type Organisations = HashMap<String, Vec<String>>;

/// Writes down what is said.
struct Transcript<C, W> {
    clock: C,
    organisations: Organisations,
    to: RefCell<W>,
    connections: RefCell<HashMap<u32, Connection>>,
}

/// What has to be known about a connection to write its dialogue down.
#[derive(Default)]
struct Connection {
    /// What must not be shown, for each mail that a reply may be about, the newest last.
    mails: VecDeque<Vec<Mask>>,
    /// The relay asked for our login (RFC 4954, section 4).
    challenged: bool,
}

/// A listener that writes to the file, which must not exist yet.
///
/// # Errors
/// [`Error::InTheWay`], [`Error::File`].
pub(crate) fn to_file<C: Clock>(
    path: &Path,
    clock: C,
    organisations: Organisations,
) -> Result<Listener, Error> {
    let file = new_file(path).map_err(Error::making(path))?;
    Ok(to(BufWriter::new(file), clock, organisations))
}

/// A listener that writes to this stream.
pub(crate) fn to<C: Clock>(
    to: impl Write + 'static,
    clock: C,
    organisations: Organisations,
) -> Listener {
    let connections = RefCell::default();
    let transcript = Transcript {
        clock,
        organisations,
        to: RefCell::new(to),
        connections,
    };
    Rc::new(move |connection, event| transcript.record(connection, event))
}

impl Campaign {
    /// The organisations that this kind of run has mails for.
    pub(crate) fn organisations(&self, ledger: &Ledger) -> Result<Organisations, Error> {
        let vault = Vault::open(&self.vault_file())?;
        let mut names = HashMap::new();
        vault.each_row(|_, row| drop(names.insert(row.recipient, row.organisation)))?;
        let mut organisations = Organisations::new();
        for seal in ledger.seals() {
            vault.mails(seal.sealed.seal, |mail| {
                let known = organisations
                    .entry(mail.address.to_string().to_lowercase())
                    .or_default();
                let name = names
                    .get(&mail.recipient)
                    .filter(|name| !known.contains(name));
                known.extend(name.cloned());
            })?;
        }
        Ok(organisations)
    }
}

impl<C: Clock, W: Write> Transcript<C, W> {
    fn record(&self, number: u32, event: DialogueEvent<'_>) {
        let mut connections = self.connections.borrow_mut();
        let connection = connections.entry(number).or_default();
        match event {
            DialogueEvent::Client(line) => {
                if let Some(address) = line
                    .strip_prefix("RCPT TO:<")
                    .and_then(|rest| rest.split('>').next())
                {
                    connection.turns_to(address, &self.organisations);
                }
                let said = connection.said_by_us(line);
                self.write(number, "C", &said);
            }
            DialogueEvent::Body(octets) => {
                self.write(number, "C", &format!("(the mail, {octets} octets)"))
            }
            DialogueEvent::Server(reply) => {
                for line in connection.said_by_relay(reply) {
                    self.write(number, "S", &line);
                }
            }
            DialogueEvent::Encrypted => self.write(number, "-", "(encrypted from here on)"),
            DialogueEvent::Closed => {
                self.write(number, "-", "(closed by us)");
                connections.remove(&number);
            }
        }
    }

    fn write(&self, number: u32, who: &str, what: &str) {
        let mut to = self.to.borrow_mut();
        let now = self.clock.now();
        // A line that can't be written is lost: nothing of the run depends on it.
        let _lost = writeln!(to, "{now:.3} {number:>3} {who}: {what}").and_then(|()| to.flush());
    }
}

impl Connection {
    /// From now on the relay's replies may be about this address.
    fn turns_to(&mut self, address: &str, organisations: &Organisations) {
        let names = organisations.get(&address.to_lowercase());
        let Some(address) = Address::parse(address).ok() else {
            return;
        };
        let none = [String::new()];
        let names = names.map_or(&none[..], Vec::as_slice);
        self.mails.push_back(
            names
                .iter()
                .map(|name| Mask::of(&address, name, ""))
                .collect(),
        );
        if self.mails.len() > MAILS_IN_HAND {
            self.mails.pop_front();
        }
    }

    fn said_by_us(&mut self, line: &str) -> String {
        if std::mem::take(&mut self.challenged) {
            return "…".to_owned();
        }
        let verb = line.split(' ').next().unwrap_or_default();
        match verb {
            "AUTH" => {
                let mechanism = line.split(' ').nth(1).unwrap_or_default();
                format!("AUTH {mechanism} …")
            }
            "MAIL" | "RCPT" => without_addresses(line),
            verb if COMMANDS.contains(&verb) => line.to_owned(),
            _ => "…".to_owned(),
        }
    }

    fn said_by_relay(&mut self, reply: &Reply) -> Vec<String> {
        self.challenged = reply.code() == 334;
        let last = reply.lines().len().saturating_sub(1);
        let line = |(at, text): (usize, &String)| {
            let shown = self
                .mails
                .iter()
                .flatten()
                .fold(Mask::default().over(text), |text, mask| mask.over(&text));
            let between = if at < last { '-' } else { ' ' };
            format!("{}{between}{shown}", reply.code())
                .trim_end()
                .to_owned()
        };
        reply.lines().iter().enumerate().map(line).collect()
    }
}

/// `<…>` for an address, also for the one that a report should name (RFC 3461, section 4.2).
fn without_addresses(line: &str) -> String {
    let (head, rest) = line.split_once('<').unwrap_or((line, ""));
    let parameters = rest
        .split_once('>')
        .map_or("", |(_, parameters)| parameters);
    let shown = parameters.split(' ').map(|one| {
        if one.starts_with("ORCPT=") {
            "ORCPT=…"
        } else {
            one
        }
    });
    format!("{head}<…>{}", shown.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_names_anybody_or_holds_a_secret() {
        let mut connection = Connection::default();
        let known = Organisations::from([(
            "bestuur@debrug.example".to_owned(),
            vec!["Vereniging Regenwater".to_owned()],
        )]);
        for (line, shown) in [
            ("EHLO voorbeeldzaken.example", "EHLO voorbeeldzaken.example"),
            ("AUTH PLAIN AGJlcmljaHQAZ2VoZWlt", "AUTH PLAIN …"),
            ("VRFY bestuur", "…"),
            (
                "MAIL FROM:<b+3f@voorbeeldzaken.example> SIZE=80 RET=HDRS",
                "MAIL FROM:<…> SIZE=80 RET=HDRS",
            ),
            (
                "RCPT TO:<bestuur@debrug.example> NOTIFY=FAILURE ORCPT=rfc822;bestuur@debrug.example",
                "RCPT TO:<…> NOTIFY=FAILURE ORCPT=…",
            ),
        ] {
            assert_eq!(connection.said_by_us(line), shown);
        }
        connection.turns_to("bestuur@debrug.example", &known);
        let said = [
            "2.1.5 bestuur at mx.debrug.example, of Regenwater,",
            "is welcome",
        ]
        .map(str::to_owned);
        let reply = Reply::new(250, said.to_vec()).unwrap();
        assert_eq!(
            connection.said_by_relay(&reply),
            ["250-2.1.5 … at … of …", "250 is welcome"]
        );
        // The next envelope is on its way, and the answer still speaks of the one before.
        connection.turns_to("info@brug.example", &known);
        assert_eq!(connection.said_by_relay(&reply)[0], "250-2.1.5 … at … of …");
        // What looks like a command may be what logs us in.
        let challenge = Reply::new(334, vec!["UGFzc3dvcmQ6".to_owned()]).unwrap();
        connection.said_by_relay(&challenge);
        assert_eq!(
            (connection.said_by_us("QUIT"), connection.said_by_us("QUIT")),
            ("…".into(), "QUIT".into())
        );
    }
}
