//! What was read, mail by mail, and in sum.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::bounce::{Fault, ReturnKind, ReturnedRecipient};
use crate::id::{Digest, ListId, Pseudonym};
use crate::journal::event::MatchedBy;

/// Which of our mails a returned mail is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnMatch {
    /// The organisation's id in the list.
    pub id: ListId,
    /// What says so.
    pub by: MatchedBy,
    /// The pseudonym and the digest of the mail, if something names that mail itself: an address
    /// doesn't.
    pub(super) mail: Option<(Pseudonym, Digest)>,
}

/// What came of recording a returned mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    /// It is recorded, and its mail has another state.
    Recorded,
    /// It was read before, or its mail has that state already.
    NoNews,
    /// It is about a mail that a corrected one replaced, or about an earlier attempt.
    Earlier,
    /// A person has to look: nothing that only this mail has names it, or by the journal it was
    /// never handed to a relay.
    Unsure,
}

impl Recording {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Recording::Recorded => "recorded",
            Recording::NoNews => "no_news",
            Recording::Earlier => "earlier",
            Recording::Unsure => "unsure",
        }
    }
}

/// One recipient of a returned mail.
#[derive(Debug, Clone)]
pub struct RecipientMatch {
    /// What the mail says.
    pub said: ReturnedRecipient,
    /// Which of our mails it is about; `None` if nothing says so, or if two things differ.
    pub matched: Option<ReturnMatch>,
}

/// One returned mail.
#[derive(Debug, Clone)]
pub struct ReadReturn {
    /// The file it lies in; empty if it may not be shown.
    pub file: String,
    /// Which mail of the file, from 1, if the file holds several.
    pub number: Option<usize>,
    /// Whether only its beginning was read, because it is very large.
    pub cut: bool,
    /// What kind of mail it is.
    pub kind: ReturnKind,
    /// Whom it is about.
    pub recipients: Vec<RecipientMatch>,
    /// What came of recording it; `None` if nothing was to be recorded.
    pub recorded: Option<Recording>,
    /// `Date`, in seconds since 1970.
    pub(super) date: Option<i64>,
    /// The digest of its octets.
    pub(super) digest: Digest,
    /// `From`, for screens that show addresses.
    pub sender: Option<String>,
    /// `Subject`, for screens that show names.
    pub subject: String,
    /// Its place in the tray; `None`: it isn't there.
    pub tray: Option<TrayPlace>,
}

/// Where a returned mail stands that a person has to settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayPlace {
    /// It waits under this number.
    Waits(u32),
    /// It was settled; it had this number.
    Settled(u32),
}

impl ReadReturn {
    /// When it was written, if it says so.
    pub(super) fn written(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.date?).ok()
    }

    /// What a person settled is no news.
    pub(super) fn heed_the_tray(&mut self) {
        if matches!(self.tray, Some(TrayPlace::Settled(_)))
            && self.recorded == Some(Recording::Unsure)
        {
            self.recorded = Some(Recording::NoNews);
        }
    }

    /// Which mail it is: the digest of its octets, and where it lies.
    pub(super) fn whereabouts(&self) -> String {
        let place = self.number.map(|number| format!(" ({number})"));
        let (digest, file) = (self.digest.hex(), &self.file);
        format!("sha256:{digest}\n{file}{}", place.unwrap_or_default())
    }

    /// Leaves out the name of its file, which may name anybody; a mailbox names nobody.
    #[must_use]
    pub fn without_place(mut self) -> Self {
        if !is_mailbox(&self.file) {
            self.file.clear();
        }
        self
    }

    /// Whether a person has to settle it: a report that fits none of our mails for certain, a mail
    /// that waits for a person, or one that was not understood.
    #[must_use]
    pub fn is_in_the_tray(&self) -> bool {
        if matches!(self.tray, Some(TrayPlace::Settled(_))) {
            return false;
        }
        if self.kind.is_report() {
            let is_matched = |one: &RecipientMatch| {
                let found = one.matched.as_ref();
                found.is_some_and(|found| found.mail.is_some())
            };
            return self.recorded == Some(Recording::Unsure)
                || !self.recipients.iter().any(is_matched);
        }
        matches!(self.kind, ReturnKind::Held | ReturnKind::Other)
    }
}

/// Whether a mail lay there in a mailbox of the settings, and not in a file.
fn is_mailbox(place: &str) -> bool {
    place.starts_with("imaps://")
}

/// Which returned mail it was, as the vault has it ([`ReadReturn::whereabouts`]): its digest and where it lay. The name
/// of a file may name anybody, so it is left out unless names may be shown.
#[must_use]
pub fn which_mail(kept: &str, reveal: bool) -> String {
    let lines = kept.lines().enumerate();
    let shown = lines.filter(|(at, line)| *at == 0 || reveal || is_mailbox(line));
    let shown: Vec<&str> = shown.map(|(_, line)| line).collect();
    shown.join("\n")
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
    /// Those that were recorded now.
    pub recorded: usize,
    /// Mails that did not arrive, by whose fault that is.
    pub faults: [(Fault, usize); 4],
}

impl Default for ReturnTotals {
    fn default() -> Self {
        ReturnTotals {
            mails: 0,
            kinds: [0; ReturnKind::ALL.len()],
            matched: 0,
            recorded: 0,
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
    /// How many a person has to settle for whom the tray has no room: they are not kept.
    pub not_kept: usize,
}

impl Returns {
    /// How many of them wait in the tray; one that was read twice counts once.
    #[must_use]
    pub fn waiting(&self) -> usize {
        let waits = self.mails.iter().filter_map(|mail| match mail.tray {
            Some(TrayPlace::Waits(number)) => Some(number),
            Some(TrayPlace::Settled(_)) | None => None,
        });
        waits.collect::<HashSet<u32>>().len()
    }

    /// Leaves out mails of these digests from which nothing new came, and then adds the digests of all.
    #[must_use]
    pub fn without_known(self, known: &mut HashSet<Digest>) -> Returns {
        let mut news = Returns {
            not_kept: self.not_kept,
            ..Returns::default()
        };
        news.sum.recorded = self.sum.recorded;
        for mail in self.mails {
            if !known.contains(&mail.digest) || mail.recorded == Some(Recording::Recorded) {
                news.add(mail);
            }
        }
        known.extend(news.mails.iter().map(|mail| mail.digest));
        news
    }

    /// Adds everything that was read elsewhere.
    pub fn join(&mut self, other: Returns) {
        self.sum.recorded += other.sum.recorded;
        self.not_kept += other.not_kept;
        other.mails.into_iter().for_each(|mail| self.add(mail));
    }

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
