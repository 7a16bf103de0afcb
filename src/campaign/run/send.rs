//! `send`: runs what was prepared, through the relay of the settings.

mod sealed_mails;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::forecast::hold_after_last_look;
use super::list_watch::ListWatch;
use super::open_run::Run;
use super::prepare::Prepared;
use crate::campaign::folder::opened::{Opened, View};
use crate::campaign::relay::transcript;
use crate::campaign::state::status::Which;
use crate::campaign::{Campaign, Error, Status};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{RelayKind, ReturnPath, Smtp, password};
use crate::dispatch::{Ended, Progress, SendFault, Sender};
use crate::id::{CampaignKey, Pseudonym};
use crate::journal::Ledger;
use crate::journal::event::{Lost, RunEnd};
use crate::relay::catcher::{Catcher, Maildir, Options};
use crate::relay::connect::SessionSettings as RelaySettings;
use crate::relay::dial::Tcp;
use crate::relay::{Cause, Listener, Relay, RelayFault, SmtpRelay};
use crate::signoff::Approved;
use crate::vault::{EncryptedTexts, Outbox};
use sealed_mails::SealedMails;

/// Result of a run.
#[derive(Debug)]
pub struct Sent {
    /// How it ended.
    pub ended: Ended,
    /// The status now; of the single mails, those that are not accepted.
    pub status: Status,
    /// How many mails this run offered or settled.
    pub tried: usize,
    /// Set if an edit of the list ended the run, because a mail differed from what the list gives.
    pub differs: Option<Error>,
}

impl Campaign {
    /// Runs what was prepared. Needs a `tokio` `LocalSet`. When `stop` turns true, it finishes the mails in hand.
    ///
    /// # Errors
    /// Errors before the first mail; an error during the run is in [`Sent::ended`].
    pub async fn send(
        &self,
        prepared: Prepared,
        stop: watch::Receiver<bool>,
        tell: &dyn Fn(Progress),
    ) -> Result<Sent, Error> {
        let clock = SystemClock::start();
        if let Some(doubt) = prepared.clock_doubt {
            return Err(Error::ClockUnsure(doubt));
        }
        hold_after_last_look(&prepared.run, clock.now())?;
        let listener = self.listener(&prepared.run, clock)?;
        match &self.settings().relay.kind {
            RelayKind::Catcher => {
                let keep =
                    Maildir::open(&self.caught()).map_err(Error::file("var/trial/caught"))?;
                let catcher = Catcher::start(Options::keeping(Arc::new(keep)), clock)
                    .map_err(Error::file("127.0.0.1"))?;
                let address = catcher.address();
                let running = catcher.spawn();
                let relay = self.catcher_relay(address, clock).observed_by(listener);
                let sent = self.run(prepared, &relay, clock, stop, tell).await;
                // Whatever the catcher reports at its end, the mails are kept and answered by now.
                let _ended = running.stop().await;
                sent
            }
            RelayKind::Smtp(smtp) => {
                let relay = self
                    .smtp_relay(smtp, clock, prepared.run.largest)?
                    .observed_by(listener);
                let listen = |progress: Progress| {
                    if progress == Progress::NothingAfterDots {
                        self.remember_unheard(smtp, clock.now());
                    }
                    tell(progress);
                };
                self.run(prepared, &relay, clock, stop, &listen).await
            }
        }
    }

    /// The listener that writes the dialogue to a file, if one was asked for.
    fn listener(&self, run: &Run, clock: SystemClock) -> Result<Option<Listener>, Error> {
        let listener = |path: &PathBuf| {
            transcript::to_file(path, clock, self.organisations(run.opened.ledger())?)
        };
        run.transcript.as_ref().map(listener).transpose()
    }

