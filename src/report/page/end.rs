//! The end of the page: the sending, the domains, who agreed, and what was remarked.

use serde::Serialize;

use super::share::{Share, number};
use crate::phrase::{Phrase, Speaker};
use crate::report::domains::{DomainCount, Domains};
use crate::report::facts::{ApprovalFact, RemarkAnswer, RemarkFact, ReportFacts, SealFact};
use crate::report::picture::{Picture, drawn, swatch};
use crate::report::sending::{SendingRun, run_phrase};
use crate::report::timeline::Timeline;

/// So many domains are shown one by one; the others are one line.
const DOMAINS: usize = 20;

#[derive(Serialize)]
pub(super) struct PageEnd {
    redacted: bool,
    any: bool,
    picture: Option<String>,
    caption: Option<String>,
    legend: Vec<Share>,
    runs: Vec<[String; 3]>,
    domains: Vec<[String; 5]>,
    domains_line: String,
    approvals: Vec<Approval>,
    seals: Vec<[String; 3]>,
    remarks: Vec<Thread>,
    remarks_line: String,
    proven: Vec<String>,
}

#[derive(Serialize)]
struct Approval {
    role: String,
    said: String,
    /// On what paper, with a signature, that it no longer counts.
    notes: Vec<String>,
    digest: String,
    counts: bool,
}

#[derive(Serialize)]
struct Thread {
    number: u32,
    open: bool,
    about: Option<String>,
    words: Vec<[String; 2]>,
}

fn run_row(run: &SendingRun, redacted: bool, speaker: &Speaker) -> [String; 3] {
    let [ended, answered] = run_phrase(run, redacted);
    [
        speaker.time(run.began),
        speaker.text(&ended),
        speaker.text(&answered),
    ]
}

/// Fills it.
pub(super) fn end(facts: &ReportFacts, any: bool, speaker: &Speaker, program: &str) -> PageEnd {
    let say = |phrase: &Phrase| speaker.text(phrase);
    let (open, closed) = facts.remarks_counted;
    let (domains, domains_line) = domains(facts, speaker);
    let picture = picture(facts, speaker);
    let legend = match &picture {
        Some(_) if !facts.redacted => legend(facts, speaker),
        _ => vec![],
    };
    let (picture, caption) = picture.map(|it| (it.svg, it.caption)).unzip();
    let runs = facts.sending.runs.iter();
    PageEnd {
        redacted: facts.redacted,
        any,
        picture,
        caption,
        legend,
        runs: runs
            .map(|run| run_row(run, facts.redacted, speaker))
            .collect(),
        domains,
        domains_line,
        approvals: facts
            .approvals
            .iter()
            .map(|one| approval(one, speaker))
            .collect(),
        seals: facts.seals.iter().map(|one| seal(one, speaker)).collect(),
        remarks: facts
            .remarks
            .iter()
            .map(|one| thread(one, speaker))
            .collect(),
        remarks_line: say(&Phrase::new("review-remarks-line")
            .with("open", open)
            .with("closed", closed)),
        proven: vec![
            say(&Phrase::new("report-head").with("head", facts.head.to_string())),
            say(&Phrase::new("report-made").with("program", program)),
        ],
    }
}

/// The domains and their numbers, the last line for all that are not shown; and what the table is.
fn domains(facts: &ReportFacts, speaker: &Speaker) -> (Vec<[String; 5]>, String) {
    let row = |name: String, one: &DomainCount| {
        let count = |count| number(speaker, count);
        [
            name,
            count(one.mails),
            count(one.told),
            count(one.open),
            count(one.not_told),
        ]
    };
    if facts.redacted {
        let [(alone, of_one), (shared, of_several)] = facts.domains.unnamed();
        let named = [
            ("report-domains-of-one", alone, of_one),
            ("report-domains-of-several", shared, of_several),
        ];
        let rows = named.into_iter().filter(|(_, count, _)| *count > 0);
        let rows = rows.map(|(key, count, one)| {
            row(speaker.text(&Phrase::new(key).with("count", count)), &one)
        });
        let line = speaker.text(&Phrase::new("report-domains-redacted"));
        return (rows.collect(), line);
    }
    let all = facts.domains.sorted();
    let (shown, rest) = all.split_at(all.len().min(DOMAINS));
    let mut rows: Vec<[String; 5]> = shown
        .iter()
        .map(|(name, one)| row((*name).to_owned(), one))
        .collect();
    if !rest.is_empty() {
        let others = Phrase::new("report-domains-others").with("count", rest.len());
        rows.push(row(speaker.text(&others), &Domains::together(rest)));
    }
    let line = speaker.text(&Phrase::new("report-domains").with("count", all.len()));
    (rows, line)
}

