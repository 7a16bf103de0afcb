//! The options of `resolve`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

/// `resolve`
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("outcome").args(["arrived", "resend"]),
    group = ArgGroup::new("vouched").args(["by", "dry_run"])
)]
pub(crate) struct ResolveArgs {
    #[arg(
        value_name = "help-value-id",
        required_unless_present = "from_log",
        num_args = 1..,
        help = "help-resolve-ids"
    )]
    pub(crate) ids: Vec<String>,
    #[arg(long, requires_all = ["by", "why"], help = "help-arrived")]
    pub(crate) arrived: bool,
    #[arg(long, requires_all = ["by", "why"], help = "help-resend")]
    pub(crate) resend: bool,
    #[arg(
        long,
        value_name = "help-value-file",
        num_args = 1..,
        conflicts_with_all = ["ids", "arrived", "resend", "why"],
        requires = "vouched",
        help = "help-resolve-from-log"
    )]
    pub(crate) from_log: Vec<PathBuf>,
    #[arg(long, requires = "from_log", help = "help-resolve-dry-run")]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "help-value-name", help = "help-by")]
    pub(crate) by: Option<String>,
    #[arg(
        long,
        value_name = "help-value-text",
        requires = "outcome",
        help = "help-why"
    )]
    pub(crate) why: Option<String>,
}

impl ResolveArgs {
    /// Whether somebody gives a name and says nothing in it.
    pub(super) fn lacks_outcome(&self) -> bool {
        let has_outcome = self.arrived || self.resend || !self.from_log.is_empty();
        self.by.is_some() && !has_outcome
    }

    /// Whether it only shows something.
    pub(super) fn is_question(&self) -> bool {
        match self.from_log[..] {
            [] => !self.arrived && !self.resend,
            _ => true,
        }
    }
}
