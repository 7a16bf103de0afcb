//! File names that every system accepts, no two alike.

use std::collections::HashMap;

use crate::id::Digest;
use crate::review::page::parsed_mail::MailAttachment;

/// A longer name is cut: 255 bytes is the most a file system takes, and a suffix follows.
const LONGEST: usize = 120;

/// Names that Windows reserves, whatever follows the first dot.
const TAKEN: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Gives one name to each list id. The same ids in the same order get the same names.
#[derive(Default)]
pub(crate) struct FileNames(HashMap<String, u32>);

impl FileNames {
    /// The name for this id. If a system that doesn't distinguish `A` and `a` would confuse it with
    /// an earlier one, `~2` follows, which no name has by itself.
    pub(crate) fn take(&mut self, id: &str) -> String {
        let name = safe(id);
        let times = self.0.entry(name.to_lowercase()).or_insert(0);
        *times += 1;
        if *times == 1 {
            name
        } else {
            format!("{name}~{times}")
        }
    }
}

/// Path of an attachment: the digest keeps two files of one name apart.
pub(crate) fn attachment(attachment: &MailAttachment) -> String {
    format!(
        "attachments/{}/{}",
        &attachment.digest.hex()[..16],
        safe(&attachment.name)
    )
}

/// The path in a link: a percent sign in a file name is a literal one (RFC 3986, section 2.4).
pub(crate) fn link(path: &str) -> String {
    path.replace('%', "%25")
}

/// Encodes every byte except `A-Za-z0-9._-` as `%` and two digits (RFC 3986, section 2.1), so
/// different names stay different.
#[must_use]
pub fn safe(text: &str) -> String {
    let stem = text
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let reserved = TAKEN.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    let mut name = String::with_capacity(text.len());
    for (at, byte) in text.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        // No hidden file, no device, no command option.
        let first = at == 0 && (reserved || matches!(byte, b'.' | b'-'));
        if plain && !first {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("%{byte:02X}"));
        }
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        name = format!("{name}~{}", &Digest::of(text.as_bytes()).hex()[..16]);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_stays_different_and_is_safe() {
        for (id, name) in [
            ("ORG-041", "ORG-041"),
            ("../x", "%2E.%2Fx"),
            ("a/b", "a%2Fb"),
            ("a%2Fb", "a%252Fb"),
            ("-rf", "%2Drf"),
            ("CON.x", "%43ON.x"),
            ("lpt1", "%6Cpt1"),
            ("contact", "contact"),
            ("é", "%C3%A9"),
        ] {
            assert_eq!(safe(id), name, "{id}");
        }
        assert_eq!(link("mails/a%2Fb.eml"), "mails/a%252Fb.eml");
    }

    #[test]
    fn capitals_and_long_names_never_collide() {
        let mut names = FileNames::default();
        let taken: Vec<_> = ["org-1", "ORG-1", "Org-1~2", "org-2"]
            .map(|id| names.take(id))
            .into();
        assert_eq!(taken, ["org-1", "ORG-1~2", "Org-1%7E2", "org-2"]);
        let long = |last: char| format!("{}{last}", "é".repeat(63));
        assert_ne!(safe(&long('a')), safe(&long('b')));
        assert!(safe(&long('a')).len() < 160);
    }
}
