//! The pages of one seal for somebody who may not know who is on the list: aliases in place of names.

use serde_json::Value;

use super::fault::ReviewFault;
use super::input::Input;
use super::page::bundle_input::Case;
use super::page::overview;
use super::served::{ReadMails, value};
use crate::id::Pseudonym;
use crate::phrase::Speaker;

/// The pages of one seal, without a name, an address, an id or a text of a mail.
pub struct RedactedPages {
    overview: Value,
    lines: Vec<(String, Pseudonym)>,
}

impl RedactedPages {
    /// Reads the seal and compares it with the digest in the journal. `read` is what its mails say.
    ///
    /// # Errors
    /// [`ReviewFault`].
    pub fn of(
        input: Input,
        speaker: Speaker,
        read: &ReadMails,
    ) -> Result<RedactedPages, ReviewFault> {
        let input = Input {
            redact: true,
            ..input
        };
        let case = Case::load(input, speaker)?;
        let line = |at: &usize| {
            let mail = &case.mails[*at];
            (case.organisation_of(&mail.row), mail.sealed.recipient)
        };
        Ok(RedactedPages {
            lines: case.order.iter().map(line).collect(),
            overview: value(&overview::view(&case, read.enclosures().clone(), None)?)?,
        })
    }

    /// The first page, as the template takes it.
    #[must_use]
    pub const fn overview(&self) -> &Value {
        &self.overview
    }

    /// What each organisation that gets a mail is called here, in the order of the aliases.
    #[must_use]
    pub fn lines(&self) -> &[(String, Pseudonym)] {
        &self.lines
    }
}
