//! The documents for other programs, by command.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::{deferred, open_remarks};
use crate::campaign::{
    Checked, DryRun, EarlierMail, Error, MailStatus, ReturnsWait, SealOutcome, Status, Stop,
    StoppedBy, which_mail,
};
use crate::delivery::State;
use crate::dispatch::Forecast;
use crate::dispatch::plan::Held;
use crate::finding::{Finding, Severity};
use crate::list::{Excluded, Sum, Written};
use crate::phrase::{Phrase, Speaker};

/// What stopped a command, with the message that people get.
pub(crate) fn error(phrase: &Phrase, speaker: &Speaker) -> Value {
    let said = speaker.say(phrase);
    json!({ "code": phrase.key(), "message": said.text, "hint": said.hint })
}

/// An error document; if the input has errors, with all findings.
pub(crate) fn failed(failure: &Error, speaker: &Speaker) -> Value {
    let mut document = json!({ "error": error(&failure.phrase(), speaker) });
    if let Error::Input { faults: found, sum } = failure {
        document["faults"] = faults(found, speaker);
        document["sum"] = json!(sum.unwrap_or_default());
    }
    document
}

/// Findings as `check` reports them.
pub(crate) fn faults(faults: &[Finding], speaker: &Speaker) -> Value {
    let one = |fault: &Finding| {
        let said = speaker.say(fault.phrase());
        json!({
            "file": fault.place.file,
            "row": fault.place.row,
            "id": fault.id,
            "last_row": fault.place.last_row,
            "column": fault.place.column,
            "code": fault.name(),
            "message": said.text,
            "hint": said.hint,
            "severity": if fault.is_error() { Severity::Error } else { Severity::Warning },
            "accepted": fault.accepted,
            "also_rows": fault.also,
        })
    };
    faults.iter().map(one).collect()
}

/// `check`
pub(crate) fn check(checked: &Checked, speaker: &Speaker) -> Value {
    let left_out = |row: &Excluded| {
        let instead = row.by_post.then_some("post");
        json!({ "id": row.id, "row": row.row, "ground": row.ground, "legal": row.legal, "instead": instead })
    };
    json!({
        "list": checked.list,
        "sum": checked.sum,
        "excluded": checked.excluded,
        "left_out": checked.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "faults": faults(&checked.faults, speaker),
        "since_seal": checked.difference,
    })
}

/// `check`, if the settings alone are already wrong.
pub(crate) fn check_of_settings(found: &[Finding], speaker: &Speaker) -> Value {
    json!({ "sum": Sum::default(), "excluded": {}, "faults": faults(found, speaker), "since_seal": null })
}

/// `check --write-ids`
pub(crate) fn written(written: &Written, file: &Path) -> Value {
    json!({
        "file": file.display().to_string(),
        "rows": written.rows,
        "given": written.given,
        "column": written.column,
    })
}

/// `seal`
pub(crate) fn seal(outcome: &SealOutcome, speaker: &Speaker) -> Value {
    let changes = outcome.changes.as_ref().map(|changes| {
        json!({
            "settings": changes.settings,
            "files": changes.files,
            "added": changes.added,
            "gone": changes.gone,
            "changed": changes.changed,
            "beside": changes.beside,
        })
    });
    let put_aside = outcome.put_aside.as_ref();
    json!({
        "digest": outcome.digest,
        "mails": outcome.mails,
        "bytes": outcome.octets,
        "made": outcome.made,
        "list": outcome.list,
        "sum": outcome.sum,
        "changes": changes,
        "changed_too_late": outcome.changed_too_late,
        "withheld": outcome.withheld.iter().map(|row| &row.id).collect::<Vec<_>>(),
        "faults": faults(&outcome.warnings, speaker),
        "put_aside": put_aside.map(|kept| json!({ "seal": kept.seal, "digest": kept.digest, "file": kept.file })),
    })
}

