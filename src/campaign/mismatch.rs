//! How open mails differ from what the list gives now, in words.

use crate::id::ListId;
use crate::phrase::Phrase;

/// How an open mail differs from what the list gives now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// The row has another address.
    Address,
    /// The mail would have other bytes.
    Text,
    /// The row is not on the list.
    Gone,
    /// The list or the register excludes the row.
    LeftOut,
    /// No mail can be made from the row as it is now.
    Faulty,
}

impl Mismatch {
    /// The message, as the end of a sentence.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        Phrase::new(match self {
            Mismatch::Address => "campaign-differs-address",
            Mismatch::Text => "campaign-differs-text",
            Mismatch::Gone => "campaign-differs-gone",
            Mismatch::LeftOut => "campaign-differs-left-out",
            Mismatch::Faulty => "campaign-differs-faulty",
        })
    }
}

/// Groups rows that differ in the same way. Ids are the list's own and may be shown.
pub(crate) fn list_differs(
    rows: &[(ListId, Mismatch)],
    sealed_at: jiff::Timestamp,
    rerun: bool,
) -> Phrase {
    const SHOWN: usize = 8;
    let of = |wanted: Mismatch| {
        let ids = rows
            .iter()
            .filter(|(_, mismatch)| *mismatch == wanted)
            .map(|(id, _)| id.to_string());
        let mut ids: Vec<String> = ids.collect();
        let count = ids.len();
        if count > SHOWN {
            ids.truncate(SHOWN);
            ids.push("…".to_owned());
        }
        (count > 0).then(|| {
            wanted
                .phrase()
                .with("ids", ids.join(", "))
                .with("count", count)
        })
    };
    let kinds = [
        Mismatch::Address,
        Mismatch::Text,
        Mismatch::Gone,
        Mismatch::LeftOut,
        Mismatch::Faulty,
    ];
    let what: Vec<Phrase> = kinds.into_iter().filter_map(of).collect();
    let phrase = Phrase::new("campaign-list-differs")
        .with("what", what)
        .with("at", sealed_at);
    let is_faulty = rows
        .iter()
        .any(|(_, mismatch)| *mismatch == Mismatch::Faulty);
    phrase.with(
        "command",
        if is_faulty {
            "check"
        } else if rerun {
            "rerun"
        } else {
            "seal"
        },
    )
}
