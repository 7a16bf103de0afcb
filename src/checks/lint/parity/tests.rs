//! What only one of text and HTML shows or links to.

use crate::checks::Lint;
use crate::finding::Finding;
use crate::notice::tests::support::{Folder, recipient};

/// What lint says of the mail that these templates make for this row's `kenmerk`: code, place and thing.
fn said(text: &str, html: &str, kenmerk: &str) -> Vec<String> {
    let mut folder = Folder::new()
        .text(text)
        .html(&format!("<html lang=nl><title>x</title><h1>x</h1>{html}"));
    folder.columns.push("geen".into());
    folder.notice.link_hosts = Some(vec!["example".into()]);
    let press = folder.press().unwrap().0;
    let mut row = recipient("Stichting 't Huis");
    row.fields.insert("kenmerk".into(), kenmerk.into());
    let mail = press
        .compose(&row, &crate::notice::tests::support::key())
        .unwrap();
    let lint = Lint::new(&folder.sender, &folder.notice);
    lint.check(&mail.content(), &press.origin(&row))
        .iter()
        .map(show)
        .collect()
}

fn show(fault: &Finding) -> String {
    let what = fault
        .phrase()
        .args()
        .iter()
        .find(|(name, _)| *name == "what")
        .map(|(_, what)| what);
    let what = match what {
        Some(crate::phrase::Arg::Text(what)) => what,
        _ => "…",
    };
    let code = fault.name().trim_start_matches("notice-lint-");
    format!(
        "{code} {}:{} {what}",
        fault.place.file,
        fault.place.row.unwrap_or_default()
    )
}

/// Text, HTML, the value of `kenmerk`, and what is reported.
const VALUES_IN_ONE_PART: [(&str, &str, &str, &str); 9] = [
    (
        "\n{{kenmerk}}",
        "<p title=\"{{kenmerk}}\">",
        "VZ-1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "\n{{kenmerk}}",
        "<title>{{kenmerk}}</title>",
        "VZ-1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "\n{{kenmerk}}",
        "<div style='display:none'><p>{{kenmerk}}</p></div>",
        "VZ-1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "\n{{kenmerk}}",
        "<td hidden>{{kenmerk}}<td>",
        "VZ-1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "\n{{kenmerk}}",
        "<style>.weg { display: none }</style><div class=weg><p>{{kenmerk}}</div>",
        "VZ-1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "\n{{kenmerk}}",
        "<span style='font-size:0'>{{kenmerk}}</span>",
        "VZ-1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "\n{{kenmerk}}",
        "11 december{{#if geen}}{{kenmerk}}{{/if}}",
        "1",
        "facts text.hbs:2 kenmerk",
    ),
    (
        "1.2{{#if geen}}{{kenmerk}}{{/if}}",
        "\n{{kenmerk}}",
        "2",
        "facts html.hbs:2 kenmerk",
    ),
    (
        "\n{{als_lijst kenmerk}}",
        "{{#if geen}}{{als_lijst kenmerk}}{{/if}}2023, 2024",
        "2023, 2024",
        "facts text.hbs:2 kenmerk",
    ),
];

#[test]
fn a_value_that_only_one_part_shows_is_named_where_it_stands() {
    let base = "{{contact}}";
    for (text, html, kenmerk, told) in VALUES_IN_ONE_PART {
        let found = said(&format!("{base}{text}"), &format!("{base} {html}"), kenmerk);
        assert!(found.contains(&told.to_owned()), "{html}: {found:?}");
    }
    for (text, html) in [
        ("{{kenmerk}}", "<b>V</b>Z-<wbr>\n1"),
        (
            "{{als_lijst kenmerk}}",
            "<td>x</td><td>{{als_lijst kenmerk}}</td>",
        ),
        ("{{kenmerk}}", "<p style='display:none'>x<p>{{kenmerk}}"),
        (
            "{{kenmerk}}",
            "<span hidden><span>x</span>x</span>{{kenmerk}}",
        ),
        (
            "{{kenmerk}}",
            "<i style='visibility:hidden'>x<b style='visibility:visible'>{{kenmerk}}</b></i>",
        ),
        // On some screens only: a wide one shows it.
        (
            "{{kenmerk}}",
            "<style>@media (max-width:9em) { b { color: x } .b { display: none } }</style><p class=b>{{kenmerk}}",
        ),
        (
            "{{kenmerk}}",
            "<style>td .b, .b:empty { display: none }</style><p class=b>{{kenmerk}}",
        ),
    ] {
        assert_eq!(
            said(&format!("{base} {text}"), &format!("{base} {html}"), "VZ-1"),
            [""; 0],
            "{html}"
        );
    }
}

