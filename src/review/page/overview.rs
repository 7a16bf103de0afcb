//! The first page: an overview of the seal, and the list of its mails.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::bundle_input::{Case, grouped};
use super::changes;
use super::enclosures::{Enclosures, SharedAttachment, attachments};
use super::links::Links;
use super::previous_seal::MailChange;
use super::signoff_view::{self, RemarkThread, SignOff};
use super::warnings::{Warning, warnings};
use crate::phrase::Phrase;
use crate::review::ReviewFault;
use crate::vault::SealedRow;

/// Mail servers add lines above a mail; `sed` drops them together with the date, and restores the
/// line ends.
const CHECK_RECEIVED: &str = r"sed '1,/^Date:/d' mail.eml | sed 's/\r*$/\r/' | sha256sum";

/// Data for the template of the first page.
#[derive(Serialize)]
pub(crate) struct OverviewView {
    title: String,
    /// Path to the bundle's own folder.
    up: &'static str,
    campaign: String,
    redacted: bool,
    kind: String,
    lead: String,
    short: String,
    digest: String,
    /// The campaign digest as programs write it.
    sealed_digest: String,
    /// What the page of the wordings holds; none without names.
    wordings: Option<String>,
    sum: String,
    /// The kinds that get a mail.
    kinds: Option<String>,
    grounds: Vec<Ground>,
    sign_off: SignOff,
    remarks: Vec<RemarkThread>,
    remarks_line: String,
    remarks_open: bool,
    warnings: Vec<Warning>,
    /// The seal is from before findings were kept.
    warnings_unknown: bool,
    /// When the mails would go out.
    planned: Vec<Fact>,
    /// What changed since the previous seal; `None` for the first.
    changes: Option<changes::ChangesView>,
    sealed: Vec<Fact>,
    attachments: Vec<SharedAttachment>,
    attachments_more: Option<String>,
    /// How to check a mail as it was received.
    check_received: &'static str,
    mails_line: String,
    /// Why some mails come first, if some do.
    unlike: Option<String>,
    mails: Vec<Line>,
}

#[derive(Serialize)]
struct Ground {
    ground: String,
    legal: Option<String>,
    rows: String,
    /// Who they are: ids, and names if those may be shown.
    who: String,
    /// A note that they get a letter, if they do.
    post: Option<String>,
}

#[derive(Serialize)]
struct Fact {
    name: String,
    value: String,
}

#[derive(Serialize)]
struct Line {
    id: String,
    page: String,
    organisation: String,
    address: String,
    subject: String,
    short: String,
    withheld: bool,
    remarked: bool,
    /// Name and address have little or nothing in common.
    unlike: bool,
    /// How it compares with its previous mail.
    change: Option<String>,
}

/// Fills the first page.
pub(crate) fn view(
    case: &Case,
    enclosures: Enclosures,
    patterns: Option<usize>,
) -> Result<OverviewView, ReviewFault> {
    let head = &case.seal.head;
    let kind = case.say(&Phrase::new("review-kind").with("kind", &head.kind));
    let (open, closed) = signoff_view::counts(case);
    let (attachments, attachments_more) = attachments(case, enclosures);
    Ok(OverviewView {
        title: case.say(&Phrase::new("review-page-title").with("campaign", &head.campaign)),
        up: "",
        campaign: head.campaign.clone(),
        redacted: case.input.redact,
        kind,
        lead: lead(case)?,
        short: case.seal.digest.short(),
        digest: grouped(&case.seal.digest),
        sealed_digest: case.seal.digest.to_string(),
        wordings: patterns.map(|patterns| wordings(case, patterns)),
        sum: sum(case),
        kinds: kinds(case),
        grounds: grounds(case),
        sign_off: signoff_view::sign_off(case)?,
        remarks: signoff_view::remarks(case, None)?,
        remarks_line: case.say(
            &Phrase::new("review-remarks-line")
                .with("open", open)
                .with("closed", closed),
        ),
        remarks_open: open > 0,
        warnings: warnings(case),
        warnings_unknown: case.findings.is_none(),
        planned: planned(case),
        changes: changes::view(case),
        sealed: sealed(case),
        attachments,
        attachments_more,
        check_received: CHECK_RECEIVED,
        mails_line: case.say(&mails_line(case)),
        unlike: unlike(case),
        mails: match case.input.links {
            Links::Bundle => lines(case),
            // It has a page of its own there.
            Links::Server => vec![],
        },
    })
}

