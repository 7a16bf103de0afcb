//! The part of the lint that walks through HTML: what its reader sees, what it links to, and what it says to a screen
//! reader. Comments that Outlook reads are walked through as well.

use super::html_rules::{is_href, leads};
use super::linter::{Findings, Hosts, Subject};
use crate::finding::Code;
use crate::formats::html::link;
use crate::formats::html::link::Target;
use crate::formats::html::readings::is_conditional;
use crate::formats::html::style_sheet::HidingRules;
use crate::formats::html::tokens::{Token, tokens};
use crate::formats::html::visible::Visibility;
use crate::formats::text::normalized::is_inline;

const PART: &str = "notice-in-html";

/// Attributes that are read out, or shown in place of something.
const SPOKEN: [&str; 5] = ["alt", "title", "aria-label", "aria-description", "summary"];

/// Comments within comments that are looked into. Readers look into one.
const DEEPEST: usize = 2;

/// What an HTML part says and links to.
#[derive(Default)]
pub(crate) struct HtmlContent {
    /// What every reader sees.
    pub(crate) words: MappedText,
    /// What only some see or hear: the title, hidden text, attributes, and the content of comments for Outlook.
    pub(crate) aside: MappedText,
    pub(crate) links: Vec<Link>,
}

/// A link of an HTML part.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) target: Target,
    /// The octet of its tag.
    pub(crate) at: usize,
    /// Whether every reader has it, and not Outlook alone.
    pub(crate) for_all: bool,
}

/// The text of an HTML part, and the place in the HTML of each stretch of it.
#[derive(Default)]
pub(crate) struct MappedText {
    pub(crate) text: String,
    stretches: Vec<(usize, usize)>,
}

impl MappedText {
    fn push(&mut self, text: &str, at: usize) {
        self.stretches.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// An end of words and lines, where tags make one.
    fn gap(&mut self) {
        if !self.text.ends_with(|c: char| c.is_whitespace()) {
            self.text.push('\n');
        }
    }

    /// The offset in the HTML of the line that holds an offset of the text.
    pub(crate) fn origin(&self, at: usize, html: &str) -> usize {
        let nth = self
            .stretches
            .partition_point(|(from, _)| *from <= at)
            .saturating_sub(1);
        let Some((from, begin)) = self.stretches.get(nth).copied() else {
            return 0;
        };
        let lines = self
            .text
            .get(from..at)
            .map_or(0, |text| text.matches('\n').count());
        // Character references make the text shorter than its source; lines stay lines.
        match html[begin..].match_indices('\n').take(lines).last() {
            Some((line, _)) => begin + line + 1,
            None => begin,
        }
    }
}

/// The places of what a screen reader navigates by.
#[derive(Default)]
struct Outline {
    html: Option<usize>,
    body: Option<usize>,
    lang: bool,
    titles: Vec<usize>,
    headings: Vec<usize>,
}

/// A link whose words are being read.
struct OpenLink {
    target: Target,
    href: String,
    /// Whether its words began among those that every reader sees, and how far these were read.
    is_seen: bool,
    from: usize,
}

/// A walk through one HTML part.
struct Walk<'w> {
    findings: &'w mut Findings,
    hosts: &'w Hosts,
    seen: HtmlContent,
    outline: Outline,
    visibility: Visibility,
    open_link: Option<OpenLink>,
}

impl Findings {
    /// Everything about the HTML itself; gives what its readers see.
    pub(crate) fn html(&mut self, html: &str, hosts: &Hosts) -> HtmlContent {
        let (seen, outline) = (HtmlContent::default(), Outline::default());
        let mut walk = Walk {
            findings: self,
            hosts,
            seen,
            outline,
            visibility: Visibility::default(),
            open_link: None,
        };
        walk.seen.words.text.reserve(html.len() / 2);
        walk.through(html, 0, 0);
        let Walk { seen, outline, .. } = walk;
        self.structure(&outline);
        seen
    }

    /// What a screen reader needs to know (WCAG 2.1: 2.4.2, 3.1.1, 1.3.1); reported at the element that is too much, or where it belongs.
    fn structure(&mut self, outline: &Outline) {
        let (top, body) = (
            outline.html.unwrap_or_default(),
            outline.body.unwrap_or_default(),
        );
        let place = |found: &[usize], none: usize| found.get(1).copied().unwrap_or(none);
        for (wrong, code, at) in [
            (!outline.lang, Code::NoticeLintLang, top),
            (
                outline.titles.len() != 1,
                Code::NoticeLintTitle,
                place(&outline.titles, top),
            ),
            (
                outline.headings.len() != 1,
                Code::NoticeLintHeading,
                place(&outline.headings, body),
            ),
        ] {
            if wrong {
                self.add(code, PART, at, Subject::None);
            }
        }
    }
}

