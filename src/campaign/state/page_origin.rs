//! How people reach the review page.

use crate::campaign::Campaign;

impl Campaign {
    /// The origin of the review page (RFC 6454): scheme, name and port. `port` replaces the one that
    /// the settings name.
    #[must_use]
    pub fn page_origin(&self, port: Option<u16>) -> String {
        let serve = &self.settings().serve;
        if let Some(url) = &serve.public_url {
            return url.clone();
        }
        let mut listen = serve.listen;
        if let Some(port) = port {
            listen.set_port(port);
        }
        let scheme = if serve.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{listen}")
    }
}
