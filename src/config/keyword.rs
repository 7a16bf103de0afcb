//! The keyword of each choice in the settings, for reading them and for the seal.

use super::{Duplicates, Encoding, Handling, HiddenRows, Instead, Notify, ReturnPath, Tls};

/// `approval.open_remarks`: what a remark that is still open does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenRemarks {
    /// It is shown wherever people decide.
    Tell,
    /// Nobody approves and nothing is sent until it is closed.
    Block,
}

/// A value that the settings name by a keyword.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// Every keyword and its value. The first keyword of a value is the one that is written.
    const WORDS: &'static [(&'static str, Self)];

    /// The keyword of this value.
    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, value)| *value == self)
            .map_or("", |(word, _)| word)
    }
}

impl Choice for Encoding {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("utf-8", Self::Utf8),
        ("utf-16", Self::Utf16),
        ("windows-1252", Self::Windows1252),
    ];
}

impl Choice for HiddenRows {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("refuse", Self::Refuse),
        ("include", Self::Include),
        ("skip", Self::Skip),
    ];
}

impl Choice for Duplicates {
    const WORDS: &'static [(&'static str, Self)] =
        &[("refuse", Self::Refuse), ("send", Self::Send)];
}

impl Choice for Instead {
    const WORDS: &'static [(&'static str, Self)] =
        &[("nothing", Self::Nothing), ("post", Self::Post)];
}

impl Choice for Handling {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("send", Self::Send),
        ("confidential", Self::Confidential),
        ("information", Self::Information),
    ];
}

impl Choice for OpenRemarks {
    const WORDS: &'static [(&'static str, Self)] = &[("tell", Self::Tell), ("block", Self::Block)];
}

impl Choice for ReturnPath {
    const WORDS: &'static [(&'static str, Self)] = &[("one", Self::One), ("verp", Self::Verp)];
}

impl Choice for Tls {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("implicit", Self::Implicit),
        ("starttls", Self::StartTls),
        ("none", Self::None),
    ];
}

impl Choice for Notify {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("failure", Self::Failure),
        ("delay", Self::Delay),
        ("success", Self::Success),
    ];
}

/// `relay.kind`, before the rest of the relay is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RelayChoice {
    Catcher,
    Smtp,
}

impl Choice for RelayChoice {
    const WORDS: &'static [(&'static str, Self)] =
        &[("catcher", Self::Catcher), ("smtp", Self::Smtp)];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_words<C: Choice + std::fmt::Debug>(all: &[C]) {
        for value in all {
            assert!(!value.word().is_empty(), "{value:?}");
        }
    }

    #[test]
    fn every_choice_has_a_word() {
        has_words(&[Encoding::Utf8, Encoding::Utf16, Encoding::Windows1252]);
        has_words(&[HiddenRows::Refuse, HiddenRows::Include, HiddenRows::Skip]);
        has_words(&[Duplicates::Refuse, Duplicates::Send]);
        has_words(&[
            Handling::Send,
            Handling::Confidential,
            Handling::Information,
        ]);
        has_words(&[OpenRemarks::Tell, OpenRemarks::Block]);
        has_words(&[ReturnPath::One, ReturnPath::Verp]);
        has_words(&[Tls::Implicit, Tls::StartTls, Tls::None]);
        has_words(&[Notify::Failure, Notify::Delay, Notify::Success]);
    }
}
