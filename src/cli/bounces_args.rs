//! The options of `bounces`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

/// `bounces`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("purpose").required(true))]
pub(super) struct BouncesArgs {
    #[arg(value_name = "help-value-path", required = true, num_args = 1.., help = "help-bounces-paths")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, group = "purpose", help = "help-bounces-dry-run")]
    pub(super) dry_run: bool,
}
