//! The pages: each reads the campaign and fills its template.

pub(super) mod agree;
pub(super) mod frame;
pub(super) mod invitation;
pub(super) mod live;
pub(super) mod mail;
pub(super) mod mails;
pub(super) mod overview;
pub(super) mod remarks;
pub(super) mod returns;
pub(super) mod verify;
pub(super) mod wordings;
