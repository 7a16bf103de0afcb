//! `send`: the last look, the run, and what is left for people.

use std::io::{BufRead, IsTerminal, Write};

use jiff::Timestamp;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::args::SendArgs;
use super::check::as_it_stands;
use super::desk::Desk;
use super::exit::Exit;
use super::faults::faults;
use super::progress::Live;
use super::screen::{Ink, Screen};
use super::{json, outlook, plain, remarks, sum, trouble};
use crate::campaign::{ClockDoubt, Error, LastLook, Next, Prepared, SealOutcome, SendAsk, Sent};
use crate::clock::{Clock, SystemClock};
use crate::dispatch::{Braked, Outlook, Work};
use crate::journal::event::RunEnd;
use crate::phrase::{Phrase, harmless};

fn ask_of(args: &SendArgs) -> SendAsk {
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
pub(super) fn run(desk: &Desk, args: &SendArgs) -> Result<Exit, Error> {
    let screen = &desk.screen;
    if desk.has_catcher() {
        screen.say(&plain("cli-send-catcher"));
    }
    super::seal::share(desk);
    let mut prepared = desk.campaign.prepare(&ask_of(args), desk.now)?;
    // First of all: what else is said goes by this clock.
    if let Some(doubt) = prepared.clock_doubt {
        vouch_for_clock(screen, doubt)?;
        prepared.vouch_for_clock();
    }
    if let Some(stop) = &prepared.stopped {
        screen.warn(&stop.phrase());
    }
    if let Outlook::Late { .. } = prepared.outlook {
        let work = Work {
            mails: prepared.due,
            ..Work::default()
        };
        screen.warn(&outlook::late(prepared.outlook, work, desk.now));
    }
    if let Some(outcome) = &prepared.sealed {
        sealed_on_the_way(screen, outcome);
    }
    if !prepared.unsealed.is_empty() {
        let ids = super::seal::ids(&prepared.unsealed);
        screen.warn(
            &Phrase::new("cli-send-unsealed")
                .with("count", prepared.unsealed.len())
                .with("ids", ids),
        );
    }
    super::seal::withheld(screen, &prepared.withheld);
    remarks::open(desk, &prepared.remarks);
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
    if let Some(look) = &prepared.last_look {
        last_look(screen, look)?;
    }
    let lacking = prepared.not_approved.as_ref().map(Error::phrase);
    let sent = at_work(desk, prepared)?;
    let exit = Exit::of_run(&sent, lacking.is_some());
    // Programs get a row a mail; people those that are not accepted.
    let whole = if desk.manner.json {
        Some(desk.campaign.status()?)
    } else {
        None
    };
    desk.print(|speaker| {
        let mut document = json::status(
            whole.as_ref().unwrap_or(&sent.status),
            None,
            desk.global.reveal,
        );
        document["next"] =
            serde_json::json!(sent.ended.next.or_else(|| sum::next_try(&sent.status)));
        if let Some(trouble) = what_went_wrong(&sent) {
            document["error"] = json::error(&trouble, speaker);
        }
        document
    });
    ended(desk, &sent, exit)?;
    if let Some(phrase) = lacking {
        screen.warn(&phrase);
    }
    Ok(exit)
}

fn sealed_on_the_way(screen: &Screen, outcome: &SealOutcome) {
    screen.say(&plain("cli-send-checked"));
    super::seal::made(screen, outcome);
    let looks = outcome.warnings.len();
    if looks > 0 {
        screen.say(&Phrase::new("cli-send-looks").with("looks", looks));
    }
}

/// What speaks against the clock, and a person's word that it is right all the same.
fn vouch_for_clock(screen: &Screen, doubt: ClockDoubt) -> Result<(), Error> {
    if !std::io::stdin().is_terminal() || !screen.is_terminal() {
        return Err(Error::ClockUnsure(doubt));
    }
    screen.lines(&screen.text(&doubt.phrase()), Ink::Red);
    let typed = asked(screen, &plain("cli-clock-ask"));
    let yes = screen.text(&plain("cli-clock-yes"));
    if typed.is_some_and(|typed| typed.eq_ignore_ascii_case(&yes)) {
        Ok(())
    } else {
        Err(Error::ClockUnsure(doubt))
    }
}

/// What a person types to a question; `None` where nothing can be read.
fn asked(screen: &Screen, question: &Phrase) -> Option<String> {
    let ask = screen.text(question);
    let _unread = write!(std::io::stderr().lock(), "{ask} ");
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed).ok()?;
    Some(typed.trim().to_owned())
}

