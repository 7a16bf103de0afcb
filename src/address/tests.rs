use super::*;

#[test]
fn plain_addresses_pass_and_domains_become_a_labels() {
    for (text, out) in [
        ("info@brug.example", "info@brug.example"),
        ("Info+x@Brug.Example", "Info+x@brug.example"),
        ("o'neill@x.example", "o'neill@x.example"),
        ("info@ñandú.example", "info@xn--and-6ma2c.example"),
        ("info@xn--x-6gn.example", "info@xn--x-6gn.example"),
        ("info@col·legi.example", "info@xn--collegi-xma.example"),
        ("info@क्ष.example", "info@xn--11b2ezc.example"),
    ] {
        assert_eq!(Address::parse(text).unwrap().to_string(), out);
    }
}

#[test]
fn each_mistake_is_told_apart() {
    let long = format!("{}@x.example", "a".repeat(65));
    let cases: &[(&str, AddressFault)] = &[
        ("", AddressFault::Empty),
        ("a\u{200b}@x.example", AddressFault::Invisible(2)),
        ("a b@x.example", AddressFault::Space(2)),
        ("a\u{a0}@x.example", AddressFault::Space(2)),
        ("a.x.example", AddressFault::NoAt),
        ("a@b@x.example", AddressFault::SeveralAts),
        ("a@x.example;b@x.example", AddressFault::Character(12)),
        ("\"a\"@x.example", AddressFault::Character(1)),
        ("a@x,example", AddressFault::Comma(4)),
        ("a@x.y,example", AddressFault::Comma(6)),
        ("a@x, b", AddressFault::Character(4)),
        ("a b <c@x.example>", AddressFault::Character(5)),
        ("a@x.example b@x.example", AddressFault::SeveralAts),
        ("a,b@x.example", AddressFault::Character(2)),
        ("a@x.example,b@x.example", AddressFault::Character(12)),
        ("a@[127.0.0.1]", AddressFault::Character(3)),
        (".a@x.example", AddressFault::LocalDots),
        ("@x.example", AddressFault::LocalDots),
        ("a..b@x.example", AddressFault::LocalDots),
        ("é@x.example", AddressFault::LocalNotAscii(1)),
        (&long, AddressFault::LocalLong),
        ("a@b", AddressFault::DomainIncomplete),
        ("a@b.", AddressFault::DomainIncomplete),
        ("a@.example", AddressFault::DomainIncomplete),
        ("a@exa_mple.example", AddressFault::DomainCharacter),
        ("a@-x.example", AddressFault::DomainCharacter),
        ("a@10.0.0.1", AddressFault::DomainNumber),
        (
            "a@de\u{2011}x.example",
            AddressFault::DomainSign(5, '\u{2011}'),
        ),
        ("a@de\u{ad}x.example", AddressFault::DomainSign(5, '\u{ad}')),
        (
            "a@x\u{2019}y.example",
            AddressFault::DomainSign(4, '\u{2019}'),
        ),
        (
            "o\u{2019}x@x.example",
            AddressFault::LocalSign(2, '\u{2019}'),
        ),
        (
            "a\u{2212}b@x.example",
            AddressFault::LocalSign(2, '\u{2212}'),
        ),
        (
            "\u{201c}a\u{201d} <a@x.example>",
            AddressFault::Character(5),
        ),
        ("a@\u{2615}x.example", AddressFault::DomainNotIdn),
        ("a@x\u{2022}y.example", AddressFault::DomainNotIdn),
    ];
    for (text, fault) in cases {
        assert_eq!(Address::parse(text).unwrap_err(), *fault, "{text:?}");
    }
}

#[test]
fn only_reserved_top_level_names_are_reserved() {
    assert!(Address::parse("a@x.example").unwrap().is_reserved());
    assert!(Address::parse("a@x.test").unwrap().is_reserved());
    assert!(!Address::parse("a@example.org").unwrap().is_reserved());
    assert!(!Address::parse("a@x.example.org").unwrap().is_reserved());
}

#[test]
fn debug_never_shows_an_address() {
    let address = Address::parse("info@brug.example").unwrap();
    assert!(!format!("{address:?}").contains("brug"));
    assert_eq!(address.masked(), "i…@b….example");
}
