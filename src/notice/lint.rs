//! The lint of finished mails: what a reader, a spam filter or a rule of the house would stumble over.
//!
//! It looks at what was rendered, so what comes from a cell is seen as well. The same finding in many mails is
//! told once, with the first mail that has it ([`once`]). Pure.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Mail;
use super::names::PartFiles;
use crate::config::{self, Sender};
use crate::fault::{Fault, Place, Severity};
use crate::phrase::Phrase;

/// Subjects longer than this are cut off on telephones and in lists.
const LONGEST_SUBJECT: usize = 78;

/// Words that a writer leaves for later.
const LEFTOVERS: [&str; 8] = ["{{", "}}", "TODO", "XXX", "FIXME", "Lorem", "lorem", "[invullen]"];

/// Looks at mails one at a time.
#[derive(Debug)]
pub struct Lint {
    hosts: Hosts,
    files: PartFiles,
    /// All of [`LEFTOVERS`] in one look; `None` where there is no such automaton, and each is looked for.
    leftovers: Option<AhoCorasick>,
}

/// Where links may lead.
#[derive(Debug)]
pub(super) struct Hosts {
    /// The sender's domain, and what the settings add to it.
    known: Vec<String>,
    /// Another host is a fault once somebody said which ones there are, and a look before that.
    pub(super) severity: Severity,
}

impl Hosts {
    /// Whether a host is one of them, or lies under one.
    pub(super) fn know(&self, host: &str) -> bool {
        let under = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
        self.known.iter().any(|domain| host == domain || under(domain))
    }
}

/// Something found in one mail.
struct Finding {
    code: &'static str,
    severity: Severity,
    part: &'static str,
    line: usize,
    /// A name out of the lists above, or of a tag or attribute: never content.
    what: String,
}

impl Lint {
    /// A lint for mails from this sender, made of these templates.
    #[must_use]
    pub fn new(sender: &Sender, notice: &config::Notice) -> Self {
        let own = std::iter::once(sender.from.address.domain().to_owned());
        let listed = notice.link_hosts.iter().flatten().map(|host| host.to_lowercase());
        let severity = if notice.link_hosts.is_some() { Severity::Error } else { Severity::Warning };
        let hosts = Hosts { known: own.chain(listed).collect(), severity };
        // Only the search for the leftmost has a fast way over text that holds none.
        let leftovers = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(LEFTOVERS).ok();
        Lint { hosts, files: PartFiles::of(notice), leftovers }
    }

    /// What is to be said of this mail.
    #[must_use]
    pub fn check(&self, mail: &Mail) -> Vec<Fault> {
        let mut findings = Findings(vec![]);
        findings.subject(&mail.subject);
        let may_hold = |text: &str| self.leftovers.as_ref().is_none_or(|all| all.is_match(text));
        let words = |findings: &mut Findings, text: &str, part| {
            findings.words(text, part, may_hold(text));
        };
        words(&mut findings, &mail.subject, "notice-in-subject");
        words(&mut findings, &mail.text, "notice-in-text");
        let seen = findings.html(&mail.html, &self.hosts);
        words(&mut findings, &seen.text, "notice-in-html");
        findings.same_links(&mail.text, &seen.links, &self.hosts);
        for (name, part) in &mail.uneven {
            findings.add(Severity::Warning, "notice-lint-facts", part, 1, name);
        }
        findings.0.into_iter().map(|one| one.fault(mail, &self.files)).collect()
    }
}

/// Of findings that differ only in the mail, row, line and size, the first: what stands in a template shows in every
/// mail, and is to be mended once. For the findings of lint and leak check over all mails, in order.
#[must_use]
pub fn once(mut faults: Vec<Fault>) -> Vec<Fault> {
    let mut told = BTreeSet::new();
    faults.retain(|fault| {
        let what: Vec<_> = fault
            .phrase
            .args()
            .iter()
            .filter(|(name, _)| !matches!(*name, "id" | "row" | "line" | "size"))
            .collect();
        told.insert(format!("{} {} {what:?}", fault.place.file, fault.code()))
    });
    faults
}

/// What the sender's settings alone give rise to.
#[must_use]
pub fn sender(sender: &Sender) -> Vec<Fault> {
    let local: String =
        sender.from.address.local().to_lowercase().chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let silent =
        ["noreply", "donotreply", "geenantwoord", "nietbeantwoorden"].iter().any(|no| local.contains(no));
    let place = |key: &str| Place::file(super::names::SETTINGS).column(key);
    let mut faults = vec![];
    if silent && sender.reply_to.is_none() {
        faults.push(Fault::warning(place("sender.reply_to"), Phrase::new("notice-lint-no-reply")));
    }
    // Relaxed alignment (RFC 7489, section 3.1.2), as far as it goes without a list of public suffixes.
    let (from, back) = (sender.from.address.domain(), sender.envelope_from.domain());
    let under = |one: &str, other: &str| one.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'));
    if from != back && !under(from, back) && !under(back, from) {
        let phrase = Phrase::new("notice-from-not-aligned").with("from", from).with("back", back);
        faults.push(Fault::warning(place("sender.envelope_from"), phrase));
    }
    faults
}

