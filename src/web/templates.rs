//! The templates of the pages, with those that the bundle has too.

use std::collections::BTreeMap;

use handlebars::{Handlebars, RenderError, TemplateError};
use serde::Serialize;
use serde_json::Value;

use super::words::WORDS;
use crate::phrase::{Language, Phrase, Speaker};
use crate::review;

/// The templates and the texts of one language.
pub(super) struct Templates {
    handlebars: Handlebars<'static>,
    words: [(Language, Words); 2],
    /// Those of the layout: each page has it, and most words stand elsewhere.
    around: [Words; 2],
}

/// What every page has around its own part.
#[derive(Serialize)]
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) campaign: String,
    /// The kind of run, in words.
    pub(super) kind: String,
    pub(super) is_live: bool,
    /// The beginning of the campaign digest.
    pub(super) short: String,
    pub(super) visitor: Option<Guest>,
    /// The button that hides names or shows them again, for whoever may.
    pub(super) names: Option<NamesSwitch>,
    pub(super) csrf: String,
    pub(super) nav: Vec<Tab>,
    pub(super) act: Option<NextAct>,
    pub(super) notice: Option<PageNotice>,
    /// Whether this person may ask whether a mail is ours.
    pub(super) can_verify: bool,
    /// Seconds until the page asks for itself again; empty: it doesn't.
    pub(super) refresh: String,
}

/// Who reads.
#[derive(Serialize)]
pub(super) struct Guest {
    pub(super) name: String,
    pub(super) roles: String,
}

/// A button that hides names, or shows them again.
#[derive(Serialize)]
pub(super) struct NamesSwitch {
    /// What it asks for.
    pub(super) value: &'static str,
    pub(super) label: String,
}

/// A page one can go to.
#[derive(Serialize)]
pub(super) struct Tab {
    pub(super) href: &'static str,
    pub(super) label: String,
    pub(super) current: bool,
    pub(super) count: String,
}

/// This person's one next act.
#[derive(Serialize)]
pub(super) struct NextAct {
    pub(super) text: String,
    pub(super) href: &'static str,
    pub(super) label: String,
}

/// Something that just happened, or that everybody must know.
#[derive(Serialize)]
pub(super) struct PageNotice {
    pub(super) text: String,
    pub(super) hint: String,
    pub(super) is_bad: bool,
}

/// What a page shows between its head and its foot.
#[derive(Serialize)]
struct Body<'b> {
    lang: &'static str,
    w: &'b Words,
    /// Path to the first page.
    up: &'static str,
    /// The secret of its forms.
    csrf: &'b str,
    body: &'b Value,
}

/// A whole page.
#[derive(Serialize)]
struct Page<'p> {
    lang: &'static str,
    w: &'p Words,
    content: &'p str,
    #[serde(flatten)]
    frame: &'p Frame,
}

/// Texts that are the same on each page, by the names that the templates use.
type Words = BTreeMap<&'static str, String>;

/// The template around all others.
const LAYOUT: &str = include_str!("pages/layout.hbs");

impl Templates {
    /// Reads the templates; `speak` speaks a language.
    pub(super) fn new(speakers: &[Speaker; 2]) -> Result<Templates, TemplateError> {
        let mut handlebars = review::templates()?;
        for (name, source) in [
            ("layout", LAYOUT),
            ("invitation", include_str!("pages/invitation.hbs")),
            ("message", include_str!("pages/message.hbs")),
            ("overview", include_str!("pages/overview.hbs")),
            ("redacted", include_str!("pages/redacted.hbs")),
            ("wording-list", include_str!("pages/wordings.hbs")),
            ("mails", include_str!("pages/mails.hbs")),
            ("one-mail", include_str!("pages/mail.hbs")),
            ("remark-list", include_str!("pages/remarks.hbs")),
            ("agree", include_str!("pages/agree.hbs")),
            ("live", include_str!("pages/live.hbs")),
            ("returns", include_str!("pages/returns.hbs")),
            ("verify", include_str!("pages/verify.hbs")),
        ] {
            handlebars.register_template_string(name, source)?;
        }
        let words = speakers.each_ref().map(|speaker| {
            let mut words = review::page_words(speaker);
            words.extend(WORDS.iter().map(|key| {
                let text = speaker.text(&Phrase::new(key));
                (key.trim_start_matches("web-"), text)
            }));
            (speaker.language(), words)
        });
        let used = |word: &str| LAYOUT.contains(&format!("{{{{w.{word}}}}}"));
        let around = words.each_ref().map(|(_, words)| {
            let used = words.iter().filter(|(word, _)| used(word));
            used.map(|(word, text)| (*word, text.clone())).collect()
        });
        Ok(Templates {
            handlebars,
            words,
            around,
        })
    }

    /// What a page shows between its head and its foot. `csrf` is the secret of its forms.
    pub(super) fn body(
        &self,
        name: &str,
        language: Language,
        csrf: &str,
        body: &Value,
    ) -> Result<String, RenderError> {
        let body = Body {
            lang: language.code(),
            w: &self.words[self.place(language)].1,
            up: "",
            csrf,
            body,
        };
        self.handlebars.render(name, &body)
    }

    /// A whole page around its content.
    pub(super) fn page(
        &self,
        language: Language,
        frame: &Frame,
        content: &str,
    ) -> Result<String, RenderError> {
        let page = Page {
            lang: language.code(),
            w: &self.around[self.place(language)],
            content,
            frame,
        };
        self.handlebars.render("layout", &page)
    }

    fn place(&self, language: Language) -> usize {
        usize::from(self.words[0].0 != language)
    }
}
