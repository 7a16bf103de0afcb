//! A mail address that can be mailed: one plain `local@domain`, checked beyond what SMTP libraries check.
//!
//! Pure. RFC 5321 sections 4.1.2 and 4.5.3.1 (forms and lengths), RFC 5890 (A-labels), RFC 6761 and
//! RFC 2606 (reserved names). Quoted local parts, comments, literals and display names are refused:
//! no organisation uses them, and each can make one mailbox look like another.

mod fault;
mod free_mail;
mod signs;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use fault::AddressFault;
pub use free_mail::{free_mail_domains, is_free_mail};
pub use signs::is_dash;

/// One address, its domain in lower-case A-labels.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    local: String,
    domain: String,
}

impl Address {
    /// Parses one address. Nothing is trimmed or corrected: the caller decides what a stray blank
    /// means.
    ///
    /// ```
    /// use heraut::address::{Address, AddressFault};
    ///
    /// let address = Address::parse("Info+bezwaar@Büro.example").unwrap();
    /// assert_eq!(address.domain(), "xn--bro-hoa.example");
    /// assert_eq!(address.mailbox_key(), "info@xn--bro-hoa.example");
    /// assert_eq!(Address::parse("a@@bureau.example"), Err(AddressFault::SeveralAts));
    /// ```
    /// # Errors
    /// The first [`AddressFault`], from the plainest mistake to the finest.
    pub fn parse(text: &str) -> Result<Self, AddressFault> {
        refuse_odd_characters(text)?;
        let (local, domain) = text.split_once('@').ok_or(AddressFault::NoAt)?;
        if domain.contains('@') {
            return Err(AddressFault::SeveralAts);
        }
        check_local(local)?;
        let domain = to_a_labels(domain)?;
        if local.len() + 1 + domain.len() > 254 {
            return Err(AddressFault::TooLong);
        }
        Ok(Address {
            local: local.to_owned(),
            domain,
        })
    }

    /// The part before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The domain in lower-case A-labels.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Whether the address is under a name that is reserved for examples and tests (RFC 2606, RFC
    /// 6761), so that nobody real can ever have it.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        let last = self.domain.rsplit('.').next().unwrap_or_default();
        matches!(last, "example" | "test" | "invalid")
    }

    /// A key that is equal for two spellings of the same mailbox: lower case, without a `+tag`.
    #[must_use]
    pub fn mailbox_key(&self) -> String {
        let local = self
            .local
            .split('+')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        format!("{local}@{}", self.domain)
    }

    /// With all but the first letter of each part hidden, for screens: `b…@v….example`.
    #[must_use]
    pub fn masked(&self) -> String {
        let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
        let (name, tld) = self.domain.rsplit_once('.').unwrap_or((&self.domain, ""));
        format!("{}…@{}….{tld}", first(&self.local), first(name))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.domain)
    }
}

/// Debug output may end in a log: it never shows the address.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

impl TryFrom<String> for Address {
    type Error = AddressFault;
    fn try_from(text: String) -> Result<Self, AddressFault> {
        Address::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.to_string()
    }
}

/// A character that is invisible or changes the direction of writing: format characters, variation
/// selectors, soft hyphen, fillers, the byte order mark.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Removes invisible characters and blanks at both ends, which staff can't see. Non-breaking spaces
/// count as blanks.
#[must_use]
pub fn trim_unseen(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

fn refuse_odd_characters(text: &str) -> Result<(), AddressFault> {
    if text.is_empty() {
        return Err(AddressFault::Empty);
    }
    let at = |wanted: fn(char) -> bool| text.chars().position(wanted).map(|at| at + 1);
    signs::refuse(text)?;
    if let Some(at) = at(|c| is_invisible(c) || c.is_control()) {
        return Err(AddressFault::Invisible(at));
    }
    // Before the spaces: removing those of `Jan Jansen <jan@brug.example>` would fix nothing.
    if let Some(at) = at(|c| "()<>[]:;,\\\"".contains(c)) {
        return Err(
            if text.chars().nth(at - 1) == Some(',') && has_comma_for_dot(text) {
                AddressFault::Comma(at)
            } else {
                AddressFault::Character(at)
            },
        );
    }
    match at(char::is_whitespace) {
        Some(_) if text.matches('@').count() > 1 => Err(AddressFault::SeveralAts),
        Some(at) => Err(AddressFault::Space(at)),
        None => Ok(()),
    }
}

/// One address with commas where only dots can be: between letters or digits of the domain.
fn has_comma_for_dot(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    !local.contains(',') && domain.split(['.', ',']).all(is_label)
}

fn check_local(local: &str) -> Result<(), AddressFault> {
    if let Some(at) = local.chars().position(|c| !c.is_ascii()) {
        return Err(AddressFault::LocalNotAscii(at + 1));
    }
    if local.len() > 64 {
        return Err(AddressFault::LocalLong);
    }
    if local.split('.').any(str::is_empty) {
        return Err(AddressFault::LocalDots);
    }
    // RFC 5322 atext; everything else was refused above or is refused here.
    let atext = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    match local.chars().position(|c| !atext(c)) {
        Some(at) => Err(AddressFault::Character(at + 1)),
        None => Ok(()),
    }
}

fn to_a_labels(domain: &str) -> Result<String, AddressFault> {
    if domain.split('.').any(str::is_empty) || !domain.contains('.') {
        return Err(AddressFault::DomainIncomplete);
    }
    let ascii = if domain.is_ascii() && !domain.to_ascii_lowercase().contains("xn--") {
        domain.to_ascii_lowercase()
    } else {
        let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| AddressFault::DomainNotIdn)?;
        // An existing A-label is accepted as it is: no text program wrote it, and seals hold such
        // addresses.
        if !domain.is_ascii()
            && idna::domain_to_unicode(&ascii)
                .0
                .chars()
                .any(signs::is_disallowed)
        {
            return Err(AddressFault::DomainNotIdn);
        }
        ascii
    };
    for label in ascii.split('.') {
        if label.len() > 63 {
            return Err(AddressFault::TooLong);
        }
        let ldh = label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !ldh || label.is_empty() || label.starts_with('-') || label.ends_with('-') {
            return Err(AddressFault::DomainCharacter);
        }
    }
    if ascii.len() > 253 {
        return Err(AddressFault::TooLong);
    }
    let last = ascii.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AddressFault::DomainNumber);
    }
    Ok(ascii)
}

#[cfg(test)]
mod tests;