/// How many patterns the mails have.
fn wordings(case: &Case, patterns: usize) -> String {
    case.say(
        &Phrase::new("review-wordings-link")
            .with("mails", case.mails.len())
            .with("patterns", patterns),
    )
}

/// How a mail compares with its previous one, except if a text that all share has changed.
pub(crate) fn change(case: &Case, mail: &super::bundle_input::MailSheet) -> Option<String> {
    let before = case.before.as_ref()?;
    let change = before.of(&mail.sealed)?;
    let is_of_all =
        change == MailChange::Text && before.is_of_all(case.mails.iter().map(|mail| &mail.sealed));
    (!is_of_all).then(|| case.say(&Phrase::new(change.key())))
}

/// When the mails would go out with the current settings.
fn planned(case: &Case) -> Vec<Fact> {
    let fact = |(name, value): &(Phrase, Phrase)| Fact {
        name: case.say(name),
        value: case.say(value),
    };
    case.input.planned.iter().map(fact).collect()
}

fn unlike(case: &Case) -> Option<String> {
    (case.unlike > 0)
        .then(|| case.say(&Phrase::new("review-unlike-first").with("count", case.unlike)))
}

fn mails_line(case: &Case) -> Phrase {
    Phrase::new("review-mails-line")
        .with("count", case.mails.len())
        .with("size", case.size(case.seal.octets))
}

/// When it was sealed, and by whom.
fn lead(case: &Case) -> Result<String, ReviewFault> {
    let at = case.seal.at;
    Ok(
        match case.entry.sealed.by.as_ref().filter(|_| !case.input.redact) {
            Some(by) => {
                let who = case.person(by)?;
                case.say(
                    &Phrase::new("review-sealed-by")
                        .with("at", at)
                        .with("who", who),
                )
            }
            None => case.say(&Phrase::new("review-sealed").with("at", at)),
        },
    )
}

/// Every row of the list counted in exactly one place.
fn sum(case: &Case) -> String {
    let excluded = case.rows.iter().filter(|row| row.ground.is_some()).count();
    let withheld = case.mails.iter().filter(|mail| mail.withheld).count();
    let elsewhere = case.rows.len().saturating_sub(excluded + case.mails.len());
    case.say(
        &Phrase::new("review-sum")
            .with("listed", case.rows.len())
            .with("excluded", excluded)
            .with("withheld", withheld)
            .with("elsewhere", elsewhere)
            .with("mails", case.mails.len() - withheld),
    )
}

/// Which kinds get a mail, and how many of each.
fn kinds(case: &Case) -> Option<String> {
    let kinds: Vec<String> = case.input.kinds.iter().map(|kind| case.say(kind)).collect();
    (!kinds.is_empty())
        .then(|| case.say(&Phrase::new("review-kinds").with("kinds", kinds.join(", "))))
}

