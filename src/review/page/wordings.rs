//! The page of the wordings: which mails differ from the others, then what the mails say, each wording once.

use std::collections::HashSet;

use serde::Serialize;

use super::bundle_input::{Case, MailSheet};
use crate::phrase::Phrase;
use crate::review::wording::mail_words::{LinePart, RowValues, has_known};
use crate::review::wording::outliers::{Oddity, Outlier, outliers};
use crate::review::wording::patterns::Wordings;
use crate::review::wording::places::{FillPlace, between};

/// Fillings of one place that are shown one by one: more of them are merged values.
const FILLINGS: usize = 8;

/// Patterns that are shown one by one, whatever they hold.
const PATTERNS: usize = 40;

/// Patterns that are shown one by one if they hold a wording that no other one has shown.
const NEW_PATTERNS: usize = 200;

/// Data for the template of the page.
#[derive(Serialize)]
pub(crate) struct WordingsView {
    title: String,
    /// Path to the bundle's own folder.
    up: &'static str,
    campaign: String,
    kind: String,
    lead: String,
    outliers: Vec<OutlierView>,
    patterns: Vec<PatternView>,
    /// The patterns that are not shown one by one, if there are any.
    more: Option<String>,
}

/// A mail to read first.
#[derive(Serialize)]
struct OutlierView {
    mail: MailLink,
    reasons: Vec<String>,
}

/// A mail, with the way to its page.
#[derive(Serialize)]
struct MailLink {
    id: String,
    page: String,
    organisation: String,
    address: String,
}

#[derive(Serialize)]
struct PatternView {
    number: usize,
    count: String,
    example: MailLink,
    /// In full, for the first one; else the lines that the nearest one before doesn't have.
    parts: Vec<PartView>,
    /// Which one it is compared with.
    than: Option<String>,
    /// The lines of that one that it doesn't have.
    without: Vec<String>,
}

/// Lines of one part of the mail.
#[derive(Serialize)]
struct PartView {
    name: String,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    pieces: Vec<Piece>,
    /// What else stands in the places where mails differ.
    variants: Vec<String>,
}

/// A piece of a line.
#[derive(Serialize)]
struct Piece {
    text: String,
    /// A space comes before it.
    apart: bool,
    /// Other mails have something else here.
    differs: bool,
}

/// What of its row a mail may contain.
pub(crate) fn known(mail: &MailSheet) -> RowValues {
    RowValues {
        organisation: mail.row.organisation.clone(),
        address: mail.sealed.address.to_string(),
        id: mail.row.list_id.to_string(),
    }
}

/// Fills the page.
pub(crate) fn view(case: &Case, wordings: &Wordings) -> WordingsView {
    let head = &case.seal.head;
    let page = Page { case, wordings };
    let (patterns, more) = page.patterns();
    let found = outliers(wordings, case.unlike);
    let lead = Phrase::new("review-wordings-lead")
        .with("mails", wordings.mails.len())
        .with("patterns", wordings.patterns.len());
    WordingsView {
        title: case.say(&Phrase::new("review-wordings-title").with("campaign", &head.campaign)),
        up: "",
        campaign: head.campaign.clone(),
        kind: case.say(&Phrase::new("review-kind").with("kind", &head.kind)),
        lead: case.say(&lead),
        outliers: found.iter().map(|one| page.outlier(one)).collect(),
        patterns,
        more,
    }
}

struct Page<'p> {
    case: &'p Case,
    wordings: &'p Wordings,
}

