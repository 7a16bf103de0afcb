//! Lists of invented organisations, alike from the same seed: names, domains derived from them in many ways, persons.

/// Numbers that come out the same everywhere (xorshift64*).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, many: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % many
    }

    pub(super) fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }

    fn in_hundred(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}

/// How a list's addresses are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// In a hundred: addresses that say nothing of the name.
    pub(super) silent: usize,
    /// In a hundred: one domain that several use.
    pub(super) umbrella: usize,
    /// In a hundred: at a mail provider.
    pub(super) free: usize,
    /// In a hundred: the initials alone.
    pub(super) initials: usize,
}

/// One organisation: name, address, contact, greeting, reference.
pub(super) type Cells = [String; 5];

const FORMS: [&str; 14] = [
    "Stichting",
    "Vereniging",
    "Platform",
    "Netwerk",
    "Comité",
    "Buurtvereniging",
    "Vrouwenvereniging",
    "Federatie",
    "Bond",
    "Collectief",
    "Moskeevereniging",
    "Koor",
    "Fonds",
    "Jongerenwerk",
];
const STARTS: [&str; 24] = [
    "Water", "Linde", "Eiken", "Wolken", "Duin", "Kwelder", "Merel", "Zonne", "Klinker", "Polder",
    "Amandel", "Lotus", "Jade", "Kikker", "Laars", "Trupial", "Bocian", "Sranan", "Vogel", "Brug",
    "Kade", "Anker", "Molen", "Ster",
];
const ENDS: [&str; 18] = [
    "veen", "zijl", "dam", "kring", "tak", "vijver", "poort", "poel", "bloem", "kers", "huis",
    "hof", "wold", "land", "brug", "haven", "veld", "licht",
];
const SYLLABLES: [&str; 60] = [
    "ba", "ker", "dol", "fi", "gan", "hem", "ja", "kwi", "lo", "mar", "nes", "oor", "pe", "rin",
    "sa", "tul", "vo", "wij", "ze", "drie", "stra", "blo", "ti", "mun", "ras", "ek", "ul", "om",
    "brem", "cho", "dijk", "duf", "el", "eur", "fra", "gee", "glu", "hoo", "ijs", "in", "jon",
    "kra", "lem", "lies", "mol", "naf", "noe", "op", "pla", "pret", "roe", "sik", "sla", "ter",
    "tje", "uit", "vla", "vree", "wes", "zwa",
];
const PLACES: [&str; 10] = [
    "Achterwolde",
    "Noorderzijl",
    "Oud-Eikerveen",
    "Zandwaard",
    "Broekdam",
    "Lage Vaart",
    "Westerkwel",
    "Hoogmeer",
    "Duinrade",
    "Grasveen",
];
const FIRST: [&str; 20] = [
    "Marijke",
    "Emre",
    "Joost",
    "Sevgi",
    "Inés",
    "Noor",
    "Katrin",
    "Hodan",
    "Els",
    "Idris",
    "Ruud",
    "Sjoukje",
    "Orlando",
    "Wim",
    "Mila",
    "Sam",
    "Thérèse",
    "Mirjam",
    "Radjesh",
    "Zoë",
];
const BETWEEN: [&str; 6] = ["", "", "", "de ", "van den ", "el "];

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn made_up(dice: &mut Dice, most: usize) -> String {
    let many = 2 + dice.below(most);
    capital(&(0..many).map(|_| dice.one(&SYLLABLES)).collect::<String>())
}

fn name(dice: &mut Dice) -> String {
    let core = match dice.below(5) {
        0 => made_up(dice, 3),
        1 => format!("{} {}", made_up(dice, 2), dice.one(&PLACES)),
        2 => format!("De {}{}", dice.one(&STARTS), dice.one(&ENDS)),
        3 => format!("{} en {}", made_up(dice, 2), made_up(dice, 2)),
        _ => format!(
            "{}{} {}",
            dice.one(&STARTS),
            dice.one(&ENDS),
            made_up(dice, 2)
        ),
    };
    if dice.in_hundred(80) {
        format!("{} {core}", dice.one(&FORMS))
    } else {
        core
    }
}

