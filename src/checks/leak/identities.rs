//! Everybody on the list and what each is known by: names, addresses and domains of their own.
//!
//! Pure. What several rows have names none of them: an umbrella's domain, a secretary's address.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Address, is_free_mail};
use crate::formats::text::common_words::LEGAL_FORMS;
use crate::formats::text::normalized::Normalized;
use crate::list::{Excluded, Recipient};

/// One row: its id, its name, the address its mail goes to, and the addresses in its other cells.
struct Row<'l> {
    id: &'l str,
    organisation: &'l str,
    first: Option<&'l Address>,
    others: Vec<Address>,
    /// Its other cells.
    cells: Vec<&'l str>,
}

/// All rows, those left out included.
pub(crate) struct Identities<'l>(Vec<Row<'l>>);

impl<'l> Identities<'l> {
    pub(crate) fn of(recipients: &'l [Recipient], excluded: &'l [Excluded]) -> Self {
        let mailed = recipients.iter().map(|row| Row {
            id: row.id.as_str(),
            organisation: &row.organisation,
            first: Some(&row.address),
            others: row.other_addresses(),
            cells: row
                .fields
                .iter()
                .map(|(_, cell)| cell)
                .filter(|cell| *cell != row.organisation)
                .collect(),
        });
        let left_out = excluded.iter().map(|row| Row {
            id: row.id.as_str(),
            organisation: &row.organisation,
            first: None,
            others: row.addresses.clone(),
            cells: vec![],
        });
        Identities(mailed.chain(left_out).collect())
    }

