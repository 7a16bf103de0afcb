//! Code pages of 256 characters: what each byte above ASCII is.
//!
//! Pure. Tables of our own because the usual decoders know no MS-DOS, and read the five bytes that Windows-1252 leaves
//! unassigned as control characters without a word.

use std::borrow::Cow;

/// The upper half of a code page: bytes 0x80 to 0xFF. A byte that is no character is the control character of its
/// number.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its name for people.
    pub(crate) name: &'static str,
    upper: &'static str,
}

/// What Excel for Windows writes in western Europe.
pub(crate) const WINDOWS_1252: Page = Page {
    name: "windows-1252",
    upper: "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\
            \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
};

/// Excel's "CSV (Macintosh)", and its plain CSV on an older Mac.
pub(crate) const MACINTOSH: Page = Page {
    name: "macintosh",
    upper: "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
            ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
};

/// Excel's "CSV (MS-DOS)" in western Europe: code page 850.
pub(crate) const MS_DOS: Page = Page {
    name: "ms-dos",
    upper: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
            └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
};

/// The code page of MS-DOS elsewhere: 437.
pub(crate) const MS_DOS_437: Page = Page {
    name: "ms-dos",
    upper: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
            └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
};

/// A page ready to be asked both ways.
#[derive(Debug)]
pub(crate) struct CodePageTable {
    pub(crate) page: &'static Page,
    upper: [char; 128],
    /// Each character with its byte, in their order.
    bytes: Vec<(char, u8)>,
}

impl CodePageTable {
    pub(crate) fn new(page: &'static Page) -> Self {
        let mut upper = ['\0'; 128];
        upper
            .iter_mut()
            .zip(page.upper.chars())
            .for_each(|(place, c)| *place = c);
        let mut bytes: Vec<(char, u8)> = upper.iter().copied().zip(0x80..=0xff).collect();
        bytes.sort_unstable();
        CodePageTable { page, upper, bytes }
    }

    /// The character of a byte.
    pub(crate) fn char(&self, byte: u8) -> char {
        match byte.checked_sub(0x80) {
            Some(at) => self.upper[usize::from(at)],
            None => char::from(byte),
        }
    }

    /// The byte above ASCII that is this character.
    pub(crate) fn byte(&self, c: char) -> Option<u8> {
        let at = self
            .bytes
            .binary_search_by_key(&c, |(known, _)| *known)
            .ok()?;
        Some(self.bytes[at].1)
    }

    /// The text of these bytes.
    pub(crate) fn decode<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        if bytes.is_ascii()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return text.into();
        }
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
        text.extend(bytes.iter().map(|byte| self.char(*byte)));
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_a_character_for_each_byte_and_gives_it_back() {
        for page in [&WINDOWS_1252, &MACINTOSH, &MS_DOS, &MS_DOS_437] {
            assert_eq!(page.upper.chars().count(), 128, "{}", page.name);
            let table = CodePageTable::new(page);
            for byte in 0x80..=0xff {
                assert_eq!(
                    table.byte(table.char(byte)),
                    Some(byte),
                    "{} {byte:x}",
                    page.name
                );
            }
            assert_eq!(table.byte('a'), None);
        }
    }

    #[test]
    fn the_same_words_are_written_as_programs_write_them() {
        // Written by Python: "Café België £".encode(…)
        for (page, bytes) in [
            (&WINDOWS_1252, &b"Caf\xe9 Belgi\xeb \xa3"[..]),
            (&MACINTOSH, b"Caf\x8e Belgi\x91 \xa3"),
            (&MS_DOS, b"Caf\x82 Belgi\x89 \x9c"),
            (&MS_DOS_437, b"Caf\x82 Belgi\x89 \x9c"),
        ] {
            assert_eq!(
                CodePageTable::new(page).decode(bytes),
                "Café België £",
                "{}",
                page.name
            );
        }
        assert_eq!(CodePageTable::new(&MACINTOSH).decode(b"plain"), "plain");
    }
}
