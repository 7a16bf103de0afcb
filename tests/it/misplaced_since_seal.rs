//! From outside: cells that were sealed with one row and stand with another now.

use std::fs;

use crate::harness::Folder;
use crate::misplaced::{
    CONTACT, GREETING, LIST, REFERENCE, SETTINGS, change_column, change_rows, errors, of_column,
    on_one_line, with_column,
};

/// The shipped campaign, sealed: from here on it is known what each row had.
pub(crate) fn sealed() -> Folder {
    let folder = Folder::new();
    folder.change(
        LIST,
        "onbereikbaar;;",
        "onbereikbaar;post@eigenstem.example;",
    );
    let seal = folder.heraut(&["seal"]);
    assert_eq!(seal.exit, 0, "{}", seal.screen());
    folder
}

#[test]
fn a_column_of_what_an_earlier_seal_gave_to_others_is_an_error_that_a_person_accepts() {
    let sort = |cells: &mut Vec<String>| cells.sort();
    let unsealed = with_column(REFERENCE, sort);
    assert_eq!(
        unsealed.heraut(&["check"]).exit,
        0,
        "no seal tells whose a reference is"
    );

    let folder = sealed();
    change_column(&folder, REFERENCE, sort);
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(
        errors(&check),
        [of_column("list-column-of-others", "G kenmerk")],
        "{}",
        check.out
    );
    let said = on_one_line(&folder.heraut(&["check"]));
    assert!(
        said.contains("row 2 has that of row") && said.contains("(ORG-0"),
        "{said}"
    );
    assert!(
        !said.contains("VZ-") && !check.out.contains("VZ-"),
        "no cell is shown: {said}"
    );
    assert_eq!(
        (folder.heraut(&["seal"]).exit, folder.heraut(&["send"]).exit),
        (3, 3)
    );

    let accept = "[[list.accept]]\ncode = \"list-column-of-others\"\nreason = \"opnieuw uitgegeven\"\n\n[list.duplicates]";
    folder.change(SETTINGS, "[list.duplicates]", accept);
    assert_eq!(folder.heraut(&["seal"]).exit, 0);
    let digest = folder.status()["digest"].clone();
    // What was accepted stays found while the list stays as it is: the same seal, and nothing to take away.
    let again = folder.heraut(&["seal"]);
    assert_eq!(
        (again.exit, folder.status()["digest"].clone()),
        (0, digest),
        "{}",
        again.screen()
    );
    let check = folder.heraut(&["check", "--json"]);
    assert!(
        check.exit == 0 && check.out.contains("opnieuw uitgegeven"),
        "{}",
        check.out
    );
    assert!(!check.out.contains("list-accept-unused"), "{}", check.out);
    // From the next list on, the references are those of the rows that have them now.
    change_rows(&folder, |rows| rows.reverse());
    let check = folder.heraut(&["check", "--json"]);
    assert!(
        check.exit == 0 && check.out.contains("list-accept-unused"),
        "{}",
        check.out
    );
}

#[test]
fn a_contact_that_changed_rows_since_the_seal_is_told_by_row() {
    let folder = sealed();
    for column in [CONTACT, GREETING, REFERENCE] {
        change_column(&folder, column, |cells| cells.swap(6, 7));
    }
    let check = folder.heraut(&["check", "--json"]);
    let told: Vec<_> = errors(&check)
        .into_iter()
        .filter(|(code, ..)| code == "list-cell-of-another")
        .collect();
    let places: Vec<_> = told
        .iter()
        .map(|(_, row, column)| (row.unwrap(), column.as_str()))
        .collect();
    let columns = ["E contactpersoon", "F aanhef", "G kenmerk"];
    let expected: Vec<_> = [8, 9]
        .iter()
        .flat_map(|row| columns.map(|column| (*row, column)))
        .collect();
    assert_eq!((check.exit, places), (3, expected), "{}", check.out);
    assert_eq!(check.json()["sum"]["invalid"], 2);
    let said = folder.heraut(&["check", "-v"]).screen();
    assert!(
        said.contains("row 9 (ORG-008)") && said.contains("row 8 (ORG-007)"),
        "{said}"
    );
    assert!(
        !said.contains("Rietveld") && !said.contains("Vogelsang"),
        "no cell is shown: {said}"
    );
    // Two organisations became one, and the reference of one of them goes on: a person says so.
    let folder = sealed();
    change_rows(&folder, |rows| {
        let gone = rows.remove(6);
        rows[6][REFERENCE].clone_from(&gone[REFERENCE]);
    });
    folder.change(SETTINGS, "expected = 40", "expected = 39");
    let check = folder.heraut(&["check", "--json"]);
    let told = errors(&check);
    assert_eq!(
        told,
        [(
            "list-cell-of-another".to_owned(),
            Some(8),
            "G kenmerk".to_owned()
        )],
        "{}",
        check.out
    );
    assert!(on_one_line(&folder.heraut(&["check"])).contains("no longer on the list"));
    let accept = "[[list.accept]]\ncode = \"list-cell-of-another\"\nid = \"ORG-008\"\nreason = \"samengegaan\"\n\n[list.duplicates]";
    folder.change(SETTINGS, "[list.duplicates]", accept);
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(
        (check.exit, check.json()["sum"]["invalid"].as_u64()),
        (0, Some(0)),
        "{}",
        check.out
    );
}

#[test]
fn the_first_real_seal_is_held_against_the_trial() {
    let folder = sealed().with_real_relay();
    change_column(&folder, REFERENCE, |cells| cells.swap(6, 7));
    let check = folder.heraut(&["check", "--json"]);
    let told: Vec<_> = errors(&check)
        .into_iter()
        .map(|(code, row, _)| (code, row))
        .collect();
    let both = [8, 9].map(|row| ("list-cell-of-another".to_owned(), Some(row)));
    assert_eq!((check.exit, told), (3, both.to_vec()), "{}", check.out);
    assert_eq!(folder.heraut(&["seal"]).exit, 3);
    // A trial that can't be read stops nobody.
    fs::write(folder.path("var/trial/vault.db"), b"no vault").unwrap();
    let check = folder.heraut(&["check", "--json"]);
    assert_eq!(check.exit, 0, "{}", check.out);
}

#[test]
fn what_rows_had_is_believed_only_as_it_was_sealed() {
    for damage in [
        "UPDATE cells SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB)",
        "UPDATE cells SET list = zeroblob(32)",
        "DELETE FROM cells",
        "UPDATE seal SET cells = NULL",
    ] {
        let folder = sealed();
        change_column(&folder, REFERENCE, |cells| cells.sort());
        let db = rusqlite::Connection::open(folder.path("var/trial/vault.db")).unwrap();
        assert_eq!(db.execute(damage, []).unwrap(), 1, "{damage}");
        drop(db);
        let check = folder.heraut(&["check"]);
        assert!(
            check.exit == 9 && check.err.contains("no longer what was sealed"),
            "{damage}: {}",
            check.screen()
        );
    }
}
