//! Columns compared with each other over the whole list: a name beside the address of another organisation is found
//! before a mail tells that organisation.
//!
//! Pure, and nearly linear in the rows. The classic slip is a column that was sorted by itself or that moved by a
//! row; each row then looks in order. What shows it is the list as a whole: cells that fit other rows than their own.
//! `docs/list.md` says how it is measured, and how well.

mod features;
mod judge;
mod score;

use features::Features;
pub(crate) use judge::{Judged, Misplaced, judge};
pub(crate) use score::Relation;

use crate::address::Address;

/// Cells of a column as texts to be recognised by.
pub(crate) struct Texts(Vec<Vec<Features>>);

/// Names, or cells of another column of words.
pub(crate) fn words<'t>(texts: impl Iterator<Item = &'t str>) -> Texts {
    Texts(texts.map(|text| vec![features::of_words(text)]).collect())
}

/// Addresses: the domain, unless it is a mail provider's, and the local part.
pub(crate) fn addresses<'a>(addresses: impl Iterator<Item = Option<&'a Address>>) -> Texts {
    let of = |address: &Address| {
        let local = features::of_label(address.local());
        if crate::address::is_free_mail(address.domain()) {
            return vec![local];
        }
        vec![features::of_label(&features::domain(address)), local]
    };
    Texts(
        addresses
            .map(|address| address.map(of).unwrap_or_default())
            .collect(),
    )
}

/// Only the local parts: what speaks of persons.
pub(crate) fn locals<'a>(addresses: impl Iterator<Item = Option<&'a Address>>) -> Texts {
    let of = |address: &Address| vec![features::of_label(address.local())];
    Texts(
        addresses
            .map(|address| address.map(of).unwrap_or_default())
            .collect(),
    )
}

/// The cells of one column beside the rows as another column distinguishes them.
pub(crate) fn relate<'t>(rows: &Texts, cells: &'t Texts) -> Relation<'t> {
    let sorted = |texts: &Vec<Features>| texts.first().cloned().unwrap_or_default().sorted();
    Relation::new(rows.0.iter().map(sorted).collect(), &cells.0)
}
