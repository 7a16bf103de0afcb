//! The proof of one mail, and the root over all organisations that it is checked against.

mod cause;
mod folder;
mod hours;
mod leaves;
mod own_records;
pub(super) mod prove;
mod root;
mod seal_lines;
mod signed;
