//! `heraut` alone: the state of this campaign, and the next step.

use jiff::Timestamp;

use crate::campaign::{Error, Kind, Next, Overview, Withdrawn};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::Screen;
use crate::cli::output::{attention, changes, deferred, json, open_remarks, totals};
use crate::id::Digest;
use crate::phrase::Phrase;

/// Shows it.
pub(crate) fn show(context: &CommandContext) -> Result<Exit, Error> {
    let overview = context.campaign.overview(context.now)?;
    context.print(|_| {
        let status = overview.status.as_ref().map(|status| json::status(status, None, context.global.reveal));
        let agreed: Vec<_> = overview
            .agreed
            .iter()
            .map(|(role, _, at)| serde_json::json!({ "role": role, "at": at }))
            .collect();
        let withdrawn: Vec<_> = overview
            .withdrawn
            .iter()
            .map(|word| serde_json::json!({ "role": word.role, "at": word.at }))
            .collect();
        serde_json::json!({
            "campaign": overview.campaign, "kind": overview.kind.name(), "status": status,
            "agreed": agreed, "missing": overview.missing, "withdrawn": withdrawn, "valid_until": overview.valid_until,
        })
    });
    head(
        &context.screen,
        &overview,
        context.now,
        context.global.reveal,
    );
    if let Some(status) = &overview.status {
        attention::doubts(&context.screen, status, context.global.reveal);
        open_remarks::open(context, &status.remarks);
    }
    next(context, &overview);
    Ok(Exit::Done)
}

/// Shows the campaign, its seal, its sign-off and its sum.
pub(crate) fn head(screen: &Screen, overview: &Overview, now: Timestamp, reveal: bool) {
    let kind = plain(match overview.kind {
        Kind::Trial => "cli-kind-trial",
        Kind::Rehearsal => "cli-kind-rehearsal",
        Kind::Live => "cli-kind-live",
    });
    let Some(status) = &overview.status else {
        screen.say(
            &Phrase::new("cli-unsealed")
                .with("campaign", &overview.campaign)
                .with("kind", kind),
        );
        return;
    };
    let sum = &status.sum;
    let phrase = Phrase::new("cli-overview")
        .with("campaign", &overview.campaign)
        .with("kind", kind)
        .with("at", status.sealed_at)
        .with("mails", overview.sealed)
        .with(
            "before",
            (sum.listed - sum.excluded).saturating_sub(overview.sealed),
        )
        .with("digest", status.digest.short());
    screen.say(&phrase);
    agreed(screen, overview, now, reveal);
    changes::records_lost(screen, status.records_lost);
    if let Some(stop) = &status.stopped {
        screen.warn(&stop.phrase());
    }
    screen.say(&verbatim(&totals::of_campaign(screen, status)));
    if let Some(returns) = &status.returns {
        screen.say(&returns.phrase(now));
    }
    if status.tray > 0 {
        screen.warn(&Phrase::new("cli-overview-tray").with("count", status.tray));
    }
    screen.table(&deferred::table(screen, status));
    changes::withheld(screen, &overview.withheld);
}

fn agreed(screen: &Screen, overview: &Overview, now: Timestamp, reveal: bool) {
    let words: Vec<Phrase> = overview
        .agreed
        .iter()
        .map(|(role, name, at)| match name {
            Some(name) => Phrase::new("cli-agreed-by")
                .with("role", role)
                .with("name", name)
                .with("at", *at),
            None => Phrase::new("cli-agreed-in")
                .with("role", role)
                .with("at", *at),
        })
        .collect();
    let words: Vec<String> = words.iter().map(|word| screen.text(word)).collect();
    let mut text = Vec::new();
    if !words.is_empty() {
        text.push(screen.text(&Phrase::new("cli-agreed").with("words", words.join(", "))));
    }
    if !overview.missing.is_empty() {
        text.push(
            screen.text(&Phrase::new("cli-waiting-for").with("roles", overview.missing.clone())),
        );
    }
    text.extend(
        overview
            .withdrawn
            .iter()
            .map(|word| screen.text(&withdrawn(word, reveal))),
    );
    let unsigned = overview.unsigned.iter().map(|word| {
        Phrase::new("cli-unsigned")
            .with("role", &word.role)
            .with("why", word.fault.phrase())
    });
    text.extend(unsigned.map(|phrase| screen.text(&phrase)));
    text.extend(force(overview, now).map(|phrase| screen.text(&phrase)));
    if !text.is_empty() {
        screen.say(&verbatim(&text.join(" ")));
    }
}

/// Who withdrew an approval, and when; why, if people's texts were asked for.
fn withdrawn(word: &Withdrawn, reveal: bool) -> Phrase {
    let by = match &word.by {
        Some(by) => Phrase::new("cli-withdrawn-by")
            .with("role", &word.role)
            .with("name", by),
        None => Phrase::new("cli-withdrawn-in").with("role", &word.role),
    };
    let by = by.with("at", word.at);
    match word.why.as_ref().filter(|_| reveal) {
        Some(why) => Phrase::new("cli-withdrawn-because")
            .with("who", by)
            .with("why", why),
        None => by,
    }
}

/// How long the approvals are valid, or that sending on them began and they stay valid for the
/// rest.
fn force(overview: &Overview, now: Timestamp) -> Option<Phrase> {
    let until = overview
        .valid_until
        .filter(|_| overview.missing.is_empty())?;
    Some(match overview.begun {
        Some(at) => Phrase::new("cli-agreed-begun").with("at", at),
        None if overview.next.is_lapsed() || until < now => {
            Phrase::new("cli-agreed-lapsed").with("until", until)
        }
        None => Phrase::new("cli-agreed-until").with("until", until),
    })
}

