//! What every request must be, and what every answer says to the browser: requests to another name,
//! or sent by a page of another site, are refused.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::site::SharedSite;

/// What the pages themselves may load: nothing but this server's own style, script and frames.
const PAGE: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                    frame-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                    frame-ancestors 'none'";

/// Headers of every answer. An answer that is shown within a page has a policy of its own.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, PAGE),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Lets a request through if it is for this server and comes from nowhere else.
pub(super) async fn guard(
    State(site): State<SharedSite>,
    request: Request,
    next: Next,
) -> Response {
    let answer = match refusal(request.method(), request.headers(), &site.origin) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    with_headers(answer, site.is_tls)
}

/// Why a request is refused: it names another server, or a page of another site sent it.
fn refusal(method: &Method, headers: &HeaderMap, origin: &str) -> Option<StatusCode> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let mut hosts = headers.get_all(header::HOST).iter();
    let asked = hosts.next().and_then(|host| host.to_str().ok());
    // Without this, a page of another site could read ours under a name that it makes point here.
    if hosts.next().is_some() || !asked.is_some_and(|asked| asked.eq_ignore_ascii_case(host)) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    if method == Method::GET || method == Method::HEAD {
        return None;
    }
    if method != Method::POST {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let own_site = text(HeaderName::from_static("sec-fetch-site"))
        .is_none_or(|site| site == "same-origin" || site == "none");
    // A browser that hides where a form came from (`null`) is trusted by the form's own secret.
    let own_origin =
        text(header::ORIGIN).is_none_or(|from| from.eq_ignore_ascii_case(origin) || from == "null");
    (!own_site || !own_origin).then_some(StatusCode::FORBIDDEN)
}

fn with_headers(mut answer: Response, is_tls: bool) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if is_tls {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        let mut headers = HeaderMap::new();
        pairs.for_each(|(name, value)| {
            headers.append(name, value);
        });
        headers
    }

    #[test]
    fn only_requests_to_this_name_and_forms_of_this_site_come_through() {
        const ORIGIN: &str = "https://lezen.voorbeeldzaken.example";
        const HOST: (&str, &str) = ("host", "lezen.voorbeeldzaken.example");
        let status = |method, pairs: &[_]| refusal(&method, &headers(pairs), ORIGIN);
        assert_eq!(status(Method::GET, &[HOST]), None);
        let other = ("host", "elders.example");
        for hosts in [&[][..], &[other], &[HOST, other], &[HOST, HOST]] {
            let refused = Some(StatusCode::MISDIRECTED_REQUEST);
            assert_eq!(status(Method::GET, hosts), refused, "{hosts:?}");
        }
        assert_eq!(status(Method::POST, &[HOST, ("origin", ORIGIN)]), None);
        assert_eq!(
            status(Method::POST, &[HOST, ("sec-fetch-site", "same-origin")]),
            None
        );
        for (name, value) in [
            ("origin", "https://elders.example"),
            ("origin", "http://lezen.voorbeeldzaken.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let refused = Some(StatusCode::FORBIDDEN);
            assert_eq!(status(Method::POST, &[HOST, (name, value)]), refused);
        }
        let put = Some(StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(status(Method::PUT, &[HOST]), put);
    }
}
