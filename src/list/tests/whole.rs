//! The room as a whole, through its door.

use super::fixture::{HEADER, read, read_text, reported, settings};
use crate::config::Duplicates;
use crate::finding::Finding;
use crate::list::Sum;
use crate::list::file::faults::Faults;
use crate::list::read::read_bytes;

#[test]
fn every_row_is_in_one_place_and_awkward_names_survive() {
    let list = read(
        &[
            "ORG-1;Stichting 't Huis;info@huis.example;belang;2023, 2024",
            "ORG-2;\"Vereniging \"\"De Brug\"\" & Co.\";Info+x@Brug.Example;;2023-2024",
            "ORG-3;\"Stichting; Noord\nen Zuid\";\u{a0}noord@ñandú.example\u{200b};belang;2023 en 2024",
            "GEM-1;Gemeente Voorbeeld;;Overheid;",
            "ORG-4;Stichting =SOM(1;2);;belang;2023",
            "ORG-5;Café Müller B.V.;muller@cafe.example;belang;2024",
            "ORG-6;Fonds;a@b@fonds.example;belang;2023 2024",
            ";;;;",
        ],
        |_| {},
    );
    let rows: Vec<_> = list
        .recipients
        .iter()
        .map(|r| (r.row, r.id.as_str(), r.address.to_string()))
        .collect();
    assert_eq!(
        rows,
        [
            (2, "ORG-1", "info@huis.example".to_owned()),
            (3, "ORG-2", "Info+x@brug.example".to_owned()),
            (4, "ORG-3", "noord@xn--and-6ma2c.example".to_owned()),
        ]
    );
    assert_eq!(
        list.recipients[1].organisation,
        "Vereniging \"De Brug\" & Co."
    );
    assert_eq!(
        list.recipients[2].fields.get("organisatie").unwrap(),
        "Stichting; Noord\nen Zuid"
    );
    assert_eq!(
        list.recipients[2].fields.get("email").unwrap(),
        "noord@ñandú.example"
    );
    assert_eq!(
        list.sum(),
        Sum {
            listed: 7,
            excluded: 2,
            invalid: 2,
            ready: 3
        }
    );
    let grounds: Vec<_> = list.excluded_by_ground().into_iter().collect();
    assert_eq!(grounds, [("niet in elk jaar contact", 1), ("overheid", 1)]);
    let reported = reported(&list);
    assert!(
        reported.contains(&(Some(6), "", "list-row-long")),
        "{reported:?}"
    );
    assert!(
        reported.contains(&(Some(8), "C email", "address-several-ats")),
        "{reported:?}"
    );
}

#[test]
fn a_faulty_address_is_told_with_its_place_and_not_its_content() {
    let list = read(
        &[
            "1;Geheim;in fo@geheim.example;x;2023 2024",
            "2;Leeg;;x;2023 2024",
        ],
        |_| {},
    );
    assert_eq!(
        reported(&list),
        [
            (Some(2), "C email", "address-space"),
            (Some(3), "C email", "address-empty")
        ]
    );
    assert_eq!(
        list.faults[0].phrase().args(),
        [("position".into(), crate::phrase::Arg::Number(3))]
    );
    assert!(
        !format!("{:?}", list.faults)
            .to_lowercase()
            .contains("geheim")
    );
}

#[test]
fn address_columns_are_tried_in_order_and_a_wrong_one_is_not_passed_over() {
    let text = "id;organisatie;email;secretaris;soort;contactjaren\n\
                1;A;;s@a.example;x;2023 2024\n2;B;wrong;s@b.example;x;2023 2024\n3;C;;;x;2023 2024\n";
    let list = read_text(text, |s| s.columns.email.push("secretaris".into()));
    assert_eq!(list.recipients[0].address.to_string(), "s@a.example");
    assert_eq!(
        reported(&list),
        [
            (Some(3), "C email", "address-no-at"),
            (Some(4), "C email", "address-empty")
        ]
    );
}

#[test]
fn ids_are_there_well_formed_and_unique_also_among_rows_left_out() {
    let list = read(
        &[
            ";A;a@a.example;x;2023 2024",
            "O 1;B;b@b.example;x;2023 2024",
            "O3;C;c@c.example;x;2023 2024",
            "O3;D;;overheid;",
        ],
        |_| {},
    );
    assert_eq!(
        reported(&list),
        [
            (Some(2), "A id", "list-id-empty"),
            (Some(3), "A id", "list-id-form"),
            (Some(4), "A id", "list-id-twice"),
            (Some(5), "A id", "list-id-twice"),
        ]
    );
    assert_eq!(
        list.sum(),
        Sum {
            listed: 4,
            excluded: 0,
            invalid: 4,
            ready: 0
        }
    );
}

