//! The relay: the SMTP session step by step, TLS, login, capabilities, and the built-in catcher.

pub mod catcher;
