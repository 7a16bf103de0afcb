//! Every error that rustls can give has words of ours, in both languages, and none of the library's.

use std::sync::Arc;

use tokio_rustls::rustls::crypto::KeyExchangeAlgorithm;
use tokio_rustls::rustls::pki_types::{ServerName, UnixTime};
use tokio_rustls::rustls::{
    AlertDescription, CertRevocationListError, CertificateError, ContentType,
    EncryptedClientHelloError, Error, ExtendedKeyPurpose, HandshakeType, InconsistentKeys,
    InvalidMessage, OtherError, PeerIncompatible, PeerMisbehaved,
};

use super::TlsFault;
use crate::journal::event::Step;
use crate::phrase::{Language, Speaker};
use crate::relay::{Cause, RelayFault};

/// The version whose enums are walked here. Another one: look what is new, and add it.
const WALKED: &str = "name = \"rustls\"\nversion = \"0.23.46\"";

/// What webpki says of a certificate that rustls has no name for.
const OTHERS: [&str; 19] = [
    "CaUsedAsEndEntity",
    "CertDistrusted",
    "EmptyEkuExtension",
    "EndEntityUsedAsCa",
    "ExtensionValueInvalid",
    "InvalidNetworkMaskConstraint",
    "InvalidSerialNumber",
    "MalformedDnsIdentifier",
    "MalformedExtensions",
    "MalformedNameConstraint",
    "MaximumNameConstraintComparisonsExceeded",
    "MaximumPathBuildCallsExceeded",
    "MaximumPathDepthExceeded",
    "MaximumSignatureChecksExceeded",
    "NameConstraintViolation",
    "PathLenConstraintViolated",
    "SignatureAlgorithmMismatch",
    "UnsupportedCertVersion",
    "UnsupportedCriticalExtension",
];

#[derive(Debug)]
struct Named(&'static str);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Named {}

fn other(name: &'static str) -> OtherError {
    OtherError(Arc::new(Named(name)))
}

#[expect(deprecated, reason = "the library still makes it")]
fn certificates() -> Vec<CertificateError> {
    use CertificateError as C;
    let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(1_732_000_000));
    let mut all = vec![
        C::BadEncoding,
        C::Expired,
        C::NotValidYet,
        C::Revoked,
        C::UnhandledCriticalExtension,
        C::UnknownIssuer,
        C::UnknownRevocationStatus,
        C::ExpiredRevocationList,
        C::BadSignature,
        C::UnsupportedSignatureAlgorithm,
        C::NotValidForName,
        C::InvalidPurpose,
        C::InvalidOcspResponse,
        C::ApplicationVerificationFailure,
        C::ExpiredContext {
            time: now,
            not_after: now,
        },
        C::NotValidYetContext {
            time: now,
            not_before: now,
        },
        C::ExpiredRevocationListContext {
            time: now,
            next_update: now,
        },
        C::UnsupportedSignatureAlgorithmContext {
            signature_algorithm_id: vec![1],
            supported_algorithms: Vec::new(),
        },
        C::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id: vec![1],
            public_key_algorithm_id: vec![2],
        },
        C::NotValidForNameContext {
            expected: ServerName::try_from("mail.example").unwrap(),
            presented: vec![
                "DnsName(\"other.example\")".into(),
                "IpAddress(192.0.2.1)".into(),
            ],
        },
        C::InvalidPurposeContext {
            required: ExtendedKeyPurpose::ServerAuth,
            presented: vec![ExtendedKeyPurpose::ClientAuth],
        },
    ];
    all.extend(OTHERS.map(|name| C::Other(other(name))));
    all
}

fn messages() -> Vec<InvalidMessage> {
    use InvalidMessage as I;
    vec![
        I::CertificatePayloadTooLarge,
        I::HandshakePayloadTooLarge,
        I::InvalidCcs,
        I::InvalidContentType,
        I::InvalidCertificateStatusType,
        I::InvalidCertRequest,
        I::InvalidDhParams,
        I::InvalidEmptyPayload,
        I::InvalidKeyUpdate,
        I::InvalidServerName,
        I::MessageTooLarge,
        I::MessageTooShort,
        I::MissingKeyExchange,
        I::NoSignatureSchemes,
        I::UnknownProtocolVersion,
        I::UnsupportedCompression,
        I::UnsupportedCurveType,
        I::EmptyTicketValue,
        I::IllegalEmptyValue,
        I::PreSharedKeyIsNotFinalExtension,
        I::UnknownHelloRetryRequestExtension,
        I::UnknownCertificateExtension,
        I::MissingData("Certificate"),
        I::TrailingData("Certificate"),
        I::UnexpectedMessage("Certificate"),
        I::IllegalEmptyList("Certificate"),
        I::DuplicateExtension(1),
        I::UnsupportedKeyExchangeAlgorithm(KeyExchangeAlgorithm::DHE),
    ]
}

