//! The merge: templates and a row give subject, text and HTML, or exactly what prevents it.
//!
//! Strict: every name is known beforehand, nothing empty is ever printed, and a value is only ever
//! content. In the HTML it is escaped; in text and subject there is nothing to escape to.

mod bounded;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bounded::{MOST_RENDERED, Unrendered};
use handlebars::{Context, Handlebars, html_escape};
use serde_json::{Map, Value};

use super::line_marks;
use super::merge_errors;
use super::printed_values;
use super::printed_values::PrintedValue;
use super::shelf::{self, Shelf};
use super::source::Template;
use super::syntax::Part;
use super::value::{EMPTY, collapse_line_breaks, is_refused, row_problem};
use super::{helpers, placeholders};
use crate::config;
use crate::finding::{Code, Finding, Place};
use crate::formats::html::tokens;
use crate::formats::text::words;
use crate::list::Recipient;
use crate::notice::sources::Sources;

/// Checked templates, ready to be filled in.
#[derive(Debug)]
pub(crate) struct Merge {
    plain: Handlebars<'static>,
    escaping: Handlebars<'static>,
    templates: Vec<Template>,
    /// Values of the settings and of the style, by the names templates know them by.
    values: BTreeMap<String, String>,
    names: BTreeSet<String>,
    facts: Vec<PrintedValue>,
    /// The templates again, with marks that say which line is which, and where a call could not read its value.
    traced: [Handlebars<'static>; 2],
    /// All that templates and settings say themselves, in lower case.
    said: String,
}

/// Which file makes which part.
fn parts(notice: &config::Notice) -> [(&Path, Part); 3] {
    [
        (&notice.subject, Part::Subject),
        (&notice.text, Part::Text),
        (&notice.html, Part::Html),
    ]
}

/// The parts of one mail, before encoding; LF line ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

impl Rendered {
    /// The text of one part.
    pub(crate) fn part(&mut self, part: Part) -> &mut String {
        match part {
            Part::Subject => &mut self.subject,
            Part::Text => &mut self.text,
            Part::Html => &mut self.html,
        }
    }
}

impl Merge {
    /// What can be filled in where templates have errors, and the text of those that can't be.
    pub(crate) fn at_hand(sources: &Sources<'_>) -> (Merge, Vec<(Part, String)>) {
        let (notice, shelf) = (sources.notice, Shelf::of(sources));
        let style = style_names(&notice.style);
        let (mut templates, mut unfilled) = (vec![], vec![]);
        for (path, part) in parts(notice) {
            let Ok(one) = Template::load(shelf, path, part) else {
                unfilled.push((part, shelf::words_of(shelf, path, part)));
                continue;
            };
            let only = std::slice::from_ref(&one);
            let columns = sources.columns;
            if placeholders::check_names(only, &notice.values, &style, columns).is_empty() {
                templates.push(one);
            } else {
                unfilled.push((part, one.words()));
            }
        }
        (Merge::new(templates, &notice.values, style), unfilled)
    }

    /// Reads the templates and compares their names with the columns and the settings' values.
    /// Warnings come with the merge, all faults together without it.
    pub(crate) fn load(sources: &Sources<'_>) -> Result<(Merge, Vec<Finding>), Vec<Finding>> {
        let (notice, columns, shelf) = (sources.notice, sources.columns, Shelf::of(sources));
        let mut faults = placeholders::check_values(&notice.values, columns);
        let mut templates = vec![];
        for (path, part) in parts(notice) {
            match Template::load(shelf, path, part) {
                Ok(template) => templates.push(template),
                Err(found) => faults.extend(found),
            }
        }
        let style = style_names(&notice.style);
        faults.extend(placeholders::check_names(
            &templates,
            &notice.values,
            &style,
            columns,
        ));
        if templates.len() == 3 {
            faults.extend(placeholders::unused_values(&templates, &notice.values));
        }
        if faults.iter().any(Finding::is_error) {
            return Err(faults);
        }
        faults.extend(placeholders::differences(&templates, &style));
        faults.extend(printed_values::written_otherwise(&templates));
        for template in &mut templates {
            faults.append(&mut template.looks);
        }
        Ok((Merge::new(templates, &notice.values, style), faults))
    }

