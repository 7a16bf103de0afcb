//! A format code taken apart (ECMA-376, part 1, sections 18.8.30 and 18.8.31).
//!
//! Pure. The codes in a file are the English ones whatever the language of the program that wrote it; the Dutch `j` and
//! `u` are understood as well. What is not understood makes a section doubtful, never wrong.

/// A format code: up to four sections.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FormatCode {
    pub(crate) sections: Vec<Section>,
}

/// What is shown of the numbers that a section is for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Section {
    pub(crate) pieces: Vec<FormatPiece>,
    pub(crate) condition: Option<(Test, f64)>,
    /// Dots between thousands.
    pub(crate) grouped: bool,
    /// Each comma after the digits divides by a thousand.
    pub(crate) thousands: i32,
    pub(crate) language: FormatLanguage,
    /// It holds something that isn't understood.
    pub(crate) doubtful: bool,
}

/// `[>=100]`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    Less,
    LessOrEqual,
    Equal,
    Other,
    MoreOrEqual,
    More,
}

/// The language of months and days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum FormatLanguage {
    #[default]
    Dutch,
    English,
}

/// A piece of a section, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormatPiece {
    /// Shown as it is.
    Text(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Percent,
    /// `E+` (true) or `E-`.
    Exponent(bool),
    /// `@`: the text, or the number as without a format.
    Cell,
    /// `General`.
    General,
    Moment(DatePart),
}

/// A part of a date or a time, with how many letters it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePart {
    Year(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Digits after the comma of a second.
    Fraction(usize),
    /// `AM/PM`; short for `A/P`.
    Noon {
        short: bool,
    },
    /// All hours, minutes or seconds there are.
    Hours(usize),
    Minutes(usize),
    Seconds(usize),
}

impl Section {
    pub(crate) fn parts(&self) -> impl Iterator<Item = DatePart> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            FormatPiece::Moment(part) => Some(*part),
            _ => None,
        })
    }

    pub(crate) fn has(&self, wanted: &FormatPiece) -> bool {
        self.pieces.contains(wanted)
    }
}

/// Takes a code apart.
pub(crate) fn code(code: &str) -> FormatCode {
    let mut sections = vec![];
    let mut chars = code.chars().peekable();
    loop {
        let mut reader = Reader::default();
        let ended = reader.section(&mut chars);
        sections.push(reader.finish());
        if !ended {
            return FormatCode { sections };
        }
    }
}

type Chars<'c> = std::iter::Peekable<std::str::Chars<'c>>;

#[derive(Default)]
struct Reader {
    section: Section,
    /// Commas after the last digit: between digits they group, at the end they divide.
    commas: i32,
}

impl Reader {
    /// Reads to the end of the section; whether another follows.
    fn section(&mut self, chars: &mut Chars<'_>) -> bool {
        while let Some(c) = chars.next() {
            if c == ';' {
                return true;
            }
            self.character(c, chars);
        }
        false
    }

