//! How the relay behaves in one run: what it offers, and how often and how it misbehaves.

use std::time::Duration;

use crate::world::World;

/// A step at which the relay answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Greeting,
    Ehlo,
    Mail,
    Rcpt,
    Data,
    Rset,
    Quit,
    Dot,
}

/// What it does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Well,
    /// 4yz.
    Later,
    /// 5yz.
    Never,
    /// 4yz, and it asks for time.
    Throttle,
    /// 421, and it hangs up.
    Closing,
    /// A code of a class that has no place here.
    Odd,
    /// No SMTP at all.
    Garbage,
    /// It hangs up without a word.
    Cut,
    /// It hangs up within its reply.
    CutInReply,
    /// It says nothing more.
    Silent,
    /// It answers late, but in time.
    Slow,
    /// It answers when nobody waits any more.
    TooLate,
    /// It answers, and says one thing more that nobody asked for.
    Twice,
    /// It answers well, says 421 and hangs up.
    WellThenClosing,
    /// A front end: the next host has the mail, and the answer to the dot says no.
    KeptAndNo,
}

/// A front end that hands a mail on while its client waits, and how a client may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Front {
    /// It is none: what it says no to it has not.
    None,
    /// By its greeting.
    Greeting,
    /// By its words.
    Words,
    /// By the settings.
    Settings,
}

/// What it does with commands that stand behind a final dot (RFC 2920, section 3.1), though it offers PIPELINING.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    Hears,
    /// 503 to each that came before it answered the dot.
    Refuses,
    /// What came in the dot's own segment is lost, the beginning of a command too.
    Loses,
}

/// What it does while a body comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InBody {
    Well,
    Cut,
    Stall,
    Speak(u16),
}

const ACTS: [Act; 13] = [
    Act::Later,
    Act::Throttle,
    Act::Never,
    Act::Closing,
    Act::Odd,
    Act::Garbage,
    Act::Cut,
    Act::CutInReply,
    Act::Silent,
    Act::Slow,
    Act::TooLate,
    Act::Twice,
    Act::WellThenClosing,
];

const STEPS: [At; 8] = [
    At::Greeting,
    At::Ehlo,
    At::Mail,
    At::Rcpt,
    At::Data,
    At::Rset,
    At::Quit,
    At::Dot,
];

/// The relay of one run.
#[derive(Debug, Clone)]
pub(crate) struct Mood {
    trouble: f64,
    /// One step that goes wrong more often, in one way.
    sore: Option<(At, Act, f64)>,
    in_body: f64,
    pub(crate) dial: f64,
    /// Keeps or drops a mail whose dot it saw before it cuts or falls silent.
    pub(crate) keeps_first: f64,
    pipelining: f64,
    pub(crate) behind: Behind,
    /// It hands on; how often the line onward breaks when the mail is over.
    pub(crate) front: Front,
    lost_onward: f64,
    pub(crate) limit: Duration,
    pub(crate) answer_limit: Duration,
}

/// What one line offers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    pub(crate) pipelining: bool,
    pub(crate) size: bool,
    pub(crate) dsn: bool,
    /// Asks for a body though the only recipient was refused (RFC 2920, section 3.1).
    pub(crate) asks_in_vain: bool,
    pub(crate) buffer: usize,
}

impl Mood {
    pub(crate) const fn healthy() -> Self {
        Mood {
            trouble: 0.0,
            sore: None,
            in_body: 0.0,
            dial: 0.0,
            keeps_first: 0.5,
            pipelining: 0.5,
            behind: Behind::Hears,
            front: Front::None,
            lost_onward: 0.0,
            limit: Duration::from_secs(30),
            answer_limit: Duration::from_secs(120),
        }
    }

    pub(crate) fn draw(world: &World) -> Self {
        let trouble = world.pick(&[0.0, 0.0, 0.01, 0.03, 0.1, 0.3]);
        let sore = world.chance(0.5).then(|| {
            let step = if world.chance(0.4) {
                At::Dot
            } else {
                world.pick(&STEPS)
            };
            (step, world.pick(&ACTS), world.pick(&[0.05, 0.2, 0.5, 1.0]))
        });
        Mood {
            trouble,
            sore,
            in_body: world.pick(&[0.0, 0.0, 0.02, 0.1, 0.5]),
            dial: world.pick(&[0.0, 0.0, 0.02, 0.1, 0.5]),
            keeps_first: world.pick(&[0.0, 0.5, 1.0]),
            pipelining: world.pick(&[0.0, 0.5, 1.0, 1.0]),
            behind: world.pick(&[
                Behind::Hears,
                Behind::Hears,
                Behind::Hears,
                Behind::Refuses,
                Behind::Loses,
            ]),
            front: if world.chance(0.3) {
                world.pick(&[Front::Greeting, Front::Words, Front::Settings])
            } else {
                Front::None
            },
            lost_onward: world.pick(&[0.05, 0.3, 1.0]),
            ..Mood::healthy()
        }
    }

    pub(crate) fn traits(&self, world: &World) -> Traits {
        Traits {
            pipelining: world.chance(self.pipelining),
            size: world.chance(0.7),
            dsn: world.chance(0.7),
            asks_in_vain: world.chance(0.3),
            buffer: world.pick(&[64, 512, 4_096, 65_536, 1 << 20]),
        }
    }

    pub(crate) fn act(&self, world: &World, at: At) -> Act {
        if self.front != Front::None && at == At::Dot && world.chance(self.lost_onward) {
            return Act::KeptAndNo;
        }
        if let Some((step, act, often)) = self.sore
            && step == at
            && world.chance(often)
        {
            return act;
        }
        // RSET is heard so seldom that its troubles need help.
        let trouble = if at == At::Rset {
            self.trouble.max(0.05)
        } else {
            self.trouble
        };
        let healthy = self.trouble == 0.0 && self.sore.is_none();
        if !healthy && world.chance(trouble) {
            world.pick(&ACTS)
        } else {
            Act::Well
        }
    }

    pub(crate) fn in_body(&self, world: &World) -> InBody {
        if !world.chance(self.in_body) {
            return InBody::Well;
        }
        let code = world.pick(&[250, 354, 421, 451, 552]);
        world.pick(&[InBody::Cut, InBody::Stall, InBody::Speak(code)])
    }
}

/// Every way of misbehaving at every step, as the worlds count them.
pub(crate) fn all_misdeeds() -> Vec<String> {
    STEPS
        .iter()
        .flat_map(|at| ACTS.iter().map(move |act| format!("{act:?} at {at:?}")))
        .collect()
}
