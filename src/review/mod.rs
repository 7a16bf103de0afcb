//! The dry run for people: a folder that anybody can open and check.
//!
//! `index.html` says what was sealed, who agreed and who is waited for; every mail has a page of its own,
//! read back from the sealed bytes the way a reader's program does, and is there as `mails/ID.eml`.
//! `sha256sum -c SHA256SUMS` checks the folder, `sha256sum manifest.txt` gives the campaign digest, and
//! `sha256sum mails/ID.eml` the mail's. (A mail that was sent has a `Date:` line before the rest:
//! `tail -n +2 sent.eml | sha256sum`.) No page runs a script or loads anything.
//! This room writes files and nothing else: it knows neither the relay nor the sender.

#[cfg(test)]
mod bits;
mod bundle;
mod csv_files;
mod fault;
pub mod folder;
mod input;
mod mails;
pub mod page;
mod redacted;
mod served;
mod served_lines;
mod spreadsheet;
#[cfg(test)]
mod tests;
pub(crate) mod wording;

pub use bundle::{Bundle, bundle};
pub use fault::ReviewFault;
pub use folder::earlier::digest_shown;
pub(crate) use folder::file_names::FileNames;
pub use folder::file_names::safe as safe_file_name;
pub use folder::place::OffLimits;
pub use input::Input;
pub(crate) use page::aliases::Aliases;
pub use page::links::Links;
pub(crate) use page::templates::escape;
pub use page::templates::{PageTemplates, PageWords, page_words};
pub use redacted::RedactedPages;
pub use served::{ReadMails, SealPages, ServedMail};
pub use served_lines::{LineChoices, ServedLine};
pub use spreadsheet::{Spreadsheet, spreadsheet};
