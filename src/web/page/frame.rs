//! What surrounds a page: who reads, where one can go, and this person's one next act.

use serde_json::Value;

use crate::campaign::SignOffNow;
use crate::phrase::Phrase;
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;
use crate::web::templates::{Frame, Guest, NamesSwitch, NextAct, PageNotice, Tab};

/// What was just done, as the next page says it: a name in its link, and the message.
const DONE: [(&str, &str); 6] = [
    ("approved", "web-done-approved"),
    ("withdrawn", "web-done-withdrawn"),
    ("remarked", "web-done-remarked"),
    ("answered", "web-done-answered"),
    ("closed", "web-done-closed"),
    ("stopped", "web-done-stopped"),
];

/// A page with its surroundings. `query` is the part of its link after `?`.
pub(crate) fn page(
    visit: &mut PageVisit<'_>,
    name: &str,
    place: PageName,
    query: &FormFields,
    body: &Value,
) -> Result<Answer, Refusal> {
    let (templates, csrf) = (&visit.site.templates, &visit.session.csrf);
    let content = templates.body(name, visit.language, csrf, body)?;
    around(visit, place, query, &content)
}

/// A page whose content is the same for everybody who sees all mails: it has no form, and says nothing of who reads. `asked`
/// is what of the page is asked for.
pub(crate) fn shared_page(
    visit: &mut PageVisit<'_>,
    name: &str,
    place: PageName,
    query: &FormFields,
    asked: String,
    body: impl FnOnce(&mut PageVisit<'_>) -> Result<Value, Refusal>,
) -> Result<Answer, Refusal> {
    if !visit.sees_all() {
        let body = body(visit)?;
        return page(visit, name, place, query, &body);
    }
    let language = visit.language;
    let as_of = visit.room.pages_as_of(language, visit.now)?;
    let key = (place, language, asked);
    let content = match visit.site.bodies.get(&key, &as_of) {
        Some(content) => content,
        None => {
            let body = body(visit)?;
            let content = visit.site.templates.body(name, language, "", &body)?.into();
            visit.site.bodies.keep(key, as_of, &content);
            content
        }
    };
    around(visit, place, query, &content)
}

fn around(
    visit: &mut PageVisit<'_>,
    place: PageName,
    query: &FormFields,
    content: &str,
) -> Result<Answer, Refusal> {
    let frame = frame(visit, place, query)?;
    let page = visit.site.templates.page(visit.language, &frame, content)?;
    Ok(Answer::Page(page))
}

/// Refuses a page that isn't for somebody who sees some mails only.
pub(crate) fn hold_place(visit: &PageVisit<'_>, place: PageName) -> Result<(), Refusal> {
    let may = match visit.visitor.redacted {
        true => place.is_for_redacted(),
        false => visit.sees_all() || place.is_for_some_mails(),
    };
    if may { Ok(()) } else { Err(Refusal::NotFound) }
}

fn frame(visit: &mut PageVisit<'_>, place: PageName, query: &FormFields) -> Result<Frame, Refusal> {
    let sign_off = visit.room.sign_off(&visit.visitor, visit.now)?;
    let sending = visit.room.campaign().is_busy();
    let notice = notice(visit, query);
    let campaign = visit.room.campaign().settings().campaign.name.clone();
    let kind = Phrase::new(match visit.is_live() {
        true => "cli-kind-live",
        false => "cli-kind-trial",
    });
    let label = visit.word(place.key());
    let roles = visit.visitor.roles.join(", ");
    Ok(Frame {
        title: format!("{label} · {campaign}"),
        kind: visit.say(&kind),
        is_live: visit.is_live(),
        short: visit.room.sealed()?.short(),
        visitor: Some(Guest {
            name: visit.visitor.name.clone(),
            roles,
        }),
        names: visit.hides_names.map(|hidden| names(visit, hidden)),
        csrf: visit.session.csrf.clone(),
        nav: tabs(visit, place, sign_off.open_remarks),
        act: act(visit, &sign_off, sending).filter(|act| act.href != place.href()),
        notice,
        can_verify: hold_place(visit, PageName::Verify).is_ok(),
        refresh: match (place, sending) {
            (PageName::Live, true) => "2".to_owned(),
            // Whoever waits for the sending to begin sees it begin.
            (PageName::Live, false) | (PageName::Returns, _) => "10".to_owned(),
            _ => String::new(),
        },
        campaign,
    })
}

/// The button that changes what this browser shows.
fn names(visit: &PageVisit<'_>, hidden: bool) -> NamesSwitch {
    let (value, label) = match hidden {
        true => ("shown", "web-names-show"),
        false => ("hidden", "web-names-hide"),
    };
    NamesSwitch {
        value,
        label: visit.word(label),
    }
}

fn tabs(visit: &PageVisit<'_>, place: PageName, open_remarks: usize) -> Vec<Tab> {
    let shown = PageName::TABS
        .into_iter()
        .filter(|tab| hold_place(visit, *tab).is_ok());
    let tab = |tab: PageName| Tab {
        href: tab.href(),
        label: visit.word(tab.key()),
        current: tab == place,
        count: match (tab, open_remarks) {
            (PageName::Remarks, 1..) => open_remarks.to_string(),
            _ => String::new(),
        },
    };
    shown.map(tab).collect()
}

/// This person's one next act: what nobody else can do first.
fn act(visit: &PageVisit<'_>, sign_off: &SignOffNow, sending: bool) -> Option<NextAct> {
    let act = |text: Phrase, href, label| {
        Some(NextAct {
            text: visit.say(&text),
            href,
            label: visit.word(label),
        })
    };
    if !visit.sees_all() {
        return None;
    }
    if sending {
        return act(Phrase::new("web-act-watch"), "/live", "web-act-watch-now");
    }
    if sign_off.blocked {
        let text = Phrase::new("web-act-remarks").with("count", sign_off.open_remarks);
        return act(text, "/remarks", "web-act-remarks-now");
    }
    let can = roles_to_give(visit, sign_off);
    match &can[..] {
        [] if visit.visitor.roles.is_empty() => {
            act(Phrase::new("web-act-read"), "/mails", "web-act-read-now")
        }
        [] if !sign_off.own.is_empty() => None,
        [] => act(Phrase::new("web-act-read"), "/mails", "web-act-read-now"),
        roles => act(
            Phrase::new("web-act-agree").with("roles", roles.to_vec()),
            "/agree",
            "web-act-agree-now",
        ),
    }
}

/// The roles in which this person can approve now: one person counts for one role.
pub(crate) fn roles_to_give(visit: &PageVisit<'_>, sign_off: &SignOffNow) -> Vec<String> {
    if !sign_off.own.is_empty() || sign_off.blocked {
        return Vec::new();
    }
    let is_own = |role: &&String| visit.visitor.roles.contains(role);
    sign_off.missing.iter().filter(is_own).cloned().collect()
}

/// What just happened, or that the files changed since the seal.
fn notice(visit: &mut PageVisit<'_>, query: &FormFields) -> Option<PageNotice> {
    let done = DONE.iter().find(|(name, _)| *name == query.text("done"));
    let (phrase, is_bad) = match done {
        Some((_, key)) => (Phrase::new(key), false),
        None if !visit.sees_all() => return None,
        None => {
            let files = visit.room.changed_files(visit.now);
            if files.is_empty() {
                return None;
            }
            let phrase = Phrase::new("web-files-changed").with("count", files.len());
            (phrase.with("files", files), true)
        }
    };
    let said = visit.site.speaker(visit.language).say(&phrase);
    Some(PageNotice {
        text: said.text,
        hint: said.hint.unwrap_or_default(),
        is_bad,
    })
}
