//! What people do to a campaign: seal, agree, edit the list, take out, settle doubts. Each through the
//! events that the commands of the program write.

use std::rc::Rc;
use std::time::Duration;

use heraut::campaign::place;
use heraut::delivery::{State, Word};
use heraut::dispatch::plan::is_from_the_future;
use heraut::id::{Digest, Pseudonym, TextId};
use heraut::journal::event::Sealed;
use heraut::journal::ledger::state::MailEntry;
use heraut::journal::{Event, Ledger};
use heraut::signoff::Policy;

use crate::book::{Book, Listed};
use crate::current;
use crate::world::World;

mod approvals;
mod page;
mod returns;
mod sum;

pub(crate) use page::Page;

/// The roles of a campaign and who speaks in them.
pub(crate) const ROLES: [(&str, &str); 2] = [("inhoud", "A. Vos"), ("besluit", "C. Tak")];

/// The campaign's people.
pub(crate) struct People {
    pub(crate) world: Rc<World>,
    pub(crate) policy: Policy,
    pub(crate) page: Page,
}

impl People {
    pub(crate) fn text(&self, text: &str) -> TextId {
        self.world.book.borrow().key.text_id(text)
    }

    fn ledger<T>(&self, ask: impl FnOnce(&Ledger) -> T) -> T {
        self.world.disk.with_ledger(ask)
    }

