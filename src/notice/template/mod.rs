//! Templates: read, checked against the columns of the list, and merged with a row.

pub(super) mod cid;
mod helpers;
mod line_marks;
pub(super) mod merge;
mod merge_errors;
mod mjml;
mod mjml_values;
pub(crate) mod placeholders;
pub(crate) mod printed_values;
mod shelf;
mod source;
pub mod source_map;
pub(crate) mod syntax;
pub(super) mod value;