/// The grounds in the order in which they first appear on the list.
fn grounds(case: &Case) -> Vec<Ground> {
    let mut grounds: BTreeMap<(String, Option<String>), Vec<&SealedRow>> = BTreeMap::new();
    for row in &case.rows {
        if let Some(ground) = &row.ground {
            let shown = case.ground_of(ground);
            let legal = row.legal.clone().filter(|_| shown == *ground);
            grounds.entry((shown, legal)).or_default().push(row);
        }
    }
    let who = |row: &&SealedRow| match case.input.redact {
        true => case.organisation_of(row),
        false => format!("{} {}", row.list_id, row.organisation),
    };
    // The list for post names people; a redacted bundle doesn't have it, nor has the server.
    let by_post = if case.input.redact || case.input.links == Links::Server {
        "review-by-post-redacted"
    } else {
        "review-by-post"
    };
    let ground = |((ground, legal), rows): ((String, Option<String>), Vec<&SealedRow>)| Ground {
        ground,
        legal,
        rows: case
            .speaker
            .number(i64::try_from(rows.len()).unwrap_or(i64::MAX)),
        who: rows.iter().map(who).collect::<Vec<_>>().join("; "),
        post: rows
            .iter()
            .any(|row| row.by_post == Some(true))
            .then(|| case.say(&Phrase::new(by_post))),
    };
    grounds.into_iter().map(ground).collect()
}

/// What people approve besides the mails.
fn sealed(case: &Case) -> Vec<Fact> {
    let head = &case.seal.head;
    let none = || case.say(&Phrase::new("review-none"));
    let when = |at: Option<jiff::Timestamp>| at.map_or_else(none, |at| case.speaker.time(at));
    let relay = match head.relay.split_once(" tls=") {
        Some((host, tls)) => case.say(
            &Phrase::new("review-relay-tls")
                .with("host", host)
                .with("tls", tls),
        ),
        None => case.say(&Phrase::new("review-catcher")),
    };
    let valid = case
        .speaker
        .span(std::time::Duration::from_secs(head.valid_for));
    let personal = !case.input.redact;
    let facts = [
        (true, Phrase::new("review-list"), list(case)),
        (personal, Phrase::new("review-from"), head.from.clone()),
        (
            personal,
            Phrase::new("review-reply-to"),
            head.reply_to.clone().unwrap_or_else(none),
        ),
        (
            personal,
            Phrase::new("review-envelope-from"),
            head.return_path(),
        ),
        (true, Phrase::new("review-relay"), relay),
        (
            true,
            Phrase::new("review-not-before"),
            when(head.not_before),
        ),
        (true, Phrase::new("review-deadline"), when(head.deadline)),
        (true, Phrase::new("review-valid-for"), valid),
        (
            true,
            Phrase::new("review-journal"),
            case.input.head.to_string(),
        ),
    ];
    let corrected = head.rectifies.iter().cloned();
    let corrected = corrected.map(|name| (true, Phrase::new("review-rectifies"), name));
    let shown = corrected.chain(facts).filter(|(shown, _, _)| *shown);
    shown
        .map(|(_, name, value)| Fact {
            name: case.say(&name),
            value,
        })
        .collect()
}

/// Which list it is, as far as the reader may know.
fn list(case: &Case) -> String {
    // A file's name may be anybody's.
    let may_show = |part: &&Phrase| !case.input.redact || part.key() != "campaign-list-file";
    let parts = case.input.list.iter().filter(may_show);
    let said: Vec<String> = parts.map(|part| case.say(part)).collect();
    said.join(", ")
}

fn lines(case: &Case) -> Vec<Line> {
    let remarks = case.input.ledger.remarks().iter();
    let remarked: HashSet<_> = remarks.filter_map(|(_, remark)| remark.mail).collect();
    let hidden = |text: &str| {
        if case.input.redact {
            String::new()
        } else {
            text.to_owned()
        }
    };
    let line = |(place, mail): (usize, &super::bundle_input::MailSheet)| Line {
        id: case.id_of(&mail.row).to_owned(),
        page: case.input.links.mail(mail.linked()),
        organisation: case.organisation_of(&mail.row),
        address: hidden(&mail.sealed.address.to_string()),
        subject: hidden(&mail.subject),
        short: mail.sealed.digest.short(),
        withheld: mail.withheld,
        remarked: remarked.contains(&mail.sealed.recipient),
        unlike: place < case.unlike,
        change: change(case, mail),
    };
    case.order
        .iter()
        .map(|at| &case.mails[*at])
        .enumerate()
        .map(line)
        .collect()
}
