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
    words: [(Language, BTreeMap<&'static str, String>); 2],
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
    pub(super) csrf: String,
    pub(super) nav: Vec<Tab>,
    pub(super) act: Option<NextAct>,
    pub(super) notice: Option<PageNotice>,
    /// Whether this person may ask whether a mail is ours.
    pub(super) can_verify: bool,
    /// Seconds until the page asks for itself again; empty: it doesn't.
    pub(super) refresh: String,
    pub(super) body: Value,
}

/// Who reads.
#[derive(Serialize)]
pub(super) struct Guest {
    pub(super) name: String,
    pub(super) roles: String,
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

#[derive(Serialize)]
struct Page<'p> {
    lang: &'static str,
    w: &'p BTreeMap<&'static str, String>,
    /// Path to the first page.
    up: &'static str,
    #[serde(flatten)]
    frame: &'p Frame,
}

impl Templates {
    /// Reads the templates; `speak` speaks a language.
    pub(super) fn new(speakers: &[Speaker; 2]) -> Result<Templates, TemplateError> {
        let mut handlebars = review::templates()?;
        for (name, source) in [
            ("layout", include_str!("pages/layout.hbs")),
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
        Ok(Templates { handlebars, words })
    }

    /// A whole page.
    pub(super) fn page(
        &self,
        name: &str,
        language: Language,
        frame: &Frame,
    ) -> Result<String, RenderError> {
        let [first, second] = &self.words;
        let (_, words) = if first.0 == language { first } else { second };
        let page = Page {
            lang: language.code(),
            w: words,
            up: "",
            frame,
        };
        self.handlebars.render(name, &page)
    }
}
