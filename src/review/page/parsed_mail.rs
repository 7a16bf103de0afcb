//! A sealed mail as a reader's program opens it: the pages show what is sent, not what we believe
//! we composed.

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::inline_images;
use crate::id::{Digest, ListId};
use crate::review::ReviewFault;
use crate::vault::VaultFault;

/// What the reader gets.
pub(crate) struct ParsedMail {
    /// Its size in bytes.
    pub(crate) octets: u64,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) reply_to: Option<String>,
    pub(crate) subject: String,
    /// Without the angle brackets.
    pub(crate) message_id: String,
    /// The header as it goes over the wire.
    pub(crate) header: String,
    /// With the mail's pictures embedded.
    pub(crate) html: String,
    pub(crate) text: String,
    /// The pictures that the HTML shows.
    pub(crate) pictures: Vec<MailAttachment>,
    pub(crate) attachments: Vec<MailAttachment>,
}

/// A file in the mail, decoded.
pub(crate) struct MailAttachment {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
    pub(crate) digest: Digest,
}

/// Opens a sealed mail, if its bytes are those that were sealed with this digest.
pub(crate) fn open_sealed(
    bytes: &[u8],
    sealed: &Digest,
    id: &ListId,
) -> Result<ParsedMail, ReviewFault> {
    if Digest::of(bytes) != *sealed {
        return Err(VaultFault::NotAsSealed.into());
    }
    open(bytes).ok_or_else(|| ReviewFault::Unreadable { id: id.clone() })
}

/// Reads the mail; `None` if it is not a mail, or lacks a text or an HTML part, a sender, a
/// recipient or a subject.
pub(crate) fn open(bytes: &[u8]) -> Option<ParsedMail> {
    let mail = MessageParser::default().parse(bytes)?;
    let end = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    let mut html = html(&mail)?;
    let (pictures, attachments): (Vec<_>, Vec<_>) = mail
        .attachments()
        .partition(|part| inline_images::show(&mut html, part));
    Some(ParsedMail {
        octets: bytes.len() as u64,
        from: mailboxes(mail.from()?)?,
        to: mailboxes(mail.to()?)?,
        reply_to: mail
            .reply_to()
            .map(|boxes| mailboxes(boxes).ok_or(()))
            .transpose()
            .ok()?,
        subject: mail.subject()?.to_owned(),
        message_id: mail.message_id()?.to_owned(),
        header: String::from_utf8_lossy(&bytes[..end]).replace("\r\n", "\n"),
        html,
        text: text(&mail)?,
        pictures: pictures
            .into_iter()
            .map(attachment)
            .collect::<Option<_>>()?,
        attachments: attachments
            .into_iter()
            .map(attachment)
            .collect::<Option<_>>()?,
    })
}

/// Addresses with their names, as a reader's program shows them.
fn mailboxes(boxes: &Address<'_>) -> Option<String> {
    let shown: Option<Vec<String>> = boxes
        .iter()
        .map(|one| {
            let address = one.address.as_deref()?;
            Some(
                one.name
                    .as_deref()
                    .map_or_else(|| address.to_owned(), |name| format!("{name} <{address}>")),
            )
        })
        .collect();
    shown
        .filter(|all| !all.is_empty())
        .map(|all| all.join(", "))
}

/// The HTML part. A part that the library makes from the text doesn't count.
fn html(mail: &Message<'_>) -> Option<String> {
    mail.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.replace("\r\n", "\n")),
        _ => None,
    })
}

fn text(mail: &Message<'_>) -> Option<String> {
    mail.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n")),
        _ => None,
    })
}

fn attachment(part: &mail_parser::MessagePart<'_>) -> Option<MailAttachment> {
    let content = part.contents().to_vec();
    Some(MailAttachment {
        name: part.attachment_name()?.to_owned(),
        digest: Digest::of(&content),
        content,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: \"Voorbeeldzaken\" <bericht@voorbeeldzaken.example>\r\n\
        To: =?utf-8?q?Caf=C3=A9_M=C3=BCller?= <info@muller.example>\r\n\
        Subject: =?utf-8?q?Informatie_voor_Caf=C3=A9?=\r\n\
        Message-ID: <1@voorbeeldzaken.example>\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=m\r\n\r\n\
        --m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n\
        --a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Geachte mevrouw M=C3=BCller,=20\r\nlange =\r\nregel\r\n\
        --a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Geachte</p>\r\n\
        --a--\r\n\
        --m\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Disposition: attachment; filename=\"a.pdf\"\r\n\r\nJVBERi0xLjcK\r\n\
        --m--\r\n";

    #[test]
    fn a_mail_is_shown_as_its_reader_sees_it() {
        let opened = open(MAIL.as_bytes()).unwrap();
        assert_eq!(opened.to, "Café Müller <info@muller.example>");
        assert_eq!(opened.subject, "Informatie voor Café");
        assert_eq!(
            opened.text.trim_end(),
            "Geachte mevrouw Müller, \nlange regel"
        );
        assert_eq!(opened.html.trim_end(), "<p>Geachte</p>");
        assert_eq!(opened.reply_to, None);
        assert!(opened.header.starts_with("From: ") && opened.header.ends_with("boundary=m"));
        let [pdf] = &opened.attachments[..] else {
            panic!("one attachment")
        };
        assert_eq!(
            (pdf.name.as_str(), &pdf.content[..]),
            ("a.pdf", &b"%PDF-1.7\n"[..])
        );
    }

    #[test]
    fn a_mail_without_one_of_its_parts_is_not_shown_as_if_it_had_it() {
        for (from, to) in [
            ("text/html", "application/octet-stream"),
            ("text/plain", "application/octet-stream"),
            ("Subject:", "X-Subject:"),
            ("Message-ID:", "X-Message-ID:"),
            ("From:", "X-From:"),
            ("To:", "X-To:"),
        ] {
            assert!(
                open(MAIL.replacen(from, to, 1).as_bytes()).is_none(),
                "{from}"
            );
        }
    }
}
