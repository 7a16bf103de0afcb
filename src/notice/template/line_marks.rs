//! Marks that say before each line of a template which file and line it is, so that what was merged can be led back.

use handlebars::template::TemplateElement;
use handlebars::{Handlebars, Template as Compiled};

use super::mjml;
use super::source::Template;

/// Stands around `file:line` in a marked text. A noncharacter (Unicode, section 23.7): no template and no value may hold it.
const MARK: char = '\u{fdd1}';

/// A line that isn't known: of HTML that MJML was made into.
pub(crate) const NO_LINE: u32 = 0;

/// A marked text, read.
#[derive(Debug)]
pub(crate) struct Trace {
    /// The text without its marks.
    pub(crate) clean: String,
    /// From which byte on a text comes from which file and line.
    stretches: Vec<(usize, usize, u32)>,
}

impl Trace {
    pub(crate) fn read(marked: &str) -> Option<Trace> {
        let mut trace = Trace {
            clean: String::with_capacity(marked.len()),
            stretches: vec![],
        };
        let mut pieces = marked.split(MARK);
        trace.clean.push_str(pieces.next()?);
        while let (Some(mark), Some(text)) = (pieces.next(), pieces.next()) {
            let (file, line) = mark.split_once(':')?;
            trace
                .stretches
                .push((trace.clean.len(), file.parse().ok()?, line.parse().ok()?));
            trace.clean.push_str(text);
        }
        Some(trace)
    }

    pub(crate) fn at(&self, octet: usize) -> Option<(usize, u32)> {
        let behind = self.stretches.partition_point(|(from, ..)| *from <= octet);
        // A subject that was trimmed may have lost its first mark.
        let (_, file, line) = self.stretches.get(behind.saturating_sub(1))?;
        Some((*file, *line))
    }
}

/// The files and lines of a marked text that hold `wanted`: 0 is the template, and its pieces follow.
pub(crate) fn lines_with(marked: &str, wanted: char) -> Vec<(usize, Option<u32>)> {
    let mut pieces = marked.split(MARK).skip(1);
    let mut lines = vec![];
    while let (Some(mark), Some(text)) = (pieces.next(), pieces.next()) {
        let place = mark
            .split_once(':')
            .and_then(|(file, line)| Some((file.parse().ok()?, line.parse().ok()?)));
        if let Some((file, line)) = place.filter(|_| text.contains(wanted)) {
            lines.push((file, Some(line).filter(|line| *line != NO_LINE)));
        }
    }
    lines
}

/// Registers a template that says before each of its lines which one it is, and its pieces.
pub(crate) fn mark(template: &Template, engine: &mut Handlebars<'static>) {
    let made = mjml::is_one(std::path::Path::new(&template.file));
    let marked = Marker {
        file: 0,
        known: !made,
    }
    .template(&template.compiled, 1);
    engine.register_template(&template.file, marked);
    for (partial, file) in template.partials.iter().zip(1..) {
        let marked = Marker { file, known: true }.template(&partial.compiled, 1);
        engine.register_template(&partial.name, marked);
    }
}

struct Marker {
    /// 0 for the template; its pieces follow.
    file: usize,
    /// Whether the lines are those of the file.
    known: bool,
}

impl Marker {
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
                    out.elements
                        .push(TemplateElement::RawString(self.mark(line)));
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
            .map(|(text, line)| self.mark(line) + text);
        lines.collect::<Vec<_>>().join("\n")
    }

    fn mark(&self, line: usize) -> String {
        let line = if self.known { line } else { NO_LINE as usize };
        format!("{MARK}{}:{line}{MARK}", self.file)
    }
}
