//! The wordings: what the mails say, each text once, and first the mails that differ from the others.

use super::frame::{hold_place, shared_page};
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::page_name::PageName;
use crate::web::site::PageVisit;

/// All wordings.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    hold_place(visit, PageName::Wordings)?;
    let (name, place) = ("wording-list", PageName::Wordings);
    shared_page(visit, name, place, query, String::new(), |visit| {
        let (language, now) = (visit.language, visit.now);
        Ok(visit.room.pages(language, now)?.wordings().clone())
    })
}
