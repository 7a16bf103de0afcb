//! What returned mails say to people: needed where no part for programs says it.

mod automatic;
mod forms;
mod notice;
mod original;

pub(super) use automatic::is_automatic;
pub use forms::{FORMS, FormRow, Sense};
pub(super) use notice::NoticeText;
