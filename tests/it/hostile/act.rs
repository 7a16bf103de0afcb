//! What a hostile relay does, and when: the words of the table in `behaviours.rs`.

use std::time::Duration;

/// How the line is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Transport {
    Plain,
    StartTls,
    Tls,
}

impl Transport {
    /// As the table of the page writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Transport::Plain => "plain",
            Transport::StartTls => "STARTTLS",
            Transport::Tls => "TLS",
        }
    }
}

/// A moment at which a relay speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum At {
    Greeting,
    /// EHLO on a line that TLS is to protect and does not yet.
    ClearEhlo,
    /// EHLO on a line that is as protected as it will be.
    Ehlo,
    Helo,
    StartTls,
    /// The TLS handshake: what is said goes out in its place.
    Handshake,
    Auth,
    Mail,
    Rcpt,
    Data,
    Dot,
    Rset,
    Quit,
    /// Any of them that no other rule names.
    Every,
}

/// Which time it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    Always,
    /// The first time only.
    Once,
    /// The second time only.
    Second,
    /// Whenever it is about the second of the three mails.
    ToSecond,
}

/// What a relay does at a moment.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) words: Words,
    /// Before the first octet.
    pub(super) late: Duration,
    /// Between two octets; all at once without.
    pub(super) drip: Option<Duration>,
    pub(super) then: Then,
}

/// The octets of a reply.
#[derive(Debug, Clone)]
pub(super) enum Words {
    /// An honest relay's.
    Own,
    /// An honest relay's, with LF alone at the end of each line.
    OwnWithBareLf,
    /// These. The first digit says whether the step is taken; after the dot anything but 4 and 5 means that
    /// the mail is kept.
    These(Vec<u8>),
    /// These, and after the dot the mail is kept all the same: the next host has it.
    KeptAll(Vec<u8>),
    /// None. After the dot the mail is kept: the worst that can be.
    None,
}

/// What follows the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    GoOn,
    /// What came behind the command is forgotten.
    Forget,
    Close,
    /// The line is reset (RST).
    Reset,
    /// The sending side is closed; what comes is swallowed.
    HalfClose,
    /// Nothing more is said; what comes is swallowed.
    Silence,
    /// Nothing more is read for so long; then the line is reset.
    LeaveUnread(Duration),
}

/// The reply that an honest relay gives.
pub(super) const fn own() -> Act {
    Act {
        words: Words::Own,
        late: Duration::ZERO,
        drip: None,
        then: Then::GoOn,
    }
}

/// These octets in the place of a reply.
pub(super) fn says(words: impl AsRef<[u8]>) -> Act {
    Act {
        words: Words::These(words.as_ref().to_vec()),
        ..own()
    }
}

/// These octets in the place of a reply to the dot, though the next host has the mail.
pub(super) fn keeps_and_says(words: impl AsRef<[u8]>) -> Act {
    Act {
        words: Words::KeptAll(words.as_ref().to_vec()),
        ..own()
    }
}

/// An honest reply whose lines end with LF alone.
pub(super) fn bare_lf() -> Act {
    Act {
        words: Words::OwnWithBareLf,
        ..own()
    }
}

/// Hangs up without a word.
pub(super) fn cuts() -> Act {
    Act {
        words: Words::None,
        then: Then::Close,
        ..own()
    }
}

/// Resets the line without a word.
pub(super) fn resets() -> Act {
    Act {
        words: Words::None,
        then: Then::Reset,
        ..own()
    }
}

/// Says nothing and holds the line.
pub(super) fn mute() -> Act {
    Act {
        words: Words::None,
        then: Then::Silence,
        ..own()
    }
}

impl Act {
    pub(super) const fn then(mut self, then: Then) -> Act {
        self.then = then;
        self
    }

    /// Speaks so much later.
    pub(super) const fn late(mut self, ms: u64) -> Act {
        self.late = Duration::from_millis(ms);
        self
    }

    /// Speaks octet by octet, with so long between two.
    pub(super) const fn drips(mut self, ms: u64) -> Act {
        self.drip = Some(Duration::from_millis(ms));
        self
    }
}

/// The certificate that it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shows {
    Good,
    WrongName,
    Expired,
    NotYet,
    /// By an authority that nobody named, which it is itself.
    SelfSigned,
}

/// What becomes of commands in the dot's own segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    Heard,
    /// Each is answered with 503.
    Refused,
    /// They are lost.
    Lost,
    /// They are lost up to the middle of the first.
    HalfLost,
    /// The mail is kept, and the server dies over them before it answers.
    Fatal,
}

/// One hostile relay.
#[derive(Debug, Clone)]
pub(super) struct Behaviour {
    pub(super) name: &'static str,
    pub(super) rules: Vec<(At, Times, Act)>,
    pub(super) shows: Shows,
    /// The campaign logs in.
    pub(super) login: bool,
    /// Mails of 8 MB, and little room on the relay's side of the line.
    pub(super) large: bool,
    /// Reads bodies in small sips.
    pub(super) sips: bool,
    /// What becomes of commands that stand behind a dot.
    pub(super) behind: Behind,
    /// The settings say that it hands on.
    pub(super) hands_on: bool,
    /// The words of EHLO behind the name, in the place of its own.
    pub(super) offers: Option<&'static str>,
}

/// A relay without a fault so far.
pub(super) fn relay(name: &'static str) -> Behaviour {
    Behaviour {
        name,
        rules: Vec::new(),
        shows: Shows::Good,
        login: false,
        large: false,
        sips: false,
        behind: Behind::Heard,
        hands_on: false,
        offers: None,
    }
}

impl Behaviour {
    pub(super) fn at(mut self, at: At, act: Act) -> Behaviour {
        self.rules.push((at, Times::Always, act));
        self
    }

    pub(super) fn once(mut self, at: At, act: Act) -> Behaviour {
        self.rules.push((at, Times::Once, act));
        self
    }

    pub(super) fn second(mut self, at: At, act: Act) -> Behaviour {
        self.rules.push((at, Times::Second, act));
        self
    }

    pub(super) fn for_second(mut self, at: At, act: Act) -> Behaviour {
        self.rules.push((at, Times::ToSecond, act));
        self
    }

    pub(super) const fn shows(mut self, shows: Shows) -> Behaviour {
        self.shows = shows;
        self
    }

    pub(super) const fn login(mut self) -> Behaviour {
        self.login = true;
        self
    }

    pub(super) const fn large(mut self) -> Behaviour {
        self.large = true;
        self
    }

    pub(super) const fn sips(mut self) -> Behaviour {
        self.sips = true;
        self
    }

    pub(super) const fn behind(mut self, behind: Behind) -> Behaviour {
        self.behind = behind;
        self
    }

    pub(super) const fn hands_on(mut self) -> Behaviour {
        self.hands_on = true;
        self
    }

    pub(super) const fn offers(mut self, keywords: &'static str) -> Behaviour {
        self.offers = Some(keywords);
        self
    }
}
