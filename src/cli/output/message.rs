//! The shortest messages: a key alone, and a line that is already text.

use crate::phrase::Phrase;

/// A phrase with nothing to fill in.
pub(crate) const fn plain(key: &'static str) -> Phrase {
    Phrase::new(key)
}

/// A line that is already text.
pub(crate) fn verbatim(text: &str) -> Phrase {
    Phrase::new("cli-as-it-stands").with("text", text)
}
