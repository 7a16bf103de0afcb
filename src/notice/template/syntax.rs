//! The syntax of templates: which names a template uses, where, and what it may not hold.
//!
//! What handlebars would let pass without a word (an unknown name in `{{#if x}}`, unescaped output, partials) is found
//! here, in the template's own syntax tree.

use handlebars::template::{
    DecoratorTemplate, HelperTemplate, Parameter, Subexpression, TemplateElement,
};
use handlebars::{Path as NamePath, PathSeg, Template as Compiled};

use super::helpers;
use crate::finding::{Code, Finding, Place, Problem};
use crate::phrase::Phrase;

/// Which part of the mail a template makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Subject,
    Text,
    Html,
}

/// A place in a template that names a column or a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlaceholderUse {
    pub(crate) name: String,
    pub(crate) place: Place,
    /// Whether the value itself is written, so that it may not be empty. A condition only looks at it.
    pub(crate) printed: bool,
    /// The call that writes it, if it isn't written as it is.
    pub(crate) way: Option<helpers::Formatting>,
}

impl Part {
    /// How the files of its partials end.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Part::Subject | Part::Text => ".txt.hbs",
            Part::Html => ".html.hbs",
        }
    }
}

/// The names that a template's source uses, for comparing one form of it with another.
pub(crate) fn names_in(compiled: &Compiled) -> Vec<String> {
    let mut reader = Reader::new("", vec![]);
    reader.template(compiled, 1);
    let mut names: Vec<String> = reader.uses.into_iter().map(|u| u.name).collect();
    names.extend(reader.partials.into_iter().map(|(name, _)| name));
    names.sort_unstable();
    names
}

pub(crate) fn to_line(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Walks the syntax tree.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a str,
    pub(crate) uses: Vec<PlaceholderUse>,
    /// Names of partials, each with its line.
    pub(crate) partials: Vec<(String, u32)>,
    pub(crate) faults: Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// A reader of one file's template, with what was found in its source before.
    pub(crate) fn new(file: &'a str, faults: Vec<Finding>) -> Self {
        Reader {
            file,
            uses: vec![],
            partials: vec![],
            faults,
        }
    }

    pub(crate) fn template(&mut self, template: &Compiled, around: u32) {
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
            TemplateElement::HtmlExpression(_) => self.fault(line, Code::NoticeUnescaped),
            TemplateElement::PartialExpression(partial) => self.partial(partial, line),
            // Blocks of partials and decorators, and whatever a later handlebars may bring.
            _ => self.fault(line, Code::NoticeTemplateUnsupported),
        }
    }

    /// `{{name}}` or `{{helper name…}}`.
    fn expression(&mut self, call: &HelperTemplate, line: u32) {
        if call.params.is_empty() && call.hash.is_empty() {
            match call.name.as_name().filter(|name| helpers::is_call(name)) {
                Some(name) => self.fault(line, Code::NoticeNameIsCall.with("name", name)),
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
                self.fault(line, Code::NoticeCall.with("name", name));
            }
        }
        let known: Vec<&str> = helpers::INLINE.iter().map(|inline| inline.name).collect();
        let before = self.uses.len();
        self.call(call, &known, line, true);
        if let Some(first) = self.uses.get_mut(before) {
            first.way = helpers::Formatting::of(call);
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
            None => self.fault(line, Code::NoticeTemplateUnsupported),
        }
    }

    /// `{{#if name}}…{{else}}…{{/if}}`.
    fn block(&mut self, block: &HelperTemplate, line: u32) {
        self.call(block, helpers::BLOCKS, line, false);
        if block.params.len() != 1 {
            self.fault(line, Code::NoticeBlockCondition);
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
            let phrase = Code::NoticeHelperUnknown.with("name", name);
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
                Err(path) => self.fault(line, Code::NoticePlaceholderPath.with("name", path)),
            },
            Parameter::Subexpression(inner) => self.subexpression(inner, line),
            _ => self.fault(line, Code::NoticeTemplateUnsupported),
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
        self.uses.push(PlaceholderUse {
            name: name.to_owned(),
            place,
            printed,
            way: None,
        });
    }

    fn fault(&mut self, line: u32, problem: impl Into<Problem>) {
        self.faults
            .push(Finding::at(Place::file(self.file).row(line), problem));
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
