//! `bounces --tray` alone, `--settle` and `--dismiss`: what waits for a person, and the person's
//! word on it.

use serde_json::{Value, json};

use super::{document, rows};
use crate::campaign::{Error, ReadReturn, SettleAsk, SettledReturn, TrayItem};
use crate::cli::bounces_args::BouncesArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, ScreenRow};
use crate::delivery::DeliveryStatus;
use crate::phrase::{Phrase, Speaker};

/// Shows what waits for a person.
pub(super) fn show(context: &CommandContext) -> Result<Exit, Error> {
    let mut items = context.campaign.tray()?;
    if !context.global.reveal {
        for item in &mut items {
            item.mail = item.mail.take().map(ReadReturn::without_place);
        }
    }
    context.print(|speaker| of_items(&items, speaker, context.global.reveal));
    let screen = &context.screen;
    let shown: Vec<ScreenRow> = items
        .iter()
        .flat_map(|item| item_rows(context, item))
        .collect();
    screen.table(&shown);
    screen.say(&Phrase::new("cli-tray-sum").with("count", items.len()));
    let Some(first) = items.first() else {
        return Ok(Exit::Done);
    };
    let number = first.number;
    screen.next(
        &screen.text(&plain("cli-tray-settle")),
        &context.command(&format!(
            "bounces --settle {number} --mail … --by \"…\" --why \"…\""
        )),
    );
    screen.next(
        &screen.text(&plain("cli-tray-dismiss")),
        &context.command(&format!(
            "bounces --dismiss {number} --by \"…\" --why \"…\""
        )),
    );
    Ok(Exit::Deferred)
}

fn item_rows(context: &CommandContext, item: &TrayItem) -> Vec<ScreenRow> {
    match &item.mail {
        Some(mail) => rows::of_mail(context, mail),
        None => vec![ScreenRow {
            cells: vec![Cell::new(
                context
                    .screen
                    .text(&Phrase::new("cli-tray-number").with("number", item.number)),
            )],
            words: vec![context.screen.text(&plain("cli-tray-gone"))],
        }],
    }
}

fn of_items(items: &[TrayItem], speaker: &Speaker, reveal: bool) -> Value {
    let one = |item: &TrayItem| {
        let mail = item.mail.as_ref();
        let mut document = mail.map_or_else(
            || json!({ "tray": item.number }),
            |mail| document::of_mail(mail, speaker, reveal),
        );
        document["at"] = json!(item.at);
        document
    };
    let mails: Vec<Value> = items.iter().map(one).collect();
    json!({ "mails": mails, "sum": { "mails": items.len() } })
}

/// Records a person's word on one of them.
pub(super) fn settle(
    context: &CommandContext,
    number: u32,
    ask: &BouncesArgs,
) -> Result<Exit, Error> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let ask = SettleAsk {
        number,
        mail: ask.mail.clone(),
        status: ask.state.as_deref().and_then(status),
        by: text(&ask.by),
        why: text(&ask.why),
    };
    let came_to = context.campaign.settle_return(&ask, context.now)?;
    let left = context.campaign.waiting_in_tray()?;
    let state = match came_to {
        SettledReturn::NewState(status) => Some(state(status)),
        SettledReturn::SameState | SettledReturn::Dismissed => None,
    };
    context.print(|_| json!({ "tray": number, "id": ask.mail, "state": state, "left": left }));
    let screen = &context.screen;
    let id = ask.mail.clone().unwrap_or_default();
    let phrase = match (came_to, state) {
        (SettledReturn::Dismissed, _) => plain("cli-tray-dismissed"),
        (_, Some(state)) => Phrase::new("cli-tray-settled")
            .with("id", id)
            .with("state", crate::campaign::state_phrase(state)),
        (_, None) => Phrase::new("cli-tray-no-news").with("id", id),
    };
    screen.say(&phrase.with("number", number));
    screen.say(&Phrase::new("cli-tray-sum").with("count", left));
    Ok(Exit::Done)
}

/// The state that a person names.
fn status(name: &str) -> Option<DeliveryStatus> {
    let all = [
        DeliveryStatus::Delivered,
        DeliveryStatus::Delayed,
        DeliveryStatus::Failed,
    ];
    all.into_iter().find(|status| state(*status) == name)
}

/// The state that follows.
const fn state(status: DeliveryStatus) -> &'static str {
    match status {
        DeliveryStatus::Delivered => "delivered",
        DeliveryStatus::Delayed => "delayed",
        DeliveryStatus::Failed => "bounced",
    }
}
