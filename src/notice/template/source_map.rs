//! Where a finished mail comes from: the row's values as they were written, and the file and line of the template, or
//! of the shared piece, that a byte of it is in.
//!
//! Lines are looked up only once something was found. The row is then merged again, with templates that say before
//! each line which one it is; what they say is taken out, and the rest must be the mail's part to the byte.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::line_marks::{LineTrace, NO_LINE};
use super::merge::Merge;
use super::printed_values::PrintedValue;
use super::syntax::Part;
use crate::finding::Place;
use crate::list::Recipient;

/// One row, for whoever asks where something in its mail comes from.
#[derive(Debug)]
pub struct SourceMap<'a> {
    merge: &'a Merge,
    recipient: &'a Recipient,
    traces: [OnceCell<Option<LineTrace>>; 3],
}

impl<'a> SourceMap<'a> {
    pub(crate) fn new(merge: &'a Merge, recipient: &'a Recipient) -> Self {
        SourceMap {
            merge,
            recipient,
            traces: Default::default(),
        }
    }

    /// What text and HTML both print in the same way.
    pub(crate) fn facts(&self) -> &'a [PrintedValue] {
        self.merge.facts()
    }

    /// A fact as this row has it written; none where its cell is empty.
    pub(crate) fn written(&self, fact: &PrintedValue) -> Option<Cow<'a, str>> {
        fact.written(self.merge.value(&fact.name, self.recipient))
    }

    /// Whether the templates or the values of the settings say this word, so that it is no cell's.
    pub(crate) fn is_own_wording(&self, word: &str) -> bool {
        self.merge.is_own_wording(word)
    }

    /// Where the byte `at` of a part comes from; `whole` is the part as the mail has it.
    pub(crate) fn place(&self, part: Part, whole: &str, at: usize) -> Option<Place> {
        let (file, line) = self.trace(part, whole)?.at(at)?;
        let place = Place::file(self.merge.file(part, file)?);
        Some(if line == NO_LINE {
            place
        } else {
            place.row(line)
        })
    }

    /// Which bytes of a part are values of the row, in order; `whole` is the part as the mail has it.
    pub(crate) fn values(&self, part: Part, whole: &str) -> Option<Vec<Range<usize>>> {
        Some(self.trace(part, whole)?.values())
    }

    fn trace(&self, part: Part, whole: &str) -> Option<&LineTrace> {
        let trace = self.traces[part as usize].get_or_init(|| {
            let marked = self.merge.marked(part, self.recipient)?;
            let marked = if part == Part::Subject {
                marked.trim()
            } else {
                &marked
            };
            LineTrace::read(marked).filter(|trace| trace.clean == whole)
        });
        trace.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::support::{Folder, recipient};

    /// The place of a word in the text that this template makes.
    fn place(text: &str, word: &str) -> Option<(String, Option<u32>)> {
        let mut folder = Folder::new().text(text).file(
            "voet.txt.hbs",
            "een\n{{#if kenmerk}}\ntwee {{kenmerk}}\n{{/if}}\n",
        );
        folder.notice.partials = Some("".into());
        let merge = folder.merge().unwrap().0;
        let row = recipient("De Brug");
        let whole = merge.render(&row).unwrap().text;
        let origin = SourceMap::new(&merge, &row);
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
    fn what_the_row_gave_is_known_to_the_byte() {
        let text =
            "{{organisatie}}, {{#if kenmerk}}{{kenmerk}}{{/if}}: {{contact}}\n{{> voet}}\neind";
        let mut folder = Folder::new()
            .text(text)
            .file("voet.txt.hbs", "een {{organisatie}}");
        folder.notice.partials = Some("".into());
        let merge = folder.merge().unwrap().0;
        let row = recipient("De Brug");
        let whole = merge.render(&row).unwrap().text;
        let values = SourceMap::new(&merge, &row)
            .values(Part::Text, &whole)
            .unwrap();
        let values: Vec<&str> = values.into_iter().map(|value| &whole[value]).collect();
        // The contact stands in the settings, not in the list.
        assert_eq!(values, ["De Brug", "VZ-1", "De Brug"], "{whole}");
    }

    #[test]
    fn a_part_that_is_not_the_rows_has_no_place() {
        let folder = Folder::new();
        let (merge, row) = (folder.merge().unwrap().0, recipient("x"));
        assert_eq!(
            SourceMap::new(&merge, &row).place(Part::Text, "anders", 0),
            None
        );
        assert!(!SourceMap::new(&merge, &row).is_own_wording("VZ-1"));
        assert!(SourceMap::new(&merge, &row).is_own_wording("vragen@voorbeeldzaken.example"));
    }
}
