//! Warnings about a row that is otherwise in order: an address that is likely a typing error or reaches
//! a person instead of an organisation, letters that only look right, cells that a program mangled.
//!
//! Pure. Everything here is a warning: it may be right, and only a person can tell.

use crate::address::{Address, free_mail_domains, is_free_mail, is_invisible};
use crate::finding::{Code, Problem};

use super::mixed_scripts;

/// Last labels that nobody has, each with the one that was meant.
const ENDINGS: [(&str, &str); 12] = [
    ("nll", "nl"),
    ("ln", "nl"),
    ("n", "nl"),
    ("nk", "nl"),
    ("con", "com"),
    ("cmo", "com"),
    ("comm", "com"),
    ("vom", "com"),
    ("ogr", "org"),
    ("orgg", "org"),
    ("og", "org"),
    ("eui", "eu"),
];

/// Mailboxes that nobody reads, or that serve the mail system itself (RFC 2142).
const ROLES: [&str; 14] = [
    "noreply",
    "noreplay",
    "donotreply",
    "dontreply",
    "nietbeantwoorden",
    "geenantwoord",
    "bounce",
    "bounces",
    "mailerdaemon",
    "postmaster",
    "hostmaster",
    "abuse",
    "nobody",
    "devnull",
];

/// Warnings about an address that can be mailed.
pub(crate) fn at_address(address: &Address) -> Vec<Problem> {
    let mut warnings = Vec::new();
    let domain = address.domain();
    let bare: String = address
        .local()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if ROLES.contains(&bare.to_ascii_lowercase().as_str()) {
        warnings.push(Problem::new(Code::ListAddressRole));
    }
    if let Some(meant) = meant(domain) {
        warnings.push(Code::ListAddressTypo.with("meant", meant));
    } else if is_free_mail(domain) {
        warnings.push(Problem::new(Code::ListAddressFreeMail));
    }
    if domain.contains("xn--") {
        let (unicode, _) = idna::domain_to_unicode(domain);
        if unicode.split('.').any(mixed_scripts::are_mixed) {
            warnings.push(Problem::new(Code::ListAddressMixedScripts));
        }
    }
    warnings
}

/// The domain that was likely meant, where this one is one slip of the pen from a well-known one.
fn meant(domain: &str) -> Option<String> {
    if is_free_mail(domain) {
        return None;
    }
    let (name, last) = domain.rsplit_once('.')?;
    if let Some((_, right)) = ENDINGS.iter().find(|(wrong, _)| *wrong == last) {
        return Some(format!("….{right}"));
    }
    // Few letters are one error away from many words; and the first letter is seldom the wrong one.
    let near = |known: &&&str| {
        known.len() >= 8
            && known.len().abs_diff(domain.len()) <= 1
            && known.as_bytes().first() == name.as_bytes().first()
            && strsim::osa_distance(known, domain) == 1
    };
    free_mail_domains()
        .iter()
        .find(near)
        .map(|known| (*known).to_owned())
}

/// Warnings about an organisation's name.
pub(crate) fn at_name(name: &str) -> Vec<Problem> {
    let mut warnings = Vec::new();
    if name.is_ascii() {
        return warnings;
    }
    if name.chars().any(is_invisible) {
        warnings.push(Problem::new(Code::ListNameInvisible));
    }
    if name
        .split(|c: char| !c.is_alphabetic())
        .any(mixed_scripts::are_mixed)
    {
        warnings.push(Problem::new(Code::ListNameMixedScripts));
    }
    warnings
}

/// What a column holds, as far as that shows which cells are mangled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A code, a name or a kind: never a day.
    Words,
    /// A telephone number: ten digits, the first a zero.
    Telephone,
    /// A number in the trade register: eight digits.
    Trade,
    /// Anything.
    Anything,
}

