//! Letters with accents that were read in the wrong code page: `CafŽ Belgi‘`, `Caf‚`, `CafÃ©`, `Caf√©`.
//!
//! Pure. Names of every language of Europe must pass, so what looks odd is an error only where it can't be anything else
//! and all else in the file fits; where it may be right it deserves a look.

use std::borrow::Cow;

use super::code_page::{MACINTOSH, MS_DOS, MS_DOS_437, Page, Table, WINDOWS_1252};
use super::limits::LONGEST_CELL;
use super::table::Faults;
use super::text::mark;
use super::{accents, accepted};
use crate::config::{self, Encoding};
use crate::phrase::Phrase;

/// What a text was written in and what it was read as, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misread {
    written: &'static str,
    read: &'static str,
    sure: bool,
    /// In how many cells it shows.
    cells: usize,
}

impl Misread {
    fn phrase(&self, code: &'static str, row: Option<u32>) -> Phrase {
        let example = match (self.written, self.read) {
            ("macintosh", _) => "CafŽ",
            ("ms-dos", _) => "Caf‚",
            (_, "macintosh") => "Caf√©",
            (_, "ms-dos") => "Caf├®",
            _ => "CafÃ©",
        };
        Phrase::new(code)
            .with("written", self.written)
            .with("read", self.read)
            .with("example", example)
            .with("cells", self.cells)
            .with("row", row.unwrap_or(0))
    }
}

/// The text of a CSV that was saved in a code page of Macintosh or MS-DOS, which is told once for the file.
///
/// `None` where it may be what the settings say, or where somebody accepted that it looks otherwise.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    settings: &config::List,
    faults: &mut Faults,
) -> Option<Cow<'b, str>> {
    let may_be = match settings.encoding {
        Some(Encoding::Utf8) => bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()),
        Some(Encoding::Utf16) => false,
        Some(Encoding::Windows1252) | None => true,
    };
    if !may_be || mark(bytes).is_some() || bytes.contains(&0) || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let mut seen = Seen::new();
    // Cell by cell: a file without any would fill the memory.
    for cell in bytes.split(|byte| b"\n\r;,\t\"|".contains(byte)).filter(|cell| !cell.is_ascii()) {
        let cell = seen.windows.decode(&cell[..cell.len().min(LONGEST_CELL)]).into_owned();
        seen.single(&cell);
    }
    let (found, table) = seen.verdict()?;
    if !found.sure {
        faults.look_file(found.phrase("list-code-page-doubtful", None));
        return None;
    }
    let accepted = accepted::reason(settings, "list-code-page", None);
    let is_accepted = accepted.is_some();
    faults.file_unless(found.phrase("list-code-page", None), accepted);
    (!is_accepted).then(|| table.decode(bytes))
}

/// Whether a text that was read as Windows-1252 is surely UTF-8.
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    let mut seen = Seen::new();
    for cell in bytes.split(|byte| b"\n\r;,\t".contains(byte)).filter(|cell| !cell.is_ascii()) {
        let cell = seen.windows.decode(&cell[..cell.len().min(LONGEST_CELL)]).into_owned();
        seen.double(&cell);
    }
    seen.twice.iter().any(|tally| tally.sure > 0)
}

/// Looks at cells that came out of their file as they are in it, and tells once where they were misread before. Each cell
/// has its row.
pub(super) fn tell<'c>(
    cells: impl Iterator<Item = (u32, &'c str)>,
    settings: &config::List,
    faults: &mut Faults,
) {
    let mut seen = Seen::new();
    let mut first = None;
    for (row, cell) in cells {
        if !cell.is_ascii() {
            let before = seen.suspects();
            seen.single(cell);
            seen.double(cell);
            if first.is_none() && seen.suspects() > before {
                first = Some(row);
            }
        }
    }
    let twice = seen.verdict_twice();
    let once = seen.verdict().map(|(found, _)| found);
    let worst = [twice, once].into_iter().flatten().max_by_key(|found| (found.sure, found.cells));
    match worst {
        Some(found) if found.sure => {
            let accepted = accepted::reason(settings, "list-misread", None);
            faults.file_unless(found.phrase("list-misread", first), accepted);
        }
        Some(found) => faults.look_file(found.phrase("list-code-page-doubtful", first)),
        None => {}
    }
}

/// What speaks for one page.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// Cells that hold something no name holds.
    sure: usize,
    /// Cells that hold something few names hold.
    likely: usize,
    /// Cells whose letters make no sense in this page.
    against: usize,
    /// Letters that are frequent where lists like this are written.
    common: usize,
}

/// What the cells so far show.
struct Seen {
    windows: Table,
    /// Pages that a text may have been written in, when it was read as Windows-1252.
    written: [(Table, Tally); 2],
    /// Pages that a UTF-8 text may have been read as.
    read: [Table; 4],
    twice: [Tally; 4],
}

