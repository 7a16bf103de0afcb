//! Parsers of single values: text, numbers, lengths of time, addresses, paths, choices.
//!
//! Each reads one node into a type that can't be wrong, or says what is wrong with it.

mod rate;

use std::path::{Component, PathBuf};
use std::time::Duration;

use crate::address::{Address, is_invisible};
use crate::finding::{Code, Problem};

use super::Mailbox;
use super::keyword::Choice;
use super::section::wrong_kind;
use super::toml_tree::{TomlNode, TomlValue};
pub use rate::Rate;

pub(super) const SECOND: Duration = Duration::from_secs(1);
pub(super) const HOUR: Duration = Duration::from_secs(3_600);
pub(super) const DAY: Duration = Duration::from_secs(86_400);

/// The result of reading a value.
pub(super) type ValueResult<T> = Result<T, Problem>;

/// Any string, also an empty one.
pub(super) fn string(node: &TomlNode) -> ValueResult<String> {
    match &node.value {
        TomlValue::Text(text) => Ok(text.clone()),
        other => Err(wrong_kind("config-kind-text", other)),
    }
}

/// One line of text that is not empty.
pub(super) fn text(node: &TomlNode) -> ValueResult<String> {
    let text = string(node)?;
    if text.trim().is_empty() {
        return Err(Problem::new(Code::ConfigEmpty));
    }
    if text.chars().any(char::is_control) {
        return Err(Problem::new(Code::ConfigControl));
    }
    Ok(text)
}

/// A whole number within inclusive bounds.
pub(super) fn whole<N: TryFrom<i64>>(from: i64, to: i64) -> impl Fn(&TomlNode) -> ValueResult<N> {
    move |node| {
        let TomlValue::Whole(number) = node.value else {
            return Err(wrong_kind("config-kind-whole", &node.value));
        };
        let inside = (from..=to)
            .contains(&number)
            .then(|| N::try_from(number).ok())
            .flatten();
        inside.ok_or_else(|| Code::ConfigRange.with("from", from).with("to", to))
    }
}

/// A number within inclusive bounds; whole numbers count as numbers.
pub(super) fn number(from: u32, to: u32) -> impl Fn(&TomlNode) -> ValueResult<f64> {
    move |node| {
        let number = match node.value {
            TomlValue::Number(number) => number,
            // Out of i32 is out of bounds as well.
            TomlValue::Whole(number) => i32::try_from(number).map_or(f64::INFINITY, f64::from),
            ref other => return Err(wrong_kind("config-kind-number", other)),
        };
        let inside = (f64::from(from)..=f64::from(to)).contains(&number);
        inside
            .then_some(number)
            .ok_or_else(|| Code::ConfigRange.with("from", from).with("to", to))
    }
}

/// One of several keywords.
pub(super) fn choice<C: Choice>(node: &TomlNode) -> ValueResult<C> {
    let text = string(node)?;
    let found = C::WORDS
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, value)| *value);
    found.ok_or_else(|| {
        let known: Vec<&str> = C::WORDS.iter().map(|(word, _)| *word).collect();
        Code::ConfigChoice.with("value", text).with("known", known)
    })
}

/// A length of time within inclusive bounds.
pub(super) fn span(from: Duration, to: Duration) -> impl Fn(&TomlNode) -> ValueResult<Duration> {
    move |node| {
        let text = string(node)?;
        let span = duration(&text).ok_or_else(|| Code::ConfigSpan.with("value", text))?;
        let inside = (from..=to).contains(&span);
        inside
            .then_some(span)
            .ok_or_else(|| Code::ConfigSpanRange.with("from", from).with("to", to))
    }
}

/// `1h30min`: whole numbers with units, the larger first. `None` for anything else.
fn duration(text: &str) -> Option<Duration> {
    const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];
    let mut rest = text.trim();
    let mut seconds = 0_u64;
    let mut allowed = UNITS.as_slice();
    while !rest.is_empty() {
        let (count, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let (unit, after) = after.split_at(
            after
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(after.len()),
        );
        let at = allowed.iter().position(|(word, _)| *word == unit)?;
        seconds = seconds.checked_add(count.parse::<u64>().ok()?.checked_mul(allowed[at].1)?)?;
        allowed = &allowed[at + 1..];
        rest = after;
    }
    (!text.trim().is_empty()).then(|| Duration::from_secs(seconds))
}

/// A size in bytes: `10MiB`, `25MB`, from 1 kB to 1 GB.
pub(super) fn size(node: &TomlNode) -> ValueResult<u64> {
    let text = string(node)?;
    octets(text.trim()).ok_or_else(|| Code::ConfigSize.with("value", text))
}

