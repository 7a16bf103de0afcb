//! HTML templates written in MJML: made into HTML once, and merged after that.
//!
//! Names and blocks in double braces pass through as they are, and so do the values of attributes (`mjml_values.rs`). What
//! the conversion would lose is a fault, since a name that is gone would be missing from every mail.

use std::path::Path;

use handlebars::Template as Compiled;
use mrml::prelude::parser::{Error, Span, Warning, WarningKind};
use mrml::prelude::render::RenderOptions;

use super::helpers;
use super::mjml_values::{self, Values};
use super::syntax::{PlaceholderUse, names_in};
use crate::finding::{Code, Finding, Place, Problem};

/// Whether a template is MJML: `….mjml.hbs` or `….mjml`.
pub(crate) fn is_one(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    name.ends_with(".mjml") || name.ends_with(".mjml.hbs")
}

/// The template as HTML, ready to be merged, and its warnings.
pub(crate) fn compile(
    source: &str,
    file: &str,
    uses: &[PlaceholderUse],
) -> Result<(Compiled, Vec<Finding>), Vec<Finding>> {
    let text = Text { source, file };
    if let Some(at) = unclosed(source) {
        let place = Place {
            row: text.line(&Span { start: at, end: at }),
            ..Place::file(file)
        };
        return Err(vec![Finding::at(place, Code::NoticeMjmlUnclosed)]);
    }
    // Read twice: the lines of what is wrong are those of the template as it was written.
    let (taken, values) = Values::take(source);
    let read = mrml::parse(&taken).map_err(|taken| {
        let error = mrml::parse(source).err().unwrap_or(taken);
        vec![text.error(&error)]
    })?;
    let warnings = mrml::parse(source).map_or(read.warnings, |read| read.warnings);
    let looks = warnings
        .iter()
        .map(|warning| text.warning(warning))
        .collect();
    let broken = |code: Code| vec![Finding::at(Place::file(file), Problem::new(code))];
    // A mail fetches nothing, fonts neither.
    let options = RenderOptions {
        fonts: Default::default(),
        ..RenderOptions::default()
    };
    let html = read
        .element
        .render(&options)
        .map_err(|_| broken(Code::NoticeMjmlSyntax))?;
    if let Some(unknown) = text.unknown_element(&html) {
        return Err(vec![unknown]);
    }
    let compiled =
        helpers::compile(&values.put_back(&html)).map_err(|_| broken(Code::NoticeMjmlLost))?;
    let kept = names_in(&compiled);
    match uses.iter().find(|wanted| !kept.contains(&wanted.name)) {
        Some(lost) => Err(vec![Finding::at(lost.place.clone(), Code::NoticeMjmlLost)]),
        None => Ok((compiled, looks)),
    }
}

/// A template, for saying where in it something is.
struct Text<'t> {
    source: &'t str,
    file: &'t str,
}

impl Text<'_> {
    fn error(&self, error: &Error) -> Finding {
        let (line, phrase) = match error {
            Error::UnexpectedElement { position, .. } => {
                (self.line(position), self.element(position))
            }
            Error::IncludeLoaderError { position, .. } => {
                (self.line(position), Problem::new(Code::NoticeMjmlInclude))
            }
            Error::UnexpectedToken { position, .. } => {
                (self.line(position), Problem::new(Code::NoticeMjmlUnclosed))
            }
            Error::MissingAttribute { name, position, .. } => (
                self.line(position),
                Code::NoticeMjmlAttribute.with("name", *name),
            ),
            Error::InvalidAttribute { position, .. } | Error::InvalidFormat { position, .. } => {
                (self.line(position), Problem::new(Code::NoticeMjmlXml))
            }
            Error::ParserError { source, .. } => {
                (Some(source.pos().row), Problem::new(Code::NoticeMjmlXml))
            }
            Error::EndOfStream { .. } => (self.last_line(), Problem::new(Code::NoticeMjmlEnd)),
            Error::SizeLimit { .. } | Error::NoRootNode => {
                (None, Problem::new(Code::NoticeMjmlSyntax))
            }
        };
        Finding::at(
            Place {
                row: line,
                ..Place::file(self.file)
            },
            phrase,
        )
    }

    /// An element that can't be where it is.
    fn element(&self, position: &Span) -> Problem {
        let text = self
            .source
            .get(position.start..position.end)
            .unwrap_or_default();
        element(text.trim_start_matches(['<', '/']))
    }

    /// An element of MJML that went through as it was: no mail program knows it.
    fn unknown_element(&self, html: &str) -> Option<Finding> {
        let at = html.find("<mj-")?;
        let name = html[at + 1..].split(ends_name).next()?;
        let start = self.source.find(&format!("<{name}"));
        let line = start.and_then(|start| self.line(&Span { start, end: start }));
        Some(Finding::at(
            Place {
                row: line,
                ..Place::file(self.file)
            },
            element(name),
        ))
    }

    fn warning(&self, warning: &Warning) -> Finding {
        let phrase = match warning.kind {
            WarningKind::UnexpectedAttribute => {
                let text = self
                    .source
                    .get(warning.span.start..warning.span.end)
                    .unwrap_or_default();
                let name = text.split('=').next().unwrap_or_default().trim();
                Code::NoticeMjmlAttributeUnknown.with("name", name)
            }
            WarningKind::InlineStyleUnsupported => Problem::new(Code::NoticeMjmlInline),
        };
        Finding::at(
            Place {
                row: self.line(&warning.span),
                ..Place::file(self.file)
            },
            phrase,
        )
    }

    fn line(&self, position: &Span) -> Option<u32> {
        let before = self.source.get(..position.start)?;
        u32::try_from(before.matches('\n').count() + 1).ok()
    }

    fn last_line(&self) -> Option<u32> {
        u32::try_from(self.source.trim_end().matches('\n').count() + 1).ok()
    }
}

/// Where an element of MJML is closed that isn't the innermost open one, or begins one that never is: mrml goes by how
/// many are closed, and not by their names.
fn unclosed(source: &str) -> Option<usize> {
    let mut open: Vec<(usize, &str)> = vec![];
    let mut at = 0;
    while let Some(next) = source[at..].find('<') {
        at += next;
        let rest = &source[at + 1..];
        if rest.starts_with("!--") {
            at += rest.find("-->")?;
            continue;
        }
        let (closes, name) = match rest.strip_prefix('/') {
            Some(name) => (true, name.split(ends_name).next().unwrap_or_default()),
            None => (false, rest.split(ends_name).next().unwrap_or_default()),
        };
        if name == "mjml" || name.starts_with("mj-") {
            let length = mjml_values::end_of_tag(&source[at..]);
            let tag = &source[at..at + length];
            if closes {
                if open.pop().is_none_or(|(_, before)| before != name) {
                    return Some(at);
                }
            } else if !tag.ends_with("/>") {
                open.push((at, name));
            }
        }
        at += 1;
    }
    open.pop().map(|(at, _)| at)
}

/// What to say of an element, its name first.
fn element(text: &str) -> Problem {
    match text.split(ends_name).next().unwrap_or_default() {
        "mj-include" => Problem::new(Code::NoticeMjmlInclude),
        name => Code::NoticeMjmlElement.with("name", name),
    }
}

fn ends_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '>' | '/')
}

#[cfg(test)]
mod tests;
