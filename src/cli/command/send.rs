//! `send` and `rehearse`: the confirmation, the run, and what is left for people.

pub(in crate::cli) mod dry_run;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::campaign::{Campaign, Error, Next, Prepared, RehearsalAsk, SealOutcome, SendAsk, Sent};
use crate::cli::args::SendArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::confirmation::{last_look, vouch_for_clock};
use crate::cli::output::findings::faults;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::progress::Live;
use crate::cli::output::screen::{Color, Screen};
use crate::cli::output::{attention, changes, forecast, json, open_remarks, totals};
use crate::clock::{Clock, SystemClock};
use crate::dispatch::{Braked, Forecast, Work};
use crate::journal::event::RunEnd;
use crate::phrase::{Phrase, harmless};

pub(crate) fn ask_of(args: &SendArgs) -> SendAsk {
    SendAsk {
        limit: args.limit,
        only: args.only.clone(),
        wait: args.wait,
        as_sealed: args.as_sealed,
        fresh: args.fresh,
        after_brake: args.after_brake,
        clock_is_right: args.clock_is_right,
        transcript: args.transcript.clone(),
        confirmed: args
            .digest
            .as_ref()
            .filter(|_| args.yes)
            .map(|digest| digest.join(" ")),
    }
}

/// Sends what is due.
pub(crate) fn run(context: &CommandContext, args: &SendArgs) -> Result<Exit, Error> {
    let screen = &context.screen;
    if context.has_catcher() {
        screen.say(&plain("cli-send-catcher"));
    }
    super::seal::share(context);
    let mut prepared = context.campaign.prepare(&ask_of(args), context.now)?;
    // First of all, since everything else depends on this clock.
    if let Some(doubt) = prepared.clock_doubt {
        vouch_for_clock(screen, doubt)?;
        prepared.vouch_for_clock();
    }
    before_it_begins(context, args, &prepared);
    if let Some(look) = &prepared.last_look {
        last_look(screen, look)?;
    }
    let lacking = prepared.not_approved.as_ref().map(Error::phrase);
    let sent = at_work(context, &context.campaign, prepared)?;
    let exit = Exit::of_run(&sent, lacking.is_some());
    print(context, &sent)?;
    ended(context, &sent, exit)?;
    if let Some(phrase) = lacking {
        screen.warn(&phrase);
    }
    Ok(exit)
}

/// Rehearses: the real way, to reviewers' own mailboxes.
pub(crate) fn rehearse(context: &CommandContext, ask: &RehearsalAsk) -> Result<Exit, Error> {
    let screen = &context.screen;
    super::seal::share(context);
    let rehearsal = context.campaign.rehearse(ask, context.now)?;
    let begins = Phrase::new("cli-rehearse")
        .with("mails", rehearsal.rows.len())
        .with("guests", rehearsal.guests)
        .with("ids", changes::ids(&rehearsal.rows));
    screen.say(&begins);
    let campaign = rehearsal.campaign;
    let sent = at_work(context, &campaign, rehearsal.prepared)?;
    let exit = Exit::of_run(&sent, false);
    let whole = match context.style.json {
        true => Some(campaign.status()?),
        false => None,
    };
    context.print(|speaker| {
        let status = whole.as_ref().unwrap_or(&sent.status);
        let mut document = json::status(status, None, context.global.reveal);
        if let Some(trouble) = what_went_wrong(&sent) {
            document["error"] = json::error(&trouble, speaker);
        }
        document
    });
    if let Some(trouble) = what_went_wrong(&sent) {
        screen.warn(&trouble);
    }
    screen.say(&verbatim(&totals::of_campaign(screen, &sent.status)));
    attention::table(screen, &sent.status, context.global.reveal);
    screen.say(&plain("cli-rehearse-apart"));
    Ok(exit)
}

