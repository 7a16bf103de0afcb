//! One mail as its reader sees it: on a telephone, on a desk, in the dark, as text, and its header.

use std::sync::Arc;

use serde_json::{Value, json};

use super::frame::page;
use super::mails::tags;
use crate::campaign::state_phrase;
use crate::review::{ServedLine, ServedMail};
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// The ways to look at a mail: name in the link, message, width of the frame.
const VIEWS: [(&str, &str, Option<&str>); 7] = [
    ("desk", "web-view-desk", Some("")),
    ("phone", "web-view-phone", Some("360")),
    ("dark", "web-view-dark", Some("")),
    ("text", "web-view-text", None),
    ("header", "web-view-header", None),
    ("list", "web-view-list", Some("")),
    ("list-text", "web-view-list-text", None),
];
/// Height of a line in a frame, and of what surrounds the text, in pixels: a frame that runs no
/// script can't measure itself.
const LINE: u64 = 24;
const AROUND: u64 = 320;
/// A narrow frame breaks its lines so many quarters as often.
const NARROW_QUARTERS: u64 = 5;

/// Kinds of file that a browser shows without running anything.
const SHOWN: [(&str, &str); 5] = [
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
];

/// The mail with this id in a link, if this person may see it.
fn found(visit: &mut PageVisit<'_>, path: &str) -> Result<(ServedLine, Arc<ServedMail>), Refusal> {
    let (language, now, visitor) = (visit.language, visit.now, visit.visitor.clone());
    let pages = visit.room.pages(language, now)?;
    let line = pages
        .line(path)
        .filter(|line| visitor.sees(&line.recipient));
    let line = line.ok_or(Refusal::NotFound)?.clone();
    let mail = pages.mail(&line)?;
    Ok((line, mail))
}

/// The page of a mail.
pub(crate) fn show(
    visit: &mut PageVisit<'_>,
    path: &str,
    query: &FormFields,
) -> Result<Answer, Refusal> {
    let (line, mail) = found(visit, path)?;
    let (language, now) = (visit.language, visit.now);
    let view = query.text("view");
    let view = VIEWS.iter().find(|(name, ..)| *name == view);
    let (view, _, width) = view.unwrap_or(&VIEWS[0]);
    let state = visit.room.state(&line.recipient);
    let state = state_phrase(state.map_or("excluded", |state| state.name()));
    let here = line.href.clone();
    let views = views(visit, &here, view);
    let sees_all = visit.sees_all();
    let of_list = view.starts_with("list");
    let marked = of_list.then(|| visit.room.marked(&line.id, &line.digest, now));
    let marked = marked.flatten();
    let width = width.filter(|_| !of_list || marked.is_some());
    let pieces = marked.filter(|_| *view == "list-text").map(|mail| {
        let piece = |(text, value): &(String, bool)| json!({ "text": text, "value": value });
        mail.text.iter().map(piece).collect::<Vec<Value>>()
    });
    let pages = visit.room.pages(language, now)?;
    let mut body = pages.mail_page(&mail)?;
    let taken = |body: &Value, name: &str| body.get(name).cloned().unwrap_or_default();
    let beside = |way: &Value| match way.get("page") {
        Some(href) if sees_all => json!({ "href": href, "id": way["id"] }),
        _ => Value::Null,
    };
    let lines = taken(&body, "lines").as_u64().unwrap_or(0);
    let lines = if width == Some("360") {
        lines * NARROW_QUARTERS / 4
    } else {
        lines
    };
    let text = |body: &Value| body.pointer("/opened/text").cloned();
    let more = json!({
        "before": beside(&taken(&body, "before")), "after": beside(&taken(&body, "after")),
        "position": if sees_all { taken(&body, "position") } else { json!("") },
        "state": pages.speaker().text(&state), "tags": tags(pages.speaker(), &line),
        "views": views, "path": here,
        "frame": width.map(|width| json!({
            "src": format!("{here}/body?view={view}"), "title": taken(&body, "frame"),
            "width": width, "height": (lines * LINE + AROUND).to_string(),
        })),
        "of_list": of_list, "pieces": pieces, "text": (*view == "text").then(|| text(&body)),
        "header": (*view == "header").then(|| taken(&body, "header")),
        "eml": { "href": taken(&body, "eml"), "digest": taken(&body, "digest") },
        "can_answer": sees_all,
    });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    page(visit, "one-mail", PageName::Mails, query, &body)
}

/// The ways to look at this mail.
fn views(visit: &PageVisit<'_>, here: &str, view: &str) -> Vec<Value> {
    let link = |(name, key, _): &(&str, &'static str, _)| {
        json!({
            "href": format!("{here}?view={name}"), "label": visit.word(key),
            "current": *name == view,
        })
    };
    VIEWS.iter().map(link).collect()
}

/// The HTML of a mail, for the frame on its page.
pub(crate) fn body(
    visit: &mut PageVisit<'_>,
    path: &str,
    query: &FormFields,
) -> Result<Answer, Refusal> {
    let (line, mail) = found(visit, path)?;
    let html = mail.html();
    let now = visit.now;
    Ok(Answer::MailHtml(match query.text("view") {
        // Not the sealed bytes, but the same mail made again, with marks in it.
        "list" => {
            let marked = visit.room.marked(&line.id, &line.digest, now);
            marked.ok_or(Refusal::NotFound)?.html
        }
        // What the mail says for dark screens counts, whatever this screen is.
        "dark" => html.replace("(prefers-color-scheme: dark)", "(min-width: 0)"),
        _ => html.to_owned(),
    }))
}

/// The mail itself.
pub(crate) fn eml(visit: &mut PageVisit<'_>, path: &str) -> Result<Answer, Refusal> {
    let (line, mail) = found(visit, path)?;
    Ok(Answer::File {
        name: format!("{}.eml", line.path),
        kind: "message/rfc822",
        bytes: mail.bytes().to_vec(),
        shown: false,
    })
}

/// A file of a mail.
pub(crate) fn file(visit: &mut PageVisit<'_>, path: &str, nth: usize) -> Result<Answer, Refusal> {
    let (_, mail) = found(visit, path)?;
    let (name, content) = mail.file(nth).ok_or(Refusal::NotFound)?;
    let end = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let shown = SHOWN.iter().find(|(known, _)| *known == end);
    Ok(Answer::File {
        name: name.to_owned(),
        kind: shown.map_or("application/octet-stream", |(_, kind)| kind),
        bytes: content.to_vec(),
        shown: shown.is_some(),
    })
}
