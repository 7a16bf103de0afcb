//! A run: what may go out now, what prevents it, and the sending itself.

mod candidates;
pub(super) mod clock_refusal;
pub(super) mod confirmation;
pub(super) mod current_list;
pub(super) mod dry_run;
mod forecast;
pub(super) mod last_stop;
mod list_watch;
pub(super) mod open_mails;
pub(super) mod open_run;
pub(super) mod options;
mod permissions;
pub(super) mod prepare;
pub(super) mod send;
