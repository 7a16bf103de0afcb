//! The attachments of the bundle, and those that mails share as the first page shows them.

use std::collections::HashMap;

use serde::Serialize;

use super::bundle_input::{Case, grouped};
use super::parsed_mail::MailAttachment;
use crate::id::Digest;
use crate::phrase::Phrase;
use crate::review::folder::file_names;

/// The attachments of all mails, each once, with the number of mails that have it.
#[derive(Default, Clone)]
pub(crate) struct Enclosures {
    order: Vec<Enclosed>,
    places: HashMap<(Digest, String), usize>,
}

#[derive(Clone)]
struct Enclosed {
    name: String,
    path: String,
    octets: u64,
    digest: Digest,
    mails: usize,
}

impl Enclosures {
    /// Counts an attachment of a mail. Returns whether this is the first time.
    pub(crate) fn count(&mut self, attachment: &MailAttachment) -> bool {
        let key = (attachment.digest, attachment.name.clone());
        if let Some(place) = self.places.get(&key) {
            self.order[*place].mails += 1;
            return false;
        }
        self.places.insert(key, self.order.len());
        self.order.push(Enclosed {
            name: attachment.name.clone(),
            path: file_names::attachment(attachment),
            octets: attachment.content.len() as u64,
            digest: attachment.digest,
            mails: 1,
        });
        true
    }
}

#[derive(Serialize)]
pub(crate) struct SharedAttachment {
    name: String,
    link: Option<String>,
    size: String,
    mails: String,
    digest: Option<String>,
}

/// The attachments that several mails share. A file of a single mail is on that mail's page.
pub(crate) fn attachments(
    case: &Case,
    enclosures: Enclosures,
) -> (Vec<SharedAttachment>, Option<String>) {
    // A redacted bundle shows only a file that all mails have: other files depend on who gets them.
    let alone = |one: &&Enclosed| match case.input.redact {
        true => one.mails < case.mails.len(),
        false => one.mails == 1 && case.mails.len() > 1,
    };
    let single = enclosures.order.iter().filter(alone).count();
    let shown = enclosures
        .order
        .iter()
        .filter(|one| !alone(one))
        .map(|one| SharedAttachment {
            name: match case.input.redact {
                // A file's name and digest may say whose it is.
                true => case.say(&Phrase::new("review-attachment-redacted")),
                false => one.name.clone(),
            },
            link: (!case.input.redact)
                .then(|| case.input.links.shared(&one.path))
                .flatten(),
            size: case.size(one.octets),
            mails: case.say(&Phrase::new("review-in-mails").with("count", one.mails)),
            digest: (!case.input.redact).then(|| grouped(&one.digest)),
        });
    let more = (single > 0)
        .then(|| case.say(&Phrase::new("review-attachments-alone").with("count", single)));
    (shown.collect(), more)
}