/// Shows what people must know before mails go: why the last run stopped, what is left out, and
/// when this one ends.
fn before_it_begins(context: &CommandContext, args: &SendArgs, prepared: &Prepared) {
    let screen = &context.screen;
    if let Some(stop) = &prepared.stopped {
        screen.warn(&stop.phrase());
    }
    if let Forecast::Late { .. } = prepared.forecast {
        let work = Work {
            mails: prepared.due,
            ..Work::default()
        };
        screen.warn(&forecast::late(prepared.forecast, work, context.now));
    }
    if let Some(outcome) = &prepared.sealed {
        sealed_on_the_way(screen, outcome);
    }
    if !prepared.unsealed.is_empty() {
        let ids = changes::ids(&prepared.unsealed);
        screen.warn(
            &Phrase::new("cli-send-unsealed")
                .with("count", prepared.unsealed.len())
                .with("ids", ids),
        );
    }
    changes::withheld(screen, &prepared.withheld);
    open_remarks::open(context, &prepared.remarks);
    faults(screen, &prepared.open_files);
    // Before anybody types a name: now nothing would go.
    if let Some(at) = prepared.opens.filter(|_| prepared.due > 0 && !args.wait) {
        screen.say(&Phrase::new("cli-send-closed").with("at", at));
    }
    if let Some((until, at)) = prepared.words_end_first {
        screen.warn(
            &Phrase::new("cli-send-words-end-first")
                .with("until", until)
                .with("at", at),
        );
    }
}

/// The result, for programs.
fn print(context: &CommandContext, sent: &Sent) -> Result<(), Error> {
    // Programs get a row per mail; people those that are not accepted.
    let whole = if context.style.json {
        Some(context.campaign.status()?)
    } else {
        None
    };
    context.print(|speaker| {
        let mut document = json::status(
            whole.as_ref().unwrap_or(&sent.status),
            None,
            context.global.reveal,
        );
        document["next"] =
            serde_json::json!(sent.ended.next.or_else(|| totals::next_try(&sent.status)));
        if let Some(trouble) = what_went_wrong(sent) {
            document["error"] = json::error(&trouble, speaker);
        }
        document
    });
    Ok(())
}

fn sealed_on_the_way(screen: &Screen, outcome: &SealOutcome) {
    screen.say(&plain("cli-send-checked"));
    changes::made(screen, outcome);
    let looks = outcome.warnings.len();
    if looks > 0 {
        screen.say(&Phrase::new("cli-send-looks").with("looks", looks));
    }
}

/// Runs, and listens for Ctrl-C meanwhile.
fn at_work(
    context: &CommandContext,
    campaign: &Campaign,
    prepared: Prepared,
) -> Result<Sent, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|fault| Error::File {
        what: "tokio".to_owned(),
        fault,
    })?;
    let rate = context
        .campaign
        .settings()
        .pace
        .rate
        .map(|rate| rate.to_string());
    let live = Live::new(
        &context.screen,
        &prepared,
        rate,
        context.global.quiet || context.style.json,
    );
    let (stop, stopped) = watch::channel(false);
    let local = tokio::task::LocalSet::new();
    let sent = local.block_on(&runtime, async {
        let clock = SystemClock::start();
        let tell = |progress| live.hear(&progress);
        let work = campaign.send(prepared, stopped, &tell);
        let mut work = std::pin::pin!(work);
        let mut listening = std::pin::pin!(listen(&context.screen, &live, &stop));
        loop {
            let tick = clock.sleep(std::time::Duration::from_millis(500));
            tokio::select! {
                sent = &mut work => break sent,
                () = &mut listening => {},
                () = tick => live.tick(clock.now()),
            }
        }
    });
    live.finish();
    sent
}

/// The first signal finishes the mails in hand. The second ends the program at once, and mails on
/// their way come into doubt.
async fn listen(screen: &Screen, live: &Live<'_>, stop: &watch::Sender<bool>) {
    let kinds = [
        SignalKind::interrupt(),
        SignalKind::terminate(),
        SignalKind::hangup(),
    ];
    let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = kinds.map(signal) else {
        return std::future::pending().await;
    };
    loop {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
        if stop.send_replace(true) {
            live.finish();
            screen.warn(&plain("cli-send-cut"));
            std::process::exit(i32::from(Exit::Stopped.code()));
        }
        live.say(&plain("cli-send-stopping"));
    }
}

