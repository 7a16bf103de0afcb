//! The settings: `config/heraut.toml` read into types that can't be wrong.
//!
//! A leaf: it knows the file's format, but not what the rooms do with it. It refuses unknown keys with the nearest
//! known one, and reports all errors at once ([`read`]). Secrets are never in the file: see [`secret`].

mod fingerprint;
mod keyword;
mod list;
mod notice;
mod read;
mod rectification;
mod relay;
mod returns;
mod secret;
mod section;
mod sections;
mod serve;
#[cfg(test)]
mod tests;
mod toml_tree;
mod values;
mod window;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::address::Address;
pub use keyword::OpenRemarks;
pub use read::read;
pub use rectification::{RectificationDraft, RectificationSettings, for_rectification};
pub use relay::{ConnectionLimits, Notify, Reach, RelayKind, RelaySettings, Smtp, Tls};
pub use returns::{MailboxSettings, ReturnsSettings};
pub use secret::{Secret, SecretFault, mailbox_password, password, token};
pub use sections::RehearsalSettings;
pub use serve::{ServeSettings, TlsFiles};
pub use values::Rate;
pub use window::{Hours, Weekdays, Window};

/// Where the settings of a campaign are, from its folder.
pub const FILE: &str = "config/heraut.toml";

/// All settings of a campaign. Paths are relative to the campaign folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// `[campaign]`
    pub campaign: CampaignSettings,
    /// `[sender]`
    pub sender: SenderSettings,
    /// `[list]`
    pub list: ListSettings,
    /// `[notice]`
    pub notice: Notice,
    /// `[relay]`
    pub relay: RelaySettings,
    /// `[pace]`
    pub pace: PaceSettings,
    /// `[retry]`
    pub retry: Retry,
    /// `[brake]`
    pub brake: BrakeSettings,
    /// `[window]`
    pub window: Window,
    /// `[approval]`
    pub approval: Approval,
    /// `[serve]`
    pub serve: ServeSettings,
    /// `[rehearsal]`
    pub rehearsal: RehearsalSettings,
    /// `[returns]`
    pub returns: ReturnsSettings,
    /// `[rectification]`; `None`: this campaign corrects no other.
    pub rectification: Option<RectificationSettings>,
}

/// `[campaign]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignSettings {
    /// Name of the campaign on screens and in the confirmation before a real send: letters, digits, `-_.`
    pub name: String,
}

/// A name that people see, and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The display name, if any.
    pub name: Option<String>,
    /// The address.
    pub address: Address,
}

/// `[sender]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderSettings {
    /// `From:` (RFC 5322, section 3.6.2).
    pub from: Mailbox,
    /// `Reply-To:`, where answers go if not to `From`.
    pub reply_to: Option<Mailbox>,
    /// The reverse-path of the envelope (RFC 5321): where bounces go. The address of `from` by default.
    pub envelope_from: Address,
    /// Whether all mails return there, or each to its own path.
    pub return_path: ReturnPath,
}

/// `sender.return_path`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnPath {
    /// `envelope_from` as it is.
    One,
    /// With a keyed token after a `+`, a different one for each mail (VERP).
    Verp,
}

/// `[list]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSettings {
    /// What the office calls this list.
    pub name: Option<String>,
    /// Which version of it this is, in the office's own numbering.
    pub version: Option<String>,
    /// The day it was drawn up.
    pub date: Option<jiff::civil::Date>,
    /// The list: `.csv` or `.xlsx`.
    pub file: PathBuf,
    /// CSV only; `None`: not stated, so it is guessed and shown.
    pub encoding: Option<Encoding>,
    /// CSV only; `None`: not stated, so it is guessed and shown.
    pub delimiter: Option<u8>,
    /// Spreadsheet only: which sheet.
    pub sheet: Option<String>,
    /// Spreadsheet only: what to do with rows that are hidden or filtered out.
    pub hidden_rows: HiddenRows,
    /// How many rows the list should have; any other number is an error.
    pub expected: Option<u32>,
    /// Which column is what.
    pub columns: Columns,
    /// Which kinds of organisation are mailed; empty: every kind that no rule excludes.
    pub kinds: Vec<String>,
    /// `[[list.exclude]]`: kinds of organisation that are excluded, each with its ground.
    pub exclude: Vec<ExcludedKind>,
    /// A CSV of ids, addresses and domains that are excluded, each with its ground and who decided.
    pub register: Option<PathBuf>,
    /// `[[list.accept]]`: errors that somebody read and accepted.
    pub accept: Vec<ListAccept>,
    /// `[list.period]`: contact in each of these years, or excluded.
    pub period: Option<Period>,
    /// `[list.duplicates] address`: the same mailbox in several rows.
    pub duplicate_addresses: Duplicates,
    /// `[list.duplicates] organisation`: the same name in several rows, apart from spelling.
    pub duplicate_organisations: Duplicates,
}

/// How to read the bytes of a CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, with the byte order of its mark.
    Utf16,
    /// Windows-1252, as Excel writes it in western Europe.
    Windows1252,
}

/// What to do with hidden rows of a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenRows {
    /// An error in each of them.
    Refuse,
    /// They count as any other row.
    Include,
    /// They are skipped and not listed.
    Skip,
}

