//! Misbehaviour chosen by the recipient's address, so a test needs only a row of the list.
//!
//! The local part reads `MOMENT-WHAT`, then modifiers, joined by hyphens; `+anything` after it is
//! ignored, so many rows can ask for the same. Any other local part is served honestly.
//!
//! | local part | what happens |
//! | --- | --- |
//! | `rcpt-NNN`, `data-NNN`, `dot-NNN` | that step is answered with code NNN; 421 closes the line as well |
//! | `rcpt-cut`, `data-cut` | the line is closed instead of the answer |
//! | `body-cut`, `body-cut-N` | closed when at least N bytes (1) of the mail came; the mail is lost |
//! | `body-NNN` | code NNN is said, and the line closed, when the first bytes of the mail came |
//! | `dot-cut` | the mail is **kept**, and the line closed without a word (RFC 1047) |
//! | `dot-lost` | the mail is **lost**, and the line closed without a word |
//! | `rcpt-silent`, `data-silent`, `body-silent`, `dot-silent` | no answer, the line held; the mail is lost |
//! | `rcpt-split`, `data-split`, `dot-split` | taken; the reply comes byte by byte |
//! | `rcpt-wait-N`, `data-wait-N`, `dot-wait-N` | taken after N milliseconds (1000) |
//!
//! | modifier | what it does |
//! | --- | --- |
//! | `-once` | only at the first attempt for this address; the second is served honestly |
//! | `-C.S.D` | the enhanced code of the reply, as in `rcpt-450-4.7.1` |
//! | `-go` | after `rcpt-NNN`: DATA is answered with 354 all the same |

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::script::{Act, Moment, Scene, Script};

/// Reads what to do from the recipient's local part; see the table above.
#[derive(Debug, Default)]
pub struct ByAddress {
    served: Mutex<HashSet<String>>,
}

impl Script for ByAddress {
    fn act(&self, moment: Moment, scene: &Scene<'_>) -> Act {
        let Some((address, wish)) = scene.recipient.and_then(|to| Some((to, Wish::read(to)?)))
        else {
            return Act::Proceed;
        };
        let act = wish.at(moment);
        if act != Act::Proceed && wish.once && !self.first_time(address) {
            return Act::Proceed;
        }
        act
    }
}

impl ByAddress {
    /// Whether this address gets its misbehaviour for the first time.
    fn first_time(&self, address: &str) -> bool {
        self.served
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(address.to_owned())
    }
}

/// What an address asks for.
#[derive(Debug, PartialEq, Eq)]
struct Wish<'a> {
    moment: &'a str,
    what: &'a str,
    once: bool,
    go: bool,
    number: Option<u64>,
    enhanced: Option<&'a str>,
}

impl<'a> Wish<'a> {
    fn read(address: &'a str) -> Option<Self> {
        let local = address.rsplit_once('@')?.0;
        let mut words = local.split('+').next()?.split('-');
        let (moment, what) = (words.next()?, words.next()?);
        let mut wish = Wish {
            moment,
            what,
            once: false,
            go: false,
            number: None,
            enhanced: None,
        };
        for word in words {
            match word {
                "once" => wish.once = true,
                "go" => wish.go = true,
                code if code.contains('.') => wish.enhanced = Some(code),
                number => wish.number = Some(number.parse().ok()?),
            }
        }
        Some(wish)
    }

    fn at(&self, moment: Moment) -> Act {
        match (moment, self.moment) {
            (Moment::Rcpt, "rcpt") | (Moment::Data, "data") | (Moment::Dot, "dot") => self.step(),
            (Moment::Body(so_far), "body") => self.body(so_far),
            (Moment::Data, "rcpt") if self.go => Act::Reply(354, "Go on all the same".to_owned()),
            _ => Act::Proceed,
        }
    }

    fn step(&self) -> Act {
        match (self.what, self.moment) {
            ("cut", "dot") => Act::CloseAfterKeeping,
            ("lost", "dot") | ("cut", _) => Act::Close,
            ("silent", _) => Act::Silence,
            ("split", _) => Act::SplitReply,
            ("wait", _) => Act::Wait(Duration::from_millis(self.number.unwrap_or(1000))),
            _ => self.code().map_or(Act::Proceed, |(code, text)| match code {
                421 => Act::ReplyThenClose(code, text),
                _ => Act::Reply(code, text),
            }),
        }
    }

