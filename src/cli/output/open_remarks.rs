//! Open remarks, wherever people decide: how many, the first few, and how to close one.

use serde_json::{Value, json};

use super::message::plain;
use super::screen::{Cell, Color, ScreenRow};
use crate::campaign::OpenRemark;
use crate::cli::context::CommandContext;
use crate::phrase::{Arg, Phrase};

/// Most remarks to show; the review has them all.
const SHOWN: usize = 3;

/// Shows the remarks that are still open, also if only what needs a person is wanted.
pub(crate) fn open(context: &CommandContext, remarks: &[OpenRemark]) {
    let Some(first) = remarks.first() else { return };
    let screen = &context.screen;
    let close = context.command(&format!("remark --close {} --by \"…\"", first.number));
    let phrase = Phrase::new("cli-remarks-open")
        .with("count", remarks.len())
        .with("command", close);
    let said = screen.speaker.say(
        &phrase
            .with("review", context.command("review"))
            .with("read", context.command("--reveal status")),
    );
    screen.notes.lines(&said.text, Color::Red);
    let rows: Vec<ScreenRow> = remarks
        .iter()
        .take(SHOWN)
        .map(|remark| row(context, remark))
        .collect();
    screen.notes.table(&rows);
    if let Some(more) = remarks.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        screen.notes.lines(
            &screen.text(&Phrase::new("cli-remarks-more").with("count", more)),
            Color::Plain,
        );
    }
    if let Some(hint) = said.hint {
        screen.notes.lines(&hint, Color::Plain);
    }
}

fn row(context: &CommandContext, remark: &OpenRemark) -> ScreenRow {
    let screen = &context.screen;
    let about = match &remark.mail {
        Some(id) => screen.text(&plain("cli-id").with("id", id.to_string())),
        None => screen.text(&plain("cli-remark-whole")),
    };
    // Its text and writer may be names of the list: they are shown if names are asked for.
    let text = context.global.reveal.then(|| match &remark.text {
        Some(text) => Phrase::new("cli-remark-text").with("text", text),
        None => plain("cli-remark-gone"),
    });
    let who = match remark.by.as_ref().filter(|_| context.global.reveal) {
        Some(by) => Phrase::new("cli-remark-by")
            .with("by", by)
            .with("at", Arg::Dated(remark.at)),
        None => Phrase::new("cli-remark-at").with("at", Arg::Dated(remark.at)),
    };
    let answers = (remark.answers > 0)
        .then(|| Phrase::new("cli-remark-answers").with("count", remark.answers));
    let words = [text, Some(who), answers];
    ScreenRow {
        cells: vec![Cell::number(remark.number.to_string()), Cell::new(about)],
        words: words
            .iter()
            .flatten()
            .map(|phrase| screen.text(phrase))
            .collect(),
    }
}

/// The same for programs; who wrote what only if names are wanted.
pub(crate) fn document(remarks: &[OpenRemark], reveal: bool) -> Value {
    let one = |remark: &OpenRemark| {
        let mut one = json!({ "number": remark.number, "id": remark.mail, "at": remark.at });
        if reveal {
            one["by"] = json!(remark.by);
            one["text"] = json!(remark.text);
        }
        one
    };
    remarks.iter().map(one).collect()
}
