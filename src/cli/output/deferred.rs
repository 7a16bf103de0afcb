//! Why mails are deferred: each reason once, in plain words, with the number of mails that wait for
//! it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::message::plain;
use super::screen::{Cell, Screen, ScreenRow};
use crate::campaign::{MailStatus, Status, state_phrase};
use crate::delivery::State;
use crate::phrase::Phrase;
use crate::reply::ReplyCode;

/// The last answer that deferred a mail; `None`: the connection was cut before the mail was handed
/// over.
type Cause = Option<ReplyCode>;

/// One row for each reason, that of most mails first; empty if only what needs a person is wanted.
pub(crate) fn table(screen: &Screen, status: &Status) -> Vec<ScreenRow> {
    if screen.quiet {
        return Vec::new();
    }
    let row = |(cause, mails): (Cause, usize)| {
        let mails = Phrase::new("cli-put-off-mails").with("count", mails);
        let code = cause.map(|code| code.to_string()).unwrap_or_default();
        ScreenRow {
            cells: vec![
                Cell::new(screen.text(&state_phrase("deferred"))),
                Cell::new(screen.text(&mails)),
                Cell::new(code),
            ],
            words: vec![screen.text(&plain(why(cause)))],
        }
    };
    causes(&status.mails).into_iter().map(row).collect()
}

/// The same for programs.
pub(crate) fn document(status: &Status) -> Value {
    let one = |(cause, mails): (Cause, usize)| {
        let reply = cause.map(|code| code.to_string());
        json!({ "reply": reply, "mails": mails })
    };
    causes(&status.mails).into_iter().map(one).collect()
}

fn causes(mails: &[MailStatus]) -> Vec<(Cause, usize)> {
    let mut counts: BTreeMap<String, (Cause, usize)> = BTreeMap::new();
    for mail in mails {
        if let State::Deferred { .. } = mail.state {
            let cause = mail.answer.and_then(|(_, code)| code);
            let name = cause.map(|code| code.to_string()).unwrap_or_default();
            counts.entry(name).or_insert((cause, 0)).1 += 1;
        }
    }
    let mut all: Vec<_> = counts.into_values().collect();
    all.sort_by_key(|(_, mails)| Reverse(*mails));
    all
}

/// The meaning of a 4yz, by its enhanced code (RFC 3463, section 3), or else by the code alone (RFC
/// 5321, section 4.2.3).
fn why(cause: Cause) -> &'static str {
    let Some(reply) = cause else {
        return "cli-put-off-cut";
    };
    match reply.enhanced.map(|code| (code.subject, code.detail)) {
        Some((1, 1)) => "cli-put-off-no-mailbox",
        Some((1, 2)) => "cli-put-off-no-domain",
        Some((1, 7 | 8)) => "cli-put-off-sender",
        Some((2, 1)) => "cli-put-off-closed",
        Some((2, 2)) => "cli-put-off-full",
        Some((2 | 3, 3 | 4)) => "cli-put-off-size",
        Some((3, 1)) => "cli-put-off-no-room",
        Some((3, _)) => "cli-put-off-busy",
        Some((4, _)) => "cli-put-off-unreachable",
        Some((6, _)) => "cli-put-off-content",
        Some((7, _)) => "cli-put-off-policy",
        _ => match reply.code {
            421 => "cli-put-off-busy",
            452 => "cli-put-off-no-room",
            _ => "cli-put-off",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::Enhanced;

    #[test]
    fn a_code_is_said_by_what_it_is_about() {
        for (code, enhanced, said) in [
            (450, Some((1, 1)), "cli-put-off-no-mailbox"),
            (450, Some((1, 2)), "cli-put-off-no-domain"),
            (450, Some((1, 8)), "cli-put-off-sender"),
            (452, Some((2, 2)), "cli-put-off-full"),
            (452, Some((3, 1)), "cli-put-off-no-room"),
            (452, Some((3, 4)), "cli-put-off-size"),
            (452, None, "cli-put-off-no-room"),
            (421, Some((3, 2)), "cli-put-off-busy"),
            (421, None, "cli-put-off-busy"),
            (451, Some((4, 1)), "cli-put-off-unreachable"),
            (450, Some((7, 1)), "cli-put-off-policy"),
            (450, Some((2, 0)), "cli-put-off"),
            (451, None, "cli-put-off"),
        ] {
            let enhanced = enhanced.map(|(subject, detail)| Enhanced {
                class: 4,
                subject,
                detail,
            });
            let reply = ReplyCode { code, enhanced };
            assert_eq!(why(Some(reply)), said, "{reply}");
        }
        assert_eq!(why(None), "cli-put-off-cut");
    }
}
