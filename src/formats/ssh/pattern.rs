//! Pattern lists of OpenSSH (ssh_config(5), PATTERNS).

/// Whether a comma-separated list of patterns matches `text`: one does, and none that begins with
/// `!` does.
pub(super) fn list_matches(list: &str, text: &str) -> bool {
    let mut matched = false;
    for pattern in list.split(',') {
        match pattern.strip_prefix('!') {
            Some(pattern) if matches(pattern, text) => return false,
            Some(_) => {}
            None => matched |= matches(pattern, text),
        }
    }
    matched
}

/// Whether one pattern matches: `*` is any number of bytes, `?` is one.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    // Where to go on if what follows the last `*` doesn't match.
    let mut last_star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                last_star = Some((p, t));
                p += 1;
            }
            Some(wanted) if *wanted == b'?' || *wanted == text[t] => {
                p += 1;
                t += 1;
            }
            Some(_) | None => match last_star {
                Some((star, from)) => {
                    last_star = Some((star, from + 1));
                    p = star + 1;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::list_matches;

    #[test]
    fn lists_match_as_openssh_reads_them() {
        for (list, yes) in [
            ("heraut", true),
            ("git,heraut", true),
            ("git", false),
            ("Heraut", false),
            ("*", true),
            ("her*", true),
            ("*aut", true),
            ("h*r*t", true),
            ("h?raut", true),
            ("h?aut", false),
            ("*,!heraut", false),
            ("!heraut,*", false),
            ("!git", false),
            ("!git,*", true),
            ("", false),
        ] {
            assert_eq!(list_matches(list, "heraut"), yes, "{list}");
        }
    }
}
