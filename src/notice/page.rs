//! The part of the lint that looks at HTML: what it fetches, runs, links to, and tells a screen reader.

use super::html::{Token, decode, tokens};
use super::link::{self, Target};
use super::lint::{Findings, Hosts};
use crate::fault::Severity;

/// Elements that run, send or fetch something.
const ACTIVE: [&str; 15] = [
    "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "select",
    "textarea", "base", "link", "video", "audio",
];

/// Attributes whose address is fetched as soon as the mail is opened.
const FETCHED: [&str; 5] = ["src", "srcset", "background", "poster", "data"];

/// What a reader sees of an HTML part.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) text: String,
    pub(super) links: Vec<Target>,
}

/// What a screen reader finds its way by.
#[derive(Default)]
struct Outline {
    lang: bool,
    titles: usize,
    headings: usize,
}

impl Findings {
    /// Everything about the HTML itself; gives what a reader sees of it.
    pub(super) fn html(&mut self, html: &str, hosts: &Hosts) -> Seen {
        let mut seen = Seen::default();
        let mut outline = Outline::default();
        let mut open_link = None::<(Target, usize)>;
        let (mut line, mut counted) = (1, 0);
        for (at, token) in tokens(html) {
            line += html[counted..at].bytes().filter(|&byte| byte == b'\n').count();
            counted = at;
            match token {
                Token::Text(text) => seen.text.push_str(&decode(text)),
                Token::Raw(text) => self.style(text, line),
                Token::Comment(_) => {}
                Token::Open(name, attributes) => {
                    let get = |wanted: &str| {
                        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value)
                    };
                    match &*name {
                        "html" => outline.lang |= get("lang").is_some_and(|lang| !lang.trim().is_empty()),
                        "title" => outline.titles += 1,
                        "h1" => outline.headings += 1,
                        _ => {}
                    }
                    self.element(&name, get, line);
                    attributes.iter().for_each(|(name, value)| self.attribute(name, value, line));
                    if let (true, Some(href)) = (name == "a" || name == "area", get("href")) {
                        let target = self.link(href, hosts, "notice-in-html", line);
                        seen.links.push(target.clone());
                        open_link = Some((target, seen.text.len()));
                    }
                }
                Token::Close(name) if name == "a" => {
                    if let Some((target, from)) = open_link.take()
                        && link::misleads(&target, &seen.text[from..])
                    {
                        self.add(Severity::Error, "notice-lint-link-text", "notice-in-html", line, "");
                    }
                }
                Token::Close(_) => {}
            }
        }
        self.structure(&outline);
        seen
    }

    /// What a screen reader needs to know (WCAG 2.1: 2.4.2, 3.1.1, 1.3.1).
    fn structure(&mut self, outline: &Outline) {
        for (wrong, code) in [
            (!outline.lang, "notice-lint-lang"),
            (outline.titles != 1, "notice-lint-title"),
            (outline.headings != 1, "notice-lint-heading"),
        ] {
            if wrong {
                self.add(Severity::Warning, code, "notice-in-html", 1, "");
            }
        }
    }

    fn element<'a>(&mut self, name: &str, get: impl Fn(&str) -> Option<&'a str>, line: usize) {
        let part = "notice-in-html";
        let refresh =
            name == "meta" && get("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
        if ACTIVE.contains(&name) || refresh {
            self.add(Severity::Error, "notice-lint-active", part, line, name);
        }
        if name == "img" && get("alt").is_none() {
            self.add(Severity::Error, "notice-lint-alt", part, line, "");
        }
    }

    fn attribute(&mut self, name: &str, value: &str, line: usize) {
        let part = "notice-in-html";
        if name.starts_with("on") {
            self.add(Severity::Error, "notice-lint-active", part, line, name);
        }
        if FETCHED.contains(&name) && link::target(value) != Target::Within {
            self.add(Severity::Error, "notice-lint-remote", part, line, name);
        }
        if name == "style" {
            self.style(value, line);
        }
    }

    fn style(&mut self, style: &str, line: usize) {
        let lower = style.to_ascii_lowercase();
        for what in ["url(", "@import", "image-set("] {
            if lower.contains(what) {
                self.add(Severity::Error, "notice-lint-remote", "notice-in-html", line, what);
            }
        }
    }

    fn link(&mut self, href: &str, hosts: &Hosts, part: &'static str, line: usize) -> Target {
        let target = link::target(href);
        match &target {
            Target::Web { https: false, .. } => {
                self.add(Severity::Error, "notice-lint-link-http", part, line, "")
            }
            Target::Web { host, https: true } => {
                if !hosts.know(host) {
                    self.add(hosts.severity, "notice-lint-link-host", part, line, host);
                }
            }
            Target::Other => self.add(Severity::Error, "notice-lint-link-kind", part, line, ""),
            Target::Contact(_) | Target::Within => {}
        }
        if link::tracks(href) {
            self.add(Severity::Error, "notice-lint-tracking", part, line, "");
        }
        target
    }

    /// Links stand in both parts: whoever reads the text alone misses nothing, and is sent nowhere else.
    pub(super) fn same_links(&mut self, text: &str, in_html: &[Target], hosts: &Hosts) {
        let in_text: Vec<Target> =
            link::in_text(text).map(|href| self.link(href, hosts, "notice-in-text", 1)).collect();
        let lower = std::cell::LazyCell::new(|| text.to_lowercase());
        let missing = |target: &Target| match target {
            Target::Web { .. } => !in_text.contains(target),
            // Nearly always it stands there just so.
            Target::Contact(address) => !text.contains(address.as_str()) && !lower.contains(address.as_str()),
            Target::Within | Target::Other => false,
        };
        if in_html.iter().any(missing) {
            self.add(Severity::Warning, "notice-lint-link-missing", "notice-in-text", 1, "");
        }
        if in_text.iter().any(|target| !in_html.contains(target)) {
            self.add(Severity::Warning, "notice-lint-link-missing", "notice-in-html", 1, "");
        }
    }
}
