//! The file `allowed_signers` of OpenSSH (ssh-keygen(1), ALLOWED SIGNERS): who may sign with which
//! key, for what, and when.
//!
//! Whatever can't be honoured to the letter is an error with its line, so that nobody counts on a
//! limit that isn't kept: authorities (`cert-authority`), patterns for names, unknown options and
//! types of keys.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::pattern::list_matches;
use super::public_key::{KeyRefusal, PublicKey, TYPES};
use crate::finding::{Code, Problem};

/// One line: a key, and who may sign with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedSigner {
    /// Names of the people whose key it is.
    pub names: Vec<String>,
    /// What it may sign, as a pattern list; `None`: anything.
    namespaces: Option<String>,
    /// Not before this time.
    pub valid_after: Option<Timestamp>,
    /// Not after this time.
    pub valid_before: Option<Timestamp>,
    /// The key.
    pub key: PublicKey,
}

/// Why a line can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineRefusal {
    /// It doesn't begin with names, or a quote is not closed.
    Names,
    /// A name with `*`, `?` or `!`, which OpenSSH reads as a pattern.
    Pattern(String),
    /// There is no key after the names.
    NoKey,
    /// The key.
    Key(KeyRefusal),
    /// An option that is not known here, or not in the form `option="value"`.
    Option(String),
    /// The same option twice.
    Twice(&'static str),
    /// `cert-authority`.
    Authority,
    /// Not a time.
    Time(String),
    /// `valid-before` is not later than `valid-after`.
    Never,
}

/// A line that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignersFault {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub what: LineRefusal,
}

impl SignersFault {
    /// The message for people.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match &self.what {
            LineRefusal::Names => Code::SignersNames.into(),
            LineRefusal::Pattern(name) => Code::SignersPattern.with("name", name),
            LineRefusal::NoKey => Code::SignersNoKey.into(),
            LineRefusal::Key(KeyRefusal::Garbled) => Code::SignersKeyGarbled.into(),
            LineRefusal::Key(KeyRefusal::Type(kind)) => Code::SignersKeyType
                .with("kind", kind)
                .with("kinds", TYPES.map(str::to_owned).to_vec()),
            LineRefusal::Key(KeyRefusal::Short(bits)) => Code::SignersKeyShort.with("bits", *bits),
            LineRefusal::Option(option) => Code::SignersOption.with("option", option),
            LineRefusal::Twice(option) => Code::SignersOptionTwice.with("option", *option),
            LineRefusal::Authority => Code::SignersAuthority.into(),
            LineRefusal::Time(value) => Code::SignersTime.with("value", value),
            LineRefusal::Never => Code::SignersNever.into(),
        }
    }
}

/// Reads the file: its lines in order, and every line that can't be used. Times without `Z` are in
/// `zone`.
///
/// # Errors
/// All lines that can't be used.
pub fn read_signers(text: &str, zone: &TimeZone) -> Result<Vec<AllowedSigner>, Vec<SignersFault>> {
    let (mut signers, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim_matches([' ', '\t', '\r']);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match read_line(line, zone) {
            Ok(signer) => signers.push(signer),
            Err(what) => faults.push(SignersFault { line: number, what }),
        }
    }
    if faults.is_empty() {
        Ok(signers)
    } else {
        Err(faults)
    }
}

fn read_line(line: &str, zone: &TimeZone) -> Result<AllowedSigner, LineRefusal> {
    let (names, rest) = first_word(line).ok_or(LineRefusal::Names)?;
    let names: Vec<String> = names
        .split(',')
        .map(|name| name.trim().to_owned())
        .collect();
    if names.iter().any(String::is_empty) {
        return Err(LineRefusal::Names);
    }
    if let Some(pattern) = names.iter().find(|name| name.contains(['*', '?', '!'])) {
        return Err(LineRefusal::Pattern(pattern.clone()));
    }
    let mut signer = Options::default();
    let rest = if is_key_type(rest) {
        rest
    } else {
        let (options, rest) = split_options(rest);
        if rest.is_empty() {
            return Err(LineRefusal::NoKey);
        }
        signer.read(options, zone)?;
        rest
    };
    let mut words = rest.split_ascii_whitespace();
    let kind = words.next().ok_or(LineRefusal::NoKey)?;
    let base64 = words.next().ok_or(LineRefusal::NoKey)?;
    let key = PublicKey::of_words(kind, base64).map_err(LineRefusal::Key)?;
    if let (Some(from), Some(until)) = (signer.valid_after, signer.valid_before)
        && until <= from
    {
        return Err(LineRefusal::Never);
    }
    Ok(AllowedSigner {
        names,
        namespaces: signer.namespaces,
        valid_after: signer.valid_after,
        valid_before: signer.valid_before,
        key,
    })
}

