//! `invite`: its options.

use clap::Args;

/// `invite`
#[derive(Debug, Clone, Args)]
pub(super) struct InviteArgs {
    #[arg(
        value_name = "help-value-name",
        required_unless_present_any = ["list", "revoke"],
        help = "help-invite-name"
    )]
    pub(super) name: Option<String>,
    #[arg(long = "as", value_name = "help-value-role", help = "help-invite-role")]
    pub(super) roles: Vec<String>,
    #[arg(
        long,
        value_name = "help-value-count",
        default_value = "168",
        hide_default_value = true
    )]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=720), help = "help-invite-hours")]
    pub(super) hours: u32,
    #[arg(long, value_name = "help-value-id", conflicts_with = "roles")]
    #[arg(help = "help-invite-mail")]
    pub(super) mail: Vec<String>,
    #[arg(long, conflicts_with_all = ["roles", "mail"], help = "help-invite-redacted")]
    pub(super) redacted: bool,
    #[arg(long, conflicts_with_all = ["name", "roles", "mail", "revoke"], help = "help-invite-list")]
    pub(super) list: bool,
    #[arg(
        long,
        value_name = "help-value-count",
        conflicts_with_all = ["name", "roles", "mail"],
        help = "help-invite-revoke"
    )]
    pub(super) revoke: Option<u32>,
}
