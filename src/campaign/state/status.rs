//! `status`: the sum, and a row per mail.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use crate::bounce::{ReturnCause, cause_of_reply};
use crate::campaign::decisions::act::state_of;
use crate::campaign::decisions::remarks::OpenRemark;
use crate::campaign::folder::opened::View;
use crate::campaign::relay::masked::Mask;
use crate::campaign::run::last_stop::Stop;
use crate::campaign::{Campaign, Error, Kind, ReturnsWait, named_cause};
use crate::config::RelayKind;
use crate::delivery::State;
use crate::id::{Digest, ListId, Pseudonym};
use crate::journal::event::{Lost, MatchedBy, Step};
use crate::journal::ledger::state::{MailEntry, RunEntry, Totals};
use crate::journal::{Ledger, Tip};
use crate::reply::{ReplyCode, queue_id_in, with_queue_id};
use crate::vault::{EncryptedTexts, MailRow, SealedRow, Vault};

/// The state of a campaign.
#[derive(Debug, Clone)]
pub struct Status {
    /// The kind of run.
    pub kind: Kind,
    /// The newest campaign digest.
    pub digest: Digest,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// Whether a sender is running.
    pub sender_lives: bool,
    /// The sum over all rows of all seals.
    pub sum: Totals,
    /// How many rows each ground excludes.
    pub excluded: BTreeMap<String, usize>,
    /// A row per mail, in the order of the list: of all mails, or of those that were asked for.
    pub mails: Vec<MailStatus>,
    /// Since when records of the journal may be missing.
    pub records_lost: Option<Timestamp>,
    /// The remarks that are still open, oldest first.
    pub remarks: Vec<OpenRemark>,
    /// Where the journal ends; `None` while a run has it.
    pub head: Option<Tip>,
    /// The last run.
    pub run: Option<RunEntry>,
    /// How it ended, if a person has to look at that.
    pub stopped: Option<Stop>,
    /// How many are told and how long returned mail is waited for; `None` if nothing can return.
    pub returns: Option<ReturnsWait>,
    /// How many returned mails wait for a person.
    pub tray: usize,
}

/// The status of one mail.
#[derive(Debug, Clone)]
pub struct MailStatus {
    /// Its id in the list.
    pub id: ListId,
    /// The organisation's name: for screens that show names.
    pub organisation: String,
    /// The address: for screens that show addresses.
    pub address: crate::address::Address,
    /// Its state.
    pub state: State,
    /// How often the relay was asked to take it.
    pub attempts: u32,
    /// `Message-ID` without the angle brackets.
    pub message_id: String,
    /// The relay's own id for it.
    pub queue_id: Option<String>,
    /// The relay's last reply, with addresses masked.
    pub reply: Option<String>,
    /// The last answer's step and code.
    pub answer: Option<(Step, Option<ReplyCode>)>,
    /// How it came into doubt, while it is in doubt and the journal says so.
    pub doubt: Option<Lost>,
    /// When it reached its state.
    pub at: Timestamp,
    /// When it was last handed over.
    pub offered_at: Option<Timestamp>,
    /// Whether it is in doubt only because records of the journal are missing.
    pub records_missing: bool,
    /// Who withholds the organisation, if the vault still has the name; `None`: its row left the
    /// list, or it isn't withheld.
    pub withheld_by: Option<Option<String>>,
    /// Why it came back, if it did.
    pub returned_for: Option<ReturnCause>,
    /// The returned mail that its state follows from.
    pub returned: Option<ReturnGround>,
    /// What the server said that decided, as the returned mail quotes it, masked.
    pub returned_words: Option<String>,
    /// Who said that it arrived, if no reply did.
    pub vouched_by: Option<String>,
    /// Earlier mails that were tried and replaced: state, attempts and `Message-ID`.
    pub earlier: Vec<EarlierMail>,
}

impl MailStatus {
    /// Why it didn't arrive: as what came back says, else as the relay's last reply does.
    #[must_use]
    pub fn cause(&self) -> ReturnCause {
        let replied = || self.reply.as_deref().map(cause_of_reply);
        let follows = matches!(
            self.state,
            State::Bounced | State::Delayed | State::Delivered
        );
        let found = self.returned_for.filter(|_| follows).or_else(replied);
        found.unwrap_or(ReturnCause::Unclear)
    }
}

