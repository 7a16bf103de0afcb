//! The leak check: no mail may name another organisation on the list.
//!
//! All names, addresses and own domains are known beforehand (`matcher.rs`); one pass over the words of each part
//! of each mail finds them. `docs/notice.md` says what it can't read: words in pictures, and pages of PDFs that
//! `src/formats/document/pdf/inspect.rs` reports.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::identities::{Identities, add_names};
use super::kept_hits::{Hit, Hits, KeptHits};
use super::matcher::NameMatcher;
use crate::config;
use crate::finding::{Code, Finding, Place, Problem};
use crate::formats::document::text;
use crate::formats::html::readings::readings_of_html;
use crate::formats::html::tokens::tokens;
use crate::formats::text::normalized::{Normalized, percent_decoded, without_note_marks};
use crate::list::{Excluded, Recipient};
use crate::notice::template::placeholders::PartFiles;
use crate::notice::{Enclosure, MailContent};
use crate::phrase::Phrase;

/// Shorter patterns are in any text by chance.
const SHORTEST: usize = 3;
/// In bytes that are no text, chance reaches further.
const SHORTEST_IN_BINARY: usize = 8;

/// A file that names so many organisations, and half of the list or more, is the list.
const FEWEST_OF_LIST: usize = 3;

/// Finds what names an organisation.
#[derive(Debug)]
pub struct LeakCheck {
    spotter: NameMatcher,
    files: PartFiles,
    /// One for each name that the spotter knows, in its order.
    patterns: Vec<Pattern>,
    /// Names that are allowed in every mail and belong to no row.
    unused: Vec<String>,
    /// How many organisations there are.
    organisations: usize,
    /// Of the files that went with earlier mails.
    kept: KeptHits,
}

/// What an organisation is recognised by, and whose it is.
#[derive(Debug)]
struct Pattern {
    owners: BTreeSet<String>,
    sure: bool,
    /// Whether it is an address or a domain, and not only a name.
    exact: bool,
    length: usize,
    /// The reason why it is allowed in every mail, if somebody gave one.
    allowed: Option<String>,
}

/// One organisation that is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Named<'a> {
    id: &'a str,
    sure: bool,
    /// Why that is no matter.
    allowed: Option<&'a str>,
}

impl Named<'_> {
    fn is_sure(&self) -> bool {
        self.sure && self.allowed.is_none()
    }
}

impl LeakCheck {
    /// Builds the check from everybody on the list, those left out of the mailing included.
    #[must_use]
    pub fn new(recipients: &[Recipient], excluded: &[Excluded], notice: &config::Notice) -> Self {
        let mut found: BTreeMap<Vec<u8>, Pattern> = BTreeMap::new();
        let mut add = |id: &str, squeezed: &Normalized, (sure, exact): (bool, bool)| {
            let length = squeezed.len();
            if length >= SHORTEST {
                let owners = BTreeSet::new();
                let fresh = || Pattern {
                    owners,
                    sure: false,
                    exact: false,
                    length,
                    allowed: None,
                };
                let pattern = found.entry(squeezed.text.clone()).or_insert_with(fresh);
                pattern.owners.insert(id.to_owned());
                pattern.sure |= sure;
                pattern.exact |= exact;
            }
        };
        let known = Identities::of(recipients, excluded);
        for (id, organisation) in known.names() {
            add_names(organisation, |name, sure| add(id, name, (sure, false)));
        }
        for (id, text) in known.exact() {
            add(id, &Normalized::of(&text), (true, true));
        }
        for (id, text) in known.cells() {
            add(id, &Normalized::of(text), (false, false));
        }
        let unused = allow(&mut found, notice);
        let (names, patterns): (Vec<Box<[u8]>>, _) = found
            .into_iter()
            .map(|(name, pattern)| (name.into_boxed_slice(), pattern))
            .unzip();
        let (files, organisations) = (PartFiles::of(notice), known.len());
        LeakCheck {
            spotter: NameMatcher::new(names),
            files,
            patterns,
            unused,
            organisations,
            kept: KeptHits::default(),
        }
    }

