//! What of a mail comes from the list: made again from the inputs, if they are still those of the seal.

use jiff::Timestamp;

use super::ReadingRoom;
use crate::id::{Digest, ListId};
use crate::notice::MarkedMail;

impl ReadingRoom {
    /// The mail of this row with what comes from the list marked. `None` if that can't be known any
    /// more: a file of the campaign changed since the seal, or what is made of them now isn't the
    /// sealed mail to the byte.
    pub fn marked(&mut self, id: &ListId, sealed: &Digest, now: Timestamp) -> Option<MarkedMail> {
        if !self.changed_files(now).is_empty() {
            return None;
        }
        let digest = self.newest.digest;
        if self.inputs.as_ref().is_none_or(|(of, _)| *of != digest) {
            self.inputs = Some((digest, self.campaign.read_inputs()));
        }
        let (_, input) = self.inputs.as_ref()?;
        let press = input.press.as_ref()?;
        let mut rows = input.list.recipients.iter();
        let recipient = rows.find(|row| row.id == *id)?;
        let mail = press.compose(recipient, &self.key).ok()?;
        press
            .marked(&mail, recipient)
            .filter(|_| mail.digest == *sealed)
    }
}
