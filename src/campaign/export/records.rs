//! The records of the export, a line of JSON each, so that `jq` and a few lines of any language read them.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use serde_json::{Value, json};

use super::bag::{Bag, BagFile};
use super::sent_mails::SentMails;
use crate::campaign::Error;
use crate::campaign::decisions::act::state_of;
use crate::campaign::decisions::approvals::{policy_of, texts_of_words};
use crate::campaign::folder::opened::Opened;
use crate::campaign::state::status::{ground_now, status_of_row};
use crate::id::{Digest, TextId};
use crate::journal::JournalFault;
use crate::report::{RemarkAnswer, ReportFacts};
use crate::signoff;
use crate::vault::VaultFault;
use crate::vault::manifest::{finding_line, row_line};

fn line(file: &mut BagFile, value: &Value) -> io::Result<()> {
    writeln!(file, "{value}")
}

/// What stops a walk through the journal.
enum Stop {
    Journal(JournalFault),
    Disk(io::Error),
}

impl From<JournalFault> for Stop {
    fn from(fault: JournalFault) -> Stop {
        Stop::Journal(fault)
    }
}

/// `journal.jsonl`: every record as it is stored, with the hash of its place in the chain.
pub(super) fn journal(opened: &Opened, bag: &mut Bag, named: &str) -> Result<(), Error> {
    let mut file = bag
        .begin_file("journal.jsonl")
        .map_err(Error::file(named))?;
    let written = opened.journal.each_record(|record| {
        let value = json!({
            "seq": record.seq, "at": record.at, "kind": record.kind, "body": record.body, "hash": record.hash.hex(),
        });
        line(&mut file, &value).map_err(Stop::Disk)
    });
    match written {
        Ok(()) => {}
        Err(Stop::Journal(fault)) => return Err(fault.into()),
        Err(Stop::Disk(fault)) => return Err(Error::file(named)(fault)),
    }
    bag.end_file(file).map_err(Error::file(named))?;
    Ok(())
}

/// `texts.jsonl`: the names of people, the remarks, the reasons and the answers of servers that the journal refers to.
pub(super) fn texts(opened: &Opened, bag: &mut Bag, named: &str) -> Result<(), Error> {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    opened.journal.each_record(|record| {
        if let Ok(body) = serde_json::from_str::<Value>(&record.body) {
            gather(&body, &mut ids);
        }
        Ok::<(), JournalFault>(())
    })?;
    let mut file = bag.begin_file("texts.jsonl").map_err(Error::file(named))?;
    for id in ids {
        let Ok(known) = serde_json::from_value::<TextId>(json!(id)) else {
            continue;
        };
        if let Some(text) = opened.texts.read(&known)? {
            let value = json!({ "id": id, "text": text });
            line(&mut file, &value).map_err(Error::file(named))?;
        }
    }
    bag.end_file(file).map_err(Error::file(named))?;
    Ok(())
}

