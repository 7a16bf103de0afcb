//! Which records are about one organisation, and which of them make a root out of date. Pure.

use crate::id::Pseudonym;
use crate::journal::Event;

/// The kinds of records that are about one organisation.
const OWN: [&str; 11] = [
    "queued",
    "excluded",
    "withheld",
    "released",
    "due_again",
    "offered",
    "answered",
    "lost_sight",
    "expired",
    "resolved",
    "returned",
];

/// The kinds of records besides those after which a root no longer holds all that is known: they say of an hour that sending
/// went wrong.
const TROUBLE: [&str; 2] = ["relay_fault", "adopted"];

/// The kinds of records that make a root out of date.
pub(super) fn news() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().chain(TROUBLE)
}

/// Whether records of this kind are about one organisation.
pub(super) fn is_own(kind: &str) -> bool {
    OWN.contains(&kind)
}

/// The organisation that this record is about.
pub(super) const fn about(event: &Event) -> Option<Pseudonym> {
    match event {
        Event::Queued { recipient, .. }
        | Event::Excluded { recipient, .. }
        | Event::Withheld { recipient, .. }
        | Event::Released { recipient, .. }
        | Event::DueAgain { recipient, .. }
        | Event::LostSight { recipient, .. }
        | Event::Expired { recipient }
        | Event::Resolved { recipient, .. } => Some(*recipient),
        Event::Offered(offered) => Some(offered.recipient),
        Event::Answered(answered) => Some(answered.recipient),
        Event::Returned(said) => Some(said.recipient),
        Event::Sealed(_)
        | Event::WordGiven(_)
        | Event::WordWithdrawn { .. }
        | Event::Remark(_)
        | Event::Invited(_)
        | Event::InvitationOpened { .. }
        | Event::InvitationRevoked { .. }
        | Event::RunBegan(_)
        | Event::RunEnded { .. }
        | Event::StopAsked
        | Event::TrayKept(_)
        | Event::TraySettled(_)
        | Event::RelayFault { .. }
        | Event::Adopted(_)
        | Event::HandedOver {}
        | Event::Rooted(_) => None,
    }
}

/// The first two digits of the pseudonym in the body of such a record, without reading all of it.
pub(super) fn first_digits(body: &str) -> Option<u8> {
    const BEFORE: &str = "\"recipient\":\"";
    let at = body.find(BEFORE)? + BEFORE.len();
    u8::from_str_radix(body.get(at..at + 2)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_those_of_the_pseudonym() {
        let recipient = Pseudonym::from_bytes([0xa7; 16]);
        let event = Event::Expired { recipient };
        let body = serde_json::to_string(&event).unwrap();
        assert_eq!(first_digits(&body), Some(0xa7), "{body}");
        assert!(is_own(event.kind()) && about(&event) == Some(recipient));
        assert_eq!(first_digits("\"stop_asked\""), None);
    }
}
