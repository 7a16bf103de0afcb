//! What explains an export to whoever has nothing else: a text in the reader's language, and a short program that checks it.

use crate::journal::Tip;
use crate::phrase::Language;
use crate::report::ReportFacts;

/// Checks the chain, the seals and the mails, with the standard library of Python alone.
pub(super) const CHECK: &str = include_str!("check.py");

/// The text.
pub(super) fn text(language: Language, facts: &ReportFacts, head: Tip) -> String {
    let text = match language {
        Language::Dutch => include_str!("readme/nl.txt"),
        Language::English => include_str!("readme/en.txt"),
    };
    let campaign: Vec<&str> = facts.campaign.split_whitespace().collect();
    text.replace("{campaign}", &campaign.join(" "))
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{kind}", facts.kind)
        .replace("{digest}", &facts.digest.to_string())
        .replace("{head}", &head.to_string())
}
