//! What the review page shows and does: the campaign, kept open, and read again when its journal goes
//! on.

mod decide;
mod marked;
mod redacted;
mod returns;
mod sign_off;

use std::collections::{HashMap, HashSet};
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

pub use sign_off::SignOffNow;

use super::status::{MailStatus, Which, sum_as_seen};
use crate::campaign::decisions::approvals::policy_of;
use crate::campaign::decisions::invitation_check::{open, waiting};
use crate::campaign::decisions::invitation_fault::InvitationFault;
use crate::campaign::decisions::invitations::Visitor;
use crate::campaign::folder::opened::View;
use crate::campaign::run::last_stop::Stop;
use crate::campaign::seal::row_marks::RowMarks;
use crate::campaign::{Campaign, Error, Kind, ReturnsWait};
use crate::delivery::State;
use crate::id::{CampaignKey, Digest, Pseudonym};
use crate::journal::ledger::state::{Invitation, RowEntry, Totals};
use crate::journal::{Journal, Ledger};
use crate::phrase::{Language, Speaker};
use crate::review::{Links, ReadMails, RedactedPages, SealPages};
use crate::signoff::Policy;
use crate::vault::{EncryptedTexts, Inputs};

/// How long it is remembered which input files changed: reading them takes a moment.
const FILES: SignedDuration = SignedDuration::from_secs(2);
/// How long pages stand that say when the mails would go out.
const PLANNED: SignedDuration = SignedDuration::from_secs(60);

/// The campaign as people see it in a browser.
pub struct ReadingRoom {
    campaign: Campaign,
    key: CampaignKey,
    journal: Journal,
    /// Device and number of the journal's file: a trial that starts over has another one.
    file: (u64, u64),
    texts: EncryptedTexts,
    pages: HashMap<&'static str, (u64, Timestamp, SealPages)>,
    redacted: HashMap<&'static str, (u64, Timestamp, RedactedPages)>,
    read: Option<Arc<ReadMails>>,
    changed: Option<(u64, Timestamp, Vec<String>)>,
    /// The mails that were last offered, and how far the journal went then.
    last: Option<(u64, Vec<MailStatus>)>,
    kind: Kind,
    newest: NewestSeal,
    /// What the campaign's files give, read for this seal.
    marks: Option<(Digest, RowMarks)>,
}

/// What the newest seal says of itself: the same for as long as it is the newest.
struct NewestSeal {
    seal: u32,
    digest: Digest,
    policy: Policy,
    inputs: Inputs,
}

/// What pages were made of: two that are alike say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagesAsOf {
    /// How many records the journal had.
    pub records: u64,
    /// When they were made: they say when mails would go.
    pub made: Timestamp,
}

/// How far the sending is.
#[derive(Debug, Clone)]
pub struct SendingNow {
    /// The sum over all rows of all seals.
    pub sum: Totals,
    /// Whether a sender is running.
    pub sender_lives: bool,
    /// How it ended, if a person has to look at that.
    pub stopped: Option<Stop>,
    /// How many are told and how long returned mail is waited for; `None` if nothing can return.
    pub returns: Option<ReturnsWait>,
}

/// An invitation whose link was followed, before its button was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// Who is invited.
    pub name: String,
    /// The roles in which this person may approve.
    pub roles: Vec<String>,
    /// Whether this person sees aliases in place of names, and no mail.
    pub redacted: bool,
    /// When the invitation ends.
    pub until: Timestamp,
}

impl ReadingRoom {
    /// Opens the campaign for reading in a browser.
    ///
    /// # Errors
    /// [`Error::NotSealed`]; errors of journal, vault and key.
    pub fn open(campaign: Campaign) -> Result<ReadingRoom, Error> {
        let key = campaign.key_if_any()?.ok_or(Error::NotSealed)?;
        let (journal, file) = look(&campaign, &key)?;
        Ok(ReadingRoom {
            newest: newest_seal(&campaign, &key, journal.ledger())?,
            texts: campaign.texts(&key)?,
            kind: campaign.kind(),
            campaign,
            key,
            journal,
            file,
            pages: HashMap::new(),
            redacted: HashMap::new(),
            read: None,
            changed: None,
            last: None,
            marks: None,
        })
    }

