//! What both halves of the page show: a part of a whole, and a number.

use serde::Serialize;

use crate::phrase::Speaker;

/// A part of a whole.
#[derive(Serialize)]
pub(super) struct Share {
    pub(super) class: &'static str,
    /// The swatch, as SVG of ours.
    pub(super) swatch: String,
    /// Of a hundred, for the width of the bar.
    pub(super) width: String,
    pub(super) name: String,
    pub(super) count: String,
}

/// A number as people write it.
pub(super) fn number(speaker: &Speaker, count: usize) -> String {
    speaker.number(i64::try_from(count).unwrap_or(i64::MAX))
}
