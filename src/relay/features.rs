//! What a relay offers: the lines of its answer to EHLO (RFC 5321, section 4.1.1.1).

use serde::Serialize;

use crate::reply::Reply;

/// Extensions that matter to this program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EhloExtensions {
    /// Its whole answer to EHLO, in one line; before and after the login.
    #[serde(skip)]
    pub said: String,
    /// A front end that hands a mail on while the client waits, known by its greeting or its answer to EHLO.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front_end: Option<&'static str>,
    /// STARTTLS (RFC 3207).
    pub starttls: bool,
    /// PIPELINING (RFC 2920).
    pub pipelining: bool,
    /// DSN (RFC 3461).
    pub dsn: bool,
    /// SMTPUTF8 (RFC 6531).
    pub smtputf8: bool,
    /// 8BITMIME (RFC 6152).
    pub eight_bit_mime: bool,
    /// Whether SIZE (RFC 1870) is offered.
    pub size: bool,
    /// The largest mail it accepts, in octets, if SIZE names a limit.
    pub size_limit: Option<u64>,
    /// Login mechanisms (RFC 4954), as the relay writes them.
    pub auth: Vec<String>,
}

impl EhloExtensions {
    /// Reads the features from the answer to EHLO.
    #[must_use]
    pub fn read(reply: &Reply) -> Self {
        let mut features = EhloExtensions {
            said: reply.lines().join(" "),
            ..EhloExtensions::default()
        };
        for line in reply.lines().iter().skip(1) {
            let mut words = line.split_ascii_whitespace();
            let Some(keyword) = words.next() else {
                continue;
            };
            match keyword.to_ascii_uppercase().as_str() {
                "STARTTLS" => features.starttls = true,
                "PIPELINING" => features.pipelining = true,
                "DSN" => features.dsn = true,
                "SMTPUTF8" => features.smtputf8 = true,
                "8BITMIME" => features.eight_bit_mime = true,
                "SIZE" => {
                    features.size = true;
                    // 0 means: no fixed limit (RFC 1870, section 4).
                    features.size_limit = words
                        .next()
                        .and_then(|n| n.parse().ok())
                        .filter(|limit| *limit > 0);
                }
                "AUTH" => features.auth.extend(words.map(str::to_ascii_uppercase)),
                _ => {}
            }
        }
        features
    }

    /// These features, reported after the login, with the login mechanisms offered `before`: a
    /// relay need not offer them a second time (RFC 4954, section 4: only one AUTH succeeds).
    #[must_use]
    pub(super) fn after_login(mut self, before: EhloExtensions) -> Self {
        if self.auth.is_empty() {
            self.auth = before.auth;
        }
        self.said = format!("{} {}", before.said, self.said);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ehlo_answer_is_read_whatever_its_case() {
        let lines = [
            "mail.example",
            "size 1000",
            "Pipelining",
            "AUTH PLAIN login",
            "DSN",
            "X-OTHER",
            "",
        ];
        let reply = Reply::new(250, lines.map(String::from).to_vec()).unwrap();
        let features = EhloExtensions::read(&reply);
        assert_eq!(features.size_limit, Some(1000));
        assert_eq!(features.auth, ["PLAIN", "LOGIN"]);
        assert!(features.pipelining && features.dsn && features.size);
        assert!(!features.starttls && !features.smtputf8);
        assert_eq!(features.said, lines.join(" "));
    }
}
