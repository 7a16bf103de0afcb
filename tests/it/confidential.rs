//! What is confidential about a list: its cells are shown to nobody who did not ask, and it is never attached.

use std::fs;
use std::path::Path;

use crate::harness::Folder;
use crate::list::{LIST, SETTINGS, brug, has, row, told, with_rows};

#[test]
fn a_cell_is_shown_only_to_somebody_who_asks() {
    let folder = with_rows(&[brug(), row("ORG-2", "Geheim", "in fo@geheim.example")]);
    let check = folder.heraut(&["check"]);
    assert_eq!(check.exit, 3);
    assert!(
        check.err.contains("at character 3") && !check.err.contains("geheim"),
        "{}",
        check.err
    );
    let revealed = folder.heraut(&["check", "--reveal"]);
    assert!(
        revealed.err.contains("in fo@geheim.example"),
        "{}",
        revealed.err
    );
    let document = folder.heraut(&["check", "--reveal", "--json"]);
    assert!(
        !document.out.contains("geheim"),
        "a document never holds a cell: {}",
        document.out
    );
    assert!(
        folder
            .heraut(&["check", "-v"])
            .err
            .contains("[address-space]"),
        "the code, for who wants it"
    );
    let dutch = folder.heraut(&["--lang", "nl", "check", "--reveal"]).err;
    assert!(
        dutch.contains("een spatie") && dutch.contains("in fo@geheim.example"),
        "{dutch}"
    );
}

#[test]
fn the_list_and_confidential_papers_cannot_be_attached() {
    let folder = Folder::new();
    let attach = |name: &str, bytes: &[u8]| {
        fs::write(folder.path("templates").join(name), bytes).unwrap();
        let set = format!("notice.attachment=[{{ file = 'templates/{name}', name = '{name}' }}]");
        folder.heraut(&["seal", "--json", "--set", &set])
    };
    let list = fs::read(folder.path(LIST)).unwrap();
    let same = attach("lijst.txt", &list);
    assert!(has(&same, None, "campaign-list-attached"), "{}", same.out);
    let text = String::from_utf8(list).unwrap();
    let names: Vec<&str> = text
        .lines()
        .filter_map(|row| row.split(';').nth(1))
        .collect();
    let names = attach("namen.txt", names.join("\r\n").as_bytes());
    assert!(
        has(&names, None, "notice-attachment-is-list"),
        "{}",
        names.out
    );
    let workbook =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/recipients.example.xlsx");
    let packed = attach("lijst.xlsx", &fs::read(workbook).unwrap());
    assert!(
        has(&packed, None, "notice-attachment-is-list"),
        "{}",
        packed.out
    );
    for handling in ["confidential", "information"] {
        folder.change(
            SETTINGS,
            "handling = \"send\"",
            &format!("handling = \"{handling}\""),
        );
        let seal = folder.heraut(&["seal", "--json"]);
        let code = told(&seal).pop().unwrap().1;
        assert_eq!(
            code,
            format!("config-attachment-{handling}"),
            "{}",
            seal.out
        );
        folder.change(
            SETTINGS,
            &format!("handling = \"{handling}\""),
            "handling = \"send\"",
        );
    }
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
}
