//! The part of the lint that compares text and HTML: whoever reads one of them misses no fact and no link, and is sent
//! nowhere else.

use std::cell::LazyCell;

use super::html_walk::{Link, Seen};
use super::linter::{Findings, Hosts, Thing};
use crate::fault::Severity;
use crate::formats::html::link;
use crate::formats::html::link::Target;
use crate::notice::template::printed_values::{stands, word_at};
use crate::notice::template::source_map::Origin;

/// Signs within an address: `info@huis.example` is no part of `het-info@huis.example`.
const IN_ADDRESS: &str = ".-_+@%/?=&:";

impl Findings {
    /// Values that one part shows and the other does not; told where they do stand.
    pub(crate) fn same_facts(&mut self, text: &str, seen: &Seen, origin: &Origin<'_>) {
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
            self.add_there(
                Severity::Warning,
                "notice-lint-facts",
                missing,
                place,
                &fact.name,
            );
        }
    }

    /// A link, wherever it stands.
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
                self.add(
                    Severity::Error,
                    "notice-lint-link-http",
                    part,
                    at,
                    Thing::Link(href),
                );
            }
            Target::Web {
                host, https: true, ..
            } => {
                if !hosts.know(host) {
                    self.add(
                        hosts.severity,
                        "notice-lint-link-host",
                        part,
                        at,
                        Thing::Host(host),
                    );
                }
            }
            Target::Other => self.add(
                Severity::Error,
                "notice-lint-link-kind",
                part,
                at,
                Thing::Link(href),
            ),
            Target::Contact(_) | Target::Within => {}
        }
        if link::tracks(href) {
            self.add(
                Severity::Error,
                "notice-lint-tracking",
                part,
                at,
                Thing::Link(href),
            );
        }
        target
    }

    /// Links and addresses that stand in one part only; told where they do stand.
    pub(crate) fn same_links(&mut self, text: &str, seen: &Seen, hosts: &Hosts) {
        let in_text: Vec<(usize, &str, Target)> = link::in_text(text)
            .map(|(at, href)| (at, href, self.link(href, hosts, "notice-in-text", at)))
            .collect();
        self.missing_in_text(text, &in_text, seen);
        self.missing_in_html(text, &in_text, seen);
    }

    fn missing_in_text(&mut self, text: &str, in_text: &[(usize, &str, Target)], seen: &Seen) {
        let lower = LazyCell::new(|| text.to_lowercase());
        let missing = |link: &&Link| match &link.target {
            Target::Web { host, rest, .. } => {
                let bare = || format!("{host}{rest}").to_lowercase();
                let linked = in_text.iter().any(|(_, _, target)| *target == link.target);
                // `www.huis.example/inzage`: readers of mail make it a link, and people know what to do with it.
                !linked && !names(text, &lower, &bare())
            }
            Target::Contact(place) if place.contains('@') => !names(text, &lower, place),
            Target::Contact(number) => !calls(text, number),
            Target::Within | Target::Other => false,
        };
        for link in seen.links.iter().filter(missing) {
            self.add_missing("notice-in-text", ("notice-in-html", link.at), &link.href);
        }
    }

    fn missing_in_html(&mut self, text: &str, in_text: &[(usize, &str, Target)], seen: &Seen) {
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
    word_at(text, address, IN_ADDRESS).is_some() || word_at(lower, address, IN_ADDRESS).is_some()
}

/// Whether a text has a telephone number, whatever stands between its digits; `+31 70` is `070`.
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
mod tests {
    use crate::checks::Lint;
    use crate::fault::Fault;
    use crate::notice::tests::support::{Folder, recipient};

    /// What lint says of the mail that these templates make for this row's `kenmerk`: code, place and thing.
    fn said(text: &str, html: &str, kenmerk: &str) -> Vec<String> {
        let mut folder = Folder::new()
            .text(text)
            .html(&format!("<html lang=nl><title>x</title><h1>x</h1>{html}"));
        folder.columns.push("geen".into());
        folder.notice.link_hosts = Some(vec!["example".into()]);
        let press = folder.press().unwrap().0;
        let mut row = recipient("Stichting 't Huis");
        row.fields.insert("kenmerk".into(), kenmerk.into());
        let mail = press
            .compose(&row, &crate::notice::tests::support::key())
            .unwrap();
        let lint = Lint::new(&folder.sender, &folder.notice);
        lint.check(&mail.content(), &press.origin(&row))
            .iter()
            .map(show)
            .collect()
    }

    fn show(fault: &Fault) -> String {
        let what = fault
            .phrase
            .args()
            .iter()
            .find(|(name, _)| *name == "what")
            .map(|(_, what)| what);
        let what = match what {
            Some(crate::phrase::Arg::Text(what)) => what,
            _ => "…",
        };
        let code = fault.code().trim_start_matches("notice-lint-");
        format!(
            "{code} {}:{} {what}",
            fault.place.file,
            fault.place.row.unwrap_or_default()
        )
    }

