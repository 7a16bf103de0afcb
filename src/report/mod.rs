//! The final report: what became of every organisation, for people (one page) and for spreadsheets (a table, a workbook).
//!
//! It is made of facts that the campaign gathers and of lines, one for each row of the list, that pass by once. No page
//! runs a script or loads anything, no cell is a formula, and every sum counts each row of the list once.
//! This room writes files and nothing else: it knows neither the relay nor the sender.

mod domains;
mod facts;
mod line;
mod page;
mod picture;
mod sending;
mod table;
mod timeline;
mod workbook;

pub use domains::{DomainCount, Domains};
pub use facts::{
    ApprovalFact, GroundCount, RemarkAnswer, RemarkFact, ReportFacts, SealFact, StateCount,
};
pub use line::{Reached, ReportLine};
pub use page::ReportPage;
pub use sending::{Answers, Sending, SendingRun, run_phrase};
pub use table::{ReportTable, cells, columns};
pub use workbook::ReportWorkbook;
