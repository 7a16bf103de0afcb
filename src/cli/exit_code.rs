//! The exit codes: an interface that scripts build on.

use crate::campaign::{Error, KeyFault, RectifyFault, Sent, VaultFault};
use crate::dispatch::SendFault;
use crate::journal::event::RunEnd;
use crate::journal::{LockFault, RecordFault};
use crate::review::ReviewFault;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Done = 0,
    Internal = 1,
    Usage = 2,
    Input = 3,
    NothingDue = 4,
    Deferred = 5,
    Refused = 6,
    InDoubt = 7,
    Stopped = 8,
    NotApproved = 9,
    Held = 10,
    Journal = 11,
    Relay = 12,
}

impl Exit {
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }

    /// The exit code for what stopped a command.
    pub(crate) fn of(error: &Error) -> Exit {
        match error {
            Error::Input { .. }
            | Error::NoCampaign { .. }
            | Error::NotEmpty
            | Error::InTheWay { .. }
            | Error::NoMail(_)
            | Error::Log(_)
            | Error::Secret(_)
            | Error::NoSuchId { .. }
            | Error::Rehearsal(_)
            | Error::Tray(_)
            | Error::NoSuchRemark { .. }
            | Error::NotAHead
            | Error::NoStateFolder
            | Error::OtherUser { .. }
            | Error::WrongState { .. }
            | Error::AlreadyWithheld { .. }
            | Error::NoMailAnyway { .. }
            | Error::NoMailToShow { .. }
            | Error::FaultyRow { .. }
            | Error::NotListed { .. }
            | Error::TooSlow { .. } => Exit::Input,
            Error::Journal(fault) if fault.is_about_the_journal() => Exit::Journal,
            Error::Journal(_) | Error::Lock(LockFault::File(_)) => Exit::Internal,
            Error::Vault(fault) | Error::Review(ReviewFault::Vault(fault)) => of_vault(fault),
            Error::Key(fault) => of_key(fault),
            Error::Lock(LockFault::Held) => Exit::Held,
            Error::Review(ReviewFault::Disk(_) | ReviewFault::Page(_)) => Exit::Internal,
            // As with a relay: a server that others run, and its connection, certificate or login.
            Error::Relay(_) | Error::Mailbox(_) => Exit::Relay,
            Error::Send(fault) => of_fault(fault),
            Error::Earlier { fault, .. } => Exit::of(fault),
            Error::NotRunning | Error::Rectify(RectifyFault::Nobody) => Exit::NothingDue,
            Error::Review(_) | Error::Rectify(_) => Exit::Input,
            Error::SentBefore => Exit::Journal,
            Error::ClockUnsure(_) => Exit::InDoubt,
            Error::StopAsked | Error::Braked { .. } => Exit::Stopped,
            Error::File { fault, .. } => of_file(fault),
            Error::Word(_)
            | Error::Invitation(_)
            | Error::NotSealed
            | Error::NotApproved { .. }
            | Error::NotSigned { .. }
            | Error::RemarksOpen { .. }
            | Error::ApprovalLapsed { .. }
            | Error::NoRoles
            | Error::NotReserved { .. }
            | Error::ReachedByTrial { .. }
            | Error::OtherDigest { .. }
            | Error::NotConfirmed
            | Error::WrongName { .. }
            | Error::SeveralSeals { .. }
            | Error::ListDiffers { .. }
            | Error::InputMoved { .. }
            | Error::HeadChanged { .. }
            | Error::DeadlinePassed { .. }
            | Error::OnlyTrials => Exit::NotApproved,
        }
    }

    /// The exit code of a run. `lacking`: some mails still wait for an approval.
    pub(crate) fn of_run(sent: &Sent, lacking: bool) -> Exit {
        let sum = &sent.status.sum;
        let fault = sent.ended.fault.as_ref().map(of_fault);
        let differs = sent.differs.as_ref().map(Exit::of);
        let open = sum.queued + sum.deferred + sum.offered;
        // An approval that was withdrawn or expired is neither a signal nor the brake: the
        // remaining mails are no longer approved.
        let lacking = lacking || matches!(sent.ended.why, RunEnd::Withdrawn | RunEnd::Lapsed);
        [
            fault,
            differs,
            lacking.then_some(Exit::NotApproved),
            sent.was_stopped().then_some(Exit::Stopped),
            (sum.in_doubt > 0 || sent.ended.why == RunEnd::Clock).then_some(Exit::InDoubt),
            (sum.refused + sum.expired + sum.bounced > 0).then_some(Exit::Refused),
            (open > 0).then_some(Exit::Deferred),
            (sent.tried == 0).then_some(Exit::NothingDue),
        ]
        .into_iter()
        .flatten()
        .min_by_key(|exit| exit.rank())
        .unwrap_or(Exit::Done)
    }

    /// The one of two that is returned.
    pub(crate) fn or_graver(self, other: Exit) -> Exit {
        if other.rank() < self.rank() {
            other
        } else {
            self
        }
    }

    /// The order in which codes are returned if several apply: the lowest first.
    const fn rank(self) -> u8 {
        match self {
            Exit::Internal => 0,
            Exit::Usage => 1,
            Exit::Input => 2,
            Exit::Journal => 3,
            Exit::Held => 4,
            Exit::Relay => 5,
            Exit::NotApproved => 6,
            Exit::Stopped => 7,
            Exit::InDoubt => 8,
            Exit::Refused => 9,
            Exit::Deferred => 10,
            Exit::NothingDue => 11,
            Exit::Done => 12,
        }
    }
}