/// The first word, which may be in quotes, and the rest.
fn first_word(line: &str) -> Option<(&str, &str)> {
    let (word, rest) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => {
            let end = line.find([' ', '\t'])?;
            line.split_at(end)
        }
    };
    let follows = rest.starts_with([' ', '\t']) && !word.contains('"');
    follows.then(|| (word, rest.trim_start_matches([' ', '\t'])))
}

/// Whether the line goes on with a key. A word in the form of a type is one, so that a type that is
/// not known here is not taken for an option.
fn is_key_type(rest: &str) -> bool {
    let word = rest.split([' ', '\t']).next().unwrap_or_default();
    let begins = ["ssh-", "sk-", "ecdsa-", "rsa-sha2-", "webauthn-"];
    begins.iter().any(|begin| word.starts_with(begin)) && !word.contains(['=', '"', ','])
}

/// The options, up to the first blank outside quotes, and the rest.
fn split_options(rest: &str) -> (&str, &str) {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in rest.char_indices() {
        match c {
            '"' if !escaped => quoted = !quoted,
            ' ' | '\t' if !quoted => return (&rest[..at], rest[at..].trim_start()),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    (rest, "")
}

#[derive(Default)]
struct Options {
    namespaces: Option<String>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
}

impl Options {
    fn read(&mut self, mut text: &str, zone: &TimeZone) -> Result<(), LineRefusal> {
        loop {
            let unknown = || LineRefusal::Option(text.chars().take(64).collect());
            let end = text.find(['=', ',']).unwrap_or(text.len());
            let name = text[..end].to_ascii_lowercase();
            if name == "cert-authority" {
                return Err(LineRefusal::Authority);
            }
            let quoted = text[end..].strip_prefix("=\"").ok_or_else(unknown)?;
            let (value, rest) = dequote(quoted).ok_or_else(unknown)?;
            match name.as_str() {
                "namespaces" => once(&mut self.namespaces, value, "namespaces")?,
                "valid-after" => once(&mut self.valid_after, time(&value, zone)?, "valid-after")?,
                "valid-before" => {
                    once(&mut self.valid_before, time(&value, zone)?, "valid-before")?;
                }
                _ => return Err(unknown()),
            }
            match rest.strip_prefix(',') {
                Some(more) if !more.is_empty() => text = more,
                Some(_) => return Err(unknown()),
                None if rest.is_empty() => return Ok(()),
                None => return Err(unknown()),
            }
        }
    }
}

fn once<T>(place: &mut Option<T>, value: T, name: &'static str) -> Result<(), LineRefusal> {
    match place.replace(value) {
        Some(_) => Err(LineRefusal::Twice(name)),
        None => Ok(()),
    }
}

/// The value up to the closing quote, and what follows it. A quote inside is written `\"`.
fn dequote(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((value, &text[at + 1..])),
            '\\' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                value.push('"');
                chars.next();
            }
            _ => value.push(c),
        }
    }
    None
}

/// A time: `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with `Z` or `UTC` behind it in UTC.
fn time(value: &str, zone: &TimeZone) -> Result<Timestamp, LineRefusal> {
    let refused = || LineRefusal::Time(value.to_owned());
    let upper = value.to_ascii_uppercase();
    let utc = upper.strip_suffix('Z').or(upper.strip_suffix("UTC"));
    let digits = utc.unwrap_or(&upper);
    let form = match digits.len() {
        8 => "%Y%m%d",
        12 => "%Y%m%d%H%M",
        14 => "%Y%m%d%H%M%S",
        _ => return Err(refused()),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused());
    }
    let civil = if digits.len() == 8 {
        jiff::civil::Date::strptime(form, digits).map(|date| date.at(0, 0, 0, 0))
    } else {
        DateTime::strptime(form, digits)
    };
    let zone = if utc.is_some() { &TimeZone::UTC } else { zone };
    let moment = civil.and_then(|civil| zone.to_ambiguous_timestamp(civil).compatible());
    moment.map_err(|_| refused())
}

impl AllowedSigner {
    /// Whether the key may sign in this namespace.
    #[must_use]
    pub fn permits(&self, namespace: &str) -> bool {
        let list = self.namespaces.as_ref();
        list.is_none_or(|list| list_matches(list, namespace))
    }
}

/// The line in one form, whoever wrote it: no comment, times in UTC, the names in quotes.
/// `ssh-keygen` reads it as it reads the line of the file.
impl fmt::Display for AllowedSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" ", self.names.join(","))?;
        let at = |time: &Timestamp| time.strftime("%Y%m%d%H%M%SZ").to_string();
        let list = self.namespaces.as_ref();
        let options: Vec<String> = [
            list.map(|list| format!("namespaces=\"{}\"", list.replace('"', "\\\""))),
            self.valid_after
                .map(|time| format!("valid-after=\"{}\"", at(&time))),
            self.valid_before
                .map(|time| format!("valid-before=\"{}\"", at(&time))),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !options.is_empty() {
            write!(f, "{} ", options.join(","))?;
        }
        write!(f, "{}", self.key)
    }
}

#[cfg(test)]
mod tests;
