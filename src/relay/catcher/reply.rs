//! The catcher's own replies, and its answer to EHLO. Pure.

use std::borrow::Cow;

/// The catcher's name; it never reveals the machine's.
pub(super) const NAME: &str = "catcher.example";

/// One reply of the catcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CatcherReply {
    /// The three-digit code.
    pub(super) code: u16,
    /// The enhanced code (RFC 3463), or empty where RFC 2034 forbids one.
    pub(super) enhanced: &'static str,
    /// The text.
    pub(super) text: Cow<'static, str>,
}

impl CatcherReply {
    pub(super) const fn new(code: u16, enhanced: &'static str, text: &'static str) -> Self {
        CatcherReply {
            code,
            enhanced,
            text: Cow::Borrowed(text),
        }
    }

    /// Whether the step is accepted.
    pub(super) const fn takes(&self) -> bool {
        self.code < 400
    }

    /// Writes the reply to `out`, every line of its text with the code.
    pub(super) fn write(&self, offers: &Capabilities, out: &mut Vec<u8>) {
        let mut lines = self.text.lines().peekable();
        loop {
            let line = lines.next().unwrap_or_default();
            let mark = if lines.peek().is_some() { '-' } else { ' ' };
            let enhanced = if offers.enhanced { self.enhanced } else { "" };
            let gap = if enhanced.is_empty() { "" } else { " " };
            out.extend_from_slice(
                format!("{}{mark}{enhanced}{gap}{line}\r\n", self.code).as_bytes(),
            );
            if mark == ' ' {
                return;
            }
        }
    }
}

/// On which connections the catcher offers and accepts a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// On no connection.
    Never,
    /// On every connection.
    #[default]
    Always,
    /// Only where nothing is encrypted, as a badly configured relay does.
    InClear,
    /// Only on an encrypted connection.
    UnderTls,
}

/// What the catcher offers in answer to EHLO. It doesn't accept what it doesn't offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// PIPELINING (RFC 2920).
    pub pipelining: bool,
    /// SIZE (RFC 1870): the most bytes a mail may have; `None` offers no SIZE and sets no limit.
    pub size: Option<u64>,
    /// 8BITMIME (RFC 6152).
    pub eight_bit: bool,
    /// SMTPUTF8 (RFC 6531).
    pub smtputf8: bool,
    /// DSN (RFC 3461).
    pub dsn: bool,
    /// ENHANCEDSTATUSCODES (RFC 2034).
    pub enhanced: bool,
    /// STARTTLS (RFC 3207), if a certificate was given for it.
    pub starttls: bool,
    /// AUTH PLAIN LOGIN (RFC 4954), if a login was given.
    pub auth: When,
}

impl Default for Capabilities {
    /// Everything, and mails of up to 64 MiB.
    fn default() -> Self {
        Capabilities {
            pipelining: true,
            size: Some(64 << 20),
            eight_bit: true,
            smtputf8: true,
            dsn: true,
            enhanced: true,
            starttls: true,
            auth: When::Always,
        }
    }
}

impl Capabilities {
    /// Nothing at all: a server as of 1982, and what counts after HELO.
    pub const NONE: Self = Capabilities {
        pipelining: false,
        size: None,
        eight_bit: false,
        smtputf8: false,
        dsn: false,
        enhanced: false,
        starttls: false,
        auth: When::Never,
    };

    /// The reply to EHLO.
    pub(super) fn ehlo(&self) -> CatcherReply {
        let size = self.size.map(|most| format!("SIZE {most}"));
        let offered = [
            (self.pipelining, "PIPELINING"),
            (size.is_some(), size.as_deref().unwrap_or_default()),
            (self.eight_bit, "8BITMIME"),
            (self.smtputf8, "SMTPUTF8"),
            (self.dsn, "DSN"),
            (self.enhanced, "ENHANCEDSTATUSCODES"),
            (self.starttls, "STARTTLS"),
            (self.auth != When::Never, "AUTH PLAIN LOGIN"),
        ];
        let words = offered
            .iter()
            .filter(|(offered, _)| *offered)
            .map(|(_, word)| *word);
        let lines: Vec<&str> = std::iter::once(NAME).chain(words).collect();
        CatcherReply {
            code: 250,
            enhanced: "",
            text: lines.join("\n").into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(answer: &CatcherReply, offers: &Capabilities) -> String {
        let mut out = Vec::new();
        answer.write(offers, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_offered_is_said_and_nothing_else() {
        let offers = Capabilities {
            size: Some(500),
            dsn: true,
            ..Capabilities::NONE
        };
        assert_eq!(
            written(&offers.ehlo(), &offers),
            "250-catcher.example\r\n250-SIZE 500\r\n250 DSN\r\n"
        );
        assert_eq!(
            written(&Capabilities::NONE.ehlo(), &Capabilities::NONE),
            "250 catcher.example\r\n"
        );
    }

    #[test]
    fn enhanced_codes_go_only_to_those_who_were_offered_them() {
        let answer = CatcherReply::new(250, "2.1.0", "Ok");
        assert_eq!(
            written(&answer, &Capabilities::default()),
            "250 2.1.0 Ok\r\n"
        );
        assert_eq!(written(&answer, &Capabilities::NONE), "250 Ok\r\n");
        assert_eq!(
            written(&CatcherReply::new(334, "", ""), &Capabilities::default()),
            "334 \r\n"
        );
    }
}
