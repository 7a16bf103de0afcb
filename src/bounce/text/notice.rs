//! The text of a returned mail: its form, the addresses it lists, and what it says of each.

use std::cell::OnceCell;
use std::ops::Range;

use crate::bounce::mail::{HeaderFields, ParsedReturn, addresses_in, is_daemon, mailbox, same};

use super::automatic::is_automatic;
use super::forms::{self, FormRow, SenderKind};
use super::original;

/// Most addresses that are taken from one text.
const MOST_ADDRESSES: usize = 1000;
/// Most lines after an address that are about it.
const MOST_LINES: usize = 14;

/// What stands before an address that is listed, in lower case.
const LABELS: [&str; 19] = [
    "recipient:",
    "recipients:",
    "recipient address:",
    "intended recipient:",
    "intended recipients:",
    "failed recipient:",
    "failed recipients:",
    "final-recipient: rfc822;",
    "original-recipient: rfc822;",
    "address:",
    "e-mail address:",
    "email address:",
    "rcpt to:",
    "user:",
    "was not delivered to:",
    "could not be delivered to:",
    "550",
    "554",
    "geadresseerde:",
];

/// The same, where other addresses that are listed come first: it may be a field of the original.
const WEAK_LABELS: [&str; 3] = ["to:", "sent to:", "aan:"];

/// How an address stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a line, or after a label.
    Listed,
    /// After a label that may be a field of the original.
    Labelled,
    /// Somewhere.
    Mentioned,
}

/// The text that a program wrote, apart from the original that it returns.
pub(in crate::bounce) struct NoticeText<'m> {
    mail: &'m ParsedReturn,
    /// What the program says.
    text: &'m str,
    /// The header of an original that follows in the text.
    pub(in crate::bounce) original: Option<HeaderFields>,
    /// Where addresses stand in the text, and how.
    addresses: Vec<(Range<usize>, Place)>,
    form: OnceCell<Option<&'static FormRow>>,
}

impl<'m> NoticeText<'m> {
    pub(in crate::bounce) fn of(mail: &'m ParsedReturn) -> Self {
        let (text, original) = original::split(&mail.text);
        NoticeText {
            mail,
            text,
            original,
            addresses: addresses_in(text)
                .into_iter()
                .filter(|(start, _)| !is_for_help(text, *start))
                .map(|(start, end)| (start..end, place_of(text, start)))
                .collect(),
            form: OnceCell::new(),
        }
    }

