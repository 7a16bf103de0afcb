//! `preflight` and `catch`: what the relay offers, without a mail, and the catcher alone.

use std::io::Write;

use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

use super::overview;
use crate::campaign::{Error, Preflight};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::plain;
use crate::cli::output::screen::{Cell, ScreenRow};
use crate::phrase::{Phrase, size};

/// The runtime for asynchronous work.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    let built = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    built.map_err(|fault| Error::File {
        what: "tokio".to_owned(),
        fault,
    })
}

/// Connects up to the login and shows what the relay offers.
pub(crate) fn preflight(context: &CommandContext) -> Result<Exit, Error> {
    let transcript = context
        .screen
        .verbose
        .then(|| Box::new(std::io::stderr()) as Box<dyn Write>);
    let look = context.campaign.preflight(transcript);
    let found = tokio::task::LocalSet::new().block_on(&runtime()?, look)?;
    context.print(|_| {
        let relay = found
            .relay
            .as_ref()
            .map(|(host, port)| json!({ "host": host, "port": port }));
        json!({
            "relay": relay, "encrypted": found.encrypted, "logged_in": found.logged_in,
            "features": found.features, "nothing_behind_dots_since": found.unheard_since,
        })
    });
    shown(context, &found);
    let found = context.campaign.overview(context.now)?;
    match found.is_finished_trial() {
        true if context.has_catcher() => overview::for_real(context, "cli-next-real-after-catcher"),
        true => overview::for_real(context, "cli-next-real"),
        false => overview::next(context, &found),
    }
    Ok(Exit::Done)
}

fn shown(context: &CommandContext, found: &Preflight) {
    let screen = &context.screen;
    screen.say(&match &found.relay {
        Some((host, port)) => Phrase::new("cli-preflight")
            .with("host", host)
            .with("port", port.to_string()),
        None => plain("cli-preflight-catcher"),
    });
    let yes = |yes: bool| screen.text(&plain(if yes { "cli-yes" } else { "cli-no" }));
    let features = &found.features;
    let largest = match features.size_limit {
        Some(limit) => screen.text(&size(limit)),
        None => yes(features.size),
    };
    let rows = [
        ("TLS", yes(found.encrypted), "cli-feature-tls"),
        ("AUTH", yes(found.logged_in), "cli-feature-auth"),
        ("SIZE", largest, "cli-feature-size"),
        ("DSN", yes(features.dsn), "cli-feature-dsn"),
        ("SMTPUTF8", yes(features.smtputf8), "cli-feature-smtputf8"),
        (
            "PIPELINING",
            yes(features.pipelining),
            "cli-feature-pipelining",
        ),
    ];
    let rows: Vec<ScreenRow> = rows
        .into_iter()
        .map(|(name, value, words)| ScreenRow {
            cells: vec![Cell::new(name), Cell::new(value)],
            words: vec![screen.text(&plain(words))],
        })
        .collect();
    if !screen.quiet {
        screen.table(&rows);
    }
    if let Some(since) = &found.unheard_since {
        screen.warn(&Phrase::new("cli-preflight-unheard").with("since", since));
    }
    let most = context.campaign.settings().notice.max_size;
    if let Some(limit) = features.size_limit.filter(|limit| *limit < most) {
        let small = Phrase::new("cli-size-small")
            .with("limit", size(limit))
            .with("most", size(most));
        screen.warn(&small);
    }
    if !features.dsn {
        screen.warn(&plain("cli-no-dsn"));
    }
}

/// The catcher alone, until Ctrl-C.
pub(crate) fn catch(context: &CommandContext, port: u16) -> Result<Exit, Error> {
    tokio::task::LocalSet::new().block_on(&runtime()?, async {
        let catching = context.campaign.catch(port)?;
        let address = catching.address;
        context.print(|_| json!({ "address": address.to_string() }));
        let folder = CommandContext::path(&context.campaign.caught());
        let phrase = Phrase::new("cli-catching").with("address", address.to_string());
        context.screen.say(&phrase.with("folder", folder));
        catching.run(asked_to_stop()).await?;
        context.screen.say(&plain("cli-caught"));
        Ok(Exit::Done)
    })
}

pub(crate) async fn asked_to_stop() {
    let kinds = [SignalKind::interrupt(), SignalKind::terminate()];
    let [Ok(mut interrupt), Ok(mut terminate)] = kinds.map(signal) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