    fn body(&self, so_far: u64) -> Act {
        match self.what {
            "cut" if so_far >= self.number.unwrap_or(1) => Act::Close,
            "silent" => Act::Silence,
            _ => self
                .code()
                .map_or(Act::Proceed, |(code, text)| Act::ReplyThenClose(code, text)),
        }
    }

    /// The code asked for, and a text with the enhanced code that usually goes with it.
    fn code(&self) -> Option<(u16, String)> {
        let code = self
            .what
            .parse()
            .ok()
            .filter(|code| (200..600).contains(code))?;
        let usual = match code {
            354 => return Some((code, "Go on".to_owned())),
            421 => "4.3.2",
            450 => "4.2.1",
            452 => "4.3.1",
            400..500 => "4.3.0",
            550 => "5.1.1",
            552 => "5.3.4",
            554 => "5.7.1",
            500..600 => "5.5.0",
            _ => "2.0.0",
        };
        Some((
            code,
            format!("{} As this address asks", self.enhanced.unwrap_or(usual)),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(script: &ByAddress, moment: Moment, address: &str) -> Act {
        let scene = Scene {
            connection: 1,
            transaction: 1,
            recipient: Some(address),
            size: 0,
            tls: false,
        };
        script.act(moment, &scene)
    }

    fn reply(code: u16, enhanced: &str) -> Act {
        Act::Reply(code, format!("{enhanced} As this address asks"))
    }

    #[test]
    fn the_table() {
        let close = |code, enhanced| match reply(code, enhanced) {
            Act::Reply(code, text) => Act::ReplyThenClose(code, text),
            other => other,
        };
        let table = [
            ("rcpt-450", Moment::Rcpt, reply(450, "4.2.1")),
            ("rcpt-550+17", Moment::Rcpt, reply(550, "5.1.1")),
            ("rcpt-450-4.7.1", Moment::Rcpt, reply(450, "4.7.1")),
            ("rcpt-550", Moment::Data, Act::Proceed),
            (
                "rcpt-550-go",
                Moment::Data,
                Act::Reply(354, "Go on all the same".into()),
            ),
            ("rcpt-cut", Moment::Rcpt, Act::Close),
            ("data-421", Moment::Data, close(421, "4.3.2")),
            ("data-421", Moment::Rcpt, Act::Proceed),
            ("body-cut", Moment::Body(1), Act::Close),
            ("body-cut-500", Moment::Body(499), Act::Proceed),
            ("body-cut-500", Moment::Body(500), Act::Close),
            ("body-451", Moment::Body(9), close(451, "4.3.0")),
            ("dot-452", Moment::Dot, reply(452, "4.3.1")),
            ("dot-554", Moment::Dot, reply(554, "5.7.1")),
            ("dot-cut", Moment::Dot, Act::CloseAfterKeeping),
            ("dot-lost", Moment::Dot, Act::Close),
            ("dot-silent", Moment::Dot, Act::Silence),
            ("dot-split", Moment::Dot, Act::SplitReply),
            (
                "dot-wait-20",
                Moment::Dot,
                Act::Wait(Duration::from_millis(20)),
            ),
            ("info", Moment::Rcpt, Act::Proceed),
            ("rcpt-often", Moment::Rcpt, Act::Proceed),
            ("rcpt-999", Moment::Rcpt, Act::Proceed),
        ];
        for (local, moment, act) in table {
            assert_eq!(
                at(&ByAddress::default(), moment, &format!("{local}@a.example")),
                act,
                "{local}"
            );
        }
    }

    #[test]
    fn once_is_once_for_each_address() {
        let script = ByAddress::default();
        for address in ["dot-lost-once+1@a.example", "dot-lost-once+2@a.example"] {
            assert_eq!(at(&script, Moment::Rcpt, address), Act::Proceed);
            assert_eq!(at(&script, Moment::Dot, address), Act::Close);
            assert_eq!(at(&script, Moment::Dot, address), Act::Proceed);
        }
    }
}
