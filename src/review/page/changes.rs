//! What changed in the mails since the previous seal in force, for people who read that one.

use std::collections::HashMap;

use serde::Serialize;

use super::bundle_input::{Case, MailSheet};
use crate::address::Address;
use crate::id::{Digest, Pseudonym};
use crate::phrase::Phrase;
use crate::review::ReviewFault;
use crate::review::folder::file_names::link;
use crate::vault::{SealHead, SealedRow, Vault};

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

/// How the mail of a row compares with its previous mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MailChange {
    /// There was no previous mail.
    New,
    /// It goes to another address.
    Address,
    /// It says something else.
    Text,
}

impl MailChange {
    /// The word shown at the mail itself.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            MailChange::New => "review-is-new",
            MailChange::Address => "review-is-elsewhere",
            MailChange::Text => "review-is-other",
        }
    }
}

/// The mails in force before, each as the newest seal had it.
pub(crate) struct PreviousSeal {
    head: SealHead,
    mails: HashMap<Pseudonym, Old>,
}

struct Old {
    digest: Digest,
    address: Address,
    row: Option<SealedRow>,
}

impl PreviousSeal {
    /// Reads the earlier seals and compares them with the digests of the journal; `None` for the
    /// first seal.
    pub(crate) fn load(
        input: &crate::review::Input<'_>,
        vault: &Vault,
    ) -> Result<Option<PreviousSeal>, ReviewFault> {
        let seals = input.ledger.seals();
        let seals: Vec<_> = seals
            .iter()
            .filter(|entry| entry.sealed.seal < input.seal)
            .collect();
        let whole = seals
            .iter()
            .rposition(|entry| !entry.sealed.supplement)
            .unwrap_or(0);
        let mut before = None;
        let mut mails = HashMap::new();
        for entry in &seals[whole..] {
            let seal = entry.sealed.seal;
            vault.verify(seal, &entry.sealed.digest, |_| {})?;
            let mut rows: HashMap<Pseudonym, SealedRow> = vault
                .rows(seal)?
                .into_iter()
                .map(|row| (row.recipient, row))
                .collect();
            vault.mails(seal, |mail| {
                let row = rows.remove(&mail.recipient);
                mails.insert(
                    mail.recipient,
                    Old {
                        digest: mail.digest,
                        address: mail.address,
                        row,
                    },
                );
            })?;
            before = Some(vault.seal(seal)?.head);
        }
        Ok(before.map(|head| PreviousSeal { head, mails }))
    }

    /// How this mail compares with the previous one; `None`: it is the same.
    pub(crate) fn of(&self, mail: &MailSheet) -> Option<MailChange> {
        match self.mails.get(&mail.sealed.recipient) {
            None => Some(MailChange::New),
            Some(old) if old.address != mail.sealed.address => Some(MailChange::Address),
            Some(old) if old.digest != mail.sealed.digest => Some(MailChange::Text),
            Some(_) => None,
        }
    }

    /// Whether every mail that is not new says something else: then a text that all share has
    /// changed.
    pub(crate) fn is_of_all(&self, mails: &[MailSheet]) -> bool {
        let known = || {
            mails
                .iter()
                .filter(|mail| self.mails.contains_key(&mail.sealed.recipient))
        };
        known().count() > 1 && known().all(|mail| self.of(mail).is_some())
    }
}

/// What changed, in words.
pub(crate) fn view(case: &Case<'_>) -> Option<ChangesView> {
    let before = case.before.as_ref()?;
    let of = |wanted: MailChange| {
        case.mails
            .iter()
            .filter(move |mail| before.of(mail) == Some(wanted))
    };
    let mut view = ChangesView::default();
    for (key, wanted) in [
        ("review-changed-new", MailChange::New),
        ("review-changed-address", MailChange::Address),
        ("review-changed-text", MailChange::Text),
    ] {
        let everybody = wanted == MailChange::Text && before.is_of_all(&case.mails);
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
    Some(view)
}

impl ChangesView {
    fn add(&mut self, case: &Case<'_>, key: &'static str, (mut rows, count): (Vec<Named>, usize)) {
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

fn named(case: &Case<'_>, before: &PreviousSeal, mail: &MailSheet, change: MailChange) -> Named {
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
    let page = Some(link(&format!("mails/{}.view.html", mail.file)));
    Named {
        id: case.id_of(&mail.row).to_owned(),
        page,
        what,
    }
}

/// Rows that had a mail in force and no longer have one; a supplement leaves them as they are.
fn gone(case: &Case<'_>, before: &PreviousSeal) -> Vec<Named> {
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
