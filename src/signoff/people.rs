//! Who somebody is, whatever way the name is typed. Pure.

use std::collections::HashMap;

use crate::id::{CampaignKey, TextId};
use crate::spelling::Spelling;

/// The name under which the journal and the vault know somebody: without stray blanks, in lower case. Each other
/// spelling has a name of its own there; that they are one person is for [`Person::is`] to say.
#[must_use]
pub fn person(key: &CampaignKey, name: &str) -> TextId {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    key.text_id(&format!("person:{}", words.join(" ")))
}

/// Somebody, known by the spellings of the name that are one ([`Spelling`]) and by nothing that tells the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    plain: TextId,
    words: TextId,
    letters: TextId,
}

impl Person {
    /// Whoever goes by this name.
    #[must_use]
    pub fn named(key: &CampaignKey, name: &str) -> Person {
        let spelling = Spelling::of(name);
        Person {
            plain: person(key, name),
            words: key.text_id(&format!("person by words:{}", spelling.words())),
            letters: key.text_id(&format!("person by letters:{}", spelling.letters())),
        }
    }

    /// Whoever the journal knows by this, where the vault doesn't have the name any more.
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

/// The people whom a journal names, by their names in the vault: words that were given before spellings were held
/// against each other count for the same people as those given since.
#[derive(Debug, Clone, Default)]
pub struct People(HashMap<TextId, Person>);

impl People {
    /// Those with these names.
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
        People(names.into_iter().map(one).collect())
    }

    /// Who that is.
    #[must_use]
    pub fn get(&self, id: &TextId) -> Person {
        self.0.get(id).copied().unwrap_or(Person::nameless(*id))
    }
}
