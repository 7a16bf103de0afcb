//! Every error that rustls can give.

use std::sync::Arc;

use tokio_rustls::rustls::crypto::KeyExchangeAlgorithm;
use tokio_rustls::rustls::pki_types::{ServerName, UnixTime};
use tokio_rustls::rustls::{
    AlertDescription, CertRevocationListError, CertificateError, ContentType,
    EncryptedClientHelloError, Error, ExtendedKeyPurpose, HandshakeType, InconsistentKeys,
    InvalidMessage, OtherError, PeerIncompatible, PeerMisbehaved,
};

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
pub(super) struct Named(pub(super) &'static str);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

pub(super) fn other(name: &'static str) -> OtherError {
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

/// What a server may do that no server should.
const MISBEHAVIOURS: [PeerMisbehaved; 78] = {
    use PeerMisbehaved as P;
    [
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
};

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

pub(super) fn all() -> Vec<Error> {
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
    all.extend(MISBEHAVIOURS.into_iter().map(Error::PeerMisbehaved));
    all.extend(incompatibilities().into_iter().map(Error::PeerIncompatible));
    all.extend(lists().into_iter().map(Error::InvalidCertRevocationList));
    all
}
