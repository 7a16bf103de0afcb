//! Numbers under formats, each as Excel shows it in Dutch regional settings.

use super::*;

fn shown(number: f64, code: &str) -> String {
    match Format::new(code).number(number, false) {
        Shown::Surely(text) => text,
        other => panic!("{number} under {code}: {other:?}"),
    }
}

#[test]
fn numbers_are_written_as_their_format_says() {
    for (number, code, text) in [
        (2023.0, "General", "2023"),
        (0.1 + 0.2, "General", "0,3"),
        (-1.5, "General", "-1,5"),
        (123_456_789_012_345.0, "General", "123456789012345"),
        (1.0 / 3.0, "General", "0,333333333"),
        (12_345.678_901_234, "General", "12345,6789"),
        (0.000_012_34, "General", "0,00001234"),
        (0.000_000_001_234, "General", "1,234E-09"),
        (-0.0, "General", "0"),
        (42.0, "0000", "0042"),
        (1234.5, "#,##0.00", "1.234,50"),
        (42.0, "0,000", "0.042"),
        (1.5, "0.0##", "1,5"),
        (1.0, "0.0##", "1,0"),
        (0.25, "0%", "25%"),
        (0.125, "0.0 %", "12,5 %"),
        (1_234_567.0, "#,##0,", "1.235"),
        (1_234_567.0, "0.0,,\" mln\"", "1,2 mln"),
        (-7.0, "0.00;[Red]-0.00", "-7,00"),
        (-7.0, "0.00", "-7,00"),
        (-7.0, "#,##0.00_);(#,##0.00)", "(7,00)"),
        (7.0, "\"nr \"0", "nr 7"),
        (0.0, "0;-0;\"geen\"", "geen"),
        (0.0, "0;-0;;@", ""),
        (1234.5, "[$€-413] #,##0.00", "€ 1.234,50"),
        (1234.5, "\"€\"\\ #,##0.00", "€ 1.234,50"),
        (
            -1234.5,
            "_ [$€-413]* #,##0.00_ ;_ [$€-413]* -#,##0.00_ ",
            " € -1.234,50 ",
        ),
        (0.5, "#.00", ",50"),
        (12.5, ".00", "12,50"),
        (1.5, "0.??", "1,5 "),
        (12_300.0, "0.00E+00", "1,23E+04"),
        (12_300.0, "##0.0E+0", "12,3E+3"),
        (0.000_99, "0E+0", "1E-3"),
        (9.99, "0.0E+00", "1,0E+01"),
        (5.0, "[<10]0\" weinig\";0\" veel\"", "5 weinig"),
        (50.0, "[<10]0\" weinig\";0\" veel\"", "50 veel"),
        (
            5_551_234.0,
            "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####",
            "555-1234",
        ),
        (
            7_015_551_234.0,
            "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####",
            "(701) 555-1234",
        ),
    ] {
        assert_eq!(shown(number, code), text, "{number} {code}");
    }
}

#[test]
fn noughts_blanks_and_hyphens_of_a_format_are_read() {
    for (number, code, text) in [
        (701_234_567.0, "000-0000000", "070-1234567"),
        (12_345.0, "0000 00", "0123 45"),
        (12_345.0, "0000\\ 00", "0123 45"),
        (12_345.0, "00 00 00 00", "00 01 23 45"),
        (612_345_678.0, "0#########", "0612345678"),
        (612_345_678.0, "\"06\"-00000000", "06-612345678"),
        (12_345_678.0, "00\\.00\\.00\\.00", "12.34.56.78"),
        (5_551_234.0, "(###) ###-####", "() 555-1234"),
        (1234.0, "0000\" AB\"", "1234 AB"),
    ] {
        assert_eq!(shown(number, code), text, "{number} {code}");
    }
}

#[test]
fn rounding_is_that_of_a_spreadsheet() {
    for (number, text) in [
        (40.625, "40,63"),
        (1.005, "1,01"),
        (2.675, "2,68"),
        (0.125, "0,13"),
        (10.155, "10,16"),
        (-1.005, "-1,01"),
        (0.004, "0,00"),
        (999.995, "1000,00"),
    ] {
        assert_eq!(shown(number, "0.00"), text, "{number}");
    }
}

