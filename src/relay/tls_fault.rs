//! Why TLS could not be put on the connection, in words: one for each kind of error with its own
//! next step.
//!
//! rustls's own texts are for programmers (`InvalidContentType`), so none of them is shown. Its
//! enums may grow: what a later version adds gets the last, general kind until it has its own.

use tokio_rustls::rustls::{
    AlertDescription, CertificateError, Error, InvalidMessage, OtherError, PeerIncompatible,
};

use crate::phrase::Phrase;

/// Why TLS could not be put on the connection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlsFault {
    /// TLS should begin at once, and the other end spoke in clear.
    #[error("this port begins without TLS")]
    PlainPort,
    /// The data is not TLS, though TLS was agreed on.
    #[error("what came is no TLS")]
    NotTls,
    /// The certificate was not issued by anybody that this machine trusts or `relay.ca_file` names.
    #[error("unknown issuer")]
    Issuer,
    /// The certificate has expired.
    #[error("expired")]
    Expired,
    /// The certificate is not valid yet, or this machine's clock is slow.
    #[error("not valid yet")]
    NotYet,
    /// The certificate is for these names and not for `relay.host`.
    #[error("for other names")]
    OtherName(Vec<String>),
    /// The certificate was revoked, or it can't be known whether it was.
    #[error("revoked")]
    Revoked,
    /// The certificate is not for a server.
    #[error("for another purpose")]
    Purpose,
    /// A certificate is signed in a way that is no longer safe, such as with SHA-1.
    #[error("a signature of an unsafe kind")]
    WeakSignature,
    /// A signature is not right, or its key is too short (RSA under 2048 bits).
    #[error("a signature that does not count")]
    BadSignature,
    /// The server shows an issuer's certificate (`CA:TRUE`) as its own, and `relay.ca_file` doesn't
    /// name it.
    #[error("an issuer's certificate as the server's own")]
    Authority,
    /// The certificate doesn't follow the standard (RFC 5280), or violates limits of its issuer.
    #[error("a certificate that is not well made")]
    Form,
    /// The server showed no certificate.
    #[error("no certificate shown")]
    NoCertificate,
    /// The server knows only TLS 1.1 and older, or lacks what makes TLS 1.2 safe.
    #[error("only old versions of TLS")]
    OldVersion,
    /// There is no cipher, key exchange or signature that both know.
    #[error("nothing in common")]
    NothingInCommon,
    /// The server wants a certificate from us.
    #[error("it wants a certificate of the client's")]
    ClientCertificate,
    /// The server says that `relay.host` is not its name.
    #[error("it does not know the name")]
    NameNotKnown,
    /// The server ended the handshake with this alert (RFC 8446, section 6).
    #[error("alert {0}")]
    Alert(u8),
    /// The other end, or something on the way, doesn't follow TLS.
    #[error("the other end breaks the rules of TLS")]
    Broken,
    /// `relay.host` is not a name that a certificate can carry.
    #[error("relay.host is no name for a certificate")]
    Host,
    /// `relay.ca_file` cannot be read.
    #[error("relay.ca_file cannot be read")]
    CaFileUnreadable,
    /// `relay.ca_file` holds no certificate in PEM.
    #[error("no certificate in relay.ca_file")]
    CaFileEmpty,
    /// This machine has no certificates to trust.
    #[error("no certificates to trust")]
    NoRoots,
    /// An error on this machine or in this program.
    #[error("a fault on this side")]
    Own,
}

impl TlsFault {
    /// The meaning of a handshake's error; `None` if it is not about TLS but about the connection
    /// below it.
    pub(crate) fn of(fault: &std::io::Error) -> Option<Self> {
        fault.get_ref()?.downcast_ref::<Error>().map(Self::read)
    }

    /// The meaning of a rustls error.
    fn read(fault: &Error) -> Self {
        match fault {
            Error::InvalidMessage(
                InvalidMessage::InvalidContentType | InvalidMessage::UnknownProtocolVersion,
            ) => TlsFault::NotTls,
            Error::InvalidMessage(
                InvalidMessage::MessageTooLarge
                | InvalidMessage::InvalidEmptyPayload
                | InvalidMessage::HandshakePayloadTooLarge,
            )
            | Error::PeerSentOversizedRecord => TlsFault::NotTls,
            Error::InvalidCertificate(fault) => Self::of_certificate(fault),
            Error::AlertReceived(alert) => Self::of_alert(*alert),
            Error::PeerIncompatible(fault) => Self::of_versions(fault),
            Error::NoCertificatesPresented => TlsFault::NoCertificate,
            Error::UnsupportedNameType => TlsFault::Host,
            Error::InvalidCertRevocationList(_) => TlsFault::Revoked,
            Error::NoApplicationProtocol => TlsFault::NothingInCommon,
            Error::InvalidMessage(_)
            | Error::PeerMisbehaved(_)
            | Error::InappropriateMessage { .. }
            | Error::InappropriateHandshakeMessage { .. }
            | Error::DecryptError => TlsFault::Broken,
            _ => TlsFault::Own,
        }
    }

