//! What the judge knows of the list and of people who took an organisation out: nobody is mailed whose row was taken
//! out or changed by then, nor whom a person withholds.

use std::cell::RefCell;
use std::collections::BTreeSet;

use heraut::id::Pseudonym;
use heraut::journal::Event;

use super::Judge;
use crate::book::Listed;
use crate::world::World;

#[derive(Default)]
pub(super) struct People {
    /// Whom a person took out, and nobody let back in.
    held: RefCell<BTreeSet<Pseudonym>>,
    released: RefCell<BTreeSet<Pseudonym>>,
    /// Whose mails a person let in again, or made due again, during the run that goes on.
    came_back: RefCell<BTreeSet<Pseudonym>>,
    /// Mails that were looked at for their next offer.
    looked_at: RefCell<BTreeSet<Pseudonym>>,
}

impl Judge {
    /// Whether a person's word keeps this organisation out.
    pub(crate) fn is_held(&self, recipient: &Pseudonym) -> bool {
        self.people.held.borrow().contains(recipient)
    }

    /// Records were lost: only what the journal still tells of people's words holds.
    pub(crate) fn hears_words_anew<'e>(&self, events: impl Iterator<Item = &'e Event>) {
        self.people.held.borrow_mut().clear();
        self.people.released.borrow_mut().clear();
        events.for_each(|event| self.hears_word(event));
    }

    pub(super) fn hears_word(&self, event: &Event) {
        let People {
            held,
            released,
            came_back,
            ..
        } = &self.people;
        match event {
            Event::Withheld {
                recipient,
                by: Some(_),
                ..
            } => {
                held.borrow_mut().insert(*recipient);
            }
            Event::Released { recipient, .. } => {
                held.borrow_mut().remove(recipient);
                released.borrow_mut().insert(*recipient);
                came_back.borrow_mut().insert(*recipient);
            }
            Event::DueAgain { recipient, .. } => {
                came_back.borrow_mut().insert(*recipient);
            }
            Event::RunBegan(_) => came_back.borrow_mut().clear(),
            _ => {}
        }
    }

    /// The sender reads a mail, to offer it: this very moment the list must give the same.
    pub(crate) fn loads(&self, world: &World, recipient: &Pseudonym) {
        self.people.looked_at.borrow_mut().insert(*recipient);
        let book = world.book.borrow();
        let Some(org) = book.org(recipient) else {
            return world.blame("a mail to nobody is read");
        };
        let digest = world.disk.with_ledger(|ledger| {
            ledger
                .recipient(recipient)
                .and_then(|entry| entry.mail())
                .and_then(|mail| mail.digest())
        });
        let Some(sealed) = digest.and_then(|digest| book.mail(&digest)) else {
            return;
        };
        let wrong = if org.listed != Listed::Mailed {
            "is off the list"
        } else if sealed.to.to_string() != org.address() {
            "has another address"
        } else if sealed.digest != book.gives(org).digest {
            "gets another text"
        } else {
            return;
        };
        world.blame(format!(
            "a mail is read for {}, which {wrong} by now",
            org.name
        ));
    }

    /// An offer becomes durable.
    pub(super) fn is_wanted(&self, world: &World, recipient: &Pseudonym, name: &str) {
        if self.is_held(recipient) {
            world.blame(format!("{name} was offered: withheld by a person"));
        }
        if !self.people.looked_at.borrow_mut().remove(recipient) {
            world.blame(format!("{name} was offered: not held against the list"));
        }
        if self.people.released.borrow().contains(recipient) {
            world.sees("offered after release");
        }
        if self.people.came_back.borrow().contains(recipient) {
            world.sees("offered in the run that it came back in");
        }
    }
}
