//! Images that the HTML names by their Content-ID (RFC 2392): `cid:logo` as templates write it, as mails write it, and
//! written into the page for a browser that has no mail around it.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::config::InlineSettings;
use crate::finding::{Code, Finding, Place};
use crate::notice::message::mail::Enclosure;

/// The name a picture has in the mail: RFC 2392 wants it to have the form of an address.
pub(crate) fn content_id(cid: &str, domain: &str) -> String {
    format!("{cid}@{domain}")
}

/// An HTML text with its pictures written into it (RFC 2397), for a browser that has no mail around it.
pub(crate) fn embed_as_data_urls(html: &str, pictures: &[Arc<Enclosure>]) -> String {
    let mut out = html.to_owned();
    for picture in pictures {
        let cid = picture.name.split('.').next().unwrap_or_default();
        let data = format!(
            "data:{};base64,{}",
            picture.media_type,
            STANDARD.encode(&picture.content)
        );
        // The domain follows the name, up to the end of the attribute.
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
pub(crate) fn qualify_cids(
    html: &str,
    inline: &[InlineSettings],
    domain: &str,
    file: &str,
) -> (String, Vec<Finding>) {
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
                faults.push(Finding::at(
                    place,
                    Code::NoticeInlineUnknown.with("name", cid),
                ));
            }
        }
        out.push_str(rest);
    }
    for picture in inline
        .iter()
        .filter(|picture| !shown.contains(&picture.cid.as_str()))
    {
        let phrase = Code::NoticeInlineUnused.with("name", &picture.cid);
        faults.push(Finding::at(
            Place::file(picture.file.display().to_string()),
            phrase,
        ));
    }
    (out, faults)
}
