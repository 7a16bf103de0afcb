//! What is said of a list that changed after it was sealed.

use std::fs;

use serde_json::Value;

use crate::harness::Folder;
use crate::list::screen;

const LIST: &str = "recipients.example.csv";
const SETTINGS: &str = "config/heraut.toml";

#[test]
fn what_changed_since_the_seal_is_told_by_id_and_never_by_name() {
    // Of its own in every cell: what stood with another row at the seal would be an error.
    const NEW: &str = "ORG-041;Stichting Nieuw;maatschappelijk;post@stichtingnieuw.example;Jo Vlas;Jo Vlas;VZ-N3EU-W1;2023, 2024";
    let folder = Folder::new();
    folder.change(SETTINGS, "expected = 40", "# expected = 40");
    assert_eq!(
        folder.heraut(&["check", "--json"]).json()["since_seal"],
        Value::Null
    );
    folder.heraut(&["seal"]);
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let text = text
        .replace("Platform Waterkers;", "Waterkersplatform;")
        .replace("forum@tnf-eikerveen", "post@tnf-eikerveen")
        .replace(
            "ORG-005;Gemeente Wolkendam;overheid",
            "ORG-005;Gemeente Wolkendam;sleutelpersoon",
        )
        .replace(
            "ORG-007;Jongerenwerk Kwelderzijl;maatschappelijk",
            "ORG-007;Jongerenwerk Kwelderzijl;afgeraden",
        )
        .lines()
        .map(|row| match row.starts_with("ORG-001;") {
            true => NEW.to_owned(),
            false => row.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n");
    fs::write(folder.path(LIST), text).unwrap();
    let check = folder.heraut(&["check", "--json"]);
    let since = check.json()["since_seal"].clone();
    assert_eq!(since["added"], serde_json::json!(["ORG-041"]));
    assert_eq!(since["gone"], serde_json::json!(["ORG-001"]));
    let changed: Vec<(&str, String)> = since["changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["id"].as_str().unwrap(), row["what"].to_string()))
        .collect();
    let wanted = [
        ("ORG-002", r#"["name"]"#),
        ("ORG-004", r#"["address"]"#),
        ("ORG-005", r#"["ground"]"#),
        ("ORG-007", r#"["left_out"]"#),
    ];
    assert_eq!(changed, wanted.map(|(id, what)| (id, what.to_owned())));
    let err = screen(&folder, &["check"]);
    assert!(
        err.contains("ORG-002 (name)") && err.contains("ORG-007 (now excluded)"),
        "{err}"
    );
    assert!(
        !err.contains("Waterkers") && !err.contains("tnf-eikerveen") && !err.contains("Nieuw"),
        "{err}"
    );
}

#[test]
fn a_list_may_be_sorted_otherwise_without_anybody_getting_a_second_mail() {
    let folder = Folder::new();
    assert_eq!(folder.heraut(&["send"]).exit, 0);
    let before = folder.caught().len();
    let text = fs::read_to_string(folder.path(LIST)).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    rows.sort_by(|a, b| b[1].cmp(&a[1]));
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    fs::write(folder.path(LIST), writer.into_inner().unwrap()).unwrap();
    let since = folder.heraut(&["check", "--json"]).json()["since_seal"].clone();
    assert_eq!(
        since,
        serde_json::json!({ "added": [], "gone": [], "changed": [] })
    );
    assert_eq!(folder.heraut(&["send"]).exit, 4);
    assert_eq!(folder.caught().len(), before);
}