    fn character(&mut self, c: char, chars: &mut Chars<'_>) {
        match c {
            '"' => {
                let text: String = chars.by_ref().take_while(|c| *c != '"').collect();
                self.text(&text);
            }
            '\\' => self.text(&chars.next().map(String::from).unwrap_or_default()),
            // As wide as the character behind it.
            '_' => {
                chars.next();
                self.text(" ");
            }
            // Fills the cell with the character behind it.
            '*' => match chars.next() {
                Some(' ') | None => self.text(" "),
                Some(_) => self.section.doubtful = true,
            },
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                self.bracket(&inside);
            }
            '0' | '#' | '?' => self.digit(c),
            '.' => self.point(),
            ',' if self.has_digits() => self.commas += 1,
            '%' => self.push(FormatPiece::Percent),
            '@' => self.push(FormatPiece::Cell),
            _ if c.is_ascii_alphabetic() => self.letters(c, chars),
            '/' if self.section.parts().next().is_some() => self.text("-"),
            // A fraction: `# ?/?`.
            '/' => self.section.doubtful |= self.has_digits(),
            _ => self.text(c.encode_utf8(&mut [0; 4])),
        }
    }

    fn has_digits(&self) -> bool {
        self.section
            .pieces
            .iter()
            .any(|piece| matches!(piece, FormatPiece::Digit(_)))
    }

    fn push(&mut self, piece: FormatPiece) {
        self.section.pieces.push(piece);
    }

    fn text(&mut self, text: &str) {
        match self.section.pieces.last_mut() {
            Some(FormatPiece::Text(before)) => before.push_str(text),
            _ => self.push(FormatPiece::Text(text.to_owned())),
        }
    }

    fn digit(&mut self, c: char) {
        let fraction = match self.section.pieces.last_mut() {
            Some(FormatPiece::Moment(DatePart::Fraction(digits))) if c == '0' => Some(digits),
            _ => None,
        };
        if let Some(digits) = fraction {
            *digits += 1;
            return;
        }
        if self.commas > 0 && !self.section.has(&FormatPiece::Point) {
            self.section.grouped = true;
            self.commas = 0;
        }
        self.push(FormatPiece::Digit(c));
    }

    fn point(&mut self) {
        match self.section.pieces.last() {
            Some(FormatPiece::Moment(DatePart::Second(_) | DatePart::Seconds(_))) => {
                self.push(FormatPiece::Moment(DatePart::Fraction(0)));
            }
            _ if self.section.parts().next().is_some() || self.section.has(&FormatPiece::Point) => {
                self.text(".")
            }
            _ => {
                self.end_commas();
                self.push(FormatPiece::Point);
            }
        }
    }

    fn end_commas(&mut self) {
        self.section.thousands += self.commas;
        self.commas = 0;
    }

    fn bracket(&mut self, inside: &str) {
        const COLOURS: [&str; 8] = [
            "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow",
        ];
        let lower = inside.to_ascii_lowercase();
        let only = |letter: char| !lower.is_empty() && lower.chars().all(|c| c == letter);
        if let Some(currency) = inside.strip_prefix('$') {
            self.currency(currency);
        } else if COLOURS.contains(&lower.as_str()) || lower.starts_with("color") {
            // Colours are not read.
        } else if only('h') || only('u') {
            self.push(FormatPiece::Moment(DatePart::Hours(lower.len())));
        } else if only('m') {
            self.push(FormatPiece::Moment(DatePart::Minutes(lower.len())));
        } else if only('s') {
            self.push(FormatPiece::Moment(DatePart::Seconds(lower.len())));
        } else {
            self.section.condition = condition(&lower);
            self.section.doubtful |= self.section.condition.is_none();
        }
    }

    /// `€-413`: a sign, and the language (MS-LCID) of what is shown.
    fn currency(&mut self, inside: &str) {
        let (sign, language) = inside.rsplit_once('-').unwrap_or((inside, ""));
        self.text(sign);
        let lower = language.to_ascii_lowercase();
        match u32::from_str_radix(&lower, 16) {
            // The day and the time as Windows writes them out.
            Ok(0xf800) => self.replace_by("dddd d mmmm yyyy"),
            Ok(0xf400) => self.replace_by("h:mm:ss"),
            Ok(code) if code & 0x3ff == 0x09 => self.section.language = FormatLanguage::English,
            // Calendars and numbers of other scripts come before the language.
            Ok(code) if code > 0xffff || !matches!(code & 0x3ff, 0 | 0x13) => {
                self.section.doubtful = true
            }
            Ok(_) => {}
            Err(_) if lower.starts_with("en") => self.section.language = FormatLanguage::English,
            Err(_) => self.section.doubtful |= !lower.is_empty() && !lower.starts_with("nl"),
        }
    }

    /// The rest of the code is what other systems show.
    fn replace_by(&mut self, code: &str) {
        let mut reader = Reader::default();
        reader.section(&mut code.chars().peekable());
        self.section.pieces = reader.finish().pieces;
        self.push(FormatPiece::Text(STOP.to_owned()));
    }

    fn letters(&mut self, first: char, chars: &mut Chars<'_>) {
        let lower = first.to_ascii_lowercase();
        if lower == 'e' && matches!(chars.peek(), Some('+' | '-')) && self.has_digits() {
            self.end_commas();
            let plus = chars.next() == Some('+');
            return self.push(FormatPiece::Exponent(plus));
        }
        for (word, piece) in [
            ("general", FormatPiece::General),
            ("standaard", FormatPiece::General),
            (
                "am/pm",
                FormatPiece::Moment(DatePart::Noon { short: false }),
            ),
            ("a/p", FormatPiece::Moment(DatePart::Noon { short: true })),
        ] {
            let rest: String = chars.clone().take(word.len() - 1).collect();
            if format!("{lower}{}", rest.to_ascii_lowercase()) == word {
                chars.nth(word.len() - 2);
                return self.push(piece);
            }
        }
        let mut length = 1;
        while chars.next_if(|c| c.eq_ignore_ascii_case(&first)).is_some() {
            length += 1;
        }
        let part = match lower {
            'y' | 'j' | 'e' => DatePart::Year(length),
            'm' => DatePart::Month(length),
            'd' => DatePart::Day(length),
            'h' | 'u' => DatePart::Hour(length),
            's' => DatePart::Second(length),
            _ => {
                self.section.doubtful = true;
                return;
            }
        };
        self.push(FormatPiece::Moment(part));
    }

    fn finish(mut self) -> Section {
        self.end_commas();
        let stop = self
            .section
            .pieces
            .iter()
            .position(|piece| *piece == FormatPiece::Text(STOP.to_owned()));
        if let Some(stop) = stop {
            self.section.pieces.truncate(stop);
        }
        minutes(&mut self.section.pieces);
        let is_moment = self.section.parts().next().is_some();
        // Digits within a date, or two exponents, are no format.
        self.section.doubtful |= is_moment && self.has_digits();
        self.section
    }
}