impl Holds {
    /// What a column with this header holds.
    pub(crate) fn of(header: &str) -> Holds {
        const TELEPHONE: [&str; 7] = [
            "tel",
            "telefoon",
            "telefoonnummer",
            "telnr",
            "mobiel",
            "phone",
            "gsm",
        ];
        let header = header.to_lowercase();
        let mut words = header.split(|c: char| !c.is_alphanumeric());
        if words.clone().any(|word| TELEPHONE.contains(&word)) {
            Holds::Telephone
        } else if words.any(|word| matches!(word, "kvk" | "kvknummer" | "kvknr")) {
            Holds::Trade
        } else {
            Holds::Anything
        }
    }

    /// Whether zeros in front are likely gone.
    fn lacks_zeros(self, cell: &str) -> bool {
        let length = match self {
            Holds::Telephone => 9,
            Holds::Trade => 7,
            Holds::Words | Holds::Anything => return false,
        };
        cell.len() == length && !cell.starts_with('0') && is_digits(cell)
    }
}

/// The warning about any cell.
pub(crate) fn at_cell(cell: &str, holds: Holds) -> Option<Problem> {
    if is_scientific(cell)
        || is_month(cell)
        || is_rounded(cell)
        || (holds == Holds::Words && is_day(cell))
    {
        return Some(Problem::new(Code::ListCellMangled));
    }
    holds
        .lacks_zeros(cell)
        .then(|| Problem::new(Code::ListCellZeros))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number of more digits than the fifteen that Excel keeps, with zeros after them.
fn is_rounded(cell: &str) -> bool {
    cell.len() > 15 && is_digits(cell) && cell[15..].bytes().all(|b| b == b'0')
}

/// `3-4-2024` or `2024-04-03`, and nothing else.
fn is_day(cell: &str) -> bool {
    // Names are many and days are few.
    if !(8..=10).contains(&cell.len()) || !cell.as_bytes()[0].is_ascii_digit() {
        return false;
    }
    let parts: Vec<&str> = cell.split(['-', '/']).collect();
    let [first, month, last] = parts[..] else {
        return false;
    };
    let long = |text: &str| text.len() == 4 && is_digits(text);
    let short = |text: &str| text.len() <= 2 && is_digits(text);
    short(month) && ((short(first) && long(last)) || (long(first) && short(last)))
}

/// `1,23E+11`: a long number as a spreadsheet shortens it.
fn is_scientific(cell: &str) -> bool {
    let Some((digits, power)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let number = is_digits;
    let mut parts = digits.splitn(2, [',', '.']);
    let whole = parts.next().is_some_and(number) && parts.next().is_none_or(number);
    whole && power.strip_prefix('+').is_some_and(number)
}

/// `3-mrt` or `mrt-24`: a code that a spreadsheet took for a date.
fn is_month(cell: &str) -> bool {
    const MONTHS: [&str; 15] = [
        "jan", "feb", "mrt", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct",
        "nov", "dec",
    ];
    let Some((a, b)) = cell.split_once('-') else {
        return false;
    };
    let number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let month = |text: &str| MONTHS.contains(&text.to_ascii_lowercase().as_str());
    (number(a) && month(b)) || (month(a) && number(b))
}

/// The ids that lost their leading zeros: shorter than others that have them still.
pub(crate) fn lost_zeros<'i>(ids: impl Iterator<Item = (u32, &'i str)> + Clone) -> Vec<u32> {
    let digits = ids.filter(|(_, id)| id.bytes().all(|b| b.is_ascii_digit()));
    let Some(width) = digits
        .clone()
        .filter(|(_, id)| id.starts_with('0'))
        .map(|(_, id)| id.len())
        .max()
    else {
        return Vec::new();
    };
    digits
        .filter(|(_, id)| id.len() < width && !id.starts_with('0'))
        .map(|(row, _)| row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(address: &str) -> Vec<&'static str> {
        at_address(&Address::parse(address).unwrap())
            .iter()
            .map(Problem::code_name)
            .collect()
    }

    #[test]
    fn addresses_that_deserve_a_look() {
        assert_eq!(codes("info@brug.example"), [""; 0]);
        assert_eq!(codes("bestuur@gmail.com"), ["list-address-free-mail"]);
        for slip in [
            "a@gmial.com",
            "a@gmal.com",
            "a@hotmial.com",
            "a@brug.ln",
            "a@brug.con",
            "a@ggmail.com",
        ] {
            assert_eq!(codes(slip), ["list-address-typo"], "{slip}");
        }
        for other in ["a@email.com", "a@yaho.example", "a@live.be", "a@x.nl"] {
            assert_eq!(codes(other), [""; 0], "{other}");
        }
        assert_eq!(codes("no-reply@brug.example"), ["list-address-role"]);
        assert_eq!(
            codes("Niet.Beantwoorden@brug.example"),
            ["list-address-role"]
        );
        // Latin letters, but the second is Cyrillic.
        assert_eq!(
            codes("info@b\u{440}ug.example"),
            ["list-address-mixed-scripts"]
        );
        assert_eq!(codes("info@ñandú.example"), [""; 0]);
    }

    #[test]
    fn names_that_deserve_a_look() {
        let codes = |name: &str| {
            at_name(name)
                .iter()
                .map(Problem::code_name)
                .collect::<Vec<_>>()
        };
        for fine in [
            "Ñandú-fonds",
            "Café Müller B.V.",
            "Фонд Brug",
            "Стичтинг",
            "日本の会",
        ] {
            assert_eq!(codes(fine), [""; 0], "{fine}");
        }
        assert_eq!(codes("De Br\u{443}g"), ["list-name-mixed-scripts"]);
        assert_eq!(codes("De\u{202e}Brug"), ["list-name-invisible"]);
    }

    #[test]
    fn numbers_that_lost_their_noughts() {
        let holds = |header: &str| (Holds::of(header), code("612345678", Holds::of(header)));
        for header in ["Telefoon", "tel. (werk)", "Mobiel nummer"] {
            assert_eq!(
                holds(header),
                (Holds::Telephone, Some("list-cell-zeros")),
                "{header}"
            );
        }
        assert_eq!(holds("hotel"), (Holds::Anything, None));
        for fine in ["0612345678", "+31612345678", "06-12345678", "", "12345"] {
            assert_eq!(code(fine, Holds::Telephone), None, "{fine}");
        }
        assert_eq!(
            code("1234567", Holds::of("KvK-nummer")),
            Some("list-cell-zeros")
        );
        assert_eq!(code("01234567", Holds::of("KvK-nummer")), None);
    }

    fn code(cell: &str, holds: Holds) -> Option<&'static str> {
        at_cell(cell, holds).map(|phrase| phrase.code_name())
    }

    #[test]
    fn cells_that_a_program_mangled() {
        for cell in ["1,23E+11", "1E+15", "4.5e+7", "3-mrt", "apr-24"] {
            assert_eq!(
                code(cell, Holds::Anything),
                Some("list-cell-mangled"),
                "{cell}"
            );
        }
        assert_eq!(
            code("1234567890123450", Holds::Anything),
            Some("list-cell-mangled")
        );
        assert_eq!(code("1234567890123456", Holds::Anything), None);
        for day in ["3-4-2024", "03/04/2024", "2024-04-03"] {
            assert_eq!(code(day, Holds::Words), Some("list-cell-mangled"), "{day}");
            assert_eq!(code(day, Holds::Anything), None, "{day}");
        }
        for cell in [
            "",
            "E",
            "2E",
            "E+1",
            "ORG-1E",
            "12-3-2024",
            "mrt",
            "Ã",
            "Café €",
            "3-maart",
        ] {
            assert_eq!(code(cell, Holds::Anything), None, "{cell}");
        }
        let ids = [
            (2, "0041"),
            (3, "42"),
            (4, "1043"),
            (5, "ORG-1"),
            (6, "044"),
        ];
        assert_eq!(lost_zeros(ids.into_iter()), [3]);
        assert_eq!(lost_zeros([(2, "41"), (3, "142")].into_iter()), [0; 0]);
    }
}
