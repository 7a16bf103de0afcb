//! The tables, in Markdown, ready for `docs/evidence/speed.md`.

use crate::campaign::{Sealed, Sent};
use crate::options::Scene;

/// One line of a table: medians over the rounds. Ratios are taken within each round.
pub(crate) struct Row {
    pub(crate) connections: usize,
    pub(crate) mails: usize,
    pub(crate) heraut: Option<f64>,
    pub(crate) source: Option<f64>,
    pub(crate) lettre: Option<f64>,
    pub(crate) to_source: Option<f64>,
    pub(crate) to_lettre: Option<f64>,
    pub(crate) trips: Option<f64>,
    pub(crate) cpu: Option<f64>,
    pub(crate) source_cpu: Option<f64>,
    pub(crate) peak: Option<f64>,
}

/// The middle one; of an even number the mean of the middle two.
pub(crate) fn median(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    let (low, high) = (all.len().saturating_sub(1) / 2, all.len() / 2);
    match (all.get(low), all.get(high)) {
        (Some(low), Some(high)) => f64::midpoint(*low, *high),
        _ => 0.0,
    }
}

pub(crate) fn head(scene: Scene) {
    let title = match scene {
        Scene::Near => "Loopback",
        Scene::Far => "10 ms away",
        Scene::Slow => "Loopback, 5 ms more for every sync",
        Scene::FarSlow => "10 ms away, 5 ms more for every sync",
    };
    println!("\n{title}:\n");
    println!(
        "| connections | mails | heraut/s | smtp-source/s | lettre/s | to smtp-source | to lettre | \
         round trips | CPU s/1,000 | smtp-source's | peak MiB |\n|{}",
        " ---: |".repeat(11)
    );
}

pub(crate) fn row(row: &Row) {
    let cell = |figure: Option<f64>, digits: usize| {
        figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.digits$}"))
    };
    println!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        row.connections,
        row.mails,
        cell(row.heraut, 0),
        cell(row.source, 0),
        cell(row.lettre, 0),
        cell(row.to_source, 2),
        cell(row.to_lettre, 2),
        cell(row.trips, 2),
        cell(row.cpu, 3),
        cell(row.source_cpu, 3),
        cell(row.peak, 1),
    );
}

pub(crate) fn linear_head(connections: usize) {
    println!("\nBy size, {connections} connections:\n");
    println!(
        "| mails | sealed/s | opened in s | sent/s | CPU s/1,000 | peak MiB |\n|{}",
        " ---: |".repeat(6)
    );
}

pub(crate) fn linear_row(mails: usize, sealed: &Sealed, sent: &Sent) {
    let many = mails as f64;
    println!(
        "| {mails} | {:.0} | {:.2} | {:.0} | {:.3} | {:.1} |",
        sealed.a_second,
        sent.before,
        many / sent.seconds,
        sent.ran.cpu / many * 1000.0,
        sent.peak
    );
}
