//! Declarations of styles (CSS Syntax): their escapes, and whether one takes an element or its letters out of sight.

use std::borrow::Cow;

use memchr::{memchr, memchr3_iter};

/// A style in lower case, its escapes decoded: `u\72l(` is `url(` (CSS Syntax, section 4.3.7).
pub(crate) fn unescaped(style: &str) -> String {
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
        // Without a number the escape means the next character, which is there already.
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
pub(crate) fn hides(style: &str) -> bool {
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
    declares(style, |name, value| {
        let is =
            |wanted, gone| name.eq_ignore_ascii_case(wanted) && value.eq_ignore_ascii_case(gone);
        is("display", "none") || is("visibility", "hidden")
    })
}

/// Whether a style has a declaration that is `wanted`, by name and value.
fn declares(style: &str, wanted: impl Fn(&str, &str) -> bool) -> bool {
    let style = if style.contains('\\') {
        Cow::Owned(unescaped(style))
    } else {
        Cow::Borrowed(style)
    };
    let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.into_iter().any(|(name, value)| {
        let value = value.trim().split(['!', ' ']).next().unwrap_or_default();
        wanted(name.trim(), value)
    })
}

/// Whether a style has a declaration of this name and value.
pub(crate) fn has(style: &str, name: &str, value: &str) -> bool {
    declares(style, |one, said| {
        one.eq_ignore_ascii_case(name) && said.eq_ignore_ascii_case(value)
    })
}

/// Whether a style makes letters that nobody sees: none high, none dark, or none in Outlook.
pub(crate) fn is_too_small(style: &str) -> bool {
    declares(style, |name, value| {
        let is = |wanted| name.eq_ignore_ascii_case(wanted);
        match value.as_bytes().first() {
            Some(b'0' | b'.') if is("font-size") || is("opacity") => {
                let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
                number.parse::<f64>().is_ok_and(|number| number == 0.0)
            }
            Some(b'a' | b'A') => is("mso-hide") && value.eq_ignore_ascii_case("all"),
            _ => false,
        }
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
