//! The bundle of the campaign that ships, sealed for real.

mod sealing;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use self::sealing::{REPOSITORY, sealing, sealing_with};
use super::*;
use crate::id::Digest;
use crate::journal::event::RemarkAct;
use crate::phrase::Language;
use crate::vault::VaultFault;

pub(super) use self::sealing::{Sealing, sealing_in};

pub(super) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            if entry.file_type().unwrap().is_dir() {
                assert_eq!(mode, 0o700);
                open.push(entry.path());
            } else {
                assert_eq!(mode, 0o600);
                let name = entry
                    .path()
                    .strip_prefix(folder)
                    .unwrap()
                    .display()
                    .to_string();
                found.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// As `sha256sum -c` does, and no file without a sum.
fn check_sums(files: &BTreeMap<String, Vec<u8>>) {
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").unwrap();
        assert_eq!(Digest::of(&files[path]).hex(), sum, "{path}");
    }
    assert_eq!(sums.lines().count(), files.len() - 1);
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&String, &str)> {
    let html = files.iter().filter(|(name, _)| name.ends_with(".html"));
    html.map(|(name, bytes)| (name, std::str::from_utf8(bytes).unwrap()))
}

#[test]
fn the_bundle_holds_what_was_sealed_and_says_how_to_check_it() {
    let mut sealing = sealing();
    sealing.agrees("A. Vos", "inhoud");
    sealing.remarks(
        11,
        RemarkAct::Made,
        "B. Smit",
        "Kan <dit> korter?",
        Some("ORG-003"),
    );
    sealing.remarks(12, RemarkAct::Answered, "A. Vos", "Nee.", None);
    let out = sealing.out();
    let bundle = sealing.bundle(&out, Language::Dutch, false).unwrap();
    let files = files(&out);
    check_sums(&files);
    assert_eq!((bundle.files, bundle.digest), (files.len(), sealing.digest));
    assert_eq!(
        bundle.octets,
        files.values().map(|bytes| bytes.len() as u64).sum::<u64>()
    );
    assert_eq!(Digest::of(&files["manifest.txt"]), sealing.digest);

    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(&files["manifest.csv"][..]);
    let mut mails = 0;
    for row in rows.records().map(Result::unwrap) {
        let eml = &files[&format!("mails/{}.eml", &row[0])];
        assert_eq!(Digest::of(eml).to_string(), row[6]);
        assert_eq!(eml.len().to_string(), row[5]);
        assert!(files.contains_key(&format!("mails/{}.view.html", &row[0])));
        mails += 1;
    }
    assert_eq!((mails, bundle.mails), (sealing.ledger.sum().queued, mails));

    let index = std::str::from_utf8(&files["index.html"]).unwrap();
    assert!(index.contains("<html lang=\"nl\">"));
    assert!(index.contains("A. Vos, ") && index.contains("moet nog akkoord geven"));
    assert!(index.contains("Kan &lt;dit&gt; korter?") && index.contains("Nee."));
    assert!(index.contains("Stichting &#39;t Huis") && index.contains("1 open, 0 afgehandeld"));
    let letter = std::str::from_utf8(&files["mails/ORG-003.view.html"]).unwrap();
    assert!(
        letter.contains("Vereniging &quot;De Brug&quot; &amp; Co.")
            && letter.contains("Kan &lt;dit&gt;")
    );
    assert!(
        !std::str::from_utf8(&files["mails/ORG-001.view.html"])
            .unwrap()
            .contains("Kan &lt;dit&gt;")
    );
}

#[test]
fn a_trial_in_the_catcher_waits_for_nobody() {
    let sealing = sealing_with(&[]);
    let out = sealing.out();
    sealing.bundle(&out, Language::English, false).unwrap();
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(
        index.contains("Nobody needs to approve it.") && !index.contains("still has to approve")
    );
}

