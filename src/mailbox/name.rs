//! How a command writes the name of a folder and other strings.

use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::{GeneralPurpose, general_purpose::NO_PAD};

/// A folder's name as every server reads it: modified UTF-7 (RFC 3501, section 5.1.3), quoted.
pub(super) fn folder(name: &str) -> String {
    let mut written = String::new();
    let mut foreign: Vec<u16> = Vec::new();
    for c in name.chars() {
        if !matches!(c, ' '..='~') {
            foreign.extend(c.encode_utf16(&mut [0; 2]).iter());
            continue;
        }
        shift(&mut written, &mut foreign);
        match c {
            '&' => written.push_str("&-"),
            other => written.push(other),
        }
    }
    shift(&mut written, &mut foreign);
    quoted(&written)
}

/// Writes what is not ASCII in base64, with `,` for `/` and without padding.
fn shift(written: &mut String, foreign: &mut Vec<u16>) {
    if foreign.is_empty() {
        return;
    }
    let octets: Vec<u8> = foreign.drain(..).flat_map(u16::to_be_bytes).collect();
    written.push('&');
    GeneralPurpose::new(&IMAP_MUTF7, NO_PAD).encode_string(&octets, written);
    written.push('-');
}

/// A string of ASCII in quotes (RFC 9051, section 4.3).
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            written.push('\\');
        }
        written.push(c);
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_written_as_servers_name_them() {
        for (name, written) in [
            ("INBOX", "\"INBOX\""),
            ("Retour & co", "\"Retour &- co\""),
            ("a\"b\\c", "\"a\\\"b\\\\c\""),
            // The example of RFC 3501, section 5.1.3.
            (
                "~peter/mail/台北/日本語",
                "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\"",
            ),
            ("Zurück", "\"Zur&APw-ck\""),
            ("😀", "\"&2D3eAA-\""),
        ] {
            assert_eq!(folder(name), written);
        }
    }
}
