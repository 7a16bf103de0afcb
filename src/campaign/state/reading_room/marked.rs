//! What of a mail comes from the list: made again from the inputs, if they are still those of the seal.

use jiff::Timestamp;

use super::ReadingRoom;
use crate::campaign::seal::row_marks::RowMarks;
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
        if self.marks.as_ref().is_none_or(|(of, _)| *of != digest) {
            self.marks = Some((digest, RowMarks::of(&self.campaign, &self.key)));
        }
        self.marks.as_ref()?.1.marked(id, sealed)
    }
}