impl Page<'_> {
    fn mail(&self, place: usize) -> MailLink {
        let mail = &self.case.mails[self.case.order[place]];
        MailLink {
            id: mail.row.list_id.to_string(),
            page: self.case.input.links.mail(mail.linked()),
            organisation: mail.row.organisation.clone(),
            address: mail.sealed.address.to_string(),
        }
    }

    fn outlier(&self, outlier: &Outlier) -> OutlierView {
        let reasons = outlier.reasons.iter().map(|reason| self.reason(reason));
        OutlierView {
            mail: self.mail(outlier.mail),
            reasons: reasons.collect(),
        }
    }

    fn reason(&self, reason: &Oddity) -> String {
        let of = self.wordings.mails.len();
        let phrase = match reason {
            Oddity::Branch { mails } => Phrase::new("review-odd-branch")
                .with("mails", *mails)
                .with("of", of),
            Oddity::Filling { here, usual, mails } if here.is_empty() => {
                Phrase::new("review-odd-lacks")
                    .with("usual", usual)
                    .with("mails", *mails)
            }
            Oddity::Filling { here, usual, mails } if usual.is_empty() => {
                Phrase::new("review-odd-extra")
                    .with("here", here)
                    .with("mails", *mails)
            }
            Oddity::Filling { here, usual, mails } => Phrase::new("review-odd-filling")
                .with("here", here)
                .with("usual", usual)
                .with("mails", *mails),
            Oddity::Nothing { before, mails } if before.is_empty() => {
                Phrase::new("review-odd-nothing-first").with("mails", *mails)
            }
            Oddity::Nothing { before, mails } => Phrase::new("review-odd-nothing")
                .with("before", before)
                .with("mails", *mails),
            Oddity::Attachments { octets, usual } => Phrase::new("review-odd-attachments")
                .with("size", self.case.size(*octets))
                .with("usual", self.case.size(*usual)),
            Oddity::Length { characters, usual } => Phrase::new("review-odd-length")
                .with("characters", *characters)
                .with("usual", *usual),
            Oddity::Address => Phrase::new("review-odd-address"),
            Oddity::LongestName => Phrase::new("review-odd-longest"),
            Oddity::ShortestName => Phrase::new("review-odd-shortest"),
        };
        self.case.say(&phrase)
    }

    /// The patterns, most frequent first, and how many are left.
    fn patterns(&self) -> (Vec<PatternView>, Option<String>) {
        let patterns = &self.wordings.patterns;
        let (mut shown, mut views) = (Vec::new(), Vec::new());
        let mut known: HashSet<u32> = HashSet::new();
        let (mut left, mut mails, mut unread) = (0_usize, 0_usize, false);
        for (at, pattern) in patterns.iter().enumerate() {
            let is_new = pattern.lines.iter().any(|line| !known.contains(line));
            if shown.len() < PATTERNS || (is_new && shown.len() < NEW_PATTERNS) {
                views.push(self.pattern(at, &shown, &known));
                shown.push(at);
                known.extend(&pattern.lines);
            } else {
                (left, mails) = (left + 1, mails + pattern.mails.len());
                unread |= is_new;
            }
        }
        let key = match unread {
            true => "review-wordings-more-unread",
            false => "review-wordings-more",
        };
        let phrase = Phrase::new(key).with("patterns", left).with("mails", mails);
        (views, (left > 0).then(|| self.case.say(&phrase)))
    }

    /// One pattern, in full or as it differs from the nearest of those shown.
    fn pattern(&self, at: usize, shown: &[usize], known: &HashSet<u32>) -> PatternView {
        let pattern = &self.wordings.patterns[at];
        let compared = shown
            .iter()
            .map(|base| (*base, self.wordings.differing(at, *base)));
        let nearest = compared.min_by_key(|(_, (here, without))| here.len() + without.len());
        let (than, here, without) = match nearest {
            Some((base, (here, without))) => (Some(base), here, without),
            None => (None, (0..pattern.lines.len()).collect(), vec![]),
        };
        let count = Phrase::new("review-in-mails").with("count", pattern.mails.len());
        let than_number = |base: usize| {
            shown
                .iter()
                .position(|one| *one == base)
                .map_or(0, |at| at + 1)
        };
        PatternView {
            number: shown.len() + 1,
            count: self.case.say(&count),
            example: self.mail(pattern.mails[0]),
            parts: self.parts(at, &here, known),
            than: than.map(|base| {
                let phrase = Phrase::new("review-wordings-than").with("number", than_number(base));
                self.case.say(&phrase)
            }),
            without: than.map_or_else(Vec::new, |base| self.texts(base, &without)),
        }
    }

    /// Lines of the first mail of a pattern, as text.
    fn texts(&self, pattern: usize, lines: &[usize]) -> Vec<String> {
        let mail = self.wordings.patterns[pattern].mails[0];
        let text = |line: &usize| {
            let line = self.wordings.lines.of_mails[mail][*line];
            let text = self.wordings.lines.text(self.wordings.lines.words(line));
            self.wordings.mails[mail].known.shown(&text)
        };
        lines.iter().map(text).collect()
    }

    /// Lines of a pattern by the part of the mail, as its first mail has them. Variants are shown once.
    fn parts(&self, pattern: usize, lines: &[usize], known: &HashSet<u32>) -> Vec<PartView> {
        let pattern = &self.wordings.patterns[pattern];
        let mut parts: Vec<(LinePart, PartView)> = Vec::new();
        for at in lines {
            let line = self.wordings.lines.of_mails[pattern.mails[0]][*at];
            let part = self.wordings.lines.different[line as usize].0;
            let view = self.line(pattern.mails[0], line, pattern.lines[*at], known);
            match parts.last_mut() {
                Some((last, seen)) if *last == part => seen.lines.push(view),
                _ => parts.push((
                    part,
                    PartView {
                        name: self.case.say(&Phrase::new(name_of(part))),
                        lines: vec![view],
                    },
                )),
            }
        }
        parts.into_iter().map(|(_, view)| view).collect()
    }

    fn line(&self, mail: usize, line: u32, group: u32, known: &HashSet<u32>) -> LineView {
        let words = self.wordings.lines.words(line);
        let fixed = &self.wordings.groups[group as usize].fixed;
        let mut runs: Vec<(Vec<u32>, bool)> = Vec::new();
        for (at, gap) in between(fixed, words).into_iter().enumerate() {
            let of_row = |word: &u32| has_known(self.wordings.lines.word(*word));
            let filled = gap.iter().map(|word| (*word, true));
            let next = fixed.get(at).map(|word| (*word, of_row(word)));
            for (word, differs) in filled.chain(next) {
                match runs.last_mut() {
                    Some((run, last)) if *last == differs => run.push(word),
                    _ => runs.push((vec![word], differs)),
                }
            }
        }
        let piece = |(run, differs): &(Vec<u32>, bool)| self.piece(mail, run, *differs);
        let pieces = runs.iter().map(piece).collect();
        let places = &self.wordings.places[group as usize];
        let variants = match known.contains(&group) {
            true => vec![],
            false => places.iter().map(|place| self.variants(place)).collect(),
        };
        LineView { pieces, variants }
    }

    fn piece(&self, mail: usize, words: &[u32], differs: bool) -> Piece {
        let text = self.wordings.lines.text(words);
        Piece {
            text: self.wordings.mails[mail].known.shown(&text),
            apart: words
                .first()
                .is_some_and(|word| self.wordings.lines.is_apart(*word)),
            differs,
        }
    }

    /// What fills a place: each filling if they are few, else how many there are.
    fn variants(&self, place: &FillPlace) -> String {
        let fillings = &place.fillings;
        if fillings.len() > FILLINGS {
            let phrase = Phrase::new("review-wordings-values").with("count", fillings.len());
            return self.case.say(&phrase);
        }
        let said = fillings.iter().map(|filling| {
            let text = self.wordings.lines.text(&filling.words);
            let text = self.wordings.mails[filling.first].known.shown(&text);
            let key = match text.is_empty() {
                true => "review-wordings-nothing",
                false => "review-wordings-filling",
            };
            let phrase = Phrase::new(key).with("text", text);
            self.case.say(&phrase.with("mails", filling.mails))
        });
        said.collect::<Vec<_>>().join(" · ")
    }
}

const fn name_of(part: LinePart) -> &'static str {
    match part {
        LinePart::Subject => "review-subject",
        LinePart::Html => "review-as-read",
        LinePart::Text => "review-text-part",
        LinePart::Attachment => "review-attachments",
    }
}
