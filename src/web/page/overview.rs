//! The first page: what was sealed, for whom, when it would go, and who agreed.

use serde_json::Value;

use super::frame::{PageName, page};
use crate::web::answer::{Answer, Refusal};
use crate::web::form::FormFields;
use crate::web::site::PageVisit;

/// The first page.
pub(crate) fn show(visit: &mut PageVisit<'_>, query: &FormFields) -> Result<Answer, Refusal> {
    if !visit.sees_all() {
        return Ok(Answer::To("/mails".to_owned()));
    }
    let (language, now) = (visit.language, visit.now);
    let mut body = visit.room.pages(language, now)?.overview().clone();
    if let Value::Object(fields) = &mut body {
        let how = visit.word("web-how-to-check");
        fields.insert("how_to_check".to_owned(), how.into());
    }
    page(visit, "overview", PageName::Overview, query, body)
}
