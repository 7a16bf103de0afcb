//! What deserved a look and was sealed all the same, as the first page shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bundle_input::Case;
use crate::finding::Finding;
use crate::phrase::Phrase;

#[derive(Serialize)]
pub(crate) struct Warning {
    place: String,
    text: String,
    hint: Option<String>,
}

/// The warnings. A redacted bundle gives only codes and counts: places and texts may hold names.
pub(crate) fn warnings(case: &Case) -> Vec<Warning> {
    let findings = case.findings.iter().flatten();
    if !case.input.redact {
        return findings.map(|fault| warning(case, fault)).collect();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    findings.for_each(|fault| *counts.entry(fault.name()).or_insert(0) += 1);
    let count = |(code, count): (&str, usize)| Warning {
        place: code.to_owned(),
        text: case.say(&Phrase::new("review-warning-count").with("count", count)),
        hint: None,
    };
    counts.into_iter().map(count).collect()
}

fn warning(case: &Case, fault: &Finding) -> Warning {
    let place = &fault.place;
    let of_lines = place.has_lines();
    let rows = match (place.row, place.last_row) {
        (Some(first), Some(last)) if last != first => {
            let phrase = Phrase::new(if of_lines {
                "review-lines"
            } else {
                "review-rows"
            });
            Some(case.say(&phrase.with("first", first).with("last", last)))
        }
        (Some(row), _) => {
            let phrase = match &fault.id {
                Some(id) => Phrase::new("review-row-of").with("id", id),
                None => Phrase::new(if of_lines {
                    "review-line"
                } else {
                    "review-row"
                }),
            };
            Some(case.say(&phrase.with("row", row)))
        }
        (None, _) => None,
    };
    let file = Some(place.file.clone()).filter(|file| !file.is_empty());
    let parts: Vec<String> = [file, rows, place.column.clone()]
        .into_iter()
        .flatten()
        .collect();
    let said = case.speaker.say(fault.phrase());
    let accepted = fault.accepted_phrase().map(|accepted| case.say(&accepted));
    let also = fault.also_phrase().map(|also| case.say(&also));
    let text = std::iter::once(said.text)
        .chain(also)
        .collect::<Vec<_>>()
        .join(" ");
    Warning {
        place: parts.join(", "),
        text,
        hint: accepted.or(said.hint),
    }
}
