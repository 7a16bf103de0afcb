//! A session with the server, from the greeting to the mails of a folder.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use tokio_rustls::TlsConnector;
use zeroize::Zeroizing;

use super::fault::MailboxFault;
use super::login::{self, LoginWay, MailboxLogin, SaslLogin};
use super::name;
use super::replies::{self, Replies};
use super::response::{Condition, Response, capabilities};
use crate::clock::Clock;
use crate::relay::dial::{Dial, DialFault};
use crate::relay::{Broken, TlsFault, tls};

/// Most mails of a folder; the UIDs of so many take 40 MB.
const MOST_MAILS: usize = 10_000_000;
/// Most responses to a command, besides one for each mail of an open folder.
const MOST_SAID: usize = 1_000;
/// Most mails that nobody asked for among those that are handed over.
const MOST_ADDED: usize = 1_000;

/// How to reach a server.
#[derive(Clone)]
pub struct MailboxServer {
    /// The name that its certificate must carry.
    host: String,
    connector: TlsConnector,
    timeout: Duration,
    /// Most octets of one mail.
    most: usize,
}

impl MailboxServer {
    /// A server with a certificate for `host`, whose issuer the system or `ca_file` (PEM) names.
    /// `timeout` is the longest wait for a sign of life; of one mail `most` octets are read.
    ///
    /// # Errors
    /// If the certificates can't be read.
    pub fn new(
        host: &str,
        ca_file: Option<&Path>,
        timeout: Duration,
        most: usize,
    ) -> Result<Self, MailboxFault> {
        let connector = tls::connector(ca_file).map_err(MailboxFault::Tls)?;
        Ok(MailboxServer {
            host: host.to_owned(),
            connector,
            timeout,
            most,
        })
    }
}

/// One mail of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedMail {
    /// Its UID (RFC 9051, section 2.3.1.1).
    pub uid: u32,
    /// Its octets, at most so many as were asked for.
    pub octets: Vec<u8>,
    /// Whether there was more.
    pub cut: bool,
}

/// A session that is logged in.
pub struct MailboxSession<C> {
    replies: Replies<C>,
    most: usize,
    offered: Vec<String>,
    commands: u32,
    /// How many responses to this command came.
    said: usize,
    /// Most responses to a command.
    most_said: usize,
}

impl<C: Clock> MailboxSession<C> {
    /// Connects, puts TLS on the connection and logs in.
    ///
    /// # Errors
    /// [`MailboxFault`].
    pub async fn open(
        dial: &impl Dial,
        clock: C,
        server: &MailboxServer,
        user: &str,
        login: &MailboxLogin,
    ) -> Result<Self, MailboxFault> {
        let silent = |_| MailboxFault::Silent;
        let wire = clock
            .within(server.timeout, dial.dial())
            .await
            .map_err(silent)?;
        let wire = wire.map_err(|fault| match fault {
            DialFault::Io(io) => MailboxFault::Connection(Broken::of(&io)),
            DialFault::NoName(io) => MailboxFault::Connection(Broken::no_name(&io)),
            DialFault::NotLoopback => MailboxFault::Connection(Broken::closed()),
        })?;
        let shake = tls::protect(&server.connector, &server.host, wire);
        let wire = clock.within(server.timeout, shake).await.map_err(silent)?;
        let wire = wire.map_err(|io| match TlsFault::of(&io) {
            Some(why) => MailboxFault::Tls(why.at_the_start()),
            None => replies::of(&io),
        })?;
        // One octet more tells whether the mail is longer.
        let replies = Replies::new(wire, clock, server.timeout, server.most + 1);
        let mut session = MailboxSession {
            replies,
            most: server.most,
            offered: Vec::new(),
            commands: 0,
            said: 0,
            most_said: MOST_SAID,
        };
        if session.greeting().await? {
            session.log_in(user, login).await?;
        }
        Ok(session)
    }

