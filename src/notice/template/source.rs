//! One template: read, checked for what it may hold, compiled, and asked which names it uses.
//!
//! A template is the writer's; a row's content never becomes one.

use std::path::Path;

use handlebars::Template as Compiled;

use super::cid::qualify_cids;
use super::shelf::{Shelf, read};
use super::syntax::{Part, PlaceholderUse, Reader, to_line};
use super::value::is_refused;
use super::{helpers, mjml};
use crate::finding::{Code, Finding, Place, Problem};

/// A template without faults of its own; whether its names are known is for the merge to say.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) part: Part,
    pub(crate) file: String,
    /// As it was written, LF line ends.
    pub(crate) source: String,
    pub(crate) compiled: Compiled,
    /// The pieces it puts in with `{{> name}}`.
    pub(crate) partials: Vec<Partial>,
    /// Its own and its partials'.
    pub(crate) uses: Vec<PlaceholderUse>,
    /// Warnings.
    pub(crate) looks: Vec<Finding>,
}

/// A piece that templates share: a signature, a footer.
#[derive(Debug)]
pub(crate) struct Partial {
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) source: String,
    pub(crate) compiled: Compiled,
}

impl Template {
    /// All that it and its pieces say themselves.
    pub(crate) fn words(&self) -> String {
        let pieces = self.partials.iter().map(|piece| piece.source.as_str());
        let sources = std::iter::once(self.source.as_str()).chain(pieces);
        sources.collect::<Vec<_>>().join("\n")
    }

    /// The file of the template itself (0), or of one of its pieces.
    pub(crate) fn file_of(&self, nth: usize) -> Option<&str> {
        match nth.checked_sub(1) {
            None => Some(&self.file),
            Some(nth) => self.partials.get(nth).map(|partial| partial.file.as_str()),
        }
    }

    /// Reads and checks one template, and the partials it puts in.
    pub(crate) fn load(
        shelf: Shelf<'_>,
        path: &Path,
        part: Part,
    ) -> Result<Template, Vec<Finding>> {
        let file = path.display().to_string();
        let source = read(shelf.dir, path)?;
        let source = if part == Part::Subject {
            source.trim().to_owned()
        } else {
            source
        };
        let (source, found) = match part {
            Part::Html => qualify_cids(&source, shelf.inline, shelf.domain, &file),
            Part::Subject | Part::Text => (source, vec![]),
        };
        let (mut faults, mut looks): (Vec<Finding>, Vec<Finding>) =
            found.into_iter().partition(Finding::is_error);
        let (mut compiled, mut reader) = examine(&source, &file, part, faults)?;
        if mjml::is_one(path) {
            let (made, found) = mjml::compile(&source, &file, &reader.uses)?;
            compiled = made;
            looks.extend(found);
        }
        faults = std::mem::take(&mut reader.faults);
        let mut partials: Vec<Partial> = vec![];
        for (name, line) in std::mem::take(&mut reader.partials) {
            if partials.iter().any(|known| known.name == name) {
                continue;
            }
            match Partial::load(shelf, &name, part, Place::file(&file).row(line)) {
                Ok((partial, uses)) => {
                    partials.push(partial);
                    reader.uses.extend(uses);
                }
                Err(found) => faults.extend(found),
            }
        }
        let uses = reader.uses;
        if faults.is_empty() {
            Ok(Template {
                part,
                file,
                source,
                compiled,
                partials,
                uses,
                looks,
            })
        } else {
            Err(faults)
        }
    }
}

impl Partial {
    fn load(
        shelf: Shelf<'_>,
        name: &str,
        part: Part,
        asked: Place,
    ) -> Result<(Partial, Vec<PlaceholderUse>), Vec<Finding>> {
        let unknown = |code: Code| {
            vec![Finding::at(
                asked.clone(),
                Problem::new(code).with("name", name),
            )]
        };
        let folder = shelf
            .partials
            .ok_or_else(|| unknown(Code::NoticePartialsFolder))?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let path = folder.join(format!("{name}{}", part.suffix()));
        if !name.chars().all(plain) || !shelf.dir.join(&path).is_file() {
            return Err(unknown(Code::NoticePartialUnknown));
        }
        let file = path.display().to_string();
        // As handlebars has it: on a line of its own it takes the whole line, its own line end included.
        let source = read(shelf.dir, &path)?;
        let (
            compiled,
            Reader {
                uses,
                partials,
                mut faults,
                ..
            },
        ) = examine(&source, &file, part, vec![])?;
        faults.extend(partials.iter().map(|(name, line)| {
            let phrase = Code::NoticePartialNested.with("name", name);
            Finding::at(Place::file(&file).row(*line), phrase)
        }));
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok((
            Partial {
                name: name.to_owned(),
                file,
                source,
                compiled,
            },
            uses,
        ))
    }
}

/// Compiles a source and walks its syntax tree. Only what cannot be compiled ends it early.
fn examine<'a>(
    source: &str,
    file: &'a str,
    part: Part,
    mut faults: Vec<Finding>,
) -> Result<(Compiled, Reader<'a>), Vec<Finding>> {
    let at = |line: u32| Place::file(file).row(line);
    faults.extend(check_characters(source, part, &at));
    let compiled = match helpers::compile(source) {
        Ok(compiled) => compiled,
        Err(error) => {
            let line = error.pos().map_or(1, |(line, _)| to_line(line));
            faults.push(Finding::at(at(line), Code::NoticeTemplateSyntax));
            return Err(faults);
        }
    };
    let mut reader = Reader::new(file, faults);
    reader.template(&compiled, 1);
    Ok((compiled, reader))
}

fn check_characters(source: &str, part: Part, at: &impl Fn(u32) -> Place) -> Vec<Finding> {
    let mut faults = vec![];
    if source.trim().is_empty() {
        faults.push(Finding::at(at(1), Code::NoticeTemplateEmpty));
    }
    if part == Part::Subject && source.contains('\n') {
        faults.push(Finding::at(at(2), Code::NoticeSubjectLines));
    }
    for (nth, line) in source.split('\n').enumerate() {
        let refused = |c: char| match c {
            '\t' => part == Part::Subject,
            // Line ends to many readers, if not to a mail: no subject may hold one.
            '\u{2028}' | '\u{2029}' => part == Part::Subject,
            _ => is_refused(c),
        };
        if line.chars().any(refused) {
            faults.push(Finding::at(
                at(to_line(nth + 1)),
                Code::NoticeTemplateControl,
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests;
