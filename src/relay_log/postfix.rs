//! Lines of Postfix (3.x), as syslog, rsyslog and journalctl write them.
//!
//! `cleanup` says which `Message-ID` a queue id has before it is known whether the mail will be taken: the client may
//! still go away, or a filter refuse it. What shows that it was taken is the queue manager, or a delivery.

use super::outcome::{LogOutcome, LogSign, leads_nowhere};

/// A line of Postfix, taken apart.
struct PostfixLine<'l> {
    service: &'l str,
    queue: &'l str,
    rest: &'l str,
}

/// Whether the line is one of Postfix, and what it says.
pub(super) fn sign(line: &str) -> (bool, Option<LogSign<'_>>) {
    match taken_apart(line) {
        Some(parts) => (true, parts.and_then(|parts| said(&parts))),
        None => (false, None),
    }
}

/// `None`: not of Postfix. `Some(None)`: without a queue id.
fn taken_apart(line: &str) -> Option<Option<PostfixLine<'_>>> {
    let (head, rest) = line.split_once("]: ")?;
    let tag = head.rsplit(' ').next()?;
    let (name, process) = tag.split_once('[')?;
    let (_, service) = name.rsplit_once('/')?;
    let is_number = !process.is_empty() && process.bytes().all(|b| b.is_ascii_digit());
    if !is_number || service.is_empty() {
        return None;
    }
    let parts = rest
        .split_once(": ")
        .filter(|(queue, _)| is_queue_id(queue));
    Some(parts.map(|(queue, rest)| PostfixLine {
        service,
        queue,
        rest,
    }))
}

/// Short ids are hexadecimal, long ones letters and digits without vowels (`enable_long_queue_ids`).
fn is_queue_id(word: &str) -> bool {
    (5..=24).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric())
        && word.bytes().any(|b| b.is_ascii_digit())
}

fn said<'l>(line: &PostfixLine<'l>) -> Option<LogSign<'l>> {
    let sign = |outcome, is_last| LogSign {
        queue: line.queue,
        message_id: None,
        outcome,
        is_release: false,
        is_last,
    };
    let rest = line.rest;
    let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    match line.service {
        "cleanup" => match rest.strip_prefix("message-id=") {
            Some(id) => Some(LogSign {
                message_id: Some(id.trim().trim_start_matches('<').trim_end_matches('>')),
                ..sign(LogOutcome::Named, false)
            }),
            None if begins(&["milter-reject: ", "reject: "]) => Some(sign(LogOutcome::Named, true)),
            None if begins(&["milter-discard: ", "discard: "]) => {
                Some(sign(LogOutcome::KeptBack, true))
            }
            // A redirected mail goes to another address than the recipient's.
            None if begins(&["milter-hold: ", "hold: ", "redirect: "]) => {
                Some(sign(LogOutcome::KeptBack, false))
            }
            None => None,
        },
        "qmgr" | "oqmgr" => {
            if rest.trim_end() == "removed" {
                Some(sign(LogOutcome::Taken, true))
            } else if rest.starts_with("from=<") && is_returned(rest) {
                Some(sign(LogOutcome::CameBack, false))
            } else if rest.starts_with("from=<") && rest.trim_end().ends_with("(queue active)") {
                Some(sign(LogOutcome::Taken, false))
            } else {
                delivered(line).map(|outcome| sign(outcome, false))
            }
        }
        "postsuper" => match rest.trim_end() {
            "removed" => Some(sign(LogOutcome::KeptBack, true)),
            "placed on hold" => Some(sign(LogOutcome::KeptBack, false)),
            "released from hold" => Some(LogSign {
                is_release: true,
                ..sign(LogOutcome::Taken, false)
            }),
            _ => None,
        },
        "bounce" => rest
            .starts_with("sender non-delivery notification: ")
            .then(|| sign(LogOutcome::CameBack, false)),
        _ => delivered(line).map(|outcome| sign(outcome, false)),
    }
}

/// Whether the queue manager gave up: the time was over, or somebody said so (`postsuper -e`).
fn is_returned(rest: &str) -> bool {
    [", status=expired", ", status=force-expired"]
        .iter()
        .any(|words| rest.contains(words))
}

/// What an agent says of one recipient.
fn delivered(line: &PostfixLine<'_>) -> Option<LogOutcome> {
    if !line.rest.starts_with("to=<") {
        return None;
    }
    // A reply of the next server comes after the status, so the first one counts.
    let (_, said) = line.rest.split_once(", dsn=")?;
    let (_, said) = said.split_once(", status=")?;
    let (status, words) = said.split_once(' ').unwrap_or((said, ""));
    let nowhere =
        line.service == "discard" || words.ends_with("/dev/null)") || leads_nowhere(words);
    match status {
        "sent" if nowhere => Some(LogOutcome::KeptBack),
        "sent" => Some(LogOutcome::HandedOn),
        "deferred" => Some(LogOutcome::Taken),
        "bounced" | "expired" => Some(LogOutcome::CameBack),
        _ => None,
    }
}
