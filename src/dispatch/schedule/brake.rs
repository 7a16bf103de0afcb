//! The brake: stops a run that goes wrong before the whole list is used up. Pure.

use crate::config;
use crate::dispatch::candidates::Domain;
use crate::journal::event::Braked;
use crate::reply::{Reply, ReplyCode};

/// Number of answers from which the share of refusals counts.
const ENOUGH: u32 = 20;

/// Counts a run's answers.
#[derive(Debug, Clone)]
pub(crate) struct Brake {
    settings: config::BrakeSettings,
    /// Stop after this many doubts in a row; `None`: never.
    most_doubts: Option<u32>,
    answers: u32,
    refused: u32,
    doubts: u32,
    /// The latest refusal, how often it came in a row, and to which domains.
    alike: Option<(u64, ReplyCode)>,
    times: u32,
    domains: Vec<Domain>,
}

impl Brake {
    /// Makes the brake of a new run. `refused` is how many mails in a row earlier runs saw refused
    /// since the last accepted one, so that a timer with a limit, or a relay that hangs up, doesn't
    /// use up the list bit by bit.
    #[must_use]
    pub(crate) const fn new(
        settings: config::BrakeSettings,
        most_doubts: Option<u32>,
        refused: u32,
    ) -> Self {
        let (answers, doubts, times) = (refused, 0, 0);
        Brake {
            settings,
            most_doubts,
            answers,
            refused,
            doubts,
            alike: None,
            times,
            domains: Vec::new(),
        }
    }

    /// Counts the text of a refusal to this domain; call it before [`answer`](Self::answer). The
    /// same refusal about policy or quota, several times in a row and to more than one domain, is
    /// about us and not about the recipients.
    pub(crate) fn refusal(&mut self, reply: &Reply, domain: Option<Domain>) -> Option<Braked> {
        const ALIKE: u32 = 3;
        let code = reply.code_only();
        if !is_policy(reply) {
            self.forget_alike();
            return None;
        }
        let this = Some((shape(reply), code));
        if self.alike != this {
            self.forget_alike();
            self.alike = this;
        }
        self.times += 1;
        if let Some(domain) = domain.filter(|domain| !self.domains.contains(domain)) {
            self.domains.push(domain);
        }
        let enough = self.times >= ALIKE && self.domains.len() > 1;
        enough.then_some(Braked::Alike {
            refused: self.times,
            reply: code,
        })
    }

    fn forget_alike(&mut self) {
        self.alike = None;
        self.times = 0;
        self.domains.clear();
    }

    /// Counts a mail that was handed over without an answer. A relay that keeps doing this would
    /// bring the whole list into doubt.
    pub(crate) fn doubt(&mut self) -> Option<Braked> {
        self.doubts += 1;
        let most = self.most_doubts?;
        (self.doubts >= most).then_some(Braked::Doubts {
            doubts: self.doubts,
        })
    }

    /// Counts a final answer: accepted or refused. A deferred mail says nothing yet.
    pub(crate) fn answer(&mut self, refused: bool) -> Option<Braked> {
        self.doubts = 0;
        self.answers += 1;
        self.refused += u32::from(refused);
        if !refused {
            self.forget_alike();
        }
        if self.refused == self.answers && self.refused >= self.settings.first {
            return Some(Braked::First {
                refused: self.refused,
            });
        }
        let share = f64::from(self.refused) / f64::from(self.answers);
        (self.answers >= ENOUGH && share > self.settings.refused_share).then_some(Braked::Share {
            refused: self.refused,
            answers: self.answers,
        })
    }
}

/// Whether a refusal may be about us: policy (5.7.z), a quota (5.4.5, as submission services report
/// it), or such a text without a code.
fn is_policy(reply: &Reply) -> bool {
    const WORDS: [&str; 9] = [
        "quota",
        "limit",
        "exceeded",
        "blocked",
        "policy",
        "denied",
        "sender",
        "relay",
        "authenticat",
    ];
    match reply.enhanced().map(|code| (code.subject, code.detail)) {
        Some((7, _) | (4, 5)) => true,
        Some(_) => false,
        None => {
            let text = reply.lines().join(" ").to_lowercase();
            WORDS.iter().any(|word| text.contains(word))
        }
    }
}

