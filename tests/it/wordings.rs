//! The page of the wordings: each text once, and a mail that differs on the first screen.

use std::fs;

use crate::harness::Folder;

/// Rows that a browser shows on its first screen, generously.
const FIRST_SCREEN: usize = 12;

const LIST: &str = "recipients.example.csv";

/// What the page of a new bundle says.
fn page(folder: &Folder, bundle: &str) -> String {
    let ran = folder.heraut(&["seal"]);
    assert_eq!(ran.exit, 0, "{}", ran.screen());
    let ran = folder.heraut(&["review", "--out", bundle]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    fs::read_to_string(folder.path(bundle).join("wordings.html")).unwrap()
}

/// The first rows of the table that comes first: id, and why.
fn first(page: &str) -> Vec<(String, String)> {
    let table = page.split("<table").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    let rows = table.split("<tr><th scope=\"row\"").skip(1);
    let row = |row: &str| {
        let id = row.split("</a>").next().unwrap();
        let id = id.rsplit('>').next().unwrap().to_owned();
        let why = row.split("<td>").last().unwrap().to_owned();
        (id, why)
    };
    rows.take(FIRST_SCREEN).map(row).collect()
}

/// A branch for one organisation, and a sentence with a word of the row in it.
fn with_branches(folder: &Folder, wanted: &str) {
    let branch = format!(
        "{{{{#if (eq kenmerk \"{wanted}\")}}}}\nU staat ook in een ander overzicht.\n{{{{/if}}}}\n"
    );
    for (name, before) in [
        ("templates/bijlage-3.1.txt.hbs", "U hoeft niets te doen."),
        (
            "templates/bijlage-3.1.html.hbs",
            "<p style=\"margin:0 0 18px 0;\">Geachte",
        ),
    ] {
        folder.change(name, before, &format!("{branch}{before}"));
    }
}

#[test]
fn values_alone_make_no_other_text_and_a_branch_of_one_is_on_the_first_screen() {
    let folder = Folder::new();
    let before = page(&folder, "one");
    assert_eq!(before.matches("<article").count(), 1, "{before}");
    assert!(!before.contains("Only this mail has this text"));
    with_branches(&folder, "VZ-T6ZC-WX");
    let page = page(&folder, "two");
    assert_eq!(page.matches("<article").count(), 2);
    let first = first(&page);
    assert_eq!(first[0].0, "ORG-002", "{first:?}");
    assert!(first[0].1.contains("Only this mail has this text (of 32)"));
    let second = page.split("<article").nth(2).unwrap();
    assert!(second.contains("U staat ook in een ander overzicht."));
    assert!(
        !second.contains("kopie maken"),
        "what was read is not repeated"
    );
}

/// The shipped rows again and again, each with its own id, name, address and reference.
fn long_list(folder: &Folder, rows: usize) {
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let header = text.lines().next().unwrap();
    let mut list = format!("{header}\r\n");
    for at in 0..rows {
        let (name, kind) = (at * 7919 % 9973, ["2023", "2024", "2023, 2024"][at % 3]);
        list.push_str(&format!(
            "N-{at:05};Vereniging Kring {name:04} {at:05};maatschappelijk;post@kring-{name:04}-{at:05}.example;\
             Bo Vos {at};bestuur {at};R-{at:05};{kind}\r\n"
        ));
    }
    fs::write(folder.path(LIST), list).unwrap();
    let path = folder.path("config/heraut.toml");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text
        .lines()
        .map(|line| match line.starts_with("expected =") {
            true => format!("expected = {rows}"),
            false => line.to_owned(),
        });
    let lines: Vec<String> = lines.collect();
    fs::write(path, lines.join("\n")).unwrap();
}

#[test]
fn a_planted_mail_among_thousands_comes_first_and_the_page_stays_short() {
    let folder = Folder::new();
    long_list(&folder, 1_000);
    with_branches(&folder, "R-00707");
    let page = page(&folder, "review");
    let first = first(&page);
    assert_eq!(first[0].0, "N-00707", "{first:?}");
    assert_eq!(page.matches("<article").count(), 2);
    assert!(page.len() < 100_000, "{} bytes", page.len());
}
