//! Whether a seal leaves a row out of the sum.

use heraut::id::Pseudonym;

use super::People;

impl People {
    /// After a seal each of these rows that are mailed counts in the sum, and not among the excluded, whoever
    /// withholds it.
    pub(super) fn are_in_the_sum(&self, mailed: &[Pseudonym]) {
        for recipient in mailed {
            let counts = self.ledger(|ledger| {
                let entry = ledger.recipient(recipient);
                entry.is_some_and(|entry| !entry.is_excluded() && entry.mail().is_some())
            });
            if !counts {
                let name = self.world.book.borrow().name(recipient);
                self.world
                    .blame(format!("a seal left {name} out of the sum"));
            }
        }
    }
}
