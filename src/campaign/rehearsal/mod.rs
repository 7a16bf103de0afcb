//! Rehearsals: a few sealed mails go the real way, to reviewers' own mailboxes and nobody else's.

pub(super) mod fault;
pub(super) mod guests;
pub(super) mod marked;
pub(super) mod rehearse;
