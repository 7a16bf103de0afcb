//! The list's file: what it is, its text and cells, and its rows as a table, whatever wrote it.

mod cell_text;
pub(super) mod cells;
pub(super) mod csv;
pub(super) mod faults;
mod format;
mod headers;
mod limits;
mod number_format;
pub(super) mod read;
mod sheet;
pub(super) mod table;
pub(super) mod table_row;
mod workbook;
