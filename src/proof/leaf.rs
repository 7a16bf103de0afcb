//! The leaf of one organisation: what the administration holds about it, line by line. Pure.

use std::fmt::Write as _;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::id::{Digest, ListId, hex};
use crate::journal::Event;

/// One line of a leaf, or the few that say one thing.
#[derive(Debug, Clone)]
pub enum LeafLine {
    /// A record of the journal about this organisation.
    Record {
        /// Its time.
        at: Timestamp,
        /// Its body to the byte.
        body: String,
        /// The same, read.
        event: Box<Event>,
    },
    /// The seal that holds the mail that was queued.
    Seal {
        /// Its number.
        number: u32,
        /// When it was made.
        at: Timestamp,
        /// The campaign digest.
        digest: Digest,
        /// The campaign's name.
        campaign: String,
        /// `trial`, `rehearsal` or `live`.
        kind: String,
        /// The relay's host and TLS, or `catcher`.
        relay: String,
    },
    /// To whom that mail goes.
    Envelope {
        /// Reverse-path.
        from: String,
        /// Forward-path.
        to: String,
        /// The name of the organisation, as the list had it.
        organisation: String,
        /// `Message-ID` without the angle brackets.
        message_id: String,
    },
    /// `Date:` of the mail, as it was handed over: the whole line without its end.
    Date(String),
    /// An approval in force when the mail was first handed over.
    Approved {
        /// When it was given.
        at: Timestamp,
        /// In which role.
        role: String,
        /// By whom.
        by: String,
        /// Who recorded it, if that was somebody else.
        recorded_by: Option<String>,
        /// The digest of its signature, if it is signed.
        signature: Option<Digest>,
    },
    /// What a server said.
    Said(String),
    /// Lines of the relay's log.
    Log(String),
    /// Who decided.
    By(String),
    /// What went wrong with sending in an hour in which this mail was on its way.
    Hour {
        /// When the hour begins.
        from: Timestamp,
        /// What went wrong.
        trouble: Vec<Trouble>,
    },
}

/// What may go wrong with sending. Says neither how often nor about whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// A server asked for time.
    Deferral,
    /// An answer stayed away, or left open whether a mail was taken.
    Doubt,
    /// The relay could not be used.
    Relay,
    /// The run was stopped because mails were refused.
    Brake,
    /// The journal was taken over by a person.
    Adopted,
}

impl Trouble {
    /// All of them, in the order in which a leaf names them.
    pub const ALL: [Trouble; 5] = [
        Trouble::Deferral,
        Trouble::Doubt,
        Trouble::Relay,
        Trouble::Brake,
        Trouble::Adopted,
    ];

    /// The name in a leaf and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Trouble::Deferral => "deferral",
            Trouble::Doubt => "doubt",
            Trouble::Relay => "relay",
            Trouble::Brake => "brake",
            Trouble::Adopted => "adopted",
        }
    }
}

/// A time as leaves write it.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// A text as leaves write it: on one line, whatever is in it.
fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn head(salt: &[u8; 32], id: &ListId) -> String {
    format!(
        "heraut leaf 1\nsalt {}\nid {}\n",
        hex(salt),
        json(id.as_str())
    )
}

impl LeafLine {
    /// The line or lines, each with its end.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            LeafLine::Record { at, body, event } => {
                format!("record {} {} {body}\n", time(*at), event.kind())
            }
            LeafLine::Seal {
                number,
                at,
                digest,
                campaign,
                kind,
                relay,
            } => format!(
                "seal {number} {} {digest}\ncampaign {}\nkind {}\nrelay {}\n",
                time(*at),
                json(campaign),
                json(kind),
                json(relay)
            ),
            LeafLine::Envelope {
                from,
                to,
                organisation,
                message_id,
            } => format!(
                "from {}\nto {}\norganisation {}\nmessage-id {}\n",
                json(from),
                json(to),
                json(organisation),
                json(message_id)
            ),
            LeafLine::Date(line) => format!("date {}\n", json(line)),
            LeafLine::Approved {
                at,
                role,
                by,
                recorded_by,
                signature,
            } => approval(*at, (role, by), recorded_by.as_ref(), *signature),
            LeafLine::Said(words) => format!("said {}\n", json(words)),
            LeafLine::Log(lines) => format!("log {}\n", json(lines)),
            LeafLine::By(name) => format!("by {}\n", json(name)),
            LeafLine::Hour { from, trouble } => {
                let names: Vec<&str> = trouble.iter().map(|one| one.name()).collect();
                let names = match names[..] {
                    [] => "none".to_owned(),
                    _ => names.join(" "),
                };
                format!("hour {} {names}\n", time(*from))
            }
        }
    }
}

