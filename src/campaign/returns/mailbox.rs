//! Reads the mailbox that the settings name. Nothing in it is changed.
//!
//! Mails are read in batches, each recorded in one commit; only then is it kept how far the mailbox
//! was read. A process that dies, or a connection that is cut, leaves whole batches.

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

/// What was read of a mailbox.
#[derive(Debug, Default)]
pub struct MailboxRead {
    /// The mails.
    pub returns: Returns,
    /// Why it ended before everything was read.
    pub fault: Option<MailboxFault>,
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
    /// looked at.
    ///
    /// # Errors
    /// [`Error::NoMail`], [`Error::Secret`], [`Error::NotSealed`], and those of
    /// [`Campaign::record_returns`]. What the server does is in [`MailboxRead::fault`].
    pub async fn read_mailbox(
        &self,
        reading: MailboxReading,
        clock: SystemClock,
    ) -> Result<MailboxRead, Error> {
        let mailbox = self.mailbox(None)?;
        let opened = match reading {
            MailboxReading::OnlyLooking => self.sealed()?,
            MailboxReading::New | MailboxReading::Everything => Some(self.open_sealed()?),
        };
        let known = match &opened {
            Some(opened) => known_mails(&opened.view())?,
            None => KnownMails::default(),
        };
        let mut session = match self.open_mailbox(mailbox, clock).await? {
            Ok(session) => session,
            Err(fault) => return Ok(fault.into()),
        };
        let mut pass = Pass {
            campaign: self,
            mailbox,
            reading,
            opened,
            known,
            read: MailboxRead::default(),
        };
        match pass.run(&mut session, clock).await {
            Ok(()) => session.close().await,
            Err(Stopped::Mailbox(fault)) => pass.read.fault = Some(fault),
            Err(Stopped::Here(error)) => return Err(error),
        }
        Ok(pass.read)
    }

    async fn open_mailbox(
        &self,
        mailbox: &MailboxSettings,
        clock: SystemClock,
    ) -> Result<Result<MailboxSession<SystemClock>, MailboxFault>, Error> {
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
        Ok(match server {
            Ok(server) => MailboxSession::open(&dial, clock, &server, &mailbox.user, &login).await,
            Err(fault) => Err(fault),
        })
    }
}

impl From<MailboxFault> for MailboxRead {
    fn from(fault: MailboxFault) -> Self {
        MailboxRead {
            fault: Some(fault),
            ..MailboxRead::default()
        }
    }
}

/// What ended a pass.
enum Stopped {
    Mailbox(MailboxFault),
    Here(Error),
}

impl From<MailboxFault> for Stopped {
    fn from(fault: MailboxFault) -> Self {
        Stopped::Mailbox(fault)
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Stopped::Here(error)
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
    read: MailboxRead,
}

impl Pass<'_> {
    async fn run(
        &mut self,
        session: &mut MailboxSession<SystemClock>,
        clock: SystemClock,
    ) -> Result<(), Stopped> {
        let validity = session.examine(&self.mailbox.folder).await?;
        let last = self.read_before(validity)?;
        let uids = session.uids_after(last).await?;
        for batch in uids.chunks(BATCH) {
            let (Some(first), Some(last)) = (batch.first(), batch.last()) else {
                continue;
            };
            let (mailbox, known) = (self.mailbox, &self.known);
            let mut mails: Vec<ReadReturn> = Vec::with_capacity(batch.len());
            session
                .fetch((*first, *last), &mut |mail| {
                    let place = MailPlace {
                        file: Path::new(&mailbox.address),
                        number: usize::try_from(mail.uid).ok(),
                    };
                    let (octets, cut) = (mail.octets, mail.cut);
                    mails.push(read(known, &place, &RawMail { octets, cut }));
                })
                .await?;
            self.keep(mails, validity, *last, clock)?;
        }
        Ok(())
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
        if let (MailboxReading::New | MailboxReading::Everything, Some(opened)) =
            (self.reading, &mut self.opened)
        {
            opened.record_all(&mut returns, clock.now())?;
            // What the tray had no room for is read again once somebody settled some of it.
            let is_all_kept = self.read.returns.not_kept + returns.not_kept == 0;
            if let Some(validity) = validity.filter(|_| is_all_kept) {
                self.campaign.keep_mailbox_progress(&MailboxProgress {
                    mailbox: mailbox_digest(self.mailbox),
                    validity,
                    uid: last,
                    journal: opened.journal.tip(),
                })?;
            }
        }
        if let (MailboxReading::OnlyLooking, Some(opened)) = (self.reading, &self.opened) {
            tray::mark(opened.ledger(), &opened.key, &mut returns.mails);
        }
        self.read.returns.join(returns);
        Ok(())
    }
}
