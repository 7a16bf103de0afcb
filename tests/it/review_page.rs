//! The first page of the review: when it would go, what changed since the last seal, and which kinds get a mail.

use std::fs;

use crate::harness::Folder;

/// What a reader sees of one section of the first page.
fn section(folder: &Folder, bundle: &str, id: &str) -> String {
    let ran = folder.heraut(&["review", "--out", bundle]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let page = fs::read_to_string(folder.path(bundle).join("index.html")).unwrap();
    let begin = page.find(&format!("<section id=\"{id}\"")).unwrap();
    let end = begin + page[begin..].find("</section>").unwrap();
    let mut seen = String::new();
    for piece in page[begin..end].split('<') {
        seen.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        seen.push(' ');
    }
    let seen = seen.replace("&#39;", "'").replace("&quot;", "\"");
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn seal(folder: &Folder) {
    let ran = folder.heraut(&["seal"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
}

const LIST: &str = "recipients.example.csv";

#[test]
fn what_changed_since_the_last_seal_is_listed_by_what_changed() {
    let folder = Folder::new();
    seal(&folder);
    assert_eq!(
        section(&folder, "one", "changes"),
        "Since the last seal This is the first seal."
    );
    folder.change(
        LIST,
        "info@waterkersplatform.example",
        "post@waterkersplatform.example",
    );
    folder.change(LIST, "mevrouw De Wit", "mevrouw Marijke de Wit");
    folder.change(LIST, "ORG-004;Turks-Nederlands Forum Eikerveen;maatschappelijk;forum@tnf-eikerveen.example;Sevgi Yıldırım;mevrouw Yıldırım;VZ-XM2T-2F;2023, 2024\r\n", "ORG-041;Fietsersclub Zandeind;maatschappelijk;bestuur@fietsers-zandeind.example;Bo Aalbers;Bo Aalbers;VZ-9999-99;2023, 2024\r\n");
    folder.change(
        LIST,
        "Jongerenwerk Kwelderzijl;maatschappelijk",
        "Jongerenwerk Kwelderzijl;overheid",
    );
    folder.change(
        "config/heraut.toml",
        "valid_for = \"7d\"",
        "valid_for = \"6d\"",
    );
    seal(&folder);
    assert_eq!(
        section(&folder, "two", "changes"),
        "Since the last seal \
         1 mail is new: ORG-041 Fietsersclub Zandeind \
         1 mail goes to a different address: ORG-002 Platform Waterkers: was info@waterkersplatform.example, now post@waterkersplatform.example \
         1 mail has a different text: ORG-001 Stichting 't Huis \
         2 organisations get no mail any more: ORG-004 Turks-Nederlands Forum Eikerveen: no longer on the list \
         ORG-007 Jongerenwerk Kwelderzijl: excluded (overheid) \
         Different settings: valid-for."
    );
    folder.change("config/heraut.toml", "\"6d\"", "\"5d\"");
    seal(&folder);
    assert_eq!(
        section(&folder, "three", "changes"),
        "Since the last seal The mails are the same as in the last seal. Different settings: valid-for."
    );
    folder.change("templates/bijlage-3.1.txt.hbs", "Geachte", "Zeer geachte");
    folder.change("templates/bijlage-3.1.html.hbs", "Geachte", "Zeer geachte");
    seal(&folder);
    assert_eq!(
        section(&folder, "four", "changes"),
        "Since the last seal All 31 mails have a different text."
    );
}

#[test]
fn when_it_would_go_is_what_the_settings_say_now_and_not_what_they_said_at_the_seal() {
    let folder = Folder::new().with_real_relay();
    seal(&folder);
    let seen = section(&folder, "one", "planned");
    for part in [
        "When Pace no limit",
        "To one domain no limit",
        "08:30 to 17:30",
    ] {
        assert!(seen.contains(part), "{part}: {seen}");
    }
    let settings = "config/heraut.toml";
    folder.change(settings, "\nrate = \"unlimited\"", "\nrate = \"30/min\"");
    folder.change(
        settings,
        "\nhours = \"08:30-17:30\"",
        "\nhours = \"10:00-12:00\"",
    );
    folder.change(
        settings,
        "# deadline = 2024-12-13T17:00:00",
        "deadline = 2024-12-13T17:00:00",
    );
    let seen = section(&folder, "two", "planned");
    for part in [
        "When Pace 30/min",
        "10:00 to 12:00",
        "too late: the deadline of 13 Dec 2024 17:00 has passed",
        "Pace and hours are not part of what is sealed.",
    ] {
        assert!(seen.contains(part), "{part}: {seen}");
    }
}

#[test]
fn the_kinds_that_get_a_mail_are_listed_with_how_many() {
    let folder = Folder::new();
    seal(&folder);
    let seen = section(&folder, "one", "sum");
    let all = "Kinds that get a mail: maatschappelijk (32) Excluded";
    assert!(seen.contains(all), "{seen}");
    folder.change(
        LIST,
        "Platform Waterkers;maatschappelijk",
        "Platform Waterkers;Stichting 't Huis",
    );
    folder.change(LIST, "Huis;maatschappelijk", "Huis;");
    seal(&folder);
    let seen = section(&folder, "two", "sum");
    let all = "Kinds that get a mail: maatschappelijk (30), without a kind (1), Stichting 't Huis (1) Excluded";
    assert!(seen.contains(all), "{seen}");
    // A cell that slipped is no kind: where nobody is named it isn't either.
    let ran = folder.heraut(&["review", "--redact", "--out", "three"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let page = fs::read_to_string(folder.path("three/index.html")).unwrap();
    assert!(
        !page.contains("Huis") && page.contains("maatschappelijk (30)"),
        "{page}"
    );
}

#[test]
fn what_comes_from_the_list_is_marked_in_the_text_where_asked_for_and_while_it_is_known() {
    let folder = Folder::new();
    seal(&folder);
    let page = |bundle: &str, more: &[&str]| {
        let ran = folder.heraut(&[&["review", "--out", bundle], more].concat());
        assert_eq!(ran.exit, 0, "{}", ran.screen());
        let mails = folder.path(bundle).join("mails");
        let mut pages = fs::read_dir(mails).unwrap().map(|file| file.unwrap());
        let page = pages.find(|file| {
            let name = file.file_name().into_string().unwrap();
            name.contains("ORG-004") && name.ends_with(".view.html")
        });
        fs::read_to_string(page.unwrap().path()).unwrap()
    };
    let plain = page("plain", &[]);
    assert!(!plain.contains("What comes from the list"));
    let marked = page("marked", &["--marked"]);
    let marks: Vec<&str> = marked
        .split("<mark>")
        .skip(1)
        .filter_map(|piece| Some(piece.split_once("</mark>")?.0))
        .collect();
    for value in ["Turks-Nederlands Forum Eikerveen", "mevrouw Yıldırım"] {
        assert!(marks.contains(&value), "{value}: {marks:?}");
    }
    assert!(!marks.iter().any(|mark| mark.contains("Geachte")));
    // The mail beside it has no marks, and the bundle is otherwise the same.
    let end = "</body>\n</html>\n";
    assert!(marked.ends_with(end) && marked.len() > plain.len());
    // The row changed since: nobody knows any more what of the sealed mail came from it.
    folder.change(LIST, "mevrouw Yıldırım", "Sevgi Yıldırım");
    let later = page("later", &["--marked"]);
    assert!(later.contains("can&#39;t be shown any more") && !later.contains("<mark>"));
    let both = folder.heraut(&["review", "--marked", "--redact"]);
    assert_eq!(both.exit, 2, "{}", both.screen());
}
