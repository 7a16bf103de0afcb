//! The page on which a person agrees, in words, to one digest.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::frame::{hold_place, page, roles_to_give};
use crate::campaign::SignOffNow;
use crate::phrase::Phrase;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// What would be agreed to, by whom, and who already did.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Agree)?;
    let sign_off = visit.room.sign_off(&visit.visitor, visit.now)?;
    let can = roles_to_give(visit, &sign_off);
    let only_role = match &can[..] {
        [only] => only.clone(),
        _ => String::new(),
    };
    let open = (sign_off.open_remarks > 0)
        .then(|| Phrase::new("web-open-remarks").with("count", sign_off.open_remarks));
    let (language, now) = (visit.language, visit.now);
    let backs = backs(visit.room.pages(language, now)?.overview());
    let roles: Vec<Value> = sign_off
        .required
        .iter()
        .map(|role| row(visit, &sign_off, role, &can, backs.get(role)))
        .collect();
    let statements: Vec<Value> = can
        .iter()
        .map(|role| json!({ "role": role, "href": format!("/agree/statement/{role}") }))
        .collect();
    let campaign = visit.room.campaign().settings().campaign.name.clone();
    let pages = visit.room.pages(language, now)?;
    let words = Phrase::new("web-agree-words")
        .with("campaign", campaign)
        .with("count", pages.lines().len())
        .with("digest", pages.digest().short());
    let own = sign_off.earlier.map(|digest| pages.changes_since(&digest));
    let own = own.transpose()?.flatten().map(|(changes, _)| changes);
    let speaker = pages.speaker();
    let body = json!({
        "words": speaker.text(&words), "digest": pages.overview()["digest"],
        "sealed_digest": pages.digest().hex(), "roles": roles, "can": can,
        "only_role": only_role, "given_by_me": sign_off.own,
        "open_remarks": open.map(|open| speaker.text(&open)),
        "signs": sign_off.signs, "statements": statements, "own_changes": own,
        "blocked": sign_off.blocked,
    });
    page(visit, "agree", PageName::Agree, query, &body)
}

/// Why a role has yet to approve, if somebody did before: by role.
fn backs(overview: &Value) -> HashMap<String, String> {
    let missing = overview["sign_off"]["missing"].as_array();
    let text = |of: &Value| of.as_str().map(str::to_owned);
    let back = |one: &Value| Some((text(&one["role"])?, text(&one["back"])?));
    missing.into_iter().flatten().filter_map(back).collect()
}

fn row(
    visit: &PageVisit<'_>,
    sign_off: &SignOffNow,
    role: &String,
    can: &[String],
    back: Option<&String>,
) -> Value {
    let given = sign_off.given.iter().find(|(of, _, _)| of == role);
    let said = given.map(|(_, name, at)| {
        let who = match name {
            Some(name) => name.clone(),
            None => visit.word("review-somebody"),
        };
        visit.say(&Phrase::new("review-said").with("who", who).with("at", *at))
    });
    let mine = sign_off.own.contains(role) || can.contains(role);
    json!({
        "role": role, "said": said.unwrap_or_default(), "mine": mine, "back": back,
        "state": match (given.is_some(), mine) {
            (true, _) => "given",
            (false, true) => "open",
            (false, false) => "waiting",
        },
    })
}

/// The exact text to sign, as a file: a browser that shows it might change its blanks.
pub(crate) fn statement(visit: &mut PageVisit<'_>, role: &str) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Agree)?;
    let (session, now) = (visit.session.digest, visit.now);
    let text = visit.room.statement(&session, role, now)?;
    Ok(Answer::File {
        name: format!("{role}.txt"),
        kind: "text/plain; charset=utf-8",
        bytes: text.into_bytes(),
        shown: false,
    })
}

/// The person agrees.
pub(crate) fn give(visit: &mut PageVisit<'_>, form: &FormFields) -> Result<Answer, Refusal> {
    visit.hold_form(form)?;
    hold_place(visit, PageName::Agree)?;
    if form.text("read") != "yes" {
        return Ok(Answer::To("/agree".to_owned()));
    }
    let (session, now) = (visit.session.digest, visit.now);
    // A form writes its line ends as CRLF.
    let signature = form.given("signature").map(|text| text.replace('\r', ""));
    visit.room.approve(
        &session,
        form.text("digest"),
        form.text("role"),
        signature,
        now,
    )?;
    Ok(Answer::To("/agree?done=approved".to_owned()))
}

/// The person withdraws it.
pub(crate) fn take_back(visit: &mut PageVisit<'_>, form: &FormFields) -> Result<Answer, Refusal> {
    visit.hold_form(form)?;
    hold_place(visit, PageName::Agree)?;
    let (session, now) = (visit.session.digest, visit.now);
    visit
        .room
        .withdraw(&session, form.text("role"), form.given("why"), now)?;
    Ok(Answer::To("/agree?done=withdrawn".to_owned()))
}
