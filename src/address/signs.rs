//! Characters that a text program puts in an address, or that IDNA 2008 disallows in its domain.
//!
//! Pure.

use super::fault::AddressFault;

/// A dash that text programs, web pages and PDFs use instead of a hyphen, the soft hyphen included.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// A quote that text programs use instead of a straight one.
const fn is_quote(c: char) -> bool {
    matches!(c, '\u{ab}' | '\u{b4}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2036}' | '\u{2039}' | '\u{203a}')
}

/// Rejects the first dash or quote of a text program, in a text that has the form of one address.
pub(super) fn refuse(text: &str) -> Result<(), AddressFault> {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "()<>[]:;,\\\"".contains(c);
    if text.matches('@').count() != 1 || text.contains(odd) {
        return Ok(());
    }
    let mut behind = false;
    for (at, c) in text.chars().enumerate() {
        behind |= c == '@';
        if is_dash(c) || is_quote(c) {
            return Err(if behind {
                AddressFault::DomainSign(at + 1, c)
            } else {
                AddressFault::LocalSign(at + 1, c)
            });
        }
    }
    Ok(())
}

/// A character that UTS 46 leaves in a domain and IDNA 2008 (RFC 5892) disallows: punctuation,
/// symbols, pictures.
pub(super) fn is_disallowed(c: char) -> bool {
    let sign = matches!(c, '\u{a1}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}'..='\u{303f}' | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{1f000}'..='\u{1faff}');
    // The middle dot occurs between two l's in Catalan, the joiners in Indic and Persian: the
    // standard judges them by their place (RFC 5892, appendix A).
    sign && !c.is_alphanumeric() && !matches!(c, '\u{b7}' | '\u{200c}' | '\u{200d}')
}
