//! The remarks: made, answered and closed here, and their overview for a spreadsheet or on paper.

use serde_json::{Value, json};

use super::frame::{hold_place, page};
use crate::campaign::RemarkAsk;
use crate::phrase::Phrase;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// Longest remark, in bytes.
const LONGEST: usize = 20_000;

/// All remarks.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Remarks)?;
    let (language, now) = (visit.language, visit.now);
    let open_only = query.text("open") == "1";
    let pages = visit.room.pages(language, now)?;
    let Value::Array(mut threads) = pages.remarks()? else {
        return Err(Refusal::NotFound);
    };
    let line = pages.overview()["remarks_line"].clone();
    if open_only {
        threads.retain(|thread| thread["closed"].is_null());
    }
    for thread in &mut threads {
        if let Some(Value::Object(about)) = thread.get_mut("about") {
            let href = about.get("page").cloned().unwrap_or_default();
            about.insert("href".to_owned(), href);
        }
    }
    let body = json!({
        "line": line, "threads": threads, "open_only": open_only,
    });
    page(visit, "remark-list", PageName::Remarks, query, &body)
}

/// The overview of the remarks for a spreadsheet.
pub(crate) fn csv(visit: &mut PageVisit<'_>) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Remarks)?;
    let (language, now) = (visit.language, visit.now);
    let bytes = visit.room.pages(language, now)?.remarks_csv()?;
    Ok(Answer::File {
        name: visit.word("web-remarks-file"),
        kind: "text/csv; charset=utf-8",
        bytes,
        shown: false,
    })
}

/// Makes, answers or closes a remark.
pub(crate) fn make(visit: &mut PageVisit<'_>, form: &FormFields) -> Result<Answer, Refusal> {
    visit.hold_form(form)?;
    let ask = RemarkAsk {
        text: form.given("text"),
        by: String::new(),
        mail: form.given("mail"),
        answer: form
            .number("answer")
            .filter(|_| form.given("text").is_some()),
        close: form.number("close"),
    };
    if !visit.sees_all() {
        hold_own_mail(visit, &ask)?;
    }
    if ask.text.is_none() && ask.close.is_none() {
        return Ok(Answer::To("/remarks".to_owned()));
    }
    if ask.text.as_ref().is_some_and(|text| text.len() > LONGEST) {
        return Err(Refusal::TooLong(
            Phrase::new("web-remark-long").with("most", LONGEST),
        ));
    }
    let done = match (ask.close, ask.answer) {
        (Some(_), _) => "closed",
        (None, Some(_)) => "answered",
        (None, None) => "remarked",
    };
    let (digest, now) = (visit.session.digest, visit.now);
    let number = visit.room.remark(&digest, ask, now)?;
    // Only a page of ours: `back` comes from a form.
    let back = form.text("back");
    Ok(Answer::To(match back.strip_prefix("/mails/") {
        Some(_) if !back.contains(['\\', '?', '#']) => format!("{back}?done={done}"),
        _ => format!("/remarks?done={done}#remark-{number}"),
    }))
}

/// Who sees some mails only remarks on those.
fn hold_own_mail(visit: &mut PageVisit<'_>, ask: &RemarkAsk) -> Result<(), Refusal> {
    let (language, now, visitor) = (visit.language, visit.now, visit.visitor.clone());
    let pages = visit.room.pages(language, now)?;
    let id = ask.mail.as_deref().unwrap_or_default();
    let line = pages.lines().iter().find(|line| line.id.as_str() == id);
    let own = line.is_some_and(|line| visitor.sees(&line.recipient));
    if own && ask.answer.is_none() && ask.close.is_none() {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}
