//! What mails are made from.

use std::path::Path;

use crate::config;
use crate::list::Recipient;

/// What a press is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The campaign folder.
    pub dir: &'a Path,
    /// `[notice]`
    pub notice: &'a config::Notice,
    /// `[sender]`
    pub sender: &'a config::SenderSettings,
    /// The headers of the list.
    pub columns: &'a [String],
    /// Who is written to: some attachments are chosen by row.
    pub recipients: &'a [Recipient],
}
