//! The document for another program: one on standard output, and nothing else there.

use std::io::Write;

use serde_json::Value;

/// Writes the one document.
pub(crate) fn print(document: &Value) {
    let _unread = writeln!(std::io::stdout().lock(), "{document}");
}
