//! What can be read where mails can't be made: the other templates, and the files that are in order.
//!
//! An attachment that may not go as it is, or a name that a template has wrong, hides nothing else: all of that is read
//! by lint and leak check at once. Nothing here can become a mail.

use std::sync::Arc;

use super::attachment::set::Attachments;
use super::message::mail::{Enclosure, MailContent};
use super::sources::Sources;
use super::template::merge::Merge;
use super::template::source_map::SourceMap;
use super::template::syntax::Part;
use crate::finding::Finding;
use crate::id::ListId;
use crate::list::Recipient;

/// Templates and attachments as far as they are in order.
#[derive(Debug)]
pub struct Readable {
    /// What would go with every mail.
    pub enclosures: Vec<Arc<Enclosure>>,
    merge: Merge,
    /// The words of templates that can't be filled in.
    unfilled: Vec<(Part, String)>,
    attachments: Attachments,
}

/// What can be read of one mail that can't be made.
#[derive(Debug)]
pub struct Draft {
    list_id: ListId,
    organisation: String,
    subject: String,
    text: String,
    html: String,
    own_files: Vec<Arc<Enclosure>>,
    /// Whether each part is as it would be in the mail: then the parts can be compared with each other.
    pub is_whole: bool,
}

impl Readable {
    /// Reads all of it once more. What is wrong with it was reported when the press could not be loaded.
    #[must_use]
    pub fn load(sources: &Sources<'_>) -> Readable {
        let (merge, unfilled) = Merge::at_hand(sources);
        let (attachments, _told) = Attachments::at_hand(sources);
        Readable {
            enclosures: attachments.common(),
            merge,
            unfilled,
            attachments,
        }
    }

    /// What can be read of one recipient's mail, and what is wrong with this row.
    #[must_use]
    pub fn draft(&self, recipient: &Recipient) -> (Draft, Vec<Finding>) {
        draft(&self.merge, &self.unfilled, &self.attachments, recipient)
    }

    /// Where it comes from.
    #[must_use]
    pub fn origin<'a>(&'a self, recipient: &'a Recipient) -> SourceMap<'a> {
        SourceMap::new(&self.merge, recipient)
    }
}

impl Draft {
    /// What lint and leak check read of it.
    #[must_use]
    pub fn content(&self) -> MailContent<'_> {
        MailContent {
            list_id: &self.list_id,
            organisation: &self.organisation,
            subject: &self.subject,
            text: &self.text,
            html: &self.html,
            own_files: &self.own_files,
        }
    }
}

pub(super) fn draft(
    merge: &Merge,
    unfilled: &[(Part, String)],
    attachments: &Attachments,
    recipient: &Recipient,
) -> (Draft, Vec<Finding>) {
    let (mut parts, mut faults) = merge.render_what_can_be(recipient);
    let is_whole = faults.is_empty() && unfilled.is_empty();
    for (part, source) in unfilled {
        source.clone_into(parts.part(*part));
    }
    let (own_files, found) = attachments.own_at_hand(recipient);
    faults.extend(found);
    let draft = Draft {
        list_id: recipient.id.clone(),
        organisation: recipient.organisation.clone(),
        subject: parts.subject,
        text: parts.text,
        html: parts.html,
        own_files,
        is_whole,
    };
    (draft, faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::support::{Folder, recipient};

    fn draft_of(folder: &Folder) -> (Draft, Vec<&'static str>) {
        assert!(folder.press().is_err(), "no mail can be made");
        let readable = Readable::load(&folder.sources(&[]));
        let (draft, faults) = readable.draft(&recipient("Huis"));
        (draft, faults.iter().map(Finding::code_name).collect())
    }

    #[test]
    fn a_file_that_may_not_go_hides_no_word_and_no_other_file() {
        let folder = Folder::new()
            .attach("a.pdf", "no PDF")
            .attach("b.txt", "woorden");
        let (draft, faults) = draft_of(&folder);
        assert_eq!((draft.is_whole, faults), (true, vec![]));
        assert_eq!(draft.content().subject, "Voor Huis");
        let readable = Readable::load(&folder.sources(&[]));
        let names: Vec<_> = readable
            .enclosures
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["b.txt"]);
    }

    #[test]
    fn of_a_template_with_a_fault_the_words_are_read_and_the_others_are_filled_in() {
        for html in [
            "<p>Zuid {{nooit}} {{organisatie}}</p>",
            "<p>Zuid {{#if}}</p>",
            "<p>Zuid {{> nooit}}</p>",
            "<p>Zuid <img src='cid:nooit'></p>",
        ] {
            let (draft, faults) = draft_of(&Folder::new().html(html));
            assert_eq!((draft.is_whole, faults), (false, vec![]), "{html}");
            assert!(draft.html.contains("Zuid"), "{html}: {}", draft.html);
            assert!(draft.text.contains("bestuur van Huis"), "{html}");
        }
    }
}
