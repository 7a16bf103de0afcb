//! The mails that differ from the others, and why: those that a person should read first.

use std::collections::BTreeMap;

use super::patterns::Wordings;
use super::places::FillPlace;

/// A branch is taken by few if no more than one in this many mails takes it.
const FEW: usize = 20;

/// A place has a usual filling if no more than one in this many mails has another.
const USUAL: usize = 10;

/// Fewer mails than this have nothing usual.
const LEAST: usize = 8;

/// How many times the usual distance from the middle is far.
const FAR: u64 = 8;

/// Mails that are shown.
const SHOWN: usize = 12;

/// Addresses that fit least which are looked at.
const ADDRESSES: usize = 3;

/// Why a mail is shown first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// Its pattern is that of few mails.
    Branch { mails: usize },
    /// In a place where nearly all have the same, it has something else.
    Filling {
        here: String,
        usual: String,
        mails: usize,
    },
    /// Nothing stands where nearly all have something.
    Nothing { before: String, mails: usize },
    /// Its attachments have another size than those of nearly all.
    Attachments { octets: u64, usual: u64 },
    /// Its text is far shorter or longer.
    Length { characters: u64, usual: u64 },
    /// Its address contains little or nothing of its organisation's name.
    Address,
    /// The longest name.
    LongestName,
    /// The shortest name.
    ShortestName,
}

/// A mail to read first.
#[derive(Debug)]
pub(crate) struct Outlier {
    /// Its position in the order of reading.
    pub(crate) mail: usize,
    pub(crate) reasons: Vec<Oddity>,
}

/// One finding: how surprising it is, the mail, and why.
struct Found {
    surprise: f64,
    mail: usize,
    reason: Oddity,
}

/// How surprising something is that this many of all have.
fn surprise(mails: usize, of: usize) -> f64 {
    (of as f64 / mails.max(1) as f64).log2()
}

/// The mails that differ most, most surprising first, and at least one of each kind of reason. The first `unlike`
/// positions are those whose address fits least.
pub(crate) fn outliers(wordings: &Wordings, unlike: usize) -> Vec<Outlier> {
    let mut found = Vec::new();
    branches(wordings, &mut found);
    fillings(wordings, &mut found);
    sizes(wordings, &mut found);
    let of = wordings.mails.len();
    for mail in 0..unlike.min(ADDRESSES) {
        found.push(Found {
            surprise: surprise(unlike, of) / 2.0,
            mail,
            reason: Oddity::Address,
        });
    }
    names(wordings, &mut found);
    found.sort_by(|a, b| b.surprise.total_cmp(&a.surprise).then(a.mail.cmp(&b.mail)));
    chosen(found)
}

/// The first of each kind of reason, then the most surprising ones.
fn chosen(found: Vec<Found>) -> Vec<Outlier> {
    let mut mails: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kinds = Vec::new();
    for (rank, one) in found.iter().enumerate() {
        let kind = std::mem::discriminant(&one.reason);
        if !kinds.contains(&kind) {
            kinds.push(kind);
            mails.entry(one.mail).or_insert(rank);
        }
    }
    for (rank, one) in found.iter().enumerate() {
        if mails.len() < SHOWN {
            mails.entry(one.mail).or_insert(rank);
        }
    }
    let first = |mail: usize| found.iter().position(|one| one.mail == mail);
    let mut order: Vec<usize> = mails.into_keys().collect();
    order.sort_by_key(|mail| first(*mail));
    let reasons = |mail: usize| {
        let of_mail = found.iter().filter(move |one| one.mail == mail);
        of_mail.map(|one| one.reason.clone()).collect()
    };
    order
        .into_iter()
        .map(|mail| Outlier {
            mail,
            reasons: reasons(mail),
        })
        .collect()
}

fn branches(wordings: &Wordings, found: &mut Vec<Found>) {
    let of = wordings.mails.len();
    for pattern in wordings.patterns.iter().skip(1) {
        let mails = pattern.mails.len();
        if mails * FEW <= of || (mails == 1 && of > 2) {
            found.push(Found {
                surprise: surprise(mails, of),
                mail: pattern.mails[0],
                reason: Oddity::Branch { mails },
            });
        }
    }
}

