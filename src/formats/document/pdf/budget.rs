//! How much of one file is unpacked: a small file can unpack to gigabytes, over and over.

use std::cell::Cell;

use lopdf::{DecompressError, Document, Object, Stream};

use crate::formats::document::Reason;
use crate::formats::document::limits::MAX_UNPACKED;

/// A byte of deflate comes out as no more than so many.
const MOST_PER_BYTE: usize = 1032;

/// Bytes of one file that may still be unpacked. Everything counts, also what turned out too large or damaged: it cost
/// the time.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
}

impl Budget {
    pub(super) const fn of(bytes: usize) -> Budget {
        Budget {
            left: Cell::new(bytes),
        }
    }

    /// A stream unpacked; once the budget is spent, nothing is.
    pub(super) fn unpack(&self, stream: &Stream, document: &Document) -> Result<Vec<u8>, Reason> {
        let left = self.left.get();
        if left == 0 && !stream.content.is_empty() {
            return Err(Reason::TooLarge);
        }
        let limit = left.min(MAX_UNPACKED);
        let unpacked = stream_bytes(stream, document, limit);
        let spent = match &unpacked {
            Ok(bytes) => bytes.len(),
            Err(Reason::TooLarge) => limit,
            // How far it came isn't known.
            Err(_) => stream
                .content
                .len()
                .saturating_mul(MOST_PER_BYTE)
                .min(limit),
        };
        self.left.set(left - spent.min(left));
        unpacked
    }
}

/// A stream unpacked, its filter followed through a reference too.
fn stream_bytes(stream: &Stream, document: &Document, limit: usize) -> Result<Vec<u8>, Reason> {
    let by_reference = [b"Filter".as_slice(), b"DecodeParms"].iter().any(|key| {
        stream
            .dict
            .get(key)
            .is_ok_and(|value| matches!(value, Object::Reference(_) | Object::Array(_)))
    });
    let unpacked = if by_reference {
        let mut direct = stream.clone();
        for key in [b"Filter".as_slice(), b"DecodeParms"] {
            if let Ok(value) = stream.dict.get_deref(key, document) {
                direct.dict.set(key, followed(value, document));
            }
        }
        direct.get_plain_content_with_limit(limit)
    } else {
        stream.get_plain_content_with_limit(limit)
    };
    unpacked.map_err(|fault| match fault {
        lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Reason::TooLarge,
        _ => Reason::Packing,
    })
}

/// An array's items, each followed where it is a reference.
fn followed(value: &Object, document: &Document) -> Object {
    match value {
        Object::Array(items) => {
            let direct = |item| {
                document
                    .dereference(item)
                    .map_or(Object::Null, |(_, item)| item.clone())
            };
            Object::Array(items.iter().map(direct).collect())
        }
        value => value.clone(),
    }
}
