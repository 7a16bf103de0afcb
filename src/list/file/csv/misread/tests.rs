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

fn settings(encoding: Option<Encoding>) -> config::ListSettings {
    config::ListSettings {
        encoding,
        ..fixture::settings()
    }
}

/// What is reported of these cells in a file of this page, stated as Windows-1252.
fn reported(names: &[&str], page: &'static Page) -> Vec<&'static str> {
    let table = CodePageTable::new(page);
    let byte = |c: char| {
        if c.is_ascii() {
            Some(c as u8)
        } else {
            table.byte(c)
        }
    };
    let lines: Vec<Vec<u8>> = names
        .iter()
        .filter_map(|name| name.chars().map(byte).collect())
        .collect();
    assert_eq!(
        lines.len(),
        names.len(),
        "a name that this page can't write"
    );
    let mut faults = Faults::new("list.csv");
    decode(
        &lines.join(&b"\n"[..]),
        &settings(Some(Encoding::Windows1252)),
        &mut faults,
    );
    faults
        .all
        .iter()
        .map(crate::finding::Finding::code_name)
        .collect()
}

fn in_cells(names: &[&str]) -> Vec<&'static str> {
    let mut faults = Faults::new("list.csv");
    report(
        (2..).zip(names.iter().copied()),
        &settings(Some(Encoding::Utf8)),
        &mut faults,
    );
    faults
        .all
        .iter()
        .map(crate::finding::Finding::code_name)
        .collect()
}

fn writable(page: &'static Page) -> Vec<&'static str> {
    let table = CodePageTable::new(page);
    let fits = |name: &&str| {
        name.chars()
            .all(|c| c.is_ascii() || table.byte(c).is_some())
    };
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
        assert_eq!(
            reported(&[name, name, name], &WINDOWS_1252),
            [""; 0],
            "{name}"
        );
    }
    assert_eq!(reported(&windows, &WINDOWS_1252), [""; 0]);
}

#[test]
fn a_csv_of_another_code_page_is_told_once_for_the_file() {
    let plain = [
        "Café België",
        "Crèche Müller",
        "Coöperatie naïef",
        "Français",
    ];
    for page in [&MACINTOSH, &MS_DOS, &MS_DOS_437] {
        assert_eq!(reported(&plain, page), ["list-code-page"], "{}", page.name);
        for name in ["Café", "Café België", "René", "Één café", "Français"] {
            assert_eq!(
                reported(&[name], page),
                ["list-code-page"],
                "{name} in {}",
                page.name
            );
        }
    }
    assert_eq!(
        reported(&["MÜLLER", "Müller", "fünf"], &MACINTOSH),
        ["list-code-page"]
    );
    assert_eq!(
        reported(&["Köln", "Österreich"], &MS_DOS),
        ["list-code-page"]
    );
}

#[test]
fn the_right_page_is_named_and_the_cells_come_out_right() {
    for page in [&MACINTOSH, &MS_DOS] {
        let (table, text) = (
            CodePageTable::new(page),
            "Café België\nCrèche Müller;Maison dOr",
        );
        let byte = |c: char| {
            if c.is_ascii() {
                Some(c as u8)
            } else {
                table.byte(c)
            }
        };
        let bytes: Vec<u8> = text.chars().filter_map(byte).collect();
        for stated in [Some(Encoding::Windows1252), Some(Encoding::Utf8), None] {
            let mut faults = Faults::new("list.csv");
            let read = decode(&bytes, &settings(stated), &mut faults).unwrap();
            assert!(read.starts_with("Café België\nCrèche Müller"), "{read}");
            assert_eq!(faults.all[0].phrase().args()[0].1, page.name.into());
        }
    }
}

#[test]
fn utf_8_that_was_read_as_something_else_is_told_in_whatever_file_it_is() {
    for page in [&WINDOWS_1252, &MACINTOSH, &MS_DOS, &MS_DOS_437] {
        let table = CodePageTable::new(page);
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
            assert_eq!(
                in_cells(&["Müller & Zn.", &read]),
                ["list-misread"],
                "{read}"
            );
        }
    }
    assert_eq!(in_cells(&["CafŽ Belgi‘"]), ["list-misread"]);
    assert_eq!(in_cells(&["Caf‚ Belgi‰"]), ["list-misread"]);
    // A list put together from two may have both.
    assert_eq!(
        in_cells(&["CafŽ Belgi‘", "Müller"]),
        ["list-code-page-doubtful"]
    );
}

#[test]
fn whoever_is_called_so_is_accepted() {
    let mut settings = settings(Some(Encoding::Utf8));
    settings.accept = vec![config::ListAccept {
        code: "list-misread".into(),
        id: None,
        reason: "heet zo".into(),
    }];
    let mut faults = Faults::new("list.csv");
    report([(2, "Studio Ã©")].into_iter(), &settings, &mut faults);
    assert_eq!(
        (faults.errors, faults.all[0].accepted.as_deref()),
        (0, Some("heet zo"))
    );
}
