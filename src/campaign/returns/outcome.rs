//! What was read, mail by mail, and in sum.

use crate::bounce::{Fault, ReturnKind, ReturnedRecipient};
use crate::id::ListId;
use crate::journal::event::MatchedBy;

/// One recipient of a returned mail.
#[derive(Debug, Clone)]
pub struct RecipientMatch {
    /// What the mail says.
    pub said: ReturnedRecipient,
    /// The id in the list of the organisation that it is about, and what says so; `None` if nothing
    /// does, or if two things differ.
    pub matched: Option<(ListId, MatchedBy)>,
}

/// One returned mail.
#[derive(Debug, Clone)]
pub struct ReadReturn {
    /// The file it lies in.
    pub file: String,
    /// Which mail of the file, from 1, if the file holds several.
    pub number: Option<usize>,
    /// Whether only its beginning was read, because it is very large.
    pub cut: bool,
    /// What kind of mail it is.
    pub kind: ReturnKind,
    /// Whom it is about.
    pub recipients: Vec<RecipientMatch>,
}

/// How many mails of each kind were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTotals {
    /// All of them.
    pub mails: usize,
    /// By kind, in the order of [`ReturnKind::ALL`].
    pub kinds: [usize; ReturnKind::ALL.len()],
    /// Those that are about a mail of this campaign.
    pub matched: usize,
    /// Mails that did not arrive, by whose fault that is.
    pub faults: [(Fault, usize); 4],
}

impl Default for ReturnTotals {
    fn default() -> Self {
        ReturnTotals {
            mails: 0,
            kinds: [0; ReturnKind::ALL.len()],
            matched: 0,
            faults: [Fault::Them, Fault::Us, Fault::Line, Fault::Unknown].map(|fault| (fault, 0)),
        }
    }
}

impl ReturnTotals {
    /// How many mails of one kind.
    #[must_use]
    pub fn of(&self, kind: ReturnKind) -> usize {
        let at = ReturnKind::ALL.iter().position(|other| *other == kind);
        at.map_or(0, |at| self.kinds[at])
    }

    /// Mails that are not about a mail of this campaign, as far as can be known.
    #[must_use]
    pub const fn unmatched(&self) -> usize {
        self.mails - self.matched
    }
}

/// Everything that was read.
#[derive(Debug, Clone, Default)]
pub struct Returns {
    /// Every mail, in the order of the paths and files.
    pub mails: Vec<ReadReturn>,
    /// The sum.
    pub sum: ReturnTotals,
}

impl Returns {
    /// Adds a mail, in its place in the sum too.
    pub(super) fn add(&mut self, mail: ReadReturn) {
        let sum = &mut self.sum;
        sum.mails += 1;
        if let Some(at) = ReturnKind::ALL.iter().position(|kind| *kind == mail.kind) {
            sum.kinds[at] += 1;
        }
        sum.matched += usize::from(mail.recipients.iter().any(|one| one.matched.is_some()));
        if matches!(mail.kind, ReturnKind::Failed | ReturnKind::Refused)
            && let Some(first) = mail.recipients.first()
            && let Some((_, count)) = sum
                .faults
                .iter_mut()
                .find(|(fault, _)| *fault == first.said.fault())
        {
            *count += 1;
        }
        self.mails.push(mail);
    }
}
