//! What the page says, in the words of one language. Pure.

use jiff::Timestamp;
use serde::Serialize;

use super::leaf::Trouble;
use super::story::{CameBack, DecisionKind, Ending, GivenWord, MailDecision, MailStory, Try};
use super::view::{Fact, PageEntry, PageSpeaker, QuestionAnswer};
use super::words::{cause_words, decision_key, lost_key, relay_words, trouble_key, verdict_key};
use crate::delivery::{DeliveryStatus, State, Verdict};
use crate::id::Digest;
use crate::phrase::{Phrase, Speaker, harmless};

/// Everything that a page says.
#[derive(Debug, Clone)]
pub struct PageFacts<'f> {
    /// The organisation's id in the list.
    pub id: String,
    /// Its mails, oldest first; the last one counts.
    pub mails: &'f [MailStory],
    /// The hours of its mails, and what went wrong in them.
    pub hours: &'f [(Timestamp, Vec<Trouble>)],
    /// The state of the mail that counts.
    pub state: State,
    /// Who said that it arrived, if no answer did.
    pub vouched_by: Option<String>,
    /// Since when records of the journal may be missing.
    pub records_lost: Option<Timestamp>,
    /// The hash of the leaf.
    pub leaf: Digest,
    /// The root.
    pub root: Digest,
    /// When it was recorded.
    pub root_at: Timestamp,
    /// The hash of its record.
    pub head: Digest,
    /// The names of the folder's files.
    pub files: Vec<String>,
    /// The lines that check it.
    pub check: Vec<String>,
    /// The causes of returned mails in words, and whose fault each is.
    pub cause: fn(Option<&str>) -> (Phrase, &'static str),
}

/// The page, ready to be filled in.
#[derive(Debug, Serialize)]
pub(super) struct ProofView {
    title: String,
    campaign: String,
    organisation: String,
    id: String,
    /// Said where nobody was reached.
    nobody: Option<String>,
    verdict: String,
    /// `good`, `needs` or nothing.
    tone: &'static str,
    address: QuestionAnswer,
    date: QuestionAnswer,
    administration: QuestionAnswer,
    trouble: QuestionAnswer,
    earlier: Vec<Vec<PageEntry>>,
    files: Vec<Fact>,
    check: Vec<String>,
    sums: Vec<Fact>,
}

impl ProofView {
    pub(super) fn of(facts: &PageFacts<'_>, speaker: &Speaker) -> ProofView {
        let words = PageSpeaker { speaker };
        let none = MailStory::default();
        let (mail, before) = facts.mails.split_last().unwrap_or((&none, &[]));
        let nobody = match mail.kind.as_str() {
            "live" => None,
            "rehearsal" => Some(words.say("proof-rehearsal")),
            _ => Some(words.say("proof-trial")),
        };
        let (verdict, tone) = verdict(facts, mail, &words);
        ProofView {
            title: words.say("proof-title"),
            campaign: mail.campaign.clone(),
            organisation: harmless(&mail.organisation).into_owned(),
            id: facts.id.clone(),
            nobody,
            verdict,
            tone,
            address: address(mail, &words),
            date: date(facts, mail, &words),
            administration: administration(facts, mail, &words),
            trouble: trouble(facts, mail, &words),
            earlier: before.iter().map(|mail| course(mail, &words)).collect(),
            files: facts.files.iter().map(|name| file(name, &words)).collect(),
            check: facts.check.clone(),
            sums: vec![
                words.mono("proof-leaf", facts.leaf.hex()),
                words.mono("proof-root", facts.root.hex()),
                words.mono("proof-head", facts.head.hex()),
            ],
        }
    }
}

/// What became of the mail, in one sentence.
fn verdict(
    facts: &PageFacts<'_>,
    mail: &MailStory,
    words: &PageSpeaker<'_>,
) -> (String, &'static str) {
    let key = match (&facts.state, mail.taken()) {
        (State::Accepted, None) => "proof-verdict-vouched",
        (state, _) => verdict_key(state),
    };
    let taken = mail.taken().map(|(at, _)| at);
    let at = taken.or_else(|| mail.offered());
    let said = Phrase::new(key)
        .with(
            "at",
            at.map(|at| words.speaker.exact(at)).unwrap_or_default(),
        )
        .with("relay", relay_words(&mail.relay))
        .with("by", facts.vouched_by.clone().unwrap_or_default());
    let tone = match &facts.state {
        State::Accepted | State::Delivered | State::Delayed => "good",
        State::Queued
        | State::Offered
        | State::Deferred { .. }
        | State::Refused { .. }
        | State::InDoubt
        | State::Expired
        | State::Withheld
        | State::Bounced => "needs",
    };
    (words.speaker.text(&said), tone)
}

