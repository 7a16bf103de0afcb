//! The lint of finished mails: HTML, links, text against HTML, counting phrases, draft markers.

mod counting;
mod draft_markers;
mod html_rules;
mod html_walk;
mod linter;
mod parity;

pub use linter::Lint;