#[test]
fn dates_and_times_are_read_as_their_format_shows_them() {
    let day = 45_000.0; // 15 March 2023, a Wednesday
    for (number, code, text) in [
        (day, "d-m-yyyy", "15-3-2023"),
        (day, "dd/mm/yyyy", "15-03-2023"),
        (day, "yyyy-mm-dd", "2023-03-15"),
        (day, "mmm-yy", "mrt-23"),
        (day, "d mmmm jjjj", "15 maart 2023"),
        (day, "[$-413]d mmmm yyyy;@", "15 maart 2023"),
        (day, "[$-409]d mmmm yyyy", "15 March 2023"),
        (
            day,
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "woensdag 15 maart 2023",
        ),
        (day, "ddd d mmm", "wo 15 mrt"),
        (day, "dddd", "woensdag"),
        (day + 0.25, "h:mm", "6:00"),
        (day + 0.25, "d-m-yyyy h:mm", "15-3-2023 6:00"),
        (day + 0.75, "hh:mm AM/PM", "06:00 PM"),
        (0.25, "h:mm", "6:00"),
        (0.395_833_333_333_333, "hh:mm:ss", "09:30:00"),
        (0.0, "h:mm", "0:00"),
        (1.25, "[h]:mm", "30:00"),
        (1.25, "[hh]:mm:ss", "30:00:00"),
        (0.5, "[m]", "720"),
        (0.000_011_574_074, "mm:ss.0", "00:01,0"),
        (0.999_999, "h:mm:ss", "0:00:00"),
        (1.0, "d-m-yyyy", "1-1-1900"),
        (60.0, "d-m-yyyy", "29-2-1900"),
        (61.0, "dddd d-m-yyyy", "donderdag 1-3-1900"),
        (2_958_465.0, "d-m-yyyy", "31-12-9999"),
    ] {
        assert_eq!(shown(number, code), text, "{number} {code}");
    }
    let late = Format::new("d-m-yyyy").number(0.0, true);
    assert_eq!(late, Shown::Surely("1-1-1904".into()));
}

#[test]
fn what_cannot_be_shown_surely_is_never_passed_over() {
    for (number, code) in [
        (0.0, "d-m-yyyy"),
        (-5.0, "d-m-yyyy"),
        (-0.25, "[h]:mm"),
        (2_958_466.0, "d-m-yyyy"),
    ] {
        assert_eq!(
            Format::new(code).number(number, false),
            Shown::NoDate,
            "{number} {code}"
        );
    }
    for code in [
        "# ?/?",
        "[DBNum1]0",
        "0*-",
        "ggge",
        "[$-411]d mmmm",
        "0x0",
        "[$-2010000]0",
    ] {
        assert!(
            matches!(Format::new(code).number(1.5, false), Shown::Barely(_)),
            "{code}"
        );
    }
    assert_eq!(Format::new(";;;").number(5.0, false), Shown::Hidden);
    assert_eq!(Format::new(";;;").text("x".into()), Shown::Hidden);
    assert_eq!(
        Format::new("0;0;0;\"Stichting \"@").text("x".into()),
        Shown::Surely("Stichting x".into())
    );
    for code in ["@", "General", "0000", "d-m-yyyy;@", "0;-0;;@"] {
        assert_eq!(
            Format::new(code).text("x".into()),
            Shown::Surely("x".into()),
            "{code}"
        );
    }
}

/// 700 random numbers under the formats of `tests/judges/formats.py`, which asks LibreOffice about 100,000.
#[test]
fn a_sample_is_shown_as_libreoffice_shows_it() {
    let sample = include_str!("../../../../tests/lists/formats.tsv");
    let lines: Vec<Vec<&str>> = sample
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(lines.len(), 700);
    for line in lines {
        let [number, code, office] = line[..] else {
            panic!("{line:?}")
        };
        let ours = shown(number.parse().unwrap(), code);
        assert_eq!(
            ours.split_whitespace().collect::<Vec<_>>().join(" "),
            office,
            "{number} {code}"
        );
    }
}
