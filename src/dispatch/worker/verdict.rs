//! The verdict on a relay's answer about a mail. Pure.

use jiff::Timestamp;

use crate::delivery::Verdict;
use crate::journal::event::Step;
use crate::journal::ledger::state::MailEntry;
use crate::reply::dot::{About, about};
use crate::reply::{Class, Reply};

/// What is known when the answer comes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AnswerContext {
    /// The relay hands mails on while its client waits.
    pub(crate) hands_on: bool,
    /// How often an answer to this mail's dot left open whether it was taken.
    pub(crate) unclear_before: u8,
    /// Whether an earlier attempt may have arrived.
    pub(crate) perhaps_taken: bool,
}

impl AnswerContext {
    /// What the attempts of this mail left open.
    pub(crate) fn of(mail: Option<MailEntry<'_>>) -> Self {
        mail.map_or_else(AnswerContext::default, |mail| AnswerContext {
            hands_on: false,
            unclear_before: mail.unclear_answers(),
            perhaps_taken: mail.is_perhaps_taken(),
        })
    }
}

/// The verdict on an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) verdict: Verdict,
    /// Deferred, and perhaps taken all the same.
    pub(crate) perhaps_taken: bool,
}

/// Judges an answer to `step`; `None`: the connection was cut before the final dot. `later`: when
/// the mail may be offered again if it is deferred.
///
/// An answer to the final dot that is about the system or the connection to the next host says
/// nothing certain about the mail. The mail is offered again once at most, and not at all through a
/// relay that hands on or after a permanent refusal with such a text; then it is in doubt. So is a
/// mail that is refused after an attempt that may have arrived.
pub(crate) fn judge(
    step: Step,
    reply: Option<&Reply>,
    known: AnswerContext,
    later: Timestamp,
) -> Judgement {
    let put_off = Verdict::Deferred { not_before: later };
    let sure = |verdict| Judgement {
        verdict,
        perhaps_taken: false,
    };
    let Some(reply) = reply else {
        return sure(put_off);
    };
    let about = if step == Step::Dot {
        about(reply)
    } else {
        About::Mail
    };
    let certain = known.hands_on || known.unclear_before > 0;
    match (reply.class(), about) {
        (Class::Completed, _) => sure(Verdict::Accepted { queue_id: None }),
        // 3yz gives no verdict on a mail (the session treats it as no answer).
        (Class::Intermediate, _) | (Class::Transient, About::Mail) => sure(put_off),
        (Class::Transient, About::System) if !certain => Judgement {
            verdict: put_off,
            perhaps_taken: true,
        },
        (Class::Permanent, About::Mail) if !known.perhaps_taken => sure(Verdict::Refused),
        (Class::Transient | Class::Permanent, _) => sure(Verdict::InDoubt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRESH: AnswerContext = AnswerContext {
        hands_on: false,
        unclear_before: 0,
        perhaps_taken: false,
    };
    const HANDS_ON: AnswerContext = AnswerContext {
        hands_on: true,
        ..FRESH
    };
    const SECOND: AnswerContext = AnswerContext {
        hands_on: false,
        unclear_before: 1,
        perhaps_taken: true,
    };

    fn told(step: Step, text: &str, known: AnswerContext) -> &'static str {
        let (code, text) = text.split_at(3);
        let reply = Reply::new(code.parse().unwrap(), vec![text.trim().to_owned()]).unwrap();
        match judge(step, Some(&reply), known, Timestamp::UNIX_EPOCH) {
            Judgement {
                verdict: Verdict::Accepted { .. },
                perhaps_taken: false,
            } => "accepted",
            Judgement {
                verdict: Verdict::Deferred { .. },
                perhaps_taken: true,
            } => "once more",
            Judgement {
                verdict: Verdict::Deferred { .. },
                perhaps_taken: false,
            } => "put off",
            Judgement {
                verdict: Verdict::Refused,
                perhaps_taken: false,
            } => "refused",
            Judgement {
                verdict: Verdict::InDoubt,
                perhaps_taken: false,
            } => "in doubt",
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_answer_about_the_system_is_offered_again_once_at_most() {
        for (text, fresh, hands_on, second) in [
            ("250 2.0.0 ok", "accepted", "accepted", "accepted"),
            ("451 4.3.0 not now", "once more", "in doubt", "in doubt"),
            ("421 4.3.2 closing", "once more", "in doubt", "in doubt"),
            (
                "450 Connection closed unexpectedly",
                "in doubt",
                "in doubt",
                "in doubt",
            ),
            (
                "554 Pipe command reported error 76",
                "in doubt",
                "in doubt",
                "in doubt",
            ),
            (
                "554 connection timed out",
                "in doubt",
                "in doubt",
                "in doubt",
            ),
            ("451 4.7.1 greylisted", "put off", "put off", "put off"),
            ("452 4.2.2 full", "put off", "put off", "put off"),
            ("550 5.1.1 unknown", "refused", "refused", "in doubt"),
        ] {
            assert_eq!(told(Step::Dot, text, FRESH), fresh, "{text}");
            assert_eq!(told(Step::Dot, text, HANDS_ON), hands_on, "{text}");
            assert_eq!(told(Step::Dot, text, SECOND), second, "{text}");
        }
    }

    #[test]
    fn before_the_dot_nothing_was_taken() {
        for step in [Step::Mail, Step::Rcpt, Step::Data] {
            assert_eq!(
                told(step, "451 4.3.0 queue file write error", HANDS_ON),
                "put off"
            );
            assert_eq!(told(step, "421 4.4.2 timed out", SECOND), "put off");
            assert_eq!(told(step, "554 connection reset", FRESH), "refused");
        }
        let cut = judge(Step::Body, None, HANDS_ON, Timestamp::UNIX_EPOCH);
        assert!(matches!(cut.verdict, Verdict::Deferred { .. }) && !cut.perhaps_taken);
    }
}
