//! Text as people read it: normalised, by words, and the words that name nobody.

pub(crate) mod common_words;
pub(crate) mod normalized;
pub(crate) mod word_set;
pub(crate) mod words;
