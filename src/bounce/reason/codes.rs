//! Enhanced status codes, and what they say about the cause.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::bounce::cause::ReturnCause;
use crate::reply::Enhanced;

/// One code and what it means.
#[derive(Debug)]
pub struct CodeRow {
    /// `5.1.1`, or `x.1.1` for every class.
    pub code: &'static str,
    /// What it says; [`ReturnCause::Unclear`] where it says nothing.
    pub cause: ReturnCause,
    /// Whether it comes before words: it is given for nothing else.
    pub firm: bool,
    /// Where it is from.
    pub source: &'static str,
}

const fn row(code: &'static str, cause: ReturnCause, source: &'static str) -> CodeRow {
    CodeRow {
        code,
        cause,
        firm: false,
        source,
    }
}

const fn firm(code: &'static str, cause: ReturnCause, source: &'static str) -> CodeRow {
    CodeRow {
        code,
        cause,
        firm: true,
        source,
    }
}

const EXCHANGE: &str = "Exchange Online, list of NDR codes";
const GMAIL: &str = "Gmail, SMTP errors and codes";

/// The table.
pub const CODES: &[CodeRow] = &[
    row("5.1.0", ReturnCause::Unclear, "RFC 3463, 3.2"),
    row("x.1.1", ReturnCause::UnknownUser, "RFC 3463, 3.2"),
    row("5.1.2", ReturnCause::DomainUnknown, "RFC 3463, 3.2"),
    row("4.1.2", ReturnCause::NameService, "RFC 3463, 3.2"),
    row("x.1.3", ReturnCause::UnknownUser, "RFC 3463, 3.2"),
    row("x.1.4", ReturnCause::UnknownUser, "RFC 3463, 3.2"),
    row("x.1.6", ReturnCause::Moved, "RFC 3463, 3.2"),
    row("x.1.7", ReturnCause::SenderRefused, "RFC 3463, 3.2"),
    row(
        "x.1.8",
        ReturnCause::SenderRefused,
        "RFC 3463, 3.2; Exchange Online: a sender that is barred",
    ),
    row("x.1.9", ReturnCause::Unclear, "RFC 3886"),
    row(
        "x.1.10",
        ReturnCause::DomainTakesNoMail,
        "RFC 7505 (Exchange gives it for an unknown user, and says so)",
    ),
    firm("5.1.90", ReturnCause::SenderQuota, EXCHANGE),
    row("x.2.0", ReturnCause::Unclear, "RFC 3463, 3.3"),
    row("x.2.1", ReturnCause::Disabled, "RFC 3463, 3.3"),
    firm("x.2.2", ReturnCause::MailboxFull, "RFC 3463, 3.3"),
    row("x.2.3", ReturnCause::TooBig, "RFC 3463, 3.3"),
    row("x.2.4", ReturnCause::ListModeration, "RFC 3463, 3.3"),
    firm("5.2.121", ReturnCause::NotNow, EXCHANGE),
    firm("5.2.122", ReturnCause::NotNow, EXCHANGE),
    row("x.3.0", ReturnCause::Unclear, "RFC 3463, 3.4"),
    row("x.3.1", ReturnCause::Server, "RFC 3463, 3.4"),
    row("x.3.2", ReturnCause::Server, "RFC 3463, 3.4"),
    row("x.3.3", ReturnCause::Server, "RFC 3463, 3.4"),
    row("x.3.4", ReturnCause::TooBig, "RFC 3463, 3.4"),
    row("x.3.5", ReturnCause::Server, "RFC 3463, 3.4"),
    row("x.4.0", ReturnCause::Unreachable, "RFC 3463, 3.5"),
    row("x.4.1", ReturnCause::Unreachable, "RFC 3463, 3.5"),
    row("x.4.2", ReturnCause::Unreachable, "RFC 3463, 3.5"),
    row("x.4.3", ReturnCause::NameService, "RFC 3463, 3.5"),
    row("5.4.4", ReturnCause::DomainUnknown, "RFC 3463, 3.5"),
    row("4.4.4", ReturnCause::NameService, "RFC 3463, 3.5"),
    row("x.4.5", ReturnCause::NotNow, "RFC 3463, 3.5"),
    row("x.4.6", ReturnCause::Loop, "RFC 3463, 3.5"),
    row("x.4.7", ReturnCause::Unreachable, "RFC 3463, 3.5"),
    row("x.4.8", ReturnCause::Loop, "IANA registry"),
    firm("5.4.14", ReturnCause::Loop, EXCHANGE),
    firm("5.4.300", ReturnCause::Unreachable, EXCHANGE),
    firm("5.4.310", ReturnCause::DomainUnknown, EXCHANGE),
    firm("5.4.312", ReturnCause::NameService, EXCHANGE),
    firm("5.4.316", ReturnCause::Unreachable, EXCHANGE),
    firm("5.4.317", ReturnCause::Tls, EXCHANGE),
    row("4.4.312", ReturnCause::NameService, EXCHANGE),
    row("4.4.316", ReturnCause::Unreachable, EXCHANGE),
    row("x.5.0", ReturnCause::Unclear, "RFC 3463, 3.6"),
    row("x.5.1", ReturnCause::Unclear, "RFC 3463, 3.6"),
    row("x.5.2", ReturnCause::Unclear, "RFC 3463, 3.6"),
    row("x.5.3", ReturnCause::SenderQuota, "RFC 3463, 3.6"),
    row("x.5.4", ReturnCause::Unclear, "RFC 3463, 3.6"),
    row("x.6.0", ReturnCause::Content, "RFC 3463, 3.7"),
    row("x.6.1", ReturnCause::Content, "RFC 3463, 3.7"),
    row("x.6.2", ReturnCause::Content, "RFC 3463, 3.7"),
    row("x.6.3", ReturnCause::Content, "RFC 3463, 3.7"),
    row("x.6.4", ReturnCause::Content, "RFC 3463, 3.7"),
    row("x.6.5", ReturnCause::Content, "RFC 3463, 3.7"),
    row("x.6.6", ReturnCause::Content, "RFC 4468"),
    row("x.6.7", ReturnCause::Content, "RFC 6531"),
    row("5.7.0", ReturnCause::Policy, "RFC 3463, 3.8"),
    row(
        "4.7.0",
        ReturnCause::NotNow,
        "RFC 3463, 3.8; Gmail and Yahoo put off with it",
    ),
    row("5.7.1", ReturnCause::Policy, "RFC 3463, 3.8"),
    row("4.7.1", ReturnCause::NotNow, "RFC 3463, 3.8; greylisting"),
    row("x.7.2", ReturnCause::RecipientRule, "RFC 3463, 3.8"),
    row("x.7.3", ReturnCause::RelayDenied, "RFC 3463, 3.8"),
    row("x.7.4", ReturnCause::Tls, "RFC 3463, 3.8"),
    row("x.7.5", ReturnCause::Tls, "RFC 3463, 3.8"),
    row("x.7.6", ReturnCause::Tls, "RFC 3463, 3.8"),
    row(
        "x.7.7",
        ReturnCause::Authentication,
        "RFC 3463, 3.8; Exchange Online: DMARC",
    ),
    firm("x.7.8", ReturnCause::RelayDenied, "RFC 4954"),
    row(
        "x.7.9",
        ReturnCause::Policy,
        "RFC 4954 (a weak login); Yahoo: policy",
    ),
    firm("x.7.10", ReturnCause::Tls, "RFC 5248"),
    firm("x.7.11", ReturnCause::Tls, "RFC 4954"),
    row(
        "x.7.12",
        ReturnCause::RecipientRule,
        "Exchange Online: this sender may not write there",
    ),
    row("x.7.13", ReturnCause::Disabled, "RFC 5248"),
    row("x.7.14", ReturnCause::RelayDenied, "RFC 5248"),
    row("x.7.15", ReturnCause::NotNow, "RFC 6710"),
    row("x.7.16", ReturnCause::TooBig, "RFC 6710"),
    row("x.7.17", ReturnCause::Moved, "RFC 7293"),
    row("x.7.18", ReturnCause::Moved, "RFC 7293"),
    row("x.7.19", ReturnCause::Unclear, "RFC 7293"),
    firm("x.7.20", ReturnCause::Authentication, "RFC 7372"),
    firm("x.7.21", ReturnCause::Authentication, "RFC 7372"),
    firm("x.7.22", ReturnCause::Authentication, "RFC 7372"),
    firm("x.7.23", ReturnCause::Authentication, "RFC 7372"),
    firm("x.7.24", ReturnCause::Authentication, "RFC 7372"),
    firm("x.7.25", ReturnCause::Authentication, "RFC 7372"),
    firm(
        "x.7.26",
        ReturnCause::Authentication,
        "RFC 7372; Gmail: neither SPF nor DKIM",
    ),
    firm("x.7.27", ReturnCause::SenderRefused, "RFC 7505"),
    firm(
        "x.7.28",
        ReturnCause::SenderQuota,
        "RFC 8463's registry; Gmail: a flood",
    ),
    firm(
        "x.7.29",
        ReturnCause::Authentication,
        "RFC 8617; Gmail: TLS is asked for",
    ),
    row(
        "x.7.30",
        ReturnCause::Tls,
        "RFC 8689; Gmail: DKIM doesn't pass, and says so",
    ),
    firm("5.7.40", ReturnCause::Authentication, GMAIL),
    firm("5.7.51", ReturnCause::RelayDenied, EXCHANGE),
    firm("5.7.54", ReturnCause::RelayDenied, EXCHANGE),
    firm("5.7.57", ReturnCause::RelayDenied, EXCHANGE),
    firm("5.7.60", ReturnCause::RelayDenied, EXCHANGE),
    firm("5.7.64", ReturnCause::RelayDenied, EXCHANGE),
    firm("5.7.124", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.129", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.133", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.134", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.136", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.193", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.501", ReturnCause::SenderRefused, EXCHANGE),
    firm("5.7.502", ReturnCause::SenderRefused, EXCHANGE),
    firm("5.7.503", ReturnCause::SenderRefused, EXCHANGE),
    firm("5.7.504", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.505", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.506", ReturnCause::Policy, EXCHANGE),
    firm("5.7.507", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.508", ReturnCause::SenderQuota, EXCHANGE),
    firm("5.7.509", ReturnCause::Authentication, EXCHANGE),
    firm("5.7.510", ReturnCause::RecipientRule, EXCHANGE),
    firm("5.7.511", ReturnCause::SenderRefused, EXCHANGE),
    firm("5.7.512", ReturnCause::Authentication, EXCHANGE),
    firm("5.7.513", ReturnCause::Policy, EXCHANGE),
    firm("5.7.515", ReturnCause::Authentication, EXCHANGE),
    firm(
        "5.7.6xx",
        ReturnCause::Blocklist,
        "Exchange Online: 5.7.606 to 5.7.649, the IP address is barred",
    ),
    firm(
        "5.7.7xx",
        ReturnCause::SenderQuota,
        "Exchange Online: 5.7.700 to 5.7.750, the sending tenant",
    ),
];

type Table = HashMap<(u8, u16, u16), &'static CodeRow>;

/// The codes that are written out; the families with `xx` are looked up by hand.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for row in CODES {
        for class in [4, 5] {
            let written = row.code.replacen('x', &class.to_string(), 1);
            if let Some(code) = Enhanced::read(&written).filter(|code| code.class == class) {
                table.insert((code.class, code.subject, code.detail), row);
            }
        }
    }
    table
});

