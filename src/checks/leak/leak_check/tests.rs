//! What the leak check finds and what it lets stand.

use super::*;
use crate::address::Address;
use crate::id::ListId;
use crate::notice::Mail;
use crate::notice::tests::support::{Folder, recipient};

fn row(id: &str, organisation: &str, address: &str) -> Recipient {
    let (id, address) = (ListId::new(id).unwrap(), Address::parse(address).unwrap());
    Recipient {
        id,
        address,
        ..recipient(organisation)
    }
}

fn check() -> LeakCheck {
    let recipients = [
        row("ORG-001", "Stichting Noord-Holland", "bestuur@huis.example"),
        row(
            "ORG-002",
            "Vereniging \"De Brug\" & Co.",
            "info@debrug.example",
        ),
        row("ORG-003", "Stichting Noord", "x@koepel.example"),
        row("ORG-004", "Café Müller B.V.", "y@koepel.example"),
        row("ORG-005", "Samen", "samen.sterk@gmail.com"),
        row("ORG-006", "Stichting Waterkers", "info@waterkers.example"),
        row(
            "ORG-007",
            "Waterkers Platform",
            "info@xn--and-6ma2c.example",
        ),
    ];
    let id = ListId::new("ORG-008").unwrap();
    let excluded = Excluded {
        id,
        row: 9,
        organisation: "Gemeente Eikerveen".into(),
        ground: "x".into(),
        legal: None,
        by_post: false,
        addresses: vec![Address::parse("griffie@eikerveen.example").unwrap()],
    };
    LeakCheck::new(&recipients, &[excluded], &Folder::new().notice)
}

fn found(subject: &str, text: &str, html: &str) -> Vec<(&'static str, String, String)> {
    let mail = Mail {
        subject: subject.into(),
        text: text.into(),
        html: html.into(),
        ..Folder::new().mail("x")
    };
    let said = |fault: &Finding, nth: usize| match &fault.phrase().args()[nth].1 {
        crate::phrase::Arg::Text(text) => text.clone(),
        crate::phrase::Arg::Phrase(phrase) => phrase.key().to_owned(),
        other => panic!("{other:?}"),
    };
    check()
        .check(&mail.content())
        .iter()
        .map(|fault| (fault.code_name(), said(fault, 1), said(fault, 2)))
        .collect()
}

fn in_text(text: &str) -> Vec<(&'static str, String)> {
    found("", text, "")
        .into_iter()
        .map(|(code, _, other)| (code, other))
        .collect()
}

#[test]
fn what_readers_see_past_is_seen_past() {
    for (text, html) in [
        ("Café¹ Müller B.V.", ""),
        ("Café1 Müller B.V.", ""),
        ("Café [1] Müller B.V.", ""),
        ("x?q=Café%5B1%5D%20Müller%20BV", ""),
        ("Café(12) Müller* B.V.", ""),
        ("zie Caf%C3%A9%20M%C3%BCller%20B.V.", ""),
        ("Cаfé Müllеr B.V.", ""),
        ("Café Müller B.V.'s", ""),
        ("", "<p>Café<sup>1</sup> Müller B.V.</p>"),
        (
            "",
            "<p>Café<sup><a href='#n'>[1]</a></sup> M&#252ller B.V.</p>",
        ),
        (
            "",
            "<p>Café <i hidden>x</i>Mül<i style='display:none'>x<i>x</i></i>ler B.V.</p>",
        ),
        (
            "",
            "<style>.z{display:none}</style>Café <b class=z>x</b>Müller B.V.",
        ),
        (
            "",
            "<p>zonder<a style='display:block'>Café Müller B.V.</a>en",
        ),
        ("", "<p>Café <img alt='Müller'> B.V.</p>"),
        ("", "<p>zie Caf%C3%A9%20M%C3%BCller%20B.V.</p>"),
        (
            "",
            "<a href='x?u=Caf%25C3%25A9%2520M%25C3%25BCller%2520B.V.'>",
        ),
        ("", "<a href='x?u=Caf%E9%20M%FCller%20B.V.'>"),
        (
            "",
            "<!--[if mso]><p>Ca<b>f</b>&eacute; Müller B.V.<![endif]-->",
        ),
        ("", "<table>Café <tr><td>x</td></tr>Müller B.V.</table>"),
        (
            "",
            "<style>.a:after{content:'Caf\\e9  M\\fcller B.V.'}</style>",
        ),
        ("", "<p>x</p title='Café Müller B.V.'>"),
    ] {
        let ids: Vec<String> = found("", text, html)
            .into_iter()
            .map(|(_, _, id)| id)
            .collect();
        assert_eq!(ids, ["ORG-004"], "{text}{html}");
    }
}

