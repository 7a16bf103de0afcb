//! Makes the one mail of each recipient from checked templates, attachments and the sender's settings.

use std::sync::Arc;

use super::acceptance;
use super::attachment::set::Attachments;
use super::message::compose::{self, MailFiles, SenderHeaders};
use super::message::mail::{Enclosure, Mail};
use super::message::sender;
use super::readable::{self, Draft};
use super::sources::Sources;
use super::template::cid;
use super::template::merge::Merge;
use super::template::source_map::SourceMap;
use super::template::syntax::Part;
use crate::finding::{self, Finding};
use crate::formats::html::marks::with_marks;
use crate::id::CampaignKey;
use crate::list::Recipient;

/// Everything that is needed to make mails: checked templates, attachments, sender.
///
/// ```
/// use std::path::Path;
///
/// use heraut::config;
/// use heraut::id::{CampaignKey, Digest};
/// use heraut::list;
/// use heraut::notice::{Press, Sources};
///
/// // The campaign that ships with the program.
/// let dir = Path::new(".");
/// let settings = std::fs::read_to_string(config::FILE)?;
/// let settings = config::read(config::FILE, &settings, &[]).unwrap();
/// let list = list::read(dir, &settings.list);
/// let sources = Sources {
///     dir,
///     notice: &settings.notice,
///     sender: &settings.sender,
///     columns: &list.columns,
///     recipients: &list.recipients,
/// };
/// let (press, warnings) = Press::load(&sources).unwrap();
/// assert!(warnings.is_empty());
///
/// // Every placeholder is filled in from the row, and the same row and key give the same bytes.
/// let first = &list.recipients[0];
/// let key = CampaignKey::from_bytes([7; 32]);
/// let mail = press.compose(first, &key).unwrap();
/// assert!(mail.text.contains(&first.organisation) && !mail.text.contains("{{"));
/// let pieces = mail.pieces.iter().map(|piece| piece.bytes());
/// assert_eq!(mail.digest, Digest::of_pieces(pieces));
/// assert_eq!(press.compose(first, &key).unwrap().digest, mail.digest);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Press {
    /// What goes with every mail: its attachments, and the pictures of its HTML.
    pub enclosures: Vec<Arc<Enclosure>>,
    letterhead: SenderHeaders,
    merge: Merge,
    attachments: Attachments,
}

impl Press {
    /// Reads and checks templates and attachments against the columns of the list and the values of the settings.
    ///
    /// # Errors
    /// All faults at once; warnings come with the press in the second place of the pair.
    pub fn load(sources: &Sources<'_>) -> Result<(Press, Vec<Finding>), Vec<Finding>> {
        let accept = &sources.notice.accept;
        let letterhead = SenderHeaders::new(sources.sender, sources.notice.max_size);
        let merge = Merge::load(sources);
        let attachments = Attachments::load(sources);
        let never = acceptance::check(accept);
        match (letterhead, merge, attachments) {
            (Ok(letterhead), Ok((merge, mut warnings)), Ok((attachments, looks)))
                if never.is_empty() =>
            {
                warnings.extend(looks);
                warnings.extend(sender::findings(sources.sender));
                acceptance::apply(accept, &mut warnings);
                let enclosures = attachments.common();
                Ok((
                    Press {
                        enclosures,
                        letterhead,
                        merge,
                        attachments,
                    },
                    warnings,
                ))
            }
            (letterhead, merge, attachments) => {
                let mut faults = never;
                faults.extend(letterhead.err().unwrap_or_default());
                faults.extend(merge.map_or_else(|faults| faults, |(_, warnings)| warnings));
                faults.extend(attachments.map_or_else(|faults| faults, |(_, looks)| looks));
                acceptance::apply(accept, &mut faults);
                finding::sort(&mut faults);
                Err(faults)
            }
        }
    }

    /// The one mail of one recipient. The same inputs and key give the same bytes.
    ///
    /// # Errors
    /// All faults of this row's mail, placed at the template's file and line, naming the row by its id.
    pub fn compose(&self, recipient: &Recipient, key: &CampaignKey) -> Result<Mail, Vec<Finding>> {
        let parts = self.merge.render(recipient);
        let attached = self.attachments.for_recipient(recipient);
        match (parts, attached) {
            (Ok(parts), Ok(attached)) => {
                let kit = MailFiles {
                    attached,
                    pictures: &self.attachments.pictures,
                };
                compose::compose(&self.letterhead, &kit, parts, recipient, key)
            }
            (parts, attached) => {
                let mut faults = parts.err().unwrap_or_default();
                faults.extend(attached.err().unwrap_or_default());
                Err(faults)
            }
        }
    }
}

/// A mail for people to look at, with what comes from its row marked. It is never sent.
#[derive(Debug, Clone)]
pub struct MarkedMail {
    /// The text in pieces, each with whether it comes from the row.
    pub text: Vec<(String, bool)>,
    /// The HTML with `<mark>` around what comes from the row, its pictures within.
    pub html: String,
}

impl Press {
    /// What can be read of one recipient's mail, for one that can't be made; its errors are those of [`Press::compose`].
    #[must_use]
    pub fn draft(&self, recipient: &Recipient) -> Draft {
        readable::draft(&self.merge, &[], &self.attachments, recipient).0
    }

    /// Where the mail of one recipient comes from, for what is found in it.
    #[must_use]
    pub fn origin<'a>(&'a self, recipient: &'a Recipient) -> SourceMap<'a> {
        SourceMap::new(&self.merge, recipient)
    }

    /// The mail of one recipient with what comes from the row marked; `None` if that isn't known.
    #[must_use]
    pub fn marked(&self, mail: &Mail, recipient: &Recipient) -> Option<MarkedMail> {
        let origin = self.origin(recipient);
        let in_html = origin.values(Part::Html, &mail.html)?;
        let html = with_marks(&mail.html, &in_html);
        let (mut text, mut done) = (Vec::new(), 0);
        for value in origin.values(Part::Text, &mail.text)? {
            text.push((mail.text[done..value.start].to_owned(), false));
            text.push((mail.text[value.clone()].to_owned(), true));
            done = value.end;
        }
        text.push((mail.text[done..].to_owned(), false));
        Some(MarkedMail {
            text,
            html: cid::embed_as_data_urls(&html, &self.attachments.pictures),
        })
    }

    /// The HTML of a mail as a browser can show it by itself, its pictures within.
    #[must_use]
    pub fn page(&self, mail: &Mail) -> String {
        cid::embed_as_data_urls(&mail.html, &self.attachments.pictures)
    }
}
