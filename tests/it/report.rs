//! `report`: what became of every organisation, for people and for spreadsheets.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;

use heraut::relay::catcher::{Act, Moment, Scene};
use serde_json::Value;

use crate::harness::{Folder, Ran};
use crate::server::{Server, server};
use crate::untold::{one_refused_one_in_doubt, withhold};

/// One refused, one in doubt, one withheld, one put off; the others were accepted.
fn campaign() -> (Folder, Server) {
    let script = |now: Moment, scene: &Scene<'_>| {
        let to = scene.recipient.unwrap_or_default().to_owned();
        match now {
            Moment::Rcpt if to.contains("kwelderzijl") => {
                Act::Reply(450, "4.7.1 greylisted".to_owned())
            }
            _ => one_refused_one_in_doubt(now, scene),
        }
    };
    let (folder, server) = (Folder::new(), server(script));
    withhold(&folder, &server, "ORG-004");
    let remark = ["remark", "Klopt =dit= adres?", "--by", "N. Lindeboom"];
    assert_eq!(server.heraut(&folder, &[], &["seal"]).exit, 0);
    assert_eq!(server.heraut(&folder, &[], &remark).exit, 0);
    let ran = server.heraut(&folder, &["relay.hands_on=true"], &["--json", "send"]);
    assert_eq!(ran.exit, 7, "{}", ran.err);
    (folder, server)
}

fn report(folder: &Folder, server: &Server, words: &[&str]) -> Ran {
    server.heraut(folder, &[], &[&["report"][..], words].concat())
}

