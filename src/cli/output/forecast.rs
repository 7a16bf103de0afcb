//! The forecast: when a run would end.

use jiff::Timestamp;

use crate::campaign::Error;
use crate::cli::context::CommandContext;
use crate::dispatch::{Forecast, Work};
use crate::phrase::Phrase;

/// Shows the forecast of `check` and `seal`: when it would end, or what doesn't go before the
/// deadline.
pub(crate) fn say(desk: &CommandContext, outlook: Forecast, work: Work) {
    if work.mails == 0 {
        return;
    }
    match outlook {
        Forecast::Late { .. } => desk.screen.warn(&late(outlook, work, desk.now)),
        Forecast::Ends(at) => {
            let phrase = match desk.campaign.deadline() {
                Some(deadline) => Phrase::new("cli-outlook-deadline").with("deadline", deadline),
                None => Phrase::new("cli-outlook"),
            };
            desk.screen.say(&phrase.with("end", at));
        }
        Forecast::Unpaced => {}
    }
}

/// The message that not all mails go before the deadline.
pub(crate) fn late(outlook: Forecast, work: Work, now: Timestamp) -> Phrase {
    match outlook {
        Forecast::Late { deadline, .. } if deadline < now => {
            Phrase::new("cli-outlook-over").with("deadline", deadline)
        }
        Forecast::Late { deadline, left } => Phrase::new("cli-outlook-late")
            .with("deadline", deadline)
            .with("left", left)
            .with("mails", work.mails),
        Forecast::Ends(_) | Forecast::Unpaced => Phrase::new("cli-outlook-unknown"),
    }
}

/// The forecast for this work, if it began now.
pub(crate) fn of(desk: &CommandContext, work: Work) -> Result<Forecast, Error> {
    desk.campaign.outlook(work, desk.now)
}