#[test]
fn one_mailbox_in_several_rows_is_refused_or_told_as_the_settings_say() {
    let rows = [
        "1;A;info@koepel.example;x;2023 2024",
        "2;B;Info+b@Koepel.example;x;2023 2024",
        "3;C;info@koepel.example;overheid;",
        "4;D;d@koepel.example;x;2023 2024",
    ];
    let refused = read(&rows, |_| {});
    let left_out = "list-address-left-out";
    assert_eq!(
        reported(&refused),
        [
            (Some(2), "C email", "list-address-twice"),
            (Some(2), "C email", left_out),
            (Some(3), "C email", "list-address-twice"),
            (Some(3), "C email", left_out),
        ]
    );
    assert_eq!(
        refused.sum(),
        Sum {
            listed: 4,
            excluded: 1,
            invalid: 2,
            ready: 1
        }
    );
    let sent = read(&rows, |s| s.duplicate_addresses = Duplicates::Send);
    let codes: Vec<_> = sent.faults.iter().map(Finding::code_name).collect();
    assert_eq!(
        codes,
        [
            left_out,
            "list-address-shared",
            left_out,
            "list-address-shared"
        ]
    );
    assert_eq!(
        sent.sum(),
        Sum {
            listed: 4,
            excluded: 1,
            invalid: 0,
            ready: 3
        }
    );
    assert!(!sent.faults.iter().any(Finding::is_error));
}

#[test]
fn one_organisation_in_several_rows_deserves_a_look() {
    let list = read(
        &[
            "1;Stichting De Brug;a@a.example;x;2023 2024",
            "2;de brug;b@b.example;x;2023 2024",
            "3;Huis;;overheid;",
            "4;Stichting Huis;c@c.example;x;2023 2024",
            "5;HUIS;;overheid;",
        ],
        |_| {},
    );
    assert_eq!(
        reported(&list),
        [
            (Some(3), "B organisatie", "list-organisation-alike"),
            (Some(5), "B organisatie", "list-organisation-left-out"),
        ]
    );
    assert_eq!(list.invalid, 0);
}

