//! The sheets of the workbook: every row of the list, and the sums of the page.

use std::fs::File;
use std::io::{self, BufWriter};

use crate::campaign::state_phrase;
use crate::cli::output::message::plain;
use crate::phrase::{Phrase, Speaker};
use crate::report::{ApprovalFact, ReportFacts, ReportWorkbook, columns};

/// Widths of the columns of the rows, in characters.
const WIDTHS: [u32; 11] = [14, 36, 36, 14, 30, 9, 40, 50, 50, 50, 30];
const REDACTED_WIDTHS: [u32; 5] = [10, 16, 60, 60, 30];

/// Begins the workbook with the sheet of all rows.
pub(super) fn begun(
    file: BufWriter<File>,
    speaker: &Speaker,
    redacted: bool,
) -> io::Result<ReportWorkbook> {
    let mut book = ReportWorkbook::begin(file);
    let name = speaker.text(&plain("report-sheet-rows"));
    let widths: &[u32] = if redacted { &REDACTED_WIDTHS } else { &WIDTHS };
    book.begin_sheet(&name, widths, columns(redacted))?;
    Ok(book)
}

/// Ends the sheet of all rows and adds the others.
pub(super) fn filled(
    mut book: ReportWorkbook,
    facts: &ReportFacts,
    speaker: &Speaker,
) -> io::Result<BufWriter<File>> {
    book.end_sheet()?;
    sum(&mut book, facts, speaker)?;
    domains(&mut book, facts, speaker)?;
    runs(&mut book, facts, speaker)?;
    approvals(&mut book, facts, speaker)?;
    if !facts.redacted {
        remarks(&mut book, facts, speaker)?;
    }
    book.finish()
}

fn sum(book: &mut ReportWorkbook, facts: &ReportFacts, speaker: &Speaker) -> io::Result<()> {
    let say = |phrase: &Phrase| speaker.text(phrase);
    let header = ["state", "ground", "rows"];
    book.begin_sheet(&say(&plain("report-sheet-sum")), &[24, 40, 10], header)?;
    let mut row = |state: &str, ground: &str, rows| {
        book.text(state);
        book.text(ground);
        book.number(rows);
        book.end_row()
    };
    for state in facts.states.iter().filter(|state| state.rows > 0) {
        row(&say(&state.phrase), "", state.rows)?;
    }
    if facts.unsealed > 0 {
        row(&say(&plain("state-unsealed")), "", facts.unsealed)?;
    }
    for one in &facts.grounds {
        let own = || say(&plain("review-ground-own"));
        let ground = one.ground.clone().unwrap_or_else(own);
        row(&say(&state_phrase("excluded")), &ground, one.rows)?;
    }
    row(&say(&plain("report-state-all")), "", facts.listed)?;
    book.end_sheet()
}

fn domains(book: &mut ReportWorkbook, facts: &ReportFacts, speaker: &Speaker) -> io::Result<()> {
    let say = |phrase: &Phrase| speaker.text(phrase);
    let header = ["domain", "mails", "told", "open", "not_told"];
    let name = say(&plain("report-by-domain"));
    book.begin_sheet(&name, &[44, 10, 10, 10, 10], header)?;
    let named = facts.domains.sorted();
    let named = named.iter().map(|(name, one)| ((*name).to_owned(), *one));
    let unnamed = facts.domains.unnamed();
    let unnamed = ["report-domains-of-one", "report-domains-of-several"]
        .into_iter()
        .zip(unnamed)
        .map(|(key, (count, one))| (say(&Phrase::new(key).with("count", count)), one));
    let rows: Vec<_> = match facts.redacted {
        true => unnamed.collect(),
        false => named.collect(),
    };
    for (name, one) in rows {
        book.text(&name);
        [one.mails, one.told, one.open, one.not_told]
            .into_iter()
            .for_each(|count| book.number(count));
        book.end_row()?;
    }
    book.end_sheet()
}

fn runs(book: &mut ReportWorkbook, facts: &ReportFacts, speaker: &Speaker) -> io::Result<()> {
    let say = |phrase: &Phrase| speaker.text(phrase);
    let header: &[&str] = match facts.redacted {
        true => &["began", "ended", "answers"],
        false => &["began", "ended", "accepted", "later", "refused", "in_doubt"],
    };
    let name = say(&plain("report-runs"));
    book.begin_sheet(&name, &[30, 30, 10, 10, 10, 10], header)?;
    for run in &facts.sending.runs {
        book.text(&speaker.exact(run.began));
        let ended = run.ended.map(|(at, _)| speaker.exact(at));
        book.text(&ended.unwrap_or_default());
        let one = run.answers;
        match facts.redacted {
            true => book.number(one.total()),
            false => [one.accepted, one.later, one.refused, one.in_doubt]
                .into_iter()
                .for_each(|count| book.number(count)),
        }
        book.end_row()?;
    }
    book.end_sheet()
}

fn approvals(book: &mut ReportWorkbook, facts: &ReportFacts, speaker: &Speaker) -> io::Result<()> {
    let name = speaker.text(&plain("report-approvals"));
    let header: &[&str] = match facts.redacted {
        true => &["role", "at", "digest", "withdrawn"],
        false => &[
            "role",
            "at",
            "digest",
            "withdrawn",
            "by",
            "recorded_by",
            "ref",
        ],
    };
    book.begin_sheet(&name, &[20, 30, 74, 30, 30, 30, 40], header)?;
    for one in &facts.approvals {
        let ApprovalFact {
            role, at, digest, ..
        } = one;
        let withdrawn = one.withdrawn.map(|at| speaker.exact(at));
        book.text(role);
        book.text(&speaker.exact(*at));
        book.text(&digest.to_string());
        book.text(&withdrawn.unwrap_or_default());
        if !facts.redacted {
            let (who, paper) = one.recorded.clone().unwrap_or_default();
            book.text(one.by.as_deref().unwrap_or_default());
            book.text(&who);
            book.text(&paper);
        }
        book.end_row()?;
    }
    book.end_sheet()
}

fn remarks(book: &mut ReportWorkbook, facts: &ReportFacts, speaker: &Speaker) -> io::Result<()> {
    let name = speaker.text(&plain("report-remarks"));
    let header = ["number", "about", "act", "by", "at", "text"];
    book.begin_sheet(&name, &[9, 40, 12, 30, 30, 80], header)?;
    for one in &facts.remarks {
        let made = std::iter::once(("made", &one.made));
        let answers = one.answers.iter().map(|answer| ("answered", answer));
        let closed = one.closed.iter().map(|closed| ("closed", closed));
        for (act, said) in made.chain(answers).chain(closed) {
            book.number(one.number as usize);
            book.text(one.about.as_deref().unwrap_or_default());
            book.text(act);
            book.text(said.by.as_deref().unwrap_or_default());
            book.text(&speaker.exact(said.at));
            book.text(&said.text);
            book.end_row()?;
        }
    }
    book.end_sheet()
}
