use super::*;
use crate::checks::Gathered;
use crate::notice::Mail;
use crate::notice::tests::support::{Folder, key, recipient};

const HTML: &str = "<html lang=\"nl\"><title>x</title><h1>x</h1>";

fn lint(subject: &str, text: &str, html: &str) -> Vec<(&'static str, Severity)> {
    // These templates have no facts in common: the words of the mail are the test's own.
    let folder = Folder::new().html("x");
    let mail = Mail {
        subject: subject.into(),
        text: text.into(),
        html: html.into(),
        ..folder.mail("x")
    };
    let (press, row) = (folder.press().unwrap().0, recipient("x"));
    let found =
        Lint::new(&folder.sender, &folder.notice).check(&mail.content(), &press.origin(&row));
    found
        .iter()
        .map(|fault| (fault.code_name(), fault.severity))
        .collect()
}

fn in_html(html: &str) -> Vec<&'static str> {
    lint("x", "https://a.example", &format!("{HTML}{html}"))
        .into_iter()
        .map(|(code, _)| code)
        .filter(|code| !matches!(*code, "notice-lint-link-missing" | "notice-lint-link-host"))
        .collect()
}

#[test]
fn a_plain_letter_passes() {
    let html = format!(
        "{HTML}<p>Informatie, 16 december, 1 van beide.</p><img src=\"cid:logo\" alt=\"\">\
         <a href=\"mailto:vragen@voorbeeldzaken.example?subject=x\">vragen@voorbeeldzaken.example</a>\
         <a href=\"https://www.voorbeeldzaken.example/x\">Lees meer</a>"
    );
    let text =
        "Mail naar vragen@voorbeeldzaken.example of zie https://www.voorbeeldzaken.example/x.";
    assert_eq!(
        lint("Informatie voor het bestuur van de KNVB", text, &html),
        []
    );
}

/// HTML, and the one finding that it gives.
const FETCHED_RUN_OR_FOLLOWED: [(&str, &str); 36] = [
    (
        "<img src='https://a.example/x.png' alt='x'>",
        "notice-lint-remote",
    ),
    (
        "<img src='//a.example/x.png' alt='x'>",
        "notice-lint-remote",
    ),
    (
        "<td background='http://a.example/x.png'>",
        "notice-lint-remote",
    ),
    ("<p style='background: URL(x)'>", "notice-lint-remote"),
    ("<style>@import 'x';</style>", "notice-lint-remote"),
    ("<script>x</script>", "notice-lint-active"),
    ("<p onclick='x'>", "notice-lint-active"),
    ("<form>", "notice-lint-active"),
    (
        "<meta http-equiv='Refresh' content='0'>",
        "notice-lint-active",
    ),
    ("<img src='cid:x'>", "notice-lint-alt"),
    ("<a href='javascript:x'>x</a>", "notice-lint-link-kind"),
    ("<a href='http://a.example'>x</a>", "notice-lint-link-http"),
    (
        "<a href='https://a.example?utm_source=x'>x</a>",
        "notice-lint-tracking",
    ),
    (
        "<a href='https://a.example'>https://b.<b>example</b></a>",
        "notice-lint-link-text",
    ),
    (
        "<p hidden><a href='https://a.example'>https://b.example</p></a>",
        "notice-lint-link-text",
    ),
    ("<p>{{organisatie}", "notice-lint-leftover"),
    (
        "<!--[if mso]><img src='https://a.example/x.png' alt=''><![endif]-->",
        "notice-lint-remote",
    ),
    (
        "<!--[IF gte mso 9]><v:fill src='https://a.example/x.png'/><![endif]-->",
        "notice-lint-remote",
    ),
    (
        "<!--[if mso]><style>p { background: url(x) }</style><![endif]-->",
        "notice-lint-remote",
    ),
    (
        "<!--[if mso]><p>TODO</p><![endif]-->",
        "notice-lint-leftover",
    ),
    (
        "<!--[if mso]><v:rect href='http://a.example'></v:rect><![endif]-->",
        "notice-lint-link-http",
    ),
    (
        "<svg><image href='https://a.example/x.png'/></svg>",
        "notice-lint-remote",
    ),
    (
        "<svg><use xlink:href='https://a.example/x.svg#a'/></svg>",
        "notice-lint-remote",
    ),
    (
        "<svg><a xlink:href='http://a.example'>x</a></svg>",
        "notice-lint-link-http",
    ),
    (
        "<svg><rect fill='u\\72l(https://a.example/x.svg#a)'/></svg>",
        "notice-lint-remote",
    ),
    (
        "<img lowsrc='https://a.example/x.png' alt=''>",
        "notice-lint-remote",
    ),
    (
        "<img dynsrc='https://a.example/x.avi' alt=''>",
        "notice-lint-remote",
    ),
    ("<p style='background: u\\72l(x)'>", "notice-lint-remote"),
    (
        "<a href='https://a.example' ping='https://b.example'>x</a>",
        "notice-lint-tracking",
    ),
    (
        "<link href='https://a.example/x.css'>",
        "notice-lint-active",
    ),
    ("<img src='cid:x' alt='TODO'>", "notice-lint-leftover"),
    ("<p title='XXXX'>", "notice-lint-leftover"),
    (
        "<a aria-label='nog invullen' href='#x'>x</a>",
        "notice-lint-leftover",
    ),
    (
        "<a href='mailto:a@b.example?subject=Brief%20TODO'>x</a>",
        "notice-lint-leftover",
    ),
    (
        "<img src='cid:x' alt='nummer 12 van 143'>",
        "notice-lint-counts",
    ),
    ("<table><tr><td>nummer 12<br>van\n143", "notice-lint-counts"),
];

