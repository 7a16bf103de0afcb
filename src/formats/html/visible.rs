//! What of an HTML part its readers see, as far as elements and styles tell without laying the page out.
//!
//! Pure. Elements are followed as a browser does where end tags are left out (WHATWG HTML, section 13.1.2.4), closely
//! enough to know what lies within what.

use std::borrow::Cow;
use std::collections::HashMap;

use super::css::{has, hides, is_too_small};
use super::style_sheet::{HidingRules, StyleSheet};
use super::tokens::Token;

/// Elements that are looked at for one that a new one ends.
const NEAR: usize = 100;

/// The open elements, and whether their content is seen.
#[derive(Debug, Default)]
pub(crate) struct Visibility {
    sheet: StyleSheet,
    open: Vec<(Box<str>, Sight)>,
    /// How many of each name are open.
    count: HashMap<Box<str>, usize>,
}

/// How an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    Shown,
    /// `visibility: hidden`: an element within may show itself.
    Invisible,
    /// Not laid out, and nothing within it.
    Gone,
}

impl Visibility {
    /// Nothing open yet, on a page of these tokens whose style sheets hide by these rules.
    pub(crate) fn of(tokens: &[(usize, Token<'_>)], rules: HidingRules) -> Self {
        Visibility {
            sheet: StyleSheet::of(tokens, rules),
            ..Visibility::default()
        }
    }

    /// Whether an element with these attributes is taken out of sight by itself.
    pub(crate) fn hides(&self, name: &str, attributes: &[(Cow<'_, str>, Cow<'_, str>)]) -> bool {
        matches!(
            self.own(name, attributes),
            Some(Sight::Gone | Sight::Invisible)
        )
    }

    /// Whether content at this place is seen.
    pub(crate) fn is_seen(&self) -> bool {
        self.sight() == Sight::Shown
    }

    fn sight(&self) -> Sight {
        self.open.last().map_or(Sight::Shown, |(_, sight)| *sight)
    }

    /// A tag that opens.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(Cow<'_, str>, Cow<'_, str>)]) {
        if is_empty(name) {
            return;
        }
        self.end_before(name);
        let own = self.own(name, attributes);
        let sight = match (self.sight(), own) {
            (Sight::Gone, _) | (_, Some(Sight::Gone)) => Sight::Gone,
            (before, None) => before,
            (_, Some(own)) => own,
        };
        *self.count.entry(name.into()).or_default() += 1;
        self.open.push((name.into(), sight));
    }

    /// A tag that closes; one that closes nothing means nothing.
    pub(crate) fn close(&mut self, name: &str) {
        if self.count.get(name).is_some_and(|count| *count > 0) {
            while self.pop().is_some_and(|last| *last != *name) {}
        }
    }

    fn pop(&mut self) -> Option<Box<str>> {
        let (name, _) = self.open.pop()?;
        if let Some(count) = self.count.get_mut(&name) {
            *count -= 1;
        }
        Some(name)
    }

    /// Ends what ends by itself where `name` begins.
    fn end_before(&mut self, name: &str) {
        let ended: &[&str] = match name {
            "li" => &["li"],
            "option" | "optgroup" => &["option"],
            "dt" | "dd" => &["dt", "dd"],
            "rt" | "rp" => &["rt", "rp"],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "tbody" | "tfoot" => &["thead", "tbody", "tfoot"],
            name if is_block(name) => &["p"],
            _ => return,
        };
        if !ended
            .iter()
            .any(|name| self.count.get(*name).is_some_and(|count| *count > 0))
        {
            return;
        }
        let near = self.open.iter().rev().take(NEAR);
        let up = near.take_while(|(open, _)| !is_border(open, name));
        let depth = up
            .enumerate()
            .find(|(_, (open, _))| ended.contains(&&**open));
        if let Some((depth, _)) = depth {
            for _ in 0..=depth {
                self.pop();
            }
        }
    }

    /// What an element says of itself.
    fn own(&self, name: &str, attributes: &[(Cow<'_, str>, Cow<'_, str>)]) -> Option<Sight> {
        let get = |wanted: &str| {
            let mut found = attributes.iter().filter(|(name, _)| name == wanted);
            found.next().map(|(_, value)| &**value)
        };
        let style = get("style");
        let is_gone = is_never_shown(name)
            || get("hidden").is_some()
            || style.is_some_and(hides)
            || style.is_some_and(is_too_small)
            || self.sheet.hides(name, get("class"), get("id"));
        if !is_gone {
            let is_visible = |style| has(style, "visibility", "visible");
            return style.is_some_and(is_visible).then_some(Sight::Shown);
        }
        let only_invisible = style.is_some_and(|style| {
            has(style, "visibility", "hidden") && !has(style, "display", "none")
        });
        Some(if only_invisible {
            Sight::Invisible
        } else {
            Sight::Gone
        })
    }
}

/// Elements without content (section 13.1.2).
fn is_empty(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content browsers don't show, or show above the line.
fn is_never_shown(name: &str) -> bool {
    matches!(
        name,
        "title" | "template" | "iframe" | "noembed" | "noframes" | "datalist" | "rt" | "rp"
    )
}

/// Elements before which a paragraph ends (section 13.1.2.4).
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "div"
            | "dl"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "ul"
    )
}

