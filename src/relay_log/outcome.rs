//! What a log shows of one mail.

/// What became of a mail by the log. Later ones outweigh earlier ones where several traces of one mail differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogOutcome {
    /// No line names it.
    NotThere,
    /// A line names it, and nothing shows that the server took it.
    Named,
    /// The server took it: it is or was in its queue.
    Taken,
    /// It was handed on to the next server, or lies in a mailbox.
    HandedOn,
    /// The server took it and keeps or throws it away: held, frozen, in quarantine, discarded, removed by hand.
    KeptBack,
    /// The server took it and could not deliver it.
    CameBack,
}

impl LogOutcome {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            LogOutcome::NotThere => "not_there",
            LogOutcome::Named => "named",
            LogOutcome::Taken => "taken",
            LogOutcome::HandedOn => "handed_on",
            LogOutcome::KeptBack => "kept_back",
            LogOutcome::CameBack => "came_back",
        }
    }

    /// Whether it proves that the server took the mail and nothing speaks against its delivery.
    #[must_use]
    pub const fn is_arrival(self) -> bool {
        matches!(self, LogOutcome::Taken | LogOutcome::HandedOn)
    }

    /// What it is after this line of the same trace. What came back stays so, and what is kept back stays so until the
    /// log says that it was released: a line that only shows that it was queued or handed on may be of another recipient
    /// or step.
    pub(super) fn after(self, sign: &LogSign<'_>) -> LogOutcome {
        match self {
            LogOutcome::KeptBack if sign.is_release => sign.outcome,
            _ => self.max(sign.outcome),
        }
    }
}

/// What one line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LogSign<'l> {
    /// By what the server names its copy of the mail: its queue id, or the `Message-ID` where it writes that on each
    /// line.
    pub(super) queue: &'l str,
    /// The `Message-ID`, without angle brackets, on the line that says whose copy it is.
    pub(super) message_id: Option<&'l str>,
    /// What became of it.
    pub(super) outcome: LogOutcome,
    /// Whether somebody or something released what was held or frozen.
    pub(super) is_release: bool,
    /// Whether the queue id means another mail from here on.
    pub(super) is_last: bool,
}

/// Whether the next server's answer says that it took the mail only to throw it away or put it aside, as spam filters
/// answer (amavis: `250 2.7.0 Ok, discarded, id=… - spam`).
pub(super) fn leads_nowhere(answer: &str) -> bool {
    const WORDS: [&str; 3] = ["discard", "quarantin", "blackhole"];
    let answer = answer.to_ascii_lowercase();
    WORDS.iter().any(|word| answer.contains(word))
}

/// Which program wrote a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogForm {
    /// Postfix, through syslog.
    Postfix,
    /// Exim's main log.
    Exim,
    /// Exchange: message trace or message tracking, as CSV.
    Exchange,
}

impl LogForm {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            LogForm::Postfix => "postfix",
            LogForm::Exim => "exim",
            LogForm::Exchange => "exchange",
        }
    }
}

/// A line of a log. It holds addresses.
#[derive(Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The file, as the caller named it.
    pub file: String,
    /// Number of the line, from 1.
    pub number: u64,
    /// The line, as long as it was read.
    pub text: String,
}

impl std::fmt::Debug for LogLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogLine({}:{})", self.file, self.number)
    }
}

/// What a log shows of one mail, and the lines that show it: the one that names the mail and the one that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFinding {
    /// What became of it.
    pub outcome: LogOutcome,
    /// One or two lines, in the order of the log; none if no line names it.
    pub lines: Vec<LogLine>,
}
