//! The forecast: when a run would end.

use jiff::Timestamp;

use crate::campaign::Error;
use crate::cli::context::CommandContext;
use crate::dispatch::{Forecast, Work};
use crate::phrase::Phrase;

/// Shows the forecast of `check` and `seal`: when it would end, or what doesn't go before the
/// deadline.
pub(crate) fn say(context: &CommandContext, forecast: Forecast, work: Work) {
    if work.mails == 0 {
        return;
    }
    match forecast {
        Forecast::Late { .. } => context.screen.warn(&late(forecast, work, context.now)),
        Forecast::Ends(at) => {
            let phrase = match context.campaign.deadline() {
                Some(deadline) => Phrase::new("cli-forecast-deadline").with("deadline", deadline),
                None => Phrase::new("cli-forecast"),
            };
            context.screen.say(&phrase.with("end", at));
        }
        Forecast::Unpaced => {}
    }
}

/// The message that not all mails go before the deadline.
pub(crate) fn late(forecast: Forecast, work: Work, now: Timestamp) -> Phrase {
    match forecast {
        Forecast::Late { deadline, .. } if deadline < now => {
            Phrase::new("cli-forecast-over").with("deadline", deadline)
        }
        Forecast::Late { deadline, left } => Phrase::new("cli-forecast-late")
            .with("deadline", deadline)
            .with("left", left)
            .with("mails", work.mails),
        Forecast::Ends(_) | Forecast::Unpaced => Phrase::new("cli-forecast-unknown"),
    }
}

/// The forecast for this work, if it began now.
pub(crate) fn of(context: &CommandContext, work: Work) -> Result<Forecast, Error> {
    context.campaign.forecast(work, context.now)
}