/// The report as page, table and workbook: `r.html`, `r.csv` and `r.xlsx`.
fn in_three_files(folder: &Folder, server: &Server, more: &[&str]) {
    let mut words: Vec<String> = more.iter().map(|word| (*word).to_owned()).collect();
    for kind in ["html", "csv", "xlsx"] {
        let file = folder.path(&format!("r.{kind}")).display().to_string();
        words.extend([format!("--{kind}"), file]);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ran = report(folder, server, &words);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
}

/// The lines of a table below its header.
fn records(table: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(b';').from_reader(table.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

/// Every part of a workbook, in one text.
fn parts_of(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[test]
fn every_sum_of_the_report_adds_up_to_the_list() {
    let (folder, server) = campaign();
    let document = server.heraut(&folder, &[], &["--json", "report"]).json();
    let sum = document["sum"].as_object().unwrap();
    let listed = number(&sum["listed"]);
    let others = sum.iter().filter(|(name, _)| *name != "listed");
    assert_eq!(others.map(|(_, rows)| number(rows)).sum::<u64>(), listed);
    assert_eq!(listed, 40);
    let grounds = document["grounds"].as_array().unwrap().iter();
    let excluded: u64 = grounds.map(|ground| number(&ground["rows"])).sum();
    assert_eq!(excluded, number(&sum["excluded"]));
    let states = |name: &str| {
        let rows = document[name].as_array().unwrap().iter();
        let mut states: Vec<&str> = rows.map(|row| row["state"].as_str().unwrap()).collect();
        states.sort_unstable();
        states
    };
    assert_eq!(states("not_told"), ["excluded", "refused", "withheld"]);
    assert_eq!(states("open"), ["deferred", "in_doubt"]);
    let runs = document["runs"].as_array().unwrap();
    let answers = &runs.last().unwrap()["answers"];
    let parts = ["accepted", "deferred", "refused", "in_doubt"];
    let parts = parts.map(|name| number(&answers[name]));
    assert_eq!(parts.iter().sum::<u64>(), number(&answers["all"]));
    assert_eq!(parts[0], number(&sum["accepted"]));
    // What people read has the same numbers, in either language.
    for language in ["nl", "en"] {
        let shown = server
            .heraut(&folder, &[], &["--lang", language, "report"])
            .out;
        assert!(shown.contains("  40  "), "{shown}");
        assert!(
            shown.contains("ORG-001") && !shown.contains("hettehuis"),
            "{shown}"
        );
    }
}

#[test]
fn the_files_are_new_whole_and_for_one_reader_and_every_row_is_in_them() {
    let (folder, server) = campaign();
    let path = |name: &str| folder.path(name);
    let named = |name: &str| path(name).to_str().unwrap().to_owned();
    in_three_files(&folder, &server, &[]);
    for name in ["r.html", "r.csv", "r.xlsx"] {
        let mode = fs::metadata(path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let page = fs::read_to_string(path("r.html")).unwrap();
    assert!(
        page.contains("accepted in a trial") && !page.contains("told: the mail server"),
        "a trial told somebody"
    );
    let table = fs::read_to_string(path("r.csv")).unwrap();
    assert_eq!(records(&table).len(), 40, "{table}");
    assert!(table.contains("\"ORG-001\";\"Stichting 't Huis\";\"bestuur@hettehuis.example\";"));
    let page = fs::read_to_string(path("r.html")).unwrap();
    for part in [
        "<svg class=\"timeline\"",
        "bestuur@hettehuis.example",
        "Klopt =dit= adres?",
        "belt zelf",
    ] {
        assert_eq!(page.contains(part), part != "belt zelf", "{part}");
    }
    assert!(
        !page.contains("<script") && !page.contains("src="),
        "{page}"
    );
    let book = parts_of(&path("r.xlsx"));
    assert!(!book.contains("<f>") && book.contains(">Klopt =dit= adres?<"));
    // Nothing is replaced, and where one can't be written none is.
    let before = fs::read(path("r.csv")).unwrap();
    let again = report(
        &folder,
        &server,
        &["--csv", &named("r.csv"), "--html", &named("new.html")],
    );
    assert_eq!(again.exit, 3, "{}", again.screen());
    assert_eq!(fs::read(path("r.csv")).unwrap(), before);
    assert!(!path("new.html").exists());
    let left = fs::read_dir(path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left
        .filter(|name| name.to_string_lossy().contains(".heraut-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_redacted_report_names_nobody_and_keeps_no_order_of_the_list() {
    let (folder, server) = campaign();
    let named = |name: &str| folder.path(name).to_str().unwrap().to_owned();
    in_three_files(&folder, &server, &["--redact"]);
    let document = server
        .heraut(&folder, &[], &["--json", "--reveal", "report", "--redact"])
        .out;
    let shown = report(&folder, &server, &["--redact"]).out;
    let [page, table] =
        ["r.html", "r.csv"].map(|name| fs::read_to_string(folder.path(name)).unwrap());
    let book = parts_of(&folder.path("r.xlsx"));
    let list = fs::read_to_string(folder.path("recipients.example.csv")).unwrap();
    let mut words: Vec<String> = Vec::new();
    for cells in records(&list) {
        words.extend([0, 1, 3].map(|at| cells[at].to_owned()));
        words.extend(
            cells[3]
                .split_once('@')
                .map(|(_, domain)| domain.to_owned()),
        );
    }
    words.extend(
        [
            "A. Vos",
            "Lindeboom",
            "Klopt",
            "belt zelf",
            "unknown",
            "Message-ID",
        ]
        .map(str::to_owned),
    );
    for (name, text) in [
        ("page", &page),
        ("table", &table),
        ("book", &book),
        ("json", &document),
        ("screen", &shown),
    ] {
        for word in words.iter().filter(|word| word.len() > 4) {
            assert!(!text.contains(word.as_str()), "{name} has {word}");
        }
    }
    let aliases: Vec<&str> = table
        .lines()
        .skip(1)
        .map(|line| line.split(';').next().unwrap())
        .collect();
    assert_eq!(aliases.len(), 40);
    let mut sorted = aliases.clone();
    sorted.sort_unstable();
    assert_eq!(aliases, sorted, "the order is that of the aliases");
    // Each time the same alias, also in the review.
    let review = server.heraut(
        &folder,
        &[],
        &["review", "--redact", "--out", &named("bare")],
    );
    assert_eq!(review.exit, 0, "{}", review.screen());
    let manifest = fs::read_to_string(folder.path("bare/manifest.csv")).unwrap();
    let refused = table
        .lines()
        .find(|line| line.contains("\"refused\""))
        .unwrap();
    let alias = refused.split(';').next().unwrap();
    assert!(manifest.contains(alias), "{alias}: {manifest}");
}

#[test]
fn nothing_sealed_gives_no_report_and_no_file() {
    let folder = Folder::new();
    let path = folder.path("r.csv");
    let ran = folder.heraut(&["report", "--csv", path.to_str().unwrap()]);
    assert_eq!(ran.exit, 9, "{}", ran.screen());
    assert!(!path.exists());
}
