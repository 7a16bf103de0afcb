//! Files that go with mails: read once, checked for being what their names say, encoded once.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use super::chosen::Chosen;
use super::encode::base64_lines;
use super::kind::{LONGEST_NAME, is_safe_name, kind_of, known_kinds};
#[cfg(feature = "letters")]
use super::letter::Letter;
use super::{Audience, Enclosure, Shared, Sources, accept, inline, paper, wire};
use crate::config::{Attachment, AttachmentSource, Handling};
use crate::fault::{Fault, Place};
use crate::id::Digest;
use crate::list::Recipient;
use crate::phrase::Phrase;

/// One place among the attachments of every mail.
#[derive(Debug)]
enum Slot {
    /// The same file for everybody.
    Same(Arc<Enclosure>),
    /// A file of each row's own choosing.
    Chosen(Chosen),
    /// A letter made for each organisation.
    #[cfg(feature = "letters")]
    Letter(Box<Letter>),
}

/// All that goes with mails besides their words.
#[derive(Debug)]
pub(super) struct Attachments {
    slots: Vec<Slot>,
    /// The pictures of the HTML part.
    pub(super) pictures: Vec<Arc<Enclosure>>,
}

impl Attachments {
    /// Reads and encodes what can be beforehand, with what deserves a look; or tells all faults.
    pub(super) fn load(sources: &Sources<'_>) -> Result<(Attachments, Vec<Fault>), Vec<Fault>> {
        let (pictures, mut faults) = inline::load(sources);
        let mut loaded = Attachments {
            slots: vec![],
            pictures,
        };
        let mut largest: u64 = loaded
            .pictures
            .iter()
            .map(|one| one.shared.bytes.len() as u64)
            .sum();
        let all = &sources.notice.attachments;
        for (nth, attachment) in all.iter().enumerate() {
            if all[..nth]
                .iter()
                .any(|other| other.name.eq_ignore_ascii_case(&attachment.name))
            {
                let phrase =
                    Phrase::new("notice-attachment-name-twice").with("name", &attachment.name);
                faults.push(Fault::error(Place::file(path_of(attachment)), phrase));
            }
            match Slot::load(sources, attachment) {
                Ok((slot, found)) => {
                    largest += slot.largest();
                    loaded.slots.push(slot);
                    faults.extend(found);
                }
                Err(found) => faults.extend(found),
            }
        }
        let most = sources.notice.max_size;
        if let (true, Some(last)) = (largest > most, all.last()) {
            let phrase = Phrase::new("notice-attachments-too-large");
            faults.push(Fault::error(
                Place::file(path_of(last)),
                sizes(phrase, largest, most),
            ));
        }
        accept::apply(&sources.notice.accept, &mut faults);
        if faults.iter().any(Fault::is_error) {
            Err(faults)
        } else {
            Ok((loaded, faults))
        }
    }

    /// What goes with every mail.
    pub(super) fn of_all(&self) -> Vec<Arc<Enclosure>> {
        let same = self.slots.iter().filter_map(|slot| match slot {
            Slot::Same(one) => Some(one.clone()),
            #[cfg(feature = "letters")]
            Slot::Letter(letter) => Some(letter.source()),
            Slot::Chosen(_) => None,
        });
        same.chain(self.pictures.iter().cloned()).collect()
    }

    /// The attachments of one row's mail, in the order of the settings.
    pub(super) fn of(&self, recipient: &Recipient) -> Result<Vec<Arc<Enclosure>>, Vec<Fault>> {
        let one = |slot: &Slot| match slot {
            Slot::Same(one) => Ok(one.clone()),
            Slot::Chosen(chosen) => chosen.of(recipient),
            #[cfg(feature = "letters")]
            Slot::Letter(letter) => letter.of(recipient),
        };
        let (mut found, mut faults) = (vec![], vec![]);
        for slot in &self.slots {
            match one(slot) {
                Ok(enclosure) => found.push(enclosure),
                Err(fault) => faults.push(*fault),
            }
        }
        if faults.is_empty() {
            Ok(found)
        } else {
            Err(faults)
        }
    }
}

