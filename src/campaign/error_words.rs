//! Messages about what stopped a command.

use jiff::Timestamp;

use super::error::{Error, Wanted};
use super::mismatch::list_differs;
use super::run::last_stop::Stop;
use super::state::state_name::state_phrase;
use crate::dispatch::SendFault;
use crate::finding::Finding;
use crate::id::Digest;
use crate::journal::{JournalFault, LockFault, RecordFault, StoreFault};
use crate::phrase::{Phrase, system_words};
use crate::relay::Cause;
use crate::review::ReviewFault;
use crate::signoff::UnsignedApproval;
use crate::vault::{KeyFault, VaultFault};

impl Error {
    /// The message for people. The phrase's key is the error's code in JSON.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        phrase(self)
    }

    /// The operating system's own text about it, for `-v`.
    #[must_use]
    pub fn system_words(&self) -> Option<String> {
        match self {
            Error::File { fault, .. }
            | Error::Lock(LockFault::File(fault))
            | Error::Review(ReviewFault::Disk(fault))
            | Error::Key(KeyFault::File(fault))
            | Error::Journal(JournalFault::Head(fault)) => Some(fault.to_string()),
            Error::Vault(fault) | Error::Review(ReviewFault::Vault(fault)) => of_vault(fault),
            Error::Review(ReviewFault::Page(fault)) => Some(fault.to_string()),
            Error::Journal(JournalFault::Store(StoreFault::Disk(fault))) => Some(fault.to_string()),
            Error::Journal(JournalFault::Store(StoreFault::File(fault))) => Some(fault.to_string()),
            Error::Journal(JournalFault::CannotFollow(what)) => Some(what.clone()),
            Error::Send(SendFault::Journal(RecordFault::Disk(fault)) | SendFault::Mail(fault)) => {
                Some(fault.to_string())
            }
            Error::Relay(fault) | Error::Send(SendFault::Relay(fault)) => match &fault.cause {
                Cause::Connection(broken) => Some(broken.system.clone()),
                _ => None,
            },
            Error::Mailbox(fault) => fault.system(),
            Error::Earlier { fault, .. } => fault.system_words(),
            _ => None,
        }
    }
}

fn of_vault(fault: &VaultFault) -> Option<String> {
    match fault {
        VaultFault::Disk(fault) => Some(fault.to_string()),
        VaultFault::File(fault) => Some(fault.to_string()),
        _ => None,
    }
}

