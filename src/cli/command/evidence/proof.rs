//! `proof`: the proof for one organisation, in a folder of its own.

use std::path::Path;

use serde_json::{Value, json};

use crate::campaign::{Error, Proof, state_phrase};
use crate::cli::context::CommandContext;
use crate::cli::exit_code::Exit;
use crate::phrase::{Phrase, Speaker, quoted};

/// Writes it, and says where it is and how to check it.
pub(crate) fn run(context: &CommandContext, id: &str, out: Option<&Path>) -> Result<Exit, Error> {
    let screen = &context.screen;
    let zone = context.campaign.settings().window.timezone.clone();
    let pages = Speaker::new(screen.speaker.language(), zone, context.now).for_pages();
    let proof = context.campaign.proof_for(id, out, &pages, context.now)?;
    context.print(|_| document(&proof, context.global.reveal));
    if let Some(at) = proof.differs {
        screen.warn(&Phrase::new("cli-proof-root-differs").with("at", at));
    }
    let done = Phrase::new("cli-proof-done").with("id", proof.id.clone());
    screen.say(&done.with("state", state_phrase(proof.state.name())));
    if proof.is_new_root {
        screen.say(&Phrase::new("cli-proof-root-new"));
    }
    let folder = CommandContext::path(&proof.folder);
    let place = Phrase::new("cli-proof-place").with("file", format!("{folder}/index.html"));
    screen.say(&place.with("command", format!("cd {} && sh check.sh", quoted(&folder))));
    Ok(Exit::Done)
}

fn document(proof: &Proof, reveal: bool) -> Value {
    let taken = proof.mail.taken();
    let hours = proof.hours.iter().map(|(from, trouble)| {
        let names: Vec<&str> = trouble.iter().map(|one| one.name()).collect();
        json!({ "hour": from, "trouble": names })
    });
    let shown = |text: &String| reveal.then(|| text.clone());
    json!({
        "id": proof.id, "kind": proof.kind.name(), "state": proof.state.name(),
        "folder": proof.folder.display().to_string(), "files": proof.files,
        "leaf": proof.leaf, "root": proof.root, "root_at": proof.root_at, "head": proof.head,
        "new_root": proof.is_new_root, "root_differed": proof.differs,
        "mail": proof.mail.digest, "seal": proof.mail.seal.map(|(_, _, digest)| digest),
        "message_id": proof.mail.message_id, "offered_at": proof.mail.offered(),
        "taken_at": taken.map(|(at, _)| at), "hours": hours.collect::<Vec<_>>(),
        "address": shown(&proof.mail.to), "organisation": shown(&proof.mail.organisation),
    })
}