impl Slot {
    fn load(
        sources: &Sources<'_>,
        attachment: &Attachment,
    ) -> Result<(Slot, Vec<Fault>), Vec<Fault>> {
        let file = path_of(attachment);
        let media_type = check_form(attachment).map_err(|phrase| {
            vec![Fault::error(
                Place::file(&file),
                phrase.with("name", &attachment.name),
            )]
        })?;
        match &attachment.source {
            AttachmentSource::File(path) => {
                let form = Form {
                    name: &attachment.name,
                    media_type,
                    most: sources.notice.max_size,
                };
                let one = open(&sources.dir.join(path), form, Audience::All)
                    .map_err(|phrase| vec![Fault::error(Place::file(&file), phrase)])?;
                let looks = paper::look(&file, &one.name, one.media_type, &one.content);
                Ok((Slot::Same(Arc::new(one)), looks))
            }
            AttachmentSource::Column { column, folder } => {
                let (chosen, looks) =
                    Chosen::load(sources, attachment, media_type, column, folder)?;
                Ok((Slot::Chosen(chosen), looks))
            }
            #[cfg(feature = "letters")]
            AttachmentSource::Template(path) => {
                let letter =
                    Letter::load(sources, path, &attachment.name).map_err(|fault| vec![*fault])?;
                Ok((Slot::Letter(Box::new(letter)), vec![]))
            }
            #[cfg(not(feature = "letters"))]
            AttachmentSource::Template(_) => {
                let phrase = Phrase::new("notice-letters-not-built").with("name", &attachment.name);
                Err(vec![Fault::error(Place::file(&file), phrase)])
            }
        }
    }

    /// The most octets it adds to a mail, as far as is known beforehand.
    fn largest(&self) -> u64 {
        match self {
            Slot::Same(one) => one.shared.bytes.len() as u64,
            Slot::Chosen(chosen) => chosen.largest,
            #[cfg(feature = "letters")]
            Slot::Letter(_) => 0,
        }
    }
}

/// What the settings say of an attachment, before its file is opened: the media type its name promises.
fn check_form(attachment: &Attachment) -> Result<&'static str, Phrase> {
    match attachment.handling {
        Handling::Send => {}
        Handling::Confidential | Handling::Information => {
            return Err(Phrase::new("notice-attachment-handling"));
        }
    }
    if !is_safe_name(&attachment.name) {
        return Err(Phrase::new("notice-attachment-name").with("most", LONGEST_NAME));
    }
    let unknown = || Phrase::new("notice-attachment-kind-unknown").with("known", known_kinds());
    kind_of(&attachment.name)
        .map(|kind| kind.media_type)
        .ok_or_else(unknown)
}

/// The file or folder an attachment comes from, as the settings name it.
pub(super) fn path_of(attachment: &Attachment) -> String {
    match &attachment.source {
        AttachmentSource::File(path) | AttachmentSource::Template(path) => {
            path.display().to_string()
        }
        AttachmentSource::Column { folder, .. } => folder.display().to_string(),
    }
}

/// Octets as whole kilobytes, rounded up, beside the most there may be.
pub(super) fn sizes(phrase: Phrase, octets: u64, most: u64) -> Phrase {
    phrase
        .with("size", octets.div_ceil(1000))
        .with("most", most / 1000)
}

/// How a file goes along.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'a> {
    /// The name that the reader sees.
    pub(super) name: &'a str,
    /// What it is.
    pub(super) media_type: &'static str,
    /// The most octets it may take on the wire.
    pub(super) most: u64,
}

/// Reads and encodes a file.
pub(super) fn open(path: &Path, form: Form<'_>, audience: Audience) -> Result<Enclosure, Phrase> {
    let Form {
        name,
        media_type,
        most,
    } = form;
    let content = read(path, most).map_err(|phrase| phrase.with("name", name))?;
    if !kind_of(name).is_some_and(|kind| (kind.agrees)(&content)) {
        return Err(Phrase::new("notice-attachment-kind-differs").with("name", name));
    }
    let disposition = format!("Content-Disposition: attachment;\r\n filename=\"{name}\"\r\n");
    enclose(name, media_type, content, &disposition, audience)
        .map_err(|_| Phrase::new("notice-attachment-stuck").with("name", name))
}

/// The file's bytes, unless it is missing, empty or so large that reading it makes no sense.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Phrase> {
    let unreadable = |_| Phrase::new("notice-attachment-unreadable");
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let encoded = encoded_size(size);
    if encoded > most {
        return Err(sizes(
            Phrase::new("notice-attachment-too-large"),
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
        return Err(Phrase::new("notice-attachment-empty"));
    }
    Ok(content)
}

/// How many octets base64 makes of so many: four of three, and a line end behind every 76 (RFC 2045, section 6.8).
const fn encoded_size(octets: u64) -> u64 {
    let letters = octets.div_ceil(3).saturating_mul(4);
    letters.saturating_add(letters.div_ceil(76).saturating_mul(2))
}

/// The MIME entity of a file. Both `name=` and `filename=`, since older readers know only the first.
pub(super) fn enclose(
    name: &str,
    media_type: &'static str,
    content: Vec<u8>,
    disposition: &str,
    audience: Audience,
) -> Result<Enclosure, wire::WireFault> {
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
    wire::check_shared(&bytes)?;
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
mod tests;
