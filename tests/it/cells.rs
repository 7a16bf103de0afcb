//! From outside: cells in which a program left something of its own never go out in silence.

use std::fs;

use serde_json::Value;

use crate::harness::{Folder, Ran};

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";
const HEADER: &str = "id;organisatie;soort;email;contactpersoon;aanhef;kenmerk;contactjaren";

/// The shipped campaign with these rows: name, kind, address, contact.
fn campaign(rows: &[(&str, &str, &str, &str)]) -> Folder {
    let folder = Folder::new();
    let line = |(nr, (name, kind, email, contact)): (usize, &(&str, &str, &str, &str))| {
        format!("ORG-{nr};\"{name}\";{kind};{email};{contact};mevrouw De Wit;VZ-{nr};2023, 2024")
    };
    let lines: Vec<String> = (2..).zip(rows).map(line).collect();
    fs::write(
        folder.path(LIST),
        format!("{HEADER}\n{}\n", lines.join("\n")),
    )
    .unwrap();
    folder.change(SETTINGS, "expected = 40", "# expected = 40");
    folder
}

/// Row, column and code of each error.
fn errors(ran: &Ran) -> Vec<(u64, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let faults = ran.json()["faults"].as_array().unwrap().clone();
    let errors = faults.iter().filter(|fault| fault["severity"] == "error");
    errors
        .map(|fault| {
            (
                fault["row"].as_u64().unwrap_or(0),
                word(&fault["column"]),
                word(&fault["code"]),
            )
        })
        .collect()
}

fn at(row: u64, column: &str, code: &str) -> (u64, String, String) {
    (row, column.to_owned(), code.to_owned())
}

#[test]
fn errors_and_nothings_as_text_and_entities_are_errors_with_their_cell_all_at_once() {
    let folder = campaign(&[
        ("#N/B", "maatschappelijk", "info@brug.example", "A. de Wit"),
        ("Vereniging Huis", "maatschappelijk", "#VERW!", "B. de Wit"),
        (
            "Stichting Kade",
            "maatschappelijk",
            "info@kade.example",
            "NULL",
        ),
        (
            "Jansen &amp; Zn.",
            "maatschappelijk",
            "info@jansen.example",
            "C. de Wit",
        ),
        ("nan", "overheid", "NULL", "nan"),
        (
            "Koor Merel",
            "maatschappelijk",
            "info@merel.example",
            "D. de Wit",
        ),
    ]);
    let check = folder.heraut(&["check", "--json"]);
    let told = [
        at(2, "B organisatie", "list-cell-nothing"),
        at(3, "D email", "list-cell-nothing"),
        at(4, "E contactpersoon", "list-cell-nothing"),
        at(5, "B organisatie", "list-cell-entity"),
    ];
    assert_eq!(errors(&check), told, "{}", check.out);
    let sum = &check.json()["sum"];
    assert_eq!(
        (&sum["invalid"], &sum["excluded"], &sum["ready"]),
        (&4.into(), &1.into(), &1.into())
    );
    assert_eq!(
        (folder.heraut(&["seal"]).exit, folder.heraut(&["send"]).exit),
        (3, 3)
    );
}

#[test]
fn whoever_is_truly_called_nan_is_accepted_with_a_reason_and_an_address_never() {
    let folder = campaign(&[
        ("Nan", "maatschappelijk", "info@nan.example", "A. de Wit"),
        ("Vereniging Huis", "maatschappelijk", "None", "B. de Wit"),
    ]);
    let accept = |id: &str| {
        let accept = format!(
            "[[list.accept]]\ncode = \"list-cell-nothing\"\nid = \"{id}\"\nreason = \"heet zo\"\n\n[list.duplicates]"
        );
        folder.change(SETTINGS, "[list.duplicates]", &accept);
        folder.heraut(&["check", "--json"])
    };
    let named = accept("ORG-2");
    assert_eq!(
        errors(&named),
        [at(3, "D email", "list-cell-nothing")],
        "{}",
        named.out
    );
    assert_eq!(named.json()["sum"]["ready"], 1, "{}", named.out);
    assert!(
        named.out.contains("heet zo"),
        "the reason stays visible: {}",
        named.out
    );
    let both = accept("ORG-3");
    assert_eq!(
        errors(&both),
        [at(3, "D email", "address-no-at")],
        "{}",
        both.out
    );
    assert_eq!(both.json()["sum"]["invalid"], 1);
}

