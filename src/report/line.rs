//! One row of the list in the report, in words.

use jiff::Timestamp;

use crate::delivery::State;

/// Whether an organisation has the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reached {
    /// The mail server took its mail, and nothing came back.
    Told,
    /// It is not known yet: still to send, on its way, delayed or in doubt.
    Open,
    /// It was to be told, and was not told by mail.
    NotTold,
    /// A rule of the list leaves it out.
    LeftOut,
}

impl Reached {
    /// Whether an organisation whose mail is in this state has the notice.
    #[must_use]
    pub const fn by_mail(state: &State) -> Reached {
        match state {
            State::Accepted | State::Delivered => Reached::Told,
            State::Queued
            | State::Offered
            | State::Deferred { .. }
            | State::InDoubt
            | State::Delayed => Reached::Open,
            State::Refused { .. } | State::Expired | State::Bounced | State::Withheld => {
                Reached::NotTold
            }
        }
    }
}

/// What became of one organisation. In a redacted report only an alias, the state and words that say nothing of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// Its id in the list, or its alias.
    pub id: String,
    /// Its name; empty in a redacted report.
    pub organisation: String,
    /// Its address; empty in a redacted report and if it gets no mail.
    pub address: String,
    /// Whether it has the notice.
    pub reached: Reached,
    /// The state in the reader's language.
    pub state: String,
    /// Since when; `None` in a redacted report: times give the order of the list away.
    pub since: Option<Timestamp>,
    /// How often the relay was asked to take its mail.
    pub attempts: u32,
    /// `Message-ID` without the angle brackets; empty in a redacted report.
    pub message_id: String,
    /// The relay's last reply, masked; empty in a redacted report.
    pub reply: String,
    /// Why it was not told.
    pub why: String,
    /// What to do.
    pub next: String,
    /// The ground on which a rule of the list leaves it out.
    pub ground: String,
}
