//! The lint of finished mails: what a reader, a spam filter or a rule of the house would stumble over.
//!
//! It reads the rendered mail, so it also sees what comes from a cell. A finding that many mails have is
//! reported once, with the first of them (`combined.rs`). Pure.

use super::counting::CountingPhrases;
use super::draft_markers;
use super::draft_markers::DraftMarkers;
use crate::config::{self, SenderSettings};
use crate::finding::{Code, Finding, Place, Severity};
use crate::formats::html::link;
use crate::formats::html::link::Target;
use crate::notice::MailContent;
use crate::notice::template::placeholders::PartFiles;
use crate::notice::template::source_map::SourceMap;
use crate::notice::template::syntax::Part;
use crate::phrase::{Arg, Phrase};

/// Subjects longer than this are cut off on telephones and in lists.
const LONGEST_SUBJECT: usize = 78;

/// Abbreviations have so many letters at most (AVG, KNVB); a longer word in capitals shouts by itself.
const LONGEST_ABBREVIATION: usize = 5;

/// Looks at mails one at a time.
#[derive(Debug)]
pub struct Lint {
    hosts: Hosts,
    files: PartFiles,
    leftovers: DraftMarkers,
    counting: CountingPhrases,
}

/// Where links may lead.
#[derive(Debug)]
pub(crate) struct Hosts {
    /// The sender's domain, and what the settings add to it.
    known: Vec<String>,
    /// Another host is a fault once somebody said which ones there are, and a look before that.
    pub(crate) severity: Severity,
}

impl Hosts {
    /// Whether a host is one of them, or lies under one.
    pub(crate) fn know(&self, host: &str) -> bool {
        let under = |domain: &str| {
            host.strip_suffix(domain)
                .is_some_and(|rest| rest.ends_with('.'))
        };
        self.known
            .iter()
            .any(|domain| host == domain || under(domain))
    }
}

/// Something found in one mail.
struct InMail {
    code: Code,
    severity: Severity,
    /// The part that is spoken of.
    part: &'static str,
    at: At,
    what: What,
}

/// Where the mending is to be done.
enum At {
    /// At an octet of a part as it was merged.
    Octet(Part, usize),
    There(Place),
}

