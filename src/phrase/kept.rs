//! Phrases stored on disk: their keys and names are looked up among those that this program has
//! messages for.

use serde::{Deserialize, Deserializer};

use super::{Arg, Language, Phrase};

/// A phrase in its stored form.
#[derive(Deserialize)]
struct Kept {
    key: String,
    args: Vec<(String, Arg)>,
}

impl<'de> Deserialize<'de> for Phrase {
    /// A phrase stored by another version of this program, for which this one has no message, shows
    /// its key.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let kept = Kept::deserialize(from)?;
        let Some(key) = known_key(&kept.key) else {
            return Ok(Phrase::new("phrase-unknown").with("key", kept.key));
        };
        let named = |(name, arg): (String, Arg)| Some((known_name(&name)?, arg));
        Ok(Phrase {
            key,
            args: kept.args.into_iter().filter_map(named).collect(),
        })
    }
}

fn sources() -> impl Iterator<Item = &'static str> {
    Language::English
        .sources()
        .iter()
        .chain(Language::Dutch.sources())
        .copied()
}

fn known_key(key: &str) -> Option<&'static str> {
    let begins = |line: &'static str| {
        line.strip_prefix(key)?
            .strip_prefix(" =")
            .map(|_| &line[..key.len()])
    };
    sources().flat_map(str::lines).find_map(begins)
}

/// A name that occurs in no message is never filled in.
fn known_name(name: &str) -> Option<&'static str> {
    let wanted = format!("${name}");
    sources().find_map(|source| {
        let mut found = source.match_indices(&wanted);
        let ends = |at: usize| {
            let next = source[at + wanted.len()..].chars().next();
            next.is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        };
        found
            .find(|(at, _)| ends(*at))
            .map(|(at, _)| &source[at + 1..at + wanted.len()])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_said_again() {
        let phrase = Phrase::new("list-count")
            .with("expected", 40)
            .with("listed", 39);
        let text = serde_json::to_string(&phrase).unwrap();
        assert_eq!(serde_json::from_str::<Phrase>(&text).unwrap(), phrase);
        let later: Phrase =
            serde_json::from_str(r#"{"key":"of-a-later-version","args":[]}"#).unwrap();
        assert_eq!(
            later,
            Phrase::new("phrase-unknown").with("key", "of-a-later-version")
        );
        let nothing: Result<Phrase, _> = serde_json::from_str(r#"{"args":[]}"#);
        assert!(nothing.is_err());
    }
}
