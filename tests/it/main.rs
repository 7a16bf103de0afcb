//! x
mod journal;
mod plan;
mod states;
