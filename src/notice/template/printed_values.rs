//! The values of a mail: those that text and HTML both print, how each writes them, and whether they are in
//! a text as words of their own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::helpers::Formatting;
use super::{
    source::Template,
    syntax::{Part, PlaceholderUse},
};
use crate::finding::{Code, Finding, Place};
use crate::formats::text::words;
use crate::phrase::Phrase;

/// A value that text and HTML both print, in one way of writing it.
#[derive(Debug)]
pub(crate) struct PrintedValue {
    pub(crate) name: String,
    way: Option<Formatting>,
    /// Where the text prints it, and the HTML.
    pub(crate) in_text: Place,
    pub(crate) in_html: Place,
}

impl PrintedValue {
    /// As it is written; none where the value is empty, or can't be read.
    pub(crate) fn written<'v>(&self, value: Cow<'v, str>) -> Option<Cow<'v, str>> {
        match &self.way {
            _ if value.is_empty() => None,
            None => Some(value),
            Some(way) => way.write(&value).map(Cow::Owned),
        }
    }
}

/// The facts of these templates. What only one of text and HTML prints, or writes in another way, is reported at its template.
pub(crate) fn of(templates: &[Template], style: &BTreeMap<String, String>) -> Vec<PrintedValue> {
    let mut facts: Vec<PrintedValue> = vec![];
    for here in printed(templates, Part::Text).filter(|here| !style.contains_key(&here.name)) {
        let known = facts
            .iter()
            .any(|fact| (&fact.name, &fact.way) == (&here.name, &here.way));
        let there = printed(templates, Part::Html).find(|there| same(here, there));
        if let (false, Some(there)) = (known, there) {
            let (in_text, in_html) = (here.place.clone(), there.place.clone());
            facts.push(PrintedValue {
                name: here.name.clone(),
                way: here.way.clone(),
                in_text,
                in_html,
            });
        }
    }
    facts
}

/// What text and HTML both print, but not in the same ways: `2023 en 2024` here, and `2023 of 2024` there.
pub(crate) fn written_otherwise(templates: &[Template]) -> Vec<Finding> {
    let mut faults = vec![];
    for (part, other, missing) in [
        (Part::Text, Part::Html, "notice-in-html"),
        (Part::Html, Part::Text, "notice-in-text"),
    ] {
        let mut told = BTreeSet::new();
        for here in printed(templates, part) {
            let mut there = printed(templates, other)
                .filter(|there| there.name == here.name)
                .peekable();
            if there.peek().is_some()
                && !there.any(|there| same(here, there))
                && told.insert(&here.name)
            {
                let phrase = Code::NoticePartsForm
                    .with("name", &here.name)
                    .with("part", Phrase::new(missing));
                faults.push(Finding::at(here.place.clone(), phrase));
            }
        }
    }
    faults
}

fn same(one: &PlaceholderUse, other: &PlaceholderUse) -> bool {
    (&one.name, &one.way) == (&other.name, &other.way)
}

fn printed(templates: &[Template], part: Part) -> impl Iterator<Item = &PlaceholderUse> {
    let of_part = templates
        .iter()
        .filter(move |template| template.part == part);
    of_part
        .flat_map(|template| &template.uses)
        .filter(|used| used.printed)
}

/// What joins a short word to its neighbours: `1` is no word of `1.234`, `16-1-2024` or `VZ-1`.
const JOINS: &str = "-./,:@_";

/// Whether a value is in a text as a word of its own, or as several; lines may be broken within it.
pub(crate) fn stands(text: &str, value: &str) -> bool {
    // Nearly always it is there just so.
    let joins = if value.len() <= 4 { JOINS } else { "" };
    words::find(text, value, joins).is_some() || broken(text, value)
}

/// As [`stands`], for a value that the text breaks: at its blanks, or beside a sign (`VZ-` and `1` on the next line).
fn broken(text: &str, value: &str) -> bool {
    // One word of letters and digits is never broken.
    let Some(first) = value
        .chars()
        .next()
        .filter(|_| !value.chars().all(char::is_alphanumeric))
    else {
        return false;
    };
    text.match_indices(first).any(|(from, _)| {
        length_of(&text[from..], value)
            .is_some_and(|length| words::is_whole(text, from..from + length, ""))
    })
}