fn address(mail: &MailStory, words: &PageSpeaker<'_>) -> QuestionAnswer {
    let mut facts = vec![
        words.mono("proof-to", &mail.to),
        words.fact("proof-organisation", &mail.organisation),
    ];
    if let Some((_, at, _)) = mail.seal {
        facts.push(words.fact("proof-sealed-at", words.speaker.exact(at)));
    }
    facts.push(words.mono("proof-from", &mail.from));
    facts.push(words.mono("proof-message-id", format!("<{}>", mail.message_id)));
    QuestionAnswer {
        text: words.say("proof-address-answer"),
        tone: "good",
        facts,
        entries: Vec::new(),
    }
}

fn date(facts: &PageFacts<'_>, mail: &MailStory, words: &PageSpeaker<'_>) -> QuestionAnswer {
    let taken = mail.taken();
    let mut shown = Vec::new();
    if let Some(date) = &mail.date {
        shown.push(words.mono("proof-date", date.trim_start_matches("Date: ")));
    }
    shown.push(words.fact("proof-relay", words.speaker.text(&relay_words(&mail.relay))));
    if let Some(said) = taken.and_then(|(_, one)| one.said.as_ref()) {
        shown.extend(
            crate::reply::queue_id_in(said).map(|id| words.mono("proof-queue-id", id.to_string())),
        );
    }
    let key = match (taken, mail.offered()) {
        (Some(_), _) => "proof-date-answer",
        (None, Some(_)) => "proof-date-offered",
        (None, None) => "proof-date-never",
    };
    let at = taken.map(|(at, _)| at).or_else(|| mail.offered());
    let at = at.map(|at| words.speaker.exact(at)).unwrap_or_default();
    QuestionAnswer {
        text: words.speaker.text(&Phrase::new(key).with("at", at)),
        tone: if taken.is_some() { "good" } else { "needs" },
        facts: shown,
        entries: course(mail, words)
            .into_iter()
            .chain(lost(facts, words))
            .collect(),
    }
}

fn lost(facts: &PageFacts<'_>, words: &PageSpeaker<'_>) -> Option<PageEntry> {
    let since = facts.records_lost?;
    let mut entry = words.entry(since, &Phrase::new("proof-records-lost"), None);
    entry.tone = "needs";
    Some(entry)
}

