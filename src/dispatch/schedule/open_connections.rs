//! How many connections to the relay are open, and how many it takes at the same time. Pure.

use std::time::Duration;

use crate::reply::{Class, Reply};

/// Texts of servers that find connections too many, in lower case. Sources: the program named, as
/// its source or its maker's pages write the text.
const WORDS: [&str; 8] = [
    // Postfix 3.7, smtpd.c, behind smtpd_client_connection_count_limit: `421 4.7.0 NAME Error: too many connections from`.
    "too many connections",
    // Exim 4.96, daemon.c: `421 Too many concurrent SMTP connections; please try again later.`
    "too many concurrent",
    // Sendmail 8.18, conncntrl: `421 4.3.2 Too many open connections.`
    "too many open connections",
    "too many simultaneous",
    "too many sessions",
    // Exchange: `432 4.3.2 Concurrent connections limit exceeded`; `421 4.3.2 The maximum number of concurrent server
    // connections has exceeded a limit`.
    "concurrent connections",
    "concurrent server connections",
    // Exchange Online: `432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded`.
    "thread limit exceeded",
];

/// Whether the relay reports that it has too many connections of ours.
pub(crate) fn are_too_many(reply: &Reply) -> bool {
    // Nearly every answer accepts a mail; its text needs no search.
    if reply.class() != Class::Transient {
        return false;
    }
    let text = reply.text().to_lowercase();
    WORDS.iter().any(|words| text.contains(words))
}

/// The connections of a run: those open or being opened, and the most that are allowed.
#[derive(Debug, Clone)]
pub(crate) struct OpenConnections {
    open: u32,
    /// How many of those are being closed to make room.
    leaving: u32,
    most: u32,
    lowered_at: Option<Duration>,
}

impl OpenConnections {
    /// No connection open, and this many allowed.
    pub(crate) const fn new(most: u32) -> Self {
        OpenConnections {
            open: 0,
            leaving: 0,
            most,
            lowered_at: None,
        }
    }

    /// Whether another may be opened.
    pub(crate) const fn has_room(&self) -> bool {
        self.open < self.most
    }

    /// Whether one of the open ones has to close.
    pub(crate) const fn are_too_many(&self) -> bool {
        self.open - self.leaving > self.most
    }

    /// Marks one connection as leaving, if one has to.
    pub(crate) const fn gives_way(&mut self) -> bool {
        let gives_way = self.are_too_many();
        if gives_way {
            self.leaving += 1;
        }
        gives_way
    }

    /// Counts one that is being opened.
    pub(crate) const fn opens(&mut self) {
        self.open += 1;
    }

    /// Counts one that is closed; `gave_way`: to make room.
    pub(crate) const fn closes(&mut self, gave_way: bool) {
        self.open -= 1;
        if gave_way {
            self.leaving -= 1;
        }
    }

    /// Records that the relay has too many, by an answer at `now` to a mail that was taken, or a
    /// connection that was opened, at `begun`. From now on one fewer than are open is allowed, but
    /// at least one, until the end of the run. Returns the number if it changed. What was already
    /// on its way when the number was lowered lowers it no further.
    pub(crate) fn lower(&mut self, begun: Duration, now: Duration) -> Option<u32> {
        if self.lowered_at.is_some_and(|at| begun < at) {
            return None;
        }
        let most = self.open.saturating_sub(1).clamp(1, self.most);
        (most < self.most).then(|| {
            self.most = most;
            self.lowered_at = Some(now);
            most
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn who_finds_lines_too_many() {
        for (code, text, too_many) in [
            (
                421,
                "4.7.0 mail.example Error: too many connections from 192.0.2.1",
                true,
            ),
            (
                421,
                "Too many concurrent SMTP connections; please try again later.",
                true,
            ),
            (421, "4.3.2 Too many open connections.", true),
            (
                432,
                "4.3.2 Concurrent connections limit exceeded. Visit https://aka.example/concurrent_sending",
                true,
            ),
            (
                421,
                "4.3.2 The maximum number of concurrent server connections has exceeded a limit",
                true,
            ),
            (
                432,
                "4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
                true,
            ),
            (421, "4.3.2 Connection rate limit exceeded.", false),
            (451, "4.3.2 system not accepting network messages", false),
            (450, "4.7.1 too many messages, slow down", false),
            (550, "5.7.1 too many connections", false),
        ] {
            let reply = Reply::new(code, vec![text.to_owned()]).unwrap();
            assert_eq!(are_too_many(&reply), too_many, "{code} {text}");
        }
    }

    #[test]
    fn each_time_there_is_one_fewer_and_one_at_least() {
        let mut connections = OpenConnections::new(4);
        for _ in 0..4 {
            assert!(connections.has_room());
            connections.opens();
        }
        assert!(!connections.has_room() && !connections.are_too_many());
        assert_eq!(connections.lower(SECOND, SECOND * 2), Some(3));
        assert_eq!(
            connections.lower(SECOND, SECOND * 3),
            None,
            "on its way when it was lowered"
        );
        assert!(connections.gives_way());
        assert!(
            !connections.gives_way() && !connections.has_room(),
            "one is enough, and it is not gone yet"
        );
        connections.closes(true);
        assert!(!connections.are_too_many() && !connections.has_room());
        connections.closes(false);
        assert_eq!(
            connections.lower(SECOND * 4, SECOND * 4),
            Some(1),
            "two are open, and one of them is too many"
        );
        connections.closes(false);
        assert_eq!(
            connections.lower(SECOND * 5, SECOND * 5),
            None,
            "one is the least"
        );
        connections.closes(false);
        assert!(connections.has_room());
    }
}
