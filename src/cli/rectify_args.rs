//! The options of `rectify`.

use std::path::PathBuf;

use clap::Args;

/// `rectify`
#[derive(Debug, Args)]
pub(crate) struct RectifyArgs {
    #[arg(value_name = "help-value-dir", help = "help-rectify-dir")]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long, conflicts_with = "folder", help = "help-rectify-renew")]
    pub(crate) renew: bool,
}