    /// The other organisations that a mail names: a fault for each and for each part of the mail.
    #[must_use]
    pub fn check(&self, mail: &MailContent<'_>) -> Vec<Finding> {
        let own = mail.list_id.as_str();
        let html = tokens(mail.html);
        let parts = [
            ("notice-in-subject", readings(mail.subject).collect()),
            ("notice-in-text", readings(mail.text).collect()),
            ("notice-in-html", readings_of_html(&html)),
        ];
        let mut faults = vec![];
        for (part, texts) in parts {
            let named = texts
                .iter()
                .flat_map(|text| self.others(&self.hits(text, SHORTEST), Some(own)))
                .collect();
            for named in only_surest(named) {
                let code = if named.sure {
                    Code::NoticeLeak
                } else {
                    Code::NoticeLeakPerhaps
                };
                let phrase = match named.allowed {
                    // Said once for all mails.
                    Some(reason) => Code::NoticeLeakAllowed.with("reason", reason),
                    None => code.with("id", own),
                };
                let phrase = phrase
                    .with("part", Phrase::new(part))
                    .with("other", named.id);
                faults.push(Finding::at(self.files.place(part), phrase));
            }
        }
        faults.extend(
            mail.own_files
                .iter()
                .flat_map(|file| self.enclosure(file, Some(own))),
        );
        faults
    }

    /// Reports each organisation that an attachment of every mail names: in its file name, its text or its
    /// properties, as `src/formats/document/text.rs` reads them.
    #[must_use]
    pub fn check_enclosures(&self, enclosures: &[Arc<Enclosure>]) -> Vec<Finding> {
        let mut faults: Vec<Finding> = self.unused.iter().map(|name| unused(name)).collect();
        faults.extend(
            enclosures
                .iter()
                .flat_map(|enclosure| self.enclosure(enclosure, None)),
        );
        faults
    }

    /// The names in the content of a file, for each way in which it is read.
    fn hits_in_content(&self, enclosure: &Enclosure) -> Hits {
        let shortest = if enclosure.media_type == "text/plain" {
            SHORTEST
        } else {
            SHORTEST_IN_BINARY
        };
        // A large file is read in one way after the other: all at once they would take many times its size.
        let mut hits = vec![self.hits(&Normalized::of_bytes(&enclosure.content), shortest)];
        let inside = text::text(enclosure.media_type, &enclosure.content);
        hits.extend(readings(&inside).map(|text| self.hits(&text, SHORTEST)));
        hits
    }

