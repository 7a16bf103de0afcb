//! What the report says of the campaign as a whole.

use jiff::Timestamp;

use super::domains::Domains;
use super::sending::Sending;
use crate::id::Digest;
use crate::journal::Tip;
use crate::phrase::Phrase;

/// The facts of a report. In a redacted one nobody is named.
#[derive(Debug, Clone)]
pub struct ReportFacts {
    /// The campaign's name.
    pub campaign: String,
    /// `trial`, `rehearsal` or `live`.
    pub kind: &'static str,
    /// The newest campaign digest.
    pub digest: Digest,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// All seals, oldest first.
    pub seals: Vec<SealFact>,
    /// Every row that any seal knew.
    pub listed: usize,
    /// The rows by their state, in the order in which people read them; with those left out they are all rows.
    pub states: Vec<StateCount>,
    /// The rows that a rule of the list leaves out, by ground.
    pub grounds: Vec<GroundCount>,
    /// Rows that are back on the list and in no seal yet.
    pub unsealed: usize,
    /// What the mail server answered, and when.
    pub sending: Sending,
    /// The organisations by the domain of their address.
    pub domains: Domains,
    /// All approvals, oldest first.
    pub approvals: Vec<ApprovalFact>,
    /// The remarks with their answers; empty in a redacted report.
    pub remarks: Vec<RemarkFact>,
    /// How many remarks are open and how many are closed.
    pub remarks_counted: (usize, usize),
    /// Where the journal ends.
    pub head: Tip,
    /// Since when records of the journal may be missing.
    pub records_lost: Option<Timestamp>,
    /// Whether a sender is running: the report is of a moment.
    pub sender_lives: bool,
    /// Whether nobody is named.
    pub redacted: bool,
}

/// A seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealFact {
    /// Its number.
    pub number: u32,
    /// The campaign digest.
    pub digest: Digest,
    /// When it was made.
    pub at: Timestamp,
    /// Who sealed, if that is known and may be said.
    pub by: Option<String>,
    /// Whether it adds to the earlier ones.
    pub supplement: bool,
}

/// Rows whose mail is in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    /// The state's name in JSON.
    pub name: &'static str,
    /// The state's name for people.
    pub phrase: Phrase,
    /// How many rows.
    pub rows: usize,
}

impl StateCount {
    /// What the state means for the organisations.
    #[must_use]
    pub fn means(&self) -> Phrase {
        Phrase::new(match self.name {
            "accepted" => "report-means-accepted",
            "delivered" => "report-means-delivered",
            "delayed" => "report-means-delayed",
            "offered" => "report-means-offered",
            "deferred" => "report-means-deferred",
            "queued" => "report-means-queued",
            "in_doubt" => "report-means-in-doubt",
            "refused" => "report-means-refused",
            "bounced" => "report-means-bounced",
            "expired" => "report-means-expired",
            _ => "report-means-withheld",
        })
    }
}

/// Rows that are left out on one ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundCount {
    /// The ground; `None`: one that the settings don't name, in a redacted report.
    pub ground: Option<String>,
    /// Whether these rows get a letter.
    pub by_post: bool,
    /// How many rows.
    pub rows: usize,
}

/// An approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalFact {
    /// The role.
    pub role: String,
    /// Who gave it, if the vault still has the name and it may be said.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The digest it was given on.
    pub digest: Digest,
    /// Who recorded it for somebody else, and on what paper.
    pub recorded: Option<(String, String)>,
    /// Whether it came with a signature.
    pub signed: bool,
    /// When it was withdrawn.
    pub withdrawn: Option<Timestamp>,
    /// A later seal replaced what was approved.
    pub replaced: bool,
}

/// A remark with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkFact {
    /// Its number.
    pub number: u32,
    /// The organisation whose mail it is about; `None`: the whole.
    pub about: Option<String>,
    /// The remark itself.
    pub made: RemarkAnswer,
    /// The answers, oldest first.
    pub answers: Vec<RemarkAnswer>,
    /// Who closed it, and when.
    pub closed: Option<RemarkAnswer>,
}

/// What one person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkAnswer {
    /// Who, if the vault still has the name.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The text; empty when a remark is closed without one.
    pub text: String,
}

impl ApprovalFact {
    /// On what paper it was given, that it is signed, and that it no longer counts.
    #[must_use]
    pub fn notes(&self) -> Vec<Phrase> {
        let mut notes = Vec::new();
        if let Some((who, paper)) = &self.recorded {
            let recorded = Phrase::new("report-recorded").with("who", who);
            notes.push(recorded.with("paper", paper));
        }
        if self.signed {
            notes.push(Phrase::new("report-signed"));
        }
        if let Some(at) = self.withdrawn {
            notes.push(Phrase::new("report-withdrawn").with("at", at));
        } else if self.replaced {
            notes.push(Phrase::new("report-replaced"));
        }
        notes
    }
}

impl ReportFacts {
    /// Rows in this state.
    #[must_use]
    pub fn in_state(&self, name: &str) -> usize {
        let found = self.states.iter().find(|state| state.name == name);
        found.map_or(0, |state| state.rows)
    }

    /// Rows that a rule of the list leaves out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.grounds.iter().map(|ground| ground.rows).sum()
    }

    /// Rows whose mail the mail server took, without anything that came back.
    #[must_use]
    pub fn told(&self) -> usize {
        self.in_state("accepted") + self.in_state("delivered")
    }

    /// Rows that a rule of the list tells by post.
    #[must_use]
    pub fn by_post(&self) -> usize {
        let by_post = self.grounds.iter().filter(|ground| ground.by_post);
        by_post.map(|ground| ground.rows).sum()
    }
}
