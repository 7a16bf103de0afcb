//! Masks texts of a relay or a person for screens that show nobody: removes everything that says
//! whom they are about.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::address::Address;
use crate::phrase::{harmless, said_outside};

/// Shorter parts of names and domains say nothing by themselves.
const SHORTEST: usize = 3;

/// What texts about one mail must not show.
#[derive(Default)]
pub(crate) struct Mask {
    local: String,
    /// The domain and its labels, as they go over the wire and as people read them.
    domains: Vec<String>,
    /// The domain, and its labels with hyphens, without dots and hyphens: hosts of Exchange Online are named after a
    /// domain with hyphens for dots (`huis-example.mail.protection.outlook.com`), and may lack the domain's own.
    joined: Vec<String>,
    names: Vec<String>,
    message_id: String,
}

impl Mask {
    /// For the mail to this address, of this organisation; our own `Message-ID` may be shown.
    pub(crate) fn of(address: &Address, organisation: &str, message_id: &str) -> Mask {
        let domain = address.domain().to_lowercase();
        let (read, _) = idna::domain_to_unicode(&domain);
        let labels = |domain: &str| {
            let all: Vec<&str> = domain.split('.').collect();
            let own = all[..all.len().saturating_sub(1)]
                .iter()
                .filter(|label| label.chars().count() >= SHORTEST);
            own.map(|label| plain(label)).collect::<Vec<_>>()
        };
        let mut domains = labels(&domain);
        domains.extend(labels(&read));
        domains.push(plain(&domain));
        domains.push(plain(&read));
        let of_several = domains.iter().filter(|one| one.contains(['-', '.']));
        let joined = of_several.map(|one| joined(one)).collect();
        let message_id = message_id.to_owned();
        Mask {
            local: plain(address.local()),
            domains,
            joined,
            message_id,
            ..Mask::of_name(organisation)
        }
    }

    /// For an organisation that has no mail.
    pub(crate) fn of_name(organisation: &str) -> Mask {
        let names = plain(organisation);
        let names = words(&names)
            .filter(|word| word.chars().count() > SHORTEST)
            .map(str::to_owned)
            .collect();
        Mask {
            names,
            ..Mask::default()
        }
    }

    /// The text with `…` in place of everything that reveals the recipient.
    pub(crate) fn over(&self, text: &str) -> String {
        let code = |at: usize, word: &str| {
            at < 2
                && word
                    .chars()
                    .all(|c| c.is_ascii_digit() || c == '.' || c == '-')
        };
        let shown = |(at, word): (usize, &str)| match !code(at, word) && self.tells(word) {
            true => "…".to_owned(),
            false => word.to_owned(),
        };
        // Cut only afterwards: of a word that is cut, nobody knows any more what it reveals.
        let line = harmless(text).replace('\n', " ");
        let shown: Vec<String> = line.split(' ').enumerate().map(shown).collect();
        said_outside(&shown.join(" "))
    }

    /// The same for a line of a log: the cells of a row are words of their own, so that only what reveals somebody is
    /// left out.
    pub(crate) fn over_cells(&self, line: &str) -> String {
        let mut apart = String::with_capacity(line.len());
        for cell in line.replace('\t', " ").split_inclusive([',', ';']) {
            if apart.ends_with([',', ';']) && !cell.starts_with(' ') {
                apart.push(' ');
            }
            apart.push_str(cell);
        }
        self.over(&apart)
    }

    fn tells(&self, word: &str) -> bool {
        // Our own Message-ID says nothing; what stands beside it may.
        let word = match self.message_id.is_empty() {
            true => word.to_owned(),
            false => word.replace(&self.message_id, ""),
        };
        let open = plain(&decoded(&word));
        let local: Vec<&str> = words(&self.local).collect();
        let parts: Vec<&str> = words(&open).collect();
        open.contains('@')
            || self
                .domains
                .iter()
                .any(|domain| open.contains(domain.as_str()))
            || self
                .joined
                .iter()
                .any(|domain| joined(&open).contains(domain.as_str()))
            || (!local.is_empty() && parts.windows(local.len()).any(|window| window == local))
            || parts
                .iter()
                .any(|part| self.names.iter().any(|name| part == name))
    }
}