/// What to do if several rows share a mailbox, or a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    /// An error in each of the rows.
    Refuse,
    /// Each organisation gets its own mail; a warning.
    Send,
}

/// `[list.columns]`: the headers of the columns the program itself needs. Every other column is a
/// merge field by its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The id of the row; `None`: the list has none yet, and can't be sealed.
    pub id: Option<String>,
    /// The name of the organisation.
    pub organisation: String,
    /// Address columns, tried in order.
    pub email: Vec<String>,
    /// The kind of organisation, if grounds of exclusion depend on it.
    pub kind: Option<String>,
}

/// One `[[list.exclude]]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedKind {
    /// The value in the kind column.
    pub kind: String,
    /// The ground, in words.
    pub ground: String,
    /// Its legal ground, in words.
    pub legal: Option<String>,
    /// What organisations excluded on this ground get.
    pub instead: Instead,
}

/// What somebody gets instead of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// Nothing.
    Nothing,
    /// A letter: they go on a list for post.
    Post,
}

/// `[list.period]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The column that names the years of contact, such as `2023, 2024`.
    pub column: String,
    /// The years that must all be named.
    pub years: Vec<i16>,
    /// The ground for excluded rows, in words.
    pub ground: String,
}

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
    pub inline: Vec<InlineSettings>,
    /// `[[notice.attachment]]`
    pub attachments: Vec<AttachmentSettings>,
    /// `[[notice.leak_allow]]`: names on the list that are common words.
    pub leak_allow: Vec<LeakAllow>,
    /// `[notice.links] hosts`: where links may lead besides the sender's own domain. `None`: not stated.
    pub link_hosts: Option<Vec<String>>,
    /// `[[notice.accept]]`
    pub accept: Vec<Accept>,
    /// The most bytes a whole mail may have on the wire.
    pub max_size: u64,
}

/// One `[[notice.inline]]`: a picture within the HTML part, shown as `<img src="cid:…">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineSettings {
    /// The picture.
    pub file: PathBuf,
    /// Its name in the HTML: ASCII letters, digits and `-`.
    pub cid: String,
}

/// One `[[list.accept]]`: an error of the list that somebody read and accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListAccept {
    /// The code of the error.
    pub code: String,
    /// The reason for accepting it, in words.
    pub reason: String,
    /// Only in the row with this id.
    pub id: Option<String>,
}

/// One `[[notice.accept]]`: a finding that somebody read and accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// The code of the finding.
    pub code: String,
    /// The reason for accepting it, in words.
    pub reason: String,
    /// Only in this file.
    pub file: Option<PathBuf>,
    /// Only about this: a name or a word that the finding shows.
    pub what: Option<String>,
}

/// One `[[notice.leak_allow]]`: a name that may appear in any mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeakAllow {
    /// The name, or the part of it, that is a common word.
    pub name: String,
    /// Why it reveals nothing about an organisation on the list, in words.
    pub reason: String,
}

/// One `[[notice.attachment]]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentSettings {
    /// What is attached.
    pub source: AttachmentSource,
    /// The file name the recipient sees: ASCII letters, digits and `-_.`.
    pub name: String,
    /// What the decision note says about this document.
    pub handling: Handling,
}

/// Where an attachment comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentSource {
    /// The same file for every mail.
    File(PathBuf),
    /// A `.typ` template, made for each organisation.
    Template(PathBuf),
    /// A separate file for each row: the column holds its name, and the folder holds the file.
    Column {
        /// The header of the column.
        column: String,
        /// The folder; nothing outside it is ever read.
        folder: PathBuf,
    },
}

/// What may be done with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handling {
    /// It may be sent.
    Send,
    /// For confidential inspection: it can't be attached.
    Confidential,
    /// For information: it can't be attached.
    Information,
}

/// `[pace]`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaceSettings {
    /// Mails of the whole run; `None`: unlimited.
    pub rate: Option<Rate>,
    /// Mails to one recipient domain; `None`: unlimited.
    pub per_domain: Option<Rate>,
    /// Mails through one connection; `None`: unlimited.
    pub per_connection: Option<Rate>,
    /// The most mails in any sixty minutes; `None`: unlimited.
    pub per_hour: Option<u32>,
    /// The most mails in any twenty-four hours; `None`: unlimited.
    pub per_day: Option<u32>,
}

/// `[retry]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retry {
    /// The wait after the first 4yz.
    pub first: Duration,
    /// How much longer each further wait is; at least 1.
    pub factor: f64,
    /// The longest wait.
    pub max: Duration,
    /// From the first attempt to `expired`.
    pub give_up_after: Duration,
}

/// `[brake]`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BrakeSettings {
    /// Stop when this many first answers are all refusals; at least 1.
    pub first: u32,
    /// Stop when more than this share is refused, after at least 20 answers; 0 to 1.
    pub refused_share: f64,
}

/// `[approval]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The roles that must approve, in the order in which they are shown.
    pub required: Vec<String>,
    /// From the last approval needed to the first offer.
    pub valid_for: Duration,
    /// Who may sign, as a file of OpenSSH; `None`: a typed name is enough.
    pub allowed_signers: Option<PathBuf>,
    /// What a remark that is still open does.
    pub open_remarks: OpenRemarks,
    /// `[approval.roles]`: who may approve in a role; empty: anybody who gives a name.
    pub roles: BTreeMap<String, Vec<String>>,
}