fn misbehaviours() -> Vec<PeerMisbehaved> {
    use PeerMisbehaved as P;
    vec![
        P::AttemptedDowngradeToTls12WhenTls13IsSupported,
        P::BadCertChainExtensions,
        P::CipherSuiteDifferedOnRetry,
        P::DisallowedEncryptedExtension,
        P::DuplicateClientHelloExtensions,
        P::DuplicateEncryptedExtensions,
        P::DuplicateHelloRetryRequestExtensions,
        P::DuplicateNewSessionTicketExtensions,
        P::DuplicateServerHelloExtensions,
        P::DuplicateServerNameTypes,
        P::EarlyDataAttemptedInSecondClientHello,
        P::EarlyDataExtensionWithoutResumption,
        P::EarlyDataOfferedWithVariedCipherSuite,
        P::EchAcceptanceVariedAfterRetry,
        P::HandshakeHashVariedAfterRetry,
        P::IllegalHelloRetryRequestWithEmptyCookie,
        P::IllegalHelloRetryRequestWithNoChanges,
        P::IllegalHelloRetryRequestWithOfferedGroup,
        P::IllegalHelloRetryRequestWithUnofferedCipherSuite,
        P::IllegalHelloRetryRequestWithUnofferedNamedGroup,
        P::IllegalHelloRetryRequestWithUnsupportedVersion,
        P::IllegalHelloRetryRequestWithWrongSessionId,
        P::IllegalHelloRetryRequestWithInvalidEch,
        P::IllegalMiddleboxChangeCipherSpec,
        P::IllegalTlsInnerPlaintext,
        P::IncorrectBinder,
        P::InvalidCertCompression,
        P::InvalidMaxEarlyDataSize,
        P::InvalidKeyShare,
        P::KeyEpochWithPendingFragment,
        P::KeyUpdateReceivedInQuicConnection,
        P::MessageInterleavedWithHandshakeMessage,
        P::MissingBinderInPskExtension,
        P::MissingKeyShare,
        P::MissingPskExtensionInSecondClientHello,
        P::MissingPskModesExtension,
        P::MissingQuicTransportParameters,
        P::OfferedDuplicateCertificateCompressions,
        P::OfferedDuplicateKeyShares,
        P::OfferedEarlyDataWithOldProtocolVersion,
        P::OfferedEmptyApplicationProtocol,
        P::OfferedIncorrectCompressions,
        P::PskExtensionMustBeLast,
        P::PskExtensionWithMismatchedIdsAndBinders,
        P::RefusedToFollowHelloRetryRequest,
        P::RejectedEarlyDataInterleavedWithHandshakeMessage,
        P::ResumptionAttemptedWithVariedEms,
        P::ResumptionOfferedWithVariedCipherSuite,
        P::ResumptionOfferedWithVariedEms,
        P::ResumptionOfferedWithIncompatibleCipherSuite,
        P::SelectedDifferentCipherSuiteAfterRetry,
        P::SelectedInvalidPsk,
        P::SelectedTls12UsingTls13VersionExtension,
        P::SelectedUnofferedApplicationProtocol,
        P::SelectedUnofferedCertCompression,
        P::SelectedUnofferedCipherSuite,
        P::SelectedUnofferedCompression,
        P::SelectedUnofferedKxGroup,
        P::SelectedUnofferedPsk,
        P::SelectedUnusableCipherSuiteForVersion,
        P::ServerEchoedCompatibilitySessionId,
        P::ServerHelloMustOfferUncompressedEcPoints,
        P::ServerNameDifferedOnRetry,
        P::ServerNameMustContainOneHostName,
        P::SignedKxWithWrongAlgorithm,
        P::SignedHandshakeWithUnadvertisedSigScheme,
        P::TooManyEmptyFragments,
        P::TooManyKeyUpdateRequests,
        P::TooManyRenegotiationRequests,
        P::TooManyWarningAlertsReceived,
        P::TooMuchEarlyDataReceived,
        P::UnexpectedCleartextExtension,
        P::UnsolicitedCertExtension,
        P::UnsolicitedEncryptedExtension,
        P::UnsolicitedSctList,
        P::UnsolicitedServerHelloExtension,
        P::WrongGroupForKeyShare,
        P::UnsolicitedEchExtension,
    ]
}

