//! What to tell people about what stopped a command.

use super::current_list::list_differs;
use super::error::{Error, Wanted};
use super::state_name::state_phrase;
use crate::dispatch::SendFault;
use crate::id::Digest;
use crate::journal::{JournalFault, LockFault, RecordFault, StoreFault};
use crate::phrase::{Phrase, system_words};
use crate::relay::Cause;
use crate::review::ReviewFault;
use crate::vault::{KeyFault, VaultFault};

impl Error {
    /// What the operating system said of it, in its own words: for who looks closer.
    #[must_use]
    pub fn system_words(&self) -> Option<String> {
        match self {
            Error::File { fault, .. }
            | Error::Lock(LockFault::File(fault))
            | Error::Review(ReviewFault::Disk(fault))
            | Error::Key(KeyFault::File(fault))
            | Error::Vault(VaultFault::File(fault))
            | Error::Journal(JournalFault::Head(fault)) => Some(fault.to_string()),
            Error::Vault(VaultFault::Disk(fault))
            | Error::Journal(JournalFault::Store(StoreFault::Disk(fault))) => {
                Some(fault.to_string())
            }
            Error::Send(SendFault::Journal(RecordFault::Disk(fault)) | SendFault::Mail(fault)) => {
                Some(fault.to_string())
            }
            Error::Relay(fault) | Error::Send(SendFault::Relay(fault)) => match &fault.cause {
                Cause::Line(broken) => Some(broken.system.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What to tell people; the phrase's key is the error's code in JSON.
pub(super) fn phrase(error: &Error) -> Phrase {
    match error {
        Error::Input { faults, .. } => Phrase::new("campaign-input")
            .with("count", faults.iter().filter(|f| f.is_error()).count()),
        Error::NoCampaign { file } => Phrase::new("campaign-none-here").with("file", file),
        Error::NotEmpty => Phrase::new("campaign-not-empty"),
        Error::InTheWay { file } => Phrase::new("campaign-in-the-way").with("file", file),
        Error::Journal(fault) => fault.phrase(),
        Error::Vault(fault) => fault.phrase(),
        Error::Key(fault) => fault.phrase(),
        Error::Lock(LockFault::Held) => Phrase::new("campaign-held"),
        Error::Lock(LockFault::File(fault)) => {
            Phrase::new("campaign-lock-file").with("what", system_words(fault))
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
        Error::NotReserved { count, ids } => Phrase::new("campaign-not-reserved")
            .with("count", *count)
            .with("ids", ids.clone()),
        Error::ReachedByTrial { count, ids } => Phrase::new("campaign-reached-by-trial")
            .with("count", *count)
            .with("ids", ids.clone()),
        Error::OtherDigest { sealed } => {
            Phrase::new("campaign-other-digest").with("digest", sealed.short())
        }
        Error::NotConfirmed => Phrase::new("campaign-not-confirmed"),
        Error::WrongName { typed, campaign } => Phrase::new("campaign-wrong-name")
            .with("typed", typed)
            .with("campaign", campaign),
        Error::SeveralSeals { digests } => {
            let shown: Vec<String> = digests.iter().map(Digest::short).collect();
            Phrase::new("campaign-several-seals")
                .with("count", digests.len())
                .with("digests", shown)
        }
        Error::ListDiffers {
            rows,
            sealed_at,
            rerun,
        } => list_differs(rows, *sealed_at, *rerun),
        Error::InputMoved { names } => {
            Phrase::new("campaign-input-moved").with("names", names.clone())
        }
        Error::HeadChanged { lines } => {
            Phrase::new("campaign-head-changed").with("lines", lines.clone())
        }
        Error::TooSlow {
            deadline,
            left,
            mails,
        } => Phrase::new("campaign-too-slow")
            .with("deadline", *deadline)
            .with("left", *left)
            .with("mails", *mails),
        Error::DeadlinePassed { deadline } => {
            Phrase::new("campaign-deadline-passed").with("deadline", *deadline)
        }
        Error::NoSuchId { id } => Phrase::new("campaign-no-such-id").with("id", id),
        Error::NoSuchRemark { number } => {
            Phrase::new("campaign-no-such-remark").with("number", *number)
        }
        Error::WrongState { id, state, wanted } => {
            let key = match wanted {
                Wanted::Resolve => "campaign-cannot-resolve",
                Wanted::Withhold => "campaign-cannot-withhold",
                Wanted::Release => "campaign-cannot-release",
                Wanted::Again => "campaign-cannot-again",
            };
            Phrase::new(key)
                .with("id", id)
                .with("state", state_phrase(state))
        }
        Error::NoStateFolder => Phrase::new("campaign-no-state-folder"),
        Error::SentBefore => Phrase::new("campaign-sent-before"),
        Error::OtherUser { owner, you } => Phrase::new("campaign-other-user")
            .with("owner", owner)
            .with("you", you),
        Error::NotAHead => Phrase::new("campaign-not-a-head"),
        Error::AlreadyWithheld { id, by: Some(by) } => Phrase::new("campaign-withheld-by")
            .with("id", id)
            .with("by", by),
        Error::AlreadyWithheld { id, by: None } => {
            Phrase::new("campaign-withheld-already").with("id", id)
        }
        Error::NoMailAnyway {
            id,
            ground: Some(ground),
        } => Phrase::new("campaign-left-out-ground")
            .with("id", id)
            .with("ground", ground),
        Error::NoMailAnyway { id, ground: None } => Phrase::new("campaign-left-out").with("id", id),
        Error::NoMailToShow { id, row, ground } => Phrase::new("campaign-no-mail-to-show")
            .with("id", id)
            .with("row", row.to_string())
            .with("ground", ground),
        Error::FaultyRow { id } => Phrase::new("campaign-faulty-row").with("id", id),
        Error::NotListed { id } => Phrase::new("campaign-not-listed").with("id", id),
        Error::NotRunning => Phrase::new("campaign-not-running"),
        Error::StopAsked => Phrase::new("campaign-stop-asked"),
        Error::Braked { stop, digest } => Phrase::new("campaign-braked")
            .with("stopped", stop.phrase())
            .with("prefix", &digest.hex()[..12]),
        Error::ClockUnsure(doubt) => doubt.phrase(),
        Error::OnlyTrials => Phrase::new("campaign-only-trials"),
        Error::File { what, fault } => Phrase::new("campaign-file")
            .with("file", what)
            .with("what", system_words(fault)),
    }
}

fn send_phrase(fault: &SendFault) -> Phrase {
    match fault {
        SendFault::Journal(RecordFault::Disk(what)) => {
            Phrase::new("dispatch-journal").with("what", what.phrase())
        }
        SendFault::Journal(RecordFault::LockGone) => Phrase::new("dispatch-lock-gone"),
        SendFault::Journal(RecordFault::NewsFirst | RecordFault::CannotFollow(_))
        | SendFault::Impossible => Phrase::new("dispatch-impossible"),
        SendFault::Relay(fault) => fault.phrase(),
        SendFault::Mail(what) => Phrase::new("dispatch-mail").with("what", what.phrase()),
        SendFault::NotCovered => Phrase::new("dispatch-not-covered"),
    }
}
