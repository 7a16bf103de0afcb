//! The names found in files that several rows share: a file is read once, however many mails it goes with.
//!
//! Files are the same if their bytes are. What is kept is where names are; whose mail it is decides later which of them
//! are a leak.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::id::Digest;

/// As many files are kept; then the next ones take their place. Where each row has a file of its own, none is asked for
/// again.
const MAX_FILES: usize = 1024;

/// A file with more names than this is read again for every mail.
const MAX_HITS: usize = 10_000;

/// Where a name is in a text, and which one.
pub(super) type Hit = (Range<usize>, usize);

/// The names in one file, for each way in which it is read.
pub(super) type Hits = Vec<Vec<Hit>>;

/// A file's content, and as what it is read.
pub(super) type Key = (Digest, &'static str);

/// What was found in the files of earlier mails.
#[derive(Debug, Default)]
pub(super) struct KeptHits(Mutex<HashMap<Key, Arc<OnceLock<Arc<Hits>>>>>);

impl KeptHits {
    /// The names in a file; `find` finds them if they are not known yet. Another thread that asks for the same file waits.
    pub(super) fn of(&self, key: Key, find: impl FnOnce() -> Hits) -> Arc<Hits> {
        let place = {
            let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if files.len() >= MAX_FILES && !files.contains_key(&key) {
                files.clear();
            }
            files.entry(key).or_default().clone()
        };
        let hits = place.get_or_init(|| Arc::new(find())).clone();
        if hits.iter().map(Vec::len).sum::<usize>() > MAX_HITS {
            let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            files.remove(&key);
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_same_bytes_are_read_once_and_others_for_themselves() {
        let (kept, reads) = (KeptHits::default(), Cell::new(0));
        let ask = |content: &str, count: usize| {
            kept.of((Digest::of(content.as_bytes()), "text/plain"), || {
                reads.set(reads.get() + 1);
                vec![vec![(0..1, 7); count]]
            })
        };
        for _row in 0..5 {
            assert_eq!(ask("een", 1)[0], [(0..1, 7)]);
        }
        assert_eq!(reads.get(), 1);
        ask("twee", 1);
        assert_eq!(reads.get(), 2);
        // What would fill the memory is not kept.
        (0..2).for_each(|_| drop(ask("drie", MAX_HITS + 1)));
        assert_eq!(reads.get(), 4);
        (0..MAX_FILES).for_each(|nth| drop(ask(&nth.to_string(), 1)));
        assert!(kept.0.lock().unwrap().len() <= MAX_FILES);
    }
}