#[test]
fn without_its_columns_no_row_is_judged() {
    let list = read_text(
        "nr;organisatie;e-mail;soort;contactjaren\n1;A;a@a.example;x;2023\n",
        |_| {},
    );
    assert_eq!(reported(&list), [(Some(1), "", "list-column-missing")]);
    let args = list.faults[0].phrase().args();
    let texts = |texts: &[&str]| {
        crate::phrase::Arg::from(
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(args[1].1, texts(&["id", "email"]));
    assert_eq!(
        args[3].1,
        texts(&["nr", "organisatie", "e-mail", "soort", "contactjaren"])
    );
    assert!(
        list.columns.is_empty(),
        "no template is judged by other headers"
    );
    assert_eq!(
        list.sum(),
        Sum {
            listed: 1,
            excluded: 0,
            invalid: 1,
            ready: 0
        }
    );
}

#[test]
fn a_list_without_a_header_shows_nobody() {
    let list = read_text(
        "1;Huis;info@huis.example;x;2023\n2;Brug;b@brug.example;x;2023\n",
        |_| {},
    );
    assert!(list.recipients.is_empty() && list.columns.is_empty());
    assert!(reported(&list).contains(&(Some(1), "", "list-header-address")));
    let shown = format!("{:?}", list.faults);
    assert!(
        !shown.contains("Huis") && !shown.contains("huis"),
        "{shown}"
    );
}

#[test]
fn another_count_than_expected_is_an_error() {
    let row = "1;A;a@a.example;x;2023 2024";
    assert_eq!(
        reported(&read(&[row], |s| s.expected = Some(2))),
        [(None, "", "list-count")]
    );
    assert_eq!(reported(&read(&[row], |s| s.expected = Some(1))), []);
}

#[test]
fn a_file_in_another_encoding_than_stated_is_told_once() {
    let mut bytes = format!("{HEADER}\n").into_bytes();
    for (id, at) in [("1", "a"), ("2", "b"), ("3", "c")] {
        bytes.extend(format!("{id};Caf").into_bytes());
        bytes.extend(b"\xe9 ");
        bytes.extend(format!("{at};{at}@{at}.example;x;2023 2024\n").into_bytes());
    }
    let list = read_bytes(&bytes[..], None, &settings(), None, Faults::new("list.csv"));
    assert_eq!(reported(&list), [(None, "", "list-encoding-wrong")]);
    assert_eq!(list.recipients[0].organisation, "Café a");
    // A byte that Windows-1252 doesn't have, beside letters that it has: then it is neither.
    let at = bytes.iter().position(|byte| *byte == 0xe9).unwrap();
    bytes[at] = 0x81;
    let list = read_bytes(&bytes[..], None, &settings(), None, Faults::new("list.csv"));
    for row in [2, 3, 4] {
        assert!(
            reported(&list).contains(&(Some(row), "B organisatie", "list-undecodable")),
            "{row}"
        );
    }
}

#[test]
fn characters_that_were_lost_are_told_by_cell() {
    let mut bytes = format!("{HEADER}\n1;Caf").into_bytes();
    bytes.extend(b"\xe9;a@a.example;x;2023 2024\n");
    // Another letter is UTF-8, so that the file is, and this one was lost on the way.
    bytes.extend("2;Één;b@b.example;x;2023 2024\n".as_bytes());
    let list = read_bytes(&bytes[..], None, &settings(), None, Faults::new("list.csv"));
    assert_eq!(
        reported(&list),
        [(Some(2), "B organisatie", "list-undecodable")]
    );
    let list = read(
        &[
            "1;Caf\u{fffd};a@a.example;x;2023 2024",
            "2;A\u{7};b@a.example;x;2023 2024",
        ],
        |_| {},
    );
    assert_eq!(
        reported(&list),
        [
            (Some(2), "B organisatie", "list-lost-character"),
            (Some(3), "B organisatie", "list-control-character")
        ]
    );
}

#[test]
fn a_file_that_is_no_list_gives_no_rows_and_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let missing = crate::list::read(dir.path(), &settings());
    assert_eq!(reported(&missing), [(None, "", "list-file-missing")]);
    std::fs::create_dir(dir.path().join("list.csv")).unwrap();
    assert_eq!(
        reported(&crate::list::read(dir.path(), &settings())),
        [(None, "", "list-file-unreadable")]
    );
    assert_eq!(
        reported(&read_text("\r\n ;;\r\n", |_| {})),
        [(None, "", "list-empty")]
    );
    assert_eq!(reported(&read(&[], |_| {})), [(None, "", "list-no-rows")]);
    assert_eq!(
        reported(&read_text("%PDF-1.7", |_| {})),
        [(None, "", "list-format-unknown")]
    );
}

#[test]
fn the_register_leaves_out_by_id_and_address_before_all_other_rules() {
    let dir = tempfile::tempdir().unwrap();
    let text = format!(
        "{HEADER}\nORG-1;A;wrong;x;2023 2024\nORG-2;B;info@brug.example;overheid;2023 2024\n\
         ORG-3;C;c@huis.example;x;2023 2024\n"
    );
    std::fs::write(dir.path().join("list.csv"), text).unwrap();
    let mut settings = settings();
    let plain = crate::list::read(dir.path(), &settings);
    assert_eq!(
        plain.sum(),
        Sum {
            listed: 3,
            excluded: 1,
            invalid: 1,
            ready: 1
        }
    );

    settings.register = Some("register.csv".into());
    let missing = crate::list::read(dir.path(), &settings);
    assert_eq!(
        missing.sum().listed,
        0,
        "without the register nobody may be mailed"
    );
    assert_eq!(reported(&missing), [(None, "", "list-register-missing")]);

    let register = "wat;grond;wie;wanneer\nORG-1;geen adres;A. Vos;1-2-2024\n\
                    @brug.example;afgeraden;A. Vos;1-2-2024\nORG-9;x;A. Vos;1-2-2024\n";
    std::fs::write(dir.path().join("register.csv"), register).unwrap();
    let list = crate::list::read(dir.path(), &settings);
    assert_eq!(reported(&list), [(Some(4), "", "list-register-unused")]);
    assert_eq!(list.faults[0].place.file, "register.csv");
    assert_eq!(
        list.sum(),
        Sum {
            listed: 3,
            excluded: 2,
            invalid: 0,
            ready: 1
        }
    );
    let grounds: Vec<_> = list.excluded_by_ground().into_keys().collect();
    assert_eq!(grounds, ["afgeraden", "geen adres"]);
    assert_ne!(list.digest, plain.digest);
}