/// Without case and accents, so that spellings of one word are equal.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Without dots and hyphens.
fn joined(text: &str) -> String {
    text.replace(['.', '-'], "")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// `=40` and `%40` as the octets they encode (RFC 2045, 6.7; RFC 3986, 2.1; RFC 3461's `+40` too).
fn decoded(word: &str) -> String {
    let bytes = word.as_bytes();
    let mut open = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let octet = bytes
            .get(at + 1..at + 3)
            .and_then(|two| std::str::from_utf8(two).ok());
        let octet = octet.and_then(|two| u8::from_str_radix(two, 16).ok());
        match octet.filter(|_| matches!(byte, b'=' | b'%' | b'+')) {
            Some(octet) => {
                open.push(octet);
                at += 3;
            }
            None => {
                open.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&open).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_shows_nobody_however_the_relay_writes_it() {
        let mask = Mask::of(
            &Address::parse("bestuur@debrug.example").unwrap(),
            "Vereniging De Brücke",
            "abc@voorbeeldzaken.example",
        );
        for (said, shown) in [
            (
                "550 5.1.1 <bestuur@debrug.example>: unknown",
                "550 5.1.1 … unknown",
            ),
            (
                "550 host mx.debrug.example[192.0.2.1] said no",
                "550 host … said no",
            ),
            ("550 host mx.debrug said no", "550 host … said no"),
            ("550 bestuur=40debrug.example no", "550 … no"),
            ("550 bestuur%40debrug%2Eexample no", "550 … no"),
            (
                "550 bestuur at DEBRUG dot example",
                "550 … at … dot example",
            ),
            ("550 rfc822;bestuur+40debrug.example", "550 …"),
            ("550 no such user BESTUUR here", "550 no such user … here"),
            ("550 the Brucke and the Brücke", "550 the … and the …"),
            (
                "250 2.0.0 Ok: queued as bestuur.at.debrug.example",
                "250 2.0.0 Ok: queued as …",
            ),
            (
                "250 2.0.0 Ok <abc@voorbeeldzaken.example> queued as 4XyZ",
                "250 2.0.0 Ok <abc@voorbeeldzaken.example> queued as 4XyZ",
            ),
            (
                "250 2.0.0 <abc@voorbeeldzaken.example>,bestuur@debrug.example queued",
                "250 2.0.0 … queued",
            ),
        ] {
            assert_eq!(mask.over(said), shown);
        }
        assert_eq!(
            mask.over_cells("x,bestuur@debrug.example,<abc@voorbeeldzaken.example>;a, b\tc"),
            "x, … <abc@voorbeeldzaken.example>; a, b c"
        );
        let long = "n ".repeat(195) + "bestuur@debrug.example said no";
        assert_eq!(mask.over(&long), "n ".repeat(195) + "… said no");
        let longer = "n ".repeat(200) + "bestuur@debrug.example";
        assert_eq!(mask.over(&longer), "n ".repeat(200) + "…");
        let digits = Mask::of(&Address::parse("550@a.example").unwrap(), "", "x");
        assert_eq!(digits.over("550 5.1.1 550 unknown"), "550 5.1.1 … unknown");
    }

    #[test]
    fn a_host_that_is_named_after_the_domain_is_masked() {
        // Of Exchange Online.
        for (domain, host) in [
            ("debrug.example", "debrug-example"),
            ("de-brug.example", "debrug-example0i"),
            ("post.de-brug.example", "post-debrug-example02b"),
            ("wz.example", "wz-example"),
        ] {
            let address = Address::parse(&format!("info@{domain}")).unwrap();
            let said = format!("250 2.6.0 {host}.mail.protection.outlook.com queued mail");
            let shown = Mask::of(&address, "", "abc@voorbeeldzaken.example").over(&said);
            assert_eq!(shown, "250 2.6.0 … queued mail", "{domain}");
        }
    }
}
