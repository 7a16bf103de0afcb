//! One template: read, checked for what it may hold, compiled, and asked which names it uses.
//!
//! A template is the writer's; a row's content never becomes one. What handlebars would let pass
//! without a word (an unknown name in `{{#if x}}`, unescaped output, partials) is found here, in the
//! template's own syntax tree.

use std::path::Path;

use handlebars::template::{
    DecoratorTemplate, HelperTemplate, Parameter, Subexpression, TemplateElement,
};
use handlebars::{Path as NamePath, PathSeg, Template as Compiled};

use super::wire::normalise;
use super::{helpers, inline, mjml};
use crate::config::Inline;
use crate::fault::{Fault, Place};
use crate::phrase::Phrase;

/// Which part of the mail a template makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Subject,
    Text,
    Html,
}

/// A template without faults of its own; whether its names are known is for the merge to say.
#[derive(Debug)]
pub(super) struct Template {
    pub(super) part: Part,
    pub(super) file: String,
    /// As it was written, LF line ends.
    pub(super) source: String,
    pub(super) compiled: Compiled,
    /// The pieces it puts in with `{{> name}}`.
    pub(super) partials: Vec<Partial>,
    /// Its own and its partials'.
    pub(super) uses: Vec<Use>,
    /// What deserves a look.
    pub(super) looks: Vec<Fault>,
}

/// A piece that templates share: a signature, a footer.
#[derive(Debug)]
pub(super) struct Partial {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) source: String,
    pub(super) compiled: Compiled,
}

/// What templates are read with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelf<'a> {
    /// The campaign folder.
    pub(super) dir: &'a Path,
    /// The folder of partials.
    pub(super) partials: Option<&'a Path>,
    /// The pictures that the HTML may show, and the domain they are named at.
    pub(super) inline: &'a [Inline],
    pub(super) domain: &'a str,
}

/// A place in a template where a name of a column or a value stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Use {
    pub(super) name: String,
    pub(super) place: Place,
    /// Whether the value itself is written, so that it may not be empty. A condition only looks at it.
    pub(super) printed: bool,
    /// The call that writes it, if it isn't written as it is.
    pub(super) way: Option<helpers::Way>,
}

impl Part {
    /// How the files of its partials end.
    const fn suffix(self) -> &'static str {
        match self {
            Part::Subject | Part::Text => ".txt.hbs",
            Part::Html => ".html.hbs",
        }
    }
}

impl Template {
    /// Reads and checks one template, and the partials it puts in.
    pub(super) fn load(shelf: Shelf<'_>, path: &Path, part: Part) -> Result<Template, Vec<Fault>> {
        let file = path.display().to_string();
        let source = read(shelf.dir, path)?;
        let source = if part == Part::Subject {
            source.trim().to_owned()
        } else {
            source
        };
        let (source, found) = match part {
            Part::Html => inline::settle(&source, shelf.inline, shelf.domain, &file),
            Part::Subject | Part::Text => (source, vec![]),
        };
        let (mut faults, mut looks): (Vec<Fault>, Vec<Fault>) =
            found.into_iter().partition(Fault::is_error);
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
    ) -> Result<(Partial, Vec<Use>), Vec<Fault>> {
        let unknown = |code: &'static str| {
            vec![Fault::error(
                asked.clone(),
                Phrase::new(code).with("name", name),
            )]
        };
        let folder = shelf
            .partials
            .ok_or_else(|| unknown("notice-partials-folder"))?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let path = folder.join(format!("{name}{}", part.suffix()));
        if !name.chars().all(plain) || !shelf.dir.join(&path).is_file() {
            return Err(unknown("notice-partial-unknown"));
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
            let phrase = Phrase::new("notice-partial-nested").with("name", name);
            Fault::error(Place::file(&file).row(*line), phrase)
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

/// More than any mail's text; each mail is made of all of it.
const MOST_OCTETS: usize = 4 * 1024 * 1024;

/// The text of a template with LF line ends.
fn read(dir: &Path, path: &Path) -> Result<String, Vec<Fault>> {
    let file = path.display().to_string();
    let bytes = std::fs::read(dir.join(path)).map_err(|_| {
        vec![Fault::error(
            Place::file(&file),
            Phrase::new("notice-template-unreadable"),
        )]
    })?;
    if bytes.len() > MOST_OCTETS {
        let phrase = Phrase::new("notice-template-large").with("most", MOST_OCTETS / 1024 / 1024);
        return Err(vec![Fault::error(Place::file(&file), phrase)]);
    }
    decode(&bytes).map_err(|line| {
        vec![Fault::error(
            Place::file(&file).row(line),
            Phrase::new("notice-template-not-utf8"),
        )]
    })
}

/// Compiles a source and walks its syntax tree. Only what cannot be compiled ends it early.
fn examine<'a>(
    source: &str,
    file: &'a str,
    part: Part,
    mut faults: Vec<Fault>,
) -> Result<(Compiled, Reader<'a>), Vec<Fault>> {
    let at = |line: u32| Place::file(file).row(line);
    faults.extend(check_characters(source, part, &at));
    let compiled = match helpers::compile(source) {
        Ok(compiled) => compiled,
        Err(error) => {
            let line = error.pos().map_or(1, |(line, _)| to_line(line));
            faults.push(Fault::error(
                at(line),
                Phrase::new("notice-template-syntax"),
            ));
            return Err(faults);
        }
    };
    let mut reader = Reader {
        file,
        uses: vec![],
        partials: vec![],
        faults,
    };
    reader.template(&compiled, 1);
    Ok((compiled, reader))
}

/// The names that a template's source uses, for comparing one form of it with another.
pub(super) fn names_in(compiled: &Compiled) -> Vec<String> {
    let mut reader = Reader {
        file: "",
        uses: vec![],
        partials: vec![],
        faults: vec![],
    };
    reader.template(compiled, 1);
    let mut names: Vec<String> = reader.uses.into_iter().map(|u| u.name).collect();
    names.extend(reader.partials.into_iter().map(|(name, _)| name));
    names.sort_unstable();
    names
}

/// The text of a file with LF line ends, or the line where it stops being UTF-8.
fn decode(bytes: &[u8]) -> Result<String, u32> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normalise(text).into_owned()),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            Err(to_line(
                before.iter().filter(|&&byte| byte == b'\n').count() + 1,
            ))
        }
    }
}

