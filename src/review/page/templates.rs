//! The pages: templates of this program, filled with escaped values and the texts of one language.

use std::collections::BTreeMap;

use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderError,
    RenderErrorReason, TemplateError,
};
use serde::Serialize;

use super::{mail_page, overview, wordings};
use crate::phrase::{Phrase, Speaker};

/// Texts that the pages show unchanged. A page knows each without `review-`.
const WORDS: &[&str] = &[
    "review-agreed",
    "review-all-agreed",
    "review-all-mails",
    "review-as-read",
    "review-as-read-why",
    "review-attachments",
    "review-attachments-none",
    "review-by-mail",
    "review-changes",
    "review-changes-first",
    "review-changes-nothing",
    "review-check",
    "review-check-bundle",
    "review-check-campaign",
    "review-check-mail",
    "review-check-received",
    "review-check-sent",
    "review-columns-digest",
    "review-columns-ground",
    "review-columns-id",
    "review-columns-organisation",
    "review-columns-rows",
    "review-columns-size",
    "review-columns-subject",
    "review-digest",
    "review-envelope",
    "review-envelope-from",
    "review-envelope-to",
    "review-file",
    "review-for-review",
    "review-from",
    "review-from-list",
    "review-from-list-how",
    "review-from-list-unknown",
    "review-header",
    "review-mail-recorded",
    "review-mail-remarks",
    "review-mails",
    "review-message-id",
    "review-nothing-excluded",
    "review-on-this-page",
    "review-open-remark",
    "review-pictures",
    "review-planned",
    "review-planned-now",
    "review-redacted",
    "review-remark-how",
    "review-remarked",
    "review-remarks",
    "review-remarks-none",
    "review-reply-to",
    "review-sealed-too",
    "review-skip",
    "review-subject",
    "review-sum-title",
    "review-text-part",
    "review-to",
    "review-unlike",
    "review-waiting",
    "review-warnings",
    "review-warnings-none",
    "review-warnings-unknown",
    "review-withheld",
    "review-wordings",
    "review-wordings-example",
    "review-wordings-first",
    "review-wordings-how",
    "review-wordings-none",
    "review-wordings-pattern",
    "review-wordings-patterns",
    "review-wordings-why",
    "review-wordings-without",
];

/// The longest word of a command that is kept on one line, in characters: 320 pixels hold as many.
const MAX_WHOLE: usize = 28;

/// The templates that bundle and server share, each by its name.
const SOURCES: [(&str, &str); 16] = [
    ("head", include_str!("../pages/head.hbs")),
    ("style", include_str!("../pages/style.hbs")),
    ("remarks", include_str!("../pages/remarks.hbs")),
    ("part_agreed", include_str!("../pages/part_agreed.hbs")),
    ("part_sum", include_str!("../pages/part_sum.hbs")),
    ("part_planned", include_str!("../pages/part_planned.hbs")),
    (
        "part_change_lines",
        include_str!("../pages/part_change_lines.hbs"),
    ),
    ("part_changes", include_str!("../pages/part_changes.hbs")),
    ("part_warnings", include_str!("../pages/part_warnings.hbs")),
    ("part_sealed", include_str!("../pages/part_sealed.hbs")),
    (
        "part_attachments",
        include_str!("../pages/part_attachments.hbs"),
    ),
    (
        "part_mail_facts",
        include_str!("../pages/part_mail_facts.hbs"),
    ),
    ("index", include_str!("../pages/index.hbs")),
    ("mail", include_str!("../pages/mail.hbs")),
    ("part_wordings", include_str!("../pages/part_wordings.hbs")),
    ("wordings", include_str!("../pages/wordings.hbs")),
];

/// The texts that pages show unchanged, by the names that the templates use.
pub type PageWords = BTreeMap<&'static str, String>;

/// The templates of pages in one language. What they show unchanged stands in them as text: `{{w.NAME}}` in a template's
/// source is replaced as it is read, so nothing is looked up in some two hundred texts for each page that is made.
pub struct PageTemplates {
    handlebars: Handlebars<'static>,
    words: PageWords,
}

/// The templates, ready, with their texts.
pub(crate) struct Book {
    templates: PageTemplates,
    lang: &'static str,
}

/// A view with what every page has.
#[derive(Serialize)]
struct Page<'p, V> {
    lang: &'static str,
    #[serde(flatten)]
    view: &'p V,
}

impl Book {
    pub(crate) fn new(speaker: &Speaker) -> Result<Self, RenderError> {
        Ok(Book {
            templates: PageTemplates::new(page_words(speaker)).map_err(RenderError::from)?,
            lang: speaker.language().code(),
        })
    }

    /// The first page.
    pub(crate) fn index(&self, view: &overview::OverviewView) -> Result<String, RenderError> {
        self.page("index", view)
    }

    /// The page of a mail.
    pub(crate) fn letter(&self, view: &mail_page::MailView<'_>) -> Result<String, RenderError> {
        self.page("mail", view)
    }

    /// The page of the wordings.
    pub(crate) fn wordings(&self, view: &wordings::WordingsView) -> Result<String, RenderError> {
        self.page("wordings", view)
    }

    fn page(&self, name: &str, view: &impl Serialize) -> Result<String, RenderError> {
        let lang = self.lang;
        self.templates.render(name, &Page { lang, view })
    }
}

