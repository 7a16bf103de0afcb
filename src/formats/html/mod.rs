//! HTML as browsers and mail programs read it: tokens, links, styles, what of it is visible, and the ways to read it.

pub(crate) mod css;
pub(crate) mod lines;
pub(crate) mod link;
pub(crate) mod marks;
pub(crate) mod readings;
pub(crate) mod style_sheet;
pub(crate) mod tokens;
pub(crate) mod visible;
