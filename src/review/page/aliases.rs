//! What rows are called where nobody may be named.

use std::collections::HashMap;

use crate::id::{CampaignKey, Pseudonym, hex};
use crate::vault::SealedRow;

/// Digits of the shortest alias.
const SHORTEST: usize = 4;

/// The aliases of the rows of a campaign: a keyed hash of each row's pseudonym, which leads back to nothing without the
/// campaign's key, and is the same in every redacted bundle of the campaign.
#[derive(Debug, Default)]
pub(crate) struct Aliases(HashMap<Pseudonym, String>);

impl Aliases {
    /// The aliases of these rows. Where four digits are those of several rows, each of these has two more, and so on.
    pub(crate) fn of(key: &CampaignKey, rows: &[SealedRow]) -> Aliases {
        let derived = |row: &SealedRow| {
            let alias = key.derive("alias in a redacted bundle", &[row.recipient.as_bytes()]);
            (row.recipient, hex(&alias))
        };
        let mut all: Vec<(Pseudonym, String)> = rows.iter().map(derived).collect();
        all.sort_by(|one, other| one.1.cmp(&other.1));
        let shared = |one: &str, other: &str| {
            let same = |(left, right): &(u8, u8)| left == right;
            one.bytes().zip(other.bytes()).take_while(same).count()
        };
        let length = |at: usize| {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let beside = beside.filter_map(|other| all.get(other));
            let longest = beside.map(|other| shared(&all[at].1, &other.1)).max();
            // Whole bytes, one more than any other alias begins with.
            SHORTEST.max((longest.unwrap_or(0) / 2 + 1) * 2)
        };
        let named = (0..all.len()).map(|at| (all[at].0, all[at].1[..length(at)].to_owned()));
        Aliases(named.collect())
    }

    /// The alias of a row; empty if it is none of these.
    pub(crate) fn get(&self, recipient: &Pseudonym) -> &str {
        self.0.get(recipient).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::id::ListId;

    fn rows(key: &CampaignKey, count: usize) -> Vec<SealedRow> {
        let row = |at: usize| {
            let list_id = ListId::new(&format!("ORG-{at}")).unwrap();
            SealedRow {
                recipient: key.pseudonym(&list_id),
                list_id,
                sheet_row: 2,
                organisation: "Stichting Waterkers".to_owned(),
                ground: None,
                legal: None,
                by_post: None,
            }
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn an_alias_is_a_rows_own_and_stays_what_it_is() {
        let key = CampaignKey::from_bytes([3; 32]);
        let all = rows(&key, 3_000);
        let aliases = Aliases::of(&key, &all);
        let names: HashSet<&str> = all.iter().map(|row| aliases.get(&row.recipient)).collect();
        assert_eq!(names.len(), all.len());
        assert!(names.iter().all(|name| (4..=8).contains(&name.len())));
        let few = Aliases::of(&key, &all[..20]);
        for row in &all[..20] {
            let (short, long) = (few.get(&row.recipient), aliases.get(&row.recipient));
            assert!(long.starts_with(short), "{short} {long}");
        }
        let other = CampaignKey::from_bytes([4; 32]);
        let others = Aliases::of(&other, &all[..20]);
        let same = |row: &&SealedRow| others.get(&row.recipient) == few.get(&row.recipient);
        assert_eq!(all[..20].iter().filter(same).count(), 0, "another key");
    }
}
