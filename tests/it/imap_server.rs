//! A server of mailboxes on this machine for a test: IMAP over TLS by a script, and a record of what it was asked.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::harness::{Folder, Ran};

/// What the server does with one line.
pub(crate) enum Act {
    /// What a good server does.
    Usual,
    /// Says this; `{tag}` is the tag of the command. The lines end by themselves.
    Say(&'static str),
    /// Says this, and closes the connection.
    SayAndClose(&'static str),
    /// Says so many octets without an end of a line.
    SayForEver(usize),
    /// Says nothing, and waits.
    Hang,
    /// Says this so many times, and then waits for the next line.
    SayOften(&'static str, usize),
    /// Loses this mail, and then does what a good server does.
    Lose(u32),
    /// Hands over the mails before this one, and then says this instead of it and of all after it.
    Break(u32, &'static str),
    /// Hands over the mails but this one, and ends with this if that was asked for.
    Withhold(u32, &'static str),
}

type Script = dyn Fn(&str) -> Act + Send + Sync;

/// What a mailbox holds.
pub(crate) struct Held {
    pub(crate) validity: u32,
    pub(crate) mails: BTreeMap<u32, Vec<u8>>,
}

/// A server with one mailbox: its folders `INBOX` and `Retour` hold the same.
pub(crate) struct ImapServer {
    pub(crate) port: u16,
    pub(crate) held: Arc<Mutex<Held>>,
    /// Every line it was sent.
    pub(crate) heard: Arc<Mutex<Vec<String>>>,
}

pub(crate) const USER: &str = "bericht";
const PASSWORD: &str = "geheim";
/// `user=bericht^Aauth=Bearer abc.def^A^A`
const TOKEN: &str = "dXNlcj1iZXJpY2h0AWF1dGg9QmVhcmVyIGFiYy5kZWYBAQ==";
/// The lines a script is asked about besides those that are sent.
pub(crate) const GREETING: &str = "greeting";
const CAPABILITIES: &str = "IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2";

/// Starts a server with a certificate for `name`, which the campaign's `ca_file` then holds, and with these mails.
pub(crate) fn imap_server(
    folder: &Folder,
    name: &str,
    mails: &[String],
    script: impl Fn(&str) -> Act + Send + Sync + 'static,
) -> ImapServer {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    fs::write(folder.path("config/ca.pem"), made.cert.pem()).unwrap();
    let secret = folder.path("config/returns.password");
    fs::write(&secret, PASSWORD).unwrap();
    fs::set_permissions(secret, fs::Permissions::from_mode(0o600)).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let (config, script) = (Arc::new(config), Arc::new(script));
    let mails = (1..).zip(mails.iter().map(|mail| mail.clone().into_bytes()));
    let held = Arc::new(Mutex::new(Held {
        validity: 17,
        mails: mails.collect(),
    }));
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (in_thread, listens) = (held.clone(), heard.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (config, script) = (config.clone(), script.clone());
            let (held, heard) = (in_thread.clone(), listens.clone());
            std::thread::spawn(move || {
                let session = ServerConnection::new(config).unwrap();
                let wire = BufReader::new(StreamOwned::new(session, stream));
                let mut visit = Visit {
                    wire,
                    held,
                    heard,
                    script,
                };
                // A client that goes away ends its visit.
                let _ended = visit.serve();
            });
        }
    });
    ImapServer { port, held, heard }
}

impl ImapServer {
    /// The settings that lead to it.
    pub(crate) fn settings(&self) -> Vec<String> {
        vec![
            format!("returns.imap=imaps://localhost:{}", self.port),
            format!("returns.user={USER}"),
            "returns.password_file=config/returns.password".to_owned(),
            "returns.ca_file=config/ca.pem".to_owned(),
            "returns.timeout=2s".to_owned(),
        ]
    }

    pub(crate) fn heraut(&self, folder: &Folder, words: &[&str]) -> Ran {
        folder.heraut(&self.words(words))
    }

    /// The words of a command line, with the settings before them.
    pub(crate) fn words<'w>(&self, words: &[&'w str]) -> Vec<&'w str> {
        let set: Vec<&'w str> = self
            .settings()
            .into_iter()
            .flat_map(|setting| ["--set", &*setting.leak()])
            .collect();
        [&set[..], words].concat()
    }