/// What an element that ends by itself never reaches over.
fn is_border(open: &str, name: &str) -> bool {
    match name {
        "li" => matches!(open, "ul" | "ol" | "table" | "td"),
        "tr" | "td" | "th" | "tbody" | "tfoot" => open == "table",
        _ => matches!(open, "table" | "td" | "th" | "caption" | "div" | "button"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    /// The text that is seen.
    fn seen(html: &str) -> String {
        let tokens = tokens(html);
        let mut visibility = Visibility::of(&tokens, HidingRules::Any);
        let mut out = String::new();
        for (_, token) in &tokens {
            match token {
                Token::Open(name, attributes) => visibility.open(name, attributes),
                Token::Close(name) => visibility.close(name),
                Token::Text(text) if visibility.is_seen() => out.push_str(text),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn what_is_hidden_ends_where_its_element_does() {
        for (html, text) in [
            ("a<i hidden>x<i>x</i>x</i>b", "ab"),
            ("a<p style='display:none'>x<p>b", "ab"),
            ("a<p hidden>x<b>x<div>b</div>", "ab"),
            ("a<div hidden><p>x<p>x</div>b", "ab"),
            ("<ul><li>a<li hidden>x<ul><li>x</ul>x<li>b</ul>", "ab"),
            (
                "<table><tr hidden><td>x<td>x<tr><td>a<td hidden>x<td>b</table>",
                "ab",
            ),
            ("<tr hidden><td><table><tr><td>x</table>x<tr>a", "a"),
            ("a<br hidden>b<img hidden>c", "abc"),
            ("a</b></div>b", "ab"),
            (
                "<i style='visibility:hidden'>x<b style='visibility:visible'>a</b>x</i>b",
                "ab",
            ),
            (
                "<i style='display:none;visibility:hidden'>x<b style='visibility:visible'>x</b></i>a",
                "a",
            ),
            (
                "a<span style='font-size:0px'>x</span><span style='font-size:10px'>b</span>",
                "ab",
            ),
            (
                "a<span style='mso-hide:all'>x</span><template>x</template><title>x</title>b",
                "ab",
            ),
            ("<ruby>a<rp>(<rt>x<rp>)</ruby>b", "ab"),
        ] {
            assert_eq!(seen(html), text, "{html}");
        }
    }

    #[test]
    fn style_sheets_hide_by_class_id_and_name() {
        let sheet = "<style>/* x */ p, td b.z.y:first-child, #k { Display: NONE } @media print { s { visibility:hidden } } .a{color:red}</style>";
        for (html, text) in [
            ("a<b class='q y'>x</b><b class=z>b</b>", "ab"),
            ("a<i id=k>x</i><i id=p>b</i>", "ab"),
            ("a<s>x</s><p>x</p><div class=a>b</div>", "ab"),
        ] {
            assert_eq!(seen(&format!("{sheet}{html}")), text, "{html}");
        }
        assert_eq!(
            seen("<style>body{display:none}.{font-size:0}}{</style>a"),
            "a"
        );
    }
}
