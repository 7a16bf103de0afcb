//! The page behind a link: whom it invites, and the button that opens it. A program that follows
//! links to look what is behind them doesn't use it up.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::campaign::{Error, ReadingRoom};
use crate::id::Digest;
use crate::phrase::{Language, Phrase};
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::session::{self, is_token};
use crate::web::site::{SharedSite, Site};

/// Shows whom the link invites.
pub(crate) async fn look(
    State(site): State<SharedSite>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let language = site.language(&headers);
    let shared = Arc::clone(&site);
    let answered = tokio::task::spawn_blocking(move || welcome(&shared, &token, language));
    site.answer(answered.await, language).await
}

fn welcome(site: &Site, token: &str, language: Language) -> Result<Answer, Refusal> {
    let digest = digest(token)?;
    let welcome = site.room()?.welcome(&digest, site.now());
    let welcome = welcome.map_err(of_link)?;
    let body = json!({
        "name": welcome.name, "roles": welcome.roles.join(", "),
        "redacted": welcome.redacted,
        "until": site.speaker(language).time(welcome.until),
        "action": format!("/invitation/{token}"),
    });
    site.outside("invitation", language, &body)
}

/// Opens the link: from now on this browser is the invited person's.
pub(crate) async fn open(
    State(site): State<SharedSite>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let language = site.language(&headers);
    let shared = Arc::clone(&site);
    let answered = tokio::task::spawn_blocking(move || {
        let (digest, now) = (digest(&token)?, shared.now());
        let begin = |room: &mut ReadingRoom| {
            let until = room.welcome(&digest, now)?.until;
            Ok((room.begin(&digest, now)?, until))
        };
        let (secret, until) = begin(&mut *shared.room()?).map_err(of_link)?;
        Ok(session::cookie(&secret, until, now, shared.is_tls))
    });
    match answered.await {
        Ok(Ok(Some(cookie))) => {
            let headers = [(header::SET_COOKIE, cookie)];
            (headers, Answer::To("/".to_owned())).into_response()
        }
        Ok(Err(refusal)) => site.answer(Ok(Err(refusal)), language).await,
        Ok(Ok(None)) => site.answer(Ok(Err(Refusal::NotFound)), language).await,
        Err(fault) => site.answer(Err(fault), language).await,
    }
}

/// Hides names in this browser, or shows them again: somebody looks along, or a page is to be printed.
pub(crate) async fn names(
    State(site): State<SharedSite>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let language = site.language(&headers);
    let form = FormFields::read(&body);
    let hide = form.text("names") == "hidden";
    let allowed = Arc::clone(&site).visited(&headers, move |visit| {
        visit.hold_form(&form)?;
        visit.hides_names.ok_or(Refusal::NotFound)
    });
    match allowed.await {
        Ok(Ok(_)) => {
            let cookie = session::names_cookie(hide, site.is_tls);
            ([(header::SET_COOKIE, cookie)], Answer::To("/".to_owned())).into_response()
        }
        Ok(Err(refusal)) => site.answer(Ok(Err(refusal)), language).await,
        Err(fault) => site.answer(Err(fault), language).await,
    }
}

/// Ends the visit in this browser.
pub(crate) async fn leave() -> Response {
    let headers = [(header::SET_COOKIE, session::no_cookie())];
    (headers, Answer::To("/left".to_owned())).into_response()
}

/// Says that the visit has ended.
pub(crate) async fn left(State(site): State<SharedSite>, headers: HeaderMap) -> Response {
    let said = Phrase::new("web-left");
    let page = site.message("web-left-heading", &said, site.language(&headers), false);
    Answer::Page(page).into_response()
}

/// What the journal knows of a link.
fn digest(token: &str) -> Result<Digest, Refusal> {
    if is_token(token) {
        Ok(Digest::of(token.as_bytes()))
    } else {
        Err(Refusal::NoSession(Some(
            crate::campaign::InvitationFault::Unknown,
        )))
    }
}

/// A link that isn't accepted lets nobody in.
fn of_link(error: Error) -> Refusal {
    match error {
        Error::Invitation(fault) => Refusal::NoSession(Some(fault)),
        other => Refusal::Campaign(other),
    }
}
