//! All that goes with mails besides their words: the attachments of the settings, and the images of the HTML part.

use std::sync::Arc;

use super::file::{Form, open, path_of, sizes};
#[cfg(feature = "letters")]
use super::letter::Letter;
use super::per_recipient::PerRecipientFiles;
use super::{inline_image, inspect};
use crate::config::{AttachmentSettings, AttachmentSource, Handling};
use crate::finding::{Code, Finding, Place, Problem};
use crate::formats::document::file_type::{LONGEST_NAME, is_safe_name, kind_of, known_kinds};
use crate::list::Recipient;
use crate::notice::acceptance;
use crate::notice::message::mail::{Audience, Enclosure};
use crate::notice::sources::Sources;

/// One place among the attachments of every mail.
#[derive(Debug)]
enum Source {
    /// The same file for everybody.
    Static(Arc<Enclosure>),
    /// A file of each row's own choosing.
    PerRecipient(PerRecipientFiles),
    /// A letter made for each organisation.
    #[cfg(feature = "letters")]
    Generated(Box<Letter>),
}

/// All that goes with mails besides their words.
#[derive(Debug)]
pub(crate) struct Attachments {
    slots: Vec<Source>,
    /// The pictures of the HTML part.
    pub(crate) pictures: Vec<Arc<Enclosure>>,
}

impl Attachments {
    /// Reads and encodes what can be read beforehand. Returns warnings, or all faults.
    pub(crate) fn load(sources: &Sources<'_>) -> Result<(Attachments, Vec<Finding>), Vec<Finding>> {
        let (loaded, mut faults) = Attachments::at_hand(sources);
        acceptance::apply(&sources.notice.accept, &mut faults);
        if faults.iter().any(Finding::is_error) {
            Err(faults)
        } else {
            Ok((loaded, faults))
        }
    }

    /// What can be read and encoded, and all findings.
    pub(crate) fn at_hand(sources: &Sources<'_>) -> (Attachments, Vec<Finding>) {
        let (pictures, mut faults) = inline_image::load(sources);
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
                let phrase = Code::NoticeAttachmentNameTwice.with("name", &attachment.name);
                faults.push(Finding::at(Place::file(path_of(attachment)), phrase));
            }
            match Source::load(sources, attachment) {
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
            let phrase = Problem::new(Code::NoticeAttachmentsTooLarge);
            faults.push(Finding::at(
                Place::file(path_of(last)),
                sizes(phrase, largest, most),
            ));
        }
        (loaded, faults)
    }

    /// What goes with every mail.
    pub(crate) fn common(&self) -> Vec<Arc<Enclosure>> {
        let same = self.slots.iter().filter_map(|slot| match slot {
            Source::Static(one) => Some(one.clone()),
            #[cfg(feature = "letters")]
            Source::Generated(letter) => Some(letter.source()),
            Source::PerRecipient(_) => None,
        });
        same.chain(self.pictures.iter().cloned()).collect()
    }

    /// The attachments of one row's mail, in the order of the settings.
    pub(crate) fn for_recipient(
        &self,
        recipient: &Recipient,
    ) -> Result<Vec<Arc<Enclosure>>, Vec<Finding>> {
        let one = |slot: &Source| match slot {
            Source::Static(one) => Ok(one.clone()),
            Source::PerRecipient(chosen) => chosen.of(recipient),
            #[cfg(feature = "letters")]
            Source::Generated(letter) => letter.of(recipient),
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

impl Attachments {
    /// The files of one row's own that can be read or made. What is wrong with files that rows choose is reported already.
    pub(crate) fn own_at_hand(&self, recipient: &Recipient) -> (Vec<Arc<Enclosure>>, Vec<Finding>) {
        #[cfg_attr(not(feature = "letters"), expect(unused_mut))]
        let (mut found, mut faults) = (vec![], vec![]);
        for slot in &self.slots {
            match slot {
                Source::Static(_) => {}
                Source::PerRecipient(chosen) => found.extend(chosen.of(recipient).ok()),
                #[cfg(feature = "letters")]
                Source::Generated(letter) => match letter.of(recipient) {
                    Ok(one) => found.push(one),
                    Err(fault) => faults.push(*fault),
                },
            }
        }
        (found, faults)
    }
}

impl Source {
    fn load(
        sources: &Sources<'_>,
        attachment: &AttachmentSettings,
    ) -> Result<(Source, Vec<Finding>), Vec<Finding>> {
        let file = path_of(attachment);
        let media_type = check_form(attachment).map_err(|phrase| {
            vec![Finding::at(
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
                    .map_err(|phrase| vec![Finding::at(Place::file(&file), phrase)])?;
                let looks = inspect::look(&file, &one.name, one.media_type, &one.content);
                Ok((Source::Static(Arc::new(one)), looks))
            }
            AttachmentSource::Column { column, folder } => {
                let (chosen, looks) =
                    PerRecipientFiles::load(sources, attachment, media_type, column, folder)?;
                Ok((Source::PerRecipient(chosen), looks))
            }
            #[cfg(feature = "letters")]
            AttachmentSource::Template(path) => {
                let letter =
                    Letter::load(sources, path, &attachment.name).map_err(|fault| vec![*fault])?;
                Ok((Source::Generated(Box::new(letter)), vec![]))
            }
            #[cfg(not(feature = "letters"))]
            AttachmentSource::Template(_) => {
                let phrase = Code::NoticeLettersNotBuilt.with("name", &attachment.name);
                Err(vec![Finding::at(Place::file(&file), phrase)])
            }
        }
    }

    /// The most bytes it adds to a mail, as far as is known beforehand.
    fn largest(&self) -> u64 {
        match self {
            Source::Static(one) => one.shared.bytes.len() as u64,
            Source::PerRecipient(chosen) => chosen.largest,
            #[cfg(feature = "letters")]
            Source::Generated(_) => 0,
        }
    }
}

/// What the settings say of an attachment, before its file is opened: the media type its name promises.
fn check_form(attachment: &AttachmentSettings) -> Result<&'static str, Problem> {
    match attachment.handling {
        Handling::Send => {}
        Handling::Confidential | Handling::Information => {
            return Err(Problem::new(Code::NoticeAttachmentHandling));
        }
    }
    if !is_safe_name(&attachment.name) {
        return Err(Code::NoticeAttachmentName.with("most", LONGEST_NAME));
    }
    let unknown = || Code::NoticeAttachmentKindUnknown.with("known", known_kinds());
    kind_of(&attachment.name)
        .map(|kind| kind.media_type)
        .ok_or_else(unknown)
}

#[cfg(test)]
mod tests;