    /// Reads the greeting; whether a login is needed.
    async fn greeting(&mut self) -> Result<bool, MailboxFault> {
        let Response::Status {
            tag: None,
            condition,
            code,
            text,
        } = self.replies.next().await?
        else {
            return Err(MailboxFault::NotImap);
        };
        let needs_login = match condition {
            Condition::Ok => true,
            Condition::PreAuth => false,
            Condition::Bye => return Err(MailboxFault::Bye(text)),
            Condition::No | Condition::Bad => return Err(MailboxFault::NotImap),
        };
        match code.as_deref().and_then(|code| code.split_once(' ')) {
            Some((name, words)) if name.eq_ignore_ascii_case("CAPABILITY") => {
                self.offered = capabilities(words);
            }
            _ => {
                let mut offered = Vec::new();
                self.run("CAPABILITY", |said| {
                    if let Response::Capabilities(words) = said {
                        offered = words;
                    }
                    Ok(())
                })
                .await?;
                self.offered = offered;
            }
        }
        Ok(needs_login)
    }

    /// Whether the server offered this before the login.
    fn offers(&self, what: &str) -> bool {
        self.offered.iter().any(|offered| offered == what)
    }

    async fn log_in(&mut self, user: &str, login: &MailboxLogin) -> Result<(), MailboxFault> {
        let mut pieces = match login::way(user, login, |what| self.offers(what))? {
            LoginWay::Sasl(SaslLogin { name, says, ends }) => {
                let ends = Zeroizing::new(ends.to_owned());
                if self.offers("SASL-IR") {
                    let command = format!("AUTHENTICATE {name} {}", *says);
                    vec![Zeroizing::new(command), ends]
                } else {
                    vec![Zeroizing::new(format!("AUTHENTICATE {name}")), says, ends]
                }
            }
            LoginWay::Command(pieces) => pieces,
        }
        .into_iter();
        let first = pieces.next().unwrap_or_default();
        let tag = self.begin(&first).await?;
        loop {
            match self.next_for(&tag).await? {
                Response::Continue(_) => {
                    let piece = pieces.next().ok_or(MailboxFault::NotImap)?;
                    let line = Zeroizing::new(format!("{}\r\n", *piece));
                    self.replies.write(line.as_bytes()).await?;
                }
                Response::Status {
                    tag: Some(_),
                    condition,
                    text,
                    ..
                } => return ended(condition, text).map_err(MailboxFault::LoginRefused),
                _ => {}
            }
        }
    }

    /// Opens a folder so that nothing in it can be changed. Returns its UIDVALIDITY; `None` if the
    /// server gives its mails no lasting numbers.
    ///
    /// # Errors
    /// [`MailboxFault::NoFolder`], or another.
    pub async fn examine(&mut self, folder: &str) -> Result<Option<u32>, MailboxFault> {
        let mut validity = None;
        let command = format!("EXAMINE {}", name::folder(folder));
        let ran = self
            .run(&command, |said| {
                if let Response::Status {
                    tag: None,
                    code: Some(code),
                    ..
                } = said
                    && let Some((name, number)) = code.split_once(' ')
                    && name.eq_ignore_ascii_case("UIDVALIDITY")
                {
                    validity = number.trim().parse().ok().filter(|number| *number > 0);
                }
                Ok(())
            })
            .await;
        // From now on the server may tell news of each mail, such as that it was marked as read.
        self.most_said = MOST_MAILS + MOST_SAID;
        match ran {
            Ok(()) => Ok(validity),
            Err(MailboxFault::Refused(said)) => Err(MailboxFault::NoFolder {
                folder: folder.to_owned(),
                said,
            }),
            Err(other) => Err(other),
        }
    }

    /// The UIDs of the mails after this one, in order.
    ///
    /// # Errors
    /// [`MailboxFault`].
    pub async fn uids_after(&mut self, last: u32) -> Result<Vec<u32>, MailboxFault> {
        let Some(first) = last.checked_add(1) else {
            return Ok(Vec::new());
        };
        let mut uids = Vec::new();
        self.run(&format!("UID FETCH {first}:* (UID)"), |said| {
            // `5:*` is also the last mail if its number is lower (RFC 9051, section 9, seq-range).
            if let Response::Fetch { uid: Some(uid), .. } = said
                && uid >= first
            {
                if uids.len() == MOST_MAILS {
                    return Err(MailboxFault::TooLong);
                }
                uids.push(uid);
            }
            Ok(())
        })
        .await?;
        uids.sort_unstable();
        uids.dedup();
        Ok(uids)
    }

