//! Where a finished mail comes from: the row's values as they were written, and the file and line of the template, or
//! of the shared piece, that an octet of it stands in.
//!
//! Lines are looked up only once something was found. The row is then merged again, with templates that say before
//! each line which one it is; what they say is taken out, and the rest must be the mail's part to the octet.

use std::borrow::Cow;
use std::cell::OnceCell;

use handlebars::template::TemplateElement;
use handlebars::{Handlebars, Template as Compiled};

use super::facts::Fact;
use super::merge::Merge;
use super::mjml;
use super::template::{Part, Template};
use crate::fault::Place;
use crate::list::Recipient;

/// Stands around `file:line` in a marked text. A noncharacter (Unicode, section 23.7): no template and no value may hold it.
const MARK: char = '\u{fdd1}';

/// A line that isn't known: of HTML that MJML was made into.
const NO_LINE: u32 = 0;

/// One row, for whoever asks where something in its mail comes from.
#[derive(Debug)]
pub struct Origin<'a> {
    merge: &'a Merge,
    recipient: &'a Recipient,
    traces: [OnceCell<Option<Trace>>; 3],
}

impl<'a> Origin<'a> {
    pub(super) fn new(merge: &'a Merge, recipient: &'a Recipient) -> Self {
        Origin {
            merge,
            recipient,
            traces: Default::default(),
        }
    }

    /// What text and HTML both print in the same way.
    pub(super) fn facts(&self) -> &'a [Fact] {
        self.merge.facts()
    }

    /// A fact as this row has it written; none where its cell is empty.
    pub(super) fn written(&self, fact: &Fact) -> Option<Cow<'a, str>> {
        fact.written(self.merge.value(&fact.name, self.recipient))
    }

    /// Whether the templates or the values of the settings say this word, so that it is no cell's.
    pub(super) fn says(&self, word: &str) -> bool {
        self.merge.says(word)
    }

    /// Where the octet `at` of a part comes from; `whole` is the part as the mail has it.
    pub(super) fn place(&self, part: Part, whole: &str, at: usize) -> Option<Place> {
        let trace = self.traces[part as usize].get_or_init(|| {
            let marked = self.merge.marked(part, self.recipient)?;
            let marked = if part == Part::Subject {
                marked.trim()
            } else {
                &marked
            };
            Trace::read(marked).filter(|trace| trace.clean == whole)
        });
        let (file, line) = trace.as_ref()?.at(at)?;
        let place = Place::file(self.merge.file(part, file)?);
        Some(if line == NO_LINE {
            place
        } else {
            place.row(line)
        })
    }
}

/// A marked text, read.
#[derive(Debug)]
struct Trace {
    /// The text without its marks.
    clean: String,
    /// From which octet on a text comes from which file and line.
    stretches: Vec<(usize, usize, u32)>,
}

impl Trace {
    fn read(marked: &str) -> Option<Trace> {
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

    fn at(&self, octet: usize) -> Option<(usize, u32)> {
        let behind = self.stretches.partition_point(|(from, ..)| *from <= octet);
        // A subject that was trimmed may have lost its first mark.
        let (_, file, line) = self.stretches.get(behind.saturating_sub(1))?;
        Some((*file, *line))
    }
}

/// The files and lines of a marked text that hold `wanted`: 0 is the template, and its pieces behind it.
pub(super) fn lines_with(marked: &str, wanted: char) -> Vec<(usize, Option<u32>)> {
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
pub(super) fn mark(template: &Template, engine: &mut Handlebars<'static>) {
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
    /// 0 for the template, and its pieces behind it.
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

    /// Each line of a text with its mark. `line` is where its first character stands that is no blank.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::testing::{Folder, recipient};

    /// The place of a word in the text that this template makes.
    fn place(text: &str, word: &str) -> Option<(String, Option<u32>)> {
        let mut folder = Folder::new().text(text).file(
            "voet.txt.hbs",
            "een\n{{#if kenmerk}}\ntwee {{kenmerk}}\n{{/if}}\n",
        );
        folder.notice.partials = Some("".into());
        let merge = folder.merge().unwrap().0;
        let row = recipient("De Brug");
        let whole = merge.fill(&row).unwrap().text;
        let origin = Origin::new(&merge, &row);
        let place = origin.place(Part::Text, &whole, whole.find(word).unwrap())?;
        Some((place.file, place.row))
    }

    #[test]
    fn each_line_of_a_mail_is_a_line_of_a_template() {
        let text = "{{organisatie}}\n\n  {{#if kenmerk}}\n  ja {{contact}}\n\n {{else}}\n\n  nee\n{{/if}}\n\n\
                    derde {{als_lijst kenmerk}} \n  \n{{> voet}}\n\nstaart\n{{! x }}\nlaatste\n\
                    {{#if geen}}a{{else if kenmerk}}\nuit{{/if}} z\n{{~kenmerk~}}\n\neind\n";
        let text = text.replace("geen", "(eq kenmerk \"x\")");
        let here = |line| Some(("text.hbs".to_owned(), Some(line)));
        for (word, line) in [
            ("De Brug", 1),
            ("ja", 4),
            ("vragen@", 4),
            ("derde", 11),
            ("VZ-1 ", 11),
            ("staart", 15),
            ("laatste", 17),
            ("uit", 19),
            ("uit z", 19),
            ("eind", 22),
        ] {
            assert_eq!(place(&text, word), here(line), "{word}");
        }
        let piece = |line| Some(("voet.txt.hbs".to_owned(), Some(line)));
        assert_eq!(place(&text, "een"), piece(1));
        assert_eq!(place(&text, "twee"), piece(3));
    }

    #[test]
    fn a_part_that_is_not_the_rows_has_no_place() {
        let folder = Folder::new();
        let (merge, row) = (folder.merge().unwrap().0, recipient("x"));
        assert_eq!(
            Origin::new(&merge, &row).place(Part::Text, "anders", 0),
            None
        );
        assert!(!Origin::new(&merge, &row).says("VZ-1"));
        assert!(Origin::new(&merge, &row).says("vragen@voorbeeldzaken.example"));
    }
}