/// Text, HTML, and what is reported.
const LINKS_IN_ONE_PART: [(&str, &str, &str); 9] = [
    (
        "x",
        "\n<a href='https://a.example/b'>x</a>",
        "link-missing html.hbs:2 https://a.example/b",
    ),
    (
        "https://a.example/b",
        "<a href='https://a.example/c'>x</a>",
        "link-missing html.hbs:1 https://a.example/c",
    ),
    (
        "\nhttps://a.example/b",
        "https://a.example/c",
        "link-missing text.hbs:2 https://a.example/b",
    ),
    (
        "\nMail info@huis.example.",
        "x",
        "link-missing text.hbs:2 info@huis.example",
    ),
    (
        "het-info@a.example",
        "<a href='mailto:info@a.example'>x</a> het-info@a.example",
        "link-missing html.hbs:1 mailto:info@a.example",
    ),
    (
        "www.a.example/b",
        "<a href='https://a.example'>x</a>",
        "link-missing html.hbs:1 https://a.example",
    ),
    (
        "vragen@a.example",
        "<a href='https://a.example'>x</a>",
        "link-missing html.hbs:1 https://a.example",
    ),
    (
        "x",
        "<a href='tel:14070'>bel</a>",
        "link-missing html.hbs:1 tel:14070",
    ),
    (
        "https://a.example/b",
        "<!--[if mso]><a href='https://a.example/b'>x</a><![endif]-->",
        "link-missing text.hbs:1 https://a.example/b",
    ),
];

#[test]
fn a_link_that_only_one_part_has_is_named_where_it_stands() {
    for (text, html, told) in LINKS_IN_ONE_PART {
        let found = said(text, html, "VZ-1");
        assert!(found.contains(&told.to_owned()), "{html}: {found:?}");
    }
    for (text, html) in [
        ("https://a.example", "<a href='https://A.example/'>x</a>"),
        ("https://a.example/b?c", "<p>Zie https://a.example/b?c.</p>"),
        (
            "Zie www.a.example/b.",
            "<a href='https://www.a.example/b'>x</a>",
        ),
        (
            "Info@huis.example",
            "<a href='mailto:info@huis.example?subject=x'>x</a>",
        ),
        ("INFO@huis.example", "info@huis.example"),
        (
            "https://ñandú.example/b",
            "<a href='https://xn--and-6ma2c.example/b'>www.ñandú.example</a>",
        ),
        (
            "Zie ñandú.example/b",
            "<a href='https://xn--and-6ma2c.example/b'>x</a>",
        ),
        ("070 - 123 45 67", "<a href='tel:+31-70-1234567'>bel</a>"),
    ] {
        assert_eq!(said(text, html, "VZ-1"), [""; 0], "{html}");
    }
}

#[test]
fn a_link_out_of_a_cell_is_never_shown() {
    let html = "<a href='https://a.example/{{kenmerk}}'>x</a>";
    assert_eq!(
        said("x", html, "VZ-1"),
        ["link-missing html.hbs:1 a.example"]
    );
    let html = "<a href='{{kenmerk}}'>x</a>";
    assert_eq!(
        said("x", html, "https://geheim.example/x"),
        ["link-missing html.hbs:1 …"]
    );
    assert_eq!(
        said("Mail {{kenmerk}}", "x", "a@geheim.example"),
        ["link-missing text.hbs:1 …"]
    );
    assert_eq!(
        said("x", html, "http://geheim.test/x")[0],
        "link-http html.hbs:1 …"
    );
    assert_eq!(
        said("x", html, "https://geheim.test/x")[0],
        "link-host html.hbs:1 …"
    );
}
