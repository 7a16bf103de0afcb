//! The documents of `resolve` for programs.

use serde_json::{Value, json};

use super::search_hint::search_hints;
use crate::campaign::{
    AttemptEnd, LogAnswers, LogForm, LogLine, MailAttempt, MailEvidence, Settlement, which_mail,
};

/// The evidence for several mails. Names and addresses only if they may be shown.
pub(super) fn of_evidence(found: &[MailEvidence], zone: &str, reveal: bool) -> Value {
    let mails: Vec<Value> = found.iter().map(|one| of_mail(one, reveal)).collect();
    json!({ "timezone": zone, "evidence": mails })
}

fn of_mail(one: &MailEvidence, reveal: bool) -> Value {
    let mail = &one.mail;
    let search: Vec<Value> = search_hints(&mail.message_id)
        .iter()
        .map(|hint| json!({ "server": hint.server, "command": hint.command }))
        .collect();
    let mut document = json!({
        "id": mail.id, "state": mail.state.name(), "at": mail.at,
        "message_id": mail.message_id, "envelope_id": one.envelope_id, "queue_id": mail.queue_id,
        "relay": one.relay, "records_missing": mail.records_missing,
        "attempts": one.attempts.iter().map(of_attempt).collect::<Vec<_>>(),
        "settled": one.settled.as_ref().map(|settled| of_settlement(settled, reveal)),
        "search": search,
    });
    if reveal {
        document["organisation"] = json!(mail.organisation);
        document["address"] = json!(mail.address.to_string());
    }
    document
}

fn of_attempt(attempt: &MailAttempt) -> Value {
    let (ended, ended_at, step, reply, words) = match &attempt.end {
        AttemptEnd::Open => (json!(null), None, None, None, None),
        AttemptEnd::Answered {
            at,
            step,
            reply,
            words,
        } => (
            json!("answered"),
            Some(at),
            Some(step),
            reply.map(|code| code.to_string()),
            words.as_ref(),
        ),
        AttemptEnd::Lost { at, how } => (json!(how), Some(at), None, None, None),
    };
    json!({
        "attempt": attempt.number, "run_began": attempt.run_began, "offered_at": attempt.offered_at,
        "ended": ended, "ended_at": ended_at, "step": step, "reply": reply, "words": words,
    })
}

fn of_settlement(settled: &Settlement, reveal: bool) -> Value {
    match settled {
        Settlement::Person {
            at,
            word,
            by,
            why,
            from_log,
        } => {
            let by = by.as_ref().filter(|_| reveal);
            let why = why.as_ref().filter(|_| reveal || *from_log);
            let how = if *from_log { "log" } else { "person" };
            json!({ "how": how, "at": at, "word": word, "by": by, "why": why })
        }
        Settlement::Returned {
            at,
            status,
            by,
            code,
            words,
            mail,
        } => json!({
            "how": "returned_mail", "at": at, "status": status, "matched_by": by.name(),
            "code": code.map(|code| code.to_string()), "words": words,
            "mail": mail.as_ref().map(|kept| which_mail(kept, reveal)),
        }),
    }
}

/// What logs show of the mails in doubt. Their lines are masked.
pub(super) fn of_logs(answers: &LogAnswers, recorded: bool) -> Value {
    let files: Vec<Value> = answers
        .files
        .iter()
        .map(|file| {
            json!({
                "file": file.file, "lines": file.lines, "form": file.form.map(LogForm::name),
                "from": file.from, "until": file.until,
            })
        })
        .collect();
    let of_line =
        |line: &LogLine| json!({ "file": line.file, "number": line.number, "text": line.text });
    let mails: Vec<Value> = answers
        .mails
        .iter()
        .map(|mail| {
            json!({
                "id": mail.id, "message_id": mail.message_id, "offered_at": mail.offered_at,
                "outcome": mail.outcome.name(), "covers": mail.covers.name(),
                "came_back_before": mail.came_back_before, "settled": mail.settled,
                "lines": mail.lines.iter().map(of_line).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "files": files, "mails": mails, "recorded": recorded, "left": answers.left() })
}
