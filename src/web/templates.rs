//! The templates of the pages, with those that the bundle has too.

use handlebars::{RenderError, TemplateError};
use serde::Serialize;
use serde_json::Value;

use super::words::WORDS;
use crate::phrase::{Language, Phrase, Speaker};
use crate::review::{self, PageTemplates};

/// The templates in each language.
pub(super) struct Templates([(Language, PageTemplates); 2]);

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
    content: &'p str,
    #[serde(flatten)]
    frame: &'p Frame,
}

/// The templates that only the server has, each by its name.
const SOURCES: [(&str, &str); 13] = [
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
    ("returns", include_str!("pages/returns.hbs")),
    ("verify", include_str!("pages/verify.hbs")),
];

impl Templates {
    /// Reads the templates; `speakers` speak the languages.
    pub(super) fn new(speakers: &[Speaker; 2]) -> Result<Templates, TemplateError> {
        let [one, other] = speakers;
        Ok(Templates([in_language(one)?, in_language(other)?]))
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
            up: "",
            csrf,
            body,
        };
        self.of(language).render(name, &body)
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
            content,
            frame,
        };
        self.of(language).render("layout", &page)
    }

    fn of(&self, language: Language) -> &PageTemplates {
        let [one, other] = &self.0;
        if one.0 == language { &one.1 } else { &other.1 }
    }
}

fn in_language(speaker: &Speaker) -> Result<(Language, PageTemplates), TemplateError> {
    let mut words = review::page_words(speaker);
    words.extend(WORDS.iter().map(|key| {
        let text = speaker.text(&Phrase::new(key));
        (key.trim_start_matches("web-"), text)
    }));
    let mut templates = PageTemplates::new(words)?;
    for (name, source) in SOURCES {
        templates.add(name, source)?;
    }
    Ok((speaker.language(), templates))
}
