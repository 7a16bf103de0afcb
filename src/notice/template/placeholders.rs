//! The names in templates against those there are: columns of the list and values of the settings.

use std::collections::{BTreeMap, BTreeSet};

use super::value::{collapse_line_breaks, is_refused};
use super::{source::Template, syntax::Part};
use crate::config;
use crate::finding::{Code, Finding, Place, Problem};
use crate::phrase::Phrase;
use crate::suggest::suggest;

/// Which template makes which part, for faults about finished mails.
#[derive(Debug)]
pub(crate) struct PartFiles {
    subject: String,
    text: String,
    html: String,
}

impl PartFiles {
    /// As the settings name them.
    pub(crate) fn of(notice: &config::Notice) -> Self {
        let shown = |path: &std::path::Path| path.display().to_string();
        PartFiles {
            subject: shown(&notice.subject),
            text: shown(&notice.text),
            html: shown(&notice.html),
        }
    }

    /// The template of a part, by the key of the part's phrase.
    pub(crate) fn place(&self, part: &str) -> Place {
        Place::file(match part {
            "notice-in-subject" => &self.subject,
            "notice-in-text" => &self.text,
            _ => &self.html,
        })
    }
}

fn settings_place(name: &str) -> Place {
    Place::file(config::FILE).column(format!("notice.values.{name}"))
}

pub(crate) fn check_values(values: &BTreeMap<String, String>, columns: &[String]) -> Vec<Finding> {
    let mut faults = vec![];
    for (name, value) in values {
        let mut fault = |code| {
            faults.push(Finding::at(
                settings_place(name),
                Problem::new(code).with("name", name),
            ));
        };
        if columns.contains(name) {
            fault(Code::NoticeValueIsColumn);
        }
        if collapse_line_breaks(value).is_empty() {
            fault(Code::NoticeValueEmpty);
        }
        if collapse_line_breaks(value).chars().any(is_refused) {
            fault(Code::NoticeValueControl);
        }
    }
    faults
}

pub(crate) fn unused_values(
    templates: &[Template],
    values: &BTreeMap<String, String>,
) -> Vec<Finding> {
    let used = |name: &str| {
        templates
            .iter()
            .flat_map(|t| &t.uses)
            .any(|u| u.name == name)
    };
    values
        .keys()
        .filter(|name| !used(name))
        .map(|name| {
            Finding::at(
                settings_place(name),
                Code::NoticeValueUnused.with("name", name),
            )
        })
        .collect()
}

pub(crate) fn check_names(
    templates: &[Template],
    values: &BTreeMap<String, String>,
    style: &BTreeMap<String, String>,
    columns: &[String],
) -> Vec<Finding> {
    let mut faults = vec![];
    // Of a list that can't be read no column is known, and nothing is wrong with any name.
    for template in templates.iter().filter(|_| !columns.is_empty()) {
        // How the HTML looks is no matter of text and subject.
        let style = style.keys().filter(|_| template.part == Part::Html);
        let known: BTreeSet<&str> = columns
            .iter()
            .chain(values.keys())
            .chain(style)
            .map(String::as_str)
            .collect();
        for used in template
            .uses
            .iter()
            .filter(|u| !known.contains(u.name.as_str()))
        {
            let nearest = nearest(&used.name, &known);
            let phrase = Code::NoticePlaceholderUnknown
                .with("name", &used.name)
                .with("near", if nearest.is_some() { "yes" } else { "no" })
                .with("nearest", nearest.map(called).unwrap_or_default());
            faults.push(Finding::at(used.place.clone(), phrase));
        }
    }
    faults
}

/// The known name that a mistyped one most likely means, if any is near. Else the only one that has it among its words: `Naam organisatie` for `organisatie`.
fn nearest<'a>(name: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let near = suggest(name, known.iter().copied());
    let has_it = |candidate: &&&str| {
        candidate
            .to_lowercase()
            .split_whitespace()
            .any(|word| word == lower)
    };
    let mut with_it = known.iter().filter(has_it);
    near.or_else(|| with_it.next().filter(|_| with_it.next().is_none()).copied())
}