impl Finding {
    fn fault(self, mail: &Mail, files: &PartFiles) -> Fault {
        let phrase = Phrase::new(self.code)
            .with("id", mail.list_id.as_str())
            .with("part", Phrase::new(self.part))
            .with("line", self.line.to_string())
            .with("what", self.what);
        Fault { place: files.place(self.part), severity: self.severity, phrase, accepted: None }
    }
}

/// What is found in one mail, in order.
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        part: &'static str,
        line: usize,
        what: &str,
    ) {
        self.0.push(Finding { code, severity, part, line, what: what.to_owned() });
    }

    fn subject(&mut self, subject: &str) {
        let part = "notice-in-subject";
        if subject.chars().count() > LONGEST_SUBJECT {
            self.add(Severity::Warning, "notice-lint-subject-long", part, 1, "");
        }
        let shouted = subject.split_whitespace().filter(|word| is_shouted(word)).count();
        if shouted > 1 || subject.contains("!!") || subject.contains("??") {
            self.add(Severity::Warning, "notice-lint-subject-loud", part, 1, "");
        }
    }

    /// Leftovers, where there may be some, and words that count or rank.
    fn words(&mut self, text: &str, part: &'static str, leftovers: bool) {
        for (nth, line) in text.lines().enumerate() {
            for leftover in LEFTOVERS.iter().filter(|_| leftovers) {
                if holds(line, leftover) {
                    self.add(Severity::Error, "notice-lint-leftover", part, nth + 1, leftover);
                }
            }
            if counts(line) {
                self.add(Severity::Warning, "notice-lint-counts", part, nth + 1, "");
            }
        }
    }
}

/// Three capitals or more and nothing else.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

