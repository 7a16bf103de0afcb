//! The part of the lint that compares text and HTML: whoever reads one of them misses no fact and no link, and is sent
//! nowhere else.

use std::cell::LazyCell;

use super::html_walk::{HtmlContent, Link};
use super::linter::{Findings, Hosts, Subject};
use crate::finding::Code;
use crate::formats::html::link;
use crate::formats::html::link::Target;
use crate::formats::text::words;
use crate::notice::template::printed_values::stands;
use crate::notice::template::source_map::SourceMap;

/// Signs within an address: `info@huis.example` is no part of `het-info@huis.example`.
const IN_ADDRESS: &str = ".-_+@%/?=&:";

impl Findings {
    /// Reports each value that only one of the parts shows, at the line that shows it.
    pub(crate) fn same_facts(&mut self, text: &str, seen: &HtmlContent, origin: &SourceMap<'_>) {
        for fact in origin.facts() {
            let Some(written) = origin.written(fact) else {
                continue;
            };
            let (place, missing) =
                match (stands(text, &written), stands(&seen.words.text, &written)) {
                    (true, false) => (&fact.in_text, "notice-in-html"),
                    (false, true) => (&fact.in_html, "notice-in-text"),
                    (true, true) | (false, false) => continue,
                };
            self.add_there(Code::NoticeLintFacts, missing, place, &fact.name);
        }
    }

    /// A link, wherever it is.
    pub(crate) fn link(
        &mut self,
        href: &str,
        hosts: &Hosts,
        part: &'static str,
        at: usize,
    ) -> Target {
        let target = link::target(href);
        match &target {
            Target::Web { https: false, .. } => {
                self.add(Code::NoticeLintLinkHttp, part, at, Subject::Link(href));
            }
            Target::Web {
                host, https: true, ..
            } => {
                if !hosts.know(host) {
                    self.add_as(
                        hosts.severity,
                        Code::NoticeLintLinkHost,
                        part,
                        at,
                        Subject::Host(host),
                    );
                }
            }
            Target::Other => self.add(Code::NoticeLintLinkKind, part, at, Subject::Link(href)),
            Target::Contact(_) | Target::Within => {}
        }
        if link::tracks(href) {
            self.add(Code::NoticeLintTracking, part, at, Subject::Link(href));
        }
        target
    }

    /// Reports links and addresses that only one of the parts has, at the line that has them.
    pub(crate) fn same_links(&mut self, text: &str, seen: &HtmlContent, hosts: &Hosts) {
        let in_text: Vec<(usize, &str, Target)> = link::in_text(text)
            .map(|(at, href)| (at, href, self.link(href, hosts, "notice-in-text", at)))
            .collect();
        self.missing_in_text(text, &in_text, seen);
        self.missing_in_html(text, &in_text, seen);
    }

    fn missing_in_text(
        &mut self,
        text: &str,
        in_text: &[(usize, &str, Target)],
        seen: &HtmlContent,
    ) {
        let lower = LazyCell::new(|| text.to_lowercase());
        let missing = |link: &&Link| match &link.target {
            Target::Web { host, rest, .. } => {
                let bare = || format!("{host}{rest}").to_lowercase();
                let written = || format!("{}{rest}", link::as_written(host)).to_lowercase();
                let linked = in_text.iter().any(|(_, _, target)| *target == link.target);
                // `www.huis.example/inzage`: readers of mail make it a link, and people know what to do with it.
                !linked && !names(text, &lower, &bare()) && !names(text, &lower, &written())
            }
            Target::Contact(place) if place.contains('@') => !names(text, &lower, place),
            Target::Contact(number) => !calls(text, number),
            Target::Within | Target::Other => false,
        };
        for link in seen.links.iter().filter(missing) {
            self.add_missing("notice-in-text", ("notice-in-html", link.at), &link.href);
        }
    }

    fn missing_in_html(
        &mut self,
        text: &str,
        in_text: &[(usize, &str, Target)],
        seen: &HtmlContent,
    ) {
        // Nearly always it is a link there too; now and then only words.
        let words = &seen.words.text;
        let shown = LazyCell::new(|| {
            link::in_text(words)
                .map(|(_, href)| link::target(href))
                .collect::<Vec<_>>()
        });
        let linked = |target: &Target| {
            seen.links
                .iter()
                .any(|link| link.for_all && link.target == *target)
        };
        for (at, href, _) in in_text
            .iter()
            .filter(|(_, _, target)| !linked(target) && !shown.contains(target))
        {
            self.add_missing("notice-in-html", ("notice-in-text", *at), href);
        }
        let lower = LazyCell::new(|| words.to_lowercase());
        for (at, address) in link::addresses_in(text) {
            let place = address.to_lowercase();
            if !words.contains(address)
                && !linked(&Target::Contact(place.clone()))
                && !names(words, &lower, &place)
            {
                self.add_missing("notice-in-html", ("notice-in-text", at), address);
            }
        }
    }
}

/// Whether a text names an address, which is given in lower case.
fn names(text: &str, lower: &LazyCell<String, impl FnOnce() -> String>, address: &str) -> bool {
    words::find(text, address, IN_ADDRESS).is_some()
        || words::find(lower, address, IN_ADDRESS).is_some()
}

/// Whether a text has a telephone number, whatever is between its digits; `+31 70` is `070`.
fn calls(text: &str, number: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let number = digits(number);
    let bare = number.strip_prefix("00").unwrap_or(&number);
    let national = bare.strip_prefix("31").map(|rest| format!("0{rest}"));
    let there = digits(text);
    there.contains(bare) || national.is_some_and(|national| there.contains(&national))
}

#[cfg(test)]
mod tests;