    /// The campaign.
    #[must_use]
    pub const fn campaign(&self) -> &Campaign {
        &self.campaign
    }

    /// Reads what was added to the journal.
    ///
    /// # Errors
    /// Errors of the journal.
    pub fn refresh(&mut self) -> Result<(), Error> {
        if self.file == self.campaign.journal_file_number() {
            let refreshed = self.journal.refresh();
            refreshed.map_err(|fault| self.campaign.of_journal(fault))?;
        } else {
            (self.journal, self.file) = look(&self.campaign, &self.key)?;
            self.texts = self.campaign.texts(&self.key)?;
            self.pages.clear();
            self.redacted.clear();
            self.read = None;
            self.last = None;
        }
        let newest = &self.ledger().newest_seal().ok_or(Error::NotSealed)?.sealed;
        if (newest.seal, newest.digest) != (self.newest.seal, self.newest.digest) {
            self.newest = newest_seal(&self.campaign, &self.key, self.ledger())?;
        }
        Ok(())
    }

    /// The pages of the newest seal in a language.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn pages(&mut self, language: Language, now: Timestamp) -> Result<&SealPages, Error> {
        let decisions = self.journal.ledger().decisions_so_far();
        let code = language.code();
        let stands = |(of, since, _): &(u64, Timestamp, SealPages)| {
            *of == decisions && is_recent(*since, now, PLANNED)
        };
        if !self.pages.get(code).is_some_and(stands) {
            let zone = self.campaign.settings().window.timezone.clone();
            let speaker = Speaker::new(language, zone, now).for_pages();
            let (key, journal) = (&self.key, &self.journal);
            let input = self
                .campaign
                .review_input(key, journal, Links::Server, false, now)?;
            let (pages, read) = SealPages::read(input, speaker, self.read.as_ref())?;
            self.read = Some(read);
            self.pages.insert(code, (decisions, now, pages));
        }
        let pages = self.pages.get(code).ok_or(Error::NotSealed)?;
        Ok(&pages.2)
    }

    /// What the pages of the newest seal were made of.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn pages_as_of(&mut self, language: Language, now: Timestamp) -> Result<PagesAsOf, Error> {
        self.pages(language, now)?;
        let (_, made, _) = self.pages.get(language.code()).ok_or(Error::NotSealed)?;
        Ok(PagesAsOf {
            records: self.journal.tip().count,
            made: *made,
        })
    }

    /// Who has this session.
    ///
    /// # Errors
    /// [`Error::Invitation`] if it doesn't count (any more).
    pub fn visitor(&self, session: &Digest, now: Timestamp) -> Result<Visitor, Error> {
        let invitation = open(self.ledger().invitation_of_session(session), now)?;
        let invited = &invitation.invited;
        Ok(Visitor {
            name: self.name(invitation)?,
            roles: invited.roles.clone(),
            mails: invited.mails.clone(),
            redacted: invited.redacted,
        })
    }

    /// Whom a link invites, while it was not opened yet.
    ///
    /// # Errors
    /// [`Error::Invitation`].
    pub fn welcome(&self, token: &Digest, now: Timestamp) -> Result<Welcome, Error> {
        let invitation = waiting(self.ledger().invitation_of_token(token), now)?;
        Ok(Welcome {
            name: self.name(invitation)?,
            roles: invitation.invited.roles.clone(),
            redacted: invitation.invited.redacted,
            until: invitation.invited.until,
        })
    }

    /// How far the sending is.
    #[must_use]
    pub fn sending(&self) -> SendingNow {
        let sender_lives = self.campaign.is_busy();
        let ledger = self.ledger();
        SendingNow {
            sum: sum_as_seen(ledger, sender_lives),
            sender_lives,
            stopped: ledger.run().and_then(|run| Stop::of(run, &self.texts)),
            returns: self.campaign.returns_wait(ledger),
        }
    }

    /// The mails that were offered last, newest first.
    ///
    /// # Errors
    /// Errors of journal, vault and key.
    pub fn last_mails(&mut self, most: usize) -> Result<Vec<MailStatus>, Error> {
        let count = self.journal.tip().count;
        if let Some((of, mails)) = &self.last
            && *of == count
        {
            return Ok(mails.clone());
        }
        let ledger = self.journal.ledger();
        let tried = |(recipient, entry): (&Pseudonym, RowEntry<'_>)| {
            let mail = entry.mail()?;
            mail.asked_at().map(|_| (mail.at, *recipient))
        };
        let mut tried: Vec<(Timestamp, Pseudonym)> =
            ledger.recipients().filter_map(tried).collect();
        tried.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
        tried.truncate(most);
        let wanted: HashSet<Pseudonym> = tried.iter().map(|(_, recipient)| *recipient).collect();
        let (vault, lives) = (self.campaign.vault()?, self.campaign.is_busy());
        let view = View {
            key: &self.key,
            ledger,
            vault: &vault,
            texts: &self.texts,
        };
        let status = self
            .campaign
            .status_of(view, lives, Which::These(&wanted))?;
        let mut mails = status.mails;
        mails.sort_by_key(|mail| std::cmp::Reverse(mail.at));
        self.last = Some((count, mails.clone()));
        Ok(mails)
    }

    /// The state of each mail of the newest seal that is no longer waiting.
    #[must_use]
    pub fn state(&self, recipient: &Pseudonym) -> Option<&State> {
        self.ledger().recipient(recipient)?.state()
    }

    /// Input files that changed since the seal: what was agreed is no longer what would be made.
    pub fn changed_files(&mut self, now: Timestamp) -> Vec<String> {
        let decisions = self.ledger().decisions_so_far();
        if let Some((of, since, files)) = &self.changed
            && *of == decisions
            && is_recent(*since, now, FILES)
        {
            return files.clone();
        }
        let files = self.differing().unwrap_or_default();
        self.changed = Some((decisions, now, files.clone()));
        files
    }

    fn differing(&self) -> Result<Vec<String>, Error> {
        let inputs = self.campaign.inputs()?;
        Ok(self.newest.inputs.differing(&inputs))
    }

    /// The newest campaign digest.
    ///
    /// # Errors
    /// [`Error::NotSealed`].
    pub fn sealed(&self) -> Result<Digest, Error> {
        let newest = self.ledger().newest_seal();
        Ok(newest.ok_or(Error::NotSealed)?.sealed.digest)
    }

    /// The kind of run.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    fn ledger(&self) -> &Ledger {
        self.journal.ledger()
    }

    fn name(&self, invitation: &Invitation) -> Result<String, Error> {
        let name = self.texts.read(&invitation.invited.person)?;
        Ok(name.ok_or(InvitationFault::Unknown)?)
    }
}

