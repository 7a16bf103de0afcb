//! One row by itself: its columns, what is wrong or odd about it, and whether it is left out.

pub(super) mod columns;
pub(super) mod contact_years;
pub(super) mod exclusion;
pub(super) mod ground;
pub(super) mod judge;
pub(super) mod kinds;
mod mixed_scripts;
mod program_values;
pub(super) mod warnings;
