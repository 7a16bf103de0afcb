//! How serious a finding is, and who may accept it.

use serde::{Deserialize, Serialize};

/// Whether a finding prevents the seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can be sealed until it is fixed.
    Error,
    /// A person should read it; nothing is prevented.
    Warning,
}

/// How serious the findings of a code are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gravity {
    Error,
    Warning,
    /// A warning that the settings can make an error.
    Either,
}

/// Where a person may accept a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptedIn {
    /// `[[list.accept]]`
    List,
    /// `[[notice.accept]]`
    Notice,
}
