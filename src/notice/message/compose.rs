//! From parts to the bytes of one mail (RFC 5322, RFC 2045, RFC 2046).
//!
//! `multipart/mixed` of `multipart/alternative` (text, HTML) and the attachments; without attachments the
//! alternative alone. `Date:` is not here: it is prepended when the mail is first offered. Nothing tells of
//! the machine or the program. The same inputs and key give the same bytes.

use std::sync::Arc;

use super::transfer_encoding::quoted_printable;
use super::{header, smtp_safe};
use crate::config;
use crate::finding::{Code, Finding, Place};
use crate::id::{CampaignKey, Digest};
use crate::list::Recipient;
use crate::notice::attachment::file::sizes;
use crate::notice::template::value::row_problem;
use crate::notice::template::{merge::Rendered, value::collapse_line_breaks};
use crate::notice::{Audience, Enclosure, Mail, Piece};

/// What the sender says of itself in every mail.
#[derive(Debug)]
pub(crate) struct SenderHeaders {
    /// `From:` and `Reply-To:`, whole lines.
    lines: String,
    /// The right part of every `Message-ID`.
    domain: String,
    /// The most octets a whole mail may take.
    most: u64,
}

impl SenderHeaders {
    /// Writes the sender's lines once.
    ///
    /// # Errors
    /// A display name that no header can hold.
    pub(crate) fn new(sender: &config::SenderSettings, most: u64) -> Result<Self, Vec<Finding>> {
        let mut lines = String::new();
        let mut faults = vec![];
        let boxes = [
            ("From", "sender.from", Some(&sender.from)),
            ("Reply-To", "sender.reply_to", sender.reply_to.as_ref()),
        ];
        for (name, key, mailbox) in boxes {
            let Some(mailbox) = mailbox else { continue };
            match header::mailbox(name, mailbox.name.as_deref(), &mailbox.address) {
                Ok(line) => lines.push_str(&line),
                Err(header::ControlCharacter) => faults.push(Finding::at(
                    Place::file(config::FILE).column(key),
                    Code::NoticeSenderControl.with("key", key),
                )),
            }
        }
        let domain = sender.from.address.domain().to_owned();
        if faults.is_empty() {
            Ok(SenderHeaders {
                lines,
                domain,
                most,
            })
        } else {
            Err(faults)
        }
    }
}

/// The files of one mail.
#[derive(Debug)]
pub(crate) struct MailFiles<'a> {
    /// Its attachments, in order.
    pub(crate) attached: Vec<Arc<Enclosure>>,
    /// The pictures of its HTML part.
    pub(crate) pictures: &'a [Arc<Enclosure>],
}

/// One mail from its parts.
pub(crate) fn compose(
    letterhead: &SenderHeaders,
    kit: &MailFiles<'_>,
    parts: Rendered,
    recipient: &Recipient,
    key: &CampaignKey,
) -> Result<Mail, Vec<Finding>> {
    // No file: the fault is the row's, and only the caller knows what the list is called.
    let stuck = |code| {
        vec![Finding::at(
            Place::default().row(recipient.row),
            row_problem(recipient, code),
        )]
    };
    let organisation = collapse_line_breaks(&recipient.organisation);
    let to = header::mailbox("To", Some(&organisation), &recipient.address)
        .map_err(|_| stuck(Code::NoticeOrganisationControl))?;
    let subject =
        header::text("Subject", &parts.subject).map_err(|_| stuck(Code::NoticeSubjectControl))?;

    let content = content_digest(letterhead, kit, &to, &parts);
    let pseudonym = key.pseudonym(&recipient.id);
    let message_id = format!(
        "{}@{}",
        key.message_token(&pseudonym, &content),
        letterhead.domain
    );
    let outer = key.boundary(&pseudonym, &content, 0);
    let inner = key.boundary(&pseudonym, &content, 1);
    let related = key.boundary(&pseudonym, &content, 2);

    let head = head(letterhead, &to, &subject, &message_id);
    let pieces = assemble(head, kit, &parts, [&outer, &inner, &related]);
    smtp_safe::check_own(&pieces).map_err(|_| stuck(Code::NoticeWire))?;
    let own = pieces.iter().map(|piece| piece.bytes().len() as u64);
    let octets = smtp_safe::DATE_OCTETS + own.sum::<u64>();
    if octets > letterhead.most {
        return Err(too_large(recipient, octets, letterhead.most));
    }
    Ok(Mail {
        recipient: pseudonym,
        list_id: recipient.id.clone(),
        organisation: recipient.organisation.clone(),
        address: recipient.address.clone(),
        message_id,
        digest: Digest::of_pieces(pieces.iter().map(Piece::bytes)),
        subject: parts.subject,
        text: parts.text,
        html: parts.html,
        own_files: kit
            .attached
            .iter()
            .filter(|one| one.audience != Audience::All)
            .cloned()
            .collect(),
        pieces,
    })
}

