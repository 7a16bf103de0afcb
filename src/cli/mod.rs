//! The command line: arguments in; texts, tables and one exit code out. The only room that prints.
//!
//! What was typed becomes one call of `campaign`. With `--json` programs get one document on
//! standard output and nothing else. People get what they asked for on standard output, and
//! everything else on standard error.

mod args;
mod bounces_args;
pub mod command;
mod context;
mod core_dump;
mod exit_code;
mod help;
mod input;
mod invite_args;
mod mistyped;
pub mod output;
mod rectify_args;
mod report_args;
mod resolve_args;
mod review_args;
mod run;

pub use run::main;