/// What a person must see before a real send, and their word that it may begin.
fn last_look(screen: &Screen, look: &LastLook) -> Result<(), Error> {
    if !std::io::stdin().is_terminal() || !screen.is_terminal() {
        return Err(Error::NotConfirmed);
    }
    let (host, tls) = look
        .relay
        .split_once(" tls=")
        .unwrap_or((&look.relay, "none"));
    let relay = Phrase::new("cli-look-relay")
        .with("host", host)
        .with("tls", tls);
    let relay = match &look.user {
        Some(user) => Phrase::new("cli-look-relay-login")
            .with("relay", relay)
            .with("user", user),
        None => relay,
    };
    let first = Phrase::new("cli-look-real")
        .with("mails", look.mails)
        .with("relay", relay);
    screen.lines(&screen.text(&first), Ink::Accent);
    let pace = look
        .rate
        .clone()
        .map(|rate| Phrase::new("cli-look-pace").with("rate", rate));
    let until = |at: Timestamp| match look.deadline {
        Some(deadline) => Phrase::new("cli-look-end-deadline")
            .with("end", at)
            .with("deadline", deadline),
        None => Phrase::new("cli-look-end").with("end", at),
    };
    let facts = pace.into_iter().chain(look.outlook.ends().map(until));
    let facts: Vec<String> = facts.map(|phrase| screen.text(&phrase)).collect();
    screen.lines(&facts.join(" "), Ink::Plain);
    let agreed = Phrase::new("cli-look-agreed").with("roles", look.roles.clone());
    let begun = look
        .begun
        .map(|at| Phrase::new("cli-agreed-begun").with("at", at));
    let words = [Some(agreed.with("digest", look.digest.short())), begun];
    let words: Vec<String> = words
        .iter()
        .flatten()
        .map(|phrase| screen.text(phrase))
        .collect();
    screen.lines(&words.join(" "), Ink::Plain);
    super::seal::records_lost(screen, look.records_lost);
    let last = match look.last_sent {
        Some((mails, at)) => Phrase::new("cli-look-last")
            .with("mails", mails)
            .with("at", at),
        None => plain("cli-look-first"),
    };
    screen.lines(&screen.text(&last), Ink::Plain);
    campaign_named(screen, &look.campaign)
}

/// The campaign's name, typed by a person: asked twice, since a slip of the finger is no "no".
fn campaign_named(screen: &Screen, campaign: &str) -> Result<(), Error> {
    let question = Phrase::new("cli-look-type").with("campaign", campaign);
    let Some(first) = asked(screen, &question).filter(|typed| !typed.is_empty()) else {
        return Err(Error::NotConfirmed);
    };
    if first == campaign {
        return Ok(());
    }
    let again = Phrase::new("cli-look-wrong")
        .with("typed", first)
        .with("campaign", campaign);
    screen.notes.lines(&screen.text(&again), Ink::Red);
    match asked(screen, &question).filter(|typed| !typed.is_empty()) {
        Some(typed) if typed == campaign => Ok(()),
        Some(typed) => Err(Error::WrongName {
            typed,
            campaign: campaign.to_owned(),
        }),
        None => Err(Error::NotConfirmed),
    }
}