/// The returned mail that the state of one of ours follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnGround {
    /// When it was read.
    pub read_at: Timestamp,
    /// By what it was recognised.
    pub by: MatchedBy,
    /// Which mail it was: its digest and where it lay; `None` if an older version recorded it.
    pub mail: Option<String>,
}

/// A mail that was tried and replaced by a corrected one.
#[derive(Debug, Clone)]
pub struct EarlierMail {
    /// Its last state.
    pub state: State,
    /// How often the relay was asked to take it.
    pub attempts: u32,
    /// `Message-ID` without the angle brackets, if the vault still has it.
    pub message_id: Option<String>,
    /// When it reached its state.
    pub at: Timestamp,
}

/// Which mails a status lists one by one; the sum is always over all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which<'w> {
    /// All of them.
    All,
    /// Those that are neither accepted nor further.
    Unsettled,
    /// Those of these rows.
    These(&'w HashSet<Pseudonym>),
}

impl Which<'_> {
    fn takes(self, recipient: &Pseudonym, state: &State) -> bool {
        match self {
            Which::All => true,
            Which::Unsettled => {
                !matches!(state, State::Accepted | State::Delayed | State::Delivered)
            }
            Which::These(rows) => rows.contains(recipient),
        }
    }
}

impl Campaign {
    /// Returns the state of the campaign.
    ///
    /// # Errors
    /// [`Error::NotSealed`] if nothing is sealed.
    pub fn status(&self) -> Result<Status, Error> {
        let opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let status = self.status_of(opened.view(), self.is_busy(), Which::All)?;
        Ok(Status {
            head: Some(opened.journal.tip()),
            ..status
        })
    }

    pub(crate) fn status_of(
        &self,
        view: View<'_>,
        sender_lives: bool,
        which: Which<'_>,
    ) -> Result<Status, Error> {
        let (ledger, vault, texts) = (view.ledger, view.vault, view.texts);
        let newest = ledger.newest_seal().ok_or(Error::NotSealed)?;
        let mut excluded = BTreeMap::new();
        let mut rows = Vec::new();
        vault.each_row(
            |seal, row| match state_of(ledger, &row.recipient, sender_lives) {
                Some(state) if which.takes(&row.recipient, &state) => {
                    rows.push((Reverse(seal), row, state))
                }
                Some(_) => {}
                None if ledger.recipient(&row.recipient).is_some() => {
                    *excluded.entry(ground_now(ledger, texts, row)).or_insert(0) += 1;
                }
                None => {}
            },
        )?;
        rows.sort_by_key(|(seal, row, _)| (row.sheet_row, *seal));
        let mut mails = Vec::new();
        for (_, row, state) in rows {
            mails.extend(status_of_row(view, &row, state)?);
        }
        Ok(Status {
            kind: self.kind(),
            digest: newest.sealed.digest,
            sealed_at: newest.at,
            sender_lives,
            sum: sum_as_seen(ledger, sender_lives),
            excluded,
            mails,
            records_lost: ledger.records_lost_since(),
            remarks: self.open_remarks(view)?,
            head: None,
            run: ledger.run().cloned(),
            stopped: ledger.run().and_then(|run| Stop::of(run, texts)),
            returns: self.returns_wait(ledger),
            tray: ledger.open_in_tray(),
        })
    }
}

impl Campaign {
    /// How many are told and how long returned mail is waited for; `None` if nothing was handed
    /// over, or nothing can return: the catcher delivers nothing, and a rehearsal reaches reviewers.
    pub(crate) fn returns_wait(&self, ledger: &Ledger) -> Option<ReturnsWait> {
        let can_return = matches!(self.settings().relay.kind, RelayKind::Smtp(_));
        let wait = self.settings().returns.until;
        (can_return && self.kind() != Kind::Rehearsal)
            .then(|| ReturnsWait::of(ledger, self.kind(), wait))
            .flatten()
    }
}

