//! Why a text is not an address that can be mailed.
//!
//! Pure.

use crate::finding::Code;

/// Why a text is not an address that can be mailed. Positions count characters from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// The text is empty.
    #[error("no address")]
    Empty,
    /// A character that is invisible, or that changes the direction of writing.
    #[error("an invisible character at position {0}")]
    Invisible(usize),
    /// A space or another blank.
    #[error("a space at position {0}")]
    Space(usize),
    /// No `@`.
    #[error("no @ sign")]
    NoAt,
    /// More than one `@`.
    #[error("two @ signs in one address")]
    SeveralAts,
    /// Several addresses, a display name, a comment, quotes or a literal.
    #[error("a character that an address cannot have at position {0}")]
    Character(usize),
    /// A comma between two parts of the domain, where a dot is meant: `info@brug,example`.
    #[error("a comma where a dot belongs, at position {0}")]
    Comma(usize),
    /// A dot first, last or twice in a row in the local part.
    #[error("a dot in the wrong place before the @")]
    LocalDots,
    /// Letters outside ASCII before the `@`: needs SMTPUTF8 (RFC 6531).
    #[error("a letter with an accent before the @, at position {0}")]
    LocalNotAscii(usize),
    /// More than 64 octets before the `@`.
    #[error("more than 64 characters before the @")]
    LocalLong,
    /// The domain has no dot, or nothing before or after one.
    #[error("the domain is not complete")]
    DomainIncomplete,
    /// A label with a character outside letters, digits and hyphen, or a hyphen first or last.
    #[error("the domain has a character it cannot have")]
    DomainCharacter,
    /// A label over 63 octets, a domain over 253 or an address over 254.
    #[error("the address is too long")]
    TooLong,
    /// A dash or a quote before the `@` that the keyboard doesn't give: a text program changed it.
    #[error("a changed dash or quote before the @, at position {0}")]
    LocalSign(usize, char),
    /// A dash or a quote in the domain that a text program put there. UTS 46 allows most of them,
    /// IDNA 2008 (RFC 5892) none: it would be another name, which nobody has.
    #[error("a dash or quote that a domain cannot have, at position {0}")]
    DomainSign(usize, char),
    /// The domain can't be written in A-labels.
    #[error("the domain is not an internationalised name that exists in the standard")]
    DomainNotIdn,
    /// The last label is all digits: no such top-level domain.
    #[error("the domain ends in a number")]
    DomainNumber,
}

impl AddressFault {
    /// The code of a finding about it.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            AddressFault::Empty => Code::AddressEmpty,
            AddressFault::Invisible(_) => Code::AddressInvisible,
            AddressFault::Space(_) => Code::AddressSpace,
            AddressFault::NoAt => Code::AddressNoAt,
            AddressFault::SeveralAts => Code::AddressSeveralAts,
            AddressFault::Character(_) => Code::AddressCharacter,
            AddressFault::Comma(_) => Code::AddressComma,
            AddressFault::LocalDots => Code::AddressLocalDots,
            AddressFault::LocalNotAscii(_) => Code::AddressLocalNotAscii,
            AddressFault::LocalLong => Code::AddressLocalLong,
            AddressFault::DomainIncomplete => Code::AddressDomainIncomplete,
            AddressFault::DomainCharacter => Code::AddressDomainCharacter,
            AddressFault::TooLong => Code::AddressTooLong,
            AddressFault::LocalSign(..) => Code::AddressLocalSign,
            AddressFault::DomainSign(..) => Code::AddressDomainSign,
            AddressFault::DomainNotIdn => Code::AddressDomainNotIdn,
            AddressFault::DomainNumber => Code::AddressDomainNumber,
        }
    }

    /// Position of the error in the text, in characters from 1, if it has one.
    #[must_use]
    pub const fn position(self) -> Option<usize> {
        match self {
            AddressFault::Invisible(at)
            | AddressFault::Space(at)
            | AddressFault::Character(at)
            | AddressFault::Comma(at)
            | AddressFault::LocalNotAscii(at)
            | AddressFault::LocalSign(at, _)
            | AddressFault::DomainSign(at, _) => Some(at),
            AddressFault::Empty
            | AddressFault::NoAt
            | AddressFault::SeveralAts
            | AddressFault::LocalDots
            | AddressFault::LocalLong
            | AddressFault::DomainIncomplete
            | AddressFault::DomainCharacter
            | AddressFault::TooLong
            | AddressFault::DomainNotIdn
            | AddressFault::DomainNumber => None,
        }
    }

    /// The dash or quote that was found, if it is one.
    #[must_use]
    pub const fn sign(self) -> Option<char> {
        match self {
            AddressFault::LocalSign(_, sign) | AddressFault::DomainSign(_, sign) => Some(sign),
            _ => None,
        }
    }
}