/// How much of `text` says `value`, if it begins with it.
fn length_of(text: &str, value: &str) -> Option<usize> {
    let (mut rest, mut before, mut gap) = (text, None::<char>, false);
    for wanted in value.chars() {
        if wanted.is_whitespace() {
            gap = true;
            continue;
        }
        // Hyphens that show at a line's end only, and none at all.
        let after = rest.trim_start_matches(['\u{ad}', '\u{200b}']);
        let behind_blank = after.trim_start();
        let within_word = before.is_some_and(char::is_alphanumeric) && wanted.is_alphanumeric();
        if within_word && gap != (behind_blank.len() < after.len()) {
            return None;
        }
        rest = behind_blank.strip_prefix(wanted)?;
        (before, gap) = (Some(wanted), false);
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::support::Folder;

    #[test]
    fn a_value_stands_as_words_of_its_own() {
        for (text, value) in [
            ("nummer 1.", "1"),
            ("(1)", "1"),
            ("Stichting\n  Noord en Zuid", "Stichting Noord"),
            ("VZ-\n1", "VZ-1"),
            ("kenmerk VZ-1, en", "VZ-1"),
            ("vragen@brug.\u{200b}example", "vragen@brug.example"),
            ("\"De Brug\"", "\"De Brug\""),
        ] {
            assert!(stands(text, value), "{value} in {text}");
        }
        for (text, value) in [
            ("11 december", "1"),
            ("1.234", "1"),
            ("1-2-2025", "2"),
            ("VZ-1", "1"),
            ("1\n2", "12"),
            ("StichtingNoord", "Stichting Noord"),
            ("Stichting Noorderlicht", "Stichting Noord"),
            ("VZ-12", "VZ-1"),
            ("x", ""),
        ] {
            assert!(!stands(text, value), "{value} in {text}");
        }
    }

    #[test]
    fn a_value_that_the_parts_write_in_different_ways_deserves_a_look() {
        let looks = |text: &str, html: &str| -> Vec<(String, Option<u32>)> {
            let warnings = Folder::new().text(text).html(html).merge().unwrap().1;
            let told = warnings
                .into_iter()
                .filter(|fault| fault.code_name() == "notice-parts-form");
            told.map(|fault| (fault.place.file, fault.place.row))
                .collect()
        };
        let both = |text: u32, html: u32| {
            vec![
                ("text.hbs".to_owned(), Some(text)),
                ("html.hbs".to_owned(), Some(html)),
            ]
        };
        let contact = "{{contact}}";
        for (text, html) in [
            (
                "{{als_lijst kenmerk}}",
                "{{als_lijst kenmerk woord=\"of\"}}",
            ),
            (
                "{{als_datum kenmerk}}",
                "{{als_datum kenmerk met_dag=true}}",
            ),
            (
                "{{meervoud kenmerk \"dag\" \"dagen\"}}",
                "{{meervoud kenmerk \"dag\" \"weken\"}}",
            ),
            ("{{kenmerk}}", "{{als_getal kenmerk}}"),
        ] {
            assert_eq!(
                looks(&format!("\n{contact}{text}"), &format!("{contact}{html}")),
                both(2, 1),
                "{text}"
            );
        }
        for (text, html) in [
            (
                "{{als_lijst kenmerk}}",
                "{{als_lijst kenmerk woord=\"en\"}}",
            ),
            (
                "{{als_datum kenmerk met_dag=false}}",
                "{{als_datum kenmerk}}",
            ),
            (
                "{{als_getal kenmerk}}{{kenmerk}}",
                "{{kenmerk}}{{als_getal kenmerk}}",
            ),
        ] {
            assert_eq!(
                looks(&format!("{contact}{text}"), &format!("{contact}{html}")),
                [],
                "{text}"
            );
        }
    }
}
