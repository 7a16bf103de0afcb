//! The arguments of `review`.

use std::path::PathBuf;

use clap::Args;

/// The bundle for reviewers.
#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    #[arg(long, value_name = "help-value-dir", help = "help-review-out")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, conflicts_with = "redact", help = "help-review-marked")]
    pub(super) marked: bool,
    #[arg(long, help = "help-review-redact")]
    pub(super) redact: bool,
}