/// A contact, a reference, an id of another row, if no other row has it.
#[test]
fn what_only_another_row_has_is_told() {
    let with = |id: &str, cells: &[(&str, &str)]| {
        let mut row = row(
            id,
            &format!("Stichting Proef {id}"),
            &format!("info@{id}.example"),
        );
        cells.iter().for_each(|(name, cell)| {
            row.fields.insert((*name).to_owned(), (*cell).to_owned());
        });
        row
    };
    let rows = [
        with(
            "a1",
            &[
                ("contact", "Anna de Wit"),
                ("kenmerk", "VZ-2024-0017"),
                ("aanhef", "bestuur"),
            ],
        ),
        with(
            "b2",
            &[
                ("contact", "Bram Tak"),
                ("kenmerk", "VZ-2024-0018"),
                ("plaats", "Den Haag"),
            ],
        ),
        with("c3", &[("plaats", "Den Haag")]),
    ];
    let check = LeakCheck::new(&rows, &[], &Folder::new().notice);
    let codes = |id: &str, text: &str| {
        let mail = Mail {
            text: text.into(),
            list_id: ListId::new(id).unwrap(),
            ..Folder::new().mail("x")
        };
        check
            .check(&mail.content())
            .iter()
            .map(Finding::code_name)
            .collect::<Vec<_>>()
    };
    for text in ["Geachte Anna de Wit", "uw kenmerk VZ-2024-0017"] {
        assert_eq!(codes("b2", text), [PERHAPS], "{text}");
        assert_eq!(codes("a1", text), [""; 0], "{text}");
    }
    assert_eq!(
        codes("a1", "bestuur in Den Haag"),
        [""; 0],
        "a common word and what several have"
    );
}

const SURE: &str = "notice-leak";
const PERHAPS: &str = "notice-leak-perhaps";

#[test]
fn another_name_address_or_domain_is_found_however_it_is_written() {
    for (text, id) in [
        (
            "wij spraken VERENIGING DE BRUG EN Co. en vereniging de brug & co",
            "ORG-002",
        ),
        ("cafe muller bv", "ORG-004"),
        ("Café Mül-\nler B.V.", "ORG-004"),
        ("mail INFO@DeBrug.example", "ORG-002"),
        ("zie www.debrug.example/x", "ORG-002"),
        ("x@koepel.example", "ORG-003"),
        ("samen.sterk@gmail.com", "ORG-005"),
        ("gemeente Eikerveen", "ORG-008"),
        ("het beleid van Gemeente Eikerveens bestuur", "ORG-008"),
        ("de Gemeente Eikerveengroep", "ORG-008"),
        ("griffie@eikerveen.example", "ORG-008"),
        ("www.eikerveen.example", "ORG-008"),
        ("info@ñandú.example", "ORG-007"),
        ("ñandú.example", "ORG-007"),
    ] {
        assert_eq!(in_text(text), [(SURE, id.to_owned())], "{text}");
    }
}

#[test]
fn every_part_is_looked_at_and_each_hit_told_once() {
    let html = "<p title='Caf&eacute; M&uuml;ller BV'>x</p>";
    let names = found("Stichting Noord", "Stichting Noord, stichting noord", html);
    assert_eq!(
        names,
        [
            (SURE, "notice-in-subject".to_owned(), "ORG-003".to_owned()),
            (SURE, "notice-in-text".to_owned(), "ORG-003".to_owned()),
            (SURE, "notice-in-html".to_owned(), "ORG-004".to_owned()),
        ]
    );
    let mail = Mail {
        text: "Stichting Noord".into(),
        ..Folder::new().mail("x")
    };
    assert_eq!(
        check().check(&mail.content())[0].place,
        Place::file("text.hbs")
    );
    for html in [
        "<p>St<b>ichting</b> No<!-- x -->ord</p>",
        "<!-- Stichting Noord -->",
        "<a href=\"mailto:x%40koepel.example?subject=a\">",
        "<td>Stichting</td><td>Noord</td>",
        "<style>/* Stichting Noord */</style>",
    ] {
        let ids: Vec<String> = found("", "", html)
            .into_iter()
            .map(|(_, _, id)| id)
            .collect();
        assert_eq!(ids, ["ORG-003"], "{html}");
    }
}

#[test]
fn ones_own_name_and_what_many_share_are_no_leak() {
    for text in [
        "Stichting Noord-Holland, bestuur@huis.example, huis.example",
        "iets@koepel.example",
        "iets@gmail.com",
        "onderdebrug.example en Stichting Noorderlicht",
        "",
    ] {
        assert_eq!(in_text(text), [], "{text}");
    }
}

