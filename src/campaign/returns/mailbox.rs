//! Reads the mailbox that the settings name. Nothing in it is changed.
//!
//! Mails are read in batches, each recorded in one commit; only then is it kept how far the mailbox
//! was read. A process that dies leaves whole batches; where a mail can't be had, those before it are
//! recorded.

use std::collections::BTreeMap;
use std::path::Path;

use super::outcome::{ReadReturn, Returns};
use super::progress::{MailboxProgress, mailbox_digest};
use super::read::{known_mails, read};
use super::sources::MailPlace;
use super::tray;
use crate::bounce::{MAX_OCTETS, RawMail};
use crate::campaign::folder::opened::Opened;
use crate::campaign::no_mail::NoMail;
use crate::campaign::returns::matching::KnownMails;
use crate::campaign::{Campaign, Error};
use crate::clock::{Clock, SystemClock};
use crate::config::{MailboxSettings, mailbox_password, token};
use crate::mailbox::{MailboxFault, MailboxLogin, MailboxServer, MailboxSession};
use crate::relay::dial::Tcp;

/// Most mails that are recorded in one commit.
const BATCH: usize = 1_000;

/// Which mails of a mailbox are read, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailboxReading {
    /// Those that were not read before, to record what they say.
    New,
    /// All of them, to record what they say.
    Everything,
    /// Those that were not read before, and nothing is recorded.
    OnlyLooking,
}

impl Campaign {
    /// The mailbox that the settings name.
    ///
    /// # Errors
    /// [`Error::NoMail`], also if it is another than the one `asked` for.
    pub fn mailbox(&self, asked: Option<&str>) -> Result<&MailboxSettings, Error> {
        let found = self.settings().returns.mailbox.as_ref();
        let bare = |address: &str| address.trim_end_matches('/').to_owned();
        let fits = |mailbox: &&MailboxSettings| {
            asked.is_none_or(|asked| bare(asked) == bare(&mailbox.address))
        };
        found.filter(fits).ok_or_else(|| {
            let asked = asked.map(str::to_owned);
            NoMail::Mailbox { asked }.into()
        })
    }

    /// Reads the mailbox of the settings, and records what its mails say of ours unless it is only
    /// looked at. Each batch is added to `read` once it is recorded, so that it is known whatever
    /// ends the reading, an error or the caller.
    ///
    /// # Errors
    /// [`Error::NoMail`], [`Error::Secret`], [`Error::NotSealed`], those of
    /// [`Campaign::record_returns`], and [`Error::Mailbox`] for what the server does.
    pub async fn read_mailbox(
        &self,
        reading: MailboxReading,
        clock: SystemClock,
        read: &mut Returns,
    ) -> Result<(), Error> {
        let mailbox = self.mailbox(None)?;
        let opened = match reading {
            MailboxReading::OnlyLooking => self.sealed()?,
            MailboxReading::New | MailboxReading::Everything => Some(self.open_sealed()?),
        };
        let known = match &opened {
            Some(opened) => known_mails(&opened.view())?,
            None => KnownMails::default(),
        };
        let mut session = self.open_mailbox(mailbox, clock).await?;
        let mut pass = Pass {
            campaign: self,
            mailbox,
            reading,
            opened,
            known,
            read,
        };
        let done = pass.run(&mut session, clock).await;
        if done.is_ok() {
            session.close().await;
        }
        // Also of what was recorded before a fault.
        let rooted = match (reading, &mut pass.opened) {
            (MailboxReading::New | MailboxReading::Everything, Some(opened)) => {
                self.record_root(opened, clock.now())
            }
            _ => Ok(()),
        };
        done.and(rooted)
    }

    async fn open_mailbox(
        &self,
        mailbox: &MailboxSettings,
        clock: SystemClock,
    ) -> Result<MailboxSession<SystemClock>, Error> {
        let login = match &mailbox.token_command {
            Some(command) => token(self.dir(), command).map(MailboxLogin::Token),
            None => mailbox_password(self.dir(), mailbox).map(MailboxLogin::Password),
        };
        let login = login.map_err(Error::Secret)?;
        let ca_file = mailbox.ca_file.as_ref().map(|path| self.dir().join(path));
        let server = MailboxServer::new(
            &mailbox.host,
            ca_file.as_deref(),
            mailbox.timeout,
            MAX_OCTETS,
        );
        let dial = Tcp {
            host: mailbox.host.clone(),
            port: mailbox.port,
            loopback_only: false,
        };
        let session = MailboxSession::open(&dial, clock, &server?, &mailbox.user, &login).await?;
        Ok(session)
    }
}

/// One pass over a mailbox.
struct Pass<'c> {
    campaign: &'c Campaign,
    mailbox: &'c MailboxSettings,
    reading: MailboxReading,
    /// `None` if nothing was sealed yet, and nothing is to be recorded.
    opened: Option<Opened>,
    known: KnownMails,
    read: &'c mut Returns,
}

