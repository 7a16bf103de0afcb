//! Every error that rustls can give has words of ours, in both languages, and none of the library's.

mod every_error;

use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{AlertDescription, CertificateError, Error, InvalidMessage};

use self::every_error::{Named, all, other};
use super::TlsFault;
use crate::journal::event::Step;
use crate::phrase::{Language, Speaker};
use crate::relay::{Cause, RelayFault};

/// The version whose enums are walked here. Another one: look what is new, and add it.
const WALKED: &str = "name = \"rustls\"\nversion = \"0.23.46\"";

impl std::error::Error for Named {}

/// Whether a text has a word as programmers join them, such as `InvalidContentType`, or marks of code.
fn is_for_programmers(text: &str) -> bool {
    let joined = text
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    joined
        || ["::", "(\"", "{ ", "Some(", "\"?"]
            .iter()
            .any(|mark| text.contains(mark))
}

#[test]
fn every_error_of_the_tls_library_has_words_of_ours() {
    let lock = include_str!("../../../Cargo.lock");
    assert!(
        lock.contains(WALKED),
        "rustls is another version: walk its enums again"
    );
    let speakers = [Language::English, Language::Dutch].map(|language| {
        Speaker::new(
            language,
            jiff::tz::TimeZone::UTC,
            jiff::Timestamp::UNIX_EPOCH,
        )
    });
    for error in all() {
        let fault = TlsFault::of(&std::io::Error::other(error.clone())).unwrap();
        for why in [fault.clone(), fault.at_the_start()] {
            let told = RelayFault::new(Step::Tls, Cause::Tls(why));
            assert!(told.is_about_us());
            for speaker in &speakers {
                let said = speaker.say(&told.phrase());
                let hint = said
                    .hint
                    .unwrap_or_else(|| panic!("{error:?}: no next step"));
                assert!(
                    !is_for_programmers(&said.text) && !is_for_programmers(&hint),
                    "{}",
                    said.text
                );
                assert!(said.text.contains("TLS"), "{}", said.text);
            }
        }
    }
}

#[test]
fn what_a_person_can_mend_is_told_apart() {
    use CertificateError as C;
    let of = |error: Error| TlsFault::of(&std::io::Error::other(error)).unwrap();
    let certificate = |error: C| of(Error::InvalidCertificate(error));
    assert_eq!(
        of(Error::InvalidMessage(InvalidMessage::InvalidContentType)).at_the_start(),
        TlsFault::PlainPort
    );
    assert_eq!(
        certificate(C::Other(other("CaUsedAsEndEntity"))),
        TlsFault::Authority
    );
    assert_eq!(
        certificate(C::Other(other("MalformedExtensions"))),
        TlsFault::Form
    );
    assert_eq!(certificate(C::UnknownIssuer), TlsFault::Issuer);
    let named = C::NotValidForNameContext {
        expected: ServerName::try_from("mail.example").unwrap(),
        presented: vec![
            "DnsName(\"other.example\")".into(),
            "IpAddress(192.0.2.1)".into(),
        ],
    };
    assert_eq!(
        certificate(named),
        TlsFault::OtherName(vec!["other.example".into(), "192.0.2.1".into()])
    );
    assert_eq!(
        of(Error::AlertReceived(AlertDescription::ProtocolVersion)),
        TlsFault::OldVersion
    );
    assert_eq!(
        of(Error::AlertReceived(AlertDescription::CertificateRequired)),
        TlsFault::ClientCertificate
    );
    assert_eq!(
        of(Error::AlertReceived(AlertDescription::AccessDenied)),
        TlsFault::Alert(49)
    );
    assert_eq!(
        TlsFault::of(&std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
        None
    );
}
