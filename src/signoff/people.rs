//! Recognises a person however the name is typed. Pure.

use std::collections::HashMap;

use super::fault::SignatureFault;
use crate::id::{CampaignKey, TextId};
use crate::spelling::Spelling;

/// The id of a typed name in the journal and the vault: blanks collapsed, lower case. Each other
/// spelling has another id; [`Person::is`] decides whether two are one person.
#[must_use]
pub fn person(key: &CampaignKey, name: &str) -> TextId {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    key.text_id(&format!("person:{}", words.join(" ")))
}

/// A person, as keyed hashes of the name's [`Spelling`]: they compare spellings and reveal no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    plain: TextId,
    words: TextId,
    letters: TextId,
}

impl Person {
    /// The person with this name.
    #[must_use]
    pub fn named(key: &CampaignKey, name: &str) -> Person {
        let spelling = Spelling::of(name);
        Person {
            plain: person(key, name),
            words: key.text_id(&format!("person by words:{}", spelling.words())),
            letters: key.text_id(&format!("person by letters:{}", spelling.letters())),
        }
    }

    /// The person with this id, if the vault no longer has the name.
    #[must_use]
    pub const fn nameless(id: TextId) -> Person {
        Person {
            plain: id,
            words: id,
            letters: id,
        }
    }

    /// Whether both may be the same person.
    #[must_use]
    pub fn is(&self, other: &Person) -> bool {
        self.plain == other.plain || self.words == other.words || self.letters == other.letters
    }
}

/// The people whom a journal names, by their names in the vault, and what their signatures come to.
/// Approvals from before spellings were compared thus count for the same people as later ones.
#[derive(Debug, Clone, Default)]
pub struct People {
    persons: HashMap<TextId, Person>,
    /// By position among all approvals: the fingerprint of the key, or why the signature counts for
    /// nothing.
    signatures: HashMap<usize, Result<String, SignatureFault>>,
}

impl People {
    /// Collects the people with these names.
    pub fn of(key: &CampaignKey, names: impl IntoIterator<Item = (TextId, String)>) -> People {
        let one = |(id, name): (TextId, String)| {
            (
                id,
                Person {
                    plain: id,
                    ..Person::named(key, &name)
                },
            )
        };
        People {
            persons: names.into_iter().map(one).collect(),
            signatures: HashMap::new(),
        }
    }

    /// The same people, with the verdicts on their signatures.
    pub(super) fn with_signatures(
        self,
        signatures: HashMap<usize, Result<String, SignatureFault>>,
    ) -> People {
        People { signatures, ..self }
    }

    /// What the signature of the approval at this position comes to, under a policy that asks for
    /// signatures: the fingerprint of its key.
    ///
    /// # Errors
    /// Why it counts for nothing.
    pub(super) fn signature(&self, place: usize) -> Result<&str, &SignatureFault> {
        match self.signatures.get(&place) {
            Some(Ok(fingerprint)) => Ok(fingerprint),
            Some(Err(fault)) => Err(fault),
            None => Err(&SignatureFault::NotSigned),
        }
    }

    /// The person with this id; known by the id alone if the vault has no name for it.
    #[must_use]
    pub fn get(&self, id: &TextId) -> Person {
        self.persons
            .get(id)
            .copied()
            .unwrap_or(Person::nameless(*id))
    }
}
