//! `rectify`: a campaign that tells exactly those who have, or may have, an earlier mail.

mod addressed;
mod compare;
mod date;
mod earlier;
pub(super) mod fault;
mod kit;
mod list_file;
mod make;
mod relative;
mod renew;
mod whole_folder;

pub use make::{Rectified, RectifyAsk};
pub use renew::Renewed;