/// `send` and `status`; `state` narrows the mails, never the sum.
pub(crate) fn status(status: &Status, state: Option<&str>, reveal: bool) -> Value {
    let wanted = |mail: &&MailStatus| state.is_none_or(|state| mail.state.name() == state);
    let mails: Vec<Value> = status
        .mails
        .iter()
        .filter(wanted)
        .map(|one| mail(one, reveal))
        .collect();
    json!({
        "digest": status.digest,
        "kind": status.kind.name(),
        "sealed_at": status.sealed_at,
        "running": status.sender_lives,
        "sum": status.sum,
        "excluded": status.excluded,
        "put_off": deferred::document(status),
        "head": status.head.map(|head| head.to_string()),
        "records_lost": status.records_lost,
        "remarks": open_remarks::document(&status.remarks, reveal),
        "stopped": status.stopped.as_ref().map(stopped),
        "returns": status.returns.as_ref().map(returns),
        "tray": status.tray,
        "mails": mails,
    })
}

/// Why the last run ended, if a person has to check that.
fn stopped(stop: &Stop) -> Value {
    match stop.by {
        StoppedBy::Brake(saw) => json!({ "at": stop.at, "why": "brake", "saw": saw }),
        StoppedBy::Clock => json!({ "at": stop.at, "why": "clock" }),
        StoppedBy::Relay(fault) => json!({
            "at": stop.at,
            "why": "relay",
            "step": fault.map(|(step, _)| step),
            "reply": fault.and_then(|(_, reply)| reply).map(|reply| reply.to_string()),
            "words": stop.words,
        }),
    }
}

/// How many are told, and how long returned mail is waited for.
fn returns(wait: &ReturnsWait) -> Value {
    json!({ "told": wait.told, "handed_over": wait.last, "until": wait.until })
}

fn mail(mail: &MailStatus, reveal: bool) -> Value {
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| row.insert(name.to_owned(), value);
    put("id", json!(mail.id));
    put("state", json!(mail.state.name()));
    put("attempts", json!(mail.attempts));
    put("message_id", json!(mail.message_id));
    put("queue_id", json!(mail.queue_id));
    put("reply", json!(mail.reply));
    put("at", json!(mail.at));
    if mail.state == State::Withheld {
        put("withheld_by_a_person", json!(mail.withheld_by.is_some()));
    }
    if !mail.earlier.is_empty() {
        let before = |mail: &EarlierMail| {
            json!({
                "state": mail.state.name(),
                "attempts": mail.attempts,
                "message_id": mail.message_id,
                "at": mail.at,
            })
        };
        put("earlier", mail.earlier.iter().map(before).collect());
    }
    if let Some(ground) = &mail.returned {
        let mail = ground.mail.as_ref().map(|kept| which_mail(kept, reveal));
        let by = ground.by.name();
        put(
            "returned",
            json!({ "read_at": ground.read_at, "by": by, "mail": mail }),
        );
    }
    if reveal {
        put("organisation", json!(mail.organisation));
        put("address", json!(mail.address.to_string()));
    }
    Value::Object(row)
}

/// `send --dry-run`
pub(crate) fn dry_run(run: &DryRun, speaker: &Speaker) -> Value {
    let later: Vec<_> = run
        .later
        .iter()
        .map(|(id, at)| json!({ "id": id, "at": at }))
        .collect();
    let held: Vec<_> = run
        .held
        .iter()
        .map(|(id, why)| json!({ "id": id, "why": held_name(*why) }))
        .collect();
    let document = json!({
        "digest": run.digest,
        "due": run.due,
        "later": later,
        "held": held,
        "obstacle": run.obstacle.as_ref().map(|fault| error(&fault.phrase(), speaker)),
    });
    with_forecast(document, run.forecast)
}

/// The document with the forecast: when it would end, and how many mails don't go before the
/// deadline.
pub(crate) fn with_forecast(mut document: Value, forecast: Forecast) -> Value {
    let too_late = match forecast {
        Forecast::Late { left, .. } => left,
        Forecast::Ends(_) | Forecast::Unpaced => 0,
    };
    document["ends_about"] = json!(forecast.ends());
    document["too_late"] = json!(too_late);
    document
}

const fn held_name(why: Held) -> &'static str {
    match why {
        Held::NotApproved => "not_approved",
        Held::Superseded => "superseded",
        Held::Done => "done",
        Held::NeedsCorrection => "needs_correction",
        Held::InDoubt => "in_doubt",
        Held::Withheld => "withheld",
        Held::Excluded => "excluded",
        Held::Unknown => "unknown",
    }
}
