use super::*;

fn speaker(language: Language) -> Speaker {
    let tz = TimeZone::get("Europe/Amsterdam").unwrap();
    Speaker::new(language, tz, "2024-12-19T09:00:00Z".parse().unwrap())
}

#[test]
fn times_are_written_as_people_do() {
    let (nl, en) = (speaker(Language::Dutch), speaker(Language::English));
    for (at, dutch, english) in [
        ("2024-12-19T15:02:07Z", "16:02", "16:02"),
        ("2024-12-18T23:30:00Z", "00:30", "00:30"),
        ("2024-12-18T14:40:00Z", "18 dec 15:40", "18 Dec 15:40"),
        ("2024-03-01T08:05:00Z", "1 mrt 09:05", "1 Mar 09:05"),
        (
            "2023-05-02T08:05:00Z",
            "2 mei 2023 10:05",
            "2 May 2023 10:05",
        ),
        // In Amsterdam it is already the next year.
        (
            "2024-12-31T23:30:00Z",
            "1 jan 2025 00:30",
            "1 Jan 2025 00:30",
        ),
    ] {
        assert_eq!(nl.time(at.parse().unwrap()), dutch);
        assert_eq!(en.time(at.parse().unwrap()), english);
    }
}

#[test]
fn on_pages_every_moment_has_its_day_and_year() {
    let pages = speaker(Language::Dutch).for_pages();
    assert_eq!(
        pages.time("2024-12-19T15:02:07Z".parse().unwrap()),
        "19 dec 2024 16:02"
    );
}

#[test]
fn an_id_that_is_a_bare_number_is_called_one() {
    let withheld = |id: &str| {
        let phrase = Phrase::new("campaign-withheld-already").with("id", id);
        speaker(Language::Dutch).text(&phrase)
    };
    assert!(withheld("33").starts_with("Nr. 33 "), "{}", withheld("33"));
    assert!(
        withheld("ORG-033").starts_with("ORG-033 "),
        "{}",
        withheld("ORG-033")
    );
    let both = Phrase::new("cli-left-out").with("ids", "27, 55");
    assert_eq!(speaker(Language::English).text(&both), "id 27, 55");
}

#[test]
fn spans_in_words_and_as_a_countdown() {
    let (nl, en) = (speaker(Language::Dutch), speaker(Language::English));
    for (seconds, dutch, english, countdown) in [
        (0, "minder dan een seconde", "less than a second", "0:00"),
        (1, "1 seconde", "1 second", "0:01"),
        (40, "40 seconden", "40 seconds", "0:40"),
        (
            106,
            "1 minuut en 46 seconden",
            "1 minute and 46 seconds",
            "1:46",
        ),
        (720, "12 minuten", "12 minutes", "12:00"),
        (
            3_723,
            "1 uur en 2 minuten",
            "1 hour and 2 minutes",
            "1:02:03",
        ),
        (10_800, "3 uur", "3 hours", "3:00:00"),
        (86_400, "1 dag", "1 day", "24:00:00"),
        (172_805, "2 dagen", "2 days", "48:00:05"),
    ] {
        let span = Duration::from_secs(seconds);
        assert_eq!(nl.span(span), dutch);
        assert_eq!(en.span(span), english);
        assert_eq!(nl.countdown(span), countdown);
    }
}

#[test]
fn numbers_are_grouped_from_ten_thousand_and_choose_the_plural() {
    let (nl, en) = (speaker(Language::Dutch), speaker(Language::English));
    for (number, dutch, english) in [
        (0, "0", "0"),
        (9_999, "9999", "9999"),
        (10_000, "10.000", "10,000"),
        (-1_234_567, "-1.234.567", "-1,234,567"),
        (
            i64::MIN,
            "-9.223.372.036.854.775.808",
            "-9,223,372,036,854,775,808",
        ),
    ] {
        assert_eq!(nl.number(number), dutch);
        assert_eq!(en.number(number), english);
    }
    let days = |count: i64| Phrase::new("span-days").with("count", count);
    assert_eq!(nl.text(&days(12_000)), "12.000 dagen");
    assert_eq!(en.text(&days(1)), "1 day");
}

#[test]
fn lists_and_nested_phrases_are_joined_in_the_language() {
    let list = |values: &[&str]| {
        Phrase::new("list-last")
            .with("before", values.to_vec())
            .with("last", Phrase::new("span-under-second"))
    };
    assert_eq!(
        speaker(Language::Dutch).text(&list(&["a", "b", "c"])),
        "a, b en c en minder dan een seconde"
    );
    assert_eq!(
        speaker(Language::English).text(&list(&["a", "b"])),
        "a and b and less than a second"
    );
    assert_eq!(
        speaker(Language::English).text(&list(&["a"])),
        "a and less than a second"
    );
}

#[test]
fn what_is_missing_shows_its_key_and_never_panics() {
    let nl = speaker(Language::Dutch);
    let said = nl.say(&Phrase::new("no-such-key").with("x", 1));
    assert_eq!(
        said,
        Said {
            text: "no-such-key (gemeld door een andere versie van heraut)".to_owned(),
            hint: None
        }
    );
    assert_eq!(
        nl.text(&Phrase::new("list-last").with("before", "a")),
        "a en {$last} [list-last]"
    );
}

#[test]
fn text_from_outside_cannot_steer_the_terminal() {
    let phrase = Phrase::new("list-last")
        .with("before", "\u{1b}[2Ja\u{202e}")
        .with("last", "b\nc");
    assert_eq!(
        speaker(Language::English).text(&phrase),
        "\u{fffd}[2Ja\u{fffd} and b\nc"
    );
}

#[test]
fn a_locale_names_a_language() {
    for dutch in ["nl", "nl_NL.UTF-8", "NL", "nl-BE"] {
        assert_eq!(Language::from_locale(dutch), Language::Dutch, "{dutch}");
    }
    for english in ["", "C", "en_GB.UTF-8", "de_DE", "nld_XX"] {
        assert_eq!(
            Language::from_locale(english),
            Language::English,
            "{english}"
        );
    }
}