#[test]
fn no_page_runs_or_loads_anything_and_every_word_is_there() {
    let sealing = sealing();
    let out = sealing.out();
    for (language, redact) in [
        (Language::Dutch, false),
        (Language::English, false),
        (Language::English, true),
    ] {
        sealing.bundle(&out, language, redact).unwrap();
        let files = files(&out);
        for (name, page) in pages(&files) {
            let csp = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; ";
            assert!(
                page.contains(csp)
                    && page
                        .lines()
                        .take(12)
                        .any(|line| line == folder::earlier::MARK),
                "{name}"
            );
            assert!(
                !page.contains("[review-") && !page.contains("[list-"),
                "{name} lacks words"
            );
            for remote in [
                "http:", "https:", "src=\"/", "url(", "@import", "<script", "<link",
            ] {
                assert!(!page.contains(remote), "{name} has {remote}");
            }
            let frames = page.matches("<iframe").count();
            assert_eq!(
                page.matches("<iframe class=\"letter\" sandbox=\"\"")
                    .count(),
                frames
            );
            for target in page
                .split("href=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap())
            {
                let path = target.split('#').next().unwrap().replace("%25", "%");
                let folder = if name.starts_with("mails/") {
                    out.join("mails")
                } else {
                    out.clone()
                };
                assert!(
                    path.is_empty() || folder.join(&path).exists(),
                    "{name} leads to {target}"
                );
            }
        }
    }
}

/// A campaign in a folder of its own: the list that ships, a mail with a logo, and a file of each row's own.
fn campaign_with_logo_and_files() -> (tempfile::TempDir, Vec<&'static str>) {
    let (dir, repository) = (tempfile::tempdir().unwrap(), Path::new(REPOSITORY));
    let list = fs::read(repository.join("recipients.example.csv")).unwrap();
    fs::write(dir.path().join("recipients.example.csv"), &list).unwrap();
    fs::create_dir(dir.path().join("files")).unwrap();
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(&list[..]);
    for row in rows.records().map(Result::unwrap) {
        fs::write(
            dir.path().join("files").join(&row[6]),
            format!("%PDF-1.7 {}", &row[6]),
        )
        .unwrap();
    }
    fs::write(dir.path().join("logo.png"), b"\x89PNG\r\n\x1a\nx").unwrap();
    for (name, source) in [
        ("subject.hbs", "Informatie voor {{organisatie}}"),
        ("text.hbs", "{{organisatie}}"),
        (
            "html.hbs",
            "<h1><img src=\"cid:logo\" alt=\"Voorbeeldzaken\"> {{organisatie}}</h1>",
        ),
    ] {
        fs::write(dir.path().join(name), source).unwrap();
    }
    let overrides = vec![
        "relay.kind='smtp'",
        "relay.host='mail.voorbeeldzaken.example'",
        "notice.subject='subject.hbs'",
        "notice.text='text.hbs'",
        "notice.html='html.hbs'",
        "notice.inline=[{file='logo.png', cid='logo'}]",
        "notice.attachment=[{column='kenmerk', folder='files', name='Uw-gegevens.pdf'}]",
    ];
    (dir, overrides)
}

#[test]
fn a_file_of_one_mail_has_its_digest_there_and_a_picture_is_shown_in_its_place() {
    let (dir, overrides) = campaign_with_logo_and_files();
    let sealing = sealing_in(dir.path(), &overrides);
    let out = sealing.out();
    sealing.bundle(&out, Language::Dutch, false).unwrap();
    let files = files(&out);
    let digest = |bytes: &[u8]| page::bundle_input::grouped(&Digest::of(bytes));
    let mut enclosed = files
        .iter()
        .filter(|(name, _)| name.starts_with("attachments/"));
    assert!(
        enclosed.all(|(name, _)| name.ends_with("/Uw-gegevens.pdf")),
        "the logo is no attachment"
    );
    for (name, page) in pages(&files).filter(|(name, _)| name.starts_with("mails/")) {
        let link = page
            .split("href=\"../attachments/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let own = &files[&format!("attachments/{link}")];
        assert!(
            page.contains(&format!("sha256 {}<", digest(own))),
            "{name}: the row's own file"
        );
        assert_eq!(page.matches("href=\"../attachments/").count(), 1, "{name}");
        assert!(
            page.contains(&format!("sha256 {}<", digest(b"\x89PNG\r\n\x1a\nx"))),
            "{name}: the logo"
        );
        let shown = "&lt;img src=&quot;data:image/png;base64,iVBORw0KGgp4&quot; alt=";
        assert!(page.contains(shown) && !page.contains("cid:"), "{name}");
        let mut addresses = page.split("src=&quot;").skip(1);
        assert!(
            addresses.all(|address| address.starts_with("data:image/")),
            "{name} loads something"
        );
    }
}

#[test]
fn a_redacted_bundle_names_nobody() {
    let mut sealing = sealing();
    sealing.agrees("A. Vos", "inhoud");
    sealing.remarks(
        11,
        RemarkAct::Made,
        "B. Smit",
        "Over Waterkers",
        Some("ORG-003"),
    );
    let out = sealing.out();
    sealing.bundle(&out, Language::Dutch, true).unwrap();
    let files = files(&out);
    check_sums(&files);
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["SHA256SUMS", "excluded.csv", "index.html", "manifest.csv"]
    );
    assert!(sealing.names.len() > 60);
    for (name, bytes) in &files {
        let text = std::str::from_utf8(bytes).unwrap();
        let names = sealing.names.iter().map(String::as_str);
        for personal in names.chain([
            "A. Vos",
            "B. Smit",
            "C. van Voorbeeld",
            "Waterkers",
            "Informatie voor",
        ]) {
            let escaped = personal
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('\'', "&#39;");
            assert!(
                !text.contains(personal) && !text.contains(&escaped),
                "{name} names {personal}"
            );
        }
        assert!(!text.contains("ORG-0"), "{name} has an id of the list");
        assert!(
            !text.contains("post.csv"),
            "{name} leads to a paper that names people, and is not here"
        );
        let is_named = text.contains("Organisatie ");
        assert!(name == "SHA256SUMS" || is_named, "{name} has aliases");
    }
}

#[test]
fn a_bundle_takes_the_place_of_the_one_before_and_of_nothing_else() {
    let sealing = sealing();
    let out = sealing.out();
    fs::create_dir(&out).unwrap();
    sealing.bundle(&out, Language::Dutch, false).unwrap();
    let first = files(&out);
    fs::write(out.join(".DS_Store"), "").unwrap();
    sealing.bundle(&out, Language::Dutch, false).unwrap();
    fs::remove_file(out.join(".DS_Store")).unwrap();
    assert!(files(&out) == first, "the same input gives the same bundle");
    sealing.bundle(&out, Language::Dutch, true).unwrap();
    assert_eq!(files(&out).len(), 4, "nothing of the full one is left");

    fs::write(out.join("notes.txt"), "mine").unwrap();
    let fault = sealing.bundle(&out, Language::Dutch, false).unwrap_err();
    assert!(matches!(&fault, ReviewFault::Added { file, .. } if file == "notes.txt"));
    assert_eq!(fs::read(out.join("notes.txt")).unwrap(), b"mine");
    for foreign in ["index.html", "SHA256SUMS", "thesis.odt"] {
        let dir = sealing.dir.path().join(format!("of-{foreign}"));
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join(foreign), "mine").unwrap();
        let fault = sealing.bundle(&dir, Language::Dutch, false).unwrap_err();
        assert!(matches!(fault, ReviewFault::Foreign { .. }), "{foreign}");
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    }
    let left = fs::read_dir(sealing.dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        left.into_iter()
            .all(|name| !name.to_string_lossy().starts_with('.')),
        "nothing stays aside"
    );
}

