//! The template of the page, filled with escaped values and the texts of one language.

use handlebars::RenderError;
use serde::Serialize;

use super::page::{PageFacts, ProofView};
use crate::phrase::{Phrase, Speaker};
use crate::review::{PageTemplates, page_words};

/// Texts that the page shows unchanged.
const WORDS: [&str; 14] = [
    "proof-address-question",
    "proof-administration-question",
    "proof-check",
    "proof-check-files",
    "proof-check-how",
    "proof-check-journal",
    "proof-date-question",
    "proof-earlier",
    "proof-files",
    "proof-foot",
    "proof-id",
    "proof-skip",
    "proof-trouble-question",
    "proof-what",
];

/// The templates, each by its name.
const SOURCES: [(&str, &str); 4] = [
    ("proof_style", include_str!("pages/style.hbs")),
    ("proof_entries", include_str!("pages/entries.hbs")),
    ("proof_answer", include_str!("pages/answer.hbs")),
    ("proof", include_str!("pages/proof.hbs")),
];

/// The page, ready for values.
pub struct ProofPages<'s> {
    templates: PageTemplates,
    speaker: &'s Speaker,
}

#[derive(Serialize)]
struct Page<'p> {
    lang: &'static str,
    #[serde(flatten)]
    view: &'p ProofView,
}

impl<'s> ProofPages<'s> {
    /// Reads the templates, for pages in this language.
    ///
    /// # Errors
    /// If a template is not one: an error in this program.
    pub fn new(speaker: &'s Speaker) -> Result<Self, RenderError> {
        let mut words = page_words(speaker);
        words.extend(WORDS.map(|key| (key, speaker.text(&Phrase::new(key)))));
        let mut templates = PageTemplates::new(words).map_err(RenderError::from)?;
        for (name, source) in SOURCES {
            templates.add(name, source).map_err(RenderError::from)?;
        }
        Ok(ProofPages { templates, speaker })
    }

    /// The page about one organisation.
    ///
    /// # Errors
    /// If a template asks for what nobody fills in: an error in this program.
    pub fn page(&self, facts: &PageFacts<'_>) -> Result<String, RenderError> {
        let view = &ProofView::of(facts, self.speaker);
        let lang = self.speaker.language().code();
        self.templates.render("proof", &Page { lang, view })
    }
}
