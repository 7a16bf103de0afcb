//! Letters that look like Latin ones.

/// Latin letters and digits in lower case, each with the letters of other scripts and the unusual
/// Latin ones that look like it: the prototypes of Unicode Technical Standard 39, version 18, as
/// far as they are plain letters and digits, without those that NFKD decomposes.
/// `src/spelling/tests.rs` compares it with the whole table.
pub(super) const LOOK_ALIKES: [(&str, &str); 58] = [
    ("2", "ƧƻϨჇᒿᘖᲷ\u{a644}\u{a6ef}\u{a75a}"),
    (
        "3",
        "ƷȜЗҘӠՅ३૩ᜂᲕⲜⳄⳌ\u{a76a}\u{a7ab}\u{a8f6}\u{118ca}\u{16f3b}",
    ),
    ("4", "Ꮞ\u{ab9e}\u{118af}\u{16e82}"),
    ("5", "Ƽ\u{118bb}"),
    ("6", "ϬбᏮⳒⳓⳜ\u{a543}\u{abbe}\u{118d5}"),
    ("7", "ᜪᲄ\u{104d2}\u{118c6}\u{16e8a}"),
    ("8", "Ȣȣ৪੪ଃ\u{a589}\u{1031a}\u{11445}\u{169fe}\u{1e8cb}"),
    (
        "9",
        "৭੧୨൭Ⳋⳋ\u{a76e}\u{a76f}\u{118ac}\u{118cc}\u{118d6}\u{169c1}\u{1e2f2}",
    ),
    ("a", "ɑΑαАаᎪᗅ\u{a4ee}\u{ab64}\u{102a0}\u{16f40}"),
    ("aa", "\u{a732}\u{a733}"),
    ("ae", "ÆæӔӕ"),
    ("ao", "\u{a734}\u{a735}"),
    ("au", "\u{a736}\u{a737}"),
    ("av", "\u{a738}\u{a739}\u{a73a}\u{a73b}"),
    ("ay", "\u{a73c}\u{a73d}"),
    (
        "b",
        "ƀƂƃƄɓΒБВЬѢѣҌҍ\u{7d5}ᏏᏴᑲᑳᖯᗷⲂ\u{a4d0}\u{a557}\u{a7b4}\u{10282}\u{102a1}\u{10301}\u{1031c}\
         \u{16eb6}",
    ),
    ("bl", "Ы"),
    (
        "c",
        "ȼСсҪҫငၚᏟᲃᴄⲤⲥ\u{a4da}\u{abaf}\u{102a2}\u{10302}\u{10415}\u{1043d}\u{1051b}\u{118e9}\u{118f2}",
    ),
    ("co", "\u{ab43}\u{ab44}"),
    ("d", "ÐĐđƉƋƌɖɗԁᎠᏧᑯᗞᗪ\u{a4d2}\u{a4d3}\u{1018b}"),
    ("dz", "ʣ"),
    (
        "e",
        "ɆɇΕЕеҽҿᎬⴹ\u{a4f0}\u{a5cb}\u{ab32}\u{10286}\u{118a6}\u{118ae}",
    ),
    (
        "f",
        "ƑƒʄϜք\u{7d3}ᖴᵮẝ\u{a4dd}\u{a798}\u{a799}\u{ab35}\u{10287}\u{102a5}\u{10525}\u{118a2}\u{118c2}",
    ),
    ("fn", "ʩ"),
    ("g", "ƍǤǥɠɡԌցᏀᏳᶃ\u{a4d6}"),
    ("h", "ĦħɦΗНћҢҺһӇӉհႹᎻᏂᏲᕼⱧⲎ\u{a4e7}\u{a695}\u{102cf}"),
    ("i", "ıɨɩɪιіւᎥᵻᵼⲓ\u{a647}\u{ab75}\u{118c3}"),
    ("j", "ȷɈɉɟͿϳЈјյᎫᒍ\u{a4d9}\u{a7b2}"),
    ("k", "ƙΚКҚҞᏦᛕⱩⲔ\u{a4d7}\u{a740}\u{10518}"),
    (
        "l",
        "ŁłƖƗƚǀɫɭΙІӀӏ\u{5d5}\u{5df}\u{627}\u{661}\u{673}۱\u{7ca}ᏞᒪᛁᛅᛐⲒⳐⵊⵏ\u{a4e1}\u{a4f2}\u{a56f}\
         \u{a781}\u{a7ae}\u{a7fe}\u{a830}\u{1028a}\u{10309}\u{10320}\u{1041b}\u{1050e}\u{10526}\u{10926}\
         \u{10c3e}\u{10ca5}\u{10cfa}\u{118a3}\u{118b2}\u{11dda}\u{11de1}\u{16ae4}\u{16d63}\u{16eaa}\
         \u{16f16}\u{16f28}\u{1d377}\u{1e141}\u{1e8c7}\u{1ed01}",
    ),
    ("ll", "ǁ\u{5f0}Ỻ"),
    ("lll", "\u{a516}"),
    ("lo", "Ю"),
    ("ls", "ʪ"),
    ("lz", "ʫ"),
    ("m", "ΜϺМӍᎷᗰᛖⲘ\u{a4df}\u{102b0}\u{10311}\u{10c21}"),
    ("n", "ŋƝƞɲɳΝηղոռᵰⲚ\u{a4e0}\u{10513}\u{11abe}"),
    (
        "o",
        "ØøƟɵΘΟθοσϭОоѲѳӨөՕօ\u{5e1}\u{629}\u{647}\u{665}\u{6be}\u{6c1}\u{6c3}\u{6d5}۵\u{6ff}\u{7c0}\
         \u{7cb}\u{840}०০੦૦ଠ୦௦ం౦ಂ೦ംഠ൦ං๐໐တဝ၀თჿᄋᆼዐፀᎤᎾᏫ០ᨲᩅ᪀᪐ᯪᲂᲿᴏᴑⲐⲑⲞⲟⴱⵁⵔ\u{3007}\u{a4f3}\u{a6a2}\u{a74a}\
         \u{a74b}\u{ab3d}\u{ab3e}\u{ab74}\u{ab8e}\u{abbb}\u{10292}\u{102ab}\u{1030f}\u{10404}\u{1042c}\
         \u{104c2}\u{104ea}\u{10516}\u{1051e}\u{1092c}\u{10c17}\u{10d07}\u{11116}\u{11124}\u{11302}\
         \u{114d0}\u{118b5}\u{118c8}\u{118d7}\u{118e0}\u{11de0}\u{1699b}\u{16ae9}\u{16e80}\u{1e140}\
         \u{1e2f0}",
    ),
    ("oe", "Œœ"),
    ("oo", "ᅇᇮ\u{a698}\u{a699}\u{a74e}\u{a74f}"),
    ("oy", "Ѹѹ"),
    ("p", "þƥƿΡρϸРрᏢᑭᵽⲢⲣⳎⳏ\u{a4d1}\u{10295}"),
    ("q", "ʠԚԛգզⵕ"),
    (
        "r",
        "ƦɌɍɼɽгғᎡᏒᖇᴦᵲⲅ\u{a4e3}\u{ab47}\u{ab48}\u{ab81}\u{104b4}\u{16a19}\u{16f35}",
    ),
    ("rn", "ɱՠᵯ\u{ab51}\u{11700}\u{118e3}"),
    (
        "s",
        "ƽʂЅѕՏടႽჽᏕᏚᲽᵴ\u{a4e2}\u{a576}\u{a731}\u{a7c5}\u{abaa}\u{10296}\u{10420}\u{10448}\u{118c1}\
         \u{16ad6}\u{16f3a}",
    ),
    (
        "t",
        "ŦŧƫƭƮȾΤТҬ\u{7e0}ᎢᎿᵵⲦ\u{3112}\u{4e05}\u{a4d4}\u{a50b}\u{a68c}\u{10297}\u{102b1}\u{10315}\
         \u{118bc}\u{16f0a}\u{1d373}",
    ),
    ("t3", "\u{a728}"),
    ("tf", "\u{a777}"),
    ("ts", "ʦ"),
    (
        "u",
        "ɄʋυџՍսሀᏌᑌᴜᵾ\u{a4f4}\u{a79f}\u{ab4e}\u{ab52}\u{ab9c}\u{104ce}\u{104f6}\u{118b8}\u{118d8}\
         \u{16f42}",
    ),
    ("ue", "ᵫ"),
    ("uo", "\u{ab63}"),
    (
        "v",
        "νѴѵ\u{5d8}\u{667}۷Ꮩᐯᴠⴸ\u{a4e6}\u{a6df}\u{aba9}\u{1051d}\u{10c1f}\u{11706}\u{118a0}\u{118c0}\
         \u{16f08}\u{1e145}",
    ),
    (
        "w",
        "ɯшѡѽԜԝաᎳᏔᴡⲽ\u{a4ea}\u{a761}\u{a7fa}\u{ab83}\u{aba4}\u{114c5}\u{1170a}\u{1170e}\u{1170f}\
         \u{118e6}\u{118ef}",
    ),
    (
        "x",
        "ΧХхҲᕁᕽᚷᝣᯬᳵⲬⵝ\u{a4eb}\u{a7b3}\u{10290}\u{102b4}\u{10317}\u{10322}\u{10527}\u{10c13}\u{10c82}\
         \u{10cc2}\u{10cfc}\u{118ec}",
    ),
    (
        "y",
        "ƴɎɏɣʏΥγУуҮүҰұ\u{7cc}ყᎩᎽᶌỿⲨⲩ\u{311a}\u{4e2b}\u{a4ec}\u{a6b2}\u{ab5a}\u{102b2}\u{10c20}\u{118a4}\
         \u{118c4}\u{118dc}\u{16f43}",
    ),
    (
        "z",
        "ƵƶȤȥʐΖჍᏃᴢᵶⱫⱬⲌⲍⴭ\u{a4dc}\u{a6c9}\u{ab93}\u{102f5}\u{10507}\u{118a9}\u{118e5}\u{11abc}",
    ),
];

