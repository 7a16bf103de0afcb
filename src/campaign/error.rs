//! What can stop a command, as one type: each room's errors, and the few that only a whole command
//! has.

use super::clock_doubt::ClockDoubt;
use super::decisions::invitation_fault::InvitationFault;
use super::doubt::unusable_log::UnusableLog;
use super::mismatch::Mismatch;
use super::no_mail::NoMail;
use super::rectify::fault::RectifyFault;
use super::rehearsal::fault::RehearsalFault;
use super::returns::TrayFault;
use super::run::last_stop::Stop;
use crate::config::SecretFault;
use crate::dispatch::SendFault;
use crate::finding::Finding;
use crate::id::{Digest, ListId};
use crate::journal::{JournalFault, LockFault};
use crate::list::Sum;
use crate::mailbox::MailboxFault;
use crate::relay::RelayFault;
use crate::review::ReviewFault;
use crate::signoff::{UnsignedApproval, WordFault};
use crate::vault::{KeyFault, VaultFault};

/// How many ids an error names; it gives the number of all.
pub(crate) const NAMED_IDS: usize = 5;

/// The first of these ids, for an error.
pub(crate) fn first_ids(ids: &[String]) -> Vec<String> {
    ids.iter().take(NAMED_IDS).cloned().collect()
}

