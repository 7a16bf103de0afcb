//! `report`: its options.

use std::path::PathBuf;

use clap::Args;

/// `report`
#[derive(Debug, Clone, Args)]
pub(super) struct ReportArgs {
    #[arg(long, value_name = "help-value-file", help = "help-report-html")]
    pub(super) html: Option<PathBuf>,
    #[arg(long, value_name = "help-value-file", help = "help-report-csv")]
    pub(super) csv: Option<PathBuf>,
    #[arg(long, value_name = "help-value-file", help = "help-report-xlsx")]
    pub(super) xlsx: Option<PathBuf>,
    #[arg(long, help = "help-report-redact")]
    pub(super) redact: bool,
}