    pub(crate) fn catcher_relay(
        &self,
        at: std::net::SocketAddr,
        clock: SystemClock,
    ) -> SmtpRelay<Tcp, SystemClock> {
        let settings = &self.settings().relay;
        let hello = self.settings().sender.envelope_from.domain();
        let dial = Tcp {
            host: at.ip().to_string(),
            port: at.port(),
            loopback_only: true,
        };
        let notify = settings.notify.clone();
        let talk = RelaySettings::plain(hello, settings.timeout, settings.answer_timeout, notify);
        SmtpRelay::new(dial, clock, talk)
    }

    pub(crate) fn smtp_relay(
        &self,
        smtp: &Smtp,
        clock: SystemClock,
        largest: u64,
    ) -> Result<SmtpRelay<Tcp, SystemClock>, Error> {
        let settings = &self.settings().relay;
        let hello = self.settings().sender.envelope_from.domain();
        let login = match &smtp.user {
            Some(user) => password(self.dir(), smtp)
                .map_err(Error::Secret)?
                .map(|secret| (user.clone(), secret)),
            None => None,
        };
        let ca_file: Option<PathBuf> = smtp.ca_file.as_ref().map(|path| self.dir().join(path));
        let tls = |fault| {
            Error::Relay(RelayFault::new(
                crate::journal::event::Step::Tls,
                Cause::Tls(fault),
            ))
        };
        let talk = RelaySettings::plain(
            hello,
            settings.timeout,
            settings.answer_timeout,
            settings.notify.clone(),
        )
        .with_tls(&smtp.host, smtp.tls, ca_file.as_deref())
        .map_err(tls)?
        .with_login(login)
        .with_largest(largest)
        .that_hands_on(smtp.hands_on)
        .that_reads_after_dot(self.unheard_since(smtp)?.is_none());
        let (host, port) = smtp.dialled();
        let dial = Tcp {
            host: host.to_owned(),
            port,
            loopback_only: smtp.is_loopback(),
        };
        Ok(SmtpRelay::new(dial, clock, talk))
    }

    async fn run<R: Relay>(
        &self,
        prepared: Prepared,
        relay: &R,
        clock: SystemClock,
        stop: watch::Receiver<bool>,
        tell: &dyn Fn(Progress),
    ) -> Result<Sent, Error> {
        let run = prepared.run;
        let list = ListWatch::new(self.clone(), clock, run.watched);
        self.remember(&run.opened)?;
        let Opened {
            key,
            journal,
            texts,
            ..
        } = run.opened;
        let mails = self.sealed_mails(run.outbox, &key, &list);
        let approved = run.approved.iter();
        let approved: Vec<(u32, &Approved)> = approved.map(|(seal, word)| (*seal, word)).collect();
        let tried = Tried::default();
        let listen = |progress: Progress| {
            tried.hear(&progress);
            tell(progress);
        };
        let died = run.died.into_iter();
        died.for_each(|who| listen(Progress::InDoubt(who, Lost::Died)));
        // The journal is not read between the permissions and here: what others wrote since, such as a withdrawal
        // during the confirmation, reaches the run as news.
        let (ledger, writer) = journal.into_sender(&run.lock)?;
        let (end, stopped) = watch::channel(false);
        let sender = Sender {
            writer: &writer,
            relay,
            mails: &mails,
            clock,
            rules: &run.rules,
            approved: &approved,
            // A reply whose text can't be stored is still recorded by its code.
            words: &|text| texts.keep(text).unwrap_or_else(|_| key.text_id(text)),
            words_of_taken: &|text| texts.keep_soon(text).unwrap_or_else(|_| key.text_id(text)),
            tell: &listen,
        };
        let work = Box::pin(sender.run(ledger, run.candidates, stopped));
        let (ended, ledger) = beside(work, stop, &list, &end, keep_soon(&texts, clock)).await;
        // A text that can't be stored is no reason to report less about the run.
        let _lost = texts.flush();
        // A run is no worse without: the next command that records roots makes up for it.
        let _later = self.root_of_run(&key, &texts, &writer, clock).await;
        drop(writer);
        let differs = list.into_found();
        let status = self.status_after(&key, &ended, ledger, &texts)?;
        drop(run.lock);
        Ok(Sent {
            ended,
            status,
            tried: tried.count(),
            differs,
        })
    }

