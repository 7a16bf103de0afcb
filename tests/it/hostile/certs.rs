//! Certificates for one run of the tests: an authority that the campaigns trust, and what goes wrong below it.

use std::sync::{Arc, OnceLock};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::act::Shows;

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Authority {
            issuer: Issuer::new(params, key),
            pem,
        }
    })
}

/// What `relay.ca_file` holds.
pub(super) fn trusted() -> &'static str {
    &authority().pem
}

/// The server's end of TLS with such a certificate.
pub(super) fn acceptor(shows: Shows) -> TlsAcceptor {
    let name = if shows == Shows::WrongName {
        "other.example"
    } else {
        "127.0.0.1"
    };
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    match shows {
        Shows::Expired => {
            params.not_before = date_time_ymd(2001, 1, 1);
            params.not_after = date_time_ymd(2002, 1, 1);
        }
        Shows::NotYet => params.not_before = date_time_ymd(2999, 1, 1),
        Shows::Good | Shows::WrongName | Shows::SelfSigned => {}
    }
    let key = KeyPair::generate().unwrap();
    let made = match shows {
        Shows::SelfSigned => params.self_signed(&key),
        Shows::Good | Shows::WrongName | Shows::Expired | Shows::NotYet => {
            params.signed_by(&key, &authority().issuer)
        }
    };
    let chain: Vec<CertificateDer<'static>> = vec![made.unwrap().der().clone()];
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let server = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key.into())
        .unwrap();
    TlsAcceptor::from(Arc::new(server))
}
