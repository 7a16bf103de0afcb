//! `message/disposition-notification` (RFC 8098): what a program did with a mail that was delivered.

use super::mail::HeaderFields;
use super::returned::ReturnKind;

/// What programs write in a notice of a refusal, beside `deleted`: the same word also stands in a
/// notice that nobody read the mail (RFC 5429, section 2.2).
const REFUSALS: [&str; 8] = [
    "reject",
    "refus",
    "geweiger",
    "afgewezen",
    "abgelehnt",
    "zurückgewiesen",
    "rejet",
    "not accept",
];

/// What the notice means: a refusal by the recipient's rule, or an automatic answer. `text` and
/// `subject` are for people.
pub(super) fn kind(notice: &HeaderFields, subject: &str, text: &str) -> ReturnKind {
    let disposition = notice
        .get("disposition")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let action = disposition.rsplit(';').next().unwrap_or_default().trim();
    let said = format!("{subject}\n{text}").to_lowercase();
    let refuses = REFUSALS.iter().any(|word| said.contains(word));
    match action.split('/').next().unwrap_or_default().trim() {
        "denied" | "failed" => ReturnKind::Refused,
        "deleted" if refuses => ReturnKind::Refused,
        _ => ReturnKind::AutoReply,
    }
}