/// What a finding names.
pub(crate) enum Subject<'a> {
    None,
    /// A name out of the lists of this room, of a tag, an attribute or a column: never content.
    Name(&'a str),
    /// A link; one that a cell has a share in is not shown.
    Link(&'a str),
    /// The host of a link, likewise.
    Host(&'a str),
}

/// The same, kept.
enum What {
    Name(String),
    Link(String),
    Host(String),
}

impl Lint {
    /// A lint for mails from this sender, made of these templates.
    #[must_use]
    pub fn new(sender: &SenderSettings, notice: &config::Notice) -> Self {
        let own = std::iter::once(sender.from.address.domain().to_owned());
        let listed = notice
            .link_hosts
            .iter()
            .flatten()
            .map(|host| link::in_ascii(host));
        let severity = if notice.link_hosts.is_some() {
            Severity::Error
        } else {
            Severity::Warning
        };
        let hosts = Hosts {
            known: own.chain(listed).collect(),
            severity,
        };
        let (leftovers, counting) = (DraftMarkers::new(), CountingPhrases::new());
        Lint {
            hosts,
            files: PartFiles::of(notice),
            leftovers,
            counting,
        }
    }

    /// What is to be said of this mail; `origin` knows where it comes from.
    #[must_use]
    pub fn check(&self, mail: &MailContent<'_>, origin: &SourceMap<'_>) -> Vec<Finding> {
        let mut findings = Findings(vec![]);
        findings.subject(mail);
        self.words(&mut findings, mail.subject, "notice-in-subject", |at| at);
        self.words(&mut findings, mail.text, "notice-in-text", |at| at);
        let seen = findings.html(mail.html, &self.hosts);
        for words in [&seen.words, &seen.aside] {
            self.words(&mut findings, &words.text, "notice-in-html", |at| {
                words.origin(at, mail.html)
            });
        }
        findings.same_links(mail.text, &seen, &self.hosts);
        findings.same_facts(mail.text, &seen, origin);
        findings
            .0
            .into_iter()
            .map(|one| one.finding(mail, &self.files, origin))
            .collect()
    }

    /// Leftovers, and words that count or rank; `octet` is where in the part an octet of the text is from.
    fn words(
        &self,
        findings: &mut Findings,
        text: &str,
        part: &'static str,
        octet: impl Fn(usize) -> usize,
    ) {
        for (at, leftover) in self.leftovers.find(text) {
            findings.add(
                Code::NoticeLintLeftover,
                part,
                octet(at),
                Subject::Name(&leftover),
            );
        }
        for at in
            draft_markers::not_applicable(text).filter(|at| !draft_markers::is_greeting(text, *at))
        {
            findings.add(
                Code::NoticeLintNotApplicable,
                part,
                octet(at),
                Subject::None,
            );
        }
        for at in self.counting.find(text) {
            findings.add(Code::NoticeLintCounts, part, octet(at), Subject::None);
        }
    }
}

impl InMail {
    fn finding(self, mail: &MailContent<'_>, files: &PartFiles, origin: &SourceMap<'_>) -> Finding {
        let place = match self.at {
            At::There(place) => place,
            At::Octet(part, at) => {
                let whole = match part {
                    Part::Subject => mail.subject,
                    Part::Text => mail.text,
                    Part::Html => mail.html,
                };
                origin
                    .place(part, whole, at)
                    .unwrap_or_else(|| files.place(self.part))
            }
        };
        let problem = self
            .code
            .with("id", mail.list_id.as_str())
            .with("part", Phrase::new(self.part))
            .with("what", self.what.shown(origin));
        Finding {
            severity: self.severity,
            ..Finding::at(place, problem)
        }
    }
}

impl What {
    /// A link as far as templates and settings say it themselves: the rest is a cell's content.
    fn shown(self, origin: &SourceMap<'_>) -> Arg {
        let said = match self {
            What::Name(name) => return name.into(),
            What::Host(host) => said_host(host, origin),
            What::Link(link) if origin.is_own_wording(&link) => Some(link),
            What::Link(link) => match link::target(&link) {
                Target::Web { host, .. } => said_host(host, origin),
                _ => None,
            },
        };
        said.map_or_else(|| Phrase::new("notice-of-list").into(), Arg::from)
    }
}

/// A host as templates and settings write it, if they do.
fn said_host(host: String, origin: &SourceMap<'_>) -> Option<String> {
    let written = link::as_written(&host);
    [host, written]
        .into_iter()
        .find(|host| origin.is_own_wording(host))
}

/// What is found in one mail, in order.
pub(crate) struct Findings(Vec<InMail>);

impl Findings {
    /// Something at an octet of a part.
    pub(crate) fn add(&mut self, code: Code, part: &'static str, at: usize, thing: Subject<'_>) {
        self.add_as(code.severity(), code, part, at, thing);
    }

    /// The same, as serious as the settings make it.
    pub(crate) fn add_as(
        &mut self,
        severity: Severity,
        code: Code,
        part: &'static str,
        at: usize,
        thing: Subject<'_>,
    ) {
        let what = match thing {
            Subject::None => What::Name(String::new()),
            Subject::Name(name) => What::Name(name.to_owned()),
            Subject::Link(link) => What::Link(link.to_owned()),
            Subject::Host(host) => What::Host(host.to_owned()),
        };
        self.0.push(InMail {
            code,
            severity,
            part,
            at: At::Octet(part_of(part), at),
            what,
        });
    }

    /// Reports a link or address that `part` lacks; `there` is its place in the other part.
    pub(crate) fn add_missing(
        &mut self,
        part: &'static str,
        there: (&'static str, usize),
        link: &str,
    ) {
        let code = Code::NoticeLintLinkMissing;
        let severity = code.severity();
        let (at, what) = (
            At::Octet(part_of(there.0), there.1),
            What::Link(link.to_owned()),
        );
        self.0.push(InMail {
            code,
            severity,
            part,
            at,
            what,
        });
    }

    /// Something of a part, to be mended at a place that is known.
    pub(crate) fn add_there(&mut self, code: Code, part: &'static str, place: &Place, name: &str) {
        let (at, what) = (At::There(place.clone()), What::Name(name.to_owned()));
        self.0.push(InMail {
            code,
            severity: code.severity(),
            part,
            at,
            what,
        });
    }

    fn subject(&mut self, mail: &MailContent<'_>) {
        let (part, subject) = ("notice-in-subject", mail.subject);
        if subject.chars().count() > LONGEST_SUBJECT {
            self.add(Code::NoticeLintSubjectLong, part, 0, Subject::None);
        }
        if shouts(subject, mail.organisation) || subject.contains("!!") || subject.contains("??") {
            self.add(Code::NoticeLintSubjectLoud, part, 0, Subject::None);
        }
    }
}

fn part_of(key: &str) -> Part {
    match key {
        "notice-in-subject" => Part::Subject,
        "notice-in-text" => Part::Text,
        _ => Part::Html,
    }
}

/// Whether a subject has words in capitals that are no abbreviations: a long one, or several in a row.
fn shouts(subject: &str, organisation: &str) -> bool {
    let is_loud = |subject: &str| {
        let mut row = 0;
        subject.split_whitespace().any(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let capitals = letters > 1 && !word.chars().any(char::is_lowercase);
            row = if capitals { row + letters } else { 0 };
            row > LONGEST_ABBREVIATION
        })
    };
    // How an organisation writes its name is its own affair.
    is_loud(subject) && is_loud(&subject.replace(organisation.trim(), ""))
}

#[cfg(test)]
mod tests;
