//! `bounces`: what came back, for people and for programs.

mod document;
mod follow;
mod run;
mod show;
mod words;

pub(crate) use run::run;
