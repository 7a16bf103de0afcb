//! The forecast: when a run would end, for people and for programs.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::desk::CommandContext;
use crate::campaign::Error;
use crate::dispatch::{Outlook, Work};
use crate::phrase::Phrase;

/// Shows the forecast of `check` and `seal`: when it would end, or what doesn't go before the
/// deadline.
pub(super) fn say(desk: &CommandContext, outlook: Outlook, work: Work) {
    if work.mails == 0 {
        return;
    }
    match outlook {
        Outlook::Late { .. } => desk.screen.warn(&late(outlook, work, desk.now)),
        Outlook::Ends(at) => {
            let phrase = match desk.campaign.deadline() {
                Some(deadline) => Phrase::new("cli-outlook-deadline").with("deadline", deadline),
                None => Phrase::new("cli-outlook"),
            };
            desk.screen.say(&phrase.with("end", at));
        }
        Outlook::Unpaced => {}
    }
}

/// The message that not all mails go before the deadline.
pub(super) fn late(outlook: Outlook, work: Work, now: Timestamp) -> Phrase {
    match outlook {
        Outlook::Late { deadline, .. } if deadline < now => {
            Phrase::new("cli-outlook-over").with("deadline", deadline)
        }
        Outlook::Late { deadline, left } => Phrase::new("cli-outlook-late")
            .with("deadline", deadline)
            .with("left", left)
            .with("mails", work.mails),
        Outlook::Ends(_) | Outlook::Unpaced => Phrase::new("cli-outlook-unknown"),
    }
}

/// For programs: when it would end, and how many mails don't go before the deadline.
pub(super) fn add(mut document: Value, outlook: Outlook) -> Value {
    let too_late = match outlook {
        Outlook::Late { left, .. } => left,
        Outlook::Ends(_) | Outlook::Unpaced => 0,
    };
    document["ends_about"] = json!(outlook.ends());
    document["too_late"] = json!(too_late);
    document
}

/// The forecast for this work, if it began now.
pub(super) fn of(desk: &CommandContext, work: Work) -> Result<Outlook, Error> {
    desk.campaign.outlook(work, desk.now)
}