    fn mails<T>(&self, pick: impl Fn(MailEntry<'_>) -> Option<T>) -> Vec<(Pseudonym, T)> {
        let book = self.world.book.borrow();
        let rows = book.orgs.iter();
        self.ledger(|ledger| {
            rows.filter_map(|org| {
                let mail = ledger
                    .recipient(&org.recipient)
                    .and_then(|entry| entry.mail())?;
                Some((org.recipient, pick(mail)?))
            })
            .collect()
        })
    }

    /// Mails that could still go out.
    pub(crate) fn open(&self) -> Vec<Pseudonym> {
        let book = self.world.book.borrow();
        self.ledger(|ledger| {
            let entry = |org: &&crate::book::Org| {
                ledger.recipient(&org.recipient).is_some_and(|entry| {
                    !entry.is_excluded() && entry.state().is_some_and(State::is_open)
                })
            };
            book.orgs
                .iter()
                .filter(entry)
                .map(|org| org.recipient)
                .collect()
        })
    }

    /// Whether something waits for the next seal: an edit of the list, a row that was let back in, or a mail that a
    /// person said to send again after another seal had taken the place of its own.
    pub(crate) fn needs_a_seal(&self) -> bool {
        let open = self.open();
        self.ledger(|ledger| {
            let mail = |org: &Pseudonym| ledger.recipient(org).and_then(|entry| entry.mail());
            open.iter()
                .filter_map(mail)
                .any(|mail| !ledger.is_active(mail.seal))
                || current::differs(&self.world, ledger)
                || current::is_any_unsealed(&self.world, ledger)
        })
    }

    /// How long the open mails wait at most before they may be tried again.
    pub(crate) fn longest_wait(&self) -> Duration {
        let now = self.world.wall.now();
        let waits = self.mails(|mail| match mail.state {
            // What was put off under a clock far ahead goes by a person's word.
            State::Deferred { .. } if is_from_the_future(mail, now) => None,
            State::Deferred { not_before } => {
                Duration::try_from(not_before.duration_since(now)).ok()
            }
            _ => None,
        });
        waits
            .into_iter()
            .map(|(_, wait)| wait)
            .max()
            .unwrap_or_default()
    }

    /// How many mails wait for a person's word.
    pub(crate) fn in_doubt(&self) -> usize {
        self.mails(|mail| matches!(mail.state, State::InDoubt | State::Offered).then_some(()))
            .len()
    }

    /// Whether a person could let a mail go again: one is withheld, refused, expired or off the list.
    pub(crate) fn has_any_out(&self) -> bool {
        let out = self.mails(|mail| {
            let state = mail.state;
            let is_out = matches!(
                state,
                State::Refused { .. } | State::Expired | State::Withheld
            );
            is_out.then_some(())
        });
        !out.is_empty()
    }

    /// Seals: a whole seal takes all that is open or corrected, a supplement what is new or corrected.
    pub(crate) async fn seal(&self, whole: bool) {
        let world = &self.world;
        let seal = u32::try_from(self.ledger(|ledger| ledger.seals().len())).expect("few") + 1;
        let mailed = self.listed();
        let rows: Vec<Event> = {
            let mut book = world.book.borrow_mut();
            // A seal that the journal lost is written over.
            book.sealed.retain(|(before, ..)| *before < seal);
            (0..book.orgs.len())
                .filter_map(|at| self.row(&mut book, at, seal, whole))
                .collect()
        };
        let supplement = !whole && seal > 1;
        let takes = rows.iter().any(|row| matches!(row, Event::Queued { .. }));
        if rows.is_empty() {
            return;
        }
        if supplement && !takes {
            // Rows that left the list need no seal.
            let left = rows.into_iter().map(|row| match row {
                Event::Excluded { recipient, .. } => Event::Excluded {
                    seal: seal - 1,
                    recipient,
                    ground: Some(self.text("ground")),
                },
                other => other,
            });
            world.disk.append_after(world, |_| left.collect()).await;
            return;
        }
        let digest = Digest::of(format!("seal {seal} {rows:?}").as_bytes());
        let mut events = vec![Event::Sealed(Sealed {
            seal,
            digest,
            supplement,
            by: None,
        })];
        events.extend(rows);
        world.disk.append_after(world, |_| events).await;
        self.are_in_the_sum(&mailed);
    }

    /// What a seal says of one row of the list.
    fn row(&self, book: &mut Book, at: usize, seal: u32, whole: bool) -> Option<Event> {
        let org = &book.orgs[at];
        let (recipient, listed) = (org.recipient, org.listed);
        let (excluded, withheld, mail) = self.ledger(|ledger| {
            let entry = ledger.recipient(&recipient);
            let mail = entry
                .and_then(|entry| entry.mail())
                .map(|mail| mail.own_state().clone());
            let withheld = ledger
                .decision(&recipient)
                .is_some_and(|decision| decision.withheld);
            (
                entry.is_some_and(|entry| entry.is_excluded()),
                withheld,
                mail,
            )
        });
        match listed {
            Listed::Mailed => {
                let digest = book.gives(&book.orgs[at]).digest;
                let place = self.ledger(|ledger| place(ledger, &recipient, digest));
                place.is_taken(!whole && seal > 1).then(|| Event::Queued {
                    seal,
                    recipient,
                    mail: book.seal(at, seal),
                })
            }
            Listed::LeftOut => {
                let open = mail.as_ref().is_none_or(State::is_open);
                (!excluded && open && (whole || mail.is_some())).then_some(Event::Excluded {
                    seal,
                    recipient,
                    ground: None,
                })
            }
            Listed::Gone => {
                let open = !excluded && !withheld && mail.as_ref().is_some_and(State::is_open);
                open.then(|| Event::Withheld {
                    recipient,
                    by: None,
                    why: book.key.text_id("left the list"),
                })
            }
        }
    }

    /// Somebody takes an organisation out that was not offered yet, whether or not a seal knows it.
    pub(crate) async fn withhold(&self) {
        let world = &self.world;
        let recipient = world.pick(&self.everybody());
        let event = Event::Withheld {
            recipient,
            by: Some(self.text("B. Smit")),
            why: self.text("why"),
        };
        let decide = |ledger: &Ledger| {
            let entry = ledger.recipient(&recipient);
            let can_be = match entry.and_then(|entry| entry.state()) {
                Some(State::Bounced | State::Refused { .. } | State::Expired | State::Withheld) => {
                    true
                }
                Some(state) => state.is_open(),
                None => entry.is_none(),
            };
            let is_new = ledger
                .decision(&recipient)
                .is_none_or(|decision| !decision.withheld);
            if can_be && is_new {
                vec![event]
            } else {
                Vec::new()
            }
        };
        world.disk.append_after(world, decide).await;
    }

    /// Somebody lets organisations back in: this share of those that are out.
    pub(crate) async fn release(&self, share: f64) {
        let world = &self.world;
        for recipient in self.everybody().into_iter().filter(|_| world.chance(share)) {
            let event = Event::Released {
                recipient,
                by: self.text("B. Smit"),
                why: self.text("why"),
            };
            let decide = |ledger: &Ledger| {
                let is_out = ledger
                    .decision(&recipient)
                    .is_some_and(|decision| decision.withheld);
                if is_out { vec![event] } else { Vec::new() }
            };
            world.disk.append_after(world, decide).await;
        }
    }

    /// Somebody makes mails due again that were refused, expired or taken off the list: this share of those whose row is
    /// on the list and that nobody withholds.
    pub(crate) async fn again(&self, share: f64) {
        let world = &self.world;
        let listed = self.listed();
        for recipient in listed.into_iter().filter(|_| world.chance(share)) {
            let event = Event::DueAgain {
                recipient,
                by: self.text("B. Smit"),
                why: self.text("by mistake"),
            };
            let decide = |ledger: &Ledger| {
                let entry = ledger.recipient(&recipient);
                let is_withheld = entry.is_some_and(|entry| entry.withheld().is_some());
                match entry.and_then(|entry| entry.state()) {
                    Some(state) if !is_withheld && state.is_correctable() => vec![event],
                    _ => Vec::new(),
                }
            };
            world.disk.append_after(world, decide).await;
        }
    }

    fn listed(&self) -> Vec<Pseudonym> {
        let book = self.world.book.borrow();
        let listed = book.orgs.iter().filter(|org| org.listed == Listed::Mailed);
        listed.map(|org| org.recipient).collect()
    }

    fn everybody(&self) -> Vec<Pseudonym> {
        self.world
            .book
            .borrow()
            .orgs
            .iter()
            .map(|org| org.recipient)
            .collect()
    }

    /// Somebody asks the running sender to stop.
    pub(crate) async fn ask_to_stop(&self) {
        self.world
            .disk
            .append_after(&self.world, |_| vec![Event::StopAsked])
            .await;
    }

    /// Settles doubts, as the relay's own log tells: only of mails whose line is closed.
    pub(crate) async fn resolve(&self, share: f64) -> usize {
        let world = &self.world;
        let mut settled = 0;
        for (recipient, ()) in self.mails(|mail| (*mail.state == State::InDoubt).then_some(())) {
            let line = world.judge.dot_line(&recipient);
            let busy = line.is_some_and(|line| world.lines_open.borrow().contains(&line));
            if busy || !world.chance(share) {
                continue;
            }
            let word = if world.judge.kept(&recipient) > 0 {
                Word::Arrived
            } else {
                Word::Resend
            };
            let event = Event::Resolved {
                recipient,
                word,
                by: self.text("B. Smit"),
                why: self.text("looked"),
                from_log: false,
            };
            let decide = |ledger: &Ledger| {
                let state = ledger.recipient(&recipient).and_then(|entry| entry.state());
                if state == Some(&State::InDoubt) {
                    vec![event]
                } else {
                    Vec::new()
                }
            };
            settled += world.disk.append_after(world, decide).await;
        }
        settled
    }

    /// The list changes: rows come, go, are corrected; the letter gets another wording.
    pub(crate) fn edit(&self) {
        let world = &self.world;
        let dice = world.below(1 << 40);
        let states = self.mails(|mail| Some(mail.state.clone()));
        let mut book = world.book.borrow_mut();
        book.saved += 1;
        if world.chance(0.5) {
            book.enlist(dice);
        }
        let reword = world.chance(0.3);
        for org in &mut book.orgs {
            let state = states
                .iter()
                .find(|(recipient, _)| *recipient == org.recipient)
                .map(|(_, s)| s);
            if state.is_some_and(State::is_correctable) && world.chance(0.6) {
                org.corrected += 1;
                org.bad = false;
            }
            if reword {
                org.wording += 1;
            }
            // Whoever looks for a mail in doubt may find that its address was wrong.
            if world.chance(if state == Some(&State::InDoubt) {
                0.4
            } else {
                0.05
            }) {
                org.corrected += 1;
            }
            // A row that was taken off by mistake comes back soon.
            if world.chance(if org.listed == Listed::Mailed {
                0.05
            } else {
                0.4
            }) {
                org.listed = match org.listed {
                    Listed::Mailed => world.pick(&[Listed::LeftOut, Listed::Gone]),
                    Listed::LeftOut | Listed::Gone => Listed::Mailed,
                };
            }
        }
    }
}
