//! The mails: found by a word, a domain, a kind, a finding or a state, fifty on a page.

use serde_json::{Value, json};

use super::frame::{hold_place, shared_page};
use crate::campaign::{STATE_NAMES, state_phrase};
use crate::phrase::{Language, Phrase, Speaker};
use crate::review::{LineChoices, ServedLine};
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// Mails on a page.
const ON_A_PAGE: usize = 50;
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
        (self.domain.is_empty() || line.domain() == self.domain)
            && (self.kind.is_empty() || line.kind == self.kind)
            && (self.finding.is_empty() || line.findings.contains(&self.finding))
            && (self.state.is_empty() || state == self.state)
            && self.words.iter().all(|word| line.holds(word))
    }
}

/// The list of mails.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Mails)?;
    let asked = FIELDS.iter().chain(&["page"]);
    let asked: Vec<_> = asked.map(|name| query.given(name)).collect();
    let (name, place) = ("mails", PageName::Mails);
    shared_page(visit, name, place, query, format!("{asked:?}"), |visit| {
        body(visit, query)
    })
}

fn body(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Value, Refusal> {
    let wanted = Wanted::of(query);
    let (language, now) = (visit.language, visit.now);
    let states = states(visit, language)?;
    let sees_all = visit.sees_all();
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
    let line = Phrase::new("web-mails-line")
        .with("found", found.len())
        .with("all", seen.len());
    let few = (!sees_all).then(|| {
        let lines: Vec<&ServedLine> = seen.iter().map(|(line, _)| *line).collect();
        LineChoices::of(&lines)
    });
    let choices = few.as_ref().unwrap_or(pages.choices());
    Ok(json!({
        "query": { "q": query.text("q") },
        "narrowed": FIELDS.iter().any(|name| query.given(name).is_some()),
        "domains": offered(&choices.domains, &wanted.domain),
        "kinds": offered(&choices.kinds, &wanted.kind),
        "findings": offered(&choices.findings, &wanted.finding),
        "states": states_to_choose(speaker, &seen, &wanted.state),
        "line": speaker.text(&line),
        "rows": rows,
        "pages": turn(speaker, query, at, last),
    }))
}

/// The ways to the pages before and after this one.
fn turn(speaker: &Speaker, query: &FormFields, at: usize, last: usize) -> Value {
    let link = |page: usize| {
        let mut link = form_urlencoded::Serializer::new("/mails?".to_owned());
        for name in FIELDS {
            if let Some(value) = query.given(name) {
                link.append_pair(name, &value);
            }
        }
        link.append_pair("page", &page.to_string()).finish()
    };
    let of = Phrase::new("web-page-of")
        .with("page", at)
        .with("pages", last);
    json!({
        "previous": (at > 1).then(|| link(at - 1)),
        "next": (at < last).then(|| link(at + 1)),
        "text": if last > 1 { speaker.text(&of) } else { String::new() },
    })
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

/// Values to choose from; what was chosen is among them.
fn offered(values: &[(String, usize)], chosen: &str) -> Vec<Value> {
    let one = |value: &str, label: String| {
        let selected = value == chosen;
        json!({ "value": value, "label": label, "selected": selected })
    };
    let is_rare = !chosen.is_empty() && values.iter().all(|(value, _)| value != chosen);
    let rare = is_rare.then(|| one(chosen, chosen.to_owned()));
    let frequent = values.iter();
    let frequent = frequent.map(|(value, mails)| one(value, format!("{value} ({mails})")));
    rare.into_iter().chain(frequent).collect()
}

fn states_to_choose(
    speaker: &Speaker,
    seen: &[(&ServedLine, &&'static str)],
    chosen: &str,
) -> Vec<Value> {
    let mut mails = [0; STATE_NAMES.len()];
    for (_, state) in seen {
        if let Some(place) = STATE_NAMES.iter().position(|name| name == *state) {
            mails[place] += 1;
        }
    }
    let choice = |(name, mails): (&&'static str, usize)| {
        let label = speaker.text(&state_phrase(name));
        (mails > 0 || *name == chosen).then(|| {
            json!({
                "value": name, "label": format!("{label} ({mails})"),
                "selected": *name == chosen,
            })
        })
    };
    STATE_NAMES.iter().zip(mails).filter_map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_can_be_chosen_also_if_it_is_rare() {
        let values = [("a.example".to_owned(), 2)];
        let texts = |chosen| -> Vec<(String, bool)> {
            let offered = offered(&values, chosen).into_iter();
            let text = |one: Value| {
                let label = one["label"].as_str().unwrap().to_owned();
                (label, one["selected"] == true)
            };
            offered.map(text).collect()
        };
        let frequent = |chosen| ("a.example (2)".to_owned(), chosen);
        assert_eq!(texts(""), [frequent(false)]);
        assert_eq!(texts("a.example"), [frequent(true)]);
        let rare = ("b.example".to_owned(), true);
        assert_eq!(texts("b.example"), [rare, frequent(false)]);
    }
}