    /// Those of these mails (in order) that are still there, in order.
    ///
    /// # Errors
    /// [`MailboxFault`].
    pub async fn still_there(&mut self, uids: &[u32]) -> Result<Vec<u32>, MailboxFault> {
        let Some(first) = uids.first() else {
            return Ok(Vec::new());
        };
        // While it hands over mails a server may not say that one is gone (RFC 9051, section 7.5.1).
        self.run("NOOP", |_| Ok(())).await?;
        let mut there = self.uids_after(first.saturating_sub(1)).await?;
        there.retain(|uid| uids.binary_search(uid).is_ok());
        Ok(there)
    }

    /// Passes on each of these mails (in order) once, one at a time, in any order. What the server
    /// leaves out is left out; what it adds is passed over.
    ///
    /// # Errors
    /// [`MailboxFault`]; some mails may have been passed on.
    pub async fn fetch(
        &mut self,
        uids: &[u32],
        take: &mut impl FnMut(FetchedMail),
    ) -> Result<(), MailboxFault> {
        let (Some(first), Some(last)) = (uids.first(), uids.last()) else {
            return Ok(());
        };
        let most = self.most;
        let mut wanted: BTreeSet<u32> = uids.iter().copied().collect();
        let mut added = 0;
        let command = format!("UID FETCH {first}:{last} (UID BODY.PEEK[]<0.{}>)", most + 1);
        self.run(&command, |said| {
            if let Response::Fetch {
                uid: Some(uid),
                body: Some(mut octets),
            } = said
            {
                if wanted.remove(&uid) {
                    let cut = octets.len() > most;
                    octets.truncate(most);
                    take(FetchedMail { uid, octets, cut });
                } else if added == MOST_ADDED {
                    return Err(MailboxFault::TooLong);
                } else {
                    added += 1;
                }
            }
            Ok(())
        })
        .await
    }

    /// Says goodbye; whether the server heard it doesn't matter.
    pub async fn close(mut self) {
        let _heard = self.begin("LOGOUT").await;
    }

    /// Runs a command to its end; `take` gets what the server says before, and may end it.
    async fn run(
        &mut self,
        command: &str,
        mut take: impl FnMut(Response) -> Result<(), MailboxFault>,
    ) -> Result<(), MailboxFault> {
        let tag = self.begin(command).await?;
        loop {
            match self.next_for(&tag).await? {
                Response::Status {
                    tag: Some(_),
                    condition,
                    text,
                    ..
                } => return ended(condition, text).map_err(MailboxFault::Refused),
                Response::Continue(_) => return Err(MailboxFault::NotImap),
                said => take(said)?,
            }
        }
    }

    /// Sends a command; returns its tag.
    async fn begin(&mut self, command: &str) -> Result<String, MailboxFault> {
        self.commands += 1;
        self.said = 0;
        let tag = format!("h{}", self.commands);
        let line = Zeroizing::new(format!("{tag} {command}\r\n"));
        self.replies.write(line.as_bytes()).await?;
        Ok(tag)
    }

    /// The next response while the command with this tag runs.
    async fn next_for(&mut self, tag: &str) -> Result<Response, MailboxFault> {
        let said = self.replies.next().await?;
        self.said += 1;
        if self.said > self.most_said {
            return Err(MailboxFault::TooLong);
        }
        match &said {
            Response::Status {
                tag: Some(other), ..
            } if other != tag => Err(MailboxFault::NotImap),
            Response::Status {
                tag: None,
                condition: Condition::Bye,
                text,
                ..
            } => Err(MailboxFault::Bye(text.clone())),
            _ => Ok(said),
        }
    }
}

/// The server's words, unless it did what was asked for.
fn ended(condition: Condition, said: String) -> Result<(), String> {
    match condition {
        Condition::Ok => Ok(()),
        Condition::No | Condition::Bad | Condition::Bye | Condition::PreAuth => Err(said),
    }
}
