//! A sealed mail as it goes out in a rehearsal: to somebody else, marked in its subject, under a `Message-ID` of its own.
//! Pure.

use crate::address::Address;

/// What the subject begins with, in the header's own bytes.
pub(crate) const MARK: &str = "[PROEF]";

/// The mail with these three fields changed; all else stays as it was sealed, byte by byte. `None` if a field is
/// missing.
pub(crate) fn marked(mail: &[u8], to: &Address, message_id: &str) -> Option<Vec<u8>> {
    let end = memchr::memmem::find(mail, b"\r\n\r\n")?;
    let header = std::str::from_utf8(&mail[..end]).ok()?;
    let (mut out, mut replaced, mut is_dropped) = (String::with_capacity(mail.len()), 0, false);
    for line in header.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            if !is_dropped {
                out.push_str(&format!("{line}\r\n"));
            }
            continue;
        }
        let (name, value) = line.split_once(':')?;
        is_dropped = false;
        match name.to_ascii_lowercase().as_str() {
            "to" => {
                out.push_str(&format!("To: <{to}>\r\n"));
                is_dropped = true;
            }
            "message-id" => {
                out.push_str(&format!("Message-ID: <{message_id}>\r\n"));
                is_dropped = true;
            }
            // On a line of its own: encoded words may fill the next one (RFC 2047, section 2).
            "subject" => out.push_str(&format!("Subject: {MARK}\r\n {}\r\n", value.trim())),
            _ => {
                out.push_str(&format!("{line}\r\n"));
                continue;
            }
        }
        replaced += 1;
    }
    let mut bytes = out.into_bytes();
    bytes.extend_from_slice(&mail[end + 2..]);
    (replaced == 3).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: <b@voorbeeldzaken.example>\r\n\
        To: \"Stichting\r\n Waterkers\" <info@waterkers.example>\r\n\
        Subject: =?utf-8?q?Informatie?=\r\n =?utf-8?q?_voor_u?=\r\n\
        Message-ID:\r\n <1@voorbeeldzaken.example>\r\n\
        MIME-Version: 1.0\r\n\r\nTo: staat ook in de tekst\r\n";

    #[test]
    fn three_fields_change_and_no_other_byte() {
        let guest = Address::parse("a.vos@voorbeeldzaken.example").unwrap();
        let mail = marked(MAIL.as_bytes(), &guest, "2@voorbeeldzaken.example").unwrap();
        assert_eq!(
            String::from_utf8(mail).unwrap(),
            "From: <b@voorbeeldzaken.example>\r\n\
             To: <a.vos@voorbeeldzaken.example>\r\n\
             Subject: [PROEF]\r\n =?utf-8?q?Informatie?=\r\n =?utf-8?q?_voor_u?=\r\n\
             Message-ID: <2@voorbeeldzaken.example>\r\n\
             MIME-Version: 1.0\r\n\r\nTo: staat ook in de tekst\r\n"
        );
        let without = MAIL.replace("Subject:", "X-Subject:");
        assert_eq!(marked(without.as_bytes(), &guest, "2@x.example"), None);
    }
}
