//! What a page answers with, and what it says if it can't.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use handlebars::RenderError;

use crate::campaign::{Error, InvitationFault};
use crate::phrase::Phrase;
use crate::review::ReviewFault;

/// Policy of a mail's own HTML: it loads nothing, runs nothing, leads nowhere, and only our pages
/// frame it.
const MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; \
                    frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
/// Policy of a file of a mail.
const FILE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
                    object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// An answer that isn't a refusal.
pub(super) enum Answer {
    /// A page.
    Page(String),
    /// The mail's own HTML, for a frame.
    MailHtml(String),
    /// A file to keep, or to look at if a browser can show it safely.
    File {
        name: String,
        kind: &'static str,
        bytes: Vec<u8>,
        shown: bool,
    },
    /// Another page of ours.
    To(String),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Answer::Page(html) => Html(html).into_response(),
            Answer::MailHtml(html) => {
                let policy = [(header::CONTENT_SECURITY_POLICY, MAIL)];
                (policy, Html(html)).into_response()
            }
            Answer::File {
                name,
                kind,
                bytes,
                shown,
            } => {
                let headers = [
                    (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
                    (
                        header::CONTENT_SECURITY_POLICY,
                        HeaderValue::from_static(FILE),
                    ),
                    (header::CONTENT_DISPOSITION, disposition(&name, shown)),
                ];
                (headers, bytes).into_response()
            }
            Answer::To(path) => {
                let place = HeaderValue::from_str(&path);
                let place = place.unwrap_or(HeaderValue::from_static("/"));
                (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
            }
        }
    }
}

/// The name of a file, so that no letter of it is read as anything else (RFC 6266, RFC 8187).
fn disposition(name: &str, shown: bool) -> HeaderValue {
    let kind = if shown { "inline" } else { "attachment" };
    let mut text = format!("{kind}; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Why there is no such answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The browser has no session that counts; why, if it had one.
    NoSession(Option<InvitationFault>),
    /// There is no such page, or not for this person.
    NotFound,
    /// The form doesn't come from a page of this session.
    NotOurForm,
    /// What was written is too long.
    TooLong(Phrase),
    /// Somebody else must do this, or it can't be done now.
    Campaign(Error),
    /// A page could not be made: an error in this program.
    Page,
}

impl Refusal {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Refusal::NoSession(_) => StatusCode::UNAUTHORIZED,
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::NotOurForm => StatusCode::FORBIDDEN,
            Refusal::TooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Campaign(Error::Invitation(_)) => StatusCode::FORBIDDEN,
            Refusal::Campaign(
                Error::Word(_)
                | Error::OtherDigest { .. }
                | Error::NotSealed
                | Error::NotRunning
                | Error::NoSuchId { .. }
                | Error::NoSuchRemark { .. },
            ) => StatusCode::CONFLICT,
            Refusal::Campaign(_) | Refusal::Page => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What stands above the message.
    pub(super) const fn heading(&self) -> &'static str {
        match self {
            Refusal::NoSession(_) => "web-no-entry",
            _ => "web-stopped",
        }
    }

    /// The message for people.
    pub(super) fn phrase(&self) -> Phrase {
        match self {
            Refusal::NoSession(None) => Phrase::new("web-no-session"),
            Refusal::NoSession(Some(InvitationFault::Ended)) => Phrase::new("web-session-ended"),
            Refusal::NoSession(Some(InvitationFault::Used)) => Phrase::new("web-link-used"),
            Refusal::NoSession(Some(InvitationFault::Revoked)) => {
                Phrase::new("web-session-revoked")
            }
            Refusal::NoSession(Some(_)) => Phrase::new("web-no-session"),
            Refusal::NotFound => Phrase::new("web-not-found"),
            Refusal::NotOurForm => Phrase::new("web-not-our-form"),
            Refusal::TooLong(phrase) => phrase.clone(),
            Refusal::Campaign(Error::OtherDigest { .. }) => Phrase::new("web-other-digest"),
            Refusal::Campaign(Error::NotRunning) => Phrase::new("web-not-running"),
            Refusal::Campaign(error) => error.phrase(),
            Refusal::Page => Phrase::new("web-page"),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::Campaign(error)
    }
}

impl From<ReviewFault> for Refusal {
    fn from(fault: ReviewFault) -> Self {
        Refusal::Campaign(fault.into())
    }
}

impl From<RenderError> for Refusal {
    fn from(_: RenderError) -> Self {
        Refusal::Page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_only_a_file_name() {
        assert_eq!(
            disposition("bijlage \"3\".pdf\r\nX: y", true),
            "inline; filename*=UTF-8''bijlage%20%223%22.pdf%0D%0AX%3A%20y"
        );
    }
}