fn fillings(wordings: &Wordings, found: &mut Vec<Found>) {
    for (group, places) in wordings.places.iter().enumerate() {
        for place in places {
            let of = place.mails();
            let usual = &place.fillings[0];
            if of < LEAST {
                continue;
            }
            if (of - usual.mails) * USUAL <= of {
                for other in &place.fillings[1..] {
                    let words = |words: &[u32]| wordings.lines.text(words);
                    found.push(Found {
                        surprise: surprise(other.mails, of),
                        mail: other.first,
                        reason: Oddity::Filling {
                            here: wordings.mails[other.first]
                                .known
                                .shown(&words(&other.words)),
                            usual: wordings.mails[usual.first]
                                .known
                                .shown(&words(&usual.words)),
                            mails: other.mails,
                        },
                    });
                }
            } else {
                found.extend(nothing(wordings, group, place));
            }
        }
    }
}

/// Nothing in a place where the others have something of their own.
fn nothing(wordings: &Wordings, group: usize, place: &FillPlace) -> Option<Found> {
    let empty = place.fillings.iter().find(|one| one.words.is_empty())?;
    let of = place.mails();
    let fixed = &wordings.groups[group].fixed;
    (empty.mails * FEW <= of).then(|| Found {
        surprise: surprise(empty.mails, of),
        mail: empty.first,
        reason: Oddity::Nothing {
            before: wordings.lines.text(&fixed[..place.after]),
            mails: empty.mails,
        },
    })
}

fn sizes(wordings: &Wordings, found: &mut Vec<Found>) {
    let of = wordings.mails.len();
    let mut far = |sizes: Vec<u64>, least: u64, reason: fn(u64, u64) -> Oddity| {
        let middle = median(sizes.clone());
        let distance = |size: u64| size.abs_diff(middle);
        let mut distances: Vec<u64> = sizes.iter().map(|size| distance(*size)).collect();
        distances.sort_unstable();
        // Twice as far as nineteen in twenty, which may well be two groups.
        let nearly_all = distances[of - 1 - of / FEW];
        let spread = distances[of / 2];
        let limit = (spread * FAR).max(nearly_all * 2).max(middle / least);
        let mut outside: Vec<(usize, u64)> = sizes.into_iter().enumerate().collect();
        outside.retain(|(_, size)| distance(*size) > limit);
        outside.sort_by_key(|(mail, size)| (std::cmp::Reverse(distance(*size)), *mail));
        for (rank, (mail, size)) in outside.into_iter().take(SHOWN).enumerate() {
            found.push(Found {
                surprise: surprise(rank + 1, of) - 0.5,
                mail,
                reason: reason(size, middle),
            });
        }
    };
    if of < LEAST {
        return;
    }
    let mails = wordings.mails.iter();
    let attachments = |octets, usual| Oddity::Attachments { octets, usual };
    far(
        mails.clone().map(|mail| mail.attachments).collect(),
        5,
        attachments,
    );
    let length = |characters, usual| Oddity::Length { characters, usual };
    far(mails.map(|mail| mail.length).collect(), 10, length);
}

/// The one in the middle.
fn median(mut sizes: Vec<u64>) -> u64 {
    sizes.sort_unstable();
    sizes[sizes.len() / 2]
}

fn names(wordings: &Wordings, found: &mut Vec<Found>) {
    let length = |mail: &usize| wordings.mails[*mail].known.organisation.chars().count();
    let mails = || 0..wordings.mails.len();
    let longest = mails().rev().max_by_key(length);
    let shortest = mails().min_by_key(length);
    for (mail, reason) in [
        (longest, Oddity::LongestName),
        (shortest, Oddity::ShortestName),
    ] {
        found.extend(mail.map(|mail| Found {
            surprise: 0.0,
            mail,
            reason,
        }));
    }
}
