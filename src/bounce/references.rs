//! What a returned mail says that can be matched with a mail of ours.

use super::mail::{HeaderFields, ParsedReturn, mailbox};

/// What may say which mail of ours a returned mail is about. Values are without angle brackets;
/// none is trusted by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// `Original-Envelope-Id`, as it stands and as xtext (RFC 3461, section 4): some relays return
    /// it decoded, some as they got it.
    pub envelope_ids: Vec<String>,
    /// `Message-ID` of the returned original.
    pub message_ids: Vec<String>,
    /// `In-Reply-To`, `References` and the original's id in a disposition notification.
    pub replies_to: Vec<String>,
    /// The addresses it came back to: with VERP the reverse-path of the mail.
    pub returned_to: Vec<String>,
    /// `To` of the returned original.
    pub original_to: Option<String>,
}

impl References {
    /// Collects them. `envelope_ids` come from the report; `original` is the header of the returned
    /// original, from a part or from the text.
    pub(super) fn of(
        mail: &ParsedReturn,
        original: Option<&HeaderFields>,
        envelope_ids: &[String],
    ) -> Self {
        let mut found = References::default();
        for id in envelope_ids {
            found.add_envelope_id(id);
        }
        let of_original = |name| {
            original
                .into_iter()
                .flat_map(move |header| header.all(name))
        };
        for value in of_original("message-id") {
            add_ids(&mut found.message_ids, value);
        }
        let notice = mail.disposition.as_ref();
        let in_notice = notice.and_then(|fields| fields.get("original-message-id"));
        let answers = mail
            .header
            .all("in-reply-to")
            .chain(mail.header.all("references"));
        for value in answers.chain(in_notice) {
            add_ids(&mut found.replies_to, value);
        }
        let paths = [
            "to",
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
        ];
        for value in paths.iter().flat_map(|name| mail.header.all(name)) {
            add(&mut found.returned_to, mailbox(value));
        }
        for value in of_original("return-path") {
            add(&mut found.returned_to, mailbox(value));
        }
        found.original_to = of_original("to").find_map(mailbox);
        found
    }

    fn add_envelope_id(&mut self, value: &str) {
        let value = value.trim();
        if value.contains('@') {
            // Haraka gives the Message-ID here.
            add_ids(&mut self.message_ids, value);
            return;
        }
        let value = value.trim_matches(['<', '>']);
        if value.is_empty() {
            return;
        }
        add(&mut self.envelope_ids, Some(value.to_owned()));
        add(&mut self.envelope_ids, xtext(value));
    }
}

fn add(known: &mut Vec<String>, value: Option<String>) {
    if let Some(value) = value
        && known.len() < 100
        && !known.contains(&value)
    {
        known.push(value);
    }
}

/// The message ids in a field: in angle brackets, or the words with an `@` if there are none.
fn add_ids(known: &mut Vec<String>, value: &str) {
    let mut rest = value;
    let mut bracketed = false;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, more)) = after.split_once('>') else {
            break;
        };
        bracketed = true;
        // A long id may have been folded.
        add(known, Some(id.split_whitespace().collect()));
        rest = more;
    }
    if !bracketed {
        for word in value.split_whitespace().filter(|word| word.contains('@')) {
            add(known, Some(word.trim_matches(['<', '>', ',']).to_owned()));
        }
    }
}

/// Decodes xtext (RFC 3461, section 4): `+2B` is `+`. `None` if it is none.
fn xtext(value: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(octet) = rest.next() {
        if octet != b'+' {
            octets.push(octet);
            continue;
        }
        let mut digit = || {
            let digit = rest.next().filter(|d| !d.is_ascii_lowercase())?;
            char::from(digit).to_digit(16)
        };
        let both = digit()? * 16 + digit()?;
        octets.push(u8::try_from(both).ok()?);
    }
    String::from_utf8(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_id_is_known_as_it_stands_and_decoded() {
        let cases: [(&str, &[&str]); 5] = [
            ("QQ+2B1+3D", &["QQ+2B1+3D", "QQ+1="]),
            ("QQ+1=", &["QQ+1="]),
            ("1a2b", &["1a2b"]),
            ("", &[]),
            ("a+2", &["a+2"]),
        ];
        for (value, known) in cases {
            let mut found = References::default();
            found.add_envelope_id(value);
            assert_eq!(found.envelope_ids, known, "{value}");
        }
    }

    #[test]
    fn a_message_id_in_its_place_is_one() {
        let mut found = References::default();
        found.add_envelope_id("<1a2b@voorbeeldzaken.example>");
        assert_eq!(found.message_ids, ["1a2b@voorbeeldzaken.example"]);
        assert!(found.envelope_ids.is_empty());
    }

    #[test]
    fn ids_are_found_folded_and_without_brackets() {
        let mut known = Vec::new();
        add_ids(&mut known, "<a@x.example> (of <b@ y.example>)");
        add_ids(&mut known, "c@z.example");
        assert_eq!(known, ["a@x.example", "b@y.example", "c@z.example"]);
    }
}
