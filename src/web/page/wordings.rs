//! The wordings: what the mails say, each text once, and first the mails that differ from the others.

use super::frame::{PageName, hold_place, page};
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::site::PageVisit;

/// All wordings.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Wordings)?;
    let (language, now) = (visit.language, visit.now);
    let body = visit.room.pages(language, now)?.wordings().clone();
    page(visit, "wording-list", PageName::Wordings, query, body)
}
