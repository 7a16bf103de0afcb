//! The document of `bounces` for programs.

use serde_json::{Map, Value, json};

use crate::campaign::{
    ReadReturn, RecipientMatch, Recording, ReturnKind, ReturnTotals, Returns, TrayPlace,
    next_step_phrase,
};
use crate::phrase::Speaker;

/// Everything that was read. Addresses only if they may be shown.
pub(super) fn of(returns: &Returns, speaker: &Speaker, reveal: bool) -> Value {
    let mails: Vec<Value> = returns
        .mails
        .iter()
        .map(|mail| of_mail(mail, speaker, reveal))
        .collect();
    let mut sum = of_sum(&returns.sum);
    sum["not_kept"] = json!(returns.not_kept);
    json!({ "mails": mails, "sum": sum })
}

pub(super) fn of_mail(mail: &ReadReturn, speaker: &Speaker, reveal: bool) -> Value {
    let recipients: Vec<Value> = mail
        .recipients
        .iter()
        .map(|one| of_recipient(one, speaker, reveal))
        .collect();
    let file = Some(&mail.file).filter(|file| !file.is_empty());
    let mut document = json!({
        "file": file, "number": mail.number, "cut": mail.cut, "kind": mail.kind.name(),
        "recorded": mail.recorded.map(Recording::name),
        "recipients": recipients,
        "tray": match mail.tray {
            Some(TrayPlace::Waits(number)) => Some(number),
            Some(TrayPlace::Settled(_)) | None => None,
        },
    });
    if reveal {
        document["sender"] = json!(mail.sender);
        document["subject"] = json!(mail.subject);
    }
    document
}

fn of_recipient(one: &RecipientMatch, speaker: &Speaker, reveal: bool) -> Value {
    let said = &one.said;
    let matched = one.matched.as_ref();
    let mut document = json!({
        "class": said.class.name(), "status": said.status.map(|code| code.to_string()),
        "stated": said.stated.map(|code| code.to_string()), "fault": said.fault().name(),
        "cause": said.cause.name(), "next": speaker.text(&next_step_phrase(said.cause)),
        "matched": matched.map(|found| &found.id), "by": matched.map(|found| found.by.name()),
    });
    if reveal {
        document["address"] = json!(said.address);
        document["original"] = json!(said.original);
    }
    document
}

fn of_sum(sum: &ReturnTotals) -> Value {
    let mut document = Map::new();
    document.insert("mails".into(), json!(sum.mails));
    for kind in ReturnKind::ALL {
        document.insert(kind.name().into(), json!(sum.of(kind)));
    }
    document.insert("matched".into(), json!(sum.matched));
    document.insert("recorded".into(), json!(sum.recorded));
    let faults: Map<String, Value> = sum
        .faults
        .iter()
        .map(|(fault, count)| (fault.name().to_owned(), json!(count)))
        .collect();
    document.insert("faults".into(), Value::Object(faults));
    Value::Object(document)
}
