//! The session cookie, and the secret of a form that only its own page knows.

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::Timestamp;

use crate::id::{Digest, SecretToken};

/// Name of the cookie.
const NAME: &str = "heraut";

/// The session that a request brings: the digest of its secret, and the secret of its forms.
#[derive(Debug, Clone)]
pub(super) struct PageSession {
    /// What the journal knows of it.
    pub(super) digest: Digest,
    /// What every form of its pages holds: another site can't know it.
    pub(super) csrf: String,
}

impl PageSession {
    /// The session in the request's cookie, if it has one of the right form.
    pub(super) fn of(headers: &HeaderMap) -> Option<PageSession> {
        let cookies = headers.get_all(header::COOKIE).iter();
        let mut values = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == NAME)
            .map(|(_, value)| value);
        let secret = values.next().filter(|value| is_token(value))?;
        // Two cookies of this name: somebody else set one of them.
        if values.next().is_some() {
            return None;
        }
        let form = Digest::of_pieces([b"heraut form ".as_slice(), secret.as_bytes()]);
        Some(PageSession {
            digest: Digest::of(secret.as_bytes()),
            csrf: form.hex(),
        })
    }

    /// Whether a form came from a page of this session.
    pub(super) fn made(&self, csrf: &str) -> bool {
        // Both are hashed, so how long the comparison takes reveals nothing.
        Digest::of(self.csrf.as_bytes()) == Digest::of(csrf.as_bytes())
    }
}

/// Whether it has the form of a [`SecretToken`].
pub(super) fn is_token(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() == 43 && text.bytes().all(is_letter)
}

/// The header that gives a browser its session.
pub(super) fn cookie(
    secret: &SecretToken,
    until: Timestamp,
    now: Timestamp,
    is_tls: bool,
) -> Option<HeaderValue> {
    let seconds = until.as_second().saturating_sub(now.as_second()).max(0);
    let secure = if is_tls { "; Secure" } else { "" };
    let text = format!(
        "{NAME}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}",
        secret.as_str()
    );
    HeaderValue::from_str(&text).ok()
}

/// Name of the cookie by which a browser hides names.
const HIDES: &str = "heraut_names";

/// Whether this browser hides names. Whoever sets it sees less, so nothing more is asked of it.
pub(super) fn hides_names(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter();
    cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .any(|pair| pair.trim().split_once('=') == Some((HIDES, "hidden")))
}

/// The header by which a browser hides names, until it is closed, or shows them again.
pub(super) fn names_cookie(hide: bool, is_tls: bool) -> String {
    let secure = if is_tls { "; Secure" } else { "" };
    let until = if hide { "" } else { "; Max-Age=0" };
    format!("{HIDES}=hidden; Path=/; HttpOnly; SameSite=Strict{until}{secure}")
}

/// The header that takes a session from a browser.
pub(super) fn no_cookie() -> HeaderValue {
    HeaderValue::from_static("heraut=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookies: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(header::COOKIE, HeaderValue::from_static(cookie));
        }
        headers
    }

    const SECRET: &str = "heraut=0123456789012345678901234567890123456789012";

    #[test]
    fn a_session_is_one_cookie_of_the_right_form() {
        let session = PageSession::of(&headers(&["a=b; other=1", SECRET])).unwrap();
        assert!(session.made(&session.csrf) && !session.made("") && !session.made(SECRET));
        assert!(
            !session
                .csrf
                .contains("0123456789012345678901234567890123456789012")
        );
        assert!(PageSession::of(&headers(&["heraut=short"])).is_none());
        assert!(
            PageSession::of(&headers(&[
                "heraut_x=0123456789012345678901234567890123456789012"
            ]))
            .is_none()
        );
        assert!(PageSession::of(&headers(&[SECRET, SECRET])).is_none());
    }

    #[test]
    fn a_browser_hides_names_until_it_shows_them_again() {
        assert!(hides_names(&headers(&["a=b; heraut_names=hidden"])));
        assert!(hides_names(&headers(&[SECRET, "heraut_names=hidden"])));
        for other in [SECRET, "heraut_names=", "xheraut_names=hidden"] {
            assert!(!hides_names(&headers(&[other])), "{other}");
        }
        let hidden = names_cookie(true, true);
        assert!(hidden.ends_with("; Secure") && !hidden.contains("Max-Age"));
        assert!(names_cookie(false, false).contains("Max-Age=0"));
    }

    #[test]
    fn a_cookie_is_for_this_server_alone_and_ends_with_the_invitation() {
        let secret = SecretToken::generate().unwrap();
        let at = |second| Timestamp::from_second(second).unwrap();
        let plain = cookie(&secret, at(100), at(40), false).unwrap();
        let plain = plain.to_str().unwrap();
        for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=60"] {
            assert!(plain.contains(part), "{plain}");
        }
        assert!(!plain.contains("Secure") && !plain.contains("Domain"));
        let tls = cookie(&secret, at(100), at(40), true).unwrap();
        assert!(tls.to_str().unwrap().ends_with("; Secure"));
    }
}
