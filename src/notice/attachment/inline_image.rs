//! Pictures within the HTML part: `<img src="cid:logo" alt="…">` (RFC 2392), in a `multipart/related`.

use std::sync::Arc;

use super::{file, inspect};
use crate::config::InlineSettings;
use crate::finding::{Code, Finding, Place, Problem};
use crate::formats::document::file_type::{is_safe_name, kind_of};
use crate::notice::message::mail::{Audience, Enclosure};
use crate::notice::sources::Sources;
use crate::notice::template::cid::content_id;

/// Reads and encodes all pictures; faults beside those that could be read.
pub(crate) fn load(sources: &Sources<'_>) -> (Vec<Arc<Enclosure>>, Vec<Finding>) {
    let (mut found, mut faults) = (vec![], vec![]);
    for (nth, picture) in sources.notice.inline.iter().enumerate() {
        let fault = |phrase| Finding::at(Place::file(picture.file.display().to_string()), phrase);
        let twice = sources.notice.inline[..nth]
            .iter()
            .any(|other| other.cid == picture.cid);
        if twice {
            faults.push(fault(Code::NoticeInlineTwice.with("name", &picture.cid)));
            continue;
        }
        match open(sources, picture) {
            Ok(one) => {
                let file = picture.file.display().to_string();
                faults.extend(inspect::look(
                    &file,
                    &one.name,
                    one.media_type,
                    &one.content,
                ));
                found.push(Arc::new(one));
            }
            Err(phrase) => faults.push(fault(phrase)),
        }
    }
    (found, faults)
}

fn open(sources: &Sources<'_>, picture: &InlineSettings) -> Result<Enclosure, Problem> {
    let extension = picture
        .file
        .extension()
        .map(|found| found.to_string_lossy().to_ascii_lowercase());
    let name = format!("{}.{}", picture.cid, extension.unwrap_or_default());
    // The settings take no other; here it goes into a header.
    if !is_safe_name(&name) {
        return Err(Code::NoticeAttachmentStuck.with("name", name));
    }
    let not_one = || Code::NoticeInlineKind.with("name", &picture.cid);
    let kind = kind_of(&name)
        .filter(|kind| kind.media_type.starts_with("image/"))
        .ok_or_else(not_one)?;
    let content = file::read(&sources.dir.join(&picture.file), sources.notice.max_size)
        .map_err(|phrase| phrase.with("name", &name))?;
    if !(kind.agrees)(&content) {
        return Err(not_one());
    }
    let id = content_id(&picture.cid, sources.sender.from.address.domain());
    let disposition =
        format!("Content-ID: <{id}>\r\nContent-Disposition: inline;\r\n filename=\"{name}\"\r\n");
    file::enclose(&name, kind.media_type, content, &disposition, Audience::All)
        .map_err(|_| Code::NoticeAttachmentStuck.with("name", name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::support::Folder;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nx";

    fn folder(html: &str, content: &[u8]) -> Folder {
        let mut folder = Folder::new().file("logo.png", content).html(html);
        folder.notice.inline = vec![InlineSettings {
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
        assert_eq!(
            crate::notice::message::smtp_safe::check(&mail.pieces),
            Ok(())
        );
    }

    #[test]
    fn pictures_and_html_know_each_other() {
        let codes = |html: &str, content: &[u8]| -> Vec<&'static str> {
            match folder(html, content).press() {
                Ok((_, warnings)) => warnings.iter().map(Finding::code_name).collect(),
                Err(faults) => faults
                    .iter()
                    .filter(|fault| fault.is_error())
                    .map(Finding::code_name)
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
