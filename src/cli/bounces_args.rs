//! The options of `bounces`.

use std::path::PathBuf;

use clap::Args;

/// `bounces`
#[derive(Debug, Args)]
pub(crate) struct BouncesArgs {
    #[arg(value_name = "help-value-path", num_args = 0.., help = "help-bounces-paths")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "help-bounces-tray")]
    pub(crate) tray: bool,
    #[arg(long, help = "help-bounces-dry-run")]
    pub(crate) dry_run: bool,
    #[arg(long, conflicts_with_all = ["paths", "tray", "dry_run"], help = "help-bounces-follow")]
    pub(crate) follow: bool,
}