    fn of_certificate(fault: &CertificateError) -> Self {
        match fault {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                TlsFault::Expired
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                TlsFault::NotYet
            }
            CertificateError::UnknownIssuer => TlsFault::Issuer,
            CertificateError::NotValidForName => TlsFault::OtherName(Vec::new()),
            CertificateError::NotValidForNameContext { presented, .. } => {
                TlsFault::OtherName(presented.iter().map(|name| bare_name(name)).collect())
            }
            CertificateError::Revoked
            | CertificateError::UnknownRevocationStatus
            | CertificateError::ExpiredRevocationList
            | CertificateError::ExpiredRevocationListContext { .. }
            | CertificateError::InvalidOcspResponse => TlsFault::Revoked,
            CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
                TlsFault::Purpose
            }
            CertificateError::BadSignature => TlsFault::BadSignature,
            #[expect(
                deprecated,
                reason = "the library still makes it for keys of an unknown kind"
            )]
            CertificateError::UnsupportedSignatureAlgorithm
            | CertificateError::UnsupportedSignatureAlgorithmContext { .. }
            | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
                TlsFault::WeakSignature
            }
            CertificateError::Other(other) if is_authority(other) => TlsFault::Authority,
            _ => TlsFault::Form,
        }
    }

    const fn of_versions(fault: &PeerIncompatible) -> Self {
        match fault {
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
            | PeerIncompatible::Tls12NotOffered
            | PeerIncompatible::Tls12NotOfferedOrEnabled
            | PeerIncompatible::ExtendedMasterSecretExtensionRequired
            | PeerIncompatible::SupportedVersionsExtensionRequired => TlsFault::OldVersion,
            _ => TlsFault::NothingInCommon,
        }
    }

    /// RFC 8446, section 6.2.
    fn of_alert(alert: AlertDescription) -> Self {
        match alert {
            AlertDescription::ProtocolVersion => TlsFault::OldVersion,
            AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity => {
                TlsFault::NothingInCommon
            }
            AlertDescription::CertificateRequired | AlertDescription::NoCertificate => {
                TlsFault::ClientCertificate
            }
            AlertDescription::UnrecognisedName => TlsFault::NameNotKnown,
            other => TlsFault::Alert(other.into()),
        }
    }

    /// The same, if TLS should begin at once: a server that then speaks in clear has another port
    /// for TLS.
    #[must_use]
    pub(crate) fn at_the_start(self) -> Self {
        if self == TlsFault::NotTls {
            TlsFault::PlainPort
        } else {
            self
        }
    }

    /// Whether the server asks for a certificate that this program doesn't have. Under TLS 1.3 it
    /// says so only after the handshake.
    pub(crate) fn wants_ours(&self) -> bool {
        *self == TlsFault::ClientCertificate
    }

    /// The message for people.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        Phrase::new(match self {
            TlsFault::PlainPort => "relay-tls-plain-port",
            TlsFault::NotTls => "relay-tls-not-tls",
            TlsFault::Issuer => "relay-tls-issuer",
            TlsFault::Expired => "relay-tls-expired",
            TlsFault::NotYet => "relay-tls-not-yet",
            TlsFault::OtherName(names) if names.is_empty() => "relay-tls-no-name",
            TlsFault::OtherName(names) => {
                let shown = names
                    .iter()
                    .take(3)
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                return Phrase::new("relay-tls-other-name").with("names", shown);
            }
            TlsFault::Revoked => "relay-tls-revoked",
            TlsFault::Purpose => "relay-tls-purpose",
            TlsFault::WeakSignature => "relay-tls-weak-signature",
            TlsFault::BadSignature => "relay-tls-bad-signature",
            TlsFault::Authority => "relay-tls-authority",
            TlsFault::Form => "relay-tls-form",
            TlsFault::NoCertificate => "relay-tls-no-certificate",
            TlsFault::OldVersion => "relay-tls-old-version",
            TlsFault::NothingInCommon => "relay-tls-nothing-in-common",
            TlsFault::ClientCertificate => "relay-tls-client-certificate",
            TlsFault::NameNotKnown => "relay-tls-name-not-known",
            TlsFault::Alert(number) => {
                return Phrase::new("relay-tls-alert").with("number", u64::from(*number));
            }
            TlsFault::Broken => "relay-tls-broken",
            TlsFault::Host => "relay-tls-host",
            TlsFault::CaFileUnreadable => "relay-tls-ca-file-unreadable",
            TlsFault::CaFileEmpty => "relay-tls-ca-file-empty",
            TlsFault::NoRoots => "relay-tls-no-roots",
            TlsFault::Own => "relay-tls-own",
        })
    }
}

/// A name from the library's `DnsName("mail.example")` or `IpAddress(192.0.2.1)`.
fn bare_name(shown: &str) -> String {
    let inner = shown
        .split_once('(')
        .map_or(shown, |(_, rest)| rest.trim_end_matches(')'));
    inner.trim_matches('"').to_owned()
}

/// Whether the error is that a certificate for issuing is shown as the server's own. The library
/// identifies this error only by its name; `tests/it/login.rs` meets it for real.
pub(super) fn is_authority(other: &OtherError) -> bool {
    other.to_string() == "CaUsedAsEndEntity"
}

#[cfg(test)]
mod source;
#[cfg(test)]
mod tests;
