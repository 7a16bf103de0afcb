//! Turns phrases into words in one language.

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    Dutch,
    /// English.
    English,
}

/// Words, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is said.
    pub text: String,
    /// What to do next.
    pub hint: Option<String>,
}

/// Speaks one language, in one time zone, at one moment.
pub struct Speaker;
