//! The ground on which a row is left out.

/// Why a row is left out, in the settings' words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ground<'s> {
    pub(crate) ground: &'s str,
    pub(crate) legal: Option<&'s str>,
}
