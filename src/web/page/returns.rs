//! What came back: how many are told, who isn't and whose fault that is, and what waits for a person.

use serde_json::{Value, json};

use super::frame::{hold_place, page};
use crate::campaign::{
    Fault, MailStatus, SendingNow, TrayItem, cause_phrase, next_step_phrase, return_kind_phrase,
    state_phrase,
};
use crate::phrase::Phrase;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// Most organisations, and most returned mails, that are shown one by one.
const SHOWN: usize = 100;
/// Whose fault it can be, in the order in which people see it.
const FAULTS: [Fault; 4] = [Fault::Them, Fault::Us, Fault::Line, Fault::Unknown];

/// What came back.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Returns)?;
    let sending = visit.room.sending();
    let mails = visit.room.not_told()?;
    let (closed, open): (Vec<_>, Vec<_>) = mails
        .into_iter()
        .filter(|mail| mail.state.name() != "offered")
        .partition(|mail| is_closed(mail.state.name()));
    let redacted = visit.visitor.redacted;
    // What a returned mail says may name anybody.
    let waits = if redacted {
        vec![]
    } else {
        visit.room.tray(SHOWN)?
    };
    let asked = FAULTS
        .into_iter()
        .find(|one| one.name() == query.text("fault"));
    let fits = |mail: &&MailStatus| asked.is_none_or(|fault| mail.cause().fault() == fault);
    let found: Vec<&MailStatus> = closed.iter().filter(fits).collect();
    let told = sending.returns.map(|returns| returns.phrase(visit.now));
    let lead = told.unwrap_or_else(|| Phrase::new("web-returns-nothing-yet"));
    let about_us = count(&closed, Fault::Us);
    let us = Phrase::new("web-returns-about-us").with("count", about_us);
    let waiting_more = visit.room.waiting_in_tray().saturating_sub(SHOWN);
    let more = found.len().saturating_sub(SHOWN) + open.len().saturating_sub(SHOWN) + waiting_more;
    let rows = |visit: &PageVisit<'_>, mails: &[&MailStatus]| -> Vec<Value> {
        let shown = mails.iter().filter(|_| !redacted).take(SHOWN);
        shown.map(|mail| row(visit, mail)).collect()
    };
    let open: Vec<&MailStatus> = open.iter().collect();
    let body = json!({
        "lead": visit.say(&lead),
        "tiles": tiles(visit, &sending),
        "about_us": if about_us > 0 { visit.say(&us) } else { String::new() },
        "faults": faults(visit, &closed, asked),
        "not_told": rows(visit, &found),
        "open": rows(visit, &open),
        "waits": waits.iter().map(|item| waiting(visit, item)).collect::<Vec<_>>(),
        "more": if more > 0 { visit.say(&Phrase::new("web-returns-more").with("count", more)) } else { String::new() },
        "has_any": !closed.is_empty(), "shows_rows": !redacted,
        "has_look": !open.is_empty() || !waits.is_empty(),
    });
    page(visit, "returns", PageName::Returns, query, &body)
}

/// Whether a mail in this state didn't arrive, and nobody tries any more.
fn is_closed(state: &str) -> bool {
    matches!(state, "refused" | "expired" | "bounced")
}

/// Told, not told, to look at, and still on the way: each row that gets a mail in one place.
fn tiles(visit: &PageVisit<'_>, sending: &SendingNow) -> Vec<Value> {
    let sum = &sending.sum;
    let tiles = [
        ("web-returns-told", sum.accepted + sum.delivered, false),
        (
            "web-returns-not-told",
            sum.refused + sum.expired + sum.bounced,
            true,
        ),
        (
            "web-returns-look",
            sum.in_doubt + visit.room.waiting_in_tray(),
            true,
        ),
        (
            "web-returns-on-its-way",
            sum.queued + sum.offered + sum.deferred + sum.delayed,
            false,
        ),
    ];
    let speaker = visit.site.speaker(visit.language);
    let tile = |(key, count, needs): (&'static str, usize, bool)| {
        json!({
            "label": visit.word(key), "needs": needs && count > 0,
            "count": speaker.number(i64::try_from(count).unwrap_or(i64::MAX)),
        })
    };
    tiles.into_iter().map(tile).collect()
}

