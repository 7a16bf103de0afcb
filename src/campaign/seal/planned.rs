//! For people who read a bundle: when its mails would go out with the current settings, and which
//! kinds get one.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::{Time, Weekday};

use crate::campaign::run::options::SendAsk;
use crate::campaign::{Campaign, Error, Kind};
use crate::config::{Rate, Weekdays};
use crate::delivery::State;
use crate::dispatch::{Domain, Forecast, Work, estimate};
use crate::id::{CampaignKey, Pseudonym};
use crate::journal::Ledger;
use crate::list;
use crate::phrase::Phrase;
use crate::vault::{MailRow, SealRow};

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl Campaign {
    /// Pace, hours, and the forecast: name and value, in words.
    pub(crate) fn planned(
        &self,
        mails: &[MailRow],
        key: &CampaignKey,
        ledger: &Ledger,
        now: Timestamp,
    ) -> Result<Vec<(Phrase, Phrase)>, Error> {
        let (pace, window) = (&self.settings().pace, &self.settings().window);
        let mut facts = vec![
            (Phrase::new("review-pace"), rate(pace.rate)),
            (Phrase::new("review-pace-domain"), rate(pace.per_domain)),
        ];
        if self.kind() == Kind::Live {
            let days = days(window.days);
            let hours = match window.hours {
                Some(hours) => Phrase::new("review-hours-of")
                    .with("from", time(hours.from))
                    .with("until", time(hours.until))
                    .with("days", days),
                None => days,
            };
            facts.push((Phrase::new("review-hours"), hours));
        }
        let is_open = |mail: &&MailRow| {
            ledger
                .recipient(&mail.recipient)
                .and_then(|entry| entry.state())
                .is_some_and(State::is_open)
        };
        let open = mails.iter().filter(is_open);
        let work = Work::to(open.map(|mail| Domain::of(mail.address.domain())));
        if work.mails > 0 {
            let rules = self.rules(&SendAsk::default(), key, ledger)?;
            let forecast = estimate(&rules, work, ledger.recent(), now);
            facts.push((
                Phrase::new("review-forecast"),
                self.foretold(forecast, work, now),
            ));
        }
        Ok(facts)
    }

    fn foretold(&self, forecast: Forecast, work: Work, now: Timestamp) -> Phrase {
        match (forecast, self.deadline()) {
            (Forecast::Unpaced, _) => Phrase::new("review-forecast-unpaced"),
            (Forecast::Ends(end), Some(deadline)) => Phrase::new("review-forecast-in-time")
                .with("end", end)
                .with("deadline", deadline),
            (Forecast::Ends(end), None) => Phrase::new("review-forecast-ends").with("end", end),
            (Forecast::Late { deadline, .. }, _) if deadline < now => {
                Phrase::new("review-forecast-over").with("deadline", deadline)
            }
            (Forecast::Late { deadline, left }, _) => Phrase::new("review-forecast-late")
                .with("left", left)
                .with("mails", work.mails)
                .with("deadline", deadline),
        }
    }

    /// The kinds that get a mail of this seal, each with its number; a kind that may name somebody
    /// only if `all` are shown. Empty if no column holds the kind, or if the list is not the sealed
    /// one any more.
    pub(crate) fn kinds_mailed(
        &self,
        sealed: &SealRow,
        mails: &[MailRow],
        key: &CampaignKey,
        all: bool,
    ) -> (Vec<Phrase>, HashMap<u32, String>) {
        let mut settings = self.settings().list.clone();
        settings.kinds.clear();
        let mut list = list::read(self.dir(), &settings);
        if self.list_digest(&sealed.inputs) != Some(list.digest) {
            return (vec![], HashMap::new());
        }
        let mailed: HashSet<Pseudonym> = mails.iter().map(|mail| mail.recipient).collect();
        list.recipients
            .retain(|row| mailed.contains(&key.pseudonym(&row.id)));
        let kinds = list::mailed_kinds(&list, &settings);
        let mut of_rows = HashMap::new();
        let said = kinds.into_iter().map(|kind| {
            let shown = (all || kind.is_plain) && !kind.kind.is_empty();
            if shown {
                let rows = kind.rows.iter();
                of_rows.extend(rows.map(|row| (*row, kind.kind.clone())));
            }
            let phrase = Phrase::new(match (shown, kind.kind.is_empty()) {
                (true, _) => "review-kind-of",
                (false, true) => "review-kind-none",
                (false, false) => "review-kind-other",
            });
            phrase
                .with("kind", if shown { kind.kind } else { String::new() })
                .with("count", kind.rows.len())
        });
        (said.collect(), of_rows)
    }
}

fn rate(rate: Option<Rate>) -> Phrase {
    match rate {
        Some(rate) => Phrase::new("review-rate").with("rate", rate.to_string()),
        None => Phrase::new("review-rate-none"),
    }
}

fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The days as people say them: all, from one to another, or each by its name.
fn days(days: Weekdays) -> Phrase {
    let name =
        |day: Weekday| Phrase::new("day-short").with("day", i64::from(day.to_monday_one_offset()));
    let open: Vec<Weekday> = WEEK.into_iter().filter(|day| days.has(*day)).collect();
    let runs = open.windows(2).all(|pair| pair[0].next() == pair[1]);
    match &open[..] {
        [_, _, _, _, _, _, _] => Phrase::new("review-days-all"),
        [first, .., last] if runs && open.len() > 2 => Phrase::new("review-days-run")
            .with("first", name(*first))
            .with("last", name(*last)),
        _ => Phrase::new("review-days").with(
            "days",
            open.iter().map(|day| name(*day)).collect::<Vec<_>>(),
        ),
    }
}
