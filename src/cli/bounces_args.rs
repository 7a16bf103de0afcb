//! The options of `bounces`.

use std::path::PathBuf;

use clap::Args;

/// `bounces`
#[derive(Debug, Args)]
pub(crate) struct BouncesArgs {
    #[arg(value_name = "help-value-path", required = true, num_args = 1.., help = "help-bounces-paths")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "help-bounces-tray")]
    pub(crate) tray: bool,
    #[arg(long, help = "help-bounces-dry-run")]
    pub(crate) dry_run: bool,
}