fn count(mails: &[MailStatus], fault: Fault) -> usize {
    let of = mails.iter().filter(|mail| mail.cause().fault() == fault);
    of.count()
}

/// The choices: whose fault it is, and how many each.
fn faults(visit: &PageVisit<'_>, closed: &[MailStatus], asked: Option<Fault>) -> Vec<Value> {
    let choice = |href: String, key: &'static str, count: usize, current: bool| {
        let label = Phrase::new(key).with("count", count);
        json!({ "href": href, "label": visit.say(&label), "current": current })
    };
    let mut choices = vec![choice(
        "/returns".to_owned(),
        "web-returns-all",
        closed.len(),
        asked.is_none(),
    )];
    choices.extend(FAULTS.into_iter().map(|fault| {
        let key = match fault {
            Fault::Them => "web-returns-them",
            Fault::Us => "web-returns-us",
            Fault::Line => "web-returns-line",
            Fault::Unknown => "web-returns-unknown",
        };
        let href = format!("/returns?fault={}", fault.name());
        choice(href, key, count(closed, fault), asked == Some(fault))
    }));
    choices
}

/// One organisation: why, whose fault that is, and what to do, with the server's words masked.
fn row(visit: &PageVisit<'_>, mail: &MailStatus) -> Value {
    let speaker = visit.site.speaker(visit.language);
    let cause = mail.cause();
    let (why, next) = match mail.state.name() {
        "in_doubt" => ("web-returns-doubt", Phrase::new("web-returns-doubt-next")),
        "delayed" => (
            "web-returns-delayed",
            Phrase::new("web-returns-delayed-next"),
        ),
        "expired" => ("web-returns-expired", next_step_phrase(cause)),
        _ => ("web-returns-why", next_step_phrase(cause)),
    };
    let why = Phrase::new(why)
        .with("cause", cause_phrase(cause))
        .with("fault", cause.fault().name());
    // That the relay took it says nothing of why it came back.
    let said = match mail.state.name() {
        "bounced" | "delayed" => mail.returned_words.clone(),
        _ => mail.reply.clone(),
    };
    json!({
        "id": mail.id, "organisation": mail.organisation, "href": format!("/mails/{}", mail.id),
        "state": speaker.text(&state_phrase(mail.state.name())), "at": speaker.time(mail.at),
        "why": speaker.text(&why), "next": speaker.text(&Phrase::new("web-returns-next").with("next", next)), "said": said.unwrap_or_default(),
    })
}

/// A returned mail that waits: what it is, whom it may be about, and how to settle it.
fn waiting(visit: &PageVisit<'_>, item: &TrayItem) -> Value {
    let speaker = visit.site.speaker(visit.language);
    let first = item.mail.as_ref().and_then(|mail| mail.recipients.first());
    let about = first.and_then(|one| one.matched.as_ref());
    let kind = match &item.mail {
        Some(mail) => return_kind_phrase(mail.kind),
        None => Phrase::new("cli-tray-gone"),
    };
    let perhaps = match about {
        Some(found) => Phrase::new("web-returns-perhaps")
            .with("id", found.id.to_string())
            .with("by", found.by.name()),
        None => Phrase::new("web-returns-nobody"),
    };
    let cause = first.map(|one| one.said.cause);
    json!({
        "number": item.number, "at": speaker.time(item.at), "kind": speaker.text(&kind), "perhaps": speaker.text(&perhaps),
        "why": cause.map(|cause| speaker.text(&Phrase::new("web-returns-says").with("cause", cause_phrase(cause)))),
        "settle": format!("heraut bounces --settle {} --mail … --by \"…\" --why \"…\"", item.number),
        "dismiss": format!("heraut bounces --dismiss {} --by \"…\" --why \"…\"", item.number),
    })
}
