//! What is said of a mail that somebody has: the same in a terminal and on the page.

use super::compare::MailDifference;
use super::mail::OurMail;
use crate::phrase::Phrase;

impl OurMail {
    /// Whether it is unchanged, as a sentence.
    #[must_use]
    pub fn verdict(&self) -> Phrase {
        let key = match self.is_unchanged() {
            true => "campaign-verify-unchanged",
            false => "campaign-verify-changed",
        };
        Phrase::new(key)
            .with("kind", self.kind.name())
            .with("at", self.sealed_at)
            .with("digest", self.seal.short())
    }

    /// What else is good to know, and changes nothing that people read.
    #[must_use]
    pub fn notes(&self) -> Vec<Phrase> {
        let mut notes = Vec::new();
        let added = &self.compared.added_on_the_way;
        if !added.is_empty() {
            notes.push(Phrase::new("campaign-verify-way").with("names", added.clone()));
        }
        if self.forwarded {
            notes.push(Phrase::new("campaign-verify-forwarded"));
        }
        if self.other_line_ends {
            notes.push(Phrase::new("campaign-verify-line-ends"));
        }
        notes
    }

    /// What is said of every mail that isn't one of ours, whatever it is.
    #[must_use]
    pub fn not_ours() -> Phrase {
        Phrase::new("campaign-verify-not-ours")
    }
}

impl MailDifference {
    /// The difference as a sentence.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let field = |key, name: &String| Phrase::new(key).with("name", name);
        let part = |key, number: &usize, kind: &String| {
            Phrase::new(key).with("number", *number).with("kind", kind)
        };
        match self {
            MailDifference::FieldChanged(name) => field("campaign-verify-field-changed", name),
            MailDifference::FieldGone(name) => field("campaign-verify-field-gone", name),
            MailDifference::FieldAdded(name) => field("campaign-verify-field-added", name),
            MailDifference::WordsAdded(number, kind) => {
                part("campaign-verify-words-added", number, kind)
            }
            MailDifference::PartChanged(number, kind) => {
                part("campaign-verify-part-changed", number, kind)
            }
            MailDifference::PartGone(number, kind) => {
                part("campaign-verify-part-gone", number, kind)
            }
            MailDifference::PartAdded(number, kind) => {
                part("campaign-verify-part-added", number, kind)
            }
            MailDifference::Encoded => Phrase::new("campaign-verify-encoded"),
        }
    }
}