fn phrase(error: &Error) -> Phrase {
    match error {
        Error::Journal(fault) => fault.phrase(),
        Error::Vault(fault) => fault.phrase(),
        Error::Key(fault) => fault.phrase(),
        Error::Word(fault) => fault.phrase(),
        Error::Invitation(fault) => fault.phrase(),
        Error::Review(fault) => fault.phrase(),
        Error::Secret(fault) => fault.phrase(),
        Error::Relay(fault) => fault.phrase(),
        Error::Mailbox(fault) => fault.phrase(),
        Error::ClockUnsure(doubt) => doubt.phrase(),
        Error::Lock(fault) => lock_phrase(fault),
        Error::Send(fault) => send_phrase(fault),
        Error::Input { faults, .. } => input_phrase(faults),
        Error::File { what, fault } => file_phrase(what, fault),
        Error::NoCampaign { file } => Phrase::new("campaign-none-here").with("file", file),
        Error::NotEmpty => Phrase::new("campaign-not-empty"),
        Error::InTheWay { file } => Phrase::new("campaign-in-the-way").with("file", file),
        Error::NoMail(fault) => fault.phrase(),
        Error::Log(fault) => fault.phrase(),
        Error::NoStateFolder => Phrase::new("campaign-no-state-folder"),
        Error::OtherUser { owner, you } => other_user_phrase(owner, you),
        Error::NotSealed => Phrase::new("campaign-not-sealed"),
        Error::NotApproved { digest, missing } => not_approved_phrase(digest, missing),
        Error::RemarksOpen { open } => Phrase::new("campaign-remarks-open").with("count", *open),
        Error::NotSigned { digest, word } => not_signed_phrase(digest, word),
        Error::ApprovalLapsed { digest, since } => lapsed_phrase(digest, *since),
        Error::NoRoles => Phrase::new("campaign-no-roles"),
        Error::NotReserved { count, ids } => not_reserved_phrase(*count, ids),
        Error::ReachedByTrial { count, ids } => reached_by_trial_phrase(*count, ids),
        Error::OtherDigest { sealed } => other_digest_phrase(sealed),
        Error::NotConfirmed => Phrase::new("campaign-not-confirmed"),
        Error::WrongName { typed, campaign } => wrong_name_phrase(typed, campaign),
        Error::SeveralSeals { digests } => several_seals_phrase(digests),
        Error::ListDiffers { .. } => list_differs_phrase(error),
        Error::InputMoved { names } => input_moved_phrase(names),
        Error::HeadChanged { lines } => head_changed_phrase(lines),
        Error::TooSlow { .. } => too_slow_phrase(error),
        Error::DeadlinePassed { deadline } => deadline_passed_phrase(*deadline),
        Error::Rehearsal(fault) => fault.phrase(),
        Error::Tray(fault) => fault.phrase(),
        Error::Rectify(fault) => fault.phrase(),
        Error::Earlier { dir, fault } => earlier_phrase(dir, fault),
        Error::NoSuchId { id } => Phrase::new("campaign-no-such-id").with("id", id),
        Error::NoSuchRemark { number } => no_such_remark_phrase(*number),
        Error::WrongState { id, state, wanted } => wrong_state_phrase(id, state, *wanted),
        Error::SentBefore => Phrase::new("campaign-sent-before"),
        Error::NotAHead => Phrase::new("campaign-not-a-head"),
        Error::AlreadyWithheld { id, by } => withheld_phrase(id, by.as_deref()),
        Error::NoMailAnyway { id, ground } => left_out_phrase(id, ground.as_deref()),
        Error::NoMailToShow { id, row, ground } => no_mail_to_show_phrase(id, *row, ground),
        Error::FaultyRow { id } => Phrase::new("campaign-faulty-row").with("id", id),
        Error::NotListed { id } => Phrase::new("campaign-not-listed").with("id", id),
        Error::NotRunning => Phrase::new("campaign-not-running"),
        Error::StopAsked => Phrase::new("campaign-stop-asked"),
        Error::Braked { stop, digest } => braked_phrase(stop, digest),
        Error::OnlyTrials => Phrase::new("campaign-only-trials"),
    }
}

fn lock_phrase(fault: &LockFault) -> Phrase {
    match fault {
        LockFault::Held => Phrase::new("campaign-held"),
        LockFault::File(fault) => {
            Phrase::new("campaign-lock-file").with("what", system_words(fault))
        }
    }
}

fn input_phrase(faults: &[Finding]) -> Phrase {
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    Phrase::new("campaign-input").with("count", errors)
}

fn file_phrase(what: &str, fault: &std::io::Error) -> Phrase {
    Phrase::new("campaign-file")
        .with("file", what)
        .with("what", system_words(fault))
}

fn earlier_phrase(dir: &str, fault: &Error) -> Phrase {
    Phrase::new("rectify-earlier")
        .with("dir", dir)
        .with("what", fault.phrase())
}

fn other_user_phrase(owner: &str, you: &str) -> Phrase {
    Phrase::new("campaign-other-user")
        .with("owner", owner)
        .with("you", you)
}

fn not_approved_phrase(digest: &Digest, missing: &[String]) -> Phrase {
    Phrase::new("campaign-not-approved")
        .with("digest", digest.short())
        .with("prefix", &digest.hex()[..12])
        .with("missing", missing.to_vec())
        .with("first", missing.first().cloned().unwrap_or_default())
}

fn not_signed_phrase(digest: &Digest, word: &UnsignedApproval) -> Phrase {
    Phrase::new("campaign-not-signed")
        .with("role", &word.role)
        .with("why", word.fault.phrase())
        .with("prefix", &digest.hex()[..12])
}