#[test]
fn dashes_and_quotes_of_a_text_program_in_an_address_are_named_with_what_to_type() {
    let folder = campaign(&[
        (
            "Stichting Brug",
            "maatschappelijk",
            "info@de\u{2011}brug.example",
            "A. de Wit",
        ),
        (
            "Vereniging Huis",
            "maatschappelijk",
            "info@het\u{2013}huis.example",
            "B. de Wit",
        ),
        (
            "Stichting Kade",
            "maatschappelijk",
            "info@de\u{2212}kade.example",
            "C. de Wit",
        ),
        (
            "Koor Merel",
            "maatschappelijk",
            "info@de\u{ad}merel.example",
            "D. de Wit",
        ),
        (
            "Fonds Linde",
            "maatschappelijk",
            "info@t\u{2019}linde.example",
            "E. de Wit",
        ),
        (
            "Bond Ster",
            "maatschappelijk",
            "o\u{2019}neill@ster.example",
            "F. de Wit",
        ),
        (
            "Kring Anker",
            "maatschappelijk",
            "info@de-anker.example",
            "G. de Wit",
        ),
    ]);
    let check = folder.heraut(&["check", "--json"]);
    let mut told: Vec<_> = (2..=6)
        .map(|row| at(row, "D email", "address-domain-sign"))
        .collect();
    told.push(at(7, "D email", "address-local-sign"));
    assert_eq!(errors(&check), told, "{}", check.out);
    for language in ["en", "nl"] {
        let screen = folder.heraut(&["--lang", language, "check"]).screen();
        for sign in ["U+2011", "U+2013", "U+2212", "U+00AD", "U+2019"] {
            assert!(screen.contains(sign), "{language}, {sign}: {screen}");
        }
        let hyphen = if language == "en" {
            "hyphen of the keyboard"
        } else {
            "streepje van het toetsenbord"
        };
        let line = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(line.contains(hyphen), "{screen}");
    }
}

/// The list's text in a code page, of which these are the bytes of its letters.
fn in_page(folder: &Folder, letters: &[(char, u8)]) {
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let byte = |c: char| {
        letters
            .iter()
            .find(|(known, _)| *known == c)
            .map_or_else(|| u8::try_from(c).unwrap(), |(_, byte)| *byte)
    };
    fs::write(
        folder.path(LIST),
        text.chars().map(byte).collect::<Vec<u8>>(),
    )
    .unwrap();
}

#[test]
fn a_csv_saved_as_macintosh_or_ms_dos_is_one_error_of_the_file() {
    for (page, letters) in [
        ("Macintosh", [('é', 0x8e), ('ë', 0x91), ('ü', 0x9f)]),
        ("MS-DOS", [('é', 0x82), ('ë', 0x89), ('ü', 0x81)]),
    ] {
        for stated in ["utf-8", "windows-1252"] {
            let folder = campaign(&[
                (
                    "Café België",
                    "maatschappelijk",
                    "info@brug.example",
                    "A. de Wit",
                ),
                (
                    "Müller en Zoon",
                    "maatschappelijk",
                    "info@huis.example",
                    "René de Wit",
                ),
            ]);
            in_page(&folder, &letters);
            let set = format!("list.encoding='{stated}'");
            let check = folder.heraut(&["--set", &set, "check", "--json"]);
            assert_eq!(
                errors(&check),
                [at(0, "", "list-code-page")],
                "{page}: {}",
                check.out
            );
            assert_eq!(
                check.json()["sum"]["ready"],
                2,
                "the rows are judged as they were meant"
            );
            let screen = folder
                .heraut(&["--set", &set, "--lang", "nl", "check"])
                .screen();
            let told = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                told.contains(&format!("bewaard als {page}-tekst")),
                "{told}"
            );
            assert!(told.contains("in Excel als “CSV UTF-8”"), "{told}");
            assert_eq!(folder.heraut(&["--set", &set, "seal"]).exit, 3);
        }
    }
}

#[test]
fn utf_8_that_was_read_wrongly_before_is_one_error_of_the_file_and_can_be_accepted() {
    let folder = campaign(&[
        (
            "Caf√© Belgi√´",
            "maatschappelijk",
            "info@brug.example",
            "A. de Wit",
        ),
        (
            "Müller en Zoon",
            "maatschappelijk",
            "info@huis.example",
            "Ren√© de Wit",
        ),
    ]);
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(errors(&check), [at(0, "", "list-misread")], "{}", check.out);
    let told = folder
        .heraut(&["check"])
        .screen()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        told.contains("UTF-8 text was once read as Macintosh text"),
        "{told}"
    );
    assert!(told.contains("in 2 cells, first in row 2"), "{told}");
    folder.change(
        SETTINGS,
        "[list.duplicates]",
        "[[list.accept]]\ncode = \"list-misread\"\nreason = \"heet zo\"\n\n[list.duplicates]",
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    // Read as what it can't be.
    let folder = campaign(&[("Café", "maatschappelijk", "info@brug.example", "A. de Wit")]);
    let check = folder.heraut(&["--set", "list.encoding='windows-1252'", "check", "--json"]);
    assert_eq!(
        errors(&check),
        [at(0, "", "list-encoding-wrong")],
        "{}",
        check.out
    );
}