    fn new(
        templates: Vec<Template>,
        values: &BTreeMap<String, String>,
        style: BTreeMap<String, String>,
    ) -> Self {
        let [mut plain, mut escaping] = engines(helpers::engine);
        let [mut plain_traced, mut escaping_traced] = engines(helpers::lenient_engine);
        for template in &templates {
            let (engine, traced) = match template.part {
                Part::Html => (&mut escaping, &mut escaping_traced),
                Part::Subject | Part::Text => (&mut plain, &mut plain_traced),
            };
            engine.register_template(&template.file, template.compiled.clone());
            for partial in &template.partials {
                engine.register_template(&partial.name, partial.compiled.clone());
            }
            let is_fixed = |name: &str| values.contains_key(name) || style.contains_key(name);
            line_marks::mark(template, traced, &is_fixed);
        }
        let names = templates
            .iter()
            .flat_map(|t| &t.uses)
            .map(|u| u.name.clone())
            .collect();
        let mut values: BTreeMap<String, String> = values
            .iter()
            .map(|(name, value)| (name.clone(), collapse_line_breaks(value).into_owned()))
            .collect();
        let said = said(&templates, &values);
        let facts = printed_values::of(&templates, &style);
        values.extend(style);
        let traced = [plain_traced, escaping_traced];
        Merge {
            plain,
            escaping,
            templates,
            values,
            names,
            facts,
            traced,
            said,
        }
    }

    /// The parts of one row's mail.
    ///
    /// # Errors
    /// Everything that prevents it, at once: values that are empty where they are printed, that a call can't read,
    /// or that hold a control character; each at the template's line.
    pub(crate) fn render(&self, recipient: &Recipient) -> Result<Rendered, Vec<Finding>> {
        let (rendered, faults) = self.render_what_can_be(recipient);
        if faults.is_empty() {
            Ok(rendered)
        } else {
            Err(faults)
        }
    }

    /// The parts of one row's mail, and everything that prevents it; a part that can't be filled in is as it was
    /// written.
    pub(crate) fn render_what_can_be(&self, recipient: &Recipient) -> (Rendered, Vec<Finding>) {
        let (row, mut faults) = self.row(recipient);
        let mut rendered = Rendered::default();
        for template in &self.templates {
            let part = rendered.part(template.part);
            match self.render_part(template, &row, recipient) {
                Ok(text) if template.part == Part::Subject => text.trim().clone_into(part),
                Ok(text) => *part = text,
                Err(found) => {
                    *part = template.words();
                    faults.extend(found);
                }
            }
        }
        (rendered, faults)
    }

    /// What text and HTML both print in the same way.
    pub(crate) fn facts(&self) -> &[PrintedValue] {
        &self.facts
    }

    /// The value of a name in this row's mail.
    pub(crate) fn value<'v>(&'v self, name: &str, recipient: &'v Recipient) -> Cow<'v, str> {
        match self.values.get(name) {
            Some(value) => Cow::Borrowed(value.as_str()),
            None => collapse_line_breaks(recipient.fields.get(name).unwrap_or_default()),
        }
    }

    /// Whether templates or settings say this word themselves: then it is no cell's content.
    pub(crate) fn is_own_wording(&self, word: &str) -> bool {
        words::find(&self.said, &word.to_lowercase(), "-.").is_some()
    }

    /// A part of one row's mail with the marks that say where each line is from.
    pub(crate) fn marked(&self, part: Part, recipient: &Recipient) -> Option<String> {
        self.marked_row(self.template(part)?, &self.row(recipient).0)
    }

    /// The same of values that were read already.
    pub(crate) fn marked_row(&self, template: &Template, row: &Context) -> Option<String> {
        let [plain, escaping] = &self.traced;
        let engine = if template.part == Part::Html {
            escaping
        } else {
            plain
        };
        // Marks make it longer.
        bounded::render(engine, &template.file, row, 4 * MOST_RENDERED).ok()
    }