/// A name as a template calls it: in square brackets where it is more than letters, digits and underscores.
fn called(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_plain {
        name.to_owned()
    } else {
        format!("[{name}]")
    }
}

/// Text and HTML say the same: what one of them prints, the other prints too.
pub(crate) fn differences(
    templates: &[Template],
    style: &BTreeMap<String, String>,
) -> Vec<Finding> {
    let (text, mut html) = (
        printed(templates, Part::Text),
        printed(templates, Part::Html),
    );
    html.retain(|name, _| !style.contains_key(*name));
    let mut faults = missing(&text, &html, "notice-in-html");
    faults.extend(missing(&html, &text, "notice-in-text"));
    faults
}

/// The names a part prints, each with the first place.
fn printed(templates: &[Template], part: Part) -> BTreeMap<&str, Place> {
    let mut found = BTreeMap::new();
    for template in templates.iter().filter(|template| template.part == part) {
        for used in template.uses.iter().filter(|used| used.printed) {
            found
                .entry(used.name.as_str())
                .or_insert_with(|| used.place.clone());
        }
    }
    found
}

fn missing(
    here: &BTreeMap<&str, Place>,
    there: &BTreeMap<&str, Place>,
    part: &'static str,
) -> Vec<Finding> {
    let missing = here.iter().filter(|(name, _)| !there.contains_key(*name));
    missing
        .map(|(name, place)| {
            let phrase = Code::NoticePartsDiffer
                .with("name", *name)
                .with("part", Phrase::new(part));
            Finding::at(place.clone(), phrase)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::support::Folder;

    fn codes(faults: &[Finding]) -> Vec<(&'static str, Option<u32>)> {
        faults
            .iter()
            .map(|fault| (fault.code_name(), fault.place.row))
            .collect()
    }

    #[test]
    fn unknown_names_are_told_with_the_nearest_one() {
        let faults = Folder::new()
            .text("a\n{{#if organistie}}{{volslagen_anders}}{{/if}}")
            .merge()
            .unwrap_err();
        assert_eq!(codes(&faults), [("notice-placeholder-unknown", Some(2)); 2]);
        let nearest = |fault: &Finding| format!("{:?}", fault.phrase().args()[2].1);
        assert_eq!(nearest(&faults[0]), "Text(\"organisatie\")");
        assert_eq!(nearest(&faults[1]), "Text(\"\")");
    }

    #[test]
    fn values_of_the_settings_are_checked_against_the_columns() {
        let mut folder = Folder::new();
        folder
            .notice
            .values
            .insert("organisatie".into(), "x".into());
        folder.notice.values.insert("leeg".into(), "\n".into());
        folder.notice.values.insert("tab".into(), "a\tb".into());
        let codes: Vec<&str> = folder
            .merge()
            .unwrap_err()
            .iter()
            .map(Finding::code_name)
            .collect();
        assert_eq!(
            codes,
            [
                "notice-value-empty",
                "notice-value-is-column",
                "notice-value-control",
                "notice-value-unused",
                "notice-value-unused"
            ]
        );
        let mut folder = Folder::new();
        folder.notice.values.insert("ongebruikt".into(), "x".into());
        assert_eq!(codes_of_warnings(&folder), ["notice-value-unused"]);
    }

    #[test]
    fn what_one_part_prints_and_the_other_does_not_deserves_a_look() {
        let folder = Folder::new()
            .text("{{organisatie}}\n{{kenmerk}}\n{{kenmerk}}")
            .html("{{organisatie}}{{#if kenmerk}}\n{{contact}}{{/if}}");
        let warnings = folder.merge().unwrap().1;
        assert_eq!(codes(&warnings), [("notice-parts-differ", Some(2)); 2]);
        let files: Vec<&str> = warnings
            .iter()
            .map(|fault| fault.place.file.as_str())
            .collect();
        assert_eq!(files, ["text.hbs", "html.hbs"]);
        assert!(Folder::new().merge().unwrap().1.is_empty());
    }

    fn codes_of_warnings(folder: &Folder) -> Vec<&'static str> {
        folder
            .merge()
            .unwrap()
            .1
            .iter()
            .map(Finding::code_name)
            .collect()
    }
}
