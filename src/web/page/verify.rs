//! Whether a mail that somebody has is ours and unchanged: answered at once, and nothing is kept.

use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::frame::{hold_place, page};
use crate::campaign::{MOST_OF_MAIL, MailDifference, OurMail};
use crate::phrase::Phrase;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::session::PageSession;
use crate::web::site::{PageVisit, SharedSite};

/// The page that asks for the file.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Verify)?;
    let body = json!({ "answer": Value::Null });
    page(visit, "verify", PageName::Verify, query, &body)
}

/// Looks at the file. Whoever has no session is refused before it is read.
pub(crate) async fn ask(
    State(site): State<SharedSite>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let language = site.language(&headers);
    let allowed = site.clone().visited(&headers, |visit| {
        hold_place(visit, PageName::Verify)?;
        Ok((visit.room.campaign().clone(), visit.session.clone()))
    });
    let (campaign, session) = match allowed.await {
        Ok(Ok(allowed)) => allowed,
        Ok(Err(refusal)) => return site.answer(Ok(Err(refusal)), language).await,
        Err(fault) => return site.answer(Err(fault), language).await,
    };
    let place = site.files.acquire().await;
    let mail = match sent(form, &session).await {
        Ok(mail) => mail,
        Err(refusal) => return site.answer(Ok(Err(refusal)), language).await,
    };
    let looked = tokio::task::spawn_blocking(move || campaign.verify_mail(&mail));
    let verified = looked.await;
    drop(place);
    let verified = match verified {
        Ok(verified) => verified,
        Err(fault) => return site.answer(Err(fault), language).await,
    };
    let told = move |visit: &mut PageVisit<'_>| {
        let body = json!({ "answer": answer(visit, verified?.as_ref()) });
        page(
            visit,
            "verify",
            PageName::Verify,
            &FormFields::default(),
            &body,
        )
    };
    site.visit(&headers, told).await
}

/// The mail that the form brings. Its secret comes first: nothing else of a form that isn't ours is
/// read.
async fn sent(
    form: Result<Multipart, MultipartRejection>,
    session: &PageSession,
) -> Result<Vec<u8>, Refusal> {
    let mut form = form.map_err(|_| Refusal::NotOurForm)?;
    let field = form.next_field().await.map_err(too_long)?;
    let csrf = field.filter(|field| field.name() == Some("csrf"));
    let csrf = csrf.ok_or(Refusal::NotOurForm)?.text().await;
    if !session.made(&csrf.map_err(too_long)?) {
        return Err(Refusal::NotOurForm);
    }
    let field = form.next_field().await.map_err(too_long)?;
    let mail = field.filter(|field| field.name() == Some("mail"));
    let mail = mail.ok_or(Refusal::NotOurForm)?.bytes().await;
    Ok(mail.map_err(too_long)?.to_vec())
}

fn too_long(fault: MultipartError) -> Refusal {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Refusal::TooLong(Phrase::new("web-verify-long").with("most", MOST_OF_MAIL >> 20))
        }
        _ => Refusal::NotOurForm,
    }
}

/// What is said of it: a sentence, what differs, and what is good to know.
fn answer(visit: &PageVisit<'_>, ours: Option<&OurMail>) -> Value {
    let Some(ours) = ours else {
        return json!({
            "text": visit.say(&OurMail::not_ours()), "mood": "bad",
            "differences": [], "notes": [],
        });
    };
    let say = |phrases: Vec<Phrase>| -> Vec<String> {
        phrases.iter().map(|phrase| visit.say(phrase)).collect()
    };
    let differences = ours.compared.differences.iter().map(MailDifference::phrase);
    json!({
        "text": visit.say(&ours.verdict()),
        "mood": if ours.is_unchanged() { "" } else { "look" },
        "differences": say(differences.collect()), "notes": say(ours.notes()),
    })
}
