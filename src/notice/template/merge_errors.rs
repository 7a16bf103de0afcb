//! What prevents one row's mail, without a word of what is in its cells.
//!
//! Looked into only where a mail could not be made: the row is merged again with marks that say which line printed
//! nothing, or what no call could read.

use handlebars::{Context, RenderError};
use serde_json::Value;

use super::helpers::UNREAD;
use super::line_marks::lines_with;
use super::source::Template;
use super::syntax::PlaceholderUse;
use super::value::{EMPTY, row_problem};
use crate::finding::{Code, Finding, Place};
use crate::list::Recipient;

/// Every place of the template that prints an empty value, or one that its call can't read. Where HTML was made from
/// MJML no line is known, and one place too many of the same name may be reported.
pub(crate) fn unfilled(
    template: &Template,
    marked: &str,
    row: &Context,
    recipient: &Recipient,
) -> Vec<Finding> {
    let places = |wanted: char| -> Vec<Place> {
        let lines = lines_with(marked, wanted).into_iter();
        let place = |(file, row)| {
            Some(Place {
                row,
                ..Place::file(template.file_of(file)?)
            })
        };
        lines.filter_map(place).collect()
    };
    let (empty, unread) = (places(EMPTY), places(UNREAD));
    let at = |places: &[Place], used: &PlaceholderUse| {
        let same = |place: &Place| {
            place.file == used.place.file && (place.row.is_none() || *place == used.place)
        };
        places.iter().any(same)
    };
    let fault = |used: &PlaceholderUse, code| {
        Finding::at(
            used.place.clone(),
            row_problem(recipient, code).with("column", &used.name),
        )
    };
    let told = |used: &PlaceholderUse| {
        let value = row
            .data()
            .get(&used.name)
            .and_then(Value::as_str)
            .unwrap_or_default();
        let is_empty = value.trim().is_empty();
        if used.printed && is_empty && at(&empty, used) {
            return Some(fault(used, Code::NoticeMergeEmpty));
        }
        let fails = !is_empty
            && used
                .way
                .as_ref()
                .is_some_and(|way| way.write(value).is_none());
        (fails && at(&unread, used)).then(|| fault(used, Code::NoticeMergeUnread))
    };
    template.uses.iter().filter_map(told).collect()
}

/// The call that could not read its value, and all else of the template that can't be filled in. What handlebars says
/// would show the value.
pub(crate) fn stuck(
    template: &Template,
    marked: &str,
    error: &RenderError,
    row: &Context,
    recipient: &Recipient,
) -> Vec<Finding> {
    let mut faults = unfilled(template, marked, row, recipient);
    let line = error.line_no.and_then(|line| u32::try_from(line).ok());
    let partial = template
        .partials
        .iter()
        .find(|one| error.template_name.as_ref() == Some(&one.name));
    let place = Place {
        row: line,
        ..Place::file(partial.map_or(&template.file, |partial| &partial.file))
    };
    let is_told = |fault: &Finding| fault.is(Code::NoticeMergeUnread) && fault.place == place;
    if !faults.iter().any(is_told) {
        faults.push(Finding::at(
            place,
            row_problem(recipient, Code::NoticeMergeStuck),
        ));
    }
    faults
}