    /// The file of a part's template (0), or of one of its pieces.
    pub(crate) fn file(&self, part: Part, nth: usize) -> Option<&str> {
        self.template(part)?.file_of(nth)
    }

    fn template(&self, part: Part) -> Option<&Template> {
        self.templates.iter().find(|template| template.part == part)
    }

    /// The values the templates ask for, and nothing else of the row. What no mail may hold is a fault, and left out.
    fn row(&self, recipient: &Recipient) -> (Context, Vec<Finding>) {
        let mut row = Map::new();
        let mut faults = vec![];
        for name in &self.names {
            let mut value = self.value(name, recipient);
            if value.chars().any(is_refused) {
                faults.extend(self.faults_of(name, recipient, Code::NoticeMergeControl));
                value = Cow::Owned(value.replace(is_refused, "?"));
            }
            row.insert(name.clone(), Value::String(value.into_owned()));
        }
        (Context::from(Value::Object(row)), faults)
    }

    /// One fault for the first place that uses `name`.
    fn faults_of(&self, name: &str, recipient: &Recipient, code: Code) -> Option<Finding> {
        let place = self
            .templates
            .iter()
            .flat_map(|template| &template.uses)
            .find(|u| u.name == name)?
            .place
            .clone();
        Some(Finding::at(
            place,
            row_problem(recipient, code).with("column", name),
        ))
    }

    fn render_part(
        &self,
        template: &Template,
        row: &Context,
        recipient: &Recipient,
    ) -> Result<String, Vec<Finding>> {
        let engine = if template.part == Part::Html {
            &self.escaping
        } else {
            &self.plain
        };
        let rendered = bounded::render(engine, &template.file, row, MOST_RENDERED);
        let text = rendered.map_err(|why| match why {
            Unrendered::TooLarge => {
                let phrase = row_problem(recipient, Code::NoticePartLarge);
                let phrase = phrase.with("most", MOST_RENDERED >> 20);
                vec![Finding::at(Place::file(&template.file), phrase)]
            }
            Unrendered::Stuck(error) => {
                let marked = self.marked_row(template, row).unwrap_or_default();
                merge_errors::stuck(template, &marked, &error, row, recipient)
            }
        })?;
        if text.contains(EMPTY) {
            let marked = self.marked_row(template, row).unwrap_or_default();
            return Err(merge_errors::unfilled(template, &marked, row, recipient));
        }
        if text.trim().is_empty() {
            return Err(vec![Finding::at(
                Place::file(&template.file),
                row_problem(recipient, Code::NoticePartEmpty),
            )]);
        }
        Ok(text)
    }
}

/// The style's keys as templates call them.
fn style_names(style: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    style
        .iter()
        .map(|(key, value)| (format!("stijl_{key}"), value.clone()))
        .collect()
}

/// An engine for text and one for HTML. Both leave a mark where an empty value is printed.
fn engines(new: fn() -> Handlebars<'static>) -> [Handlebars<'static>; 2] {
    let (mut plain, mut escaping) = (new(), new());
    plain.register_escape_fn(|text| mark_empty(text).unwrap_or_else(|| text.to_owned()));
    escaping.register_escape_fn(|text| mark_empty(text).unwrap_or_else(|| html_escape(text)));
    [plain, escaping]
}

/// All that templates and settings say themselves, as readers see it: in lower case, character references decoded.
fn said(templates: &[Template], values: &BTreeMap<String, String>) -> String {
    let pieces = templates
        .iter()
        .flat_map(|template| &template.partials)
        .map(|partial| &partial.source);
    let texts = templates
        .iter()
        .map(|template| &template.source)
        .chain(pieces);
    let mut said: Vec<String> = texts
        .map(|text| tokens::decode(text).to_lowercase())
        .collect();
    said.extend(values.values().map(|value| value.to_lowercase()));
    said.join("\n")
}

fn mark_empty(text: &str) -> Option<String> {
    text.trim().is_empty().then(|| String::from(EMPTY))
}

#[cfg(test)]
mod tests;
