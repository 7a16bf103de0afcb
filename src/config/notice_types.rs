//! `[notice]` as the program knows it.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// `[notice]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Template of the subject line.
    pub subject: PathBuf,
    /// Template of the text part.
    pub text: PathBuf,
    /// Template of the HTML part.
    pub html: PathBuf,
    /// `[notice.values]`: merge values that are the same for every mail.
    pub values: BTreeMap<String, String>,
    /// `[notice.style]`: width, font and colours of the HTML part, in one place; `{{stijl_key}}`.
    pub style: BTreeMap<String, String>,
    /// The folder of pieces that templates share: `{{> name}}` is `name.txt.hbs` or `name.html.hbs` there.
    pub partials: Option<PathBuf>,
    /// `[[notice.inline]]`
    pub inline: Vec<Inline>,
    /// `[[notice.attachment]]`
    pub attachments: Vec<Attachment>,
    /// `[notice.links] hosts`: where links may lead besides the sender's own domain. `None`: not stated.
    pub link_hosts: Option<Vec<String>>,
    /// `[[notice.accept]]`
    pub accept: Vec<Accept>,
}

/// One `[[notice.inline]]`: a picture within the HTML part, shown as `<img src="cid:…">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The picture.
    pub file: PathBuf,
    /// The name the HTML calls it by: ASCII letters, digits and `-`.
    pub cid: String,
}

/// One `[[notice.accept]]`: a finding that somebody looked at and lets stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// The code of the finding.
    pub code: String,
    /// Why it may stand, in words.
    pub reason: String,
    /// Only in this file.
    pub file: Option<PathBuf>,
    /// Only about this: a name or a word that the finding shows.
    pub what: Option<String>,
}

/// One `[[notice.attachment]]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What is attached.
    pub source: AttachmentSource,
    /// The file name the recipient sees: ASCII letters, digits and `-_.`.
    pub name: String,
    /// What the decision note says of this paper.
    pub handling: Handling,
}

/// Where an attachment comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentSource {
    /// The same file for every mail.
    File(PathBuf),
    /// A `.typ` template, made for each organisation.
    Template(PathBuf),
    /// A file of each row's own: its name stands in the column, and it lies in the folder.
    Column {
        /// The header of the column.
        column: String,
        /// The folder; nothing outside it is ever read.
        folder: PathBuf,
    },
}

/// What may be done with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handling {
    /// To be sent.
    Send,
    /// For confidential inspection, not to be sent: can't be attached.
    Confidential,
    /// For information: can't be attached.
    Information,
}
