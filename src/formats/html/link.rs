//! Links as a reader meets them: where they lead, and where they say they lead.

use std::borrow::Cow;

use crate::formats::text::normalized::percent_decoded;

/// Parameters that tell the far side who clicked. Their names begin so.
const TRACKING: [&str; 12] = [
    "utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_eid", "mc_cid", "_hsenc", "_hsmi", "igshid",
    "yclid", "trk",
];

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A web page: whether the way there is protected, its host in lower case and A-labels, and the rest (port, path
    /// and query, without a last slash): two links are the same if all of it is.
    Web {
        https: bool,
        host: String,
        rest: String,
    },
    /// A mail address or a telephone number, in lower case without parameters.
    Contact(String),
    /// A place within the mail, or a part of it (`cid:`).
    Within,
    /// Something that no mail needs: another scheme, or an address without one.
    Other,
}

/// What `href` leads to (RFC 3986, section 3).
pub(crate) fn target(href: &str) -> Target {
    let href = href.trim();
    let Some((scheme, rest)) = href.split_once(':') else {
        return if href.starts_with('#') {
            Target::Within
        } else {
            Target::Other
        };
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" => web(rest, true),
        "http" => web(rest, false),
        "mailto" | "tel" => {
            Target::Contact(rest.split('?').next().unwrap_or_default().to_lowercase())
        }
        "cid" => Target::Within,
        _ => Target::Other,
    }
}

fn web(after_scheme: &str, https: bool) -> Target {
    let all = after_scheme.trim_start_matches('/');
    let (authority, behind) = all.split_at(all.find(['/', '?', '#', '\\']).unwrap_or(all.len()));
    // A fragment is a place on the page, and no other page.
    let behind = behind.split('#').next().unwrap_or_default();
    let (path, query) = behind.split_once('?').unwrap_or((behind, ""));
    let port = authority
        .rsplit('@')
        .next()
        .and_then(|place| place.split_once(':'))
        .map_or("", |(_, port)| port);
    let mut rest = String::new();
    for (sign, part) in [(':', port), ('/', path.trim_matches('/')), ('?', query)] {
        let usual = sign == ':' && port == if https { "443" } else { "80" };
        if !part.is_empty() && !usual {
            rest.push(sign);
            rest.push_str(part);
        }
    }
    Target::Web {
        https,
        host: host(after_scheme),
        rest,
    }
}

fn host(rest: &str) -> String {
    let authority = rest
        .trim_start_matches('/')
        .split(['/', '?', '#', '\\'])
        .next()
        .unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    in_ascii(host.split(':').next().unwrap_or_default())
}

/// A host in lower case and in A-labels, by which browsers know it (UTS 46); one that has none stays as it is written.
pub(crate) fn in_ascii(host: &str) -> String {
    if host.is_ascii() {
        return host.to_ascii_lowercase();
    }
    idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_lowercase())
}

/// A host in A-labels as people write it: `ñandú.example`.
pub(crate) fn as_written(host: &str) -> String {
    idna::domain_to_unicode(host).0
}

/// Whether a link has a parameter that identifies who clicked.
pub(crate) fn tracks(href: &str) -> bool {
    let query = href.split_once('?').map_or("", |(_, query)| query);
    query.split(['&', ';', '?']).any(|parameter| {
        let name = parameter.to_ascii_lowercase();
        TRACKING.iter().any(|known| name.starts_with(known))
    })
}

/// Whether the text of a link names another host or address than it leads to.
pub(crate) fn misleads(target: &Target, shown: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    shown
        .split_whitespace()
        .filter_map(shown_place)
        .any(|place| match target {
            Target::Web { host, .. } => place.contains('@') || bare(&place) != bare(host),
            Target::Contact(address) => place.contains('@') && *address != place,
            Target::Within | Target::Other => false,
        })
}

/// The host or address that a word looks like, in lower case.
fn shown_place(word: &str) -> Option<String> {
    let word = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    if word.contains('@') {
        return Some(word.strip_prefix("mailto:").unwrap_or(&word).to_owned());
    }
    let place = match word.split_once("://") {
        Some((_, rest)) => host(rest),
        None => host(&word),
    };
    let (name, last) = place.rsplit_once('.')?;
    let is_host = last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && name.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    is_host.then_some(place)
}

/// What a mail link writes into the mail beforehand: subject, body and such.
pub(crate) fn prepared(href: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let is_mail = href
        .trim_start()
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let query = href
        .split_once('?')
        .filter(|_| is_mail)
        .map_or("", |(_, query)| query);
    query
        .split('&')
        .filter_map(|field| field.split_once('='))
        .map(|(_, value)| percent_decoded(value))
}

/// Signs around a link or an address, and none of its own.
const MARKS: &str = "<>()[]\"'.,;:!?";

