//! `invite`: a link to the review page for one person, the list of invitations, and their end.

use serde_json::json;

use crate::campaign::{Error, InvitationRow, InvitationState, InviteAsk};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::cli::invite_args::InviteArgs;
use crate::cli::output::message::{plain, verbatim};
use crate::cli::output::screen::{Cell, ScreenRow};
use crate::phrase::Phrase;

/// Invites, lists or revokes.
pub(crate) fn run(context: &CommandContext, args: &InviteArgs) -> Result<Exit, Error> {
    if let Some(number) = args.revoke {
        return revoke(context, number);
    }
    match &args.name {
        Some(name) => invite(context, name, args),
        None => list(context),
    }
}

fn invite(context: &CommandContext, name: &str, args: &InviteArgs) -> Result<Exit, Error> {
    let ask = InviteAsk {
        name: name.to_owned(),
        roles: args.roles.clone(),
        hours: args.hours,
        mails: args.mail.clone(),
        redacted: args.redacted,
    };
    let invited = context.campaign.invite(&ask, context.now)?;
    let link = format!(
        "{}/invitation/{}",
        context.campaign.page_origin(None),
        invited.token.as_str()
    );
    context.print(|_| {
        json!({ "invitation": invited.number, "link": link, "until": invited.until.to_string() })
    });
    let roles = match &args.roles[..] {
        [] => vec!["none".to_owned()],
        roles => roles.to_vec(),
    };
    context.screen.say(
        &Phrase::new("cli-invited")
            .with("number", invited.number.to_string())
            .with("name", name)
            .with("roles", roles)
            .with("until", invited.until),
    );
    let only = Phrase::new("cli-invite-link").with("name", name);
    context.screen.say(&only);
    context.screen.say(&verbatim(&link));
    context.screen.next(
        &context.screen.text(&plain("cli-invite-serve")),
        &context.command("serve"),
    );
    Ok(Exit::Done)
}

fn list(context: &CommandContext) -> Result<Exit, Error> {
    let rows = context.campaign.invitations(context.now)?;
    context.print(|_| {
        let row = |row: &InvitationRow| {
            json!({
                "invitation": row.number, "roles": row.roles, "state": state_name(row.state),
                "until": row.until.to_string(), "opened": row.opened.map(|at| at.to_string()),
            })
        };
        json!({ "invitations": rows.iter().map(row).collect::<Vec<_>>() })
    });
    let screen = &context.screen;
    if rows.is_empty() {
        screen.say(&plain("cli-invite-none"));
    }
    let shown = rows.iter().map(|row| ScreenRow {
        cells: vec![
            Cell::new(row.number.to_string()),
            Cell::new(match &row.name {
                Some(name) => name.clone(),
                None => screen.text(&plain("cli-invite-somebody")),
            }),
            Cell::new(match &row.roles[..] {
                [] => screen.text(&plain("cli-invite-reads")),
                roles => roles.join(", "),
            }),
        ],
        words: vec![screen.text(&state_phrase(row))],
    });
    let shown: Vec<ScreenRow> = shown.collect();
    if !shown.is_empty() {
        screen.table(&shown);
    }
    Ok(Exit::Done)
}

fn revoke(context: &CommandContext, number: u32) -> Result<Exit, Error> {
    context.campaign.revoke_invitation(number, context.now)?;
    context.print(|_| json!({ "invitation": number, "state": "revoked" }));
    let revoked = Phrase::new("cli-invitation-revoked").with("number", number.to_string());
    context.screen.say(&revoked);
    Ok(Exit::Done)
}

const fn state_name(state: InvitationState) -> &'static str {
    match state {
        InvitationState::Waiting => "waiting",
        InvitationState::Open => "open",
        InvitationState::Ended => "ended",
        InvitationState::Revoked => "revoked",
    }
}

fn state_phrase(row: &InvitationRow) -> Phrase {
    let phrase = match row.state {
        InvitationState::Waiting => Phrase::new("cli-invite-waiting").with("until", row.until),
        InvitationState::Open => Phrase::new("cli-invite-open").with("until", row.until),
        InvitationState::Ended => Phrase::new("cli-invite-ended").with("until", row.until),
        InvitationState::Revoked => Phrase::new("cli-invite-revoked"),
    };
    match row.opened.filter(|_| row.state == InvitationState::Open) {
        Some(at) => phrase.with("opened", at),
        None => phrase,
    }
}
