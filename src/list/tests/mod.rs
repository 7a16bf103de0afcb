//! The room as a whole, through its door, and the files of independent writers.

mod dialects;
pub(super) mod fixture;
mod generated;
mod ids;
mod invented;
mod judged;
mod misplaced;
mod whole;
mod words;