/// The words of a text that are mail addresses, as written, each with its offset.
pub(crate) fn addresses_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let trimmed = words_with('@', text).map(|(at, word)| {
        let bare = word.trim_start_matches(|c| MARKS.contains(c));
        let at = at + word.len() - bare.len();
        let start = bare
            .get(..7)
            .filter(|start| start.eq_ignore_ascii_case("mailto:"));
        let bare = start.map_or(bare, |_| &bare[7..]);
        (
            at,
            bare.split('?')
                .next()
                .unwrap_or_default()
                .trim_end_matches(|c| MARKS.contains(c)),
        )
    });
    trimmed.filter(|(_, word)| {
        let parts = word.split_once('@');
        parts.is_some_and(|(local, domain)| {
            !local.is_empty()
                && domain.contains('.')
                && !domain.contains('@')
                && !word.contains(['/', ':'])
        })
    })
}

/// The words of a text that are links, as written, each with its offset.
pub(crate) fn in_text(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let trimmed = words_with(':', text).map(|(at, word)| {
        let bare = word.trim_start_matches(|c| MARKS.contains(c));
        (
            at + word.len() - bare.len(),
            bare.trim_end_matches(|c| MARKS.contains(c)),
        )
    });
    trimmed.filter(|(_, word)| {
        let begins = |with: &[u8]| {
            word.as_bytes()
                .get(..with.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        begins(b"http:") || begins(b"https:")
    })
}

/// The words of a text that hold a sign, and where: few, so a text of many words costs little.
fn words_with(sign: char, text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text[from..].find(sign)?;
        let before = text[from..at]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let after = text[at..]
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        from = at + after.len();
        Some((at - before.len(), &text[at - before.len()..from]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(host: &str, rest: &str, https: bool) -> Target {
        Target::Web {
            https,
            host: host.into(),
            rest: rest.into(),
        }
    }

    #[test]
    fn links_are_told_apart_by_where_they_lead() {
        for (href, leads) in [
            (
                "https://Brug.example/a?b",
                web("brug.example", "/a?b", true),
            ),
            ("HTTP://x@brug.example:80", web("brug.example", "", false)),
            (
                "mailto:Info@brug.example?subject=x",
                Target::Contact("info@brug.example".into()),
            ),
            ("#boven", Target::Within),
            ("cid:logo", Target::Within),
            ("javascript:x", Target::Other),
            ("brug.example", Target::Other),
        ] {
            assert_eq!(target(href), leads, "{href}");
        }
    }

    #[test]
    fn links_are_the_same_whatever_their_spelling() {
        for (one, other) in [
            ("https://brug.example", "HTTPS://BRUG.example/"),
            ("https://brug.example/a", "https://brug.example:443/a/#deel"),
            ("https://brug.example/?a", "https://brug.example?a"),
            ("https://Ñandú.example/a", "https://xn--and-6ma2c.EXAMPLE/a"),
        ] {
            assert_eq!(target(one), target(other), "{one}");
        }
        for other in [
            "http://brug.example/a",
            "https://brug.example/A",
            "https://brug.example/a?b",
            "https://brug.example:8443/a",
        ] {
            assert_ne!(target("https://brug.example/a"), target(other), "{other}");
        }
    }

    #[test]
    fn what_a_mail_link_prepares_is_read() {
        let prepared = |href| prepared(href).map(Cow::into_owned).collect::<Vec<_>>();
        assert_eq!(
            prepared("mailto:a@b.example?subject=Nummer%2012&body=x"),
            ["Nummer 12", "x"]
        );
        assert_eq!(prepared("https://b.example?subject=x"), [""; 0]);
    }

    #[test]
    fn addresses_in_a_text_are_found_without_the_stops_around_them() {
        let text = "Mail <Vragen@huis.example>, mailto:a@b.example?subject=x. Niet: a@b, https://a@b.example/c of @huis.example";
        let found: Vec<_> = addresses_in(text).map(|(_, word)| word).collect();
        assert_eq!(found, ["Vragen@huis.example", "a@b.example"]);
        assert_eq!(addresses_in(text).next().map(|(at, _)| at), Some(6));
    }

    #[test]
    fn a_link_says_where_it_leads() {
        for (href, shown, lies) in [
            ("https://brug.example/a", "www.brug.example", false),
            (
                "https://brug.example/a",
                "Lees meer (o.a. de bijlage, 3.2).",
                false,
            ),
            ("https://brug.example/a", "https://brug.example/a.", false),
            ("https://xn--and-6ma2c.example", "www.ñandú.example", false),
            ("https://xn--and-6ma2c.example", "www.nandu.example", true),
            ("https://brug.example", "naar huis.example", true),
            (
                "https://brug.example",
                "https://huis.example@brug.example",
                true,
            ),
            ("mailto:a@brug.example", "A@brug.example", false),
            ("mailto:a@brug.example", "b@brug.example", true),
        ] {
            assert_eq!(misleads(&target(href), shown), lies, "{href} {shown}");
        }
    }

    #[test]
    fn parameters_that_follow_a_reader_are_known() {
        assert!(tracks("https://x.example/?a=1&UTM_source=mail"));
        assert!(tracks("https://x.example/?fbclid=1"));
        assert!(!tracks("https://x.example/utm_source?bladzijde=2"));
    }

    #[test]
    fn links_in_a_text_are_found_without_the_stops_around_them() {
        let text = "Zie <https://a.example/b>, of (http://c.example). Niet: www.d.example of é";
        let found: Vec<_> = in_text(text).collect();
        assert_eq!(
            found,
            [(5, "https://a.example/b"), (31, "http://c.example")]
        );
    }
}
