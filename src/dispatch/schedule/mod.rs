//! The schedule that all connections share: which mail is next, and when.

mod answer;
pub(super) mod backoff;
pub(super) mod brake;
pub(super) mod open_connections;
pub(super) mod pace;
pub(super) mod queue;
pub(super) mod quota;
pub(super) mod scheduler;
pub(super) mod throttle;
pub mod window;
