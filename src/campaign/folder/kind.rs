//! The kind of run: decided by whom the addresses can reach, not by the number of a host.
//!
//! The catcher reaches nobody. A relay elsewhere, or a tunnel to one, reaches anybody. A relay on
//! this machine may pass mail on to anybody, so there the list decides: a run is a trial only if
//! every address on it is under a reserved name.

/// The three kinds of run, which never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The catcher, or a relay on this machine and only reserved names on the list.
    Trial,
    /// To the reviewers themselves.
    Rehearsal,
    /// To the recipients.
    Live,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Kind; 3] = [Kind::Trial, Kind::Rehearsal, Kind::Live];

    /// The kinds besides this one.
    pub(crate) fn others(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| *kind != self)
    }

    /// Its folder's name, and its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Trial => "trial",
            Kind::Rehearsal => "rehearsal",
            Kind::Live => "live",
        }
    }
}

/// The kind, and the rows that make a run through a relay on this machine a real one.
#[derive(Debug, Clone)]
pub(crate) struct Decided {
    pub(crate) kind: Kind,
    /// Ids of rows with an address that may be somebody's.
    pub(crate) real: Vec<String>,
}
