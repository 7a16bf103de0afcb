//! `resolve`: the evidence for mails in doubt, and people's decisions about them.

mod document;
mod evidence;
mod from_log;
mod run;
mod search_hint;

pub(crate) use run::run;
