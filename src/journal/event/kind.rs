//! The names of the events, which change what people read, and which programs can read them.

use super::Event;

impl Event {
    /// Whether it changes what people read of a seal: a decision, a remark, the beginning or end of a run. One mail on
    /// its way, and who comes to read, change nothing of that.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        !matches!(
            self,
            Event::Offered(_)
                | Event::Answered(_)
                | Event::LostSight { .. }
                | Event::Expired { .. }
                | Event::Returned(_)
                | Event::TrayKept(_)
                | Event::TraySettled(_)
                | Event::Queued { .. }
                | Event::Excluded { .. }
                | Event::RelayFault { .. }
                | Event::Invited(_)
                | Event::InvitationOpened { .. }
                | Event::InvitationRevoked { .. }
                | Event::Rooted(_)
        )
    }

    /// The newest form of a journal that this program reads and writes.
    pub const NEWEST_FORM: i32 = 2;

    /// The lowest form of a journal that may hold the event: a program that knows only lower forms doesn't know the
    /// event, or a value or field of it without which it says something else. A new kind of event, a new value of a
    /// field and such a field need a form of their own, one above [`Event::NEWEST_FORM`], unless that form is as new
    /// (docs/architecture.md, "Recovery").
    #[must_use]
    pub const fn form(&self) -> i32 {
        match self {
            Event::Sealed(_)
            | Event::Queued { .. }
            | Event::Excluded { .. }
            | Event::Remark(_)
            | Event::WordWithdrawn { .. }
            | Event::Withheld { .. }
            | Event::Released { .. }
            | Event::DueAgain { .. }
            | Event::RunBegan(_)
            | Event::RunEnded { .. }
            | Event::StopAsked
            | Event::Offered(_)
            | Event::Answered(_)
            | Event::LostSight { .. }
            | Event::Expired { .. }
            | Event::RelayFault { .. }
            | Event::Adopted(_)
            | Event::HandedOver {} => 1,
            Event::WordGiven(given) if given.signature.is_none() => 1,
            Event::Resolved {
                from_log: false, ..
            } => 1,
            Event::WordGiven(_)
            | Event::Resolved { .. }
            | Event::Invited(_)
            | Event::InvitationOpened { .. }
            | Event::InvitationRevoked { .. }
            | Event::Returned(_)
            | Event::TrayKept(_)
            | Event::TraySettled(_)
            | Event::Rooted(_) => 2,
        }
    }

    /// Name of the event, as the journal's `kind` column shows it to an auditor.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Event::Sealed(_) => "sealed",
            Event::Queued { .. } => "queued",
            Event::Excluded { .. } => "excluded",
            Event::WordGiven(_) => "word_given",
            Event::WordWithdrawn { .. } => "word_withdrawn",
            Event::Remark(_) => "remark",
            Event::Invited(_) => "invited",
            Event::InvitationOpened { .. } => "invitation_opened",
            Event::InvitationRevoked { .. } => "invitation_revoked",
            Event::Withheld { .. } => "withheld",
            Event::Released { .. } => "released",
            Event::DueAgain { .. } => "due_again",
            Event::RunBegan(_) => "run_began",
            Event::RunEnded { .. } => "run_ended",
            Event::StopAsked => "stop_asked",
            Event::Offered(_) => "offered",
            Event::Answered(_) => "answered",
            Event::LostSight { .. } => "lost_sight",
            Event::Expired { .. } => "expired",
            Event::Resolved { .. } => "resolved",
            Event::Returned(_) => "returned",
            Event::TrayKept(_) => "tray_kept",
            Event::TraySettled(_) => "tray_settled",
            Event::RelayFault { .. } => "relay_fault",
            Event::Adopted(_) => "adopted",
            Event::HandedOver {} => "handed_over",
            Event::Rooted(_) => "rooted",
        }
    }
}
