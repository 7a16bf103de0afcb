//! TLS for an office network: the certificate and key that the settings name.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::fault::ServeFault;
use crate::config::TlsFiles;

/// Reads certificate and key, both relative to the campaign's folder.
pub(super) fn acceptor(dir: &Path, files: &TlsFiles) -> Result<TlsAcceptor, ServeFault> {
    let fault = |path: &Path| ServeFault::Tls {
        file: path.display().to_string(),
    };
    let chain = CertificateDer::pem_file_iter(dir.join(&files.cert))
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|_| fault(&files.cert))?;
    if chain.is_empty() {
        return Err(fault(&files.cert));
    }
    let key = PrivateKeyDer::from_pem_file(dir.join(&files.key)).map_err(|_| fault(&files.key))?;
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|_| fault(&files.key))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
