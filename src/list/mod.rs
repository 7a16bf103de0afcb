//! The list: reads what the office hands over into recipients, or says exactly what is wrong.
//!
//! Owns the files' dialects, the columns, the faults of rows, the grounds of exclusion, duplicates and
//! the sum. Never touches the network or a template.

mod accepted;
mod across_rows;
mod assign_ids;
mod diff;
mod file;
mod name_key;
mod read;
mod recipients;
mod register;
mod reveal;
mod row;
#[cfg(test)]
mod tests;

pub use accepted::check_accepted;
pub use across_rows::fit::least_fitting;
pub use across_rows::given_before::{Before, Given};
pub use assign_ids::{Written, write_ids};
pub use diff::{Change, Changed, Difference, KnownRow, compare};
pub use file::cells::Fields;
pub use read::{grounds, post_grounds, read, read_beside};
pub use recipients::{Excluded, List, Recipient, Sum};
pub use reveal::reveal;
pub use row::kinds::{MailedKind, mailed_kinds};
