//! The header of a mail as the lines that stand in it. Pure.

/// Fields that servers and mail programs add on the way, beside those that begin with `X-` or
/// `ARC-`: a reader is shown none of them but the date.
const ADDED_ON_THE_WAY: [&str; 14] = [
    "authentication-results",
    "content-length",
    "date",
    "delivered-to",
    "dkim-filter",
    "dkim-signature",
    "domainkey-signature",
    "envelope-to",
    "lines",
    "original-recipient",
    "received",
    "received-spf",
    "return-path",
    "status",
];

/// One field: its name, and its lines as they are, with their last line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderField<'b> {
    pub(super) name: String,
    pub(super) lines: &'b [u8],
}

impl HeaderField<'_> {
    /// Whether the way of a mail adds such fields.
    pub(super) fn is_added_on_the_way(&self) -> bool {
        let name = self.name.as_str();
        ADDED_ON_THE_WAY.contains(&name) || name.starts_with("x-") || name.starts_with("arc-")
    }
}

/// The bytes with every line end as CR LF, as a mail goes over the wire; whether any was changed.
/// A first line `From …`, by which mbox files begin a mail, is left out.
pub(super) fn on_the_wire(bytes: &[u8]) -> (Vec<u8>, bool) {
    let bytes = match bytes.starts_with(b"From ") {
        true => bytes
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(bytes, |end| &bytes[end + 1..]),
        false => bytes,
    };
    let mut wire = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    let mut last = 0;
    for byte in bytes {
        if *byte == b'\n' && last != b'\r' {
            wire.push(b'\r');
        }
        wire.push(*byte);
        last = *byte;
    }
    let changed = wire.len() != bytes.len();
    (wire, changed)
}

/// The fields of the header, and the body.
pub(super) fn split(mail: &[u8]) -> (Vec<HeaderField<'_>>, &[u8]) {
    let (mut fields, mut at): (Vec<HeaderField<'_>>, usize) = (Vec::new(), 0);
    let mut begin = 0;
    while at < mail.len() {
        let end = memchr::memmem::find(&mail[at..], b"\r\n").map_or(mail.len(), |end| at + end + 2);
        let line = &mail[at..end];
        if line == b"\r\n" {
            return (fields, &mail[end..]);
        }
        let folded = line.starts_with(b" ") || line.starts_with(b"\t");
        match fields.last_mut().filter(|_| folded) {
            Some(field) => field.lines = &mail[begin..end],
            None => {
                begin = at;
                let colon = line.iter().position(|byte| *byte == b':').unwrap_or(0);
                let name = String::from_utf8_lossy(&line[..colon]);
                fields.push(HeaderField {
                    name: name.trim().to_ascii_lowercase(),
                    lines: line,
                });
            }
        }
        at = end;
    }
    (fields, &[])
}

/// The value of the only field of this name, without the angle brackets around it.
pub(super) fn value(fields: &[HeaderField<'_>], name: &str) -> Option<String> {
    let mut named = fields.iter().filter(|field| field.name == name);
    let field = named.next().filter(|_| named.next().is_none())?;
    let text = String::from_utf8_lossy(field.lines);
    let (_, value) = text.split_once(':')?;
    let value = value.trim().trim_start_matches('<').trim_end_matches('>');
    Some(value.to_owned())
}
