//! Pictures within a mail's HTML (`cid:`, RFC 2392), embedded (RFC 2397) for a page that loads
//! nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_parser::{MessagePart, MimeHeaders};

/// What may surround the address of a picture. A merged value can't be mistaken for one: in it,
/// quotes and `=` are escaped.
const AROUND: [(&str, &[&str]); 3] = [
    ("\"", &["\""]),
    ("'", &["'"]),
    ("=", &[" ", ">", "\n", "\t"]),
];

/// Embeds a picture in the HTML at every place that names it. Returns whether there is one: mail
/// programs show an unused picture as an attachment, and so do we.
pub(crate) fn show(html: &mut String, part: &MessagePart<'_>) -> bool {
    let Some((id, data)) = part.content_id().zip(data(part)) else {
        return false;
    };
    let before = html.len();
    for (open, closes) in AROUND {
        for close in closes {
            let shown = html.replace(
                &format!("{open}cid:{id}{close}"),
                &format!("{open}{data}{close}"),
            );
            *html = shown;
        }
    }
    html.len() != before
}

/// The picture as a data URL; `None` if it is not a picture.
fn data(part: &MessagePart<'_>) -> Option<String> {
    let kind = part
        .content_type()
        .filter(|kind| kind.ctype().eq_ignore_ascii_case("image"))?;
    let subtype = kind.subtype()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    let known = !subtype.is_empty() && subtype.chars().all(plain);
    known.then(|| {
        format!(
            "data:image/{subtype};base64,{}",
            STANDARD.encode(part.contents())
        )
    })
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    fn shown(kind: &str, html: &str) -> (bool, String) {
        let mail = format!(
            "Content-Type: {kind}\r\nContent-ID: <logo@a.example>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n"
        );
        let mail = MessageParser::default().parse(mail.as_bytes()).unwrap();
        let mut html = html.to_owned();
        (show(&mut html, &mail.parts[0]), html)
    }

    #[test]
    fn a_picture_stands_wherever_the_html_names_it() {
        let data = "data:image/png;base64,iVBO";
        let (there, html) = shown(
            "image/png",
            "<img src=\"cid:logo@a.example\"><img src='cid:logo@a.example'><img src=cid:logo@a.example>",
        );
        assert!(there);
        assert_eq!(
            html,
            format!("<img src=\"{data}\"><img src='{data}'><img src={data}>")
        );
    }

    #[test]
    fn what_is_no_picture_or_is_not_named_stays_an_attachment() {
        for (kind, html) in [
            ("image/png", "<img src=\"cid:logo@a.example.example\">"),
            ("image/png", "<p>cid:logo@a.example</p>"),
            ("image/png", "<p>&quot;cid:logo@a.example&quot;</p>"),
            ("text/html", "<img src=\"cid:logo@a.example\">"),
        ] {
            assert_eq!(shown(kind, html), (false, html.to_owned()), "{kind} {html}");
        }
    }
}
