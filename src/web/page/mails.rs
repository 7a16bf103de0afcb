//! The mails: found by a word, a domain, a kind, a finding or a state, fifty on a page.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::frame::{PageName, hold_place, page};
use crate::campaign::{STATE_NAMES, state_phrase};
use crate::phrase::{Language, Phrase, Speaker};
use crate::review::ServedLine;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::site::PageVisit;

/// Mails on a page.
const ON_A_PAGE: usize = 50;
/// Most values in a list to choose from: the most frequent ones.
const CHOICES: usize = 100;
/// What the form may hold.
const FIELDS: [&str; 5] = ["q", "domain", "kind", "finding", "state"];

/// What is looked for.
struct Wanted {
    words: Vec<String>,
    domain: String,
    kind: String,
    finding: String,
    state: String,
}

impl Wanted {
    fn of(query: &FormFields) -> Wanted {
        let words = query.text("q").split_whitespace();
        Wanted {
            words: words.map(str::to_lowercase).collect(),
            domain: query.text("domain").to_owned(),
            kind: query.text("kind").to_owned(),
            finding: query.text("finding").to_owned(),
            state: query.text("state").to_owned(),
        }
    }

    fn takes(&self, line: &ServedLine, state: &str) -> bool {
        let fits = |word: &String| {
            [
                line.id.as_str(),
                &line.organisation,
                &line.address,
                &line.subject,
            ]
            .iter()
            .any(|text| text.to_lowercase().contains(word))
        };
        (self.domain.is_empty() || line.domain == self.domain)
            && (self.kind.is_empty() || line.kind == self.kind)
            && (self.finding.is_empty() || line.findings.contains(&self.finding))
            && (self.state.is_empty() || state == self.state)
            && self.words.iter().all(fits)
    }
}

/// The list of mails.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Mails)?;
    let wanted = Wanted::of(query);
    let (language, now) = (visit.language, visit.now);
    let states = states(visit, language)?;
    let visitor = visit.visitor.clone();
    let pages = visit.room.pages(language, now)?;
    let speaker = pages.speaker();
    let seen = pages.lines().iter().zip(&states);
    let seen: Vec<_> = seen
        .filter(|(line, _)| visitor.sees(&line.recipient))
        .collect();
    let found: Vec<_> = seen
        .iter()
        .filter(|(line, state)| wanted.takes(line, state))
        .collect();
    let last = found.len().div_ceil(ON_A_PAGE).max(1);
    let asked = query.number("page").map_or(1, |page| page as usize);
    let at = asked.clamp(1, last);
    let rows: Vec<Value> = found
        .iter()
        .skip((at - 1) * ON_A_PAGE)
        .take(ON_A_PAGE)
        .map(|(line, state)| row(speaker, line, state))
        .collect();
    let link = |page: usize| {
        let mut link = form_urlencoded::Serializer::new("/mails?".to_owned());
        for name in FIELDS {
            if let Some(value) = query.given(name) {
                link.append_pair(name, &value);
            }
        }
        link.append_pair("page", &page.to_string()).finish()
    };
    let line = Phrase::new("web-mails-line")
        .with("found", found.len())
        .with("all", seen.len());
    let of = Phrase::new("web-page-of")
        .with("page", at)
        .with("pages", last);
    let body = json!({
        "query": { "q": query.text("q") },
        "narrowed": FIELDS.iter().any(|name| query.given(name).is_some()),
        "domains": counted(seen.iter().map(|(line, _)| line.domain.as_str()), &wanted.domain),
        "kinds": counted(seen.iter().map(|(line, _)| line.kind.as_str()), &wanted.kind),
        "findings": counted(
            seen.iter().flat_map(|(line, _)| &line.findings).map(String::as_str),
            &wanted.finding,
        ),
        "states": choices(speaker, &seen, &wanted.state),
        "line": speaker.text(&line),
        "rows": rows,
        "pages": {
            "previous": (at > 1).then(|| link(at - 1)),
            "next": (at < last).then(|| link(at + 1)),
            "text": if last > 1 { speaker.text(&of) } else { String::new() },
        },
    });
    page(visit, "mails", PageName::Mails, query, body)
}

/// The name of each mail's state, in the order of the lines.
fn states(visit: &mut PageVisit<'_>, language: Language) -> Result<Vec<&'static str>, Refusal> {
    let now = visit.now;
    let lines = visit.room.pages(language, now)?.lines();
    let recipients: Vec<_> = lines.iter().map(|line| line.recipient).collect();
    let state = |recipient| {
        visit
            .room
            .state(recipient)
            .map_or("excluded", |state| state.name())
    };
    Ok(recipients.iter().map(state).collect())
}

fn row(speaker: &Speaker, line: &ServedLine, state: &str) -> Value {
    json!({
        "href": line.href,
        "id": line.id, "organisation": line.organisation, "address": line.address,
        "subject": line.subject, "short": line.digest.short(),
        "state": speaker.text(&state_phrase(state)),
        "tags": tags(speaker, line),
    })
}

/// What a reader should notice about a mail, in words.
pub(crate) fn tags(speaker: &Speaker, line: &ServedLine) -> Vec<String> {
    let words = [
        (line.unlike, "review-unlike"),
        (line.remarked, "review-remarked"),
    ];
    let words = words.iter().filter(|(is_so, _)| *is_so);
    let mut tags: Vec<String> = words.map(|(_, key)| speaker.words(key)).collect();
    tags.extend(line.change.clone());
    tags
}

/// Values to choose from, the most frequent first, each with its number of mails.
fn counted<'v>(values: impl Iterator<Item = &'v str>, chosen: &str) -> Vec<Value> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values.filter(|value| !value.is_empty()) {
        *count.entry(value).or_default() += 1;
    }
    let mut count: Vec<(&str, usize)> = count.into_iter().collect();
    count.sort_by_key(|(value, mails)| (std::cmp::Reverse(*mails), *value));
    let choice = |(value, mails): (&str, usize)| {
        json!({
            "value": value, "label": format!("{value} ({mails})"),
            "selected": value == chosen,
        })
    };
    count.into_iter().take(CHOICES).map(choice).collect()
}

fn choices(speaker: &Speaker, seen: &[(&ServedLine, &&'static str)], chosen: &str) -> Vec<Value> {
    let choice = |name: &&'static str| {
        let mails = seen.iter().filter(|(_, state)| *state == name).count();
        let label = speaker.text(&state_phrase(name));
        (mails > 0 || *name == chosen).then(|| {
            json!({
                "value": name, "label": format!("{label} ({mails})"),
                "selected": *name == chosen,
            })
        })
    };
    STATE_NAMES.iter().filter_map(choice).collect()
}
