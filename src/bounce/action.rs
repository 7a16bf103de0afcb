//! `Action` of a delivery status notification (RFC 3464, section 2.3.3).

use super::returned::{ReturnClass, ReturnKind};

/// What a report says was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Failed,
    Delayed,
    Delivered,
    Relayed,
    Expanded,
}

impl Action {
    /// Reads the field's first word: some programs add a comment, some write other forms of the
    /// word.
    pub(super) fn read(value: &str) -> Option<Self> {
        let word = value
            .trim_start()
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()?
            .to_ascii_lowercase();
        Some(match word.as_str() {
            "failed" | "failure" | "fail" | "error" | "undeliverable" => Action::Failed,
            "delayed" | "delay" => Action::Delayed,
            "delivered" | "deliverable" => Action::Delivered,
            "relayed" => Action::Relayed,
            "expanded" => Action::Expanded,
            _ => return None,
        })
    }

    pub(super) const fn class(self) -> ReturnClass {
        match self {
            Action::Failed => ReturnClass::Permanent,
            Action::Delayed => ReturnClass::Temporary,
            Action::Delivered | Action::Relayed | Action::Expanded => ReturnClass::Success,
        }
    }

    pub(super) const fn kind(self) -> ReturnKind {
        match self {
            Action::Failed => ReturnKind::Failed,
            Action::Delayed => ReturnKind::Delayed,
            Action::Delivered => ReturnKind::Delivered,
            Action::Relayed => ReturnKind::Relayed,
            Action::Expanded => ReturnKind::Expanded,
        }
    }
}
