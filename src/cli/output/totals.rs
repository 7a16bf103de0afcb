//! The sum, on every screen: numbers that add up.

use std::collections::BTreeMap;

use super::screen::Screen;
use crate::campaign::Status;
use crate::delivery::State;
use crate::list;
use crate::phrase::{Arg, Phrase};

/// `40 listed = 5 excluded (4 overheid, 1 herleidbaar) + 35 ready`
pub(crate) fn of_list(
    screen: &Screen,
    sum: list::Sum,
    excluded: &BTreeMap<String, usize>,
) -> String {
    let parts = [
        part("cli-sum-excluded", sum.excluded).map(|phrase| with_grounds(screen, phrase, excluded)),
        part("cli-sum-invalid", sum.invalid).map(|phrase| screen.text(&phrase)),
        part("cli-sum-ready", sum.ready).map(|phrase| screen.text(&phrase)),
    ];
    equation(
        screen,
        &Phrase::new("cli-sum-listed").with("count", sum.listed),
        parts,
    )
}

/// `40 listed = 5 excluded (…) + 34 accepted + 1 in doubt`
pub(crate) fn of_campaign(screen: &Screen, status: &Status) -> String {
    let excluded = part("cli-sum-excluded", status.sum.excluded);
    let excluded = excluded.map(|phrase| with_grounds(screen, phrase, &status.excluded));
    let parts = std::iter::once(excluded).chain(states(screen, status));
    equation(
        screen,
        &Phrase::new("cli-sum-listed").with("count", status.sum.listed),
        parts,
    )
}

/// When the next deferred mail may go.
pub(crate) fn next_try(status: &Status) -> Option<jiff::Timestamp> {
    let later = status.mails.iter().filter_map(|mail| match mail.state {
        State::Deferred { not_before } => Some(not_before),
        _ => None,
    });
    later.min()
}

fn states(screen: &Screen, status: &Status) -> Vec<Option<String>> {
    let sum = &status.sum;
    let later = part("cli-sum-deferred", sum.deferred).zip(next_try(status));
    let later = later.map(|(phrase, at)| screen.text(&phrase.with("at", at)));
    let say = |key, count| part(key, count).map(|phrase| screen.text(&phrase));
    vec![
        say("cli-sum-withheld", sum.withheld),
        say("cli-sum-delivered", sum.delivered),
        say("cli-sum-accepted", sum.accepted),
        say("cli-sum-delayed", sum.delayed),
        say("cli-sum-offered", sum.offered),
        later,
        say("cli-sum-queued", sum.queued),
        say("cli-sum-refused", sum.refused),
        say("cli-sum-bounced", sum.bounced),
        say("cli-sum-expired", sum.expired),
        say("cli-sum-in-doubt", sum.in_doubt),
    ]
}

fn part(key: &'static str, count: usize) -> Option<Phrase> {
    (count > 0).then(|| Phrase::new(key).with("count", count))
}

fn with_grounds(screen: &Screen, phrase: Phrase, grounds: &BTreeMap<String, usize>) -> String {
    let each = grounds
        .iter()
        .map(|(ground, count)| Arg::Text(format!("{count} {ground}")));
    let list: Vec<String> = each
        .map(|arg| {
            if let Arg::Text(text) = arg {
                text
            } else {
                String::new()
            }
        })
        .collect();
    screen.text(&phrase.with("grounds", list.join(", ")))
}

fn equation(
    screen: &Screen,
    whole: &Phrase,
    parts: impl IntoIterator<Item = Option<String>>,
) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let whole = screen.text(whole);
    if parts.is_empty() {
        whole
    } else {
        format!("{whole} = {}", parts.join(" + "))
    }
}