fn lapsed_phrase(digest: &Digest, since: Timestamp) -> Phrase {
    Phrase::new("campaign-approval-lapsed")
        .with("digest", digest.short())
        .with("prefix", &digest.hex()[..12])
        .with("since", since)
}

fn not_reserved_phrase(count: usize, ids: &[String]) -> Phrase {
    Phrase::new("campaign-not-reserved")
        .with("count", count)
        .with("ids", ids.to_vec())
}

fn reached_by_trial_phrase(count: usize, ids: &[String]) -> Phrase {
    Phrase::new("campaign-reached-by-trial")
        .with("count", count)
        .with("ids", ids.to_vec())
}

fn other_digest_phrase(sealed: &Digest) -> Phrase {
    Phrase::new("campaign-other-digest").with("digest", sealed.short())
}

fn wrong_name_phrase(typed: &str, campaign: &str) -> Phrase {
    Phrase::new("campaign-wrong-name")
        .with("typed", typed)
        .with("campaign", campaign)
}

fn several_seals_phrase(digests: &[Digest]) -> Phrase {
    let shown: Vec<String> = digests.iter().map(Digest::short).collect();
    Phrase::new("campaign-several-seals")
        .with("count", digests.len())
        .with("digests", shown)
}

fn input_moved_phrase(names: &[String]) -> Phrase {
    Phrase::new("campaign-input-moved").with("names", names.to_vec())
}

fn head_changed_phrase(lines: &[String]) -> Phrase {
    Phrase::new("campaign-head-changed").with("lines", lines.to_vec())
}

fn list_differs_phrase(error: &Error) -> Phrase {
    match error {
        Error::ListDiffers {
            rows,
            sealed_at,
            rerun,
        } => list_differs(rows, *sealed_at, *rerun),
        _ => Phrase::new("campaign-not-sealed"),
    }
}

fn too_slow_phrase(error: &Error) -> Phrase {
    let phrase = Phrase::new("campaign-too-slow");
    match error {
        Error::TooSlow {
            deadline,
            left,
            mails,
        } => phrase
            .with("deadline", *deadline)
            .with("left", *left)
            .with("mails", *mails),
        _ => phrase,
    }
}

fn deadline_passed_phrase(deadline: Timestamp) -> Phrase {
    Phrase::new("campaign-deadline-passed").with("deadline", deadline)
}

fn no_such_remark_phrase(number: u32) -> Phrase {
    Phrase::new("campaign-no-such-remark").with("number", number)
}

fn wrong_state_phrase(id: &str, state: &str, wanted: Wanted) -> Phrase {
    let key = match wanted {
        Wanted::Resolve => "campaign-cannot-resolve",
        Wanted::Withhold => "campaign-cannot-withhold",
        Wanted::Release => "campaign-cannot-release",
        Wanted::Again => "campaign-cannot-again",
        Wanted::Return => "campaign-cannot-return",
        Wanted::Proof => "campaign-cannot-prove",
    };
    Phrase::new(key)
        .with("id", id)
        .with("state", state_phrase(state))
}

fn withheld_phrase(id: &str, by: Option<&str>) -> Phrase {
    match by {
        Some(by) => Phrase::new("campaign-withheld-by")
            .with("id", id)
            .with("by", by),
        None => Phrase::new("campaign-withheld-already").with("id", id),
    }
}

fn left_out_phrase(id: &str, ground: Option<&str>) -> Phrase {
    match ground {
        Some(ground) => Phrase::new("campaign-left-out-ground")
            .with("id", id)
            .with("ground", ground),
        None => Phrase::new("campaign-left-out").with("id", id),
    }
}

fn no_mail_to_show_phrase(id: &str, row: u32, ground: &str) -> Phrase {
    Phrase::new("campaign-no-mail-to-show")
        .with("id", id)
        .with("row", row.to_string())
        .with("ground", ground)
}

fn braked_phrase(stop: &Stop, digest: &Digest) -> Phrase {
    Phrase::new("campaign-braked")
        .with("stopped", stop.phrase())
        .with("prefix", &digest.hex()[..12])
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