/// Whether a line holds a leftover: as a word of its own where it is a word.
fn holds(line: &str, leftover: &str) -> bool {
    if !leftover.starts_with(char::is_alphabetic) {
        return line.contains(leftover);
    }
    line.match_indices(leftover).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + leftover.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// `12 van 143`, `12 van de 143`, `12 uit 143`, `12/143`: two numbers of which the first is the smaller.
/// Years and dates (`12/2024`) are left alone.
fn counts(line: &str) -> bool {
    if line.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return false;
    }
    let spaced = line.replace('/', " / ");
    let words: Vec<&str> = spaced
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'))
        .collect();
    let number = |word: &&str| word.parse::<u32>().ok();
    words.iter().enumerate().any(|(at, first)| {
        let joined = words.get(at + 1).is_some_and(|word| matches!(*word, "van" | "uit" | "of" | "/"));
        let skip = usize::from(words.get(at + 2).is_some_and(|word| matches!(*word, "de" | "the")));
        let pair = number(first).zip(words.get(at + 2 + skip).and_then(number));
        joined && pair.is_some_and(|(first, all)| first <= all && !(1900..2100).contains(&all))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::notice::testing::Folder;

    const HTML: &str = "<html lang=\"nl\"><title>x</title><h1>x</h1>";

    fn lint(subject: &str, text: &str, html: &str) -> Vec<(&'static str, Severity)> {
        let folder = Folder::new();
        let mail = Mail { subject: subject.into(), text: text.into(), html: html.into(), ..folder.mail("x") };
        Lint::new(&folder.sender, &folder.notice)
            .check(&mail)
            .iter()
            .map(|fault| (fault.code(), fault.severity))
            .collect()
    }

    fn in_html(html: &str) -> Vec<&'static str> {
        lint("x", "https://a.example", &format!("{HTML}{html}"))
            .into_iter()
            .map(|(code, _)| code)
            .filter(|code| !matches!(*code, "notice-lint-link-missing" | "notice-lint-link-host"))
            .collect()
    }

    #[test]
    fn a_plain_letter_passes() {
        let html = format!(
            "{HTML}<p>Informatie, 16 december, 1 van beide.</p><img src=\"cid:logo\" alt=\"\">\
             <a href=\"mailto:vragen@voorbeeldzaken.example?subject=x\">vragen@voorbeeldzaken.example</a>\
             <a href=\"https://www.voorbeeldzaken.example/x\">Lees meer</a>"
        );
        let text = "Mail naar vragen@voorbeeldzaken.example of zie https://www.voorbeeldzaken.example/x.";
        assert_eq!(lint("Informatie voor het bestuur van de KNVB", text, &html), []);
    }

    #[test]
    fn what_fetches_runs_or_follows_is_an_error() {
        for (html, code) in [
            ("<img src='https://a.example/x.png' alt='x'>", "notice-lint-remote"),
            ("<img src='//a.example/x.png' alt='x'>", "notice-lint-remote"),
            ("<td background='http://a.example/x.png'>", "notice-lint-remote"),
            ("<p style='background: URL(x)'>", "notice-lint-remote"),
            ("<style>@import 'x';</style>", "notice-lint-remote"),
            ("<script>x</script>", "notice-lint-active"),
            ("<p onclick='x'>", "notice-lint-active"),
            ("<form>", "notice-lint-active"),
            ("<meta http-equiv='Refresh' content='0'>", "notice-lint-active"),
            ("<img src='cid:x'>", "notice-lint-alt"),
            ("<a href='javascript:x'>x</a>", "notice-lint-link-kind"),
            ("<a href='http://a.example'>x</a>", "notice-lint-link-http"),
            ("<a href='https://a.example?utm_source=x'>x</a>", "notice-lint-tracking"),
            ("<a href='https://a.example'>https://b.<b>example</b></a>", "notice-lint-link-text"),
            ("<p>{{organisatie}", "notice-lint-leftover"),
        ] {
            assert_eq!(in_html(html), [code], "{html}");
        }
    }

    #[test]
    fn leftovers_counting_words_and_loud_subjects_are_seen() {
        let codes = |subject: &str, text: &str| -> Vec<&str> {
            lint(subject, text, HTML).into_iter().map(|(code, _)| code).collect()
        };
        assert_eq!(codes("x", "a\nTODO: x"), ["notice-lint-leftover"]);
        assert_eq!(codes("x", "todo, TODOs, éXXX en xxx"), [""; 0]);
        assert_eq!(codes("x", "Lorem ipsum dolor"), ["notice-lint-leftover"]);
        for text in ["U bent nummer 12 van 143.", "12 van de 143", "(3/143)", "brief 2 uit 5"] {
            assert_eq!(codes("x", text), ["notice-lint-counts"], "{text}");
        }
        assert_eq!(codes("x", "12/2024, 24/7, artikel 5 van 2024, 20 van 12"), [""; 0]);
        assert_eq!(codes(&"x ".repeat(40), "x"), ["notice-lint-subject-long"]);
        assert_eq!(codes("LEES DIT", "x"), ["notice-lint-subject-loud"]);
        assert_eq!(codes("Lees dit!!", "x"), ["notice-lint-subject-loud"]);
    }

    #[test]
    fn structure_and_links_that_differ_deserve_a_look() {
        let look = |text: &str, html: &str| -> Vec<&str> {
            lint("x", text, html)
                .into_iter()
                .inspect(|(_, severity)| assert_eq!(*severity, Severity::Warning))
                .map(|(code, _)| code)
                .collect()
        };
        assert_eq!(
            look("x", "<html><h1><h1>"),
            ["notice-lint-lang", "notice-lint-title", "notice-lint-heading"]
        );
        assert_eq!(look("https://voorbeeldzaken.example", HTML), ["notice-lint-link-missing"]);
        assert_eq!(look("x", &format!("{HTML}<a href='tel:14070'>bel</a>")), ["notice-lint-link-missing"]);
        let elsewhere = format!("{HTML}<a href='https://nietvoorbeeldzaken.example'>x</a>");
        assert_eq!(look("https://nietvoorbeeldzaken.example", &elsewhere), ["notice-lint-link-host"; 2]);
    }

    #[test]
    fn a_finding_is_told_once_with_its_line() {
        let folder = Folder::new().html(&format!("{HTML}\n<p>\n<form>{{{{organisatie}}}}"));
        let lint = Lint::new(&folder.sender, &folder.notice);
        let found: Vec<Fault> =
            ["a", "b", "TODO"].iter().flat_map(|name| lint.check(&folder.mail(name))).collect();
        assert_eq!(found.len(), 6);
        let found = once(found);
        let codes: Vec<_> = found.iter().map(|fault| (fault.code(), fault.place.file.as_str())).collect();
        assert_eq!(
            codes,
            [
                ("notice-lint-active", "html.hbs"),
                ("notice-lint-leftover", "subject.hbs"),
                ("notice-lint-leftover", "text.hbs"),
                ("notice-lint-leftover", "html.hbs"),
            ]
        );
        let line = found[0].phrase.args().iter().find(|(name, _)| *name == "line");
        assert_eq!(line, Some(&("line", "3".into())));
    }

    #[test]
    fn a_sender_nobody_can_answer_deserves_a_look() {
        let codes = |from: &Sender| sender(from).iter().map(Fault::code).collect::<Vec<_>>();
        let mut from = Folder::new().sender;
        assert_eq!(codes(&from), [""; 0]);
        from.from.address = Address::parse("no-reply@voorbeeldzaken.example").unwrap();
        assert_eq!(codes(&from), ["notice-lint-no-reply"]);
        from.reply_to = Some(from.from.clone());
        assert_eq!(codes(&from), [""; 0]);
    }

    #[test]
    fn a_return_path_of_another_domain_deserves_a_look() {
        let mut from = Folder::new().sender;
        for (domain, aligned) in [
            ("voorbeeldzaken.example", true),
            ("terug.voorbeeldzaken.example", true),
            ("nietvoorbeeldzaken.example", false),
            ("elders.example", false),
        ] {
            from.envelope_from = Address::parse(&format!("terug@{domain}")).unwrap();
            assert_eq!(sender(&from).is_empty(), aligned, "{domain}");
        }
        assert_eq!(sender(&from)[0].code(), "notice-from-not-aligned");
    }
}