/// The error that ended the run, or the change of the list that did.
fn what_went_wrong(sent: &Sent) -> Option<Phrase> {
    let fault = sent
        .ended
        .fault
        .as_ref()
        .map(|fault| Error::Send(fault.clone()).phrase());
    let clock = (sent.ended.why == RunEnd::Clock).then(|| plain("cli-end-clock"));
    fault
        .or_else(|| sent.differs.as_ref().map(Error::phrase))
        .or(clock)
}

/// Shows the result, what is left for people, and the next step.
fn ended(context: &CommandContext, sent: &Sent, exit: Exit) -> Result<(), Error> {
    let screen = &context.screen;
    if let Some(trouble) = what_went_wrong(sent) {
        screen.warn(&trouble);
    }
    let system = sent
        .ended
        .fault
        .clone()
        .and_then(|fault| Error::Send(fault).system_words());
    if let Some(words) = system.filter(|_| screen.verbose) {
        screen
            .notes
            .lines(&format!("  {}", harmless(&words)), Color::Plain);
    }
    match sent.ended.why {
        RunEnd::Stopped if what_went_wrong(sent).is_none() => screen.say(&plain("cli-end-stopped")),
        RunEnd::Withdrawn => screen.warn(&plain("cli-end-withdrawn")),
        RunEnd::Lapsed => screen.warn(&plain("cli-end-lapsed")),
        RunEnd::Brake => screen.warn(&braked(sent.ended.braked)),
        RunEnd::Window => match sent.ended.next {
            Some(at) => screen.say(&Phrase::new("cli-end-window").with("at", at)),
            None => screen.say(&plain("cli-end-deadline")),
        },
        RunEnd::Pace => match sent.ended.next {
            Some(at) => screen.say(&Phrase::new("cli-end-pace").with("at", at)),
            None => screen.say(&plain("cli-end-pace-now")),
        },
        RunEnd::Limit => screen.say(&plain("cli-end-limit")),
        RunEnd::NothingDue if exit == Exit::NothingDue => screen.say(&plain("cli-end-nothing")),
        RunEnd::NothingDue | RunEnd::Stopped | RunEnd::Relay | RunEnd::Clock => {}
    }
    if sent.ended.slowed > 0 {
        screen.say(&Phrase::new("cli-end-slowed").with("times", sent.ended.slowed));
    }
    screen.say(&verbatim(&totals::of_campaign(screen, &sent.status)));
    attention::table(screen, &sent.status, context.global.reveal);
    if context.has_catcher() && sent.tried > 0 {
        let folder = CommandContext::path(&context.campaign.caught());
        screen.say(&Phrase::new("cli-end-caught").with("folder", folder));
    }
    let overview = context.campaign.overview(context.now)?;
    // "Send what is left" was just tried.
    if let (RunEnd::Window, Some(at), Next::Send) =
        (sent.ended.why, sent.ended.next, &overview.next)
    {
        let later = Phrase::new("cli-next-window").with("at", at);
        screen.next(&screen.text(&later), &context.command("send --wait"));
    } else {
        super::overview::next(context, &overview);
    }
    Ok(())
}

fn braked(braked: Option<Braked>) -> Phrase {
    match braked {
        Some(Braked::Share { refused, answers }) => Phrase::new("cli-end-brake-share")
            .with("refused", refused)
            .with("answers", answers),
        Some(Braked::First { refused }) => {
            Phrase::new("cli-end-brake-first").with("refused", refused)
        }
        Some(Braked::Alike { refused, reply }) => Phrase::new("cli-end-brake-alike")
            .with("refused", refused)
            .with("reply", reply.to_string()),
        Some(Braked::Returned { code: Some(code) }) => {
            Phrase::new("cli-end-brake-returned").with("code", code.to_string())
        }
        Some(Braked::Returned { code: None }) => plain("cli-end-brake-returned-no-code"),
        Some(Braked::Doubts { doubts }) => {
            Phrase::new("cli-end-brake-doubts").with("doubts", doubts)
        }
        None => plain("cli-end-brake"),
    }
}
