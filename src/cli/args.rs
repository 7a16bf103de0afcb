//! The command line's grammar. Every help text is a key here; `help.rs` puts the texts in its
//! place.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

use crate::delivery::State;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "heraut",
    version,
    about = "help-about",
    after_help = "help-after"
)]
#[command(
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl CommandLine {
    /// Whether information was asked for, which goes to standard output.
    pub(super) fn is_question(&self) -> bool {
        match &self.command {
            None
            | Some(
                Command::Check { .. }
                | Command::Doctor
                | Command::Preflight
                | Command::Preview { .. }
                | Command::Invite(_)
                | Command::Status { .. }
                | Command::Report(_)
                | Command::Verify { .. }
                | Command::Bounces(_),
            ) => true,
            Some(Command::Send(send)) => send.dry_run,
            Some(Command::Resolve(resolve)) => resolve.is_question(),
            Some(_) => false,
        }
    }
}

/// Options that go with every command.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    #[arg(
        short = 'C',
        global = true,
        value_name = "help-value-dir",
        default_value = ".",
        hide_default_value = true
    )]
    #[arg(help = "help-global-dir")]
    pub(super) dir: PathBuf,
    #[arg(
        long,
        global = true,
        value_name = "help-value-setting",
        help = "help-global-set"
    )]
    pub(super) set: Vec<String>,
    #[arg(long, global = true, help = "help-global-json")]
    pub(super) json: bool,
    #[arg(long, global = true, value_name = "nl|en", hide_possible_values = true)]
    #[arg(value_parser = ["nl", "en"], help = "help-global-lang")]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, help = "help-global-reveal")]
    pub(super) reveal: bool,
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "quiet",
        help = "help-global-verbose"
    )]
    pub(super) verbose: bool,
    #[arg(short, long, global = true, help = "help-global-quiet")]
    pub(super) quiet: bool,
    #[arg(long, global = true, help = "help-global-no-color")]
    pub(super) no_color: bool,
    #[arg(short, long, global = true, action = ArgAction::Help, help = "help-global-help")]
    pub(super) help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = "help-global-version")]
    pub(super) version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = "help-init")]
    Init {
        #[arg(value_name = "help-value-dir", help = "help-init-dir")]
        folder: PathBuf,
    },
    #[command(about = "help-check")]
    Check {
        #[arg(long, value_name = "help-value-file", help = "help-check-write-ids")]
        write_ids: Option<PathBuf>,
    },
    #[command(about = "help-preflight")]
    Preflight,
    #[command(about = "help-seal")]
    Seal {
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: Option<String>,
        #[arg(long, help = "help-fresh")]
        fresh: bool,
    },
    #[command(about = "help-review")]
    Review(super::review_args::ReviewArgs),
    #[command(about = "help-preview")]
    Preview {
        #[arg(value_name = "help-value-id", help = "help-preview-row")]
        row: String,
        #[arg(long, help = "help-preview-watch")]
        watch: bool,
    },
    #[command(about = "help-remark")]
    Remark(RemarkArgs),
    #[command(about = "help-serve")]
    Serve {
        #[arg(long, value_name = "help-value-port", help = "help-serve-port")]
        port: Option<u16>,
    },
    #[command(about = "help-invite")]
    Invite(super::invite_args::InviteArgs),
    #[command(about = "help-approve")]
    Approve(ApproveArgs),
    #[command(about = "help-withdraw")]
    Withdraw {
        #[arg(long, value_name = "help-value-digest", num_args = 1.., action = ArgAction::Set)]
        #[arg(help = "help-withdraw-digest")]
        digest: Option<Vec<String>>,
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: String,
        #[arg(
            long = "as",
            value_name = "help-value-role",
            help = "help-withdraw-role"
        )]
        role: Option<String>,
        #[arg(long, value_name = "help-value-text", help = "help-why")]
        why: Option<String>,
    },
    #[command(about = "help-withhold")]
    Withhold {
        #[arg(value_name = "help-value-id", help = "help-id")]
        id: String,
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: String,
        #[arg(long, value_name = "help-value-text", help = "help-why")]
        why: String,
    },
    #[command(about = "help-release")]
    Release {
        #[arg(value_name = "help-value-id", help = "help-id")]
        id: String,
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: String,
        #[arg(long, value_name = "help-value-text", help = "help-why")]
        why: String,
    },
    #[command(about = "help-again")]
    Again {
        #[arg(value_name = "help-value-id", required = true, num_args = 1.., help = "help-ids")]
        ids: Vec<String>,
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: String,
        #[arg(long, value_name = "help-value-text", help = "help-why")]
        why: String,
    },
    #[command(about = "help-send")]
    Send(SendArgs),
    #[command(about = "help-rehearse")]
    Rehearse {
        #[arg(long, value_name = "help-value-address", num_args = 1.., required = true, help = "help-rehearse-to")]
        to: Vec<String>,
        #[arg(long, value_name = "help-value-id", num_args = 1.., help = "help-rehearse-only")]
        only: Vec<String>,
    },
    #[command(about = "help-stop")]
    Stop,
    #[command(about = "help-status")]
    Status {
        #[arg(
            long,
            value_name = "help-value-state",
            help = "help-status-state",
            hide_possible_values = true
        )]
        #[arg(value_parser = State::NAMES)]
        state: Option<String>,
        #[arg(long, conflicts_with = "state", help = "help-status-untold")]
        untold: bool,
        #[arg(
            long,
            value_name = "help-value-file",
            requires = "untold",
            help = "help-status-csv"
        )]
        csv: Option<PathBuf>,
    },
    #[command(about = "help-resolve")]
    Resolve(super::resolve_args::ResolveArgs),
    #[command(about = "help-report")]
    Report(super::report_args::ReportArgs),
    #[command(about = "help-export")]
    Export {
        #[arg(value_name = "help-value-dir", help = "help-export-dir")]
        folder: PathBuf,
    },
    #[command(about = "help-rerun")]
    Rerun {
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: Option<String>,
    },
    #[command(about = "help-rectify")]
    Rectify(super::rectify_args::RectifyArgs),
    #[command(about = "help-verify")]
    Verify {
        #[arg(
            value_name = "help-value-file",
            required_unless_present = "journal",
            conflicts_with = "journal",
            help = "help-verify-file"
        )]
        file: Option<PathBuf>,
        #[arg(long, help = "help-verify-journal")]
        journal: bool,
    },
    #[command(about = "help-proof")]
    Proof {
        #[arg(value_name = "help-value-id", help = "help-proof-id")]
        id: String,
        #[arg(long, value_name = "help-value-dir", help = "help-proof-out")]
        out: Option<PathBuf>,
    },
    #[command(about = "help-bounces")]
    Bounces(super::bounces_args::BouncesArgs),
    #[command(about = "help-hand-over")]
    HandOver,
    #[command(about = "help-adopt")]
    Adopt {
        #[arg(long, value_name = "help-value-name", help = "help-by")]
        by: String,
        #[arg(long, value_name = "help-value-text", help = "help-why")]
        why: String,
        #[arg(long, value_name = "help-value-head", help = "help-adopt-head")]
        head: Option<String>,
    },
    #[command(about = "help-catch")]
    Catch {
        #[arg(
            long,
            value_name = "help-value-port",
            default_value_t = 2525,
            hide_default_value = true
        )]
        #[arg(help = "help-catch-port")]
        port: u16,
    },
    #[command(about = "help-doctor")]
    Doctor,
    #[command(about = "help-completions")]
    Completions {
        #[arg(
            value_name = "help-value-shell",
            hide_possible_values = true,
            help = "help-completions-shell"
        )]
        shell: clap_complete::Shell,
    },
    #[command(about = "help-man")]
    Man {
        #[arg(long, value_name = "help-value-dir", help = "help-man-out")]
        out: Option<PathBuf>,
    },
}

