//! The checks: reads what was made, before anybody agrees to it.
//!
//! Owns the lint (what a reader, a spam filter or a rule of the house would stumble over) and the leak check (no mail
//! names another recipient). Pure: it makes nothing, stores nothing and knows no network.

mod combined;
mod leak;
mod lint;

pub use combined::Gathered;
pub use leak::LeakCheck;
pub use lint::Lint;
