//! Texts of pages that are the same for everybody who sees all mails: made once, until something is recorded.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::page_name::PageName;
use crate::campaign::PagesAsOf;
use crate::phrase::Language;

/// Octets of text that are kept; then all of it is made again.
const MOST: usize = 8 << 20;

/// Which text: the page, its language, and what of it was asked for.
pub(super) type BodyKey = (PageName, Language, String);

/// See the module.
#[derive(Default)]
pub(super) struct KeptBodies(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    bodies: HashMap<BodyKey, (PagesAsOf, Arc<str>)>,
    octets: usize,
}

impl KeptBodies {
    /// The text, if it was made of what is there now.
    pub(super) fn get(&self, key: &BodyKey, now: &PagesAsOf) -> Option<Arc<str>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, body) = kept.bodies.get(key)?;
        (of == now).then(|| Arc::clone(body))
    }

    /// Keeps a text.
    pub(super) fn keep(&self, key: BodyKey, of: PagesAsOf, body: &Arc<str>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.octets + body.len() > MOST {
            *kept = Kept::default();
        }
        kept.octets += body.len();
        if let Some((_, earlier)) = kept.bodies.insert(key, (of, Arc::clone(body))) {
            kept.octets -= earlier.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn as_of(records: u64) -> PagesAsOf {
        PagesAsOf {
            records,
            made: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_text_stands_until_something_is_recorded_and_many_texts_have_an_end() {
        let kept = KeptBodies::default();
        let key = |page: usize| (PageName::Mails, Language::Dutch, page.to_string());
        let text: Arc<str> = "x".repeat(MOST / 4).into();
        kept.keep(key(1), as_of(1), &text);
        assert_eq!(kept.get(&key(1), &as_of(1)).as_ref(), Some(&text));
        assert_eq!(kept.get(&key(1), &as_of(2)), None);
        assert_eq!(kept.get(&key(2), &as_of(1)), None);
        // The same text made again takes no more room.
        for records in 0..20 {
            kept.keep(key(1), as_of(records), &text);
        }
        assert_eq!(kept.get(&key(1), &as_of(19)).as_ref(), Some(&text));
        for page in 2..6 {
            kept.keep(key(page), as_of(19), &text);
        }
        assert_eq!(kept.get(&key(1), &as_of(19)), None);
        assert_eq!(kept.get(&key(5), &as_of(19)).as_ref(), Some(&text));
        let kept = kept.0.into_inner().unwrap();
        assert!(kept.octets <= MOST, "{}", kept.octets);
    }
}
