//! What the mails of a seal say, each wording once: mails that differ in merged values alone are one pattern, and the
//! mails that differ from the rest are known by why they do.
//!
//! Pure, and read from the sealed mails alone: what a merged value is follows from comparing the mails with one
//! another, so it holds for a seal whose list and templates have changed since.

pub(crate) mod alternatives;
pub(crate) mod line_groups;
pub(crate) mod mail_words;
pub(crate) mod outliers;
pub(crate) mod patterns;
pub(crate) mod places;
pub(crate) mod sequence;
#[cfg(test)]
mod tests;