/// Whether `since` is at most so long before `now`; a clock that was set back makes nothing recent.
fn is_recent(since: Timestamp, now: Timestamp, span: SignedDuration) -> bool {
    let ago = now.duration_since(since);
    !ago.is_negative() && ago < span
}

fn newest_seal(
    campaign: &Campaign,
    key: &CampaignKey,
    ledger: &Ledger,
) -> Result<NewestSeal, Error> {
    let newest = &ledger.newest_seal().ok_or(Error::NotSealed)?.sealed;
    let stored = campaign.vault()?.seal(newest.seal)?;
    Ok(NewestSeal {
        seal: newest.seal,
        digest: newest.digest,
        policy: policy_of(key, &stored.head, ledger),
        inputs: stored.inputs,
    })
}

fn look(campaign: &Campaign, key: &CampaignKey) -> Result<(Journal, (u64, u64)), Error> {
    let file = campaign.journal_file_number();
    let journal = campaign.journal_if_any(key)?.ok_or(Error::NotSealed)?;
    Ok((journal, file))
}

impl Campaign {
    /// Device and number of the journal's file; zeros if there is none.
    fn journal_file_number(&self) -> (u64, u64) {
        let file = std::fs::metadata(crate::journal::file_in(&self.folder()));
        file.map_or((0, 0), |file| (file.dev(), file.ino()))
    }
}
