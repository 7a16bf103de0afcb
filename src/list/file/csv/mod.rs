//! A CSV: its encoding, its delimiter, its records, and letters that were read in the wrong code page.

mod accents;
mod byte_order_mark;
mod code_page;
pub(crate) mod dialect;
pub(crate) mod encoding;
pub(crate) mod misread;
pub(crate) mod records;
