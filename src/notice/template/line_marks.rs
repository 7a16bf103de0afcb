//! Marks that say before each line of a template which file and line it is, so that what was merged can be led back.

use std::ops::Range;

use handlebars::template::TemplateElement;
use handlebars::{Handlebars, Template as Compiled};

use super::mjml;
use super::source::Template;
use super::syntax::names_in;

/// Stands around `file:line` in a marked text, or `file:line=` before what a call writes of the row. A noncharacter (Unicode, section 23.7): no template and no value may hold it.
const MARK: char = '\u{fdd1}';

/// A line that isn't known: of HTML that MJML was made into.
pub(crate) const NO_LINE: u32 = 0;

/// A marked text, read.
#[derive(Debug)]
pub(crate) struct LineTrace {
    /// The text without its marks.
    pub(crate) clean: String,
    stretches: Vec<Stretch>,
}

/// From which byte on a text comes from which file and line, and whether it is a value of the row.
#[derive(Debug)]
struct Stretch {
    from: usize,
    file: usize,
    line: u32,
    is_value: bool,
}

/// The file, the line, and whether a value of the row follows.
fn said(mark: &str) -> Option<(usize, u32, bool)> {
    let (file, line) = mark.split_once(':')?;
    let value = line.strip_suffix('=');
    let line = value.unwrap_or(line).parse().ok()?;
    Some((file.parse().ok()?, line, value.is_some()))
}

impl LineTrace {
    pub(crate) fn read(marked: &str) -> Option<LineTrace> {
        let mut trace = LineTrace {
            clean: String::with_capacity(marked.len()),
            stretches: vec![],
        };
        let mut pieces = marked.split(MARK);
        trace.clean.push_str(pieces.next()?);
        while let (Some(mark), Some(text)) = (pieces.next(), pieces.next()) {
            let (file, line, is_value) = said(mark)?;
            trace.stretches.push(Stretch {
                from: trace.clean.len(),
                file,
                line,
                is_value,
            });
            trace.clean.push_str(text);
        }
        Some(trace)
    }

    pub(crate) fn at(&self, octet: usize) -> Option<(usize, u32)> {
        let behind = self.stretches.partition_point(|one| one.from <= octet);
        // A subject that was trimmed may have lost its first mark.
        let one = self.stretches.get(behind.saturating_sub(1))?;
        Some((one.file, one.line))
    }

    /// The stretches that are values of the row, in order.
    pub(crate) fn values(&self) -> Vec<Range<usize>> {
        let ends = self.stretches.iter().skip(1).map(|next| next.from);
        let ends = ends.chain([self.clean.len()]);
        let values = self.stretches.iter().zip(ends);
        let values = values.filter(|(one, end)| one.is_value && one.from < *end);
        values.map(|(one, end)| one.from..end).collect()
    }
}

/// The files and lines of a marked text that hold `wanted`: 0 is the template, and its pieces follow.
pub(crate) fn lines_with(marked: &str, wanted: char) -> Vec<(usize, Option<u32>)> {
    let mut pieces = marked.split(MARK).skip(1);
    let mut lines = vec![];
    while let (Some(mark), Some(text)) = (pieces.next(), pieces.next()) {
        if let Some((file, line, _)) = said(mark).filter(|_| text.contains(wanted)) {
            lines.push((file, Some(line).filter(|line| *line != NO_LINE)));
        }
    }
    lines
}

/// Registers a template that says before each of its lines which one it is, and its pieces. `is_fixed`
/// says which names are no columns of the list.
pub(crate) fn mark(
    template: &Template,
    engine: &mut Handlebars<'static>,
    is_fixed: &dyn Fn(&str) -> bool,
) {
    let made = mjml::is_one(std::path::Path::new(&template.file));
    let marked = Marker {
        file: 0,
        known: !made,
        is_fixed,
    }
    .template(&template.compiled, 1);
    engine.register_template(&template.file, marked);
    for (partial, file) in template.partials.iter().zip(1..) {
        let marker = Marker {
            file,
            known: true,
            is_fixed,
        };
        let marked = marker.template(&partial.compiled, 1);
        engine.register_template(&partial.name, marked);
    }
}

struct Marker<'f> {
    /// 0 for the template; its pieces follow.
    file: usize,
    /// Whether the lines are those of the file.
    known: bool,
    /// Which names are no columns of the list.
    is_fixed: &'f dyn Fn(&str) -> bool,
}

impl Marker<'_> {
    fn template(&self, template: &Compiled, around: usize) -> Compiled {
        let mut out = Compiled::new();
        out.name = template.name.clone();
        for (nth, element) in template.elements.iter().enumerate() {
            let at = template.mapping.get(nth);
            let line = at.map_or(around, |at| at.0);
            let element = match element {
                TemplateElement::RawString(text) if at.is_some() => {
                    TemplateElement::RawString(self.lines(text, line))
                }
                TemplateElement::HelperBlock(block) => {
                    let mut block = block.clone();
                    for branch in [&mut block.template, &mut block.inverse]
                        .into_iter()
                        .flatten()
                    {
                        *branch = self.template(branch, line);
                    }
                    TemplateElement::HelperBlock(block)
                }
                other => {
                    let mark = self.mark(line, self.is_value(other));
                    out.elements.push(TemplateElement::RawString(mark));
                    other.clone()
                }
            };
            out.elements.push(element);
        }
        out
    }

    /// Each line of a text with its mark. `line` is that of its first character that is no blank.
    fn lines(&self, text: &str, line: usize) -> String {
        let blank = &text[..text.len() - text.trim_start().len()];
        let first = line.saturating_sub(blank.matches('\n').count()).max(1);
        let lines = text
            .split('\n')
            .zip(first..)
            .map(|(text, line)| self.mark(line, false) + text);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether it writes what a column of the list holds.
    fn is_value(&self, element: &TemplateElement) -> bool {
        let is_call = matches!(
            element,
            TemplateElement::Expression(_) | TemplateElement::HtmlExpression(_)
        );
        let mut one = Compiled::new();
        one.elements.push(element.clone());
        is_call && names_in(&one).iter().any(|name| !(self.is_fixed)(name))
    }

    fn mark(&self, line: usize, is_value: bool) -> String {
        let line = if self.known { line } else { NO_LINE as usize };
        let value = if is_value { "=" } else { "" };
        format!("{MARK}{}:{line}{value}{MARK}", self.file)
    }
}
