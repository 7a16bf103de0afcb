//! A redacted bundle says nothing of who is on the list, whatever people wrote where.

use std::fs;

use crate::harness::Folder;

/// Words that stand in the list, the settings and the names of files, and nowhere in the program.
const CANARIES: [&str; 12] = [
    "info@waterkersplatform.example",
    "waterkersplatform",
    "Waterkers",
    "huis-001",
    "12345678",
    "Wolkendam",
    "Kanarievogel",
    "Sijsje",
    "Putter",
    "Goudvink",
    "Kneu",
    "Keep",
];

fn campaign() -> Folder {
    let folder = Folder::new();
    let mut rows = csv::ReaderBuilder::new();
    let mut rows = rows
        .delimiter(b';')
        .has_headers(false)
        .from_path(folder.path("recipients.example.csv"))
        .unwrap();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_path(folder.path("Sijsje.csv"))
        .unwrap();
    fs::create_dir(folder.path("Kneu-bijlagen")).unwrap();
    for (at, row) in rows.records().map(Result::unwrap).enumerate() {
        let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
        let file = format!("{}.txt", cells[6]);
        match cells[0].as_str() {
            "ORG-001" => cells[0] = "huis-001".to_owned(),
            "ORG-002" => cells[0] = "info@waterkersplatform.example".to_owned(),
            "ORG-003" => cells[0] = "12345678".to_owned(),
            "ORG-004" => {
                (cells[0], cells[1]) = (
                    "Kanarievogel-4".to_owned(),
                    "Stichting Kanarievogel".to_owned(),
                )
            }
            _ => {}
        }
        if at == 0 {
            cells.push("bestand".to_owned());
        } else {
            fs::write(
                folder.path("Kneu-bijlagen").join(&file),
                format!("Keep {file}"),
            )
            .unwrap();
            cells.push(file);
        }
        writer.write_record(&cells).unwrap();
    }
    writer.flush().unwrap();
    let settings = "config/heraut.toml";
    folder.change(
        settings,
        "file = \"recipients.example.csv\"",
        "file = \"Sijsje.csv\"\nregister = \"register.csv\"",
    );
    fs::write(
        folder.path("register.csv"),
        "wat;grond;wie;wanneer\r\nORG-006;op verzoek van mevrouw Goudvink;Putter;2024-11-20\r\n",
    )
    .unwrap();
    fs::write(folder.path("Kneu-bijlagen/over.txt"), "Kneu").unwrap();
    let path = folder.path(settings);
    let text = fs::read_to_string(&path).unwrap();
    let more = "\n[[notice.attachment]]\ncolumn = \"bestand\"\nfolder = \"Kneu-bijlagen\"\nname = \"gegevens.txt\"\n\
        handling = \"send\"\n";
    fs::write(&path, text + more).unwrap();
    let subject = folder.path("templates/bijlage-3.1.subject.hbs");
    let text = fs::read_to_string(&subject).unwrap();
    fs::write(&subject, format!("LET OP DRINGEND {text}")).unwrap();
    folder
}

#[test]
fn no_canary_is_in_any_file_of_a_redacted_bundle() {
    let folder = campaign();
    let checked = folder.heraut(&["check", "--json"]).json();
    let told = checked["faults"].as_array().unwrap();
    let telling = told
        .iter()
        .filter(|fault| fault["code"] == "list-id-telling")
        .count();
    assert_eq!(
        telling, 3,
        "an address and two names, and no register number: {told:?}"
    );
    for (code, reason) in [
        ("notice-lint-subject-loud", "Akkoord met Putter"),
        ("notice-file-unused", "Die is voor Goudvink"),
    ] {
        let path = folder.path("config/heraut.toml");
        let text = fs::read_to_string(&path).unwrap();
        let more = format!("\n[[notice.accept]]\ncode = \"{code}\"\nreason = \"{reason}\"\n");
        fs::write(&path, text + &more).unwrap();
    }
    let seal = folder.heraut(&["seal"]);
    assert_eq!(seal.exit, 0, "{}", seal.err);
    assert_eq!(
        folder
            .heraut(&["remark", "Bel Putter", "--by", "Goudvink"])
            .exit,
        0
    );
    assert_eq!(folder.heraut(&["review", "--out", "full"]).exit, 0);
    let said = folder.heraut(&["review", "--redact", "--out", "bare"]);
    assert_eq!(said.exit, 0, "{}", said.err);
    let read = |bundle: &str| {
        let files = fs::read_dir(folder.path(bundle))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .filter(|path| path.is_file())
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (
                    name,
                    String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    let full: String = read("full").into_iter().map(|(_, text)| text).collect();
    for canary in CANARIES {
        assert!(
            full.contains(canary) || canary == "Keep",
            "the full bundle shows {canary}"
        );
    }
    for (name, text) in read("bare") {
        let plain = text
            .replace("%40", "@")
            .replace("&#64;", "@")
            .to_lowercase();
        for canary in CANARIES {
            assert!(
                !plain.contains(&canary.to_lowercase()),
                "{name} shows {canary}"
            );
        }
        assert!(
            !text.contains("@voorbeeldzaken"),
            "{name} shows a Message-ID or the sender"
        );
        let by_name = |line: &&str| line.starts_with('"');
        if name == "manifest.csv" {
            let lines: Vec<&str> = text
                .trim_start_matches('\u{feff}')
                .lines()
                .filter(by_name)
                .collect();
            assert_eq!(lines[0], "\"id\";\"bytes\";\"digest\"");
            let ids: Vec<&str> = lines[1..]
                .iter()
                .map(|line| line.split(';').next().unwrap())
                .collect();
            let mut sorted = ids.clone();
            sorted.sort_unstable();
            assert_ne!(ids, sorted, "the order is not that of the list");
            assert!(
                ids.iter().filter(|id| id.starts_with("\"~")).count() == 4,
                "{ids:?}"
            );
            let sizes: std::collections::BTreeSet<&str> = lines[1..]
                .iter()
                .map(|line| line.split(';').nth(1).unwrap())
                .collect();
            assert!(sizes.len() < 3, "sizes in steps: {sizes:?}");
        }
    }
    let bare = fs::read_to_string(folder.path("bare/index.html")).unwrap();
    assert!(
        bare.contains("list-id-telling") && bare.contains("found 3 times"),
        "codes and counts are shown"
    );
}