impl Pass<'_> {
    async fn run(
        &mut self,
        session: &mut MailboxSession<SystemClock>,
        clock: SystemClock,
    ) -> Result<(), Error> {
        let validity = session.examine(&self.mailbox.folder).await?;
        let last = self.read_before(validity)?;
        let uids = session.uids_after(last).await?;
        for batch in uids.chunks(BATCH) {
            self.batch(session, batch, validity, clock).await?;
        }
        Ok(())
    }

    /// Reads and records these mails, at least those before the first that can't be had.
    async fn batch(
        &mut self,
        session: &mut MailboxSession<SystemClock>,
        uids: &[u32],
        validity: Option<u32>,
        clock: SystemClock,
    ) -> Result<(), Error> {
        let mut came = BTreeMap::new();
        let mut wanted = uids.to_vec();
        let mut ended = self.fetch(session, uids, &mut came).await;
        if let Ok(()) | Err(MailboxFault::Refused(_)) = ended {
            ended = self.one_by_one(session, &mut wanted, &mut came).await;
        }
        let mut mails = Vec::with_capacity(came.len());
        let mut last = None;
        for uid in &wanted {
            let Some(mail) = came.remove(uid) else { break };
            mails.push(mail);
            last = Some(*uid);
        }
        if ended.is_ok() {
            // The last ones may be gone.
            last = uids.last().copied();
        }
        if let Some(last) = last {
            self.keep(mails, validity, last, clock)?;
        }
        Ok(ended?)
    }

    /// Reads each of these mails again that did not come and is still there: those that are gone
    /// are no longer wanted.
    async fn one_by_one(
        &self,
        session: &mut MailboxSession<SystemClock>,
        wanted: &mut Vec<u32>,
        came: &mut BTreeMap<u32, ReadReturn>,
    ) -> Result<(), MailboxFault> {
        let missing = wanted.iter().filter(|uid| !came.contains_key(uid));
        let missing: Vec<u32> = missing.copied().collect();
        let there = session.still_there(&missing).await?;
        wanted.retain(|uid| came.contains_key(uid) || there.binary_search(uid).is_ok());
        for uid in there {
            let said = match self.fetch(session, &[uid], came).await {
                Ok(()) => None,
                Err(MailboxFault::Refused(said)) => Some(said),
                Err(other) => return Err(other),
            };
            if came.contains_key(&uid) {
                continue;
            }
            if !session.still_there(&[uid]).await?.is_empty() {
                return Err(MailboxFault::Withheld { uid, said });
            }
            wanted.retain(|other| *other != uid);
        }
        Ok(())
    }

    async fn fetch(
        &self,
        session: &mut MailboxSession<SystemClock>,
        uids: &[u32],
        came: &mut BTreeMap<u32, ReadReturn>,
    ) -> Result<(), MailboxFault> {
        let (mailbox, known) = (self.mailbox, &self.known);
        session
            .fetch(uids, &mut |mail| {
                let place = MailPlace {
                    file: Path::new(&mailbox.address),
                    number: usize::try_from(mail.uid).ok(),
                };
                let (octets, cut) = (mail.octets, mail.cut);
                came.insert(mail.uid, read(known, &place, &RawMail { octets, cut }));
            })
            .await
    }

    /// The last UID that was read before; 0 if everything is to be read.
    fn read_before(&self, validity: Option<u32>) -> Result<u32, Error> {
        let (Some(validity), Some(opened)) = (validity, &self.opened) else {
            return Ok(0);
        };
        if self.reading == MailboxReading::Everything {
            return Ok(0);
        }
        let Some(before) = self.campaign.mailbox_progress() else {
            return Ok(0);
        };
        let is_this = before.mailbox == mailbox_digest(self.mailbox) && before.validity == validity;
        let is_there = is_this && opened.journal.agrees_with(before.journal)?;
        Ok(if is_there { before.uid } else { 0 })
    }

    /// Records a batch, and then how far the mailbox was read.
    fn keep(
        &mut self,
        mails: Vec<ReadReturn>,
        validity: Option<u32>,
        last: u32,
        clock: SystemClock,
    ) -> Result<(), Error> {
        let mut returns = Returns::default();
        mails.into_iter().for_each(|mail| returns.add(mail));
        let Some(opened) = &mut self.opened else {
            self.read.join(returns);
            return Ok(());
        };
        if self.reading == MailboxReading::OnlyLooking {
            tray::mark(opened.ledger(), &opened.key, &mut returns.mails);
            self.read.join(returns);
            return Ok(());
        }
        opened.record_all(&mut returns, clock.now())?;
        let tip = opened.journal.tip();
        self.read.join(returns);
        // What the tray had no room for is read again once somebody settled some of it.
        if let Some(validity) = validity.filter(|_| self.read.not_kept == 0) {
            self.campaign.keep_mailbox_progress(&MailboxProgress {
                mailbox: mailbox_digest(self.mailbox),
                validity,
                uid: last,
                journal: tip,
            })?;
        }
        Ok(())
    }
}
