//! One file as it goes with a mail: read up to a limit, checked for being what its name says, encoded once.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::config::{AttachmentSettings, AttachmentSource};
use crate::finding::{Code, Problem};
use crate::formats::document::file_type::kind_of;
use crate::id::Digest;
use crate::notice::message::mail::{Audience, Enclosure, Shared};
use crate::notice::message::smtp_safe;
use crate::notice::message::transfer_encoding::base64_lines;

/// The file or folder an attachment comes from, as the settings name it.
pub(crate) fn path_of(attachment: &AttachmentSettings) -> String {
    match &attachment.source {
        AttachmentSource::File(path) | AttachmentSource::Template(path) => {
            path.display().to_string()
        }
        AttachmentSource::Column { folder, .. } => folder.display().to_string(),
    }
}

/// Bytes as whole kilobytes, rounded up, beside the most there may be.
pub(crate) fn sizes(problem: Problem, octets: u64, most: u64) -> Problem {
    problem
        .with("size", octets.div_ceil(1000))
        .with("most", most / 1000)
}

/// How a file goes along.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form<'a> {
    /// The name that the reader sees.
    pub(crate) name: &'a str,
    /// What it is.
    pub(crate) media_type: &'static str,
    /// The most bytes it may take on the wire.
    pub(crate) most: u64,
}

/// Reads and encodes a file.
pub(crate) fn open(path: &Path, form: Form<'_>, audience: Audience) -> Result<Enclosure, Problem> {
    let Form {
        name,
        media_type,
        most,
    } = form;
    let content = read(path, most).map_err(|phrase| phrase.with("name", name))?;
    if !kind_of(name).is_some_and(|kind| (kind.agrees)(&content)) {
        return Err(Code::NoticeAttachmentKindDiffers.with("name", name));
    }
    let disposition = format!("Content-Disposition: attachment;\r\n filename=\"{name}\"\r\n");
    enclose(name, media_type, content, &disposition, audience)
        .map_err(|_| Code::NoticeAttachmentStuck.with("name", name))
}

/// The file's bytes, unless it is missing, empty or so large that reading it makes no sense.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Problem> {
    let unreadable = |_| Problem::new(Code::NoticeAttachmentUnreadable);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let encoded = encoded_size(size);
    if encoded > most {
        return Err(sizes(
            Problem::new(Code::NoticeAttachmentTooLarge),
            encoded,
            most,
        ));
    }
    let mut content = Vec::new();
    // A file that grows meanwhile is read no further.
    file.take(size)
        .read_to_end(&mut content)
        .map_err(unreadable)?;
    if content.is_empty() {
        return Err(Problem::new(Code::NoticeAttachmentEmpty));
    }
    Ok(content)
}

/// How many octets base64 makes of so many: four of three, and a line end after every 76 (RFC 2045, section 6.8).
const fn encoded_size(octets: u64) -> u64 {
    let letters = octets.div_ceil(3).saturating_mul(4);
    letters.saturating_add(letters.div_ceil(76).saturating_mul(2))
}

/// The MIME entity of a file. Both `name=` and `filename=`, since older readers know only the first.
pub(crate) fn enclose(
    name: &str,
    media_type: &'static str,
    content: Vec<u8>,
    disposition: &str,
    audience: Audience,
) -> Result<Enclosure, smtp_safe::WireFault> {
    let charset = if media_type == "text/plain" {
        "; charset=utf-8"
    } else {
        ""
    };
    let mut bytes = format!(
        "Content-Type: {media_type}{charset};\r\n name=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n{disposition}\r\n"
    )
    .into_bytes();
    bytes.extend(base64_lines(&content));
    smtp_safe::check_shared(&bytes)?;
    let digest = Digest::of(&content);
    let shared = Arc::new(Shared {
        digest: Digest::of(&bytes),
        bytes,
    });
    Ok(Enclosure {
        name: name.to_owned(),
        media_type,
        content,
        digest,
        audience,
        shared,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_file_is_foretold_to_the_octet() {
        for octets in [1, 2, 3, 56, 57, 58, 113, 114, 115, 10_000] {
            let lines = base64_lines(&vec![b'a'; octets]);
            assert_eq!(encoded_size(octets as u64), lines.len() as u64, "{octets}");
        }
        assert_eq!(encoded_size(u64::MAX), u64::MAX);
    }
}
