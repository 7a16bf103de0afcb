//! TLS for the connection: the system's certificates and those of `ca_file`, with no way to switch
//! the check off.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    crypto,
};

use super::dial::Wire;
use super::tls_fault::{self, TlsFault};

/// A connector that trusts the system's certificates and, if given, those in `ca_file` (PEM).
///
/// # Errors
/// If `ca_file` can't be read or holds no certificate, or there is no certificate at all.
pub(crate) fn connector(ca_file: Option<&Path>) -> Result<TlsConnector, TlsFault> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let mut named = Vec::new();
    if let Some(path) = ca_file {
        let found = CertificateDer::pem_file_iter(path).map_err(|_| TlsFault::CaFileUnreadable)?;
        named = found
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| TlsFault::CaFileUnreadable)?;
        let (added, _) = roots.add_parsable_certificates(named.iter().cloned());
        if added == 0 {
            return Err(TlsFault::CaFileEmpty);
        }
    }
    if roots.is_empty() {
        return Err(TlsFault::NoRoots);
    }
    let provider = Arc::new(crypto::ring::default_provider());
    let usual =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
    let verifier = Verifier {
        usual: usual.map_err(|_| TlsFault::NoRoots)?,
        named,
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| TlsFault::Own)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// The usual check, and one more case: a server that shows as its own the very certificate that
/// `ca_file` names, which is marked `CA:TRUE`, as `openssl req -x509` makes them. The usual check
/// refuses such a certificate as a server's own (RFC 5280, section 4.2.1.9 allows it). Name, dates
/// and the proof of the key are checked all the same.
#[derive(Debug)]
struct Verifier {
    usual: Arc<WebPkiServerVerifier>,
    /// The certificates of `ca_file`.
    named: Vec<CertificateDer<'static>>,
}

impl Verifier {
    /// The library checks the dates before it checks `CA:TRUE`, so this error means that the dates
    /// are right:
    /// `tests/it/login.rs::a_self_signed_issuer_that_is_named_is_taken_by_name_and_date`.
    fn is_named_authority(&self, fault: &Error, shown: &CertificateDer<'_>) -> bool {
        let Error::InvalidCertificate(CertificateError::Other(other)) = fault else {
            return false;
        };
        tls_fault::is_authority(other)
            && self
                .named
                .iter()
                .any(|named| named.as_ref() == shown.as_ref())
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self
            .usual
            .verify_server_cert(shown, between, name, ocsp, now)
        {
            Err(fault) if self.is_named_authority(&fault, shown) => {
                verify_server_name(&ParsedCertificate::try_from(shown)?, name)?;
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls12_signature(message, shown, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls13_signature(message, shown, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}

/// Puts TLS on the connection.
///
/// # Errors
/// If the handshake fails: wrong name, expired, unknown issuer, no TLS at all.
pub(crate) async fn protect(
    connector: &TlsConnector,
    host: &str,
    wire: Box<dyn Wire>,
) -> std::io::Result<Box<dyn Wire>> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| std::io::Error::other(Error::UnsupportedNameType))?;
    Ok(Box::new(connector.connect(name, wire).await?))
}
