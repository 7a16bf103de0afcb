//! One integration binary: the program from outside, and what holds its rooms from inside.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod cli;
mod current_list;
mod dot;
mod envelope;
mod faults;
mod guards;
mod harness;
mod hostile;
mod journal;
mod kept;
mod late;
mod list;
mod memory;
mod merge;
mod pace;
mod plan;
mod redact;
mod reseal;
mod states;
mod stopped;
mod takeover;
mod tidy;
mod tls;
mod twins;
mod workbook;