/// The texts that the pages show unchanged, each by its key without `review-`.
#[must_use]
pub fn page_words(speaker: &Speaker) -> PageWords {
    let word = |key: &&'static str| {
        (
            key.trim_start_matches("review-"),
            speaker.text(&Phrase::new(key)),
        )
    };
    WORDS.iter().map(word).collect()
}

impl PageTemplates {
    /// The templates of the pages, for a bundle and for a server that adds its own. Strict: a name that
    /// a page asks for and nobody fills in is an error, not an empty place.
    ///
    /// # Errors
    /// If a template is not one: an error in this program.
    pub fn new(words: PageWords) -> Result<Self, TemplateError> {
        let mut handlebars = Handlebars::new();
        handlebars.set_strict_mode(true);
        handlebars.register_escape_fn(escape);
        handlebars.register_helper("typed", Box::new(typed));
        let mut templates = PageTemplates { handlebars, words };
        for (name, source) in SOURCES {
            templates.add(name, source)?;
        }
        Ok(templates)
    }

    /// Adds a template.
    ///
    /// # Errors
    /// If it is not one: an error in this program.
    pub fn add(&mut self, name: &str, source: &str) -> Result<(), TemplateError> {
        let source = spelled_out(source, &self.words);
        self.handlebars.register_template_string(name, source)
    }

    /// A page.
    ///
    /// # Errors
    /// If `data` lacks what the template names, or the template asks for a text that doesn't exist.
    pub fn render(&self, name: &str, data: &impl Serialize) -> Result<String, RenderError> {
        self.handlebars.render(name, data)
    }
}

/// A template's source with the texts it names in their places. A name that no text has stays, and is then an error when
/// the page is made.
fn spelled_out(source: &str, words: &PageWords) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let mut pieces = source.split("{{");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let word = piece.split_once("}}").and_then(|(named, rest)| {
            let named = named.strip_prefix("@root.").unwrap_or(named);
            Some((words.get(named.strip_prefix("w.")?)?, rest))
        });
        match word {
            // Braces of a text are not the template's.
            Some((word, rest)) => {
                out.push_str(&escape(word).replace('{', "&#123;"));
                out.push_str(rest);
            }
            None => {
                out.push_str("{{");
                out.push_str(piece);
            }
        }
    }
    out
}

/// A command to type. A browser breaks lines after a hyphen, and `--by` on two lines is not what is to be typed: options,
/// ids and names of files stay whole. Words that are wider than a small screen may still be broken.
fn typed(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let given = helper.param(0).and_then(|given| given.value().as_str());
    let command = given.ok_or(RenderErrorReason::ParamNotFoundForIndex("typed", 0))?;
    let word = |word: &str| match word.contains('-') && word.chars().count() <= MAX_WHOLE {
        true => format!("<span>{}</span>", escape(word)),
        false => escape(word),
    };
    let words: Vec<String> = command.split(' ').map(word).collect();
    out.write(&words.join(" "))?;
    Ok(())
}

/// Escapes what ends a text or an attribute's value in HTML, and nothing else: pages hold whole
/// mails.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_in_a_template_as_text_and_one_that_is_not_there_is_an_error() {
        let words = PageWords::from([("said", "Wie & {{wat}}".to_owned())]);
        let mut templates = PageTemplates::new(words).unwrap();
        let nothing: BTreeMap<&str, u32> = BTreeMap::new();
        templates
            .add("one", "<p title=\"{{w.said}}\">{{@root.w.said}}</p>")
            .unwrap();
        let text = "Wie &amp; &#123;&#123;wat}}";
        let shown = format!("<p title=\"{text}\">{text}</p>");
        assert_eq!(templates.render("one", &nothing).unwrap(), shown);
        templates.add("other", "{{w.sad}}").unwrap();
        templates.render("other", &nothing).unwrap_err();
    }

    #[test]
    fn each_text_that_a_shared_template_names_is_there() {
        let words: PageWords = WORDS
            .iter()
            .map(|key| (key.trim_start_matches("review-"), String::new()))
            .collect();
        for (name, source) in SOURCES {
            let left = spelled_out(source, &words);
            assert!(!left.contains("w."), "{name}: {left}");
        }
    }

    #[test]
    fn an_option_on_a_page_is_never_broken_over_lines() {
        let mut templates = PageTemplates::new(PageWords::new()).unwrap();
        templates.add("one", "{{typed command}}").unwrap();
        let digest = "4-".repeat(32);
        for (command, shown) in [
            (
                "heraut approve --by \"A. Vos\"",
                "heraut approve <span>--by</span> &quot;A. Vos&quot;",
            ),
            ("sha256sum -c X", "sha256sum <span>-c</span> X"),
            (
                "x <b> --mail ORG-041",
                "x &lt;b&gt; <span>--mail</span> <span>ORG-041</span>",
            ),
            (digest.as_str(), digest.as_str()),
        ] {
            let view = BTreeMap::from([("command", command)]);
            assert_eq!(templates.render("one", &view).unwrap(), shown);
        }
        let nothing: BTreeMap<&str, u32> = BTreeMap::from([("command", 3)]);
        templates.render("one", &nothing).unwrap_err();
    }
}
