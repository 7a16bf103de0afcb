//! TLS for the line: the system's certificates and those of `ca_file`, no way to switch the check off.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::wire::Wire;

/// A connector that trusts the system's certificates and, where given, those in `ca_file` (PEM).
///
/// # Errors
/// When `ca_file` cannot be read or holds no certificate, or no certificate is to be had at all.
pub(super) fn connector(ca_file: Option<&Path>) -> io::Result<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca_file {
        let own: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path).map_err(io::Error::other)?.collect();
        let (added, _) = roots.add_parsable_certificates(own.map_err(io::Error::other)?);
        if added == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no certificate in the file"));
        }
    }
    if roots.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "this machine has no certificates to trust"));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Puts TLS on the line.
///
/// # Errors
/// When the handshake fails: wrong name, expired, unknown issuer, no TLS at all.
pub(super) async fn protect(
    connector: &TlsConnector,
    host: &str,
    wire: Box<dyn Wire>,
) -> io::Result<Box<dyn Wire>> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    Ok(Box::new(connector.connect(name, wire).await?))
}