    /// What it was asked since the last time, without tags, secrets and the login.
    pub(crate) fn asked(&self) -> Vec<String> {
        // A client doesn't wait for the answer to its last word: a visit that goes on has not read it yet. The server and
        // its listener hold the record too.
        for _ in 0..500 {
            if Arc::strong_count(&self.heard) <= 2 {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let heard = std::mem::take(&mut *self.heard.lock().unwrap());
        let bare = heard.iter().filter_map(|line| line.split_once(' '));
        let bare = bare.map(|(_, command)| command.to_owned());
        bare.filter(|command| !command.starts_with("AUTHENTICATE"))
            .collect()
    }
}

struct Visit {
    wire: BufReader<StreamOwned<ServerConnection, TcpStream>>,
    held: Arc<Mutex<Held>>,
    heard: Arc<Mutex<Vec<String>>>,
    script: Arc<Script>,
}

impl Visit {
    fn serve(&mut self) -> std::io::Result<()> {
        if !self.act(GREETING, "*")? {
            return Ok(());
        }
        loop {
            let mut line = String::new();
            if self.wire.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_owned();
            self.heard.lock().unwrap().push(line.clone());
            let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
            if !self.act(command, tag)? {
                return Ok(());
            }
        }
    }

    /// Answers one command; whether the connection stays.
    fn act(&mut self, command: &str, tag: &str) -> std::io::Result<bool> {
        match (self.script)(command) {
            Act::Usual => self.usual(command, tag),
            Act::Lose(uid) => {
                self.held.lock().unwrap().mails.remove(&uid);
                self.usual(command, tag)
            }
            Act::Say(text) => self.say(&text.replace("{tag}", tag)).map(|()| true),
            Act::SayAndClose(text) => {
                let text = text.replace("{tag}", tag);
                self.raw(text.as_bytes())?;
                Ok(false)
            }
            Act::SayOften(text, times) => {
                std::iter::repeat_n(text, times).try_for_each(|text| self.say(text))?;
                Ok(true)
            }
            Act::Break(uid, text) => {
                let (set, items) = set_and_items(command);
                let whole = |other: u32| (other < uid).then_some(Given::Whole);
                let answer = self.fetched(set, items, whole);
                self.raw(&answer)?;
                self.raw(text.as_bytes()).map(|()| false)
            }
            Act::Withhold(uid, text) => {
                let (set, items) = set_and_items(command);
                let given = |other: u32| {
                    Some(if other == uid {
                        Given::Nil
                    } else {
                        Given::Whole
                    })
                };
                let answer = self.fetched(set, items, given);
                let has_it = answer.windows(4).any(|piece| piece == b" NIL");
                self.raw(&answer)?;
                let text = if has_it { text } else { "OK fetched" };
                self.say(&format!("{tag} {text}")).map(|()| true)
            }
            Act::SayForEver(octets) => self.raw(&vec![b'x'; octets]).map(|()| true),
            Act::Hang => {
                let _gone = self.wire.read(&mut [0])?;
                Ok(false)
            }
        }
    }

    fn usual(&mut self, command: &str, tag: &str) -> std::io::Result<bool> {
        let words: Vec<&str> = command.split(' ').collect();
        let answer = match words[..] {
            [GREETING] => format!("* OK [CAPABILITY {CAPABILITIES}] ready"),
            ["AUTHENTICATE", "PLAIN", said] => {
                let right = said == "AGJlcmljaHQAZ2VoZWlt";
                verdict(tag, right)
            }
            ["AUTHENTICATE", "PLAIN"] => {
                self.say("+ ")?;
                let mut said = String::new();
                self.wire.read_line(&mut said)?;
                verdict(tag, said == "AGJlcmljaHQAZ2VoZWlt\r\n")
            }
            ["LOGIN", said_user, said_password] => {
                let right = said_user == "\"bericht\"" && said_password == "\"geheim\"";
                verdict(tag, right)
            }
            ["CAPABILITY"] => format!("* CAPABILITY {CAPABILITIES}\r\n{tag} OK"),
            ["AUTHENTICATE", "XOAUTH2", TOKEN] => verdict(tag, true),
            ["AUTHENTICATE", "XOAUTH2", _] => {
                // The reasons come as a question (XOAUTH2), and the client has to answer.
                self.say("+ eyJzdGF0dXMiOiI0MDEifQ==")?;
                let mut answer = String::new();
                self.wire.read_line(&mut answer)?;
                verdict(tag, answer != "\r\n")
            }
            ["EXAMINE", "\"INBOX\"" | "\"Retour\""] => {
                let held = self.held.lock().unwrap();
                format!(
                    "* FLAGS (\\Seen)\r\n* {} EXISTS\r\n* OK [UIDVALIDITY {}] UIDs valid\r\n{tag} OK [READ-ONLY] opened",
                    held.mails.len(),
                    held.validity
                )
            }
            ["EXAMINE", ..] => format!("{tag} NO [NONEXISTENT] Mailbox doesn't exist"),
            ["NOOP"] => format!("{tag} OK"),
            ["UID", "FETCH", ..] => {
                let (set, items) = set_and_items(command);
                let answer = self.fetched(set, items, |_| Some(Given::Whole));
                self.raw(&answer)?;
                format!("{tag} OK fetched")
            }
            ["LOGOUT"] => {
                self.say(&format!("* BYE\r\n{tag} OK"))?;
                return Ok(false);
            }
            _ => format!("{tag} BAD not in this play"),
        };
        self.say(&answer).map(|()| true)
    }

    fn fetched(&self, set: &str, items: &str, given: impl Fn(u32) -> Option<Given>) -> Vec<u8> {
        let held = self.held.lock().unwrap();
        let (first, last) = set.split_once(':').unwrap();
        let newest = held.mails.keys().next_back().copied().unwrap_or(0);
        let last = if last == "*" {
            newest
        } else {
            last.parse().unwrap()
        };
        let first: u32 = first.parse().unwrap();
        // `9:*` is the last mail too if that is number 7 (RFC 9051, section 9).
        let (first, last) = (first.min(last), first.max(last));
        let mut answer = Vec::new();
        for (at, (uid, mail)) in held.mails.iter().enumerate() {
            if !(first..=last).contains(uid) {
                continue;
            }
            let number = at + 1;
            if items == "(UID)" {
                answer.extend(format!("* {number} FETCH (UID {uid})\r\n").bytes());
                continue;
            }
            assert_eq!(items, "(UID BODY.PEEK[]<0.1048577>)");
            let Some(given) = given(*uid) else { break };
            if given == Given::Nil {
                answer.extend(format!("* {number} FETCH (UID {uid} BODY[]<0> NIL)\r\n").bytes());
                continue;
            }
            let octets = &mail[..mail.len().min(1_048_577)];
            let head = format!(
                "* {number} FETCH (UID {uid} BODY[]<0> {{{}}}\r\n",
                octets.len()
            );
            answer.extend(head.bytes().chain(octets.iter().copied()).chain(*b")\r\n"));
        }
        answer
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.raw(format!("{line}\r\n").as_bytes())
    }

    fn raw(&mut self, octets: &[u8]) -> std::io::Result<()> {
        let wire = self.wire.get_mut();
        wire.write_all(octets)?;
        wire.flush()
    }
}

/// How a mail is handed over.
#[derive(PartialEq, Eq)]
enum Given {
    Whole,
    Nil,
}

/// The parts of `UID FETCH SET ITEMS`.
fn set_and_items(command: &str) -> (&str, &str) {
    let words = command.strip_prefix("UID FETCH ").unwrap();
    words.split_once(' ').unwrap()
}

fn verdict(tag: &str, is_right: bool) -> String {
    if is_right {
        format!("{tag} OK logged in")
    } else {
        format!("{tag} NO [AUTHENTICATIONFAILED] Not with these")
    }
}
