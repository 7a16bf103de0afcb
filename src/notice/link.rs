//! Links as a reader meets them: where they lead, and where they say they lead.

/// Parameters that tell the far side who clicked. Their names begin so.
const TRACKING: [&str; 12] = [
    "utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_eid", "mc_cid", "_hsenc", "_hsmi", "igshid", "yclid",
    "trk",
];

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A web page: its host in lower case, and whether the way there is protected.
    Web { host: String, https: bool },
    /// A mail address or a telephone number, in lower case without parameters.
    Contact(String),
    /// A place within the mail, or a part of it (`cid:`).
    Within,
    /// Something that no mail needs: another scheme, or an address without one.
    Other,
}

/// What `href` leads to (RFC 3986, section 3).
pub(super) fn target(href: &str) -> Target {
    let href = href.trim();
    let Some((scheme, rest)) = href.split_once(':') else {
        return if href.starts_with('#') { Target::Within } else { Target::Other };
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Target::Web { host: host(rest), https: true },
        "http" => Target::Web { host: host(rest), https: false },
        "mailto" | "tel" => Target::Contact(rest.split('?').next().unwrap_or_default().to_lowercase()),
        "cid" => Target::Within,
        _ => Target::Other,
    }
}

fn host(rest: &str) -> String {
    let authority = rest.trim_start_matches('/').split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().to_lowercase()
}

/// Whether a link carries a parameter that tells who clicked.
pub(super) fn tracks(href: &str) -> bool {
    let query = href.split_once('?').map_or("", |(_, query)| query);
    query.split(['&', ';', '?']).any(|parameter| {
        let name = parameter.to_ascii_lowercase();
        TRACKING.iter().any(|known| name.starts_with(known))
    })
}

/// Whether the text of a link names another host or address than it leads to.
pub(super) fn misleads(target: &Target, shown: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    shown.split_whitespace().filter_map(shown_place).any(|place| match target {
        Target::Web { host, .. } => place.contains('@') || bare(&place) != bare(host),
        Target::Contact(address) => place.contains('@') && *address != place,
        Target::Within | Target::Other => false,
    })
}

/// The host or address that a word looks like, in lower case.
fn shown_place(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
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
        && name
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    is_host.then_some(place)
}

/// The words of a text that are links, as they stand.
pub(super) fn in_text(text: &str) -> impl Iterator<Item = &str> {
    let marks = |c: char| "<>()[]\"'.,;:!?".contains(c);
    words_with_colon(text).map(move |word| word.trim_matches(marks)).filter(|word| {
        let begins = |with: &[u8]| {
            word.as_bytes().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        begins(b"http:") || begins(b"https:")
    })
}

/// The words of a text that hold a colon: few, so a text of many words costs little.
fn words_with_colon(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let colon = from + text[from..].find(':')?;
        let before = text[from..colon].rsplit(char::is_whitespace).next().unwrap_or_default();
        let after = text[colon..].split(char::is_whitespace).next().unwrap_or_default();
        from = colon + after.len();
        Some(&text[colon - before.len()..from])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(host: &str, https: bool) -> Target {
        Target::Web { host: host.into(), https }
    }

    #[test]
    fn links_are_told_apart_by_where_they_lead() {
        for (href, leads) in [
            ("https://Brug.example/a?b", web("brug.example", true)),
            ("HTTP://x@brug.example:80", web("brug.example", false)),
            ("mailto:Info@brug.example?subject=x", Target::Contact("info@brug.example".into())),
            ("#boven", Target::Within),
            ("cid:logo", Target::Within),
            ("javascript:x", Target::Other),
            ("brug.example", Target::Other),
        ] {
            assert_eq!(target(href), leads, "{href}");
        }
    }

    #[test]
    fn a_link_says_where_it_leads() {
        for (href, shown, lies) in [
            ("https://brug.example/a", "www.brug.example", false),
            ("https://brug.example/a", "Lees meer (o.a. de bijlage, 3.2).", false),
            ("https://brug.example/a", "https://brug.example/a.", false),
            ("https://brug.example", "naar huis.example", true),
            ("https://brug.example", "https://huis.example@brug.example", true),
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
        assert_eq!(in_text(text).collect::<Vec<_>>(), ["https://a.example/b", "http://c.example"]);
    }
}
