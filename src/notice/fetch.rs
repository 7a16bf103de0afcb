//! The part of the lint that looks at elements and attributes: what is fetched, or run, as soon as the mail is opened.

use memchr::{memchr, memchr2, memchr3_iter};

use super::link::{self, Target};
use super::lint::{Findings, Thing};
use crate::fault::Severity;

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
pub(super) fn leads(element: &str) -> bool {
    matches!(element, "a" | "area") || element.starts_with("v:")
}

/// Whether an attribute is where a link leads, by either of its names (SVG 1.1 has the second).
pub(super) fn is_href(attribute: &str) -> bool {
    matches!(attribute, "href" | "xlink:href")
}

impl Findings {
    pub(super) fn element<'a>(
        &mut self,
        name: &str,
        get: impl Fn(&str) -> Option<&'a str>,
        at: usize,
    ) {
        let refresh = name == "meta"
            && get("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
        if ACTIVE.contains(&name) || refresh {
            self.add(
                Severity::Error,
                "notice-lint-active",
                PART,
                at,
                Thing::Name(name),
            );
        }
        if name == "img" && get("alt").is_none() {
            self.add(Severity::Error, "notice-lint-alt", PART, at, Thing::None);
        }
    }

    pub(super) fn attribute(&mut self, element: &str, name: &str, value: &str, at: usize) {
        if name.starts_with("on") {
            self.add(
                Severity::Error,
                "notice-lint-active",
                PART,
                at,
                Thing::Name(name),
            );
        }
        if name == "ping" {
            self.add(
                Severity::Error,
                "notice-lint-tracking",
                PART,
                at,
                Thing::Name(name),
            );
        }
        // What `link` and `base` reach for is told with the element.
        let reaches = is_href(name) && !leads(element) && !matches!(element, "link" | "base");
        if (reaches || FETCHED.contains(&name)) && link::target(value) != Target::Within {
            self.add(
                Severity::Error,
                "notice-lint-remote",
                PART,
                at,
                Thing::Name(name),
            );
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
                self.add(
                    Severity::Error,
                    "notice-lint-remote",
                    PART,
                    at,
                    Thing::Name(name),
                );
            }
        }
    }

    pub(super) fn style(&mut self, style: &str, at: usize) {
        // All of what is sought has one of these, and neither can be escaped (CSS Syntax, section 4.3).
        if memchr2(b'(', b'@', style.as_bytes()).is_none() {
            return;
        }
        let style = unescaped(style);
        for what in ["url(", "@import", "image-set("] {
            if style.contains(what) {
                self.add(
                    Severity::Error,
                    "notice-lint-remote",
                    PART,
                    at,
                    Thing::Name(what),
                );
            }
        }
    }
}

/// A style in lower case, its escapes decoded: `u\72l(` is `url(` (CSS Syntax, section 4.3.7).
pub(super) fn unescaped(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let code = u32::from_str_radix(&rest[..digits], 16).ok();
        // Without a number it is the next character itself, which stands there already.
        out.extend(code.map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)));
        rest = &rest[digits..];
        // One blank ends the number.
        rest = rest
            .strip_prefix(|c: char| digits > 0 && c.is_ascii_whitespace())
            .unwrap_or(rest);
    }
    out.push_str(rest);
    out.make_ascii_lowercase();
    out
}

/// Whether a style takes an element out of sight.
pub(super) fn hides(style: &str) -> bool {
    let octets = style.as_bytes();
    // Few styles name `display` or `visibility`, and each tag has its style: a look at every `y` is enough.
    let named = |at: usize| {
        let ends = |name: &[u8]| {
            at >= name.len() && octets[at - name.len()..at].eq_ignore_ascii_case(name)
        };
        octets[at] == b'\\' || ends(b"displa") || ends(b"visibilit")
    };
    if !memchr3_iter(b'y', b'Y', b'\\', octets).any(named) {
        return false;
    }
    let style = unescaped(style);
    let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.into_iter().any(|(name, value)| {
        let value = value.trim().split(['!', ' ']).next().unwrap_or_default();
        matches!(
            (name.trim(), value),
            ("display", "none") | ("visibility", "hidden")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_in_a_style_are_decoded() {
        for (style, plain) in [
            ("u\\72l(x)", "url(x)"),
            ("\\000055 RL(x)", "url(x)"),
            ("u\\72 \nl(", "ur\nl("),
            ("\\url(", "url("),
            ("a\\", "a"),
            ("\\110000", "\u{fffd}"),
        ] {
            assert_eq!(unescaped(style), plain, "{style}");
        }
    }

    #[test]
    fn a_style_that_hides_is_known() {
        for style in [
            "display:none",
            "color:x; Display : NONE !important",
            "visibility:hidden;",
            "d\\69splay:none",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "text-decoration:none",
            "overflow:hidden",
            "display:block",
            "mso-display:none",
        ] {
            assert!(!hides(style), "{style}");
        }
    }
}
