//! The hash chain: each record carries the hash of the previous one, so none can be changed, moved
//! or left out without detection. Pure.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::id::Digest;
use crate::journal::event::Event;
use crate::phrase::Phrase;

/// One record of the journal, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Number of the record: from 1, without gaps.
    pub seq: u64,
    /// Time of the record, in milliseconds since 1970.
    pub at: i64,
    /// Name of the event, see [`Event::kind`].
    pub kind: String,
    /// The event as JSON.
    pub body: String,
    /// SHA-256 over the previous hash and everything above.
    pub hash: Digest,
}

/// How far a journal goes: the number of its records and the hash of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    /// Number of records so far.
    pub count: u64,
    /// Hash of the last record; all zeros if there is none.
    pub hash: Digest,
}

impl Default for Tip {
    fn default() -> Self {
        Tip {
            count: 0,
            hash: Digest::from_bytes([0; 32]),
        }
    }
}

/// What is wrong with a record that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// A number is missing or occurs twice.
    #[error("record {0} does not stand where it should")]
    Gap(u64),
    /// Its content is not what was written.
    #[error("record {0} was changed")]
    Changed(u64),
    /// It is intact, but says something this program never writes.
    #[error("record {0} says something that cannot be")]
    Impossible(u64),
}

impl Damage {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        let (key, record) = match self {
            Damage::Gap(record) => ("journal-record-misplaced", record),
            Damage::Changed(record) => ("journal-record-changed", record),
            Damage::Impossible(record) => ("journal-record-impossible", record),
        };
        Phrase::new(key).with("record", *record)
    }
}

impl Tip {
    /// Returns the record of the next event.
    #[must_use]
    pub fn next(&self, at: Timestamp, event: &Event) -> Record {
        let body = serde_json::to_string(event).unwrap_or_default();
        let mut record = Record {
            seq: self.count + 1,
            at: at.as_millisecond(),
            kind: event.kind().to_owned(),
            body,
            hash: self.hash,
        };
        record.hash = hash(&self.hash, &record);
        record
    }

    /// Checks that `record` is the next one, and reads its event.
    ///
    /// # Errors
    /// [`Damage`], with the number of the record.
    pub fn follow(&mut self, record: &Record) -> Result<(Timestamp, Event), Damage> {
        if record.seq != self.count + 1 {
            return Err(Damage::Gap(self.count + 1));
        }
        if hash(&self.hash, record) != record.hash {
            return Err(Damage::Changed(record.seq));
        }
        let happened = record.happened()?;
        *self = Tip {
            count: record.seq,
            hash: record.hash,
        };
        Ok(happened)
    }
}

impl Record {
    /// Reads the time and the event, without checking the chain.
    ///
    /// # Errors
    /// [`Damage::Impossible`].
    pub fn happened(&self) -> Result<(Timestamp, Event), Damage> {
        let impossible = || Damage::Impossible(self.seq);
        let event = serde_json::from_str(&self.body).map_err(|_| impossible())?;
        let at = Timestamp::from_millisecond(self.at).map_err(|_| impossible())?;
        Ok((at, event))
    }
}

fn hash(before: &Digest, record: &Record) -> Digest {
    let mut sum = Sha256::new();
    sum.update(before.as_bytes());
    sum.update(record.seq.to_be_bytes());
    sum.update(record.at.to_be_bytes());
    for text in [&record.kind, &record.body] {
        sum.update((text.len() as u64).to_be_bytes());
        sum.update(text.as_bytes());
    }
    Digest::from_bytes(sum.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_a_record_is_seen() {
        let at = Timestamp::from_millisecond(1_700_000_000_000).unwrap();
        let first = Tip::default().next(at, &Event::StopAsked);
        let mut tip = Tip::default();
        assert_eq!(tip.follow(&first), Ok((at, Event::StopAsked)));
        let second = tip.next(at, &Event::StopAsked);
        for change in [
            |r: &mut Record| r.at += 1,
            |r: &mut Record| r.kind.push('x'),
            |r: &mut Record| r.body.push(' '),
            |r: &mut Record| r.hash = Digest::of(b"other"),
        ] {
            let mut changed = second.clone();
            change(&mut changed);
            assert_eq!(tip.clone().follow(&changed), Err(Damage::Changed(2)));
        }
        assert_eq!(Tip::default().follow(&second), Err(Damage::Gap(1)));
        assert_eq!(tip.follow(&second).map(|_| ()), Ok(()));
    }
}
