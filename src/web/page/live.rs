//! How far the sending is, and the button that stops it.

use serde_json::{Value, json};

use super::frame::{hold_place, page};
use crate::campaign::{SendingNow, state_phrase};
use crate::phrase::Phrase;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// The last mails that are shown one by one.
const SHOWN: usize = 30;

/// How far it is.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Live)?;
    let sending = visit.room.sending();
    let sum = &sending.sum;
    let mails = sum.listed - sum.excluded - sum.withheld;
    let done = mails - sum.queued - sum.deferred - sum.offered;
    let line = course(sending.sender_lives, done, sum.queued + sum.deferred);
    let line = Phrase::new(line)
        .with("accepted", sum.accepted)
        .with("mails", mails);
    let mut lines = Vec::new();
    let redacted = visit.visitor.redacted;
    // How a run ended may name a person, a mail server or a row.
    if let Some(stop) = sending.stopped.as_ref().filter(|_| !redacted) {
        let said = visit.site.speaker(visit.language).say(&stop.phrase());
        lines.push(json!({ "text": said.text, "hint": said.hint.unwrap_or_default() }));
    }
    let log = if redacted { vec![] } else { log(visit)? };
    let body = json!({
        "sum": counts(visit, &sending),
        "value": done.to_string(),
        "max": if done > 0 || sending.sender_lives { mails.to_string() } else { String::new() },
        "line": visit.say(&line), "lines": lines,
        "told": sending.returns.map(|returns| visit.say(&returns.phrase(visit.now))),
        "can_stop": sending.sender_lives && !visit.visitor.roles.is_empty(), "log": log, "shows_log": !redacted,
    });
    page(visit, "live", PageName::Live, query, &body)
}

/// What is said of the sending, by how many mails are settled and how many are still to go.
const fn course(sender_lives: bool, done: usize, left: usize) -> &'static str {
    match (sender_lives, done, left) {
        (true, _, _) => "web-live-running",
        (false, 0, _) => "web-live-nothing",
        (false, _, 1..) => "web-live-stopped",
        (false, _, 0) => "web-live-done",
    }
}

/// Every row of the list in exactly one place.
fn counts(visit: &PageVisit<'_>, sending: &SendingNow) -> Vec<Value> {
    let sum = &sending.sum;
    let counts = [
        ("accepted", sum.accepted, false),
        ("queued", sum.queued, false),
        ("offered", sum.offered, false),
        ("deferred", sum.deferred, false),
        ("refused", sum.refused, true),
        ("in_doubt", sum.in_doubt, true),
        ("expired", sum.expired, true),
        ("delivered", sum.delivered, false),
        ("delayed", sum.delayed, false),
        ("bounced", sum.bounced, true),
        ("withheld", sum.withheld, false),
        ("excluded", sum.excluded, false),
    ];
    let always = ["accepted", "queued"];
    let shown = counts
        .iter()
        .filter(|(name, count, _)| *count > 0 || always.contains(name));
    shown
        .map(|(name, count, needs)| {
            let number = i64::try_from(*count).unwrap_or(i64::MAX);
            json!({
                "name": name, "label": visit.say(&state_phrase(name)), "needs": needs,
                "count": visit.site.speaker(visit.language).number(number),
            })
        })
        .collect()
}

/// The mails that were last offered, newest first, with the server's words masked.
fn log(visit: &mut PageVisit<'_>) -> Result<Vec<Value>, Refusal> {
    let speaker = visit.site.speaker(visit.language);
    let last = visit.room.last_mails(SHOWN)?;
    let row = |mail: &crate::campaign::MailStatus| {
        json!({
            "id": mail.id, "state": speaker.text(&state_phrase(mail.state.name())),
            "said": speaker.time(mail.at), "reply": mail.reply.clone().unwrap_or_default(),
        })
    };
    Ok(last.iter().map(row).collect())
}

/// Asks the running sender to stop.
pub(crate) fn stop(visit: &mut PageVisit<'_>, form: &FormFields) -> Result<Answer, Refusal> {
    visit.hold_form(form)?;
    hold_place(visit, PageName::Live)?;
    let (session, now) = (visit.session.digest, visit.now);
    visit.room.stop(&session, now)?;
    Ok(Answer::To("/live?done=stopped".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::course;

    #[test]
    fn a_run_that_only_got_refusals_is_not_nothing() {
        assert_eq!(course(false, 0, 3), "web-live-nothing");
        assert_eq!(course(false, 3, 0), "web-live-done");
        assert_eq!(course(false, 1, 2), "web-live-stopped");
        assert_eq!(course(true, 0, 3), "web-live-running");
    }
}