/// All that happened to a mail, in order.
fn course(mail: &MailStory, words: &PageSpeaker<'_>) -> Vec<PageEntry> {
    let mut entries: Vec<(Timestamp, PageEntry)> = Vec::new();
    for one in &mail.tries {
        entries.extend(tried(one, words));
    }
    entries.extend(
        mail.returned
            .iter()
            .map(|one| (one.at, returned(one, words))),
    );
    entries.extend(
        mail.decisions
            .iter()
            .map(|one| (one.at, decided(one, words))),
    );
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn tried(one: &Try, words: &PageSpeaker<'_>) -> Vec<(Timestamp, PageEntry)> {
    let mut entries = Vec::new();
    if let Some(at) = one.offered {
        let phrase = Phrase::new("proof-offered").with("number", one.number);
        entries.push((at, words.entry(at, &phrase, None)));
    }
    let Some((at, ending)) = &one.ending else {
        return entries;
    };
    let (key, tone) = match ending {
        Ending::Answer(_, Verdict::Accepted { .. }, _) => ("proof-taken", "good"),
        Ending::Answer(_, Verdict::Deferred { .. }, _) => ("proof-deferred", ""),
        Ending::Answer(_, Verdict::Refused, _) => ("proof-refused", "needs"),
        Ending::Answer(_, Verdict::InDoubt, _) => ("proof-unclear", "needs"),
        Ending::Lost(how) => (lost_key(*how), "needs"),
    };
    let code = match ending {
        Ending::Answer(_, _, Some(code)) => Some(code.to_string()),
        _ => None,
    };
    let said = one.said.clone().or(code);
    let mut entry = words.entry(*at, &Phrase::new(key), said.as_ref());
    entry.tone = tone;
    entries.push((*at, entry));
    entries
}

fn returned(one: &CameBack, words: &PageSpeaker<'_>) -> PageEntry {
    let (key, tone) = match one.notification.status {
        DeliveryStatus::Delivered => ("proof-came-back-delivered", "good"),
        DeliveryStatus::Delayed => ("proof-came-back-delayed", ""),
        DeliveryStatus::Failed => ("proof-came-back-failed", "needs"),
    };
    let mut entry = words.entry(one.at, &Phrase::new(key), one.said.as_ref());
    entry.tone = tone;
    entry
}

fn decided(one: &MailDecision, words: &PageSpeaker<'_>) -> PageEntry {
    let phrase = Phrase::new(decision_key(one.what, one.log.is_some(), one.by.is_some()));
    let phrase = phrase.with("by", one.by.clone().unwrap_or_default());
    let mut entry = words.entry(one.at, &phrase, one.log.as_ref());
    if matches!(
        one.what,
        DecisionKind::Withheld | DecisionKind::Expired | DecisionKind::Excluded
    ) {
        entry.tone = "needs";
    }
    entry
}

fn administration(
    facts: &PageFacts<'_>,
    mail: &MailStory,
    words: &PageSpeaker<'_>,
) -> QuestionAnswer {
    let mut shown = Vec::new();
    if let Some((number, _, digest)) = mail.seal {
        shown.push(words.fact("proof-seal", number.to_string()));
        shown.push(words.mono("proof-campaign-digest", digest.to_string()));
    }
    if let Some(digest) = mail.digest {
        shown.push(words.mono("proof-mail-digest", digest.to_string()));
    }
    shown.push(words.fact("proof-root-at", words.speaker.exact(facts.root_at)));
    let approved = |word: &GivenWord| {
        let key = match (&word.recorded_by, word.signature) {
            (None, None) => "proof-approved",
            (None, Some(_)) => "proof-approved-signed",
            (Some(_), None) => "proof-approved-paper",
            (Some(_), Some(_)) => "proof-approved-paper-signed",
        };
        let phrase = Phrase::new(key)
            .with("role", &word.role)
            .with("by", &word.by)
            .with("recorder", word.recorded_by.clone().unwrap_or_default());
        let mut entry = words.entry(word.at, &phrase, None);
        entry.tone = "good";
        entry
    };
    let key = match (mail.approvals.is_empty(), mail.date.is_some()) {
        (false, _) => "proof-administration-agreed",
        (true, true) => "proof-administration-none",
        (true, false) => "proof-administration-not-sent",
    };
    QuestionAnswer {
        text: words.say(key),
        tone: if mail.approvals.is_empty() {
            ""
        } else {
            "good"
        },
        facts: shown,
        entries: mail.approvals.iter().map(approved).collect(),
    }
}

fn trouble(facts: &PageFacts<'_>, mail: &MailStory, words: &PageSpeaker<'_>) -> QuestionAnswer {
    let mut entries = Vec::new();
    for (from, trouble) in facts.hours {
        for one in trouble {
            let phrase = Phrase::new(trouble_key(*one));
            let mut entry = words.entry(*from, &phrase, None);
            entry.tone = "needs";
            entries.push(entry);
        }
    }
    let back = mail
        .returned
        .iter()
        .filter(|one| one.notification.status == DeliveryStatus::Failed);
    for one in back {
        let (cause, fault) = (facts.cause)(one.notification.cause.as_deref());
        let phrase = cause_words(cause, fault, one.notification.about_us);
        let mut entry = words.entry(one.at, &phrase, one.said.as_ref());
        entry.tone = "needs";
        entries.push(entry);
    }
    let key = match (facts.hours.is_empty(), entries.is_empty()) {
        (true, _) => "proof-trouble-not-sent",
        (false, true) => "proof-trouble-none",
        (false, false) => "proof-trouble-some",
    };
    QuestionAnswer {
        text: words.say(key),
        tone: if entries.is_empty() { "good" } else { "needs" },
        facts: Vec::new(),
        entries,
    }
}

fn file(name: &str, words: &PageSpeaker<'_>) -> Fact {
    let key = match name {
        "mail.eml" => "proof-file-mail",
        "leaf.txt" => "proof-file-leaf",
        "path.txt" => "proof-file-path",
        "root.txt" => "proof-file-root",
        "check.sh" => "proof-file-check",
        "SHA256SUMS" => "proof-file-sums",
        _ => "proof-file-approvals",
    };
    Fact {
        label: name.to_owned(),
        value: words.say(key),
        mono: true,
    }
}