#[test]
fn what_fetches_runs_or_follows_is_found() {
    for (html, code) in FETCHED_RUN_OR_FOLLOWED {
        assert_eq!(in_html(html), [code], "{html}");
    }
    for html in [
        "<!-- <img src='https://a.example/x.png'> TODO -->",
        "<!--[if mso]><table><tr><td><![endif]--><p>x<!--[if mso]></td></tr></table><![endif]-->",
        "<svg><rect fill='url(#a)'/><use href='#a'/></svg>",
        "<p title='1 van beide' style='color: rgb(0, 0, 0)'>",
    ] {
        assert_eq!(in_html(html), [""; 0], "{html}");
    }
}

#[test]
fn leftovers_counting_words_and_loud_subjects_are_seen() {
    let codes = |subject: &str, text: &str| -> Vec<&str> {
        lint(subject, text, HTML)
            .into_iter()
            .map(|(code, _)| code)
            .collect()
    };
    assert_eq!(codes("x", "a\nTODO: x"), ["notice-lint-leftover"]);
    assert_eq!(codes("x", "todo, TODOs, éXXX en xxx"), [""; 0]);
    assert_eq!(codes("x", "Lorem ipsum dolor"), ["notice-lint-leftover"]);
    for text in [
        "U bent nummer 12 van 143.",
        "12 van de 143",
        "(3/143)",
        "brief 2 uit 5",
    ] {
        assert_eq!(codes("x", text), ["notice-lint-counts"], "{text}");
    }
    assert_eq!(
        codes("x", "12/2024, 24/7, artikel 5 van 2024, 20 van 12"),
        [""; 0]
    );
    assert_eq!(codes(&"x ".repeat(40), "x"), ["notice-lint-subject-long"]);
    assert_eq!(codes("LEES DIT", "x"), ["notice-lint-subject-loud"]);
    assert_eq!(codes("Lees dit!!", "x"), ["notice-lint-subject-loud"]);
    assert_eq!(codes("BELANGRIJK", "x"), ["notice-lint-subject-loud"]);
    assert_eq!(
        codes("Bericht: BELANGRIJK!", "x"),
        ["notice-lint-subject-loud"]
    );
    assert_eq!(codes("Uw rechten (AVG) en de KNVB, 2024-A1", "x"), [""; 0]);
}

#[test]
fn structure_and_links_that_differ_deserve_a_look() {
    let look = |text: &str, html: &str| -> Vec<&str> {
        lint("x", text, html)
            .into_iter()
            .inspect(|(_, severity)| assert_eq!(*severity, Severity::Warning))
            .map(|(code, _)| code)
            .collect()
    };
    assert_eq!(
        look("x", "<html><h1><h1>"),
        [
            "notice-lint-lang",
            "notice-lint-title",
            "notice-lint-heading"
        ]
    );
    assert!(look("x", &HTML.replace("lang=\"nl\"", "lang=\"und\"")).contains(&"notice-lint-lang"));
    assert_eq!(
        look("https://voorbeeldzaken.example", HTML),
        ["notice-lint-link-missing"]
    );
    assert_eq!(
        look("x", &format!("{HTML}<a href='tel:14070'>bel</a>")),
        ["notice-lint-link-missing"]
    );
    let elsewhere = format!("{HTML}<a href='https://nietvoorbeeldzaken.example'>x</a>");
    assert_eq!(
        look("https://nietvoorbeeldzaken.example", &elsewhere),
        ["notice-lint-link-host"; 2]
    );
}

/// What lint says of these rows' mails, each once: code, file and line.
fn told(folder: &Folder, names: &[&str]) -> Vec<(&'static str, String, Option<u32>)> {
    let (press, lint) = (
        folder.press().unwrap().0,
        Lint::new(&folder.sender, &folder.notice),
    );
    let mut gathered = Gathered::default();
    for (number, name) in (2..).zip(names) {
        let row = recipient(name);
        let mail = press.compose(&row, &key()).unwrap();
        gathered.add(number, lint.check(&mail.content(), &press.origin(&row)));
    }
    gathered
        .finish()
        .into_iter()
        .map(|fault| (fault.code_name(), fault.place.file, fault.place.row))
        .collect()
}