fn person(by: Option<&String>, speaker: &Speaker) -> String {
    by.cloned()
        .unwrap_or_else(|| speaker.text(&Phrase::new("review-somebody")))
}

fn approval(one: &ApprovalFact, speaker: &Speaker) -> Approval {
    let said = match &one.by {
        Some(by) => Phrase::new("review-said")
            .with("who", by)
            .with("at", one.at),
        None => Phrase::new("report-at").with("at", one.at),
    };
    Approval {
        role: one.role.clone(),
        said: speaker.text(&said),
        notes: one.notes().iter().map(|note| speaker.text(note)).collect(),
        digest: one.digest.short(),
        counts: one.withdrawn.is_none() && !one.replaced,
    }
}

fn seal(one: &SealFact, speaker: &Speaker) -> [String; 3] {
    let kind = match one.supplement {
        true => "report-seal-supplement",
        false => "report-seal-whole",
    };
    let said = match &one.by {
        Some(by) => Phrase::new("review-said")
            .with("who", by)
            .with("at", one.at),
        None => Phrase::new("report-at").with("at", one.at),
    };
    let name = Phrase::new(kind).with("number", one.number);
    [speaker.text(&name), speaker.text(&said), one.digest.short()]
}

fn thread(one: &RemarkFact, speaker: &Speaker) -> Thread {
    let said = |it: &RemarkAnswer| {
        let who = person(it.by.as_ref(), speaker);
        let said = Phrase::new("review-said")
            .with("who", who)
            .with("at", it.at);
        [speaker.text(&said), it.text.clone()]
    };
    let mut words: Vec<[String; 2]> = std::iter::once(&one.made)
        .chain(&one.answers)
        .map(said)
        .collect();
    words.extend(one.closed.as_ref().map(|closed| {
        let [who, text] = said(closed);
        let line = Phrase::new("report-closed").with("said", who);
        [speaker.text(&line), text]
    }));
    Thread {
        number: one.number,
        open: one.closed.is_none(),
        about: one.about.clone(),
        words,
    }
}
/// The timeline, drawn; `None` if nothing was sent.
fn picture(facts: &ReportFacts, speaker: &Speaker) -> Option<Picture> {
    let seconds = facts.sending.seconds();
    let first = seconds.keys().next().copied()?;
    let first = jiff::Timestamp::from_second(first).ok()?;
    let timeline = Timeline::of(seconds, speaker.ahead_of_utc(first));
    drawn(&timeline, speaker, facts.redacted)
}

/// What the bars of the picture are, with how many answers of each there were.
fn legend(facts: &ReportFacts, speaker: &Speaker) -> Vec<Share> {
    let answers = facts.sending.total();
    [
        ("bar-accepted", "report-bar-accepted", answers.accepted),
        ("bar-later", "report-bar-later", answers.later),
        ("bar-refused", "report-bar-refused", answers.refused),
        ("bar-doubt", "report-bar-doubt", answers.in_doubt),
    ]
    .into_iter()
    .filter(|(.., count)| *count > 0)
    .map(|(class, key, count)| Share {
        class,
        swatch: swatch(class),
        width: String::new(),
        name: speaker.text(&Phrase::new(key)),
        count: number(speaker, count),
    })
    .collect()
}