fn incompatibilities() -> Vec<PeerIncompatible> {
    use PeerIncompatible as P;
    vec![
        P::EcPointsExtensionRequired,
        P::ExtendedMasterSecretExtensionRequired,
        P::IncorrectCertificateTypeExtension,
        P::KeyShareExtensionRequired,
        P::NamedGroupsExtensionRequired,
        P::NoCertificateRequestSignatureSchemesInCommon,
        P::NoCipherSuitesInCommon,
        P::NoEcPointFormatsInCommon,
        P::NoKxGroupsInCommon,
        P::NoSignatureSchemesInCommon,
        P::NullCompressionRequired,
        P::ServerDoesNotSupportTls12Or13,
        P::ServerSentHelloRetryRequestWithUnknownExtension,
        P::ServerTlsVersionIsDisabledByOurConfig,
        P::SignatureAlgorithmsExtensionRequired,
        P::SupportedVersionsExtensionRequired,
        P::Tls12NotOffered,
        P::Tls12NotOfferedOrEnabled,
        P::Tls13RequiredForQuic,
        P::UncompressedEcPointsRequired,
        P::UnsolicitedCertificateTypeExtension,
        P::ServerRejectedEncryptedClientHello(None),
    ]
}

#[expect(deprecated, reason = "the library still makes it")]
fn lists() -> Vec<CertRevocationListError> {
    use CertRevocationListError as L;
    vec![
        L::BadSignature,
        L::UnsupportedSignatureAlgorithm,
        L::InvalidCrlNumber,
        L::InvalidRevokedCertSerialNumber,
        L::IssuerInvalidForCrl,
        L::ParseError,
        L::UnsupportedCrlVersion,
        L::UnsupportedCriticalExtension,
        L::UnsupportedDeltaCrl,
        L::UnsupportedIndirectCrl,
        L::UnsupportedRevocationReason,
        L::UnsupportedSignatureAlgorithmContext {
            signature_algorithm_id: vec![1],
            supported_algorithms: Vec::new(),
        },
        L::UnsupportedSignatureAlgorithmForPublicKeyContext {
            signature_algorithm_id: vec![1],
            public_key_algorithm_id: vec![2],
        },
        L::Other(other("Malformed")),
    ]
}

fn all() -> Vec<Error> {
    use EncryptedClientHelloError as Ech;
    let mut all = vec![
        Error::NoCertificatesPresented,
        Error::UnsupportedNameType,
        Error::DecryptError,
        Error::EncryptError,
        Error::FailedToGetCurrentTime,
        Error::FailedToGetRandomBytes,
        Error::HandshakeNotComplete,
        Error::PeerSentOversizedRecord,
        Error::NoApplicationProtocol,
        Error::BadMaxFragmentSize,
        Error::InappropriateMessage {
            expect_types: vec![ContentType::Handshake],
            got_type: ContentType::Alert,
        },
        Error::InappropriateHandshakeMessage {
            expect_types: vec![HandshakeType::ServerHello],
            got_type: HandshakeType::Finished,
        },
        Error::General("UnexpectedThing".into()),
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch),
        Error::InconsistentKeys(InconsistentKeys::Unknown),
        Error::Other(other("SomethingElse")),
    ];
    let hellos = [
        Ech::InvalidConfigList,
        Ech::NoCompatibleConfig,
        Ech::SniRequired,
    ];
    all.extend(hellos.map(Error::InvalidEncryptedClientHello));
    all.extend((0..=u8::MAX).map(|number| Error::AlertReceived(AlertDescription::from(number))));
    all.extend(certificates().into_iter().map(Error::InvalidCertificate));
    all.extend(messages().into_iter().map(Error::InvalidMessage));
    all.extend(misbehaviours().into_iter().map(Error::PeerMisbehaved));
    all.extend(incompatibilities().into_iter().map(Error::PeerIncompatible));
    all.extend(lists().into_iter().map(Error::InvalidCertRevocationList));
    all
}

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
