//! The list's file: what it is, its text and cells, and its rows as a table, whatever wrote it.

mod accents;
mod cell_text;
pub(super) mod cells;
mod code_page;
pub(super) mod csv_records;
pub(super) mod dialect;
pub(super) mod encoding;
mod format;
mod headers;
mod limits;
pub(super) mod misread;
mod number_format;
pub(super) mod read;
mod sheet;
pub(super) mod table;
mod workbook;