#[test]
fn a_byte_that_was_not_sealed_makes_no_bundle() {
    let sealing = sealing();
    let db = rusqlite::Connection::open(sealing.dir.path().join("vault.db")).unwrap();
    db.execute("UPDATE shared SET bytes = CAST(bytes || 'x' AS BLOB)", [])
        .unwrap();
    let fault = sealing
        .bundle(&sealing.out(), Language::Dutch, false)
        .unwrap_err();
    assert!(matches!(fault, ReviewFault::Vault(VaultFault::NotAsSealed)));
    assert!(!sealing.out().exists());
}

#[test]
fn each_wording_is_shown_once_and_the_page_comes_first() {
    let sealing = sealing();
    let out = sealing.out();
    sealing.bundle(&out, Language::English, false).unwrap();
    let files = files(&out);
    let page = std::str::from_utf8(&files["wordings.html"]).unwrap();
    let index = std::str::from_utf8(&files["index.html"]).unwrap();
    let links: Vec<&str> = index
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|target| !target.starts_with('#'))
        .collect();
    assert_eq!(links[0], "wordings.html");
    for once in [
        "Geachte <mark>",
        "Zij mogen geen kopie maken. Wij maken het overzicht niet openbaar.",
        "Alleen leden van de Tweede Kamer.",
        "The longest name.",
    ] {
        let shown = page.matches(once).count();
        assert!((1..=2).contains(&shown), "{once}: {shown} (HTML and text)");
    }
    assert_eq!(page.matches("<article").count(), 1, "one pattern");
}
