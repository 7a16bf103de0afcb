//! The options of `bounces`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

/// `bounces`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("word").args(["settle", "dismiss"]))]
pub(crate) struct BouncesArgs {
    #[arg(value_name = "help-value-path", num_args = 0.., help = "help-bounces-paths")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, help = "help-bounces-tray")]
    pub(crate) tray: bool,
    #[arg(long, help = "help-bounces-dry-run")]
    pub(crate) dry_run: bool,
    #[arg(long, conflicts_with_all = ["paths", "tray", "dry_run", "word"], help = "help-bounces-follow")]
    pub(crate) follow: bool,
    #[arg(
        long,
        value_name = "help-value-count",
        conflicts_with_all = ["paths", "tray", "dry_run"],
        requires_all = ["mail", "by", "why"],
        help = "help-bounces-settle"
    )]
    pub(crate) settle: Option<u32>,
    #[arg(
        long,
        value_name = "help-value-count",
        conflicts_with_all = ["paths", "tray", "dry_run"],
        requires_all = ["by", "why"],
        help = "help-bounces-dismiss"
    )]
    pub(crate) dismiss: Option<u32>,
    #[arg(
        long,
        value_name = "help-value-id",
        requires = "settle",
        help = "help-bounces-mail"
    )]
    pub(crate) mail: Option<String>,
    #[arg(
        long,
        value_name = "help-value-state",
        requires = "settle",
        help = "help-bounces-state"
    )]
    #[arg(value_parser = ["bounced", "delayed", "delivered"], hide_possible_values = true)]
    pub(crate) state: Option<String>,
    #[arg(
        long,
        value_name = "help-value-name",
        requires = "word",
        help = "help-by"
    )]
    pub(crate) by: Option<String>,
    #[arg(
        long,
        value_name = "help-value-text",
        requires = "word",
        help = "help-why"
    )]
    pub(crate) why: Option<String>,
}