    fn enclosure(&self, enclosure: &Enclosure, own: Option<&str>) -> Vec<Finding> {
        let name = self.hits(&Normalized::of(&enclosure.name), SHORTEST);
        let mut named = self.others(&name, own);
        let of_content = || self.hits_in_content(enclosure);
        // A file of every mail is read once; one of a row may be that of others too.
        let hits = match own {
            Some(_) => self
                .kept
                .of((enclosure.digest, enclosure.media_type), of_content),
            None => Arc::new(of_content()),
        };
        named.extend(hits.iter().flat_map(|hits| self.others(hits, own)));
        let fault_of = |named: Named<'_>| {
            let code = if named.sure {
                Code::NoticeLeakAttachment
            } else {
                Code::NoticeLeakAttachmentPerhaps
            };
            let phrase = match named.allowed {
                Some(reason) => Code::NoticeLeakAttachmentAllowed.with("reason", reason),
                None => Problem::new(code),
            };
            let phrase = phrase.with("name", &enclosure.name).with("other", named.id);
            Finding::at(Place::file(&enclosure.name), phrase)
        };
        let named = only_surest(named);
        let ids: BTreeSet<&str> = named
            .iter()
            .filter(|one| one.allowed.is_none())
            .map(|one| one.id)
            .collect();
        if ids.len() >= FEWEST_OF_LIST && ids.len() * 2 >= self.organisations {
            // Its rows are the list, whatever the names are like.
            let phrase = Code::NoticeAttachmentIsList.with("name", &enclosure.name);
            let phrase = phrase
                .with("named", ids.len())
                .with("listed", self.organisations);
            return vec![Finding::at(Place::file(&enclosure.name), phrase)];
        }
        named.into_iter().map(fault_of).collect()
    }

    /// The names in a text, but for those that are too short to mean anything.
    fn hits(&self, text: &Normalized, shortest: usize) -> Vec<Hit> {
        self.spotter
            .find(text)
            .filter(|(_, name)| self.patterns[*name].length >= shortest)
            .collect()
    }

    /// Who is named in a text besides `own`. What lies inside a mention of `own` is part of its name:
    /// `Stichting Noord` in `Stichting Noord-Holland`.
    fn others(&self, hits: &[Hit], own: Option<&str>) -> BTreeSet<Named<'_>> {
        let hits: Vec<_> = hits
            .iter()
            .map(|(range, name)| (range, &self.patterns[*name]))
            .collect();
        let is_own = |pattern: &Pattern| own.is_some_and(|own| pattern.owners.contains(own));
        let mut named = BTreeSet::new();
        for (range, pattern) in hits.iter().filter(|(_, pattern)| !is_own(pattern)) {
            let inside = |(mine, own): &(&Range<usize>, &Pattern)| {
                is_own(own) && mine.start <= range.start && range.end <= mine.end
            };
            if !hits.iter().any(inside) {
                named.extend(pattern.owners.iter().map(|id| Named {
                    id,
                    sure: pattern.sure,
                    allowed: pattern.allowed.as_deref(),
                }));
            }
        }
        only_surest(named)
    }
}

/// A text as it is and, where that differs, with `%XX` decoded; each of them also without the marks of notes. Each is made
/// when it is asked for.
fn readings(text: &str) -> impl Iterator<Item = Normalized> {
    let decoded = std::iter::once_with(|| percent_decoded(text));
    let decoded = decoded.filter(|decoded| decoded.len() < text.len());
    std::iter::once(Cow::Borrowed(text))
        .chain(decoded)
        .flat_map(|text| {
            let plain = Normalized::of(&text);
            let bare = std::iter::once_with(move || without_note_marks(&text)).flatten();
            std::iter::once(plain).chain(bare.map(|text| Normalized::of(&text)))
        })
}

/// Who is named for sure need not also be named perhaps.
fn only_surest(named: BTreeSet<Named<'_>>) -> BTreeSet<Named<'_>> {
    let sure: BTreeSet<&str> = named
        .iter()
        .filter(|one| one.is_sure())
        .map(|one| one.id)
        .collect();
    named
        .into_iter()
        .filter(|one| one.is_sure() || !sure.contains(one.id))
        .collect()
}

/// Marks the names that the settings allow; gives those that are nobody's. An address is never a common word.
fn allow(found: &mut BTreeMap<Vec<u8>, Pattern>, notice: &config::Notice) -> Vec<String> {
    let mut unused = vec![];
    for config::LeakAllow { name, reason } in &notice.leak_allow {
        match found
            .get_mut(&Normalized::of(name).text)
            .filter(|pattern| !pattern.exact)
        {
            Some(pattern) => pattern.allowed = Some(reason.clone()),
            None => unused.push(name.clone()),
        }
    }
    unused
}

/// A name that is allowed in every mail and belongs to no row: a typing error, or a row that was removed.
fn unused(name: &str) -> Finding {
    let place = Place::file(config::FILE).column("notice.leak_allow");
    Finding::at(place, Code::NoticeLeakAllowUnused.with("name", name))
}

#[cfg(test)]
mod tests;
