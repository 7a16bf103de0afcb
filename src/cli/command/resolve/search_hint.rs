//! How to find a mail in the logs of mail servers.

use crate::phrase::quoted;

/// A mail server, and the command that finds the mail in its log.
pub(super) struct SearchHint {
    /// Which server, in JSON.
    pub(super) server: &'static str,
    /// The key of its name for people.
    pub(super) name: &'static str,
    /// The command.
    pub(super) command: String,
}

/// One for each server that many have; the last part of the id is the sender's own domain, so none of them shows an
/// organisation.
pub(super) fn search_hints(message_id: &str) -> Vec<SearchHint> {
    let (plain, bracketed) = (
        quoted(message_id).into_owned(),
        format!("'<{}>'", message_id.replace('\'', "")),
    );
    let hint = |server, name, command| SearchHint {
        server,
        name,
        command,
    };
    vec![
        hint(
            "postfix",
            "cli-evidence-postfix",
            format!("grep -F {bracketed} /var/log/mail.log"),
        ),
        hint(
            "exim",
            "cli-evidence-exim",
            format!("exigrep -l {plain} /var/log/exim4/mainlog"),
        ),
        hint(
            "exchange",
            "cli-evidence-exchange",
            format!("Get-MessageTrackingLog -MessageId {bracketed}"),
        ),
        hint(
            "exchange_online",
            "cli-evidence-exchange-online",
            format!("Get-MessageTraceV2 -MessageId {bracketed}"),
        ),
    ]
}
