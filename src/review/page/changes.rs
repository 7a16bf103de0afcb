//! What changed in the mails since the previous seal in force, for people who read that one.

use std::collections::HashMap;

use serde::Serialize;

use super::bundle_input::{Case, MailSheet};
use super::previous_seal::{MailChange, PreviousSeal};
use crate::id::Pseudonym;
use crate::phrase::Phrase;
use crate::vault::SealedRow;

/// Nobody reads more than this many of one kind by name.
const NAMED: usize = 40;

/// The changes on the first page.
#[derive(Serialize, Default)]
pub(crate) struct ChangesView {
    lines: Vec<Line>,
    /// Nothing changed in the mails.
    nothing: bool,
}

#[derive(Serialize)]
struct Line {
    text: String,
    rows: Vec<Named>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    page: Option<String>,
    what: String,
}

/// What changed, in words.
pub(crate) fn view(case: &Case) -> Option<ChangesView> {
    Some(since(case, case.before.as_ref()?))
}

/// What differs from the mails of an earlier seal, in words.
pub(crate) fn since(case: &Case, before: &PreviousSeal) -> ChangesView {
    let of = |wanted: MailChange| {
        case.mails
            .iter()
            .filter(move |mail| before.of(&mail.sealed) == Some(wanted))
    };
    let mut view = ChangesView::default();
    for (key, wanted) in [
        ("review-changed-new", MailChange::New),
        ("review-changed-address", MailChange::Address),
        ("review-changed-text", MailChange::Text),
    ] {
        let everybody = wanted == MailChange::Text
            && before.is_of_all(case.mails.iter().map(|mail| &mail.sealed));
        let rows: Vec<Named> = of(wanted)
            .map(|mail| named(case, before, mail, wanted))
            .collect();
        let key = if everybody {
            "review-changed-all-texts"
        } else {
            key
        };
        view.add(
            case,
            key,
            if everybody {
                (vec![], rows.len())
            } else {
                counted(rows)
            },
        );
    }
    view.add(case, "review-changed-gone", counted(gone(case, before)));
    view.nothing = view.lines.is_empty();
    let settings = before.head.differing(&case.seal.head);
    if !settings.is_empty() {
        let phrase = Phrase::new("review-changed-settings").with("lines", settings);
        view.lines.push(Line {
            text: case.say(&phrase),
            rows: vec![],
            more: None,
        });
    }
    view
}

impl ChangesView {
    fn add(&mut self, case: &Case, key: &'static str, (mut rows, count): (Vec<Named>, usize)) {
        if count == 0 {
            return;
        }
        let more = rows.len().checked_sub(NAMED).filter(|more| *more > 0);
        rows.truncate(if case.input.redact { 0 } else { NAMED });
        let more = more.filter(|_| !case.input.redact);
        self.lines.push(Line {
            text: case.say(&Phrase::new(key).with("count", count)),
            rows,
            more: more
                .map(|more| case.say(&Phrase::new("review-changed-more").with("count", more))),
        });
    }
}

fn counted(rows: Vec<Named>) -> (Vec<Named>, usize) {
    let count = rows.len();
    (rows, count)
}

fn named(case: &Case, before: &PreviousSeal, mail: &MailSheet, change: MailChange) -> Named {
    let old = before
        .mails
        .get(&mail.sealed.recipient)
        .filter(|_| change == MailChange::Address);
    let what = match old {
        Some(old) => case.say(
            &Phrase::new("review-changed-from-to")
                .with("organisation", &mail.row.organisation)
                .with("from", old.address.to_string())
                .with("to", mail.sealed.address.to_string()),
        ),
        None => mail.row.organisation.clone(),
    };
    let page = Some(case.input.links.mail(mail.linked()));
    Named {
        id: case.id_of(&mail.row).to_owned(),
        page,
        what,
    }
}

/// Rows that had a mail in force and no longer have one; a supplement leaves them as they are.
fn gone(case: &Case, before: &PreviousSeal) -> Vec<Named> {
    if case.seal.supplement {
        return vec![];
    }
    let now: HashMap<&Pseudonym, &SealedRow> =
        case.rows.iter().map(|row| (&row.recipient, row)).collect();
    let mut gone = Vec::new();
    for (recipient, old) in &before.mails {
        let Some(was) = &old.row else { continue };
        let why = match now.get(recipient) {
            None => case.say(&Phrase::new("review-changed-off")),
            Some(row) => match &row.ground {
                Some(ground) => case
                    .say(&Phrase::new("review-changed-out").with("ground", case.ground_of(ground))),
                None => continue,
            },
        };
        let what = Phrase::new("review-changed-why")
            .with("organisation", &was.organisation)
            .with("why", why);
        gone.push((
            was.sheet_row,
            Named {
                id: was.list_id.to_string(),
                page: None,
                what: case.say(&what),
            },
        ));
    }
    gone.sort_by_key(|(row, _)| *row);
    gone.into_iter().map(|(_, named)| named).collect()
}
