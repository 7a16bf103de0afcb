//! The beginning of the page: the answer in one line, and the sums.

use serde::Serialize;

use super::share::{Share, number};
use crate::phrase::{Phrase, Speaker};
use crate::report::facts::{GroundCount, ReportFacts};
use crate::report::picture::swatch;

#[derive(Serialize)]
pub(super) struct PageBeginning<'v> {
    lang: &'static str,
    title: String,
    eyebrow: String,
    campaign: &'v str,
    lead: String,
    /// What a reader must know first: that it is a trial, that a sender runs, that records are missing.
    notes: Vec<String>,
    redacted: bool,
    short: String,
    digest: String,
    answer: String,
    shares: Vec<Share>,
    states: Vec<Pair>,
    grounds: Vec<Ground>,
    not_told: usize,
}

#[derive(Serialize)]
struct Pair {
    name: String,
    count: String,
    /// What the state means.
    means: String,
    needs: bool,
}

#[derive(Serialize)]
struct Ground {
    ground: String,
    by_post: bool,
    rows: String,
}

/// Fills it.
pub(super) fn begin<'v>(
    facts: &'v ReportFacts,
    not_told: usize,
    speaker: &Speaker,
) -> PageBeginning<'v> {
    let say = |phrase: &Phrase| speaker.text(phrase);
    let mailed = facts.listed - facts.left_out();
    PageBeginning {
        lang: speaker.language().code(),
        title: say(&Phrase::new("report-title").with("campaign", &facts.campaign)),
        eyebrow: say(&Phrase::new("report-eyebrow").with("kind", facts.kind)),
        campaign: &facts.campaign,
        lead: say(&Phrase::new("report-lead")
            .with("at", facts.sealed_at)
            .with("listed", facts.listed)),
        notes: notes(facts, speaker),
        redacted: facts.redacted,
        short: facts.digest.short(),
        digest: facts.digest.to_string(),
        answer: say(&Phrase::new("report-answer")
            .with("told", facts.told())
            .with("mailed", mailed)),
        shares: shares(facts, not_told, speaker),
        states: states(facts, speaker),
        grounds: grounds(facts, speaker),
        not_told,
    }
}

/// What a reader must know before the numbers.
fn notes(facts: &ReportFacts, speaker: &Speaker) -> Vec<String> {
    let mut notes = Vec::new();
    if facts.kind != "live" {
        notes.push(Phrase::new("report-trial").with("kind", facts.kind));
    }
    if facts.sender_lives {
        notes.push(Phrase::new("report-still-sending"));
    }
    if let Some(since) = facts.records_lost {
        notes.push(Phrase::new("report-records-lost").with("since", since));
    }
    notes.iter().map(|note| speaker.text(note)).collect()
}

/// The list in four parts that add up to it.
fn shares(facts: &ReportFacts, not_told: usize, speaker: &Speaker) -> Vec<Share> {
    let (told, by_post) = (facts.told(), facts.by_post());
    let left_out = facts.left_out() - by_post;
    let open = facts.listed.saturating_sub(told + not_told + left_out);
    // A trial tells nobody.
    let taken = match facts.kind {
        "live" => "report-share-told",
        _ => "report-share-tried",
    };
    [
        ("share-told", taken, told),
        ("share-open", "report-share-open", open),
        ("share-not", "report-share-not", not_told),
        ("share-out", "report-share-out", left_out),
    ]
    .into_iter()
    .filter(|(.., count)| *count > 0)
    .map(|(class, key, count)| Share {
        class,
        swatch: swatch(class),
        width: format!("{:.3}", hundredth(count, facts.listed)),
        name: speaker.text(&Phrase::new(key)),
        count: number(speaker, count),
    })
    .collect()
}

#[allow(clippy::cast_precision_loss)]
fn hundredth(count: usize, all: usize) -> f64 {
    100.0 * count as f64 / all.max(1) as f64
}

/// Every row in one state; they add up to the list.
fn states(facts: &ReportFacts, speaker: &Speaker) -> Vec<Pair> {
    let row = |name: Phrase, means: Option<Phrase>, rows| Pair {
        name: speaker.text(&name),
        count: number(speaker, rows),
        means: means.map(|means| speaker.text(&means)).unwrap_or_default(),
        needs: false,
    };
    let states = facts.states.iter().filter(|state| state.rows > 0);
    let mut rows: Vec<Pair> = states
        .map(|state| Pair {
            needs: matches!(state.name, "refused" | "in_doubt" | "expired" | "bounced"),
            ..row(state.phrase.clone(), Some(state.means()), state.rows)
        })
        .collect();
    for (name, means, count) in [
        ("state-unsealed", "report-means-unsealed", facts.unsealed),
        ("state-excluded", "report-means-excluded", facts.left_out()),
    ] {
        if count > 0 {
            rows.push(row(Phrase::new(name), Some(Phrase::new(means)), count));
        }
    }
    rows.push(row(Phrase::new("report-state-all"), None, facts.listed));
    rows
}

fn grounds(facts: &ReportFacts, speaker: &Speaker) -> Vec<Ground> {
    let ground = |one: &GroundCount| Ground {
        ground: match &one.ground {
            Some(ground) => ground.clone(),
            None => speaker.text(&Phrase::new("review-ground-own")),
        },
        by_post: one.by_post,
        rows: number(speaker, one.rows),
    };
    facts.grounds.iter().map(ground).collect()
}