fn find(code: Enhanced) -> Option<&'static CodeRow> {
    let exact = TABLE.get(&(code.class, code.subject, code.detail));
    exact.copied().or_else(|| {
        let written = code.to_string();
        let fits = |row: &&CodeRow| {
            row.code.strip_suffix("xx").is_some_and(|start| {
                written
                    .strip_prefix(start)
                    .is_some_and(|rest| rest.len() == 2)
            })
        };
        CODES.iter().find(fits)
    })
}

/// What a code that means one thing says.
pub(super) fn firm_cause(code: Enhanced) -> Option<ReturnCause> {
    find(code).filter(|row| row.firm).map(|row| row.cause)
}

/// What the code says; `None` where it says nothing.
pub(super) fn cause(code: Enhanced) -> Option<ReturnCause> {
    find(code)
        .map(|row| row.cause)
        .filter(|cause| *cause != ReturnCause::Unclear)
}

/// What a reply code says by itself (RFC 5321, section 4.2.2): only those that mean one thing.
pub(super) const fn of_reply(code: u16) -> Option<ReturnCause> {
    match code {
        421 | 450 | 451 | 452 => Some(ReturnCause::NotNow),
        521 | 556 => Some(ReturnCause::DomainTakesNoMail),
        530 | 534 | 535 => Some(ReturnCause::RelayDenied),
        538 | 523 => Some(ReturnCause::Tls),
        551 => Some(ReturnCause::Moved),
        552 => Some(ReturnCause::MailboxFull),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_table_is_found_as_it_says() {
        for row in CODES {
            let written = row
                .code
                .replacen('x', "5", usize::from(row.code.starts_with('x')));
            let written = written.replace('x', "2");
            let code = Enhanced::read(&written).expect(&written);
            let found = find(code).expect(&written);
            assert_eq!(found.code, row.code);
        }
    }

    #[test]
    fn what_is_about_us_is_never_the_addresses_fault() {
        use crate::bounce::Fault;
        let ours = [
            "5.7.1", "5.7.26", "5.7.30", "5.7.515", "5.7.509", "5.7.23", "5.7.64", "5.7.606",
            "5.7.750", "5.7.25", "4.7.28", "5.1.8", "5.7.9",
        ];
        for written in ours {
            let code = Enhanced::read(written).unwrap();
            assert_eq!(
                cause(code).map(ReturnCause::fault),
                Some(Fault::Us),
                "{written}"
            );
        }
    }
}