    /// Each id with its organisation's name.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&'l str, &'l str)> {
        self.0.iter().map(|row| (row.id, row.organisation))
    }

    /// Each id with what names it beyond doubt: the address its mail goes to, whoever shares it, and the other
    /// addresses and the domains that no other row has.
    pub(crate) fn exact(&self) -> Vec<(&'l str, String)> {
        let mut found: Vec<(&str, String)> = Vec::new();
        let (mut addresses, mut domains) = (Owners::default(), Owners::default());
        for (nth, row) in self.0.iter().enumerate() {
            if let Some(address) = row.first {
                found.push((row.id, address.to_string()));
            }
            for address in row.first.into_iter().chain(&row.others) {
                addresses.add(nth, address.to_string());
                domains.add(nth, address.domain().to_owned());
            }
        }
        let domains = domains.single().filter(|(_, domain)| !is_free_mail(domain));
        let single: Vec<(usize, String)> = addresses.single().chain(domains).collect();
        found.extend(single.into_iter().map(|(nth, text)| (self.0[nth].id, text)));
        let as_read: Vec<_> = found
            .iter()
            .filter_map(|(id, text)| Some((*id, as_read(text)?)))
            .collect();
        found.extend(as_read);
        found
    }

    /// Each id with the cells that no other row has and that are no common words: names of two words or more, and
    /// references of letters and digits.
    pub(crate) fn cells(&self) -> Vec<(&'l str, &'l str)> {
        let mut owners: BTreeMap<Vec<u8>, (usize, &'l str, bool)> = BTreeMap::new();
        for (nth, row) in self.0.iter().enumerate() {
            for cell in row.cells.iter().copied().filter(|cell| is_telling(cell)) {
                let entry = owners
                    .entry(Normalized::of(cell).text)
                    .or_insert((nth, cell, true));
                entry.2 &= entry.0 == nth;
            }
        }
        let single = owners.into_values().filter(|(.., is_single)| *is_single);
        single
            .map(|(nth, cell, _)| (self.0[nth].id, cell))
            .collect()
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Shorter cells are in any text by chance.
const MIN_CELL: usize = 6;

/// Whether a cell identifies its row: a name (two words or more, two of them with a capital), or a reference (letters and
/// digits).
fn is_telling(cell: &str) -> bool {
    let letters = Normalized::of(cell);
    let capitals = cell
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let has = |test: fn(char) -> bool| cell.contains(test);
    let is_reference =
        has(|c| c.is_ascii_digit()) && has(char::is_alphabetic) && !cell.contains(' ');
    letters.len() >= MIN_CELL && !cell.contains('@') && (capitals >= 2 || is_reference)
}

/// An address or domain in A-labels as people write it: `info@ñandú.example`.
fn as_read(text: &str) -> Option<String> {
    let (local, domain) = text
        .rsplit_once('@')
        .map_or((None, text), |(local, domain)| (Some(local), domain));
    let (unicode, sound) = idna::domain_to_unicode(domain);
    let differs = sound.is_ok() && unicode != domain;
    differs.then(|| local.map_or(unicode.clone(), |local| format!("{local}@{unicode}")))
}

/// The whole name, and the name without its legal form. A short name or a plain word (`De Brug`), and what is
/// left without the legal form, may stand in a letter by chance: that deserves a look and stops nothing.
pub(crate) fn add_names(organisation: &str, mut add: impl FnMut(&Normalized, bool)) {
    let whole = Normalized::of(organisation);
    let length = whole.len();
    add(&whole, length > 12 || (length > 7 && whole.words() > 1));
    let kept: Vec<&str> = organisation
        .split_whitespace()
        .filter(|word| {
            !LEGAL_FORMS
                .iter()
                .any(|form| form.as_bytes() == Normalized::of(word).text)
        })
        .collect();
    let bare = Normalized::of(&kept.join(" "));
    if bare.text != whole.text && bare.len() > 4 {
        add(&bare, false);
    }
}

/// Which rows have a text.
#[derive(Default)]
struct Owners(BTreeMap<String, BTreeSet<usize>>);

impl Owners {
    fn add(&mut self, row: usize, text: String) {
        self.0.entry(text).or_default().insert(row);
    }

    /// The texts that one row alone has.
    fn single(self) -> impl Iterator<Item = (usize, String)> {
        let one = |(text, rows): (String, BTreeSet<usize>)| match rows.first() {
            Some(row) if rows.len() == 1 => Some((*row, text)),
            _ => None,
        };
        self.0.into_iter().filter_map(one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ListId;
    use crate::notice::tests::support::recipient;

    fn row(id: &str, address: &str, other: &str) -> Recipient {
        let mut row = recipient(id);
        (row.id, row.address) = (ListId::new(id).unwrap(), Address::parse(address).unwrap());
        row.fields.insert("email".to_owned(), address.to_owned());
        row.fields.insert("secretaris".to_owned(), other.to_owned());
        row
    }

    #[test]
    fn what_one_row_alone_has_names_it() {
        let rows = [
            row("1", "info@huis.example", "anna@thuis.example"),
            row("2", "post@koepel.example", "loket@koepel.example"),
            row("3", "post@koepel.example", "loket@koepel.example"),
            row("4", "bestuur@gmail.com", "geen adres"),
        ];
        let left_out = Excluded {
            id: ListId::new("5").unwrap(),
            row: 9,
            organisation: "x".into(),
            ground: "x".into(),
            legal: None,
            by_post: false,
            addresses: vec![Address::parse("x@huis.example").unwrap()],
        };
        let left_out = [left_out];
        let exact = Identities::of(&rows, &left_out).exact();
        let of = |id: &str| {
            let texts = exact
                .iter()
                .filter(|(owner, _)| *owner == id)
                .map(|(_, text)| text.as_str());
            texts
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        };
        // Its domain is also that of a row that is left out.
        assert_eq!(
            of("1"),
            ["anna@thuis.example", "info@huis.example", "thuis.example"]
        );
        assert_eq!(of("2"), ["post@koepel.example"]);
        assert_eq!(of("4"), ["bestuur@gmail.com"]);
        assert_eq!(
            as_read("info@xn--and-6ma2c.example").as_deref(),
            Some("info@ñandú.example")
        );
        assert_eq!(
            as_read("xn--and-6ma2c.example").as_deref(),
            Some("ñandú.example")
        );
        assert_eq!(as_read("huis.example"), None);
        assert_eq!(of("5"), ["x@huis.example"]);
    }
}
