//! `bounces`: what came back, for people and for programs.

mod document;
mod ended;
mod follow;
mod rows;
mod run;
mod show;
mod tray;
mod words;

pub(crate) use run::run;
