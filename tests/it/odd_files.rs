//! From outside: files that are no list, or not the one the settings describe, are named for what they are, once.

use std::fs;
use std::io::Write as _;

use serde_json::Value;

use crate::harness::{Folder, Ran};

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";

/// The shipped campaign with these bytes for its list.
fn with_list(bytes: &[u8]) -> Folder {
    let folder = Folder::new();
    fs::write(folder.path(LIST), bytes).unwrap();
    folder.change(SETTINGS, "expected = 40", "# expected = 40");
    folder
}

/// The shipped list's text, changed.
fn shipped(change: impl Fn(String) -> String) -> Folder {
    let folder = Folder::new();
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    fs::write(folder.path(LIST), change(text)).unwrap();
    folder
}

/// Row and code of all that `check` tells, and what people read, on one line.
fn told(folder: &Folder) -> (Vec<(Option<u64>, String)>, String) {
    let of = |fault: &Value| {
        (
            fault["row"].as_u64(),
            fault["code"].as_str().unwrap().to_owned(),
        )
    };
    let check: Ran = folder.heraut(&["check", "--json"]);
    let codes = check.json()["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect();
    let screen = folder.heraut(&["--lang", "nl", "check"]).screen();
    (
        codes,
        screen.split_whitespace().collect::<Vec<_>>().join(" "),
    )
}

fn at(row: Option<u64>, code: &str) -> (Option<u64>, String) {
    (row, code.to_owned())
}

#[test]
fn a_file_that_is_no_list_is_named_for_what_it_is_and_brings_no_other_faults() {
    let mut ods = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    ods.start_file("mimetype", stored).unwrap();
    ods.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    let ods = ods.finish().unwrap().into_inner();
    for (bytes, words) in [
        (
            &ods[..],
            "OpenDocument-bestand (.ods) open de lijst in LibreOffice",
        ),
        (
            b"<html><table><tr><td>id</td></tr></table></html>",
            "dit is een webpagina",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "een oude Excel-werkmap (.xls)",
        ),
        (b"%PDF-1.7", "dit is een PDF-bestand, geen lijst"),
    ] {
        let folder = with_list(bytes);
        let (codes, screen) = told(&folder);
        assert_eq!(
            codes,
            [
                at(None, "list-format-unknown"),
                at(None, "list-templates-later")
            ],
            "{screen}"
        );
        assert!(screen.contains(words), "{screen}");
        assert!(!screen.contains("aanhalingstekens"), "{screen}");
        assert_eq!(folder.heraut(&["seal"]).exit, 3);
    }
    let folder = Folder::new();
    fs::remove_file(folder.path(LIST)).unwrap();
    assert_eq!(
        told(&folder).0,
        [
            at(None, "list-file-missing"),
            at(None, "list-templates-later")
        ]
    );
}

#[test]
fn another_delimiter_is_told_by_the_headers_whatever_stands_in_a_cell() {
    let with_commas = |text: String| text.replace(',', " en").replace(';', ",");
    for (text, found) in [
        ("Water; kers", ","),
        ("Waterkers", "|"),
        ("Water; kers", "|"),
    ] {
        let folder = shipped(|list| {
            with_commas(list)
                .replace("Waterkers", text)
                .replace(',', found)
        });
        let (codes, screen) = told(&folder);
        assert!(
            codes.contains(&at(None, "list-delimiter-differs")),
            "{screen}"
        );
        assert!(
            !codes.iter().any(|(_, code)| code == "list-column-missing"),
            "{screen}"
        );
        assert!(
            screen.contains(&format!("delimiter = \"{found}\"")),
            "{screen}"
        );
    }
}

#[test]
fn other_headers_are_shown_with_their_row_and_nothing_of_an_organisation_is() {
    let other = |text: String| {
        let text = text
            .replace("organisatie;", "Naam organisatie;")
            .replace(";email;", ";E-mailadres;");
        format!("Overzicht van organisaties;;;;;;;\n\nPeildatum 2024;;;;;;;\n{text}")
    };
    let folder = shipped(other);
    let (codes, screen) = told(&folder);
    let wanted = [
        at(None, "list-templates-later"),
        at(Some(1), "list-rows-above"),
        at(Some(4), "list-column-missing"),
    ];
    assert_eq!(codes, wanted, "{screen}");
    assert!(
        screen.contains(
            "deze kolommen ontbreken: organisatie en email; gevonden koppen: id, Naam organisatie"
        ),
        "{screen}"
    );
    // Without headers the first row is somebody.
    let folder = shipped(|text| text.split_once('\n').unwrap().1.to_owned());
    let (_, screen) = told(&folder);
    assert!(
        screen.contains("kolommen") && !screen.contains("gevonden koppen"),
        "{screen}"
    );
    assert!(
        !screen.contains("Waterkers") && !screen.contains("Huis"),
        "{screen}"
    );
}

#[test]
fn more_than_any_list_has_is_refused_before_it_fills_the_memory() {
    let header = "id;organisatie;soort;email;contactpersoon;aanhef;kenmerk;contactjaren";
    let folder = with_list(b"");
    fs::File::create(folder.path(LIST))
        .unwrap()
        .set_len(65 * 1024 * 1024)
        .unwrap();
    assert_eq!(told(&folder).0[0], at(None, "list-file-large"));
    for (text, code) in [
        (format!("{header}{}\n", ";".repeat(1500)), "list-sheet-wide"),
        (
            format!("{header}\n{}", ";;;x\n".repeat(250_001)),
            "list-too-long",
        ),
        (
            format!("{header}\n{}", "\n".repeat(1_100_000)),
            "list-too-long",
        ),
    ] {
        fs::write(folder.path(LIST), text).unwrap();
        assert_eq!(told(&folder).0[0], at(None, code));
    }
    let long = "\"ORG-1\";\"x".to_owned()
        + &"lang ".repeat(10_000)
        + "\";maatschappelijk;info@brug.example;A;B;C;2023, 2024";
    fs::write(folder.path(LIST), format!("{header}\n{long}\n")).unwrap();
    let check = folder.heraut(&["check", "--json"]).json();
    let fault = &check["faults"][0];
    assert_eq!(
        (&fault["code"], &fault["column"]),
        (&"list-cell-long".into(), &"B organisatie".into())
    );
    assert_eq!(
        (&fault["row"], &check["sum"]["invalid"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn a_row_without_years_is_left_out_with_a_word_about_it() {
    let folder = shipped(|text| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines[1] = lines[1].replace("2023, 2024", "");
        lines.join("\n")
    });
    let (codes, screen) = told(&folder);
    assert_eq!(codes, [at(Some(2), "list-period-empty")], "{screen}");
    assert!(
        screen.contains("niets ingevuld; daarom is deze rij uitgesloten"),
        "{screen}"
    );
}

#[test]
fn one_list_of_mail_providers_serves_the_list_and_the_leak_check() {
    for provider in ["outlook.nl", "caiway.nl", "freedom.nl", "gmx.de"] {
        let folder = shipped(|text| {
            let old = text
                .lines()
                .nth(1)
                .unwrap()
                .split(';')
                .nth(3)
                .unwrap()
                .to_owned();
            text.replace(&old, &format!("hettehuis{}{provider}", '@'))
        });
        for part in [
            "templates/bijlage-3.1.txt.hbs",
            "templates/bijlage-3.1.html.hbs",
        ] {
            let text = fs::read_to_string(folder.path(part)).unwrap();
            let text = text.replacen(
                "{{afdeling}}",
                &format!("{{{{afdeling}}}} (vroeger {provider})"),
                1,
            );
            assert!(text.contains(provider));
            fs::write(folder.path(part), text).unwrap();
        }
        let (codes, screen) = told(&folder);
        assert!(
            codes.contains(&at(Some(2), "list-address-free-mail")),
            "{provider}: {screen}"
        );
        assert!(
            !codes
                .iter()
                .any(|(_, code)| code.starts_with("notice-leak")),
            "{provider}: {screen}"
        );
    }
}

#[test]
fn blanks_to_fill_in_and_a_greeting_to_nobody_never_go_out() {
    let folder = Folder::new();
    let text = fs::read_to_string(folder.path("templates/bijlage-3.1.txt.hbs")).unwrap();
    fs::write(
        folder.path("templates/bijlage-3.1.txt.hbs"),
        format!("Aan [naam]\n{text}\nBedrag: n.v.t.\n"),
    )
    .unwrap();
    let codes: Vec<String> = told(&folder).0.into_iter().map(|(_, code)| code).collect();
    assert!(
        codes.contains(&"notice-lint-leftover".to_owned()),
        "{codes:?}"
    );
    assert!(
        codes.contains(&"notice-lint-not-applicable".to_owned()),
        "{codes:?}"
    );
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
    let folder = Folder::new();
    let list = fs::read_to_string(folder.path(LIST)).unwrap();
    let greeting = list
        .lines()
        .nth(1)
        .unwrap()
        .split(';')
        .nth(5)
        .unwrap()
        .to_owned();
    fs::write(folder.path(LIST), list.replacen(&greeting, "n.v.t.", 1)).unwrap();
    let (codes, screen) = told(&folder);
    assert!(
        codes.iter().any(|(_, code)| code == "notice-lint-leftover"),
        "{screen}"
    );
}

/// Another file under the name of one of ours: told by its size, and not read as what it is not.
#[test]
fn a_template_or_settings_larger_than_such_a_file_can_be_are_refused_by_their_size() {
    let told = |file: &str, size: usize| {
        let folder = Folder::new();
        let mut text = fs::read_to_string(folder.path(file)).unwrap();
        let comment = if file.ends_with(".toml") { "#" } else { "{{!" };
        let close = if file.ends_with(".toml") { "\n" } else { "}}" };
        let fill = size - text.len() - comment.len() - close.len();
        text = format!("{comment}{}{close}{text}", "x".repeat(fill));
        assert_eq!(text.len(), size);
        fs::write(folder.path(file), text).unwrap();
        let ran = folder.heraut(&["check", "--json"]);
        let faults = ran.json()["faults"].as_array().unwrap().clone();
        let codes = faults.iter().filter(|fault| fault["severity"] == "error");
        let codes = codes.map(|fault| {
            assert_eq!(fault["file"], file);
            fault["code"].as_str().unwrap().to_owned()
        });
        (ran.exit, codes.collect::<Vec<_>>())
    };
    for (file, most, code) in [
        (
            "templates/bijlage-3.1.txt.hbs",
            4 << 20,
            "notice-template-large",
        ),
        ("config/heraut.toml", 1 << 20, "config-large"),
    ] {
        assert_eq!(
            told(file, most),
            (0, vec![]),
            "{file}: as large as it may be"
        );
        assert_eq!(told(file, most + 1), (3, vec![code.to_owned()]), "{file}");
    }
}

#[test]
fn a_part_that_comes_out_too_large_is_refused_before_it_fills_the_memory() {
    let folder = Folder::new();
    let file = folder.path("recipients.example.csv");
    let list = fs::read_to_string(&file).unwrap();
    let long = "woord ".repeat(5_000);
    let mut rows = list.lines().take(3);
    let head = rows.next().unwrap();
    let rows: String = rows.map(|row| format!("{long};{row}\n")).collect();
    fs::write(&file, format!("lang;{head}\n{rows}")).unwrap();
    let html = folder.path("templates/bijlage-3.1.html.hbs");
    fs::write(html, "{{lang}}".repeat(20_000)).unwrap();
    // 600 MB for each row, if it were made.
    let ran = folder.heraut(&["check", "--json", "--set", "list.expected=2"]);
    let faults = ran.json()["faults"].as_array().unwrap().clone();
    let is_large = |fault: &Value| fault["code"] == "notice-part-large";
    assert!(faults.iter().any(is_large), "{}", ran.err);
}
