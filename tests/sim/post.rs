//! What becomes of mails behind the relay, and the reports that come back: true ones, late ones, ones that come twice,
//! forged ones.

use std::cell::RefCell;

use heraut::delivery::DeliveryStatus;
use heraut::id::{Digest, Pseudonym, TextId};
use jiff::Timestamp;

use crate::world::World;

/// A report in the mailbox.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) id: TextId,
    pub(crate) about: Pseudonym,
    /// The mail that it names; `None`: it names an address alone.
    pub(crate) mail: Option<Digest>,
    pub(crate) status: DeliveryStatus,
    pub(crate) about_us: bool,
    pub(crate) written: Option<Timestamp>,
    /// It says what really happened.
    pub(crate) is_true: bool,
}

/// A mail that the relay took, and has said nothing final about.
#[derive(Debug, Clone, Copy)]
struct Underway {
    to: Pseudonym,
    mail: Digest,
}

/// What is behind the relay, and the mailbox to which reports come.
#[derive(Default)]
pub(crate) struct Post {
    underway: RefCell<Vec<Underway>>,
    unread: RefCell<Vec<Report>>,
    read: RefCell<Vec<Report>>,
}

impl Post {
    /// The relay took a mail.
    pub(crate) fn takes(&self, to: Pseudonym, mail: Digest) {
        self.underway.borrow_mut().push(Underway { to, mail });
    }

    /// Whether a true report says that a mail to this organisation failed: nobody may have read or settled it, or it looks
    /// as if it were about an earlier attempt, since a clock was set meanwhile.
    pub(crate) fn says_that_it_failed(&self, to: &Pseudonym) -> bool {
        let is_it = |report: &Report| {
            report.is_true && report.about == *to && report.status == DeliveryStatus::Failed
        };
        self.unread.borrow().iter().any(is_it) || self.read.borrow().iter().any(is_it)
    }

    /// The reports that somebody finds in the mailbox now: this share of the new ones, and some that were read before.
    pub(crate) fn found(&self, world: &World, share: f64) -> Vec<Report> {
        let (mut found, mut left) = (Vec::new(), Vec::new());
        for report in self.unread.take() {
            if world.chance(share) {
                found.push(report);
            } else {
                world.sees("return: read late");
                left.push(report);
            }
        }
        self.unread.replace(left);
        let mut read = self.read.borrow_mut();
        let again: Vec<Report> = read.iter().filter(|_| world.chance(0.2)).cloned().collect();
        read.extend(found.iter().cloned());
        if !again.is_empty() {
            world.sees("return: read twice");
        }
        found.extend(again);
        found
    }

    fn reports(&self, world: &World, about: Underway, status: DeliveryStatus, about_us: bool) {
        let report = self.report(world, about.to, Some(about.mail), status, about_us);
        self.unread.borrow_mut().push(Report {
            is_true: true,
            ..report
        });
    }

    fn report(
        &self,
        world: &World,
        about: Pseudonym,
        mail: Option<Digest>,
        status: DeliveryStatus,
        about_us: bool,
    ) -> Report {
        let number = self.unread.borrow().len() + self.read.borrow().len();
        let name = format!("report {number} {about:?} {:?}", world.wall.elapsed());
        // A clock that jumps says nothing of when another machine wrote.
        let is_dated = world.wall.jumps() == 0 && world.chance(0.9);
        Report {
            id: world.book.borrow().key.text_id(&name),
            about,
            mail,
            status,
            about_us,
            written: is_dated.then(|| world.wall.now()),
            is_true: false,
        }
    }

    /// The relay and those behind it do what they do with this share of the mails that they have.
    pub(crate) fn moves_on(&self, world: &World, share: f64) {
        let mut left = Vec::new();
        for mail in self.underway.take() {
            if !world.chance(share) {
                left.push(mail);
                continue;
            }
            match world.below(20) {
                0..3 => self.fails(world, mail, false),
                3 => self.fails(world, mail, true),
                4..7 => {
                    self.reports(world, mail, DeliveryStatus::Delayed, false);
                    world.sees("return: delayed");
                    left.push(mail);
                }
                7..12 => {
                    self.reports(world, mail, DeliveryStatus::Delivered, false);
                    world.sees("return: delivered");
                }
                // It arrives, and nobody says so.
                _ => {}
            }
        }
        self.underway.replace(left);
        if world.chance(0.3) {
            self.is_forged(world);
        }
    }

    /// The mail doesn't arrive: from now on its organisation has nothing of it.
    fn fails(&self, world: &World, mail: Underway, about_us: bool) {
        self.reports(world, mail, DeliveryStatus::Failed, about_us);
        world.judge.comes_back(&mail.to);
        world.sees(if about_us {
            "return: failed because of us"
        } else {
            "return: failed"
        });
    }

    /// Somebody sends a report of their own about an address, or about an old mail of ours.
    fn is_forged(&self, world: &World) {
        let (about, mail) = {
            let book = world.book.borrow();
            let org = world.pick(&book.orgs);
            let old: Vec<Digest> = book
                .sealed
                .iter()
                .filter(|(_, to, _)| *to == org.recipient)
                .map(|(_, _, mail)| *mail)
                .collect();
            let newest = old.last().copied();
            let old = old.into_iter().find(|mail| Some(*mail) != newest);
            (org.recipient, old.filter(|_| world.chance(0.5)))
        };
        let status = world.pick(&[DeliveryStatus::Failed, DeliveryStatus::Delivered]);
        let report = self.report(world, about, mail, status, false);
        world.sees("return: forged");
        self.unread.borrow_mut().push(report);
    }
}
