//! From the file's text to [`Settings`](super::Settings), with every fault found on the way.

use crate::fault::Fault;

/// Reads settings from the text of the file called `file` (for faults) and the `--set KEY=VALUE`
/// overrides, each TOML.
///
/// # Errors
/// Every fault at once, each with file, line and key.
pub fn read(_file: &str, _text: &str, _overrides: &[String]) -> Result<super::Settings, Vec<Fault>> {
    Err(vec![])
}
