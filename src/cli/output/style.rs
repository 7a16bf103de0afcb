//! Language and form of all output.

use std::ffi::OsString;

use crate::phrase::Language;

/// The options that decide language and form of the output, before anything else is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OutputStyle {
    pub(crate) language: Language,
    pub(crate) json: bool,
    pub(crate) plain: bool,
}

impl OutputStyle {
    /// Reads them from the command line, and the language also from the environment.
    pub(crate) fn of(typed: &[OsString], env: impl Fn(&str) -> Option<String>) -> OutputStyle {
        let words: Vec<_> = typed.iter().map(|word| word.to_string_lossy()).collect();
        let words: Vec<&str> = words
            .iter()
            .map(AsRef::as_ref)
            .take_while(|word| *word != "--")
            .collect();
        let after = words
            .windows(2)
            .find(|pair| pair[0] == "--lang")
            .map(|pair| pair[1]);
        let asked = after.or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=")));
        let locale = || {
            let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| env(name));
            set.into_iter()
                .find(|value| !value.is_empty())
                .unwrap_or_default()
        };
        let language = Language::from_locale(&asked.map_or_else(locale, str::to_owned));
        let set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
        let plain = words.contains(&"--no-color")
            || set("NO_COLOR")
            || env("TERM").as_deref() == Some("dumb");
        OutputStyle {
            language,
            json: words.contains(&"--json"),
            plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_asked_or_taken_from_the_environment() {
        let style = |typed: &[&str], name: &'static str, value: &'static str| {
            let typed: Vec<OsString> = typed.iter().map(Into::into).collect();
            OutputStyle::of(&typed, |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(
            style(&["heraut"], "LANG", "nl_NL.UTF-8").language,
            Language::Dutch
        );
        assert_eq!(
            style(&["heraut", "--lang", "en"], "LANG", "nl_NL.UTF-8").language,
            Language::English
        );
        assert_eq!(
            style(&["heraut", "--lang=nl"], "LANG", "C").language,
            Language::Dutch
        );
        assert!(style(&["heraut", "--json"], "NO_COLOR", "1").json);
        assert!(style(&["heraut"], "NO_COLOR", "1").plain);
        assert!(!style(&["heraut"], "NO_COLOR", "").plain);
    }
}
