//! Shows what is known of mails in doubt, where to look, and how to answer.

use super::document;
use super::search_hint::search_hints;
use crate::campaign::{
    AttemptEnd, Error, MailAttempt, MailEvidence, Settlement, state_phrase, which_mail,
};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::{Color, Screen};
use crate::delivery::{DeliveryStatus, State, Word};
use crate::journal::event::{Lost, MatchedBy, Step};
use crate::phrase::Phrase;

/// Shows it.
pub(super) fn show(context: &CommandContext, ids: &[String]) -> Result<Exit, Error> {
    let found = context.campaign.evidence(ids)?;
    let zone = context.campaign.settings().window.timezone.iana_name();
    let reveal = context.global.reveal;
    context.print(|_| document::of_evidence(&found, zone.unwrap_or_default(), reveal));
    for one in &found {
        of_mail(context, one);
    }
    Ok(Exit::Done)
}

fn of_mail(context: &CommandContext, one: &MailEvidence) {
    let (screen, mail) = (&context.screen, &one.mail);
    let said = |phrase: &Phrase| screen.lines(&screen.text(phrase), Color::Plain);
    let head = Phrase::new("cli-evidence-head")
        .with("id", mail.id.to_string())
        .with("state", state_phrase(mail.state.name()))
        .with("at", screen.speaker.exact(mail.at));
    let color = match mail.state {
        State::InDoubt => Color::Red,
        _ => Color::Plain,
    };
    screen.lines(&screen.text(&head), color);
    if context.global.reveal {
        screen.write(&format!("  {} <{}>", mail.organisation, mail.address));
    }
    if mail.records_missing {
        said(&plain("cli-evidence-lost"));
    }
    for attempt in &one.attempts {
        for line in of_attempt(screen, attempt) {
            screen.lines(&format!("  {line}"), Color::Plain);
        }
    }
    let names = [
        ("cli-evidence-relay", Some(&one.relay)),
        ("cli-evidence-message-id", Some(&mail.message_id)),
        ("cli-evidence-envelope-id", Some(&one.envelope_id)),
        ("cli-evidence-queue-id", mail.queue_id.as_ref()),
    ];
    for (key, value) in names {
        if let Some(value) = value {
            let line = screen.text(&Phrase::new(key).with("value", value));
            screen.write(&format!("  {line}"));
        }
    }
    if let Some(settled) = &one.settled {
        of_settlement(context, settled);
    }
    if mail.state == State::InDoubt {
        how_to_answer(context, &mail.id.to_string(), &mail.message_id);
    }
}

/// Where to look, and the commands that answer.
fn how_to_answer(context: &CommandContext, id: &str, message_id: &str) {
    let screen = &context.screen;
    let said = |key| screen.lines(&screen.text(&plain(key)), Color::Plain);
    said("cli-evidence-where");
    for hint in search_hints(message_id) {
        let name = screen.text(&plain(hint.name));
        let command = screen.colored(&hint.command, Color::Accent).into_owned();
        screen.write(&format!("  {name}  {command}"));
    }
    said("cli-evidence-or-log");
    let command = context.command("resolve --from-log …/mail.log --by \"…\"");
    screen.write(&format!("  {}", screen.colored(&command, Color::Accent)));
    said("cli-evidence-what-proves");
    for word in ["--arrived", "--resend"] {
        let command = context.command(&format!("resolve {id} {word} --by \"…\" --why \"…\""));
        screen.write(&format!("  {}", screen.colored(&command, Color::Accent)));
    }
}

fn of_attempt(screen: &Screen, attempt: &MailAttempt) -> Vec<String> {
    let exact = |at| screen.speaker.exact(at);
    let phrase = match attempt.offered_at {
        Some(at) => Phrase::new("cli-evidence-offered").with("at", exact(at)),
        None => plain("cli-evidence-envelope"),
    };
    let mut lines = vec![screen.text(&phrase.with("number", attempt.number))];
    let end = match &attempt.end {
        AttemptEnd::Open => plain("cli-evidence-open"),
        AttemptEnd::Lost { at, how } => Phrase::new(match how {
            Lost::Cut => "cli-evidence-cut",
            Lost::Silent => "cli-evidence-silent",
            Lost::Garbled => "cli-evidence-garbled",
            Lost::Died => "cli-evidence-died",
            Lost::Unclear => "cli-evidence-unclear",
        })
        .with("at", exact(*at)),
        AttemptEnd::Answered {
            at,
            step,
            reply,
            words,
        } => match (words, reply) {
            (None, None) => Phrase::new("cli-evidence-no-answer").with("at", exact(*at)),
            (words, code) => {
                let code = code.map(|code| code.to_string());
                Phrase::new("cli-evidence-answer")
                    .with("at", exact(*at))
                    .with("step", step_name(*step))
                    .with("reply", words.clone().or(code).unwrap_or_default())
            }
        },
    };
    lines.push(format!("  {}", screen.text(&end)));
    if let Some(began) = attempt.run_began {
        let phrase = Phrase::new("cli-evidence-run").with("at", exact(began));
        lines.push(format!("  {}", screen.text(&phrase)));
    }
    lines
}

/// The step as the protocol calls it.
fn step_name(step: Step) -> Phrase {
    verbatim(match step {
        Step::Connect => "CONNECT",
        Step::Greeting => "GREETING",
        Step::Ehlo => "EHLO",
        Step::Tls => "STARTTLS",
        Step::Auth => "AUTH",
        Step::Mail => "MAIL",
        Step::Rcpt => "RCPT",
        Step::Data => "DATA",
        Step::Body => "BODY",
        Step::Dot => return plain("cli-evidence-final-dot"),
    })
}

fn of_settlement(context: &CommandContext, settled: &Settlement) {
    let screen = &context.screen;
    let mut quotes = Vec::new();
    let phrase = match settled {
        Settlement::Person {
            at,
            word,
            by,
            why,
            from_log,
        } => {
            quotes.extend(why.clone());
            let key = match word {
                Word::Arrived if *from_log => "cli-evidence-logged",
                Word::Arrived => "cli-evidence-said-arrived",
                Word::Resend => "cli-evidence-said-resend",
            };
            Phrase::new(key)
                .with("at", screen.speaker.exact(*at))
                .with("by", by.clone().unwrap_or_default())
        }
        Settlement::Returned {
            at,
            status,
            by,
            code,
            words,
            mail,
        } => {
            let reveal = context.global.reveal;
            quotes.extend(mail.as_ref().map(|kept| which_mail(kept, reveal)));
            quotes.extend(words.clone().or_else(|| code.map(|code| code.to_string())));
            Phrase::new(match status {
                DeliveryStatus::Delivered => "cli-evidence-returned-delivered",
                DeliveryStatus::Delayed => "cli-evidence-returned-delayed",
                DeliveryStatus::Failed => "cli-evidence-returned-failed",
            })
            .with("at", screen.speaker.exact(*at))
            .with("by", plain(matched_by(*by)))
        }
    };
    screen.lines(&screen.text(&phrase), Color::Plain);
    for line in quotes.iter().flat_map(|quote| quote.lines()) {
        screen.write(&format!("  {}", crate::phrase::harmless(line)));
    }
}

const fn matched_by(by: MatchedBy) -> &'static str {
    match by {
        MatchedBy::EnvelopeId => "cli-evidence-by-envid",
        MatchedBy::ReturnPath => "cli-evidence-by-verp",
        MatchedBy::MessageId => "cli-evidence-by-message-id",
        MatchedBy::Recipient => "cli-evidence-by-recipient",
        MatchedBy::Person => "cli-evidence-by-person",
    }
}
