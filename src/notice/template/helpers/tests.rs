use crate::notice::tests::support::{Folder, recipient};

fn write(call: &str, value: &str) -> Result<String, &'static str> {
    let folder = Folder::new().text(&format!("{{{{{call}}}}}"));
    let mut row = recipient("x");
    row.fields.insert("kenmerk".into(), value.into());
    let (merge, _) = folder.merge().map_err(|faults| faults[0].code_name())?;
    merge
        .render(&row)
        .map(|parts| parts.text)
        .map_err(|faults| faults[0].code_name())
}

#[test]
fn dates_are_written_as_people_do() {
    let day = |value| write("als_datum kenmerk", value);
    assert_eq!(day("2024-12-16").unwrap(), "16 december 2024");
    assert_eq!(day("3-2-2025").unwrap(), "3 februari 2025");
    assert_eq!(
        write("als_datum kenmerk met_dag=true", "16/12/2024").unwrap(),
        "maandag 16 december 2024"
    );
    for value in ["30-2-2024", "16-12-24", "morgen", "2024-12"] {
        assert_eq!(day(value), Err("notice-merge-unread"), "{value}");
    }
    assert_eq!(day(""), Err("notice-merge-empty"));
}

#[test]
fn numbers_and_amounts_have_dots_between_thousands() {
    for (value, number, amount) in [
        ("0", Some("0"), Some("€\u{a0}0,00")),
        ("1234567", Some("1.234.567"), Some("€\u{a0}1.234.567,00")),
        ("1.234", Some("1.234"), Some("€\u{a0}1.234,00")),
        ("1234.5", Some("1.234,5"), Some("€\u{a0}1.234,50")),
        ("1.234,56", Some("1.234,56"), Some("€\u{a0}1.234,56")),
        ("-12345", Some("-12.345"), Some("€\u{a0}-12.345,00")),
        ("€ -1.234,5", None, Some("€\u{a0}-1.234,50")),
        ("-€ 12", None, Some("€\u{a0}-12,00")),
        ("12,50-", None, Some("€\u{a0}-12,50")),
        ("\u{2212}12,50", Some("-12,50"), Some("€\u{a0}-12,50")),
        ("12,-", None, Some("€\u{a0}12,00")),
        ("--12", None, None),
        ("-€ -12", None, None),
        ("€ 12", None, Some("€\u{a0}12,00")),
        ("1,234.5", None, None),
        ("12a", None, None),
    ] {
        assert_eq!(
            write("als_getal kenmerk", value).ok().as_deref(),
            number,
            "{value}"
        );
        assert_eq!(
            write("als_bedrag kenmerk", value).ok().as_deref(),
            amount,
            "{value}"
        );
    }
}

#[test]
fn lists_end_in_a_word() {
    assert_eq!(
        write("als_lijst kenmerk", "2023, 2024").unwrap(),
        "2023 en 2024"
    );
    assert_eq!(
        write("als_lijst kenmerk woord=\"of\"", "a;b; c,").unwrap(),
        "a, b of c"
    );
    assert_eq!(write("als_lijst kenmerk", "2023").unwrap(), "2023");
    assert_eq!(
        write("als_lijst kenmerk", "2023 en 2024").unwrap(),
        "2023 en 2024"
    );
    assert_eq!(
        write("als_lijst kenmerk", "2022, 2023 en 2024").unwrap(),
        "2022, 2023 en 2024"
    );
    assert_eq!(
        write("meervoud kenmerk \"dag\" \"dagen\"", "1").unwrap(),
        "dag"
    );
    assert_eq!(
        write("meervoud kenmerk \"dag\" \"dagen\"", "2").unwrap(),
        "dagen"
    );
}

#[test]
fn a_call_is_made_as_it_is_meant_or_refused_beforehand() {
    for (call, code) in [
        ("als_datum", "notice-name-is-call"),
        ("eq", "notice-name-is-call"),
        ("als_datum kenmerk contact", "notice-call"),
        ("als_datum kenmerk dag=true", "notice-call"),
        ("meervoud kenmerk \"dag\"", "notice-call"),
        ("als_tijd kenmerk", "notice-helper-unknown"),
        ("als_lijst kenmrk", "notice-placeholder-unknown"),
    ] {
        assert_eq!(write(call, "1"), Err(code), "{call}");
    }
}

#[test]
fn what_a_call_writes_is_escaped_in_html() {
    let folder = Folder::new().html("{{als_lijst organisatie}}");
    let html = folder
        .merge()
        .unwrap()
        .0
        .render(&recipient("<b>, &"))
        .unwrap()
        .html;
    assert_eq!(html, "&lt;b&gt; en &amp;");
}