impl Walk<'_> {
    /// `html` begins at the offset `base` of the part, inside so many comments.
    fn through(&mut self, html: &str, base: usize, depth: usize) {
        let tokens = tokens(html);
        if depth == 0 {
            self.visibility = Visibility::of(&tokens, HidingRules::Certain);
        }
        for (at, token) in tokens {
            let at = base + at;
            if !matches!(token, Token::Text(_) | Token::Raw(_)) && !is_inline(&token) {
                self.aside(depth).gap();
            }
            match token {
                Token::Text(text) => self.aside(depth).push(&text, at),
                Token::Raw(text) => self.findings.style(&text, at),
                Token::Comment(text) => self.comment(&text, at, depth),
                Token::Open(name, attributes) => self.open(&name, &attributes, at, depth),
                Token::Close(name) => self.close(&name, at, depth),
            }
        }
    }

    /// Where text goes: to all readers, or aside.
    fn aside(&mut self, depth: usize) -> &mut MappedText {
        if self.is_seen(depth) {
            &mut self.seen.words
        } else {
            &mut self.seen.aside
        }
    }

    /// Whether every reader sees what is here.
    fn is_seen(&self, depth: usize) -> bool {
        depth == 0 && self.visibility.is_seen()
    }

    /// `<!--[if mso]>…<![endif]-->`: Outlook reads what is in it, as any other HTML.
    fn comment(&mut self, text: &str, at: usize, depth: usize) {
        let is_read = is_conditional(text) && depth < DEEPEST;
        if let Some(from) = text.find("]>").filter(|_| is_read) {
            self.seen.aside.gap();
            self.through(&text[from + 2..], at + "<!--".len() + from + 2, depth + 1);
        }
    }

    fn open(
        &mut self,
        name: &str,
        attributes: &[(Attribute<'_>, Attribute<'_>)],
        at: usize,
        depth: usize,
    ) {
        let get = |wanted: &str| {
            attributes
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| &**value)
        };
        if depth == 0 {
            self.outline.note(name, get("lang"), at);
            self.visibility.open(name, attributes);
        }
        self.findings.element(name, get, at);
        for (attribute, value) in attributes {
            self.findings.attribute(name, attribute, value, at);
            if SPOKEN.contains(&&**attribute) && !value.is_empty() {
                self.seen.aside.gap();
                self.seen.aside.push(value, at);
            }
        }
        let href = attributes
            .iter()
            .find(|(attribute, _)| is_href(attribute))
            .filter(|_| leads(name));
        if let Some((_, href)) = href {
            self.link(href, at, depth);
        }
    }

    fn link(&mut self, href: &str, at: usize, depth: usize) {
        for words in link::prepared(href) {
            self.seen.aside.gap();
            self.seen.aside.push(&words, at);
        }
        let target = self.findings.link(href, self.hosts, PART, at);
        self.open_link = Some(OpenLink {
            target: target.clone(),
            href: href.to_owned(),
            is_seen: self.is_seen(depth),
            from: self.aside(depth).text.len(),
        });
        self.seen.links.push(Link {
            href: href.to_owned(),
            target,
            at,
            for_all: depth == 0,
        });
    }

    fn close(&mut self, name: &str, at: usize, depth: usize) {
        if name == "a"
            && let Some(link) = self.open_link.take()
        {
            let words = if link.is_seen {
                &self.seen.words
            } else {
                &self.seen.aside
            };
            let shown = words.text.get(link.from..);
            if shown.is_some_and(|shown| link::misleads(&link.target, shown)) {
                self.findings.add(
                    Code::NoticeLintLinkText,
                    PART,
                    at,
                    Subject::Link(&link.href),
                );
            }
        }
        if depth == 0 {
            self.visibility.close(name);
        }
    }
}

type Attribute<'a> = std::borrow::Cow<'a, str>;

impl Outline {
    fn note(&mut self, name: &str, lang: Option<&str>, at: usize) {
        match name {
            "html" => {
                self.html.get_or_insert(at);
                // `und`: MJML without a language is made into a page of an undetermined one.
                self.lang |= lang.is_some_and(|lang| !matches!(lang.trim(), "" | "und"));
            }
            "body" => {
                self.body.get_or_insert(at);
            }
            "title" => self.titles.push(at),
            "h1" => self.headings.push(at),
            _ => {}
        }
    }
}
