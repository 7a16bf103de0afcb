//! The part of the lint that looks at elements and attributes: what is fetched, or run, as soon as the mail is opened.

use memchr::{memchr, memchr2};

use super::linter::{Findings, Subject};
use crate::finding::Code;
use crate::formats::html::css::unescaped;
use crate::formats::html::link;
use crate::formats::html::link::Target;

const PART: &str = "notice-in-html";

/// Elements that run, send or fetch something.
const ACTIVE: [&str; 15] = [
    "script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "select",
    "textarea", "base", "link", "video", "audio",
];

/// Attributes whose address is fetched as soon as the mail is opened. The last are old ones of Outlook and its VML.
const FETCHED: [&str; 9] = [
    "src",
    "srcset",
    "imagesrcset",
    "background",
    "poster",
    "data",
    "lowsrc",
    "dynsrc",
    "o:href",
];

/// Attributes of SVG that may hold a `url(` of their own.
const PAINT: [&str; 8] = [
    "fill",
    "stroke",
    "mask",
    "filter",
    "clip-path",
    "marker-start",
    "marker-mid",
    "marker-end",
];

/// Whether an `href` of this element is followed by a click, and not fetched. VML has its links on shapes.
pub(crate) fn leads(element: &str) -> bool {
    matches!(element, "a" | "area") || element.starts_with("v:")
}

/// Whether an attribute is where a link leads, by either of its names (SVG 1.1 has the second).
pub(crate) fn is_href(attribute: &str) -> bool {
    matches!(attribute, "href" | "xlink:href")
}

impl Findings {
    pub(crate) fn element<'a>(
        &mut self,
        name: &str,
        get: impl Fn(&str) -> Option<&'a str>,
        at: usize,
    ) {
        let refresh = name == "meta"
            && get("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
        if ACTIVE.contains(&name) || refresh {
            self.add(Code::NoticeLintActive, PART, at, Subject::Name(name));
        }
        if name == "img" && get("alt").is_none() {
            self.add(Code::NoticeLintAlt, PART, at, Subject::None);
        }
    }

    pub(crate) fn attribute(&mut self, element: &str, name: &str, value: &str, at: usize) {
        if name.starts_with("on") {
            self.add(Code::NoticeLintActive, PART, at, Subject::Name(name));
        }
        if name == "ping" {
            self.add(Code::NoticeLintTracking, PART, at, Subject::Name(name));
        }
        // What `link` and `base` fetch is reported with the element.
        let reaches = is_href(name) && !leads(element) && !matches!(element, "link" | "base");
        if (reaches || FETCHED.contains(&name)) && link::target(value) != Target::Within {
            self.add(Code::NoticeLintRemote, PART, at, Subject::Name(name));
        }
        if name == "style" {
            self.style(value, at);
        } else if memchr(b'(', value.as_bytes()).is_some() && PAINT.contains(&name) {
            // A colour of the picture itself is `url(#name)`.
            let paint = unescaped(value);
            if paint
                .split("url(")
                .skip(1)
                .any(|address| !address.trim_start().starts_with('#'))
            {
                self.add(Code::NoticeLintRemote, PART, at, Subject::Name(name));
            }
        }
    }

    pub(crate) fn style(&mut self, style: &str, at: usize) {
        // Every wanted declaration has one of these, and neither can be escaped (CSS Syntax, section 4.3).
        if memchr2(b'(', b'@', style.as_bytes()).is_none() {
            return;
        }
        let style = unescaped(style);
        for what in ["url(", "@import", "image-set("] {
            if style.contains(what) {
                self.add(Code::NoticeLintRemote, PART, at, Subject::Name(what));
            }
        }
    }
}