/// Hash of a refusal without what differs from mail to mail: addresses, numbers, queue names.
fn shape(reply: &Reply) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    let telling =
        |word: &&str| !word.contains('@') && !word.bytes().any(|byte| byte.is_ascii_digit());
    for line in reply.lines() {
        line.split_whitespace()
            .filter(telling)
            .for_each(|word| word.to_lowercase().hash(&mut hasher));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brake() -> Brake {
        Brake::new(
            config::BrakeSettings {
                first: 3,
                refused_share: 0.2,
            },
            Some(2),
            0,
        )
    }

    #[test]
    fn stops_when_all_of_the_first_are_refused() {
        let mut brake = brake();
        assert_eq!([brake.answer(true), brake.answer(true)], [None, None]);
        assert_eq!(brake.answer(true), Some(Braked::First { refused: 3 }));
    }

    #[test]
    fn one_success_among_the_first_leaves_it_to_the_share() {
        let mut brake = brake();
        assert_eq!(brake.answer(false), None);
        for _ in 0..18 {
            assert_eq!(brake.answer(true), None, "too few answers to say");
        }
        assert_eq!(
            brake.answer(true),
            Some(Braked::Share {
                refused: 19,
                answers: 20
            })
        );
    }

    #[test]
    fn refusals_of_runs_before_count_until_something_is_accepted() {
        let settings = config::BrakeSettings {
            first: 3,
            refused_share: 0.2,
        };
        assert_eq!(
            Brake::new(settings, None, 2).answer(true),
            Some(Braked::First { refused: 3 })
        );
        let mut brake = Brake::new(settings, None, 2);
        assert_eq!(brake.answer(false), None);
        assert_eq!(brake.answer(true), None);
    }

    #[test]
    fn the_same_refusal_of_policy_over_several_domains_is_about_us() {
        let reply = |text: &str| Reply::new(550, vec![text.to_owned()]).unwrap();
        let told = |texts: [&str; 3], hosts: [&str; 3]| {
            let mut brake = brake();
            texts
                .iter()
                .zip(hosts)
                .map(|(text, host)| {
                    let alike = brake.refusal(&reply(text), Some(Domain::of(host)));
                    brake.answer(true);
                    alike
                })
                .last()
                .flatten()
        };
        let far = ["a.example", "b.example", "c.example"];
        let quota = [
            "5.4.5 quota exceeded for a@x.example",
            "5.4.5 quota exceeded for b@y.example",
            "5.4.5 Quota exceeded for c@z.example",
        ];
        assert!(matches!(
            told(quota, far),
            Some(Braked::Alike { refused: 3, .. })
        ));
        assert!(told(["quota exceeded"; 3], far).is_some(), "without a code");
        assert!(told(["5.7.1 not allowed to send as"; 3], far).is_some());
        assert_eq!(told(["5.1.1 unknown"; 3], far), None, "about the mailboxes");
        assert_eq!(
            told(["5.7.1 no"; 3], ["a.example"; 3]),
            None,
            "one domain may have its rules"
        );
        assert_eq!(
            told(["5.7.1 spam", "5.7.1 no", "5.7.1 spam"], far),
            None,
            "different words"
        );
    }

    #[test]
    fn stops_when_answers_stay_away() {
        let mut brake = brake();
        assert_eq!(brake.doubt(), None);
        assert_eq!(brake.answer(false), None);
        assert_eq!(brake.doubt(), None, "an answer in between");
        assert_eq!(brake.doubt(), Some(Braked::Doubts { doubts: 2 }));
    }

    #[test]
    fn a_fifth_is_not_more_than_a_fifth() {
        let mut brake = brake();
        for at in 0..40 {
            assert_eq!(brake.answer(at % 5 == 4), None);
        }
    }
}