    /// What the program says.
    pub(in crate::bounce) const fn text(&self) -> &'m str {
        self.text
    }

    /// The form in which the text is written, if it is a known one.
    pub(in crate::bounce) fn form(&self) -> Option<&'static FormRow> {
        *self.form.get_or_init(|| self.find_form())
    }

    fn find_form(&self) -> Option<&'static FormRow> {
        let sender = self.sender();
        if sender == SenderKind::Anybody && is_answer(&self.mail.subject) {
            return None;
        }
        let mut text = String::with_capacity(self.text.len() + self.mail.subject.len());
        for line in [self.mail.subject.as_str()]
            .into_iter()
            .chain(self.text.lines())
        {
            // What a person quotes is not what he says.
            if sender == SenderKind::Anybody && line.starts_with('>') {
                continue;
            }
            for word in line.split_whitespace() {
                text.push_str(&word.to_lowercase());
                text.push(' ');
            }
        }
        forms::find(&text, sender)
    }

    fn sender(&self) -> SenderKind {
        let header = &self.mail.header;
        let returns_one = self.original.is_some() || self.mail.original.is_some();
        let answers = header.has(&["in-reply-to"]) || is_answer(&self.mail.subject);
        let is_null = self.mail.field("return-path") == Some("<>");
        if self.mail.is_of_daemon() || header.has(&["x-failed-recipients"]) {
            SenderKind::Daemon
        } else if (is_null || returns_one && !answers) && !is_automatic(self.mail) {
            SenderKind::Program
        } else {
            SenderKind::Anybody
        }
    }

    /// The addresses that the text says were not reached: from a field for it, as a list, or the
    /// only one it mentions.
    pub(in crate::bounce) fn failed(&self, original: Option<&HeaderFields>) -> Vec<String> {
        let mut found = Vec::new();
        for value in self.mail.header.all("x-failed-recipients") {
            for (start, end) in addresses_in(value) {
                push(&mut found, &value[start..end]);
            }
        }
        if !found.is_empty() {
            return found;
        }
        let first_to = original.and_then(|header| header.all("to").find_map(mailbox));
        let others = self.of_others(original);
        let mentioned: Vec<(&str, Place)> = self
            .addresses
            .iter()
            .map(|(range, place)| (&self.text[range.clone()], *place))
            .filter(|(address, _)| has_full_domain(address))
            .filter(|(address, _)| !others.iter().any(|other| same(other, address)))
            .take(MOST_ADDRESSES)
            .collect();
        for wanted in [Place::Listed, Place::Labelled] {
            let fitting = mentioned.iter().filter(|(_, place)| *place == wanted);
            if found.is_empty() {
                fitting.for_each(|(address, _)| push(&mut found, address));
            }
        }
        if found.is_empty() {
            for (address, _) in &mentioned {
                push(&mut found, address);
            }
            let sent_to = found
                .iter()
                .find(|one| first_to.as_ref().is_some_and(|to| same(one, to)));
            match sent_to.cloned() {
                Some(sent_to) => found = vec![sent_to],
                None if found.len() > 1 => found.truncate(usize::from(first_to.is_none())),
                None => {}
            }
        }
        if found.is_empty() {
            found.extend(first_to);
        }
        if found.is_empty() {
            // A mail to oneself, of which nothing came back.
            let own = self
                .addresses
                .iter()
                .filter(|(_, place)| *place == Place::Listed);
            let own = own.map(|(place, _)| &self.text[place.clone()]);
            own.filter(|address| !is_daemon(address))
                .take(1)
                .for_each(|address| push(&mut found, address));
        }
        found
    }

    /// Addresses in the text that are nobody's who was not reached: the sender's own, and those of
    /// programs.
    fn of_others(&self, original: Option<&HeaderFields>) -> Vec<String> {
        let own = [
            "to",
            "from",
            "reply-to",
            "sender",
            "return-path",
            "message-id",
        ];
        let of_mail = own.iter().flat_map(|name| self.mail.header.all(name));
        let of_original = original.into_iter().flat_map(|header| {
            ["from", "return-path", "reply-to", "message-id"]
                .iter()
                .flat_map(move |name| header.all(name))
        });
        let mut others: Vec<String> = of_mail.chain(of_original).filter_map(mailbox).collect();
        for (place, _) in &self.addresses {
            let address = &self.text[place.clone()];
            if is_daemon(address) {
                push(&mut others, address);
            }
        }
        // A mail to oneself.
        let to = original.and_then(|header| header.all("to").find_map(mailbox));
        others.retain(|other| !to.as_ref().is_some_and(|to| same(other, to)));
        others
    }

    /// What the text says of one address: the rest of its line and what follows, to the next
    /// address that is listed or, where there are several, the next empty line. `None` if it isn't
    /// in the text.
    pub(in crate::bounce) fn about(&self, address: &str, alone: bool) -> Option<String> {
        let is_it = |place: &Range<usize>| same(&self.text[place.clone()], address);
        let mut places = self.addresses.iter().filter(|(place, _)| is_it(place));
        let (place, _) = places
            .clone()
            .find(|(_, how)| *how == Place::Listed)
            .or_else(|| places.next())?;
        let next = self
            .addresses
            .iter()
            .find(|(other, how)| other.start > place.end && *how == Place::Listed && !is_it(other))
            .map_or(self.text.len(), |(other, _)| other.start);
        let block = self.text.get(place.end..next)?;
        let mut said = String::new();
        for line in block.lines().take(MOST_LINES) {
            let line = line.trim_start_matches(['>', ':', ' ', '\t']).trim_end();
            let ends = line.is_empty() && !alone && !said.is_empty();
            if ends || line.starts_with("-----") && !said.is_empty() {
                break;
            }
            if !line.is_empty() {
                said.push_str(line);
                said.push('\n');
            }
        }
        Some(said)
    }
}

/// Whether a relay can be reached at the domain: other words with an `@` are no addresses.
fn has_full_domain(address: &str) -> bool {
    address
        .rsplit_once('@')
        .is_some_and(|(_, domain)| domain.contains('.'))
}

/// Whether an address that begins here is one to ask for help.
fn is_for_help(text: &str, start: usize) -> bool {
    const WORDS: [&str; 7] = [
        "contact",
        "mailto:",
        "assistance",
        "questions",
        "help",
        "support",
        "mail from",
    ];
    const MOST_BEFORE: usize = 24;
    let before = &text.as_bytes()[start.saturating_sub(MOST_BEFORE)..start];
    let before = String::from_utf8_lossy(before).to_ascii_lowercase();
    WORDS.iter().any(|word| before.contains(word))
}

/// How an address that begins here stands on its line.
fn place_of(text: &str, start: usize) -> Place {
    const MOST_BEFORE: usize = 80;
    let from = start.saturating_sub(MOST_BEFORE);
    let before = &text.as_bytes()[from..start];
    let line_start = match memchr::memrchr(b'\n', before) {
        Some(at) => from + at + 1,
        None if from == 0 => 0,
        None => return Place::Mentioned,
    };
    let label = text[line_start..start]
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | ';'))
        .to_ascii_lowercase();
    if label.is_empty() || LABELS.contains(&label.as_str()) {
        Place::Listed
    } else if WEAK_LABELS.contains(&label.as_str()) {
        Place::Labelled
    } else {
        Place::Mentioned
    }
}

/// Whether the subject is that of a person's answer.
fn is_answer(subject: &str) -> bool {
    let subject = subject.trim_start().to_ascii_lowercase();
    [
        "re:", "aw:", "antw:", "betr:", "sv:", "fw:", "fwd:", "wg:", "tr:",
    ]
    .iter()
    .any(|start| subject.starts_with(start))
}

fn push(found: &mut Vec<String>, address: &str) {
    if !found.iter().any(|known| same(known, address)) {
        found.push(address.to_owned());
    }
}
