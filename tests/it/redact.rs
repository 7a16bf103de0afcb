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
            assert_eq!(lines[0], "\"id\";\"organisation\";\"address\"");
            let ids: Vec<&str> = lines[1..]
                .iter()
                .map(|line| line.split(';').next().unwrap())
                .collect();
            let mut sorted = ids.clone();
            sorted.sort_unstable();
            assert_eq!(ids, sorted, "the order is that of the aliases");
            let is_alias = |id: &&str| id.trim_matches('"').bytes().all(|c| c.is_ascii_hexdigit());
            assert!(ids.iter().all(is_alias), "{ids:?}");
        }
    }
    let bare = fs::read_to_string(folder.path("bare/index.html")).unwrap();
    assert!(
        bare.contains("list-id-telling") && bare.contains("found 3 times"),
        "codes and counts are shown"
    );
}

/// The ways in which a word may stand in a file.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let bytes = word.as_bytes();
    let percent = |keep: fn(u8) -> bool, sign: char| {
        let one = |byte: u8| match keep(byte) {
            true => char::from(byte).to_string(),
            false => format!("{sign}{byte:02X}"),
        };
        bytes.iter().map(|byte| one(*byte)).collect::<String>()
    };
    let html = word.replace('&', "&amp;").replace('\'', "&#39;");
    let html = html.replace('"', "&quot;").replace('<', "&lt;");
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        word.to_owned(),
        html,
        percent(
            |byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte),
            '%',
        ),
        percent(
            |byte| byte.is_ascii_graphic() && byte != b'=' || byte == b' ',
            '=',
        ),
        percent(|byte| byte.is_ascii_alphanumeric(), '='),
        hex,
    ];
    // In base64 the letters depend on where the word begins; its first and last ones on what is beside it.
    for before in 0..3 {
        let padded = [&b"xxx"[..before], bytes].concat();
        let encoded = base64(&padded);
        let from = [0, 2, 3][before];
        let whole = padded.len() / 3 * 4;
        forms.push(encoded[from..whole].to_owned());
    }
    let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms = forms.into_iter().map(String::into_bytes);
    let forms = forms.chain([wide]).map(|form| form.to_ascii_lowercase());
    forms.filter(|form| form.len() > 5).collect()
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let at = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in [18, 12, 6, 0] {
            out.push(char::from(SIGNS[(bits >> place & 63) as usize]));
        }
    }
    out
}

/// Which of the words a file has, in whatever form.
fn found<'w>(file: &[u8], words: &'w [String]) -> Vec<&'w str> {
    let file = file.to_ascii_lowercase();
    let has = |form: &Vec<u8>| memchr::memmem::find(&file, form).is_some();
    let is_there = |word: &&String| forms(word).iter().any(has);
    words.iter().filter(is_there).map(String::as_str).collect()
}

/// Everything that a list and the full bundle say of a row or a mail.
fn of_rows_and_mails(folder: &Folder, full: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rows = csv::ReaderBuilder::new();
    let mut rows = rows
        .delimiter(b';')
        .from_path(folder.path("Sijsje.csv"))
        .unwrap();
    for row in rows.records().map(Result::unwrap) {
        words.extend([0, 1, 3, 4, 6].map(|column| row[column].to_owned()));
        let domain = row[3].split('@').nth(1).map(str::to_owned);
        words.extend(domain);
    }
    let manifest = fs::read_to_string(folder.path(full).join("manifest.txt")).unwrap();
    for mail in manifest.lines().filter(|line| line.starts_with("mail ")) {
        for word in mail.split(' ').skip(1) {
            let word = word.trim_matches(['<', '>']);
            words.push(word.trim_start_matches("sha256:").to_owned());
        }
        // Who knows a pseudonym of the journal must not find it here, nor an organisation its Message-ID.
        words.extend(
            mail.split(' ')
                .nth(1)
                .map(|pseudonym| pseudonym[..12].to_owned()),
        );
        words.extend(
            mail.rsplit('<')
                .next()
                .map(|id| id.split('@').next().unwrap().to_owned()),
        );
    }
    words.push("Kneu-bijlagen".to_owned());
    words.retain(|word| {
        word.len() > 5 && !["Het bestuur", "Onbekend", "Griffie"].contains(&&**word)
    });
    words.sort();
    words.dedup();
    words
}

#[test]
fn nothing_in_a_redacted_bundle_leads_back_in_any_form() {
    let folder = campaign();
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    for (out, more) in [
        ("full", None),
        ("bare", Some("--redact")),
        ("again", Some("--redact")),
    ] {
        let words: Vec<&str> = ["review", "--out", out].into_iter().chain(more).collect();
        let ran = folder.heraut(&words);
        assert_eq!(ran.exit, 0, "{}", ran.err);
    }
    let words = of_rows_and_mails(&folder, "full");
    assert!(words.len() > 300, "{}", words.len());
    let read = |bundle: &str, name: &str| fs::read(folder.path(bundle).join(name)).unwrap();
    let names = ["SHA256SUMS", "excluded.csv", "index.html", "manifest.csv"];
    let mut there: Vec<String> = fs::read_dir(folder.path("bare"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    assert_eq!(there, names, "no file more");
    for name in names {
        let file = read("bare", name);
        assert_eq!(found(&file, &words), [""; 0], "{name}");
        assert_eq!(file, read("again", name), "the same aliases every time");
    }
    // The search is no blind one: the full bundle has each word, and a file with any form of it is found.
    let full: Vec<u8> = [
        "index.html",
        "manifest.txt",
        "rows.txt",
        "excluded.csv",
        "wordings.html",
    ]
    .iter()
    .flat_map(|name| read("full", name))
    .collect();
    let shown = found(&full, &words).len();
    assert!(shown > words.len() / 2, "{shown} of {}", words.len());
    for word in words.iter().step_by(41) {
        for form in forms(word) {
            let planted = [&read("bare", "index.html")[..], b"<p>", &form, b"</p>"].concat();
            assert_eq!(
                found(&planted, std::slice::from_ref(word)),
                [word],
                "planted"
            );
        }
    }
}
