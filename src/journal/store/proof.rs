//! Whether what is known about a journal's end proves that it is complete. Pure: the simulator uses
//! it too.

use std::fmt;
use std::str::FromStr;

use super::chain::Tip;
use crate::id::Digest;

/// Content of one head file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalHead {
    /// How far the journal went.
    pub tip: Tip,
    /// The machine that wrote last.
    pub machine: String,
}

impl JournalHead {
    pub(super) fn text(&self) -> String {
        // A fixed width, so that overwriting an older head never leaves a rest of it.
        format!(
            "{:020} {} {}\n",
            self.tip.count,
            self.tip.hash.hex(),
            self.machine
        )
    }

    pub(super) fn parse(text: &str) -> Option<JournalHead> {
        let mut words = text.split_ascii_whitespace();
        let count = words.next()?.parse().ok()?;
        let hash: Digest = format!("sha256:{}", words.next()?).parse().ok()?;
        let machine = words.next()?.to_owned();
        Some(JournalHead {
            tip: Tip { count, hash },
            machine,
        })
    }
}

/// What is known about how far a journal went, from outside the journal.
#[derive(Debug, Clone, Default)]
pub struct KnownHeads {
    /// The head beside it, which travels with every copy of the folder.
    pub beside: Option<JournalHead>,
    /// The head in the user's state folder, which stays on the machine.
    pub in_state: Option<JournalHead>,
    /// How far it went at the newest seal of the vault beside it.
    pub at_seal: Option<Tip>,
    /// The name of this machine.
    pub machine: String,
}

/// Why a journal can't be used as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Another machine wrote last: a longer journal may be there.
    OtherMachine,
    /// Nothing on this machine says how far it went.
    NoHead,
    /// It ends before this point.
    Shorter(Tip),
    /// It has other records than the one that went so far.
    Other,
}

/// A head that a person brings: `COUNT:HASH`, as `hand-over` prints it; of the hash at least the
/// first 16 digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    count: u64,
    hash: String,
}

/// The text is not a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a head: COUNT:HASH")]
pub struct NotAHead;

impl FromStr for Claim {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Claim, NotAHead> {
        let (count, hash) = text.trim().split_once(':').ok_or(NotAHead)?;
        let hash: String = hash
            .trim()
            .trim_start_matches("sha256:")
            .split_whitespace()
            .collect();
        let hash = hash.to_ascii_lowercase();
        let fits =
            (16..=64).contains(&hash.len()) && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        let count = count.trim().parse().map_err(|_| NotAHead)?;
        if fits {
            Ok(Claim { count, hash })
        } else {
            Err(NotAHead)
        }
    }
}

impl Claim {
    /// Whether a journal that goes this far ends exactly here.
    #[must_use]
    pub fn is(&self, tip: Tip) -> bool {
        self.count == tip.count && tip.hash.hex().starts_with(&self.hash)
    }

    /// The number of records it names.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.count, self.hash)
    }
}

impl FromStr for Tip {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Tip, NotAHead> {
        let (count, hash) = text.split_once(':').ok_or(NotAHead)?;
        let hash = format!("sha256:{hash}").parse().map_err(|_| NotAHead)?;
        Ok(Tip {
            count: count.parse().map_err(|_| NotAHead)?,
            hash,
        })
    }
}

impl fmt::Display for Tip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.count, self.hash.hex())
    }
}

impl KnownHeads {
    /// Why a journal that goes to `tip` can't be used as it is; `None`: it can. `agrees` says
    /// whether it has this hash at this count, and `None` if it ends before.
    ///
    /// # Errors
    /// The errors of `agrees`.
    pub fn gap<E>(
        &self,
        tip: Tip,
        agrees: impl Fn(Tip) -> Result<Option<bool>, E>,
    ) -> Result<Option<Gap>, E> {
        let elsewhere = |head: &&JournalHead| head.machine != self.machine && head.tip.count > 0;
        if self.heads().any(|head| elsewhere(&head)) {
            return Ok(Some(Gap::OtherMachine));
        }
        if let Some(gap) = self.contradiction(agrees)? {
            return Ok(Some(gap));
        }
        // The head beside it came with the folder, and proves nothing by itself.
        Ok((tip.count > 0 && self.in_state.is_none()).then_some(Gap::NoHead))
    }

    fn heads(&self) -> impl Iterator<Item = &JournalHead> {
        self.beside.iter().chain(&self.in_state)
    }

    /// What is known of records that this journal doesn't have.
    fn contradiction<E>(
        &self,
        agrees: impl Fn(Tip) -> Result<Option<bool>, E>,
    ) -> Result<Option<Gap>, E> {
        for tip in self.heads().map(|head| head.tip).chain(self.at_seal) {
            match agrees(tip)? {
                Some(true) => {}
                Some(false) => return Ok(Some(Gap::Other)),
                None => return Ok(Some(Gap::Shorter(tip))),
            }
        }
        Ok(None)
    }

