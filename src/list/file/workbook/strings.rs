//! The texts that cells share, one after the other in one piece of memory.

use super::xml::{self, Flow, Node};
use crate::list::file::cells::Cells;
use crate::list::file::limits::MOST_TEXT;

/// So many texts in all.
const MOST_TEXTS: usize = 6_000_000;

/// Shared texts by their number.
#[derive(Debug, Default)]
pub(crate) struct Strings(Cells);

impl Strings {
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        self.0.get(at)
    }
}

/// Collects the texts from `sharedStrings.xml` (ECMA-376, part 1, section 18.4).
#[derive(Default)]
pub(crate) struct StringsReader {
    strings: Cells,
    text: RichText,
}

impl StringsReader {
    pub(crate) fn take(&mut self, node: Node<'_>) -> Option<Flow> {
        match node {
            Node::Open(element) if element.local_name().as_ref() == "si" => {
                self.text = RichText::default()
            }
            Node::Close("si") => {
                self.strings.push(&xml::unescaped(self.text.finish()));
                let (octets, texts) = self.strings.size();
                if octets > MOST_TEXT || texts > MOST_TEXTS {
                    return None;
                }
            }
            other => self.text.take(&other),
        }
        Some(Flow::Continue(()))
    }

    pub(crate) fn finish(self) -> Strings {
        Strings(self.strings)
    }
}

/// A text in runs of several faces; how East Asian words are pronounced (`rPh`) is none of it.
#[derive(Default)]
pub(crate) struct RichText {
    text: String,
    within: bool,
    aside: bool,
}

impl RichText {
    pub(crate) fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(element) => match element.local_name().as_ref() {
                "t" => self.within = true,
                "rPh" => self.aside = true,
                _ => {}
            },
            Node::Close("t") => self.within = false,
            Node::Close("rPh") => self.aside = false,
            Node::Text(text) if self.within && !self.aside => self.text.push_str(text),
            _ => {}
        }
    }

    /// The text so far; a new one begins.
    pub(crate) fn finish(&mut self) -> String {
        std::mem::take(self).text
    }
}