fn octets(text: &str) -> Option<u64> {
    const UNITS: [(&str, u64); 4] = [
        ("KiB", 1 << 10),
        ("MiB", 1 << 20),
        ("kB", 1_000),
        ("MB", 1_000_000),
    ];
    let (count, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let (_, factor) = UNITS.iter().find(|(word, _)| *word == unit)?;
    let octets = count.parse::<u64>().ok()?.checked_mul(*factor)?;
    (1_000..=1_000_000_000).contains(&octets).then_some(octets)
}

/// A rate, or `unlimited`.
pub(super) fn rate(node: &TomlNode) -> ValueResult<Option<Rate>> {
    let text = string(node)?;
    if text == "unlimited" {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| Code::ConfigRate.with("value", text))
}

/// A maximum, or `unlimited`.
pub(super) fn most(node: &TomlNode) -> ValueResult<Option<u32>> {
    match &node.value {
        TomlValue::Text(text) if text == "unlimited" => Ok(None),
        _ => whole(1, 1_000_000)(node).map(Some),
    }
}

/// One plain address.
pub(super) fn address(node: &TomlNode) -> ValueResult<Address> {
    let text = string(node)?;
    Address::parse(&text).map_err(|_| Code::ConfigAddress.with("value", text))
}

/// `Name <a@b.example>` or `a@b.example`.
pub(super) fn mailbox(node: &TomlNode) -> ValueResult<Mailbox> {
    let text = string(node)?;
    parse_mailbox(text.trim()).ok_or_else(|| Code::ConfigAddress.with("value", text))
}

fn parse_mailbox(text: &str) -> Option<Mailbox> {
    let Some((name, address)) = text.split_once('<') else {
        return Some(Mailbox {
            name: None,
            address: Address::parse(text).ok()?,
        });
    };
    let address = Address::parse(address.strip_suffix('>')?).ok()?;
    let name = name.trim();
    let name = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
        .unwrap_or(name)
        .trim();
    // An @ in a name looks like an address.
    let odd = |c: char| c.is_control() || is_invisible(c) || "<>\"\\@".contains(c);
    if name.contains(odd) || name.chars().count() > 100 {
        return None;
    }
    Some(Mailbox {
        name: (!name.is_empty()).then(|| name.to_owned()),
        address,
    })
}

/// A path inside the campaign folder.
pub(super) fn path(node: &TomlNode) -> ValueResult<PathBuf> {
    let text = text(node)?;
    let path = PathBuf::from(&text);
    let inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let names_something = path.file_name().is_some();
    (inside && names_something)
        .then_some(path)
        .ok_or_else(|| Code::ConfigPath.with("value", text))
}

/// A path anywhere: certificates and passwords belong to the machine, not to the campaign.
pub(super) fn any_path(node: &TomlNode) -> ValueResult<PathBuf> {
    text(node).map(PathBuf::from)
}

/// `HOST:PORT`, an IPv6 address in brackets.
pub(super) fn host_and_port(node: &TomlNode) -> ValueResult<(String, u16)> {
    let text = text(node)?;
    let found = text.rsplit_once(':').and_then(|(host, port)| {
        let known = is_host(host) && (!host.contains(':') || host.starts_with('['));
        let port = port.parse::<u16>().ok().filter(|port| *port > 0)?;
        known.then(|| (host.to_owned(), port))
    });
    found.ok_or_else(|| Code::ConfigHostPort.with("value", text))
}

/// `true` or `false`.
pub(super) fn yes_or_no(node: &TomlNode) -> ValueResult<bool> {
    match &node.value {
        TomlValue::Truth(value) => Ok(*value),
        other => Err(wrong_kind("config-kind-truth", other)),
    }
}

/// A host name (RFC 1123, section 2.1) or an IP address, with or without brackets.
pub(super) fn host(node: &TomlNode) -> ValueResult<String> {
    let text = text(node)?;
    is_host(&text)
        .then_some(text.clone())
        .ok_or_else(|| Code::ConfigHost.with("value", text))
}

pub(super) fn is_host(text: &str) -> bool {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let label = |label: &str| {
        let ldh = label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        ldh && !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let name = text.len() <= 253 && text.split('.').all(label);
    name || bare.parse::<std::net::IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_units_the_larger_first() {
        for (text, seconds) in [
            ("60s", 60),
            ("10min", 600),
            ("4h", 14_400),
            ("3d", 259_200),
            ("1h30min", 5_400),
            ("1d2h3min4s", 93_784),
        ] {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        for bad in [
            "",
            "60",
            "s",
            "1m",
            "30min1h",
            "1h1h",
            "1.5h",
            "-1h",
            "1 h",
            "99999999999999999999s",
        ] {
            assert_eq!(duration(bad), None, "{bad:?}");
        }
        assert_eq!(duration("999999999999999999d"), None);
    }

    #[test]
    fn sizes_have_units() {
        for (text, wanted) in [
            ("64kB", 64_000),
            ("10MiB", 10_485_760),
            ("25MB", 25_000_000),
            ("1KiB", 1_024),
        ] {
            assert_eq!(octets(text), Some(wanted), "{text}");
        }
        for bad in [
            "",
            "10",
            "10M",
            "10 MB",
            "1.5MB",
            "-1MB",
            "0MB",
            "2GB",
            "2000MB",
            "99999999999999999999kB",
        ] {
            assert_eq!(octets(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_mailbox_is_an_address_with_or_without_a_name() {
        let name = |text| parse_mailbox(text).map(|mailbox| mailbox.name);
        assert_eq!(name("a@x.example"), Some(None));
        assert_eq!(name("<a@x.example>"), Some(None));
        assert_eq!(
            name("Café B.V., Noord <a@x.example>"),
            Some(Some("Café B.V., Noord".to_owned()))
        );
        assert_eq!(
            name("\"Noord, B.\" <a@x.example>"),
            Some(Some("Noord, B.".to_owned()))
        );
        for bad in [
            "",
            "a",
            "X <a@x.example",
            "X <a@x.example> y",
            "b@y.example <a@x.example>",
            "X\u{202e} <a@x.example>",
            "X\r\nBcc: b@y.example <a@x.example>",
            "a@x.example, b@x.example",
        ] {
            assert_eq!(name(bad), None, "{bad:?}");
        }
    }
}
