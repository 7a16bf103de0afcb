//! How much of one returned mail is kept: whoever can write to the mailbox could fill the memory otherwise. A batch of a
//! mailbox is 1,000 mails.

use super::outcome::{ReadReturn, RecipientMatch};
use super::verdict::deciding;

/// Most recipients that are kept of one returned mail, beside the one that decides: ours goes to one.
pub(super) const MOST_RECIPIENTS: usize = 20;
/// Most characters that are kept of each text.
pub(super) const MOST_SIGNS: usize = 500;
/// Most octets of all texts about recipients together, beside the one that decides.
const MOST_OF_TEXTS: usize = 8 << 10;

/// The beginning of a text.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(MOST_SIGNS).collect()
}

impl ReadReturn {
    /// Keeps the first recipients and the one that decides, and what fits of their texts.
    pub(super) fn bounded(mut self) -> Self {
        let decides = deciding(&self);
        let mut room = MOST_OF_TEXTS;
        let recipients = std::mem::take(&mut self.recipients).into_iter().enumerate();
        self.recipients = recipients
            .filter(|(at, _)| *at < MOST_RECIPIENTS || Some(*at) == decides)
            .map(|(at, one)| {
                let mut own = usize::MAX;
                let room = if Some(at) == decides {
                    &mut own
                } else {
                    &mut room
                };
                one.bounded(room)
            })
            .collect();
        self
    }
}

impl RecipientMatch {
    fn bounded(mut self, room: &mut usize) -> Self {
        let mut fits = |text: &str| {
            let kept = cut(text);
            let left = room.checked_sub(kept.len());
            left.map(|left| {
                *room = left;
                kept
            })
        };
        let said = &mut self.said;
        said.address = said.address.as_deref().and_then(&mut fits);
        said.original = said.original.as_deref().and_then(&mut fits);
        said.words = fits(&said.words).unwrap_or_default();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{ReturnCause, ReturnClass, ReturnKind, ReturnedRecipient};
    use crate::campaign::returns::outcome::ReturnMatch;
    use crate::id::{CampaignKey, Digest, ListId};
    use crate::journal::event::MatchedBy;

    fn recipient(class: ReturnClass, is_ours: bool) -> RecipientMatch {
        let id = ListId::new("ORG-1").unwrap();
        let mail = (
            CampaignKey::from_bytes([7; 32]).pseudonym(&id),
            Digest::of(b"mail"),
        );
        let by = MatchedBy::EnvelopeId;
        let matched = is_ours.then_some(ReturnMatch {
            id,
            by,
            mail: Some(mail),
        });
        let long = "\u{1f4e8}".repeat(5_000);
        RecipientMatch {
            said: ReturnedRecipient {
                address: Some(long.clone()),
                original: Some(long.clone()),
                class,
                status: None,
                stated: None,
                cause: ReturnCause::Unclear,
                words: long,
            },
            matched,
        }
    }

    fn mail(recipients: Vec<RecipientMatch>) -> ReadReturn {
        ReadReturn {
            file: "terug.eml".to_owned(),
            number: None,
            cut: false,
            kind: ReturnKind::Failed,
            recipients,
            recorded: None,
            date: None,
            digest: Digest::of(b"report"),
            sender: None,
            subject: String::new(),
            tray: None,
        }
    }

    #[test]
    fn a_mail_of_any_number_of_recipients_takes_little_and_says_the_same_of_ours() {
        let many = || (0..1_000).map(|_| recipient(ReturnClass::Success, true));
        let failed = recipient(ReturnClass::Permanent, true);
        let all: Vec<RecipientMatch> = many().chain([failed]).chain(many()).collect();
        let kept = mail(all).bounded();
        assert_eq!(kept.recipients.len(), MOST_RECIPIENTS + 1);
        assert_eq!(deciding(&kept), Some(MOST_RECIPIENTS));
        let last = &kept.recipients[MOST_RECIPIENTS].said;
        assert_eq!(last.class, ReturnClass::Permanent);
        assert_eq!(last.words.chars().count(), MOST_SIGNS);
        let text = |one: &RecipientMatch| {
            let of = |text: &Option<String>| text.as_ref().map_or(0, String::capacity);
            one.said.words.capacity() + of(&one.said.address) + of(&one.said.original)
        };
        let octets: usize = kept.recipients.iter().map(text).sum();
        assert!(octets < 16 << 10, "{octets}");

        // One of ours behind many others, of which nothing is certain.
        let others = (0..100).map(|_| recipient(ReturnClass::Permanent, false));
        let ours = recipient(ReturnClass::Unknown, true);
        let kept = mail(others.chain([ours]).collect()).bounded();
        assert!(kept.recipients[MOST_RECIPIENTS].matched.is_some());
    }
}