const fn of_key(fault: &KeyFault) -> Exit {
    match fault {
        KeyFault::File(_) => Exit::Internal,
        KeyFault::Form | KeyFault::Open => Exit::Input,
        KeyFault::Lost | KeyFault::Wrong | KeyFault::Unproven => Exit::Journal,
    }
}

/// A file that isn't there, may not be read, is a folder, or is cut or broken inside is for whoever named it to mend.
fn of_file(fault: &std::io::Error) -> Exit {
    use std::io::ErrorKind;
    match fault.kind() {
        ErrorKind::NotFound
        | ErrorKind::PermissionDenied
        | ErrorKind::IsADirectory
        | ErrorKind::InvalidData
        | ErrorKind::InvalidInput
        | ErrorKind::UnexpectedEof => Exit::Input,
        _ => Exit::Internal,
    }
}

/// A vault that is not what was sealed is another digest; one that can't be read is damage.
fn of_vault(fault: &VaultFault) -> Exit {
    match fault {
        VaultFault::NotAsSealed => Exit::NotApproved,
        VaultFault::Form | VaultFault::Text | VaultFault::Missing => Exit::Journal,
        VaultFault::Disk(_) | VaultFault::File(_) => Exit::Internal,
    }
}

fn of_fault(fault: &SendFault) -> Exit {
    match fault {
        SendFault::Journal(RecordFault::LockGone) => Exit::Held,
        SendFault::Relay(_) => Exit::Relay,
        SendFault::NotCovered => Exit::NotApproved,
        SendFault::Journal(_) | SendFault::Mail(_) | SendFault::Impossible => Exit::Internal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_several_hold_the_contract_says_which() {
        use Exit::{
            Deferred, Done, Held, InDoubt, Journal, NotApproved, NothingDue, Refused, Relay,
            Stopped,
        };
        let order = [
            Journal,
            Held,
            Relay,
            NotApproved,
            Stopped,
            InDoubt,
            Refused,
            Deferred,
            NothingDue,
            Done,
        ];
        assert_eq!(order.map(Exit::code), [11, 10, 12, 9, 8, 7, 6, 5, 4, 0]);
        assert!(order.windows(2).all(|pair| pair[0].rank() < pair[1].rank()));
    }
}