/// Stands where the rest of a code no longer counts. A noncharacter (Unicode, section 23.7).
const STOP: &str = "\u{fdd3}";

/// An `m` right after hours or right before seconds is minutes.
fn minutes(pieces: &mut [FormatPiece]) {
    let at: Vec<usize> = (0..pieces.len())
        .filter(|at| matches!(pieces[*at], FormatPiece::Moment(_)))
        .collect();
    for (nth, place) in at.iter().enumerate() {
        let FormatPiece::Moment(DatePart::Month(length @ (1 | 2))) = pieces[*place] else {
            continue;
        };
        let before = nth.checked_sub(1).map(|nth| &pieces[at[nth]]);
        let behind = at.get(nth + 1).map(|at| &pieces[*at]);
        let hours = matches!(
            before,
            Some(FormatPiece::Moment(DatePart::Hour(_) | DatePart::Hours(_)))
        );
        let seconds = matches!(
            behind,
            Some(FormatPiece::Moment(
                DatePart::Second(_) | DatePart::Seconds(_)
            ))
        );
        if hours || seconds {
            pieces[*place] = FormatPiece::Moment(DatePart::Minute(length));
        }
    }
}

fn condition(text: &str) -> Option<(Test, f64)> {
    let tests = [
        ("<=", Test::LessOrEqual),
        (">=", Test::MoreOrEqual),
        ("<>", Test::Other),
        ("<", Test::Less),
        (">", Test::More),
        ("=", Test::Equal),
    ];
    let (sign, test) = tests.into_iter().find(|(sign, _)| text.starts_with(sign))?;
    Some((test, text[sign.len()..].trim().parse().ok()?))
}

impl Test {
    pub(crate) fn holds(self, number: f64, other: f64) -> bool {
        match self {
            Test::Less => number < other,
            Test::LessOrEqual => number <= other,
            Test::Equal => number == other,
            Test::Other => number != other,
            Test::MoreOrEqual => number >= other,
            Test::More => number > other,
        }
    }

    /// Whether it applies only to numbers below zero; they are then shown without their sign.
    pub(crate) fn is_below_zero(self, other: f64) -> bool {
        matches!(self, Test::Less if other <= 0.0)
            || matches!(self, Test::LessOrEqual | Test::Equal if other < 0.0)
    }
}