    /// Whether records may be missing from a journal that a person takes over. Nothing is missing
    /// only if its end is proven, by the head that the person brings or by the one in this
    /// machine's state folder, and nothing known contradicts it. `closed`: it was handed over here,
    /// so it may have continued elsewhere.
    ///
    /// # Errors
    /// The errors of `agrees`.
    pub fn may_lack<E>(
        &self,
        tip: Tip,
        agrees: impl Fn(Tip) -> Result<Option<bool>, E>,
        claim: Option<&Claim>,
        closed: bool,
    ) -> Result<bool, E> {
        if self.contradiction(agrees)?.is_some() {
            return Ok(true);
        }
        if let Some(claim) = claim {
            return Ok(!claim.is(tip));
        }
        let here = |head: &JournalHead| head.machine == self.machine;
        let own = self
            .in_state
            .as_ref()
            .is_some_and(|head| here(head) && head.tip == tip);
        Ok(closed || !own || !self.beside.as_ref().is_none_or(here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tip(count: u64) -> Tip {
        Tip {
            count,
            hash: Digest::of(&count.to_be_bytes()),
        }
    }

    fn head(count: u64, machine: &str) -> Option<JournalHead> {
        Some(JournalHead {
            tip: tip(count),
            machine: machine.to_owned(),
        })
    }

    fn known(beside: Option<JournalHead>, in_state: Option<JournalHead>) -> KnownHeads {
        KnownHeads {
            beside,
            in_state,
            at_seal: None,
            machine: "here".to_owned(),
        }
    }

    /// What a journal says that goes to 6.
    fn agrees(asked: Tip) -> Result<Option<bool>, ()> {
        Ok((asked.count <= 6).then_some(asked == tip(asked.count)))
    }

    #[test]
    fn a_journal_is_whole_only_by_a_head_that_stayed_on_this_machine() {
        for (beside, in_state, wanted) in [
            (head(6, "here"), head(6, "here"), None),
            (None, head(6, "here"), None),
            (head(6, "here"), head(4, "here"), None),
            (head(6, "here"), None, Some(Gap::NoHead)),
            (None, None, Some(Gap::NoHead)),
            (head(6, "there"), None, Some(Gap::OtherMachine)),
            (head(6, "there"), head(4, "here"), Some(Gap::OtherMachine)),
            (head(6, "here"), head(9, "here"), Some(Gap::Shorter(tip(9)))),
        ] {
            let known = known(beside, in_state);
            assert_eq!(known.gap(tip(6), agrees), Ok(wanted), "{known:?}");
        }
        let younger = KnownHeads {
            at_seal: Some(tip(7)),
            ..known(head(6, "here"), head(6, "here"))
        };
        assert_eq!(
            younger.gap(tip(6), agrees),
            Ok(Some(Gap::Shorter(tip(7)))),
            "the vault has a later seal"
        );
        assert_eq!(
            known(None, None).gap(Tip::default(), agrees),
            Ok(None),
            "a new one"
        );
    }

    #[test]
    fn nothing_is_missing_only_where_the_end_is_proven() {
        let right: Claim = tip(6).to_string().parse().unwrap();
        let older: Claim = tip(5).to_string().parse().unwrap();
        for (beside, in_state, claim, closed, lacks) in [
            (head(6, "there"), None, None, false, true),
            (head(6, "there"), None, Some(&right), false, false),
            (head(6, "there"), None, Some(&right), true, false),
            (head(6, "there"), None, Some(&older), false, true),
            (None, None, None, false, true),
            (head(6, "here"), None, None, false, true),
            (head(6, "here"), head(6, "here"), None, false, false),
            (head(6, "here"), head(6, "here"), None, true, true),
            (head(6, "here"), head(4, "here"), None, false, true),
            // Whatever a paper says: this machine knows of more.
            (head(6, "here"), head(9, "here"), Some(&right), false, true),
        ] {
            let known = known(beside, in_state);
            assert_eq!(
                known.may_lack(tip(6), agrees, claim, closed),
                Ok(lacks),
                "{known:?} {claim:?}"
            );
        }
    }

    #[test]
    fn a_head_is_read_as_people_copy_it() {
        let hash = tip(6).hash.hex();
        for text in [
            format!("6:{hash}"),
            format!(" 6:sha256:{hash}\n"),
            format!("6:{}", &hash[..16]),
        ] {
            assert!(text.parse::<Claim>().unwrap().is(tip(6)), "{text}");
        }
        for text in [
            "6",
            "6:abc",
            ":0123456789abcdef",
            "x:0123456789abcdef",
            "6:0123456789abcdeg",
        ] {
            assert_eq!(text.parse::<Claim>(), Err(NotAHead), "{text}");
        }
    }
}
