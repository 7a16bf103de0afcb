//! Reading logs of mail servers: what Postfix, Exim and Exchange record of mails with known `Message-ID`s.
//!
//! Knows no campaign, and reads from any stream, line by line with a bound on each. A line counts only in the form that
//! its program writes: a `Message-ID` somewhere else in a log means nothing.

mod coverage;
mod exchange;
mod exim;
mod outcome;
mod packed;
mod postfix;
mod records;
mod rows;
mod search;
mod stamp;
mod wanted;

pub use coverage::LogCoverage;
pub use outcome::{LogFinding, LogForm, LogLine, LogOutcome};
pub use packed::{Packing, packing};
pub use search::{LogFile, LogSearch};