/// The words of a name as a domain writes them.
fn plain_words(name: &str) -> Vec<String> {
    let plain = |c: char| match c {
        'é' | 'è' | 'ë' => 'e',
        _ => c,
    };
    let words = name
        .split([' ', '-'])
        .map(|word| word.to_lowercase().chars().map(plain).collect());
    words.collect()
}

fn domain(dice: &mut Dice, name: &str, style: Style) -> String {
    let all = plain_words(name);
    let is_form = |word: &String| FORMS.iter().any(|form| plain_words(form)[0] == *word);
    let bare: Vec<String> = all.iter().filter(|word| !is_form(word)).cloned().collect();
    let bare = if bare.is_empty() { all.clone() } else { bare };
    let telling: Vec<String> = bare.iter().filter(|word| word.len() > 2).cloned().collect();
    let short: String = all.iter().filter_map(|word| word.chars().next()).collect();
    if dice.in_hundred(style.initials) && short.len() > 2 {
        return short;
    }
    match dice.below(9) {
        0 => all.concat(),
        1 => bare.join("-"),
        2 => telling.first().cloned().unwrap_or_else(|| bare.concat()),
        3 => telling.iter().rev().cloned().collect::<Vec<_>>().concat(),
        4 => format!(
            "{}-{}",
            short.chars().take(2).collect::<String>(),
            telling.last().unwrap_or(&bare[0])
        ),
        5 => telling
            .iter()
            .map(|word| word.chars().take(5).collect::<String>())
            .collect(),
        6 => format!("mijn{}", telling.concat()),
        _ => bare.concat(),
    }
}

fn address(
    dice: &mut Dice,
    name: &str,
    contact: &str,
    umbrellas: &[String],
    style: Style,
) -> String {
    let role = dice.one(&[
        "info",
        "bestuur",
        "secretariaat",
        "contact",
        "post",
        "hallo",
    ]);
    let person = || plain_words(contact).last().cloned().unwrap_or_default();
    let local = if dice.in_hundred(15) {
        person()
    } else {
        role.to_owned()
    };
    if dice.in_hundred(style.silent) {
        return format!("{local}@{}.example", made_up(dice, 3).to_lowercase());
    }
    if dice.in_hundred(style.umbrella) {
        let own = plain_words(name).last().cloned().unwrap_or_default();
        return format!(
            "{own}@{}.example",
            dice.one(&umbrellas.iter().map(String::as_str).collect::<Vec<_>>())
        );
    }
    if dice.in_hundred(style.free) {
        let own = if dice.in_hundred(60) {
            plain_words(name).concat()
        } else {
            person()
        };
        return format!("{own}{}@gmail.com", dice.below(100));
    }
    format!("{local}@{}.example", domain(dice, name, style))
}

/// So many organisations, in no order.
pub(super) fn organisations(dice: &mut Dice, many: usize, style: Style) -> Vec<Cells> {
    let umbrellas: Vec<String> = (0..3).map(|_| made_up(dice, 3).to_lowercase()).collect();
    let mut seen = std::collections::HashSet::new();
    let mut rows = Vec::new();
    while rows.len() < many {
        let name = name(dice);
        let first = dice.one(&FIRST);
        let last = format!("{}{}", dice.one(&BETWEEN), made_up(dice, 2));
        let contact = format!("{first} {last}");
        let email = address(dice, &name, &contact, &umbrellas, style);
        if !seen.insert(name.clone()) || !seen.insert(email.clone()) {
            continue;
        }
        let greeting = match dice.below(5) {
            0 => "Geacht bestuur".to_owned(),
            1 => format!("Beste {first}"),
            2 => format!("Geachte heer {}", capital(&last)),
            _ => format!("Geachte mevrouw {}", capital(&last)),
        };
        let code = |dice: &mut Dice| {
            (0..4)
                .map(|_| dice.one(&["B", "7", "K", "2", "X", "9", "R"]))
                .collect::<String>()
        };
        let reference = format!("VZ-{}-{}", code(dice), rows.len());
        rows.push([name, email, contact, greeting, reference]);
    }
    rows
}
