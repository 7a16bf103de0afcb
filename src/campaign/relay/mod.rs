//! What a campaign knows of its mail server: found out, looked at, written down.

mod known_relays;
pub(super) mod masked;
pub(super) mod preflight;
pub(super) mod transcript;
