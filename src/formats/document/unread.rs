//! What a reader of documents could not read. Silence would be taken for "there is nothing there".

use std::collections::{BTreeMap, BTreeSet};

/// Why part of a document was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The file's own structure can't be followed.
    Broken,
    /// The file is encrypted.
    Locked,
    /// A page shows a picture and no text: its words, if it has any, are in the picture.
    Picture,
    /// A page shows no text and many lines and curves: its words, if it has any, are drawn with them.
    Curves,
    /// A page shows letters of a font that doesn't say which letters they are.
    Font,
    /// A stream is packed in a way that is not known, or is damaged.
    Packing,
    /// The file unpacks to more than is read.
    TooLarge,
}

/// What was not read of one document: the pages by reason, from 1; no page if the reason is about the whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread(BTreeMap<Reason, BTreeSet<u32>>);

impl Unread {
    /// Notes that something was not read, on a page or anywhere in the file.
    pub fn add(&mut self, reason: Reason, page: Option<u32>) {
        self.0.entry(reason).or_default().extend(page);
    }

    /// Whether everything was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each reason with its pages in order.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, Vec<u32>)> + '_ {
        self.0
            .iter()
            .map(|(reason, pages)| (*reason, pages.iter().copied().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_kept_once_and_in_order_under_their_reason() {
        let mut unread = Unread::default();
        assert!(unread.is_empty());
        unread.add(Reason::Font, Some(3));
        unread.add(Reason::Font, Some(1));
        unread.add(Reason::Font, Some(3));
        unread.add(Reason::Broken, None);
        let all: Vec<_> = unread.iter().collect();
        assert_eq!(all, [(Reason::Broken, vec![]), (Reason::Font, vec![1, 3])]);
    }
}
