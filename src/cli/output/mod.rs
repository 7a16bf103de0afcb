//! What several commands show: findings, changes, totals, forecasts, progress, and the documents for programs.

pub(super) mod attention;
pub(super) mod changes;
pub(super) mod confirmation;
pub(super) mod deferred;
pub(super) mod document;
pub(super) mod findings;
pub(super) mod forecast;
pub(super) mod json;
pub(super) mod message;
pub(super) mod open_remarks;
pub(super) mod progress;
pub(super) mod screen;
pub(super) mod style;
pub(super) mod totals;
