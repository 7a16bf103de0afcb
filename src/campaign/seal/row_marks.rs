//! What of a mail comes from the list: made again from the inputs, and only shown if it is the sealed mail to the byte.

use std::collections::HashMap;

use super::check::CampaignInput;
use crate::campaign::Campaign;
use crate::id::{CampaignKey, Digest, ListId};
use crate::notice::MarkedMail;

/// The inputs of a seal, read again.
pub(crate) struct RowMarks {
    input: CampaignInput,
    key: CampaignKey,
    /// Where each row is among the recipients.
    places: HashMap<ListId, usize>,
}

impl RowMarks {
    /// Reads the campaign's inputs.
    pub(crate) fn of(campaign: &Campaign, key: &CampaignKey) -> RowMarks {
        let input = campaign.read_inputs();
        let rows = input.list.recipients.iter().enumerate();
        RowMarks {
            places: rows.map(|(at, row)| (row.id.clone(), at)).collect(),
            key: key.clone(),
            input,
        }
    }

    /// The mail of a row with what comes from the list marked; `None` if what is made now isn't the mail with this digest.
    pub(crate) fn marked(&self, id: &ListId, sealed: &Digest) -> Option<MarkedMail> {
        let press = self.input.press.as_ref()?;
        let recipient = self.input.list.recipients.get(*self.places.get(id)?)?;
        let mail = press.compose(recipient, &self.key).ok()?;
        press
            .marked(&mail, recipient)
            .filter(|_| mail.digest == *sealed)
    }
}