#[test]
fn what_may_stand_there_by_chance_deserves_a_look() {
    assert_eq!(
        in_text("wij doen dit samen"),
        [(PERHAPS, "ORG-005".to_owned())]
    );
    assert_eq!(in_text("waterkers"), [(PERHAPS, "ORG-006".to_owned())]);
    // Named for sure elsewhere in the same part: not told twice.
    assert_eq!(
        in_text("waterkers, Stichting Waterkers"),
        [(SURE, "ORG-006".to_owned())]
    );
}

#[test]
fn a_common_word_is_allowed_with_its_reason_and_an_address_never() {
    let mut notice = Folder::new().notice;
    notice.leak_allow = ["Samen", "samen.sterk@gmail.com", "Niemand"]
        .map(|name| config::LeakAllow {
            name: name.into(),
            reason: "gewoon woord".into(),
        })
        .into();
    let rows = [
        row("ORG-001", "Huis", "a@huis.example"),
        row("ORG-005", "Samen", "samen.sterk@gmail.com"),
    ];
    let check = LeakCheck::new(&rows, &[], &notice);
    let codes = |text: &str| {
        let mail = Mail {
            text: text.into(),
            ..Folder::new().mail("x")
        };
        let faults = check.check(&mail.content());
        faults
            .iter()
            .map(|fault| (fault.is_error(), fault.code_name()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes("wij doen dit samen"),
        [(false, "notice-leak-allowed")]
    );
    assert_eq!(codes("samen, samen.sterk@gmail.com"), [(true, SURE)]);
    let unused: Vec<_> = check
        .check_enclosures(&[])
        .iter()
        .map(Finding::code_name)
        .collect();
    assert_eq!(unused, ["notice-leak-allow-unused"; 2]);
}

#[test]
fn attachments_are_looked_at_by_name_and_content() {
    let enclosures = |name: &str, content: &[u8]| {
        Folder::new()
            .attach(name, content)
            .press()
            .unwrap()
            .0
            .enclosures
    };
    let codes = |name: &str, content: &[u8]| -> Vec<&str> {
        check()
            .check_enclosures(&enclosures(name, content))
            .iter()
            .map(Finding::code_name)
            .collect()
    };
    assert_eq!(
        codes("Cafe-Muller-BV.pdf", b"%PDF-1.7"),
        ["notice-leak-attachment"]
    );
    assert_eq!(
        codes("a.txt", b"Stichting Noord"),
        ["notice-leak-attachment"]
    );
    assert_eq!(codes("a.txt", b"samen"), ["notice-leak-attachment-perhaps"]);
    assert_eq!(
        codes(
            "a.pdf",
            b"%PDF-1.7 /Subject(\0S\0t\0i\0c\0h\0t\0i\0n\0g\0 \0N\0o\0o\0r\0d)"
        ),
        ["notice-leak-attachment"]
    );
    assert_eq!(codes("a.pdf", b"%PDF-1.7 samen"), [""; 0]);
    // Words by themselves, and together the list: two of eight, and five.
    assert_eq!(
        codes("a.txt", b"samen, waterkers"),
        ["notice-leak-attachment-perhaps"; 2]
    );
    let list = b"Samen; Waterkers; Noord-Holland; Debrug.example; Eikerveen.example";
    assert_eq!(codes("a.txt", list), ["notice-attachment-is-list"]);
}

/// One file with several mails: read once, and what it names is another's or one's own.
#[test]
fn a_file_of_several_rows_names_others_to_each_of_them() {
    let file = Folder::new()
        .attach("a.txt", "Café Müller BV, Stichting Noord".as_bytes())
        .press()
        .unwrap()
        .0
        .enclosures;
    let check = check();
    let named = |id: &str| -> Vec<(&str, String)> {
        let mail = Mail {
            list_id: ListId::new(id).unwrap(),
            own_files: file.clone(),
            ..Folder::new().mail("x")
        };
        let faults = check.check(&mail.content());
        let other = |fault: &Finding| format!("{:?}", fault.phrase().args()[1].1);
        faults
            .iter()
            .map(|fault| (fault.code_name(), other(fault)))
            .collect()
    };
    let code = "notice-leak-attachment";
    let leak = |id: &str| (code, format!("Text({id:?})"));
    for _again in 0..2 {
        assert_eq!(named("ORG-003"), [leak("ORG-004")]);
        assert_eq!(named("ORG-004"), [leak("ORG-003")]);
        assert_eq!(named("ORG-001"), [leak("ORG-003"), leak("ORG-004")]);
    }
}