/// Runs, and listens for Ctrl-C meanwhile.
fn at_work(desk: &Desk, prepared: Prepared) -> Result<Sent, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|fault| Error::File {
        what: "tokio".to_owned(),
        fault,
    })?;
    let rate = desk
        .campaign
        .settings()
        .pace
        .rate
        .map(|rate| rate.to_string());
    let live = Live::new(
        &desk.screen,
        &prepared,
        rate,
        desk.global.quiet || desk.manner.json,
    );
    let (stop, stopped) = watch::channel(false);
    let local = tokio::task::LocalSet::new();
    let sent = local.block_on(&runtime, async {
        let clock = SystemClock::start();
        let tell = |progress| live.hear(&progress);
        let work = desk.campaign.send(prepared, stopped, &tell);
        let mut work = std::pin::pin!(work);
        let mut listening = std::pin::pin!(listen(&desk.screen, &live, &stop));
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

/// The first signal finishes the mails in hand; the second ends the program where it stands, and what
/// was on its way comes into doubt.
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

/// The fault that ended the run, or the list that gives something else by now.
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

/// What came of it, what is left for people, and the next step.
fn ended(desk: &Desk, sent: &Sent, exit: Exit) -> Result<(), Error> {
    let screen = &desk.screen;
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
            .lines(&format!("  {}", harmless(&words)), Ink::Plain);
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
    screen.say(&as_it_stands(&sum::of_campaign(screen, &sent.status)));
    trouble::table(screen, &sent.status, desk.global.reveal);
    if desk.has_catcher() && sent.tried > 0 {
        let folder = Desk::path(&desk.campaign.caught());
        screen.say(&Phrase::new("cli-end-caught").with("folder", folder));
    }
    let overview = desk.campaign.overview(desk.now)?;
    // "Send what is left" is what was just tried.
    if let (RunEnd::Window, Some(at), Next::Send) =
        (sent.ended.why, sent.ended.next, &overview.next)
    {
        let later = Phrase::new("cli-next-window").with("at", at);
        screen.next(&screen.text(&later), &desk.command("send --wait"));
    } else {
        super::overview::next(desk, &overview);
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
        Some(Braked::Doubts { doubts }) => {
            Phrase::new("cli-end-brake-doubts").with("doubts", doubts)
        }
        None => plain("cli-end-brake"),
    }
}

/// What a run would do, without a relay.
pub(super) fn dry_run(desk: &Desk, args: &SendArgs) -> Result<Exit, Error> {
    let screen = &desk.screen;
    let run = desk.campaign.dry_run(&ask_of(args), desk.now)?;
    let status = run.digest.and_then(|_| desk.campaign.status().ok());
    desk.print(|speaker| {
        let mut document = json::dry_run(&run, speaker);
        if let Some(status) = &status {
            let rows = json::status(status, None, desk.global.reveal);
            document["sum"] = rows["sum"].clone();
            document["mails"] = rows["mails"].clone();
        }
        document
    });
    screen.say(&plain("cli-dry-run"));
    if run.digest.is_none() {
        screen.say(&plain("cli-dry-unsealed"));
        if let Ok(checked) = desk.campaign.check() {
            faults(screen, &checked.faults);
        }
    }
    let phrase = Phrase::new("cli-dry-due").with("due", run.due.len());
    screen.say(
        &phrase
            .with("later", run.later.len())
            .with("held", run.held.len()),
    );
    let work = Work {
        mails: run.due.len(),
        ..Work::default()
    };
    outlook::say(desk, run.outlook, work);
    if desk.global.verbose {
        let ids: Vec<&str> = run.due.iter().map(|id| id.as_str()).collect();
        screen.lines(&format!("  {}", ids.join(" ")), Ink::Plain);
    }
    if let Some(obstacle) = &run.obstacle {
        screen.warn(&obstacle.phrase());
    }
    let overview = desk.campaign.overview(desk.now)?;
    if let Some(status) = &overview.status {
        remarks::open(desk, &status.remarks);
    }
    super::overview::next(desk, &overview);
    let nothing = if run.due.is_empty() {
        Exit::NothingDue
    } else {
        Exit::Done
    };
    Ok(run.obstacle.as_ref().map_or(nothing, Exit::of))
}
