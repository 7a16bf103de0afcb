//! The mark that says which form of Unicode a file is in (Unicode, section 23.8).

use crate::config::Encoding;

/// The encoding that the first bytes mark.
pub(crate) fn mark(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Some(Encoding::Utf8);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    utf16.then_some(Encoding::Utf16)
}