#[test]
fn a_finding_is_told_once_with_its_line() {
    let folder = Folder::new()
        .text("{{organisatie}}")
        .html(&format!("{HTML}\n<p>\n<form>{{{{organisatie}}}}"));
    let at = |code, file: &str, line| (code, file.to_owned(), Some(line));
    assert_eq!(
        told(&folder, &["a", "b", "TODO"]),
        [
            at("notice-lint-active", "html.hbs", 3),
            at("notice-lint-leftover", "subject.hbs", 1),
            at("notice-lint-leftover", "text.hbs", 1),
            at("notice-lint-leftover", "html.hbs", 3),
        ]
    );
}

#[test]
fn findings_on_different_lines_and_of_different_links_are_kept_apart() {
    let links = "https://a.example/1 https://a.example/2\n";
    let mut folder = Folder::new()
        .file("voet.txt.hbs", "x\n{{organisatie}} XXX\n")
        .text(&format!("TODO\n{{{{#if kenmerk}}}}\n{links}{{{{/if}}}}\n\nTODO\n{{{{> voet}}}}\n"))
        .html(&format!("{HTML}<p title=\"{{{{organisatie}}}}\"\n>&amp;</p>\nx <b>TODO</b>\n{{{{organisatie}}}} {{{{kenmerk}}}}"));
    folder.notice.partials = Some("".into());
    let at = |code, file: &str, line| (code, file.to_owned(), Some(line));
    assert_eq!(
        told(&folder, &["De Brug", "Huis"]),
        [
            at("notice-lint-leftover", "text.hbs", 1),
            at("notice-lint-leftover", "text.hbs", 6),
            at("notice-lint-leftover", "voet.txt.hbs", 2),
            at("notice-lint-leftover", "html.hbs", 3),
            at("notice-lint-link-host", "text.hbs", 3),
            at("notice-lint-link-missing", "text.hbs", 3),
            at("notice-lint-link-missing", "text.hbs", 3),
        ]
    );
}

#[test]
fn structure_is_told_where_it_is_too_much_or_would_stand() {
    let folder = Folder::new().text("{{organisatie}}").html(
        "\n<html>\n<title>x</title>\n<title>{{organisatie}}</title>\n<body>\n{{organisatie}}",
    );
    let at = |code, line| (code, "html.hbs".to_owned(), Some(line));
    let all = [
        ("notice-lint-lang", 2),
        ("notice-lint-title", 4),
        ("notice-lint-heading", 5),
    ];
    assert_eq!(
        told(&folder, &["De Brug"]),
        all.map(|(code, line)| at(code, line))
    );
}

proptest::proptest! {
    /// Whatever a mail looks like, each finding has a place in it.
    #[test]
    fn any_mail_is_looked_at_to_its_end(
        text in "(https:|[.@/:\\n ]|a|12|van|nr\\.|organisaties|TODO|\\PC){0,40}",
        html in "([<>&;!/='\" a\\\\\n-]|<!--\\[if|\\]>|-->|</?p|</?title|<style>|style=|display:none|href=|\
                 mailto:x\\?y=%|url\\(|12 van 143|TODO|&nbsp;|\\PC){0,60}",
    ) {
        let folder = Folder::new().html("x");
        let mail = Mail { text: text.clone(), html: html.clone(), ..folder.mail("x") };
        let (press, row) = (folder.press().unwrap().0, recipient("x"));
        let lint_of = Lint::new(&folder.sender, &folder.notice);
        for fault in lint_of.check(&mail.content(), &press.origin(&row)) {
            proptest::prop_assert!(fault.name().starts_with("notice-lint-"));
            let file = fault.place.file.as_str();
            proptest::prop_assert!(matches!(file, "text.hbs" | "html.hbs"), "{:?}", fault);
        }
        // What counts is found whatever is around it.
        let found = lint("x", &format!("{text} .\n12 van 143"), &html);
        proptest::prop_assert!(found.contains(&("notice-lint-counts", Severity::Warning)));
    }
}

#[test]
fn a_host_of_the_template_is_named_and_can_be_accepted() {
    let mut folder = Folder::new()
        .text("https://elders.example/{{kenmerk}}")
        .html("{{kenmerk}}");
    folder.notice.accept = [
        ("notice-lint-link-host", "elders.example"),
        ("notice-lint-link-missing", "elders.example"),
    ]
    .map(|(code, what)| config::Accept {
        code: code.into(),
        reason: "zo besloten".into(),
        file: Some("text.hbs".into()),
        what: Some(what.into()),
    })
    .to_vec();
    let (press, row) = (folder.press().unwrap().0, recipient("De Brug"));
    let mail = press.compose(&row, &key()).unwrap();
    let mut found =
        Lint::new(&folder.sender, &folder.notice).check(&mail.content(), &press.origin(&row));
    crate::notice::acceptance::apply(&folder.notice.accept, &mut found);
    let accepted = found
        .iter()
        .filter(|fault| fault.accepted.is_some())
        .map(Finding::code_name);
    assert_eq!(
        accepted.collect::<Vec<_>>(),
        ["notice-lint-link-host", "notice-lint-link-missing"]
    );
}