/// `send`
#[derive(Debug, Clone, Args)]
pub(super) struct SendArgs {
    #[arg(long, help = "help-send-dry-run")]
    pub(super) dry_run: bool,
    #[arg(long, value_name = "help-value-count", help = "help-send-limit")]
    pub(super) limit: Option<usize>,
    #[arg(long, value_name = "help-value-id", num_args = 1.., help = "help-send-only")]
    pub(super) only: Vec<String>,
    #[arg(long, help = "help-send-wait")]
    pub(super) wait: bool,
    #[arg(long, help = "help-send-as-sealed")]
    pub(super) as_sealed: bool,
    #[arg(long, conflicts_with_all = ["dry_run", "as_sealed"], help = "help-fresh")]
    pub(super) fresh: bool,
    #[arg(long, help = "help-send-after-brake")]
    pub(super) after_brake: bool,
    #[arg(long, help = "help-send-clock-is-right")]
    pub(super) clock_is_right: bool,
    #[arg(
        long,
        value_name = "help-value-file",
        conflicts_with = "dry_run",
        help = "help-send-transcript"
    )]
    pub(super) transcript: Option<PathBuf>,
    #[arg(long, requires = "digest", help = "help-send-yes")]
    pub(super) yes: bool,
    #[arg(long, value_name = "help-value-digest", requires = "yes", num_args = 1.., action = ArgAction::Set)]
    #[arg(help = "help-digest")]
    pub(super) digest: Option<Vec<String>>,
}

/// `approve`
#[derive(Debug, Clone, Args)]
pub(super) struct ApproveArgs {
    #[arg(long, value_name = "help-value-digest", num_args = 1.., required = true, action = ArgAction::Set)]
    #[arg(help = "help-digest")]
    pub(super) digest: Vec<String>,
    #[arg(long, value_name = "help-value-name", help = "help-by")]
    pub(super) by: String,
    #[arg(
        long = "as",
        value_name = "help-value-role",
        help = "help-approve-role"
    )]
    pub(super) role: String,
    #[arg(
        long,
        value_name = "help-value-name",
        requires = "paper",
        help = "help-approve-recorded-by"
    )]
    pub(super) recorded_by: Option<String>,
    #[arg(
        long = "ref",
        value_name = "help-value-text",
        requires = "recorded_by",
        help = "help-approve-ref"
    )]
    pub(super) paper: Option<String>,
    #[arg(long, conflicts_with = "signature", help = "help-approve-statement")]
    pub(super) statement: bool,
    #[arg(long, value_name = "help-value-file", help = "help-approve-signature")]
    pub(super) signature: Option<PathBuf>,
}

/// `remark`
#[derive(Debug, Clone, Args)]
pub(super) struct RemarkArgs {
    #[arg(
        value_name = "help-value-text",
        required_unless_present = "close",
        help = "help-remark-text"
    )]
    pub(super) text: Option<String>,
    #[arg(long, value_name = "help-value-name", help = "help-by")]
    pub(super) by: String,
    #[arg(long, value_name = "help-value-id", help = "help-remark-mail")]
    pub(super) mail: Option<String>,
    #[arg(long, value_name = "help-value-count", help = "help-remark-answer")]
    pub(super) answer: Option<u32>,
    #[arg(long, value_name = "help-value-count", help = "help-remark-close")]
    pub(super) close: Option<u32>,
}
