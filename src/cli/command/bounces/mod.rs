//! `bounces`: what came back, for people and for programs.

mod document;
mod run;
mod words;

pub(crate) use run::run;