    /// Text, HTML, the value of `kenmerk`, and what is reported.
    const VALUES_IN_ONE_PART: [(&str, &str, &str, &str); 7] = [
        (
            "\n{{kenmerk}}",
            "<p title=\"{{kenmerk}}\">",
            "VZ-1",
            "facts text.hbs:2 kenmerk",
        ),
        (
            "\n{{kenmerk}}",
            "<title>{{kenmerk}}</title>",
            "VZ-1",
            "facts text.hbs:2 kenmerk",
        ),
        (
            "\n{{kenmerk}}",
            "<div style='display:none'><p>{{kenmerk}}</p></div>",
            "VZ-1",
            "facts text.hbs:2 kenmerk",
        ),
        (
            "\n{{kenmerk}}",
            "<td hidden>{{kenmerk}}<td>",
            "VZ-1",
            "facts text.hbs:2 kenmerk",
        ),
        (
            "\n{{kenmerk}}",
            "11 december{{#if geen}}{{kenmerk}}{{/if}}",
            "1",
            "facts text.hbs:2 kenmerk",
        ),
        (
            "1.2{{#if geen}}{{kenmerk}}{{/if}}",
            "\n{{kenmerk}}",
            "2",
            "facts html.hbs:2 kenmerk",
        ),
        (
            "\n{{als_lijst kenmerk}}",
            "{{#if geen}}{{als_lijst kenmerk}}{{/if}}2023, 2024",
            "2023, 2024",
            "facts text.hbs:2 kenmerk",
        ),
    ];

    #[test]
    fn a_value_that_only_one_part_shows_is_named_where_it_stands() {
        let base = "{{contact}}";
        for (text, html, kenmerk, told) in VALUES_IN_ONE_PART {
            let found = said(&format!("{base}{text}"), &format!("{base} {html}"), kenmerk);
            assert!(found.contains(&told.to_owned()), "{html}: {found:?}");
        }
        for (text, html) in [
            ("{{kenmerk}}", "<b>V</b>Z-<wbr>\n1"),
            (
                "{{als_lijst kenmerk}}",
                "<td>x</td><td>{{als_lijst kenmerk}}</td>",
            ),
            ("{{kenmerk}}", "<p style='display:none'>x<p>{{kenmerk}}"),
            (
                "{{kenmerk}}",
                "<span hidden><span>x</span>x</span>{{kenmerk}}",
            ),
        ] {
            assert_eq!(
                said(&format!("{base} {text}"), &format!("{base} {html}"), "VZ-1"),
                [""; 0],
                "{html}"
            );
        }
    }

    /// Text, HTML, and what is reported.
    const LINKS_IN_ONE_PART: [(&str, &str, &str); 9] = [
        (
            "x",
            "\n<a href='https://a.example/b'>x</a>",
            "link-missing html.hbs:2 https://a.example/b",
        ),
        (
            "https://a.example/b",
            "<a href='https://a.example/c'>x</a>",
            "link-missing html.hbs:1 https://a.example/c",
        ),
        (
            "\nhttps://a.example/b",
            "https://a.example/c",
            "link-missing text.hbs:2 https://a.example/b",
        ),
        (
            "\nMail info@huis.example.",
            "x",
            "link-missing text.hbs:2 info@huis.example",
        ),
        (
            "het-info@a.example",
            "<a href='mailto:info@a.example'>x</a> het-info@a.example",
            "link-missing html.hbs:1 mailto:info@a.example",
        ),
        (
            "www.a.example/b",
            "<a href='https://a.example'>x</a>",
            "link-missing html.hbs:1 https://a.example",
        ),
        (
            "vragen@a.example",
            "<a href='https://a.example'>x</a>",
            "link-missing html.hbs:1 https://a.example",
        ),
        (
            "x",
            "<a href='tel:14070'>bel</a>",
            "link-missing html.hbs:1 tel:14070",
        ),
        (
            "https://a.example/b",
            "<!--[if mso]><a href='https://a.example/b'>x</a><![endif]-->",
            "link-missing text.hbs:1 https://a.example/b",
        ),
    ];

    #[test]
    fn a_link_that_only_one_part_has_is_named_where_it_stands() {
        for (text, html, told) in LINKS_IN_ONE_PART {
            let found = said(text, html, "VZ-1");
            assert!(found.contains(&told.to_owned()), "{html}: {found:?}");
        }
        for (text, html) in [
            ("https://a.example", "<a href='https://A.example/'>x</a>"),
            ("https://a.example/b?c", "<p>Zie https://a.example/b?c.</p>"),
            (
                "Zie www.a.example/b.",
                "<a href='https://www.a.example/b'>x</a>",
            ),
            (
                "Info@huis.example",
                "<a href='mailto:info@huis.example?subject=x'>x</a>",
            ),
            ("INFO@huis.example", "info@huis.example"),
            ("070 - 123 45 67", "<a href='tel:+31-70-1234567'>bel</a>"),
        ] {
            assert_eq!(said(text, html, "VZ-1"), [""; 0], "{html}");
        }
    }

    #[test]
    fn a_link_out_of_a_cell_is_never_shown() {
        let html = "<a href='https://a.example/{{kenmerk}}'>x</a>";
        assert_eq!(
            said("x", html, "VZ-1"),
            ["link-missing html.hbs:1 a.example"]
        );
        let html = "<a href='{{kenmerk}}'>x</a>";
        assert_eq!(
            said("x", html, "https://geheim.example/x"),
            ["link-missing html.hbs:1 …"]
        );
        assert_eq!(
            said("Mail {{kenmerk}}", "x", "a@geheim.example"),
            ["link-missing text.hbs:1 …"]
        );
        assert_eq!(
            said("x", html, "http://geheim.test/x")[0],
            "link-http html.hbs:1 …"
        );
        assert_eq!(
            said("x", html, "https://geheim.test/x")[0],
            "link-host html.hbs:1 …"
        );
    }
}
