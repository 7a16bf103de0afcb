//! `[serve]`: where the review page listens, and by which name people reach it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::finding::{Code, Problem};

use super::section::SettingsSection;
use super::toml_tree::TomlNode;
use super::values::{self, text};

/// The port of the review page, if the settings name none.
const PORT: u16 = 8025;

/// `[serve]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeSettings {
    /// Where the page listens. Beyond this machine only with TLS.
    pub listen: SocketAddr,
    /// How people reach it, `https://NAME[:PORT]`, if that is not the address it listens on.
    pub public_url: Option<String>,
    /// Certificate chain and private key, both PEM.
    pub tls: Option<TlsFiles>,
}

/// The files for TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, and those that vouch for it.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

impl Default for ServeSettings {
    fn default() -> Self {
        ServeSettings {
            listen: (Ipv4Addr::LOCALHOST, PORT).into(),
            public_url: None,
            tls: None,
        }
    }
}

/// Reads `[serve]`.
pub(super) fn serve(root: &mut SettingsSection<'_>) -> ServeSettings {
    let mut section = root.section("serve");
    let usual = ServeSettings::default();
    let listen = section.take("listen", address).unwrap_or(usual.listen);
    let public_url = section.take("public_url", origin);
    let cert = section.take("tls_cert", values::any_path);
    let key = section.take("tls_key", values::any_path);
    let tls = match (cert, key) {
        (Some(cert), Some(key)) => Some(TlsFiles { cert, key }),
        (cert, key) => {
            let lacking = match (section.has("tls_cert"), section.has("tls_key")) {
                (true, false) if cert.is_some() => Some("tls_key"),
                (false, true) if key.is_some() => Some("tls_cert"),
                _ => None,
            };
            if let Some(lacking) = lacking {
                section.refuse(lacking, Code::ConfigServeHalfTls);
            } else if !listen.ip().to_canonical().is_loopback() && !section.has("tls_cert") {
                section.refuse("listen", Code::ConfigServePlain);
            }
            None
        }
    };
    section.done();
    ServeSettings {
        listen,
        public_url,
        tls,
    }
}

/// `IP:PORT`, or `localhost:PORT`.
fn address(node: &TomlNode) -> Result<SocketAddr, Problem> {
    let text = text(node)?;
    let number = text.replacen("localhost:", "127.0.0.1:", 1);
    number
        .parse()
        .map_err(|_| Code::ConfigServeListen.with("value", text))
}

/// `https://NAME[:PORT]` without a path; `http` only for this machine.
fn origin(node: &TomlNode) -> Result<String, Problem> {
    let text = text(node)?;
    let bare = text.strip_suffix('/').unwrap_or(&text);
    let host = |rest: &str| {
        let host = rest.rsplit_once(':').map_or(rest, |(host, port)| {
            if port.parse::<u16>().is_ok() {
                host
            } else {
                rest
            }
        });
        host.to_owned()
    };
    let is_right = match bare.split_once("://") {
        Some(("https", rest)) => values::is_host(&host(rest)),
        Some(("http", rest)) => super::relay::is_loopback(&host(rest)),
        _ => false,
    };
    is_right
        .then(|| bare.to_ascii_lowercase())
        .ok_or_else(|| Code::ConfigServeUrl.with("value", text.clone()))
}
