//! Names in the settings that count as one person.

use crate::spelling::Spelling;

/// Two names that count as one person though they are written differently.
pub(super) fn alike<'n>(some: &'n [String], others: &'n [String]) -> Option<(&'n str, &'n str)> {
    let written = |name: &str| {
        name.split_whitespace()
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let pairs = some.iter().flat_map(|one| {
        others
            .iter()
            .map(move |other| (one.as_str(), other.as_str()))
    });
    let mut alike =
        pairs.filter(|(one, other)| Spelling::of(one).is_one_with(&Spelling::of(other)));
    alike.find(|(one, other)| written(one) != written(other))
}