fn to_line(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn check_characters(source: &str, part: Part, at: &impl Fn(u32) -> Place) -> Vec<Fault> {
    let mut faults = vec![];
    if source.trim().is_empty() {
        faults.push(Fault::error(at(1), Phrase::new("notice-template-empty")));
    }
    if part == Part::Subject && source.contains('\n') {
        faults.push(Fault::error(at(2), Phrase::new("notice-subject-lines")));
    }
    for (nth, line) in source.split('\n').enumerate() {
        let refused = |c: char| match c {
            '\t' => part == Part::Subject,
            // Line ends to many readers, if not to a mail: no subject may hold one.
            '\u{2028}' | '\u{2029}' => part == Part::Subject,
            _ => super::merge::is_refused(c),
        };
        if line.chars().any(refused) {
            faults.push(Fault::error(
                at(to_line(nth + 1)),
                Phrase::new("notice-template-control"),
            ));
        }
    }
    faults
}

/// Walks the syntax tree.
struct Reader<'a> {
    file: &'a str,
    uses: Vec<Use>,
    /// Names of partials, each with its line.
    partials: Vec<(String, u32)>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn template(&mut self, template: &Compiled, around: u32) {
        for (nth, element) in template.elements.iter().enumerate() {
            // The branches of `{{else if x}}` carry no lines of their own: they take the block's.
            let line = template.mapping.get(nth).map_or(around, |at| to_line(at.0));
            self.element(element, line);
        }
    }

    fn element(&mut self, element: &TemplateElement, line: u32) {
        match element {
            TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
            TemplateElement::Expression(call) => self.expression(call, line),
            TemplateElement::HelperBlock(block) => self.block(block, line),
            TemplateElement::HtmlExpression(_) => self.fault(line, Phrase::new("notice-unescaped")),
            TemplateElement::PartialExpression(partial) => self.partial(partial, line),
            // Blocks of partials and decorators, and whatever a later handlebars may bring.
            _ => self.fault(line, Phrase::new("notice-template-unsupported")),
        }
    }

    /// `{{name}}` or `{{helper name…}}`.
    fn expression(&mut self, call: &HelperTemplate, line: u32) {
        if call.params.is_empty() && call.hash.is_empty() {
            match call.name.as_name().filter(|name| helpers::is_call(name)) {
                Some(name) => {
                    self.fault(line, Phrase::new("notice-name-is-call").with("name", name))
                }
                None => self.parameter(&call.name, line, true),
            }
            return;
        }
        let name = call.name.as_name().unwrap_or_default();
        if let Some(inline) = helpers::INLINE.iter().find(|inline| inline.name == name) {
            let settings_known = call
                .hash
                .keys()
                .all(|key| inline.setting == Some(key.as_str()));
            if call.params.len() != inline.values || !settings_known {
                self.fault(line, Phrase::new("notice-call").with("name", name));
            }
        }
        let known: Vec<&str> = helpers::INLINE.iter().map(|inline| inline.name).collect();
        let before = self.uses.len();
        self.call(call, &known, line, true);
        if let Some(first) = self.uses.get_mut(before) {
            first.way = helpers::Way::of(call);
        }
    }

    /// `{{> name}}`: a name and nothing else.
    fn partial(&mut self, partial: &DecoratorTemplate, line: u32) {
        match partial
            .name
            .as_name()
            .filter(|_| partial.params.is_empty() && partial.hash.is_empty())
        {
            Some(name) => self.partials.push((name.to_owned(), line)),
            None => self.fault(line, Phrase::new("notice-template-unsupported")),
        }
    }

    /// `{{#if name}}…{{else}}…{{/if}}`.
    fn block(&mut self, block: &HelperTemplate, line: u32) {
        self.call(block, helpers::BLOCKS, line, false);
        if block.params.len() != 1 {
            self.fault(line, Phrase::new("notice-block-condition"));
        }
        for branch in [&block.template, &block.inverse].into_iter().flatten() {
            self.template(branch, line);
        }
    }

    fn call(&mut self, call: &HelperTemplate, known: &[&str], line: u32, printed: bool) {
        let name = call.name.as_name().unwrap_or_default();
        if !known.contains(&name) {
            let column = column_typed(call).filter(|_| printed);
            let way = match column {
                Some(column) => Phrase::new("notice-helper-or-column").with("column", column),
                None => Phrase::new("notice-helper-known"),
            };
            let phrase = Phrase::new("notice-helper-unknown").with("name", name);
            self.fault(
                line,
                phrase.with("instead", way.with("known", known.to_vec())),
            );
            return;
        }
        for parameter in call.params.iter().chain(call.hash.values()) {
            self.parameter(parameter, line, printed);
        }
    }

    fn parameter(&mut self, parameter: &Parameter, line: u32, printed: bool) {
        match parameter {
            Parameter::Literal(_) => {}
            Parameter::Name(name) => self.use_of(name, line, printed),
            Parameter::Path(path) => match plain_name(path) {
                Ok(name) => self.use_of(name, line, printed),
                Err(path) => self.fault(
                    line,
                    Phrase::new("notice-placeholder-path").with("name", path),
                ),
            },
            Parameter::Subexpression(inner) => self.subexpression(inner, line),
            _ => self.fault(line, Phrase::new("notice-template-unsupported")),
        }
    }

    /// `(eq name "x")`: part of a condition.
    fn subexpression(&mut self, inner: &Subexpression, line: u32) {
        match inner.as_element() {
            TemplateElement::Expression(call) => self.call(call, helpers::TESTS, line, false),
            other => self.element(other, line),
        }
    }

    fn use_of(&mut self, name: &str, line: u32, printed: bool) {
        let place = Place::file(self.file).row(line);
        self.uses.push(Use {
            name: name.to_owned(),
            place,
            printed,
            way: None,
        });
    }

    fn fault(&mut self, line: u32, phrase: Phrase) {
        self.faults
            .push(Fault::error(Place::file(self.file).row(line), phrase));
    }
}

/// A call that is really the name of a column with blanks in it, as it was typed.
fn column_typed(call: &HelperTemplate) -> Option<String> {
    let word = |parameter: &Parameter| match parameter {
        Parameter::Name(name) => Some(name.clone()),
        Parameter::Path(path) => plain_name(path).ok().map(str::to_owned),
        Parameter::Literal(value) => value.is_number().then(|| value.to_string()),
        _ => None,
    };
    let words = std::iter::once(&call.name)
        .chain(&call.params)
        .map(word)
        .collect::<Option<Vec<_>>>()?;
    call.hash.is_empty().then(|| words.join(" "))
}

/// The one name a path holds, or the path itself where it goes further: rows have no depth.
fn plain_name(path: &NamePath) -> Result<&str, &str> {
    match path {
        NamePath::Relative((segments, raw)) => match segments.as_slice() {
            [PathSeg::Named(name)] => Ok(name),
            _ => Err(raw),
        },
        NamePath::Local((_, _, raw)) => Err(raw),
    }
}

#[cfg(test)]
mod tests;
