//! The first page: what was sealed, for whom, when it would go, and who agreed.

use serde_json::{Value, json};

use super::frame::{page, shared_page};
use crate::campaign::state_phrase;
use crate::id::Digest;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// The first page.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    if visit.visitor.redacted {
        return redacted(visit, query);
    }
    if !visit.sees_all() {
        return Ok(Answer::To("/mails".to_owned()));
    }
    let earlier = visit.room.sign_off(&visit.visitor, visit.now)?.earlier;
    let asked = earlier.map_or_else(String::new, |digest| digest.hex());
    let (name, place) = ("overview", PageName::Overview);
    shared_page(visit, name, place, query, asked, |visit| {
        body(visit, earlier)
    })
}

/// All of it. `earlier` is the seal that this person approved last, if this one is still to be approved.
fn body(visit: &mut PageVisit<'_>, earlier: Option<Digest>) -> Result<Value, Refusal> {
    let (language, now) = (visit.language, visit.now);
    let pages = visit.room.pages(language, now)?;
    let mut body = pages.overview().clone();
    let own = earlier.map(|digest| pages.changes_since(&digest));
    let own = own.transpose()?.flatten();
    let same = own.as_ref().is_some_and(|(_, is_previous)| *is_previous);
    if let Value::Object(fields) = &mut body {
        let changes = own.map_or(Value::Null, |(changes, _)| changes);
        fields.insert("own_changes".to_owned(), changes);
        fields.insert("own_is_last".to_owned(), same.into());
        let how = visit.word("web-how-to-check");
        fields.insert("how_to_check".to_owned(), how.into());
    }
    add_told(visit, &mut body);
    Ok(body)
}

/// Adds how many are told, once mails were handed over.
fn add_told(visit: &PageVisit<'_>, body: &mut Value) {
    let returns = visit.room.sending().returns;
    let told = returns.map(|returns| visit.say(&returns.phrase(visit.now)));
    if let Value::Object(fields) = body {
        fields.insert("told".to_owned(), told.into());
    }
}

/// The one page of somebody who sees aliases in place of names: the same overview, and the state of
/// each mail.
fn redacted(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    let (language, now) = (visit.language, visit.now);
    let pages = visit.room.redacted_pages(language, now)?;
    let mut body = pages.overview().clone();
    let lines = pages.lines().to_vec();
    let row = |(alias, recipient): &(String, _)| {
        let state = visit.room.state(recipient);
        let state = state_phrase(state.map_or("excluded", |state| state.name()));
        json!({ "alias": alias, "state": visit.say(&state) })
    };
    let rows: Vec<Value> = lines.iter().map(row).collect();
    if let Value::Object(fields) = &mut body {
        fields.insert("rows".to_owned(), rows.into());
    }
    add_told(visit, &mut body);
    page(visit, "redacted", PageName::Overview, query, &body)
}
