//! Lines of Exim's main log (4.9x and later), also through syslog.
//!
//! Exim writes `<=` only once it has taken a mail, with `id=` for its `Message-ID`.

use super::outcome::{LogOutcome, LogSign};

/// Whether the line is one of Exim's main log, and what it says.
pub(super) fn sign(line: &str) -> (bool, Option<LogSign<'_>>) {
    match taken_apart(line) {
        Some((queue, rest)) => (true, said(queue, rest)),
        None => (false, None),
    }
}

/// Exim's own id of the mail, and what follows.
fn taken_apart(line: &str) -> Option<(&str, &str)> {
    let of_syslog = line.split_once("]: ").filter(|(head, _)| {
        let tag = head.rsplit(' ').next().unwrap_or_default();
        tag.starts_with("exim")
    });
    let line = of_syslog.map_or(line, |(_, rest)| rest);
    // Date, time, zone and process come before the id, as far as they are there.
    let mut rest = line;
    for _ in 0..5 {
        let (word, after) = rest.split_once(' ')?;
        if is_exim_id(word) {
            return Some((word, after));
        }
        let is_stamp = word
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-:.+[]".contains(&b));
        if !is_stamp {
            return None;
        }
        rest = after;
    }
    None
}

/// `1tAbCd-000000-AB`, or with more digits since 4.97.
fn is_exim_id(word: &str) -> bool {
    let lengths: Vec<usize> = word.split('-').map(str::len).collect();
    let is_alphanumeric = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_alphanumeric && matches!(lengths[..], [6, 6, 2] | [6, 11, 4])
}

fn said<'l>(queue: &'l str, rest: &'l str) -> Option<LogSign<'l>> {
    let sign = |outcome, is_last| LogSign {
        queue,
        message_id: None,
        outcome,
        is_last,
    };
    let (flag, after) = rest.split_once(' ').unwrap_or((rest, ""));
    match flag {
        "<=" => {
            // The subject, which others choose, comes last.
            let fields = after.split(" T=\"").next().unwrap_or(after);
            let mut words = fields.rsplit(' ');
            let id = words.find_map(|word| word.strip_prefix("id="))?;
            Some(LogSign {
                message_id: Some(id),
                ..sign(LogOutcome::Taken, false)
            })
        }
        "=>" | "->" | ">>"
            if after.starts_with(":blackhole:") || after.starts_with("/dev/null") =>
        {
            Some(sign(LogOutcome::KeptBack, false))
        }
        "=>" | "->" | ">>" => Some(sign(LogOutcome::HandedOn, false)),
        "==" => Some(sign(LogOutcome::Taken, false)),
        "**" => Some(sign(LogOutcome::CameBack, false)),
        "Completed" => Some(sign(LogOutcome::Taken, true)),
        "Frozen" | "cancelled" | "removed" => Some(sign(LogOutcome::KeptBack, false)),
        "Unfrozen" => Some(sign(LogOutcome::Taken, false)),
        _ => None,
    }
}