    /// The status after a run.
    fn status_after(
        &self,
        key: &CampaignKey,
        ended: &Ended,
        ledger: Ledger,
        texts: &EncryptedTexts,
    ) -> Result<Status, Error> {
        // If something could not be written, the ledger is wrong: then the journal itself is read.
        let ledger = match &ended.fault {
            Some(SendFault::Journal(_) | SendFault::Impossible) => {
                self.journal(key)?.ledger().clone()
            }
            _ => ledger,
        };
        let view = View {
            key,
            ledger: &ledger,
            vault: &self.vault()?,
            texts,
        };
        self.status_of(view, false, Which::Unsettled)
    }

    fn sealed_mails<'k>(
        &self,
        outbox: Outbox,
        key: &'k CampaignKey,
        list: &'k ListWatch,
    ) -> SealedMails<'k> {
        let sender = &self.settings().sender;
        SealedMails {
            outbox,
            from: sender.envelope_from.clone(),
            own: (sender.return_path == ReturnPath::Verp).then_some(key),
            list,
        }
    }
}

/// How many mails a run offered or settled.
#[derive(Default)]
struct Tried {
    settled: Cell<usize>,
    put_off: RefCell<HashSet<Pseudonym>>,
}

impl Tried {
    fn hear(&self, progress: &Progress) {
        match progress {
            Progress::Deferred(who, _) => {
                self.put_off.borrow_mut().insert(*who);
            }
            Progress::Accepted(who)
            | Progress::Refused(who, _)
            | Progress::InDoubt(who, _)
            | Progress::Expired(who) => {
                self.settled.set(self.settled.get() + 1);
                self.put_off.borrow_mut().remove(who);
            }
            _ => {}
        }
    }

    fn count(&self) -> usize {
        self.settled.get() + self.put_off.borrow().len()
    }
}

impl Sent {
    /// Whether a person stopped the run, or the brake did.
    #[must_use]
    pub fn was_stopped(&self) -> bool {
        matches!(
            self.ended.why,
            RunEnd::Stopped | RunEnd::Withdrawn | RunEnd::Brake
        )
    }

    /// The relay's error that ended the run.
    #[must_use]
    pub fn relay_fault(&self) -> Option<&RelayFault> {
        match &self.ended.fault {
            Some(SendFault::Relay(fault)) => Some(fault),
            Some(
                SendFault::Journal(_)
                | SendFault::Mail(_)
                | SendFault::NotCovered
                | SendFault::Impossible,
            )
            | None => None,
        }
    }
}

/// Runs the work; a change of the list, or a stop, may end it.
async fn beside<T>(
    work: impl Future<Output = T>,
    mut stop: watch::Receiver<bool>,
    list: &ListWatch,
    end: &watch::Sender<bool>,
    kept: impl Future<Output = Infallible>,
) -> T {
    let asked = async {
        if stop.wait_for(|stop| *stop).await.is_ok() {
            end.send_replace(true);
        }
        std::future::pending::<Infallible>().await
    };
    let watched = async {
        list.keep(end).await;
        std::future::pending::<Infallible>().await
    };
    tokio::select! {
        biased;
        done = work => done,
        never = asked => match never {},
        never = watched => match never {},
        never = kept => match never {},
    }
}

/// Writes the waiting texts a few times a second, so that a killed process loses only the last of them.
async fn keep_soon(texts: &EncryptedTexts, clock: SystemClock) -> Infallible {
    const SOON: Duration = Duration::from_millis(250);
    loop {
        clock.sleep(SOON).await;
        // They are recorded by the reply's code all the same.
        let _lost = texts.flush();
    }
}
