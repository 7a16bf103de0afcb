//! Dispatch: plan, pace, window, brake and the send loop.
//!
//! Takes the permission to send by reference ([`Approved`]), records every offer before its final
//! dot, and reports what happens as plain events. Never reads the list or a template, never prints.
//!
//! [`Approved`]: crate::signoff::Approved

mod candidates;
mod estimate;
mod mails;
mod outcome;
pub mod plan;
mod progress;
mod rules;
mod run;
mod run_time;
pub mod schedule;
mod sender;
pub mod worker;

pub use crate::journal::event::Braked;
pub use candidates::{Candidate, Domain};
pub use estimate::{Forecast, Work, estimate};
pub use mails::{Mails, Outgoing};
pub use outcome::{Ended, SendFault};
pub use progress::Progress;
pub use rules::Rules;
pub use schedule::throttle::Scope;
pub use sender::Sender;
pub(crate) use worker::session::date_line;
