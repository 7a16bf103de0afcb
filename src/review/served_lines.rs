//! The mails of a seal as lists show them: found by a word, and narrowed by what many have in common.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::folder::file_names;
use super::page::bundle_input::{Case, MailSheet};
use super::page::overview;
use crate::id::{Digest, ListId, Pseudonym};
use crate::vault::SealedRow;

/// One mail as a list of mails shows it.
#[derive(Debug, Clone)]
pub struct ServedLine {
    /// Its row's id in the list.
    pub id: ListId,
    /// Its id in a path of the server.
    pub path: String,
    /// Its page.
    pub href: String,
    /// The pseudonym of the row.
    pub recipient: Pseudonym,
    /// The organisation.
    pub organisation: String,
    /// The address.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// Its digest.
    pub digest: Digest,
    /// The kind of organisation; empty if that isn't known.
    pub kind: String,
    /// The codes of the findings about its row.
    pub findings: BTreeSet<String>,
    /// How it compares with the previous mail of the row, in words.
    pub change: Option<String>,
    /// Name and address have little or nothing in common.
    pub unlike: bool,
    /// A person withholds it.
    pub withheld: bool,
    /// Somebody made a remark about it.
    pub remarked: bool,
    /// What a search looks at, in small letters.
    searched: String,
}

impl ServedLine {
    /// What follows the `@` of the address.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.address.rsplit('@').next().unwrap_or_default()
    }

    /// Whether id, organisation, address or subject holds this word. The word is in small letters and has no space.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        memchr::memmem::find(self.searched.as_bytes(), word.as_bytes()).is_some()
    }
}

/// All mails, in the order in which people read them.
pub(super) struct ServedLines {
    lines: Vec<ServedLine>,
    places: HashMap<String, usize>,
    choices: LineChoices,
}

/// Most values of each sort to choose from.
const CHOICES: usize = 100;

/// What mails can be narrowed by: the most frequent values of each sort, each with its number of mails.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineChoices {
    /// Domains.
    pub domains: Vec<(String, usize)>,
    /// Kinds of organisation.
    pub kinds: Vec<(String, usize)>,
    /// Codes of findings.
    pub findings: Vec<(String, usize)>,
}

impl LineChoices {
    /// Counts these mails.
    #[must_use]
    pub fn of(lines: &[&ServedLine]) -> LineChoices {
        let lines = || lines.iter();
        LineChoices {
            domains: counted(lines().map(|line| line.domain())),
            kinds: counted(lines().map(|line| line.kind.as_str())),
            findings: counted(lines().flat_map(|line| &line.findings).map(String::as_str)),
        }
    }
}

/// Values with how often they occur, the most frequent first.
fn counted<'v>(values: impl Iterator<Item = &'v str>) -> Vec<(String, usize)> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for value in values.filter(|value| !value.is_empty()) {
        *count.entry(value).or_default() += 1;
    }
    let mut count: Vec<(&str, usize)> = count.into_iter().collect();
    count.sort_unstable_by_key(|(value, mails)| (std::cmp::Reverse(*mails), *value));
    count.truncate(CHOICES);
    let owned = |(value, mails): (&str, usize)| (value.to_owned(), mails);
    count.into_iter().map(owned).collect()
}

impl ServedLines {
    pub(super) fn of(case: &Case) -> ServedLines {
        let lines = lines(case);
        let places = lines.iter().enumerate();
        ServedLines {
            places: places
                .map(|(place, line)| (line.path.clone(), place))
                .collect(),
            choices: LineChoices::of(&lines.iter().collect::<Vec<_>>()),
            lines,
        }
    }

    pub(super) fn all(&self) -> &[ServedLine] {
        &self.lines
    }

    pub(super) const fn choices(&self) -> &LineChoices {
        &self.choices
    }

    pub(super) fn at(&self, place: usize) -> Option<&ServedLine> {
        self.lines.get(place)
    }

    /// The place of the mail with this id in a path.
    pub(super) fn place(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied()
    }
}

/// The codes of findings, by the row or the id that they are about.
#[derive(Default)]
struct CodesOfRows<'c> {
    by_row: HashMap<u32, BTreeSet<&'c str>>,
    by_id: HashMap<&'c str, BTreeSet<&'c str>>,
}

impl<'c> CodesOfRows<'c> {
    fn read(case: &'c Case) -> CodesOfRows<'c> {
        let mut codes = CodesOfRows::default();
        for finding in case.findings.iter().flatten() {
            let (code, place) = (finding.name(), &finding.place);
            let in_list = place.file.starts_with(&case.input.list_file);
            let first = place.row.filter(|_| in_list);
            let rows = first.map(|first| first..=place.last_row.unwrap_or(first));
            for row in rows
                .into_iter()
                .flatten()
                .chain(finding.also.iter().copied())
            {
                codes.by_row.entry(row).or_default().insert(code);
            }
            if let Some(id) = &finding.id {
                codes.by_id.entry(id).or_default().insert(code);
            }
        }
        codes
    }

    fn of(&self, row: &SealedRow) -> BTreeSet<String> {
        let by_row = self.by_row.get(&row.sheet_row).into_iter();
        let by_id = self.by_id.get(row.list_id.as_str());
        let codes = by_row.chain(by_id).flatten();
        codes.map(|code| (*code).to_owned()).collect()
    }
}

/// What a search looks at: a word never holds a space, so it never reaches from one field into the next.
fn searched(mail: &MailSheet, address: &str) -> String {
    let fields = [
        mail.row.list_id.as_str(),
        &mail.row.organisation,
        address,
        &mail.subject,
    ];
    fields.join("\n").to_lowercase()
}

fn lines(case: &Case) -> Vec<ServedLine> {
    let (codes, kinds) = (CodesOfRows::read(case), &case.input.kind_of_rows);
    let remarks = case.input.ledger.remarks().iter();
    let remarked: HashSet<Pseudonym> = remarks.filter_map(|(_, remark)| remark.mail).collect();
    let line = |(place, at): (usize, &usize)| {
        let mail = &case.mails[*at];
        let address = mail.sealed.address.to_string();
        ServedLine {
            searched: searched(mail, &address),
            id: mail.row.list_id.clone(),
            path: file_names::safe(mail.row.list_id.as_str()),
            href: case.input.links.mail(mail.linked()),
            recipient: mail.sealed.recipient,
            organisation: mail.row.organisation.clone(),
            address,
            subject: mail.subject.clone(),
            digest: mail.sealed.digest,
            kind: kinds.get(&mail.row.sheet_row).cloned().unwrap_or_default(),
            findings: codes.of(&mail.row),
            change: overview::change(case, mail),
            unlike: place < case.unlike,
            withheld: mail.withheld,
            remarked: remarked.contains(&mail.sealed.recipient),
        }
    };
    case.order.iter().enumerate().map(line).collect()
}
