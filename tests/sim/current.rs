//! The list beside what was sealed, held against each other by the program's own comparison.

use heraut::campaign::{Mismatch, OpenMails, is_unsealed};
use heraut::journal::Ledger;

use crate::book::Listed;
use crate::world::World;

/// Whether an open mail is not what the list gives now: then no run begins, and one that goes on ends.
pub(crate) fn differs(world: &World, ledger: &Ledger) -> bool {
    let book = world.book.borrow();
    let mut open = OpenMails::default();
    let with_open = ledger.open_by_seal();
    for (seal, recipient, digest) in &book.sealed {
        if let Some(mail) = book.mail(digest).filter(|_| with_open.contains_key(seal)) {
            open.sealed(ledger, *seal, *recipient, mail.to.clone(), *digest);
        }
    }
    if open.is_empty() {
        return false;
    }
    for org in &book.orgs {
        match org.listed {
            Listed::Mailed => {
                open.row(&org.recipient, Mismatch::Faulty);
                let mail = book.gives(org);
                open.mail(&org.recipient, &mail.to, mail.digest);
            }
            Listed::LeftOut => open.row(&org.recipient, Mismatch::LeftOut),
            Listed::Gone => {}
        }
    }
    let mut sealed = book.sealed.iter();
    sealed.any(|(_, recipient, _)| open.mismatch(recipient).is_some())
}

/// Whether a row of the list waits for a seal.
pub(crate) fn is_any_unsealed(world: &World, ledger: &Ledger) -> bool {
    let book = world.book.borrow();
    let mut listed = book.orgs.iter().filter(|org| org.listed == Listed::Mailed);
    listed.any(|org| is_unsealed(ledger, &org.recipient))
}
