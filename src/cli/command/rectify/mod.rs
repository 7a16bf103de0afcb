//! `rectify`: a new campaign for those who have, or may have, the mail of this one.

mod run;

pub(crate) use run::run;