/// The Latin letters or digits that a letter looks like, in lower case.
fn latin(c: char) -> Option<&'static str> {
    LOOK_ALIKES
        .iter()
        .find(|(_, letters)| letters.contains(c))
        .map(|(latin, _)| *latin)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || latin(c).is_some()
}

/// Whether marks on this letter are accents, which some people leave out.
pub(super) fn takes_accents(c: char) -> bool {
    is_latin(c)
        || only(c.to_uppercase()).is_some_and(is_latin)
        || matches!(c, '\u{370}'..='\u{52f}')
}

/// The only character, if there is exactly one.
fn only(mut all: impl Iterator<Item = char>) -> Option<char> {
    all.next().filter(|_| all.next().is_none())
}

/// Appends a word as what it looks like: in lower-case Latin letters as far as possible.
pub(super) fn reduce(word: &[char], out: &mut String) {
    if word.iter().all(|c| c.is_numeric()) {
        out.extend(word);
        return;
    }
    // A word that looks Latin, wholly or in part, means what it looks like. In a word of another
    // script upper and lower case are the same, so they must give the same here.
    let looks_latin =
        word.iter().all(|c| is_latin(*c)) || word.iter().any(char::is_ascii_alphabetic);
    for &c in word {
        if matches!(c, 'ß' | 'ẞ') {
            out.push_str("ss");
            continue;
        }
        let large = only(c.to_lowercase())
            .and_then(|small| only(small.to_uppercase()))
            .unwrap_or(c);
        // Through the capital, so that a final sigma is a sigma.
        let small = only(large.to_lowercase()).unwrap_or(c);
        let forms = if looks_latin {
            [c, large, small]
        } else {
            [large, small, small]
        };
        match forms.into_iter().find(|form| is_latin(*form)) {
            Some(form) if form.is_ascii() => put(form.to_ascii_lowercase(), out),
            Some(form) => latin(form)
                .unwrap_or_default()
                .chars()
                .for_each(|letter| put(letter, out)),
            None => out.push(small),
        }
    }
}

/// Latin letters and digits that look alike: `I`, `l` and `1`; `O` and `0`; `m` and `rn`.
fn put(letter: char, out: &mut String) {
    match letter {
        'l' | '1' => out.push('i'),
        '0' => out.push('o'),
        'm' => out.push_str("rn"),
        letter => out.push(letter),
    }
}