/// The status of the mail of this row that counts; `None` if it has none.
pub(crate) fn status_of_row(
    view: View<'_>,
    row: &SealedRow,
    state: State,
) -> Result<Option<MailStatus>, Error> {
    let (ledger, vault, texts) = (view.ledger, view.vault, view.texts);
    let entry = ledger.recipient(&row.recipient);
    let Some((entry, mail)) = entry.and_then(|entry| Some((entry, entry.mail()?))) else {
        return Ok(None);
    };
    let stored = vault.mail(mail.seal, &row.recipient)?;
    let before = entry.earlier();
    let earlier = before.map(|mail| earlier(vault, row, mail)).collect();
    let mut one = mail_status(row, mail, state, &stored, earlier, texts)?;
    if let Some(decision) = entry.withheld() {
        one.withheld_by = Some(texts.read(&decision.by)?);
    }
    Ok(Some(one))
}

/// The ground of a row that gets no mail: a later one of the journal before that of its seal.
pub(crate) fn ground_now(ledger: &Ledger, texts: &EncryptedTexts, row: SealedRow) -> String {
    let later = ledger
        .ground(&row.recipient)
        .and_then(|ground| texts.read(ground).ok().flatten());
    later.or(row.ground).unwrap_or_default()
}

/// `offered` counts only while a sender lives; what a dead sender left open is in doubt.
pub(crate) fn sum_as_seen(ledger: &Ledger, sender_lives: bool) -> Totals {
    let mut sum = ledger.sum();
    if !sender_lives {
        sum.in_doubt += std::mem::take(&mut sum.offered);
    }
    sum
}

fn earlier(vault: &Vault, row: &SealedRow, mail: MailEntry<'_>) -> EarlierMail {
    let message_id = vault
        .mail(mail.seal, &row.recipient)
        .ok()
        .map(|stored| stored.message_id);
    EarlierMail {
        state: mail.state.clone(),
        attempts: mail.attempts,
        message_id,
        at: mail.at,
    }
}

fn mail_status(
    row: &SealedRow,
    mail: MailEntry<'_>,
    state: State,
    stored: &MailRow,
    earlier: Vec<EarlierMail>,
    texts: &EncryptedTexts,
) -> Result<MailStatus, Error> {
    let words = match mail.answer() {
        Some((_, _, Some(words))) => texts.read(words)?,
        Some((_, Some(code), None)) => Some(code.to_string()),
        Some((_, None, None)) | None => None,
    };
    let words = match mail.queue_id() {
        Some(id) => words.map(|wording| with_queue_id(&wording, id)),
        None => words,
    };
    let queue_id = match (mail.queue_id(), mail.state) {
        (Some(id), _) => Some(id.to_string()),
        (None, State::Accepted | State::Delivered | State::Delayed | State::Bounced) => words
            .as_deref()
            .and_then(queue_id_in)
            .map(|id| id.to_string()),
        (None, _) => None,
    };
    let mask = Mask::of(&stored.address, &row.organisation, &stored.message_id);
    Ok(MailStatus {
        returned: return_ground(mail, &state, texts)?,
        id: row.list_id.clone(),
        organisation: row.organisation.clone(),
        address: stored.address.clone(),
        doubt: mail.doubt().filter(|_| state == State::InDoubt),
        state,
        attempts: mail.attempts,
        message_id: stored.message_id.clone(),
        queue_id: queue_id.map(|id| mask.over(&id)),
        reply: words.map(|words| mask.over(&words)),
        answer: mail.answer().map(|(step, code, _)| (*step, *code)),
        at: mail.at,
        offered_at: mail.offered_at(),
        records_missing: mail.is_doubted_for_lost_records(),
        withheld_by: None,
        returned_for: mail
            .notified()
            .map(|(_, said)| named_cause(said.cause.as_deref())),
        returned_words: match mail.notified().and_then(|(_, said)| said.words) {
            Some(words) => texts.read(&words)?.map(|words| mask.over(&words)),
            None => None,
        },
        vouched_by: match mail.vouched_by() {
            Some(by) => texts.read(by)?,
            None => None,
        },
        earlier,
    })
}

/// The returned mail that this state follows from, if it does.
fn return_ground(
    mail: MailEntry<'_>,
    state: &State,
    texts: &EncryptedTexts,
) -> Result<Option<ReturnGround>, Error> {
    let follows = matches!(state, State::Delivered | State::Delayed | State::Bounced);
    let Some((read_at, said)) = mail.notified().filter(|_| follows) else {
        return Ok(None);
    };
    Ok(Some(ReturnGround {
        read_at: *read_at,
        by: said.by,
        mail: texts.read(&said.report)?,
    }))
}
