//! Addresses as returned mails write them.

/// Local parts of programs that report, in lower case.
const DAEMONS: [&str; 12] = [
    "mailer-daemon",
    "mailerdaemon",
    "mail-daemon",
    "mailerdeamon",
    "mdaemon",
    "postmaster",
    "double-bounce",
    "bounce-handler",
    "mail.daemon",
    "mmdf",
    "mail",
    "root",
];

/// What stands in the name of a program that reports, in lower case.
const DAEMON_NAMES: [&str; 10] = [
    "mail delivery",
    "message delivery",
    "mail system",
    "mailer-daemon",
    "mailer daemon",
    "postmaster",
    "mail administrator",
    "mail router",
    "delivery subsystem",
    "microsoft outlook",
];

/// Whether a `From` is that of a program that reports, and not of a person or a list.
pub(in crate::bounce) fn is_daemon(from: &str) -> bool {
    let from = from.to_ascii_lowercase();
    let local = match from.rsplit_once('<') {
        Some((_, inside)) => inside,
        None => from.as_str(),
    };
    let local = local
        .split(['@', '>', ' ', '('])
        .next()
        .unwrap_or_default()
        .trim_matches('"');
    local.is_empty()
        || DAEMONS.contains(&local)
        || local.starts_with("microsoftexchange")
        || DAEMON_NAMES.iter().any(|name| from.contains(name))
}

const fn in_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || byte >= 0x80
        || matches!(
            byte,
            b'.' | b'_'
                | b'+'
                | b'-'
                | b'='
                | b'&'
                | b'\''
                | b'/'
                | b'!'
                | b'#'
                | b'$'
                | b'%'
                | b'*'
                | b'?'
                | b'^'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

const fn in_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'.' | b'-' | b'_')
}

/// Every address in `text` with where it begins and ends.
pub(in crate::bounce) fn addresses_in(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut free_from = 0;
    for at in memchr::memchr_iter(b'@', bytes) {
        if at < free_from {
            continue;
        }
        let start = start_of_local(bytes, free_from, at);
        let mut end = at + 1;
        while end < bytes.len() && in_domain(bytes[end]) {
            end += 1;
        }
        while end > at && matches!(bytes[end - 1], b'.' | b'-' | b'_') {
            end -= 1;
        }
        if start < at && end > at + 1 {
            found.push((start, end));
            free_from = end;
        } else {
            free_from = at + 1;
        }
    }
    found
}

/// Where the local part before the `@` at `at` begins: a quoted string, or what may stand in one
/// without quotes.
fn start_of_local(bytes: &[u8], free_from: usize, at: usize) -> usize {
    if at > free_from && bytes[at - 1] == b'"' {
        return memchr::memrchr(b'"', &bytes[free_from..at - 1])
            .map_or(at, |quote| free_from + quote);
    }
    let mut start = at;
    while start > free_from && in_local(bytes[start - 1]) {
        start -= 1;
    }
    // Quotes and stars around an address are not part of it.
    while start < at && matches!(bytes[start], b'\'' | b'*' | b'`' | b'.' | b'|' | b'/') {
        start += 1;
    }
    start
}

/// The address of a field such as `To` or `Final-Recipient`: with or without a type before it, a
/// name, comments or angle brackets. Relays that write `+2B` for `+` (RFC 3461's xtext, where it
/// has no place) mean `+`.
pub(in crate::bounce) fn mailbox(value: &str) -> Option<String> {
    let typed = value
        .split_once(';')
        .filter(|(kind, _)| !kind.contains(['@', '<', '"']));
    let value = match typed {
        Some((kind, address)) if kind.trim().eq_ignore_ascii_case("utf-8") => unescaped(address),
        Some((_, address)) => address.to_owned(),
        None => value.to_owned(),
    };
    let value = value.as_str();
    let inside = value
        .rsplit_once('<')
        .map(|(_, rest)| rest.split('>').next().unwrap_or(rest))
        .filter(|inside| inside.contains('@'));
    let text = inside.unwrap_or(value);
    let (start, end) = addresses_in(text).into_iter().next()?;
    Some(text[start..end].replace("+2B", "+").replace("+3D", "="))
}

/// Whether two spellings are one address: domains know no case, and relays change that of local
/// parts.
pub(in crate::bounce) fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// An address of type `utf-8` as it stands in 7 bits: `\x{E9}` for `é` (RFC 6533, section 3). What
/// is no such sign stays as it is.
fn unescaped(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, after)) = rest.split_once("\\x{") {
        text.push_str(before);
        let sign = after.split_once('}').and_then(|(digits, behind)| {
            let code = u32::from_str_radix(digits, 16).ok()?;
            Some((char::from_u32(code)?, behind))
        });
        match sign {
            Some((sign, behind)) => {
                text.push(sign);
                rest = behind;
            }
            None => {
                text.push_str("\\x{");
                rest = after;
            }
        }
    }
    text + rest
}