/// Every text in a record that could be the id of one.
fn gather(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            if is_hex && text.len() >= 32 {
                ids.insert(text.clone());
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, ids)),
        Value::Object(values) => values.values().for_each(|value| gather(value, ids)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `organisations.jsonl`: every row that any seal knew, with its pseudonym in the journal and what became of it.
pub(super) fn organisations(
    opened: &Opened,
    lives: bool,
    sent: &SentMails,
    bag: &mut Bag,
    named: &str,
) -> Result<(), Error> {
    let (view, ledger) = (opened.view(), opened.ledger());
    let path = "organisations.jsonl";
    let mut file = bag.begin_file(path).map_err(Error::file(named))?;
    for row in opened.vault.all_rows()? {
        let mails = sent
            .of(&row.recipient)
            .iter()
            .map(|mail| json!({ "file": mail.file, "seal": mail.seal, "date": mail.date }));
        let mut value = json!({
            "id": row.list_id, "organisation": row.organisation, "pseudonym": row.recipient.to_string(),
            "mails": mails.collect::<Vec<_>>(),
        });
        let state = state_of(ledger, &row.recipient, lives);
        let mail = match state {
            Some(state) => status_of_row(view, &row, state)?,
            None => None,
        };
        if let Some(mail) = mail {
            value["address"] = json!(mail.address.to_string());
            value["state"] = json!(mail.state.name());
            value["at"] = json!(mail.at);
            value["attempts"] = json!(mail.attempts);
            value["message_id"] = json!(mail.message_id);
            value["queue_id"] = json!(mail.queue_id);
            value["reply"] = json!(mail.reply);
        } else if ledger.recipient(&row.recipient).is_some() {
            value["state"] = json!("excluded");
            value["ground"] = json!(ground_now(ledger, view.texts, row));
        } else {
            let decision = ledger.decision(&row.recipient);
            let withheld = decision.is_some_and(|decision| decision.withheld);
            value["state"] = json!(if withheld { "withheld" } else { "unsealed" });
        }
        line(&mut file, &value).map_err(Error::file(named))?;
    }
    bag.end_file(file).map_err(Error::file(named))?;
    Ok(())
}

/// `seals/N/`: the manifest that its digest covers, the rows and findings that the manifest covers, and which files it was
/// made of.
pub(super) fn seals(opened: &Opened, bag: &mut Bag, named: &str) -> Result<(), Error> {
    for entry in opened.ledger().seals() {
        let (number, digest) = (entry.sealed.seal, entry.sealed.digest);
        let tail = opened.vault.verify(number, &digest, |_| {})?;
        let stored = opened.vault.seal(number)?;
        let mut text: String = stored
            .head
            .lines()
            .iter()
            .map(|(key, value)| format!("{key} {value}\n"))
            .collect();
        let form = stored.head.form;
        opened
            .vault
            .mails(number, |mail| text.push_str(&mail.line().line(form)))?;
        text.push_str(&tail);
        if Digest::of(text.as_bytes()) != digest {
            return Err(VaultFault::NotAsSealed.into());
        }
        let rows: String = opened.vault.rows(number)?.iter().map(row_line).collect();
        let mut files = vec![("manifest.txt", text), ("rows.txt", rows)];
        if let Some(findings) = opened.vault.findings(number)? {
            files.push(("findings.txt", findings.iter().map(finding_line).collect()));
        }
        if let Some(signers) = &stored.head.allowed_signers {
            files.push(("allowed_signers", signers.join("\n") + "\n"));
        }
        let inputs = stored.inputs.0.iter();
        let inputs =
            inputs.map(|(name, digest)| format!("{}\n", json!({ "file": name, "digest": digest })));
        files.push(("inputs.jsonl", inputs.collect()));
        for (name, text) in files {
            let path = format!("seals/{number}/{name}");
            bag.file(&path, text.as_bytes())
                .map_err(Error::file(named))?;
        }
    }
    Ok(())
}

/// `approvals.jsonl`, and of a signed approval the exact text and its signature.
pub(super) fn approvals(
    opened: &Opened,
    facts: &ReportFacts,
    bag: &mut Bag,
    named: &str,
) -> Result<(), Error> {
    let ledger = opened.ledger();
    let known = texts_of_words(ledger, &opened.texts)?;
    let mut lines = String::new();
    for (place, (one, entry)) in facts.approvals.iter().zip(ledger.words()).enumerate() {
        let number = place + 1;
        let mut seals = ledger.seals().iter();
        let seal = seals.find(|seal| seal.sealed.digest == one.digest);
        let mut value = json!({
            "number": number, "role": one.role, "by": one.by, "at": one.at, "digest": one.digest,
            "withdrawn": one.withdrawn, "replaced": one.replaced, "statement": null, "signature": null,
        });
        if let Some((who, paper)) = &one.recorded {
            (value["recorded_by"], value["ref"]) = (json!(who), json!(paper));
        }
        let signature = entry.word.signature.and_then(|id| known.get(&id));
        if let (Some(signature), Some(seal)) = (signature, seal) {
            let head = opened.vault.seal(seal.sealed.seal)?.head;
            let policy = policy_of(&opened.key, &head, ledger);
            let statement = policy.signing.as_ref().and_then(|signing| {
                signoff::statement_given(&opened.key, signing, ledger.words(), place, &known)
            });
            for (kind, text) in [
                ("statement", statement.as_ref()),
                ("signature", Some(signature)),
            ] {
                let Some(text) = text else { continue };
                let suffix = if kind == "signature" { ".sig" } else { "" };
                let path = format!("approvals/{number}.txt{suffix}");
                bag.file(&path, text.as_bytes())
                    .map_err(Error::file(named))?;
                value[kind] = json!(path);
            }
        }
        lines += &format!("{value}\n");
    }
    bag.file("approvals.jsonl", lines.as_bytes())
        .map_err(Error::file(named))?;
    Ok(())
}

/// `remarks.jsonl`: each remark, answer and closing, in their order.
pub(super) fn remarks(facts: &ReportFacts, bag: &mut Bag, named: &str) -> Result<(), Error> {
    let mut lines = String::new();
    for one in &facts.remarks {
        let made = std::iter::once(("made", &one.made));
        let answers = one.answers.iter().map(|answer| ("answered", answer));
        let closed = one.closed.iter().map(|closed| ("closed", closed));
        for (act, RemarkAnswer { by, at, text }) in made.chain(answers).chain(closed) {
            let value = json!({
                "number": one.number, "about": one.about, "act": act, "by": by, "at": at, "text": text,
            });
            lines += &format!("{value}\n");
        }
    }
    bag.file("remarks.jsonl", lines.as_bytes())
        .map_err(Error::file(named))?;
    Ok(())
}
