//! Makes a rectification, or renews its list, and says who is told and who isn't.

use std::collections::BTreeMap;

use serde_json::json;

use crate::campaign::{Error, Kind, Rectified, RectifyAsk, Renewed, STATE_NAMES, state_phrase};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::rectify_args::RectifyArgs;
use crate::id::ListId;
use crate::phrase::{Phrase, quoted};

/// Makes the folder, or renews the list.
pub(crate) fn run(context: &CommandContext, ask: RectifyArgs) -> Result<Exit, Error> {
    let language = context.screen.speaker.language();
    if ask.renew {
        let renewed = context.campaign.renew_rectification(language)?;
        return Ok(renewed_list(context, &renewed));
    }
    let dir = ask.folder;
    let made = context.campaign.rectify(&RectifyAsk { dir, language })?;
    context.print(|_| {
        json!({
            "dir": made.dir, "files": made.files, "campaign": made.campaign, "of": made.of,
            "kind": made.kind.name(), "rows": made.rows, "told": made.told,
            "not_told": made.left_out, "withheld": ids(&made.withheld),
            "records_lost": made.records_lost,
        })
    });
    folder(context, &made);
    Ok(Exit::Done)
}

fn folder(context: &CommandContext, made: &Rectified) {
    let screen = &context.screen;
    let dir = CommandContext::path(&made.dir);
    screen.say(
        &Phrase::new("rectify-made")
            .with("folder", &dir)
            .with("of", &made.of),
    );
    for name in &made.files {
        screen.say(&verbatim(&format!("  {name}")));
    }
    let all: usize = made.told.values().chain(made.left_out.values()).sum();
    let told: usize = made.told.values().sum();
    let sum = Phrase::new("rectify-sum")
        .with("listed", all)
        .with("told", told)
        .with("how", by_state(context, &made.told));
    screen.say(&match made.left_out.is_empty() {
        true => sum.with("others", 0),
        false => sum
            .with("others", all - told)
            .with("why", by_state(context, &made.left_out)),
    });
    if made.rows > told {
        screen.say(&Phrase::new("rectify-more-addresses").with("count", made.rows - told));
    }
    if !made.withheld.is_empty() {
        let ids = ids(&made.withheld).join(", ");
        let phrase = Phrase::new("rectify-withheld").with("ids", ids);
        screen.warn(&phrase.with("count", made.withheld.len()));
    }
    if made.records_lost {
        screen.warn(&plain("rectify-records-lost"));
    }
    trial(context, made.kind);
    screen.say(&plain("rectify-fill-in"));
    screen.next(
        "",
        &format!(
            "cd {} && heraut check",
            quoted(&made.dir.display().to_string())
        ),
    );
}

/// `3 accepted, 1 in doubt`
fn by_state(context: &CommandContext, counts: &BTreeMap<&'static str, usize>) -> String {
    let names = ["excluded"].into_iter().chain(STATE_NAMES);
    let said = names.filter_map(|name| {
        let count = counts.get(name)?;
        Some(format!(
            "{count} {}",
            context.screen.text(&state_phrase(name))
        ))
    });
    said.collect::<Vec<_>>().join(", ")
}

fn trial(context: &CommandContext, kind: Kind) {
    if kind == Kind::Trial {
        context.screen.warn(&plain("rectify-of-trial"));
    }
}

fn renewed_list(context: &CommandContext, renewed: &Renewed) -> Exit {
    let screen = &context.screen;
    context.print(|_| {
        json!({
            "file": renewed.file, "rows": renewed.rows, "kind": renewed.kind.name(),
            "changed": renewed.changed, "added": ids(&renewed.added), "gone": ids(&renewed.gone),
            "differs": ids(&renewed.differs),
        })
    });
    let key = match renewed.changed {
        true => "rectify-renewed",
        false => "rectify-renewed-same",
    };
    let said = Phrase::new(key).with("file", &renewed.file);
    screen.say(&said.with("rows", renewed.rows));
    let named = [
        ("rectify-added", &renewed.added),
        ("rectify-gone", &renewed.gone),
        ("rectify-differs", &renewed.differs),
    ];
    for (key, who) in named.into_iter().filter(|(_, who)| !who.is_empty()) {
        let phrase = Phrase::new(key).with("ids", ids(who).join(", "));
        screen.say(&phrase.with("count", who.len()));
    }
    trial(context, renewed.kind);
    screen.next("", &context.command("check"));
    Exit::Done
}

fn ids(of: &[ListId]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}