fn approval(
    at: Timestamp,
    (role, by): (&str, &str),
    recorded_by: Option<&String>,
    signature: Option<Digest>,
) -> String {
    let mut text = format!("approved {} {} {}\n", time(at), json(role), json(by));
    // Writing to a string can't fail.
    if let Some(recorder) = recorded_by {
        let _ = writeln!(text, "recorded-by {}", json(recorder));
    }
    if let Some(signature) = signature {
        let _ = writeln!(text, "signature {signature}");
    }
    text
}

/// The whole leaf as text.
#[must_use]
pub fn leaf_text(salt: &[u8; 32], id: &ListId, lines: &[LeafLine]) -> String {
    let lines = lines.iter().map(LeafLine::text);
    head(salt, id) + &lines.collect::<String>()
}

/// Hashes a leaf as its lines come, so that none has to be kept.
#[derive(Debug, Clone)]
pub struct LeafHasher(Sha256);

impl LeafHasher {
    /// Begins the leaf of an organisation.
    #[must_use]
    pub fn new(salt: &[u8; 32], id: &ListId) -> Self {
        let mut sum = Sha256::new();
        sum.update([0]);
        sum.update(head(salt, id));
        LeafHasher(sum)
    }

    /// Adds a line.
    pub fn add(&mut self, line: &LeafLine) {
        self.0.update(line.text());
    }

    /// The hash of the leaf.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest::from_bytes(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::leaf_hash;

    #[test]
    fn a_leaf_is_the_same_line_by_line_and_whole_and_no_value_looks_like_a_line() {
        let at = Timestamp::from_millisecond(1_700_000_000_120).unwrap();
        let id = ListId::new("ORG-1").unwrap();
        let lines = [
            LeafLine::Record {
                at,
                body: "\"stop_asked\"".to_owned(),
                event: Box::new(Event::StopAsked),
            },
            LeafLine::Said("250 ok\nsaid \"no\"".to_owned()),
            LeafLine::Approved {
                at,
                role: "inhoud".to_owned(),
                by: "A. Vos".to_owned(),
                recorded_by: Some("B. Smit".to_owned()),
                signature: Some(Digest::of(b"x")),
            },
            LeafLine::Hour {
                from: at,
                trouble: vec![],
            },
            LeafLine::Hour {
                from: at,
                trouble: Trouble::ALL.to_vec(),
            },
        ];
        let text = leaf_text(&[9; 32], &id, &lines);
        let mut hasher = LeafHasher::new(&[9; 32], &id);
        lines.iter().for_each(|line| hasher.add(line));
        assert_eq!(hasher.finish(), leaf_hash(text.as_bytes()));
        let wanted = [
            "heraut leaf 1",
            &format!("salt {}", "09".repeat(32)),
            "id \"ORG-1\"",
            "record 2023-11-14T22:13:20.120Z stop_asked \"stop_asked\"",
            "said \"250 ok\\nsaid \\\"no\\\"\"",
            "approved 2023-11-14T22:13:20.120Z \"inhoud\" \"A. Vos\"",
            "recorded-by \"B. Smit\"",
            &format!("signature {}", Digest::of(b"x")),
            "hour 2023-11-14T22:13:20.120Z none",
            "hour 2023-11-14T22:13:20.120Z deferral doubt relay brake adopted",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), wanted);
    }
}
