//! Which page answers which path.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use super::answer::{Answer, Refusal};
use super::form::FormFields;
use super::guard::guard;
use super::page::{
    agree, invitation, live, mail, mails, overview, remarks, returns, verify, wordings,
};
use super::site::{PageVisit, SharedSite};
use crate::campaign::MOST_OF_MAIL;

/// Most bytes of a form.
const FORM: usize = 64 * 1024;

/// A page that needs nothing but its query.
type Show = fn(&mut PageVisit<'_>, &FormFields) -> Result<Answer, Refusal>;
/// What a form does.
type Do = fn(&mut PageVisit<'_>, &FormFields) -> Result<Answer, Refusal>;

/// All paths.
pub(super) fn router(site: SharedSite) -> Router {
    Router::new()
        .route("/", shown(overview::show))
        .route("/wordings", shown(wordings::show))
        .route("/mails", shown(mails::show))
        .route("/mails/{id}", get(one_mail))
        .route("/mails/{id}/body", get(mail_body))
        .route("/mails/{id}/mail.eml", get(mail_eml))
        .route("/mails/{id}/files/{nth}", get(mail_file))
        .route("/remarks", shown(remarks::show).merge(done(remarks::make)))
        .route("/remarks.csv", shown(|visit, _| remarks::csv(visit)))
        .route("/agree", shown(agree::show).merge(done(agree::give)))
        .route("/agree/statement/{role}", get(statement))
        .route("/withdraw", done(agree::take_back))
        .route("/live", shown(live::show))
        .route("/returns", shown(returns::show))
        .route("/stop", done(live::stop))
        .route(
            "/invitation/{token}",
            get(invitation::look).post(invitation::open),
        )
        .route("/names", post(invitation::names))
        .route("/leave", post(invitation::leave))
        .route("/left", get(invitation::left))
        .route(
            "/verify",
            shown(verify::show)
                .post(verify::ask)
                .layer(DefaultBodyLimit::max(MOST_OF_MAIL)),
        )
        .route("/style.css", get(style))
        .route("/page.js", get(script))
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn_with_state(site.clone(), guard))
        .with_state(site)
}

fn shown(show: Show) -> MethodRouter<SharedSite> {
    get(
        async move |State(site): State<SharedSite>, headers: HeaderMap, RawQuery(query)| {
            let query = FormFields::read(query.unwrap_or_default().as_bytes());
            site.visit(&headers, move |visit| show(visit, &query)).await
        },
    )
}

fn done(act: Do) -> MethodRouter<SharedSite> {
    post(
        async move |State(site): State<SharedSite>, headers: HeaderMap, body: Bytes| {
            let form = FormFields::read(&body);
            site.visit(&headers, move |visit| act(visit, &form)).await
        },
    )
}

async fn one_mail(
    State(site): State<SharedSite>,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let query = FormFields::read(query.unwrap_or_default().as_bytes());
    let show = move |visit: &mut PageVisit<'_>| mail::show(visit, &id, &query);
    site.visit(&headers, show).await
}

async fn mail_body(
    State(site): State<SharedSite>,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let query = FormFields::read(query.unwrap_or_default().as_bytes());
    let show = move |visit: &mut PageVisit<'_>| mail::body(visit, &id, &query);
    site.visit(&headers, show).await
}

async fn mail_eml(
    State(site): State<SharedSite>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.visit(&headers, move |visit| mail::eml(visit, &id))
        .await
}

async fn mail_file(
    State(site): State<SharedSite>,
    Path((id, nth)): Path<(String, usize)>,
    headers: HeaderMap,
) -> Response {
    site.visit(&headers, move |visit| mail::file(visit, &id, nth))
        .await
}

async fn statement(
    State(site): State<SharedSite>,
    Path(role): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.visit(&headers, move |visit| agree::statement(visit, &role))
        .await
}

async fn nothing(State(site): State<SharedSite>, headers: HeaderMap) -> Response {
    site.visit(&headers, |_| Err(Refusal::NotFound)).await
}

async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("style.css"))
}

async fn script() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, include_str!("pages/page.js"))
}