impl Seen {
    fn new() -> Self {
        let written = [&MACINTOSH, &MS_DOS].map(|page| (Table::new(page), Tally::default()));
        let read: [&'static Page; 4] = [&WINDOWS_1252, &MACINTOSH, &MS_DOS, &MS_DOS_437];
        Seen {
            windows: Table::new(&WINDOWS_1252),
            written,
            read: read.map(Table::new),
            twice: Default::default(),
        }
    }

    fn suspects(&self) -> usize {
        let all = self.written.iter().map(|(_, tally)| tally).chain(&self.twice);
        all.map(|tally| tally.sure + tally.likely).sum()
    }

    /// A cell, not all ASCII, whose letters may have been written in another page than Windows-1252.
    fn single(&mut self, cell: &str) {
        let read: Vec<char> = cell.chars().collect();
        let worst = accents::worst(&read);
        for (table, tally) in &mut self.written {
            let Some(meant) = in_page(&read, &self.windows, table) else {
                tally.against += 1;
                continue;
            };
            if !accents::are_natural(&meant, &read) {
                tally.against += 1;
                continue;
            }
            tally.sure += usize::from(worst == Some(true));
            tally.likely += usize::from(worst == Some(false));
            tally.common += meant.iter().filter(|c| accents::is_common(**c)).count();
        }
    }

    /// A cell, not all ASCII, whose letters may be UTF-8 that was read as something else.
    fn double(&mut self, cell: &str) {
        let read: Vec<char> = cell.chars().collect();
        for (table, tally) in self.read.iter().zip(&mut self.twice) {
            tally.sure += usize::from(accents::is_read_twice(&read, table));
        }
    }

    fn verdict(&self) -> Option<(Misread, &Table)> {
        let (table, tally) =
            self.written.iter().max_by_key(|(_, tally)| (tally.sure, tally.likely, tally.common))?;
        let sure = tally.sure > 0 && tally.against == 0;
        let cells = tally.sure + tally.likely;
        // One odd sign alone may be somebody's whim.
        if !sure && tally.sure == 0 && (tally.against > 0 || tally.likely < 2) {
            return None;
        }
        Some((Misread { written: table.page.name, read: WINDOWS_1252.name, sure, cells }, table))
    }

    fn verdict_twice(&self) -> Option<Misread> {
        let (table, tally) = self.read.iter().zip(&self.twice).max_by_key(|(_, tally)| tally.sure)?;
        let (sure, cells) = (tally.sure > 0, tally.sure);
        sure.then_some(Misread { written: "utf-8", read: table.page.name, sure, cells })
    }
}

/// The cell as it was meant, where it was written in this page; `None` where it has a letter that Windows-1252 doesn't.
fn in_page(read: &[char], windows: &Table, page: &Table) -> Option<Vec<char>> {
    let one = |c: &char| if c.is_ascii() { Some(*c) } else { windows.byte(*c).map(|byte| page.char(byte)) };
    read.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::tests::fixture;

    /// Names as they are, of every language whose letters a list in western Europe may hold.
    const NAMES: [&str; 56] = [
        "Café België",
        "Coöperatie Zuid-Italië",
        "Patiëntenvereniging Één",
        "Geëmancipeerd",
        "’t Huis",
        "‘t Huis",
        "Fonds ‘Nieuw‘ en “Oud”",
        "„De Brug”",
        "«Le Pont»",
        "Société Générale d’Élevage",
        "Crèche de l’Œuvre",
        "Cœur à cœur",
        "L’HAŸ-LES-ROSES",
        "Maïs et forêt",
        "Français, où êtes-vous ?",
        "Große Brücke GmbH",
        "Fünf Mädchen Köln",
        "„Straße“",
        "Śląskie Koło",
        "Wałęsa Łódź Żółć",
        "Žižkov Škoda Čeština",
        "Šimić Đorđe",
        "İstanbul Işıklar Ağaoğlu",
        "Türk Kültür Derneği Şişli",
        "Fryske Akademy ‘e wei",
        "Súdwest-Fryslân",
        "Kûbaard Skriuwersbûn",
        "Ús Gea Îsbrechtum",
        "São João ÇÃO",
        "AMANHÃ”",
        "“IRMÔ",
        "CAMÕES Avô",
        "Ñandú señorita",
        "Árbæ Þór Ðögg",
        "Øster Ågård Æbelø",
        "Ålesund Västerås",
        "Őrség Ünnep",
        "Município Mérida",
        "Jama‘at Isma‘il",
        "Ka‘ba Mu‘tazila",
        "Ibn ‘Arabi",
        "Samen… verder",
        "Noord–Zuid—Oost",
        "Merk™ en Ander®",
        "100 ‰ ƒ 25 € 5",
        "Jan† en Piet‡",
        "m³ en m²",
        "Kunst•Werk",
        "EÉN ÉÉN",
        "Àlà carte",
        "¿Qué? ¡Sí!",
        "Ælfric’s",
        "Ÿ",
        "Ž",
        "naïef",
        "ÂME Ô TEMPS",
    ];

    fn settings(encoding: Option<Encoding>) -> config::List {
        config::List { encoding, ..fixture::settings() }
    }

    /// What is told of these cells in a file of this page, stated as Windows-1252.
    fn told(names: &[&str], page: &'static Page) -> Vec<&'static str> {
        let table = Table::new(page);
        let byte = |c: char| if c.is_ascii() { Some(c as u8) } else { table.byte(c) };
        let lines: Vec<Vec<u8>> = names.iter().filter_map(|name| name.chars().map(byte).collect()).collect();
        assert_eq!(lines.len(), names.len(), "a name that this page can't write");
        let mut faults = Faults::new("list.csv");
        decode(&lines.join(&b"\n"[..]), &settings(Some(Encoding::Windows1252)), &mut faults);
        faults.all.iter().map(crate::fault::Fault::code).collect()
    }

    fn in_cells(names: &[&str]) -> Vec<&'static str> {
        let mut faults = Faults::new("list.csv");
        tell((2..).zip(names.iter().copied()), &settings(Some(Encoding::Utf8)), &mut faults);
        faults.all.iter().map(crate::fault::Fault::code).collect()
    }

    fn writable(page: &'static Page) -> Vec<&'static str> {
        let table = Table::new(page);
        let fits = |name: &&str| name.chars().all(|c| c.is_ascii() || table.byte(c).is_some());
        NAMES.into_iter().filter(fits).collect()
    }

    #[test]
    fn names_of_every_language_are_no_fault_alone_or_together() {
        for name in NAMES {
            assert_eq!(in_cells(&[name, name, name]), [""; 0], "{name}");
        }
        assert_eq!(in_cells(&NAMES), [""; 0]);
        let windows = writable(&WINDOWS_1252);
        assert!(windows.len() > 40);
        for name in &windows {
            assert_eq!(told(&[name, name, name], &WINDOWS_1252), [""; 0], "{name}");
        }
        assert_eq!(told(&windows, &WINDOWS_1252), [""; 0]);
    }

    #[test]
    fn a_csv_of_another_code_page_is_told_once_for_the_file() {
        let plain = ["Café België", "Crèche Müller", "Coöperatie naïef", "Français"];
        for page in [&MACINTOSH, &MS_DOS, &MS_DOS_437] {
            assert_eq!(told(&plain, page), ["list-code-page"], "{}", page.name);
            for name in ["Café", "Café België", "René", "Één café", "Français"] {
                assert_eq!(told(&[name], page), ["list-code-page"], "{name} in {}", page.name);
            }
        }
        assert_eq!(told(&["MÜLLER", "Müller", "fünf"], &MACINTOSH), ["list-code-page"]);
        assert_eq!(told(&["Köln", "Österreich"], &MS_DOS), ["list-code-page"]);
    }

    #[test]
    fn the_right_page_is_named_and_the_cells_come_out_right() {
        for page in [&MACINTOSH, &MS_DOS] {
            let (table, text) = (Table::new(page), "Café België\nCrèche Müller;Maison dOr");
            let byte = |c: char| if c.is_ascii() { Some(c as u8) } else { table.byte(c) };
            let bytes: Vec<u8> = text.chars().filter_map(byte).collect();
            for stated in [Some(Encoding::Windows1252), Some(Encoding::Utf8), None] {
                let mut faults = Faults::new("list.csv");
                let read = decode(&bytes, &settings(stated), &mut faults).unwrap();
                assert!(read.starts_with("Café België\nCrèche Müller"), "{read}");
                assert_eq!(faults.all[0].phrase.args()[0].1, page.name.into());
            }
        }
    }

    #[test]
    fn utf_8_that_was_read_as_something_else_is_told_in_whatever_file_it_is() {
        for page in [&WINDOWS_1252, &MACINTOSH, &MS_DOS, &MS_DOS_437] {
            let table = Table::new(page);
            for name in [
                "Café",
                "België",
                "Müller",
                "naïef",
                "de “Brug”",
                "Français",
                "Wałęsa",
                "İstanbul",
                "Súdwest",
            ] {
                let read = table.decode(name.as_bytes()).into_owned();
                assert_eq!(in_cells(&["Müller & Zn.", &read]), ["list-misread"], "{read}");
            }
        }
        assert_eq!(in_cells(&["CafŽ Belgi‘"]), ["list-misread"]);
        assert_eq!(in_cells(&["Caf‚ Belgi‰"]), ["list-misread"]);
        // A list put together from two may have both.
        assert_eq!(in_cells(&["CafŽ Belgi‘", "Müller"]), ["list-code-page-doubtful"]);
    }

    #[test]
    fn whoever_is_called_so_is_accepted() {
        let mut settings = settings(Some(Encoding::Utf8));
        settings.accept =
            vec![config::ListAccept { code: "list-misread".into(), id: None, reason: "heet zo".into() }];
        let mut faults = Faults::new("list.csv");
        tell([(2, "Studio Ã©")].into_iter(), &settings, &mut faults);
        assert_eq!((faults.errors, faults.all[0].accepted.as_deref()), (0, Some("heet zo")));
    }
}