/// The header fields of a mail, but for those of its parts.
fn head(letterhead: &SenderHeaders, to: &str, subject: &str, message_id: &str) -> String {
    format!(
        "{}{to}{subject}Message-ID: <{message_id}>\r\nMIME-Version: 1.0\r\n\
         Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\nContent-Language: {}\r\n",
        letterhead.lines,
        header::LANGUAGE
    )
}

/// At the key that can be changed: if the files are too large all mails are, and it is reported once.
fn too_large(recipient: &Recipient, octets: u64, most: u64) -> Vec<Finding> {
    let phrase = sizes(
        row_problem(recipient, Code::NoticeMailTooLarge),
        octets,
        most,
    );
    let place = Place::file(config::FILE).column("notice.max_size");
    vec![Finding::at(place, phrase)]
}

/// Covers all that the reader gets, so a changed mail has another `Message-ID`. Each part is preceded by its
/// length: no two different mails are the same to it.
fn content_digest(
    letterhead: &SenderHeaders,
    kit: &MailFiles<'_>,
    to: &str,
    parts: &Rendered,
) -> Digest {
    let mut fields: Vec<&[u8]> = vec![
        letterhead.lines.as_bytes(),
        to.as_bytes(),
        parts.subject.as_bytes(),
        parts.text.as_bytes(),
        parts.html.as_bytes(),
    ];
    let files = kit.attached.iter().chain(kit.pictures);
    fields.extend(files.map(|one| one.shared.digest.as_bytes().as_slice()));
    let lengths: Vec<[u8; 8]> = fields
        .iter()
        .map(|field| (field.len() as u64).to_be_bytes())
        .collect();
    Digest::of_pieces(
        lengths
            .iter()
            .zip(fields)
            .flat_map(|(length, field)| [length.as_slice(), field]),
    )
}

/// The header and the multiparts. A boundary cannot occur inside a part: it begins with `=_`, which neither
/// quoted-printable nor base64 ever writes (RFC 2045, section 6.7).
fn assemble(
    head: String,
    kit: &MailFiles<'_>,
    parts: &Rendered,
    boundaries: [&str; 3],
) -> Vec<Piece> {
    let [outer, inner, related] = boundaries;
    let mut pieces = Pieces {
        done: vec![],
        own: head.into_bytes(),
    };
    if kit.attached.is_empty() {
        pieces.alternative(kit, parts, outer, related);
        return pieces.end();
    }
    pieces.text(&format!(
        "Content-Type: multipart/mixed;\r\n boundary=\"{outer}\"\r\n\r\n--{outer}\r\n"
    ));
    pieces.alternative(kit, parts, inner, related);
    for enclosure in &kit.attached {
        pieces.text(&format!("--{outer}\r\n"));
        pieces.enclosure(enclosure);
    }
    pieces.text(&format!("--{outer}--\r\n"));
    pieces.end()
}

/// Pieces under way: those that are whole, and the mail's own bytes since.
struct Pieces {
    done: Vec<Piece>,
    own: Vec<u8>,
}

impl Pieces {
    fn text(&mut self, text: &str) {
        self.own.extend(text.bytes());
    }

    /// A letter is this mail's alone; every other file is shared.
    fn enclosure(&mut self, enclosure: &Enclosure) {
        match enclosure.audience {
            Audience::One => self.own.extend(&enclosure.shared.bytes),
            Audience::All | Audience::Rows => {
                self.done.push(Piece::Own(std::mem::take(&mut self.own)));
                self.done.push(Piece::Shared(enclosure.shared.clone()));
            }
        }
    }

    /// Text first, HTML second: readers show the last one they can (RFC 2046, section 5.1.4). With pictures the
    /// HTML is the root of a `multipart/related` (RFC 2387).
    fn alternative(
        &mut self,
        kit: &MailFiles<'_>,
        parts: &Rendered,
        boundary: &str,
        related: &str,
    ) {
        self.text(&format!(
            "Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n\r\n"
        ));
        self.text(&format!("--{boundary}\r\n"));
        self.body("plain", &parts.text);
        self.text(&format!("--{boundary}\r\n"));
        if kit.pictures.is_empty() {
            self.body("html", &parts.html);
        } else {
            self.text(&format!(
                "Content-Type: multipart/related;\r\n type=\"text/html\";\r\n boundary=\"{related}\"\r\n\r\n\
                 --{related}\r\n"
            ));
            self.body("html", &parts.html);
            for picture in kit.pictures {
                self.text(&format!("--{related}\r\n"));
                self.enclosure(picture);
            }
            self.text(&format!("--{related}--\r\n"));
        }
        self.text(&format!("--{boundary}--\r\n"));
    }

    fn body(&mut self, kind: &str, body: &str) {
        self.text(&format!(
            "Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        ));
        self.own.extend(quoted_printable(body));
        // This line end belongs to the boundary, not to the body (RFC 2046, section 5.1.1).
        self.text("\r\n");
    }

    fn end(mut self) -> Vec<Piece> {
        if !self.own.is_empty() {
            self.done.push(Piece::Own(self.own));
        }
        self.done
    }
}

#[cfg(test)]
mod tests;
