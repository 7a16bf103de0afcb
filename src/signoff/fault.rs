//! Why a signature counts for nothing.

use jiff::Timestamp;

use crate::formats::ssh::{KeyRefusal, SignatureForm};
use crate::phrase::Phrase;

/// Why a signature counts for nothing, and with it the approval that needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureFault {
    /// The seal asks for a signature and there is none.
    NotSigned,
    /// The vault no longer has it, or the name that it is about.
    Gone,
    /// It is not a signature that can be checked.
    Form(SignatureForm),
    /// It was made for something else.
    Namespace(String),
    /// Nobody has this key.
    UnknownKey(String),
    /// The key is another person's.
    OtherPerson {
        /// Who should have signed.
        name: String,
        /// Whose key it is.
        whose: Vec<String>,
    },
    /// The person has no key.
    NoKey(String),
    /// The key may not be used for approvals.
    NotFor(String),
    /// The key may be used later.
    NotYet(Timestamp),
    /// The key could be used earlier.
    Expired(Timestamp),
    /// It was used for an earlier approval of the same person, which was withdrawn or has expired.
    Used,
    /// It was made over another text.
    OtherText,
}

impl SignatureFault {
    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            SignatureFault::NotSigned => Phrase::new("signoff-not-signed"),
            SignatureFault::Gone => Phrase::new("signoff-signature-gone"),
            SignatureFault::Form(form) => form_phrase(form),
            SignatureFault::Namespace(namespace) => {
                Phrase::new("signoff-signature-namespace").with("namespace", namespace)
            }
            SignatureFault::UnknownKey(key) => {
                Phrase::new("signoff-signature-unknown-key").with("key", key)
            }
            SignatureFault::OtherPerson { name, whose } => {
                Phrase::new("signoff-signature-other-person")
                    .with("name", name)
                    .with("whose", whose.clone())
            }
            SignatureFault::NoKey(name) => {
                Phrase::new("signoff-signature-no-key").with("name", name)
            }
            SignatureFault::NotFor(key) => {
                Phrase::new("signoff-signature-not-for").with("key", key)
            }
            SignatureFault::NotYet(from) => {
                Phrase::new("signoff-signature-not-yet").with("from", *from)
            }
            SignatureFault::Expired(until) => {
                Phrase::new("signoff-signature-expired").with("until", *until)
            }
            SignatureFault::Used => Phrase::new("signoff-signature-used"),
            SignatureFault::OtherText => Phrase::new("signoff-signature-other-text"),
        }
    }
}

fn form_phrase(form: &SignatureForm) -> Phrase {
    match form {
        SignatureForm::Armor => Phrase::new("signoff-signature-armor"),
        SignatureForm::Garbled | SignatureForm::Key(KeyRefusal::Garbled) => {
            Phrase::new("signoff-signature-garbled")
        }
        SignatureForm::Newer => Phrase::new("signoff-signature-newer"),
        SignatureForm::Key(KeyRefusal::Type(kind)) => {
            Phrase::new("signoff-signature-key-type").with("kind", kind)
        }
        SignatureForm::Key(KeyRefusal::Short(bits)) => {
            Phrase::new("signoff-signature-key-short").with("bits", *bits)
        }
    }
}
