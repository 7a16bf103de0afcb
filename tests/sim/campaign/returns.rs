//! People read what came back, as `bounces` does, and settle what waits for them.

use std::time::Duration;

use heraut::delivery::DeliveryStatus;
use heraut::journal::event::{MatchedBy, Notification, TrayKept, TraySettled};
use heraut::journal::ledger::state::{StatusReport, Weight};
use heraut::journal::{Event, Ledger};

use super::People;
use crate::post::Report;

impl People {
    /// Reads this share of the reports that are new, and some of the old ones once more.
    pub(crate) async fn read_returns(&self, share: f64) {
        let world = &self.world;
        // A journal that lost records knows nothing of mails that it never heard of.
        if world.judge.lost_records() || !world.lines_open.borrow().is_empty() {
            return;
        }
        for report in world.post.found(world, share) {
            let event = |ledger: &Ledger| self.of_report(ledger, &report).into_iter().collect();
            world.disk.append_after(world, event).await;
            if world.chance(0.8) {
                self.settle(&report).await;
            }
        }
    }

    /// Mails go on behind the relay, and somebody reads what comes back.
    pub(crate) async fn wait_for_returns(&self) {
        let world = &self.world;
        if !world.judge.lost_records() && world.lines_open.borrow().is_empty() {
            world.post.moves_on(world, 0.3);
            // Whoever looks into a doubt doesn't send again within two minutes.
            tokio::time::sleep(Duration::from_secs(120)).await;
        }
        self.read_returns(world.pick(&[0.5, 1.0])).await;
    }

    fn weight(&self, ledger: &Ledger, report: &Report) -> Option<Weight> {
        let mail = report.mail?;
        Some(ledger.weigh(&StatusReport {
            id: report.id,
            recipient: report.about,
            mail,
            status: report.status,
            written: report.written,
        }))
    }

    /// What the program records of one report.
    fn of_report(&self, ledger: &Ledger, report: &Report) -> Option<Event> {
        let weight = self.weight(ledger, report);
        self.world.sees(format!("return: {weight:?}"));
        match weight {
            Some(Weight::News) => Some(Event::Returned(notification(
                report,
                MatchedBy::EnvelopeId,
            )?)),
            Some(
                Weight::Nothing | Weight::ReadBefore | Weight::EarlierMail | Weight::EarlierAttempt,
            ) => None,
            Some(Weight::NeverOffered | Weight::PerhapsEarlier | Weight::Unknown) | None => {
                let is_new = ledger.tray_entry_of(&report.id).is_none();
                is_new.then(|| {
                    Event::TrayKept(TrayKept {
                        number: ledger.next_in_tray(),
                        report: report.id,
                    })
                })
            }
        }
    }

    /// Somebody looks into one that waits: what it says is true, or it is about nothing that anybody knows of.
    async fn settle(&self, report: &Report) {
        let world = &self.world;
        let (by, why) = (self.text("B. Smit"), self.text("looked"));
        let is_so = report.is_true
            && match report.status {
                DeliveryStatus::Failed => world.judge.kept(&report.about) == 0,
                DeliveryStatus::Delayed | DeliveryStatus::Delivered => {
                    world.judge.kept(&report.about) == 1
                }
            };
        let decide = |ledger: &Ledger| {
            let open = ledger.tray_entry_of(&report.id);
            let Some(entry) = open.filter(|entry| entry.is_open()) else {
                return Vec::new();
            };
            let number = entry.kept.number;
            let about = is_so.then_some(report.about);
            let mut events = vec![Event::TraySettled(TraySettled {
                number,
                about,
                by,
                why,
            })];
            let counts = matches!(
                self.weight(ledger, report),
                Some(Weight::News | Weight::PerhapsEarlier)
            );
            if is_so && counts {
                events.extend(notification(report, MatchedBy::Person).map(Event::Returned));
                world.sees("return: settled by a person");
            }
            events
        };
        world.disk.append_after(world, decide).await;
    }
}

fn notification(report: &Report, by: MatchedBy) -> Option<Notification> {
    let failed = report.status == DeliveryStatus::Failed;
    Some(Notification {
        recipient: report.about,
        mail: report.mail?,
        status: report.status,
        by,
        cause: failed.then(|| "unknown_user".to_owned()),
        about_us: report.about_us,
        code: None,
        report: report.id,
        words: None,
    })
}
