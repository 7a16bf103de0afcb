//! What the judge knows of invitations, reckoned in its own way: who may decide what in the review page, and when.

use std::cell::RefCell;
use std::collections::BTreeMap;

use heraut::id::TextId;
use heraut::journal::event::WordGiven;
use heraut::journal::{Event, Ledger};
use jiff::Timestamp;

use super::Judge;
use crate::world::World;

#[derive(Default)]
pub(super) struct Invitations(RefCell<BTreeMap<u32, Known>>);

/// What is known of one invitation.
struct Known {
    person: TextId,
    roles: Vec<String>,
    until: Timestamp,
    opened: bool,
    revoked: bool,
    /// Its end has been seen on a record: a clock that is set back does not bring it back.
    ended: bool,
}

impl Known {
    fn wrong(&self, by: TextId, role: &str) -> Option<&'static str> {
        if !self.opened {
            Some("whose link nobody opened")
        } else if self.revoked {
            Some("that was revoked")
        } else if self.ended {
            Some("that had ended")
        } else if self.person != by {
            Some("of somebody else")
        } else if !self.roles.iter().any(|own| own == role) {
            Some("that is not for this role")
        } else {
            None
        }
    }
}

impl Judge {
    /// A record about the page becomes durable; `before` is the ledger without it.
    pub(super) fn hears_of_page(
        &self,
        world: &World,
        before: &Ledger,
        at: Timestamp,
        event: &Event,
    ) {
        match event {
            Event::InvitationOpened { number, .. } => {
                let known = self.invitations.0.borrow();
                match known.get(number) {
                    Some(known) if known.opened || known.revoked || at >= known.until => {
                        world.blame("a link was opened that is used, over or revoked");
                    }
                    Some(_) => {}
                    None => world.blame("a link of nobody was opened"),
                }
            }
            Event::WordGiven(word) => self.is_a_word_of_now(world, before, at, word),
            Event::WordWithdrawn {
                role,
                by,
                invitation: Some(number),
                ..
            } => self.is_by_who_was_invited(world, at, *number, *by, role),
            _ => {}
        }
        self.keeps_of_page(at, event);
    }

    /// Records were lost: only what the journal still tells is known.
    pub(crate) fn hears_of_page_anew(&self, events: &[(Timestamp, Event)]) {
        self.invitations.0.borrow_mut().clear();
        for (at, event) in events {
            self.keeps_of_page(*at, event);
        }
    }

    fn keeps_of_page(&self, at: Timestamp, event: &Event) {
        let mut all = self.invitations.0.borrow_mut();
        for known in all.values_mut() {
            known.ended |= at >= known.until;
        }
        match event {
            Event::Invited(invited) => {
                let known = Known {
                    person: invited.person,
                    roles: invited.roles.clone(),
                    until: invited.until,
                    opened: false,
                    revoked: false,
                    ended: at >= invited.until,
                };
                all.insert(invited.number, known);
            }
            Event::InvitationOpened { number, .. } => {
                all.entry(*number).and_modify(|known| known.opened = true);
            }
            Event::InvitationRevoked { number } => {
                all.entry(*number).and_modify(|known| known.revoked = true);
            }
            Event::Adopted(adopted) if adopted.records_lost => {
                all.values_mut().for_each(|known| known.revoked = true);
            }
            _ => {}
        }
    }

    /// A word is given on a seal that is in force, and in the page by whoever was invited to it.
    fn is_a_word_of_now(&self, world: &World, before: &Ledger, at: Timestamp, word: &WordGiven) {
        let seals = before.seals();
        let newest = seals
            .iter()
            .rposition(|seal| seal.sealed.digest == word.digest);
        let replaced = newest.is_none_or(|place| {
            seals[place + 1..]
                .iter()
                .any(|seal| !seal.sealed.supplement)
        });
        if replaced {
            world.blame("a word was given on a seal that another took the place of");
        }
        if let Some(number) = word.invitation {
            self.is_by_who_was_invited(world, at, number, word.by, &word.role);
        }
    }

    fn is_by_who_was_invited(
        &self,
        world: &World,
        at: Timestamp,
        number: u32,
        by: TextId,
        role: &str,
    ) {
        let all = self.invitations.0.borrow();
        let wrong = match all.get(&number) {
            None => Some("that nobody made"),
            Some(known) if at >= known.until => Some("that had ended"),
            Some(known) => known.wrong(by, role),
        };
        if let Some(wrong) = wrong {
            world.blame(format!("a word was given by an invitation {wrong}"));
        }
    }
}
