//! What styles and style sheets take out of sight, as far as their own words tell.
//!
//! Pure.

use std::collections::HashSet;

use super::css::{hides, is_too_small};
use super::tokens::Token;

/// Which rules of style sheets are taken to hide something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum HidingRules {
    /// All that may. Of a selector (`div.note > b.z`) the last part counts, and its last class; whether the rule applies is
    /// not asked. So rather too much is taken for hidden: who reads this way reads the rest in another.
    #[default]
    Any,
    /// Those that do on every screen: outside `@media` and the like, with one class, id or name for a selector.
    Certain,
}

/// What the style sheets of a page take out of sight: classes, ids and elements.
#[derive(Debug, Default)]
pub(crate) struct StyleSheet {
    classes: HashSet<String>,
    ids: HashSet<String>,
    names: HashSet<String>,
    rules: HidingRules,
}

impl StyleSheet {
    /// The style sheets among these tokens.
    pub(crate) fn of(tokens: &[(usize, Token<'_>)], rules: HidingRules) -> Self {
        let mut sheet = StyleSheet {
            rules,
            ..StyleSheet::default()
        };
        let mut in_style = false;
        for (_, token) in tokens {
            match token {
                Token::Open(name, _) => in_style = name == "style",
                Token::Raw(text) if in_style => sheet.read(text),
                _ => {}
            }
        }
        sheet
    }

    fn read(&mut self, sheet: &str) {
        // Blocks that are open where a rule begins: `@media` and the like.
        let mut open = 0_usize;
        for rule in sheet.split('}') {
            let opened = open + rule.matches('{').count();
            open = opened.saturating_sub(1);
            let Some((before, style)) = rule.rsplit_once('{') else {
                continue;
            };
            if open > 0 && self.rules == HidingRules::Certain {
                continue;
            }
            if !hides(style) && !is_too_small(style) {
                continue;
            }
            let selectors = before.rsplit(['{', ';', '/']).next().unwrap_or_default();
            for selector in selectors.split(',') {
                self.select(selector.trim());
            }
        }
    }

    fn select(&mut self, selector: &str) {
        let last = selector
            .rsplit([' ', '\t', '\n', '>', '+', '~'])
            .next()
            .unwrap_or_default();
        let last = last.split([':', '[']).next().unwrap_or_default();
        let rest = last.get(1..).unwrap_or_default();
        let is_simple = last.len() == selector.len() && !rest.contains(['.', '#']);
        if !is_simple && self.rules == HidingRules::Certain {
            return;
        }
        let at = last.rfind(['.', '#']);
        let (into, name) = match at.map(|at| last.split_at(at)) {
            Some((_, class)) if class.starts_with('.') => (&mut self.classes, &class[1..]),
            Some((_, id)) => (&mut self.ids, &id[1..]),
            None => (&mut self.names, last),
        };
        if !name.is_empty() && !matches!(name, "*" | "html" | "body") {
            into.insert(name.to_owned());
        }
    }

    /// Whether they hide an element of this name, class and id.
    pub(crate) fn hides(&self, name: &str, class: Option<&str>, id: Option<&str>) -> bool {
        let has_class = || {
            class.is_some_and(|class| {
                class
                    .split_ascii_whitespace()
                    .any(|one| self.classes.contains(one))
            })
        };
        (!self.classes.is_empty() && has_class())
            || (!self.ids.is_empty() && id.is_some_and(|id| self.ids.contains(id)))
            || (!self.names.is_empty() && self.names.contains(name))
    }
}
