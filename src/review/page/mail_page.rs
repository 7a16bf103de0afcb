//! The page of one mail: its header, what the reader sees, and the file itself.

use serde::Serialize;

use super::bundle_input::{Case, MailSheet, grouped};
use super::links::Links;
use super::parsed_mail::{MailAttachment, ParsedMail};
use super::signoff_view::RemarkThread;
use crate::phrase::Phrase;
use crate::review::ReviewFault;
use crate::review::folder::file_names;
use crate::vault::VaultFault;

/// Characters on a line of the frame.
const LINE: usize = 64;

/// Data for the template of a mail's page.
#[derive(Serialize)]
pub(crate) struct MailView<'a> {
    title: String,
    /// Path to the bundle's own folder.
    up: &'static str,
    campaign: &'a str,
    kind: String,
    id: &'a str,
    organisation: &'a str,
    row: String,
    position: String,
    before: Option<Beside<'a>>,
    after: Option<Beside<'a>>,
    withheld: bool,
    /// Name and address have little or nothing in common.
    unlike: bool,
    opened: Shown<'a>,
    envelope_from: String,
    envelope_to: String,
    size: String,
    digest: String,
    header: &'a str,
    frame: String,
    /// About how many lines the reader sees: a frame that runs no script can't measure itself.
    lines: usize,
    eml: String,
    eml_path: String,
    attachments: Vec<File>,
    pictures: Vec<Picture>,
    remarks: Vec<RemarkThread>,
    remark_command: String,
    /// Whether the page shows what comes from the list.
    of_list: bool,
    /// The text in pieces; `None` if what comes from the list can't be known any more.
    pieces: Option<Vec<TextPiece>>,
}

/// A piece of a mail's text.
#[derive(Serialize)]
struct TextPiece {
    text: String,
    /// Whether it comes from the list.
    value: bool,
}

/// The previous or next mail.
#[derive(Serialize)]
struct Beside<'a> {
    id: &'a str,
    page: String,
}

#[derive(Serialize)]
struct Shown<'a> {
    from: &'a str,
    to: &'a str,
    reply_to: Option<&'a str>,
    subject: &'a str,
    message_id: &'a str,
    /// For a page that holds it; the server answers with it alone.
    html: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct File {
    name: String,
    link: String,
    size: String,
    digest: String,
}

/// A picture that the mail itself shows.
#[derive(Serialize)]
struct Picture {
    name: String,
    size: String,
    digest: String,
}

/// Fills the page of the mail at this position in the reading order.
pub(crate) fn view<'a>(
    case: &'a Case,
    at: usize,
    opened: &'a ParsedMail,
    remarks: Vec<RemarkThread>,
) -> Result<MailView<'a>, ReviewFault> {
    let in_place = |at: usize| case.order.get(at).map(|mail| &case.mails[*mail]);
    let mail = in_place(at).ok_or(VaultFault::Missing)?;
    let next_to = |at: usize| in_place(at).map(|mail| beside(case, mail));
    let id = mail.row.list_id.as_str();
    let (place, of) = (at + 1, case.mails.len());
    let frame = Phrase::new("review-frame").with("id", id);
    Ok(MailView {
        title: case.say(
            &Phrase::new("review-mail-title")
                .with("id", id)
                .with("campaign", &case.seal.head.campaign),
        ),
        up: "../",
        campaign: &case.seal.head.campaign,
        kind: case.say(&Phrase::new("review-kind").with("kind", &case.seal.head.kind)),
        id,
        organisation: &mail.row.organisation,
        row: case.say(&Phrase::new("review-row").with("row", mail.row.sheet_row)),
        position: case.say(
            &Phrase::new("review-position")
                .with("place", place)
                .with("of", of),
        ),
        before: at.checked_sub(1).and_then(next_to),
        after: next_to(at + 1),
        unlike: at < case.unlike,
        withheld: mail.withheld,
        opened: shown(opened, case.input.links),
        envelope_from: case.seal.head.return_path(),
        envelope_to: mail.sealed.address.to_string(),
        size: case.size(opened.octets),
        digest: grouped(&mail.sealed.digest),
        header: &opened.header,
        frame: case.say(&frame),
        lines: lines(&opened.text),
        eml: case.input.links.eml(mail.linked()),
        eml_path: format!("mails/{}.eml", mail.file),
        attachments: opened
            .attachments
            .iter()
            .enumerate()
            .map(|(nth, attachment)| file(case, mail, nth, attachment))
            .collect(),
        pictures: opened
            .pictures
            .iter()
            .map(|one| picture(case, one))
            .collect(),
        remarks,
        remark_command: format!("heraut remark \"…\" --by \"…\" --mail {id}"),
        of_list: case.input.marks.is_some(),
        pieces: pieces(case, mail),
    })
}

/// The text of a mail in pieces, if what comes from the list is asked for and known.
fn pieces(case: &Case, mail: &MailSheet) -> Option<Vec<TextPiece>> {
    let marks = case.input.marks.as_ref()?;
    let pieces = marks(&mail.row.list_id, &mail.sealed.digest)?;
    let piece = |(text, value)| TextPiece { text, value };
    Some(pieces.into_iter().map(piece).collect())
}

/// About how many lines of the frame a text takes.
fn lines(text: &str) -> usize {
    text.lines()
        .map(|line| line.chars().count().div_ceil(LINE).max(1))
        .sum()
}

fn beside<'a>(case: &Case, mail: &'a MailSheet) -> Beside<'a> {
    Beside {
        id: mail.row.list_id.as_str(),
        page: case.input.links.beside(mail.linked()),
    }
}

fn shown(opened: &ParsedMail, links: Links) -> Shown<'_> {
    Shown {
        from: &opened.from,
        to: &opened.to,
        reply_to: opened.reply_to.as_deref(),
        subject: &opened.subject,
        message_id: &opened.message_id,
        html: match links {
            Links::Bundle => Some(&opened.html),
            Links::Server => None,
        },
        text: opened.text.trim_end(),
    }
}

fn file(case: &Case, mail: &MailSheet, nth: usize, attachment: &MailAttachment) -> File {
    File {
        name: attachment.name.clone(),
        link: case
            .input
            .links
            .file(mail.linked(), nth, &file_names::attachment(attachment)),
        size: case.size(attachment.content.len() as u64),
        digest: grouped(&attachment.digest),
    }
}

fn picture(case: &Case, one: &MailAttachment) -> Picture {
    let size = case.size(one.content.len() as u64);
    Picture {
        name: one.name.clone(),
        size,
        digest: grouped(&one.digest),
    }
}
