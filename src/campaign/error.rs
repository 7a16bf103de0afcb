//! What can stop a command, as one type: each room's fault, and the few that only a whole command has.

use super::clock_doubt::ClockDoubt;
use super::current_list::{Mismatch, list_differs};
use super::state_name::state_phrase;
use super::stopped::Stop;
use crate::config::SecretFault;
use crate::dispatch::SendFault;
use crate::fault::Fault;
use crate::id::{Digest, ListId};
use crate::journal::{JournalFault, LockFault, RecordFault};
use crate::list::Sum;
use crate::phrase::Phrase;
use crate::relay::RelayFault;
use crate::review::ReviewFault;
use crate::signoff::WordFault;
use crate::vault::{KeyFault, VaultFault};

/// What stopped a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Settings, list, templates or attachments are not in order.
    #[error("the input has faults")]
    Input {
        /// All of them, sorted.
        faults: Vec<Fault>,
        /// The sum of the list, where it could be read.
        sum: Option<Sum>,
    },
    /// There is no campaign here.
    #[error("no campaign folder")]
    NoCampaign {
        /// The settings file that is not there.
        file: String,
    },
    /// The folder already holds a campaign, or something else.
    #[error("the folder is not empty")]
    NotEmpty,
    /// A file that is somebody's is where one of ours should go.
    #[error("a file is in the way")]
    InTheWay {
        /// The file.
        file: String,
    },
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
    /// A word that cannot be given.
    #[error(transparent)]
    Word(#[from] WordFault),
    /// The review bundle.
    #[error(transparent)]
    Review(#[from] ReviewFault),
    /// The relay's password.
    #[error("the relay's password: {0:?}")]
    Secret(SecretFault),
    /// The relay.
    #[error(transparent)]
    Relay(RelayFault),
    /// A run ended by a fault of its own.
    #[error(transparent)]
    Send(SendFault),
    /// Nothing is sealed yet.
    #[error("nothing is sealed")]
    NotSealed,
    /// Roles still have to agree.
    #[error("not approved")]
    NotApproved {
        /// The digest.
        digest: Digest,
        /// The roles.
        missing: Vec<String>,
    },
    /// The words have lost their force.
    #[error("the sign-off has expired")]
    ApprovalLapsed {
        /// The digest.
        digest: Digest,
        /// When.
        since: jiff::Timestamp,
    },
    /// Sign-off is required and the settings name no role.
    #[error("no roles")]
    NoRoles,
    /// Without sign-off mails go to reserved names only, and these rows have others.
    #[error("addresses outside reserved names")]
    NotReserved {
        /// How many rows.
        count: usize,
        /// Some of them.
        ids: Vec<String>,
    },
    /// A run kept as a trial reached real addresses through a relay on this machine.
    #[error("a trial reached real addresses")]
    ReachedByTrial {
        /// How many rows.
        count: usize,
        /// Some of them.
        ids: Vec<String>,
    },
    /// The digest typed is not the sealed one.
    #[error("another digest")]
    OtherDigest {
        /// The sealed one.
        sealed: Digest,
    },
    /// A real send needs a person at the terminal, or `--yes --digest`.
    #[error("not confirmed")]
    NotConfirmed,
    /// Open mails are not what the list gives now.
    #[error("open mails differ from the list")]
    ListDiffers {
        /// Their ids and what differs.
        rows: Vec<(ListId, Mismatch)>,
        /// When the newest seal was made.
        sealed_at: jiff::Timestamp,
        /// A supplement takes in what differs; otherwise a whole seal.
        rerun: bool,
    },
    /// Input files were saved while they were being read.
    #[error("the input changed while it was read")]
    InputMoved {
        /// Which.
        names: Vec<String>,
    },
    /// The seal was made for another relay, sender or kind of run.
    #[error("the settings changed after the seal")]
    HeadChanged {
        /// The lines that differ.
        lines: Vec<String>,
    },
    /// At this pace the mails do not all go before the deadline.
    #[error("the pace is too slow for the deadline")]
    TooSlow {
        /// The deadline.
        deadline: jiff::Timestamp,
        /// How many do not.
        left: usize,
        /// Of how many.
        mails: usize,
    },
    /// A start after the deadline.
    #[error("the deadline has passed")]
    DeadlinePassed {
        /// The deadline.
        deadline: jiff::Timestamp,
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
    /// The mail is not in a state that allows it.
    #[error("not in this state")]
    WrongState {
        /// The row.
        id: String,
        /// Its state.
        state: &'static str,
        /// What was asked.
        wanted: Wanted,
    },
    /// A real campaign without a place outside its folder to remember it in.
    #[error("no state folder")]
    NoStateFolder,
    /// A campaign of this name, with rows of this list, began to go out from here, and this folder knows nothing of it.
    #[error("this campaign was sent from here before")]
    SentBefore,
    /// The folder is another user's.
    #[error("the folder belongs to another user")]
    OtherUser {
        /// Whose it is.
        owner: String,
        /// Who asks.
        you: String,
    },
    /// The text is not the head of a journal.
    #[error("not a head")]
    NotAHead,
    /// A person took the organisation out.
    #[error("withheld by a person")]
    AlreadyWithheld {
        /// The row.
        id: String,
        /// By whom, where the vault still has the name.
        by: Option<String>,
    },
    /// The list leaves the row out.
    #[error("left out by the list")]
    NoMailAnyway {
        /// The row.
        id: String,
        /// On what ground, where it is known.
        ground: Option<String>,
    },
    /// The row is not on the list as it stands.
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
    /// Something hangs on this computer's clock, and nobody said that it is right.
    #[error("the clock may be wrong")]
    ClockUnsure(ClockDoubt),
    /// A trial can begin anew; nothing else can.
    #[error("only a trial can begin anew")]
    OnlyTrials,
    /// A file or folder.
    #[error("{what}: {fault}")]
    File {
        /// Which.
        what: String,
        /// Why.
        fault: std::io::Error,
    },
}

/// What a person asked of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// To settle a doubt.
    Resolve,
    /// To take it out.
    Withhold,
    /// To let it back in.
    Release,
    /// To send the same mail again.
    Again,
}

impl Error {
    /// A file or folder that cannot be used.
    pub(crate) fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Error {
        let what = what.into();
        move |fault| Error::File { what, fault }
    }

    /// What to tell people. The phrase's key is the error's code in JSON.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Error::Input { faults, .. } => {
                Phrase::new("campaign-input").with("count", faults.iter().filter(|f| f.is_error()).count())
            }
            Error::NoCampaign { file } => Phrase::new("campaign-none-here").with("file", file),
            Error::NotEmpty => Phrase::new("campaign-not-empty"),
            Error::InTheWay { file } => Phrase::new("campaign-in-the-way").with("file", file),
            Error::Journal(fault) => fault.phrase(),
            Error::Vault(fault) => fault.phrase(),
            Error::Key(fault) => fault.phrase(),
            Error::Lock(LockFault::Held) => Phrase::new("campaign-held"),
            Error::Lock(LockFault::File(fault)) => {
                Phrase::new("campaign-lock-file").with("what", fault.to_string())
            }
            Error::Word(fault) => fault.phrase(),
            Error::Review(fault) => fault.phrase(),
            Error::Secret(fault) => fault.phrase(),
            Error::Relay(fault) | Error::Send(SendFault::Relay(fault)) => fault.phrase(),
            Error::Send(fault) => send_phrase(fault),
            Error::NotSealed => Phrase::new("campaign-not-sealed"),
            Error::NotApproved { digest, missing } => Phrase::new("campaign-not-approved")
                .with("digest", digest.short())
                .with("prefix", &digest.hex()[..12])
                .with("missing", missing.clone())
                .with("first", missing.first().cloned().unwrap_or_default()),
            Error::ApprovalLapsed { digest, since } => Phrase::new("campaign-approval-lapsed")
                .with("digest", digest.short())
                .with("prefix", &digest.hex()[..12])
                .with("since", *since),
            Error::NoRoles => Phrase::new("campaign-no-roles"),
            Error::NotReserved { count, ids } => {
                Phrase::new("campaign-not-reserved").with("count", *count).with("ids", ids.clone())
            }
            Error::ReachedByTrial { count, ids } => {
                Phrase::new("campaign-reached-by-trial").with("count", *count).with("ids", ids.clone())
            }
            Error::OtherDigest { sealed } => {
                Phrase::new("campaign-other-digest").with("digest", sealed.short())
            }
            Error::NotConfirmed => Phrase::new("campaign-not-confirmed"),
            Error::ListDiffers { rows, sealed_at, rerun } => list_differs(rows, *sealed_at, *rerun),
            Error::InputMoved { names } => Phrase::new("campaign-input-moved").with("names", names.clone()),
            Error::HeadChanged { lines } => Phrase::new("campaign-head-changed").with("lines", lines.clone()),
            Error::TooSlow { deadline, left, mails } => Phrase::new("campaign-too-slow")
                .with("deadline", *deadline)
                .with("left", *left)
                .with("mails", *mails),
            Error::DeadlinePassed { deadline } => {
                Phrase::new("campaign-deadline-passed").with("deadline", *deadline)
            }
            Error::NoSuchId { id } => Phrase::new("campaign-no-such-id").with("id", id),
            Error::NoSuchRemark { number } => Phrase::new("campaign-no-such-remark").with("number", *number),
            Error::WrongState { id, state, wanted } => {
                let key = match wanted {
                    Wanted::Resolve => "campaign-cannot-resolve",
                    Wanted::Withhold => "campaign-cannot-withhold",
                    Wanted::Release => "campaign-cannot-release",
                    Wanted::Again => "campaign-cannot-again",
                };
                Phrase::new(key).with("id", id).with("state", state_phrase(state))
            }
            Error::NoStateFolder => Phrase::new("campaign-no-state-folder"),
            Error::SentBefore => Phrase::new("campaign-sent-before"),
            Error::OtherUser { owner, you } => {
                Phrase::new("campaign-other-user").with("owner", owner).with("you", you)
            }
            Error::NotAHead => Phrase::new("campaign-not-a-head"),
            Error::AlreadyWithheld { id, by: Some(by) } => {
                Phrase::new("campaign-withheld-by").with("id", id).with("by", by)
            }
            Error::AlreadyWithheld { id, by: None } => {
                Phrase::new("campaign-withheld-already").with("id", id)
            }
            Error::NoMailAnyway { id, ground: Some(ground) } => {
                Phrase::new("campaign-left-out-ground").with("id", id).with("ground", ground)
            }
            Error::NoMailAnyway { id, ground: None } => Phrase::new("campaign-left-out").with("id", id),
            Error::NotListed { id } => Phrase::new("campaign-not-listed").with("id", id),
            Error::NotRunning => Phrase::new("campaign-not-running"),
            Error::StopAsked => Phrase::new("campaign-stop-asked"),
            Error::Braked { stop, digest } => Phrase::new("campaign-braked")
                .with("stopped", stop.phrase())
                .with("prefix", &digest.hex()[..12]),
            Error::ClockUnsure(doubt) => doubt.phrase(),
            Error::OnlyTrials => Phrase::new("campaign-only-trials"),
            Error::File { what, fault } => {
                Phrase::new("campaign-file").with("file", what).with("what", fault.to_string())
            }
        }
    }
}

fn send_phrase(fault: &SendFault) -> Phrase {
    match fault {
        SendFault::Journal(RecordFault::Disk(what)) => Phrase::new("dispatch-journal").with("what", what),
        SendFault::Journal(RecordFault::LockGone) => Phrase::new("dispatch-lock-gone"),
        SendFault::Journal(RecordFault::NewsFirst | RecordFault::CannotFollow(_)) | SendFault::Impossible => {
            Phrase::new("dispatch-impossible")
        }
        SendFault::Relay(fault) => fault.phrase(),
        SendFault::Mail(what) => Phrase::new("dispatch-mail").with("what", what),
        SendFault::NotCovered => Phrase::new("dispatch-not-covered"),
    }
}
