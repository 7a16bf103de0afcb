//! Lines of Exim's main log (4.9x and later), also through syslog.
//!
//! Exim writes `<=` only once it has taken a mail, with `id=` for its `Message-ID`.

use super::outcome::{LogOutcome, LogSign, leads_nowhere};

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
        is_release: false,
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
        "=>" | "->" | ">>" if is_nowhere(after) => Some(sign(LogOutcome::KeptBack, false)),
        "=>" | "->" | ">>" => Some(sign(LogOutcome::HandedOn, false)),
        "==" => Some(sign(LogOutcome::Taken, false)),
        "**" => Some(sign(LogOutcome::CameBack, false)),
        "Completed" => Some(sign(LogOutcome::Taken, true)),
        // Of a person (`exim -Mf`) and an access rule in lower case, of Exim itself in upper case.
        "Frozen" | "frozen" | "cancelled" | "removed" => Some(sign(LogOutcome::KeptBack, false)),
        "***" if after.starts_with("Frozen") => Some(sign(LogOutcome::KeptBack, false)),
        // `exim -Mmad` and `-Mmd`: a person said so, nothing was delivered.
        "address" if after.contains("> marked delivered by ") => {
            Some(sign(LogOutcome::KeptBack, false))
        }
        "Unfrozen" | "unfrozen" => Some(LogSign {
            is_release: true,
            ..sign(LogOutcome::Taken, false)
        }),
        _ => None,
    }
}

/// Whether what follows `=>` is a delivery to nobody: a router's or filter's `:blackhole:`, a file that keeps nothing,
/// what an access rule (`blackhole (DATA ACL discarded recipients)`) or a filter (`discarded (system filter)`) threw
/// away, or a next server that says that it did.
fn is_nowhere(after: &str) -> bool {
    const TO: [&str; 4] = [":blackhole:", "/dev/null", "blackhole ", "discarded "];
    let answer = after.split_once(" C=\"").map(|(_, answer)| answer);
    TO.iter().any(|to| after.starts_with(to)) || answer.is_some_and(leads_nowhere)
}
