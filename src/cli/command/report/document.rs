//! The report for programs.

use serde_json::{Map, Value, json};

use super::files::WrittenFiles;
use crate::campaign::{ReportRow, RowOutcome};
use crate::report::{Answers, Reached, ReportFacts, ReportLine};

/// The document: the sums, and every organisation that is not told or of which it is not known yet.
pub(super) fn of(
    facts: &ReportFacts,
    open: &[(ReportRow, ReportLine)],
    written: &WrittenFiles,
    reveal: bool,
) -> Value {
    let mut sum: Map<String, Value> = facts
        .states
        .iter()
        .map(|state| (state.name.to_owned(), json!(state.rows)))
        .collect();
    sum.insert("listed".to_owned(), json!(facts.listed));
    sum.insert("excluded".to_owned(), json!(facts.left_out()));
    sum.insert("unsealed".to_owned(), json!(facts.unsealed));
    let grounds = facts.grounds.iter().map(|one| {
        json!({ "ground": one.ground, "rows": one.rows, "instead": one.by_post.then_some("post") })
    });
    let of = |reached| {
        let lines = open.iter().filter(move |(_, line)| line.reached == reached);
        lines
            .map(|(row, line)| row_of(row, line, facts.redacted, reveal))
            .collect::<Vec<_>>()
    };
    let runs = facts.sending.runs.iter().map(|run| {
        let ended = run.ended.map(|(at, _)| at);
        let why = run.ended.map(|(_, why)| why);
        json!({
            "began": run.began, "ended": ended, "why": why, "answers": answers(&run.answers, facts.redacted),
        })
    });
    let approvals = facts.approvals.iter().map(|one| {
        let mut approval = json!({
            "role": one.role, "at": one.at, "digest": one.digest, "signed": one.signed, "withdrawn": one.withdrawn,
            "replaced": one.replaced,
        });
        if reveal && !facts.redacted {
            approval["by"] = json!(one.by);
        }
        approval
    });
    let (remarks_open, remarks_closed) = facts.remarks_counted;
    json!({
        "campaign": facts.campaign, "kind": facts.kind, "digest": facts.digest, "sealed_at": facts.sealed_at,
        "redacted": facts.redacted, "sum": sum, "grounds": grounds.collect::<Vec<_>>(),
        "not_told": of(Reached::NotTold), "open": of(Reached::Open),
        "runs": runs.collect::<Vec<_>>(), "approvals": approvals.collect::<Vec<_>>(),
        "remarks": { "open": remarks_open, "closed": remarks_closed },
        "head": facts.head.to_string(), "records_lost": facts.records_lost, "running": facts.sender_lives,
        "files": { "html": written.html, "csv": written.csv, "xlsx": written.xlsx },
    })
}

/// What the mail server answered. Without names only how much: with the order of the list the rest would name somebody.
fn answers(answers: &Answers, redacted: bool) -> Value {
    if redacted {
        return json!({ "all": answers.total() });
    }
    json!({
        "all": answers.total(), "accepted": answers.accepted, "deferred": answers.later,
        "refused": answers.refused, "in_doubt": answers.in_doubt,
    })
}

fn row_of(row: &ReportRow, line: &ReportLine, redacted: bool, reveal: bool) -> Value {
    let state = match &row.outcome {
        RowOutcome::Mailed(mail) => mail.state.name(),
        RowOutcome::Withheld { .. } => "withheld",
        RowOutcome::LeftOut { .. } => "excluded",
        RowOutcome::Unsealed => "unsealed",
    };
    let name = if redacted { "alias" } else { "id" };
    let mut one = json!({ name: line.id, "state": state, "why": line.why, "next": line.next });
    if !redacted {
        one["at"] = json!(line.since);
    }
    if reveal && !redacted {
        one["organisation"] = json!(line.organisation);
        one["address"] = json!((!line.address.is_empty()).then_some(&line.address));
    }
    one
}
