//! Pictures within the HTML part: `<img src="cid:logo" alt="…">` (RFC 2392), in a `multipart/related`.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::kind::{is_safe_name, kind_of};
use super::{Audience, Enclosure, Sources, attach, paper};
use crate::config::Inline;
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

/// Reads and encodes all pictures; faults beside those that could be read.
pub(super) fn load(sources: &Sources<'_>) -> (Vec<Arc<Enclosure>>, Vec<Fault>) {
    let (mut found, mut faults) = (vec![], vec![]);
    for (nth, picture) in sources.notice.inline.iter().enumerate() {
        let fault = |phrase| Fault::error(Place::file(picture.file.display().to_string()), phrase);
        let twice = sources.notice.inline[..nth]
            .iter()
            .any(|other| other.cid == picture.cid);
        if twice {
            faults.push(fault(
                Phrase::new("notice-inline-twice").with("name", &picture.cid),
            ));
            continue;
        }
        match open(sources, picture) {
            Ok(one) => {
                let file = picture.file.display().to_string();
                faults.extend(paper::look(&file, &one.name, one.media_type, &one.content));
                found.push(Arc::new(one));
            }
            Err(phrase) => faults.push(fault(phrase)),
        }
    }
    (found, faults)
}

fn open(sources: &Sources<'_>, picture: &Inline) -> Result<Enclosure, Phrase> {
    let extension = picture
        .file
        .extension()
        .map(|found| found.to_string_lossy().to_ascii_lowercase());
    let name = format!("{}.{}", picture.cid, extension.unwrap_or_default());
    // The settings take no other; here it goes into a header.
    if !is_safe_name(&name) {
        return Err(Phrase::new("notice-attachment-stuck").with("name", name));
    }
    let not_one = || Phrase::new("notice-inline-kind").with("name", &picture.cid);
    let kind = kind_of(&name)
        .filter(|kind| kind.media_type.starts_with("image/"))
        .ok_or_else(not_one)?;
    let content = attach::read(&sources.dir.join(&picture.file), sources.notice.max_size)
        .map_err(|phrase| phrase.with("name", &name))?;
    if !(kind.agrees)(&content) {
        return Err(not_one());
    }
    let id = content_id(&picture.cid, sources.sender.from.address.domain());
    let disposition =
        format!("Content-ID: <{id}>\r\nContent-Disposition: inline;\r\n filename=\"{name}\"\r\n");
    attach::enclose(&name, kind.media_type, content, &disposition, Audience::All)
        .map_err(|_| Phrase::new("notice-attachment-stuck").with("name", name))
}

/// The name a picture has in the mail: RFC 2392 wants it to have the form of an address.
fn content_id(cid: &str, domain: &str) -> String {
    format!("{cid}@{domain}")
}

/// An HTML text with its pictures written into it (RFC 2397), for a browser that has no mail around it.
pub(super) fn with_pictures(html: &str, pictures: &[Arc<Enclosure>]) -> String {
    let mut out = html.to_owned();
    for picture in pictures {
        let cid = picture.name.split('.').next().unwrap_or_default();
        let data = format!(
            "data:{};base64,{}",
            picture.media_type,
            STANDARD.encode(&picture.content)
        );
        // Behind the name stands the domain, up to the end of the attribute.
        let mut rest = std::mem::take(&mut out);
        while let Some(at) = rest.find(&format!("cid:{cid}@")) {
            let end = rest[at..]
                .find(['"', '\'', ' ', '>'])
                .map_or(rest.len(), |end| at + end);
            out.push_str(&rest[..at]);
            out.push_str(&data);
            rest.drain(..end);
        }
        out.push_str(&rest);
    }
    out
}

/// The HTML template with each `cid:logo` written as the mail names it, and what is wrong with it: pictures that
/// are not in the settings, and pictures of the settings that it does not show.
pub(super) fn settle(
    html: &str,
    inline: &[Inline],
    domain: &str,
    file: &str,
) -> (String, Vec<Fault>) {
    let (mut out, mut faults) = (String::with_capacity(html.len()), vec![]);
    let mut shown = vec![];
    for (nth, line) in html.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        let mut rest = line;
        while let Some(at) = rest.find("cid:") {
            let (before, after) = rest.split_at(at + "cid:".len());
            let end = after
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .unwrap_or(after.len());
            let (cid, after) = after.split_at(end);
            out.push_str(before);
            rest = after;
            if inline.iter().any(|picture| picture.cid == cid) {
                out.push_str(&content_id(cid, domain));
                shown.push(cid);
            } else {
                out.push_str(cid);
                let place = Place::file(file).row(u32::try_from(nth + 1).unwrap_or(u32::MAX));
                faults.push(Fault::error(
                    place,
                    Phrase::new("notice-inline-unknown").with("name", cid),
                ));
            }
        }
        out.push_str(rest);
    }
    for picture in inline
        .iter()
        .filter(|picture| !shown.contains(&picture.cid.as_str()))
    {
        let phrase = Phrase::new("notice-inline-unused").with("name", &picture.cid);
        faults.push(Fault::warning(
            Place::file(picture.file.display().to_string()),
            phrase,
        ));
    }
    (out, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::testing::Folder;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nx";

    fn folder(html: &str, content: &[u8]) -> Folder {
        let mut folder = Folder::new().file("logo.png", content).html(html);
        folder.notice.inline = vec![Inline {
            file: "logo.png".into(),
            cid: "logo".into(),
        }];
        folder
    }

    #[test]
    fn a_picture_goes_beside_the_html_under_the_name_the_html_calls_it() {
        let folder = folder(
            "<img src=\"cid:logo\" alt=\"Voorbeeldzaken\">{{organisatie}}",
            PNG,
        );
        let mail = folder.mail("x");
        assert!(
            mail.html
                .starts_with("<img src=\"cid:logo@voorbeeldzaken.example\" alt=")
        );
        let page = folder.press().unwrap().0.page(&mail);
        assert!(
            page.starts_with("<img src=\"data:image/png;base64,iVBORw0KGgp4\" alt="),
            "{page}"
        );
        let whole: Vec<u8> = mail
            .pieces
            .iter()
            .flat_map(|piece| piece.bytes().to_vec())
            .collect();
        let whole = String::from_utf8(whole).unwrap();
        let order = [
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain;",
            "Content-Type: multipart/related;\r\n type=\"text/html\";",
            "Content-Type: text/html;",
            "Content-ID: <logo@voorbeeldzaken.example>\r\nContent-Disposition: inline;\r\n filename=\"logo.png\"",
        ];
        let places: Vec<usize> = order.iter().map(|part| whole.find(part).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(crate::notice::wire::check(&mail.pieces), Ok(()));
    }

    #[test]
    fn pictures_and_html_know_each_other() {
        let codes = |html: &str, content: &[u8]| -> Vec<&'static str> {
            match folder(html, content).press() {
                Ok((_, warnings)) => warnings.iter().map(Fault::code).collect(),
                Err(faults) => faults
                    .iter()
                    .filter(|fault| fault.is_error())
                    .map(Fault::code)
                    .collect(),
            }
        };
        let all = "{{organisatie}}{{kenmerk}}{{contact}}";
        assert_eq!(codes(&format!("{all}<img src='cid:logo'>"), PNG), [""; 0]);
        assert_eq!(codes(all, PNG), ["notice-inline-unused"]);
        assert_eq!(
            codes("<img src='cid:logo'>\n<img src='cid:x'>", PNG),
            ["notice-inline-unknown"]
        );
        assert_eq!(
            codes("<img src='cid:logo'>", b"GIF89a"),
            ["notice-inline-kind"]
        );
    }
}