/// Shows the next step.
pub(crate) fn next(context: &CommandContext, overview: &Overview) {
    let (why, rest) = match &overview.next {
        Next::Check => (plain("cli-next-mend"), "check".to_owned()),
        Next::TrySend if context.has_catcher() => (plain("cli-next-try"), "send".to_owned()),
        Next::TrySend => (plain("cli-next-try-loopback"), "send".to_owned()),
        Next::TryAnew => (plain("cli-next-try-anew"), "send --fresh".to_owned()),
        Next::Seal => (plain("cli-next-seal"), "seal".to_owned()),
        Next::SealAgain(files) if context.has_catcher() => (
            Phrase::new("cli-next-try-again").with("files", files.clone()),
            "send".to_owned(),
        ),
        Next::SealAgain(files) => (
            Phrase::new("cli-next-seal-again").with("files", files.clone()),
            "seal".to_owned(),
        ),
        Next::ListDiffers { ids, rerun } => (
            Phrase::new("cli-next-differs").with("ids", some(ids)),
            seal_or_rerun(*rerun),
        ),
        Next::Unsealed { ids, rerun } => {
            let phrase = Phrase::new("cli-next-unsealed").with("count", ids.len());
            (phrase.with("ids", some(ids)), seal_or_rerun(*rerun))
        }
        Next::CloseRemarks(open) => close_remarks(*open),
        Next::Approve { digest, role } => (
            Phrase::new("cli-next-approve").with("role", role),
            approve(digest, role, overview.signed),
        ),
        Next::ApproveAgain(digest) => {
            let first = overview.agreed.first();
            let role = first.map_or("…", |(role, _, _)| role.as_str());
            (
                plain("cli-next-approve-again"),
                approve(digest, role, overview.signed),
            )
        }
        Next::Send => (plain("cli-next-send"), "send".to_owned()),
        Next::Resolve(id) => (
            Phrase::new("cli-next-resolve").with("id", id.to_string()),
            format!("resolve {id} --arrived --by \"…\" --why \"…\""),
        ),
        Next::Later(at) => {
            let phrase = Phrase::new("cli-next-later").with("at", *at);
            let status = overview.status.as_ref();
            let count = status.map_or(1, |status| status.sum.deferred);
            (phrase.with("count", count), "send --wait".to_owned())
        }
        Next::Correct => (plain("cli-next-correct"), "rerun".to_owned()),
        Next::Running => (plain("cli-next-running"), "stop".to_owned()),
        Next::HandedOver(at) => (
            Phrase::new("cli-next-handed-over").with("at", *at),
            "hand-over".to_owned(),
        ),
        Next::Done => return done(context, overview),
    };
    context
        .screen
        .next(&context.screen.text(&why), &context.command(&rest));
}

fn close_remarks(open: usize) -> (Phrase, String) {
    let why = Phrase::new("cli-next-close-remarks").with("count", open);
    (why, "remark --close … --by \"…\"".to_owned())
}

/// The command that approves; the text to sign comes first.
fn approve(digest: &Digest, role: &str, signed: bool) -> String {
    let prefix = &digest.hex()[..12];
    let text = if signed { " --statement" } else { "" };
    format!("approve --digest {prefix} --as {role} --by \"…\"{text}")
}

fn seal_or_rerun(rerun: bool) -> String {
    if rerun { "rerun" } else { "seal" }.to_owned()
}

/// The first few ids.
fn some(ids: &[String]) -> String {
    const SHOWN: usize = 8;
    let more = if ids.len() > SHOWN { ", …" } else { "" };
    format!(
        "{}{more}",
        ids.iter()
            .take(SHOWN)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    )
}

/// Nothing is left to do. After a trial people read the caught mails; once they can, the real send is next.
fn done(context: &CommandContext, overview: &Overview) {
    if overview.is_finished_trial() {
        let sealed = overview.status.as_ref().map(|status| status.digest);
        if sealed.is_some_and(|digest| context.campaign.has_bundle(digest)) {
            return for_real(context, "cli-next-real");
        }
        let read = if context.has_catcher() {
            "cli-next-read"
        } else {
            "cli-next-trial-done"
        };
        context.screen.next(
            &context.screen.text(&plain(read)),
            &context.command("review"),
        );
        return;
    }
    let status = overview.status.as_ref();
    let returns = status.and_then(|status| status.returns);
    if returns.is_some_and(|returns| !returns.is_over(context.now)) {
        let read = context.screen.text(&plain("cli-next-returns"));
        context.screen.next(&read, &context.command("bounces …"));
        return;
    }
    let sum = status.map(|status| status.sum).unwrap_or_default();
    let done = Phrase::new("cli-next-done")
        .with("accepted", sum.accepted + sum.delivered + sum.delayed)
        .with("listed", sum.listed)
        .with("withheld", sum.withheld)
        .with("excluded", sum.excluded);
    context.screen.say(&done);
}

/// The trial is over: says what of the example is still to be replaced before a real send.
pub(crate) fn for_real(context: &CommandContext, key: &'static str) {
    let own = [
        ("cli-own-list", context.campaign.has_example_list()),
        ("cli-own-texts", context.campaign.has_example_texts()),
        ("cli-own-server", true),
    ];
    let what: Vec<Phrase> = own
        .iter()
        .filter(|(_, is_open)| *is_open)
        .map(|(key, _)| plain(key))
        .collect();
    let real = Phrase::new(key).with("what", what);
    context
        .screen
        .next(&context.screen.text(&real), &context.command("preflight"));
}
