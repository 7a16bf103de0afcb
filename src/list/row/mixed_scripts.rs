//! Whether a word mixes letters of several scripts, as names that imitate others do.
//!
//! Pure. Only the scripts whose letters are taken for each other are distinguished (Unicode Technical
//! Standard 39, section 5): Latin, Greek, Cyrillic, Armenian and Cherokee. Others never look alike.

#[derive(PartialEq, Eq, Clone, Copy)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
}

fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | 'ª' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2af}' => {
            Script::Latin
        }
        '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            Script::Latin
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' => {
            Script::Cyrillic
        }
        '\u{a640}'..='\u{a69f}' => Script::Cyrillic,
        '\u{530}'..='\u{58f}' => Script::Armenian,
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Script::Cherokee,
        _ => return None,
    })
}

/// Whether the word's letters come from more than one of these scripts.
pub(crate) fn are_mixed(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let mut scripts = word.chars().filter_map(script);
    scripts
        .next()
        .is_some_and(|first| scripts.any(|other| other != first))
}

#[cfg(test)]
mod tests {
    use super::are_mixed;

    #[test]
    fn words_of_one_script_are_not_mixed() {
        for word in ["brug", "ñandú", "фонд", "Αθήνα", "brug日", "３", "é1"] {
            assert!(!are_mixed(word), "{word}");
        }
        for word in ["br\u{443}g", "\u{3bf}rg", "pаypаl"] {
            assert!(are_mixed(word), "{word}");
        }
    }
}
