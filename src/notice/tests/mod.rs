//! The room as a whole, with values that try to break out of their place; and what its tests share.

mod hostile_values;
pub(crate) mod support;
