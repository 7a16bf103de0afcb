//! The pages that people read.

pub(super) mod aliases;
pub(super) mod bundle_input;
pub(super) mod changes;
pub(super) mod enclosures;
mod inline_images;
pub(super) mod links;
pub(super) mod mail_page;
pub(super) mod overview;
pub(super) mod parsed_mail;
pub(super) mod previous_seal;
pub(super) mod signoff_view;
pub(super) mod templates;
mod warnings;
pub(super) mod wordings;