/// What stopped a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Settings, list, templates or attachments have errors.
    #[error("the input has faults")]
    Input {
        /// All findings, sorted.
        faults: Vec<Finding>,
        /// The sum of the list, if it could be read.
        sum: Option<Sum>,
    },
    /// There is no campaign here.
    #[error("no campaign folder")]
    NoCampaign {
        /// The missing settings file.
        file: String,
    },
    /// The folder already holds a campaign, or something else.
    #[error("the folder is not empty")]
    NotEmpty,
    /// Somebody's file is where one of ours should go.
    #[error("a file is in the way")]
    InTheWay {
        /// The file.
        file: String,
    },
    /// What was named as a mail is none.
    #[error(transparent)]
    NoMail(#[from] NoMail),
    /// A log of a relay can't be read as it was given.
    #[error(transparent)]
    Log(#[from] UnusableLog),
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalFault),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultFault),
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// The sender lock.
    #[error(transparent)]
    Lock(#[from] LockFault),
    /// An approval that can't be given.
    #[error(transparent)]
    Word(#[from] WordFault),
    /// A link or a session of the review page that is not accepted.
    #[error(transparent)]
    Invitation(#[from] InvitationFault),
    /// The review bundle.
    #[error(transparent)]
    Review(#[from] ReviewFault),
    /// The relay's password.
    #[error("the relay's password: {0:?}")]
    Secret(SecretFault),
    /// The relay.
    #[error(transparent)]
    Relay(RelayFault),
    /// The mailbox that mails return to.
    #[error(transparent)]
    Mailbox(#[from] MailboxFault),
    /// A run ended by an error of its own.
    #[error(transparent)]
    Send(SendFault),
    /// Nothing is sealed yet.
    #[error("nothing is sealed")]
    NotSealed,
    /// Roles still have to approve.
    #[error("not approved")]
    NotApproved {
        /// The digest.
        digest: Digest,
        /// The roles.
        missing: Vec<String>,
    },
    /// Remarks are open, and the seal lets nothing go out before they are closed.
    #[error("open remarks")]
    RemarksOpen {
        /// How many.
        open: usize,
    },
    /// An approval doesn't count because of its signature.
    #[error("not signed")]
    NotSigned {
        /// The digest.
        digest: Digest,
        /// The approval, and what is wrong with its signature.
        word: Box<UnsignedApproval>,
    },
    /// The approvals have expired.
    #[error("the sign-off has expired")]
    ApprovalLapsed {
        /// The digest.
        digest: Digest,
        /// When they expired.
        since: jiff::Timestamp,
    },
    /// Sign-off is required and the settings name no role.
    #[error("no roles")]
    NoRoles,
    /// Without sign-off mails go only to reserved names, and these rows have others.
    #[error("addresses outside reserved names")]
    NotReserved {
        /// Number of rows.
        count: usize,
        /// Ids of some of them.
        ids: Vec<String>,
    },
    /// A run kept as a trial reached real addresses through a relay on this machine.
    #[error("a trial reached real addresses")]
    ReachedByTrial {
        /// Number of rows.
        count: usize,
        /// Ids of some of them.
        ids: Vec<String>,
    },
    /// The typed digest is not the sealed one.
    #[error("another digest")]
    OtherDigest {
        /// The sealed digest.
        sealed: Digest,
    },
    /// A real send needs a person at the terminal, or `--yes --digest`.
    #[error("not confirmed")]
    NotConfirmed,
    /// The typed text is not the campaign's name.
    #[error("another name was typed")]
    WrongName {
        /// What was typed.
        typed: String,
        /// The campaign's name.
        campaign: String,
    },
    /// Several seals are in force, and none was named.
    #[error("several seals are in force")]
    SeveralSeals {
        /// Their digests, oldest first.
        digests: Vec<Digest>,
    },
    /// Open mails differ from what the list gives now.
    #[error("open mails differ from the list")]
    ListDiffers {
        /// Their ids and what differs.
        rows: Vec<(ListId, Mismatch)>,
        /// When the newest seal was made.
        sealed_at: jiff::Timestamp,
        /// `true`: a supplement takes in the change; otherwise a whole seal does.
        rerun: bool,
    },
    /// Input files were saved while they were being read.
    #[error("the input changed while it was read")]
    InputMoved {
        /// Names of the files.
        names: Vec<String>,
    },
    /// The seal was made for another relay, sender or kind of run.
    #[error("the settings changed after the seal")]
    HeadChanged {
        /// The lines that differ.
        lines: Vec<String>,
    },
    /// At this pace not all mails go before the deadline.
    #[error("the pace is too slow for the deadline")]
    TooSlow {
        /// The deadline.
        deadline: jiff::Timestamp,
        /// Number of mails that don't.
        left: usize,
        /// Number of all mails.
        mails: usize,
    },
    /// A start after the deadline.
    #[error("the deadline has passed")]
    DeadlinePassed {
        /// The deadline.
        deadline: jiff::Timestamp,
    },
    /// There is no rehearsal.
    #[error(transparent)]
    Rehearsal(#[from] RehearsalFault),
    /// A returned mail in the tray that can't be settled.
    #[error(transparent)]
    Tray(#[from] TrayFault),
    /// There is no rectification.
    #[error(transparent)]
    Rectify(#[from] RectifyFault),
    /// The earlier campaign that this one corrects can't be read, or is at work.
    #[error("the earlier campaign in {dir}: {fault}")]
    Earlier {
        /// Its folder, as the settings name it.
        dir: String,
        /// What is wrong there.
        fault: Box<Error>,
    },
    /// No row with this id.
    #[error("no such row")]
    NoSuchId {
        /// What was typed.
        id: String,
    },
    /// No remark with this number.
    #[error("no such remark")]
    NoSuchRemark {
        /// What was typed.
        number: u32,
    },
    /// The mail's state doesn't allow it.
    #[error("not in this state")]
    WrongState {
        /// The row.
        id: String,
        /// Its state.
        state: &'static str,
        /// What was asked for.
        wanted: Wanted,
    },
    /// A real campaign has no place outside its folder to record what was sent.
    #[error("no state folder")]
    NoStateFolder,
    /// Sending a campaign of this name, with rows of this list, began on this machine, and this
    /// folder has no record of it.
    #[error("this campaign was sent from here before")]
    SentBefore,
    /// The folder belongs to another user.
    #[error("the folder belongs to another user")]
    OtherUser {
        /// Name of the owner.
        owner: String,
        /// Name of the current user.
        you: String,
    },
    /// The text is not the head of a journal.
    #[error("not a head")]
    NotAHead,
    /// A person withholds the organisation.
    #[error("withheld by a person")]
    AlreadyWithheld {
        /// The row.
        id: String,
        /// Who withholds it, if the vault still has the name.
        by: Option<String>,
    },
    /// The list excludes the row.
    #[error("left out by the list")]
    NoMailAnyway {
        /// The row.
        id: String,
        /// The ground, if it is known.
        ground: Option<String>,
    },
    /// The list excludes the row, so there is no mail to show.
    #[error("left out by the list: no mail to show")]
    NoMailToShow {
        /// The row's id.
        id: String,
        /// The row number as a spreadsheet shows it.
        row: u32,
        /// The ground.
        ground: String,
    },
    /// The row has an error in the list, so no mail can be made from it.
    #[error("the row has an error")]
    FaultyRow {
        /// The row's id, or its number if it has none.
        id: String,
    },
    /// The row is not on the current list.
    #[error("not on the list")]
    NotListed {
        /// The row.
        id: String,
    },
    /// No sender is running.
    #[error("no sender is running")]
    NotRunning,
    /// Somebody asked this run to stop before it began.
    #[error("asked to stop before it began")]
    StopAsked,
    /// The brake stopped the last run, and nobody said that they looked into it.
    #[error("stopped by the brake")]
    Braked {
        /// What the brake saw.
        stop: Stop,
        /// The sealed digest.
        digest: Digest,
    },
    /// Something depends on this computer's clock, and nobody confirmed it.
    #[error("the clock may be wrong")]
    ClockUnsure(ClockDoubt),
    /// Only a trial can start over.
    #[error("only a trial can begin anew")]
    OnlyTrials,
    /// A file or folder that can't be used.
    #[error("{what}: {fault}")]
    File {
        /// Its name.
        what: String,
        /// The cause.
        fault: std::io::Error,
    },
}

/// What a person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// To settle a doubt.
    Resolve,
    /// To withhold it.
    Withhold,
    /// To release it.
    Release,
    /// To send the same mail again.
    Again,
    /// To say that a returned mail is about it.
    Return,
    /// To prove its mail.
    Proof,
}

impl Error {
    /// The error of a file or folder that can't be used.
    pub(crate) fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Error {
        let what = what.into();
        move |fault| Error::File { what, fault }
    }

    /// The error of a new file or folder that can't be made; something else may be in its place.
    pub(crate) fn making(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Error {
        let what = path.display().to_string();
        move |fault| match fault.kind() {
            std::io::ErrorKind::AlreadyExists => Error::InTheWay { file: what },
            _ => Error::File { what, fault },
        }
    }
}
