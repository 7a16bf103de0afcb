use crate::notice::tests::support::{Folder, recipient};

fn folder(mjml: &str) -> Folder {
    let mut folder = Folder::new().file("mail.mjml.hbs", mjml);
    folder.notice.html = "mail.mjml.hbs".into();
    folder
}

fn page(body: &str) -> String {
    format!(
        "<mjml lang=\"nl\"><mj-head><mj-title>Voor {{{{organisatie}}}}</mj-title></mj-head><mj-body><mj-section>\
         <mj-column>{body}</mj-column></mj-section></mj-body></mjml>"
    )
}

#[test]
fn mjml_becomes_html_and_is_merged_after_that() {
    let body = "<mj-text><h1>{{organisatie}}</h1>{{#if kenmerk}}<p>{{kenmerk}}</p>{{/if}}</mj-text>\
                <mj-text color=\"{{stijl_inkt}}\">{{contact}}</mj-text>";
    let mut folder = folder(&page(body));
    folder.notice.style.insert("inkt".into(), "#154273".into());
    let html = folder
        .merge()
        .unwrap()
        .0
        .render(&recipient("<De Brug>"))
        .unwrap()
        .html;
    for part in [
        "<!doctype html>",
        "lang=\"nl\"",
        "<title>Voor &lt;De Brug&gt;</title>",
        "<h1>&lt;De Brug&gt;</h1>",
        "<p>VZ-1</p>",
        "color:#154273",
        "role=\"presentation\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(
        !html.contains("<mj-") && !html.contains("https://"),
        "{html}"
    );
}

#[test]
fn what_the_conversion_would_lose_is_told_with_its_line() {
    let told = |mjml: &str| -> Vec<(&'static str, Option<u32>)> {
        let faults = folder(mjml).merge().unwrap_err();
        faults
            .iter()
            .filter(|fault| fault.is_error())
            .map(|fault| (fault.code_name(), fault.place.row))
            .collect()
    };
    for (mjml, told_as) in [
        ("<mjml>\n<mj-body>", ("notice-mjml-unclosed", Some(2))),
        (
            "<mjml>\n<mj-body><p></mj-body></mjml>",
            ("notice-mjml-end", Some(2)),
        ),
        (
            "<mjml>\n<mj-body><mj-tekst>x</mj-tekst></mj-body></mjml>",
            ("notice-mjml-element", Some(2)),
        ),
        (
            "<mjml>\n<mj-body>\n<mj-include path=\"./kop.mjml\"/></mj-body></mjml>",
            ("notice-mjml-include", Some(3)),
        ),
        (
            "<mjml><mj-body>\n<mj-section><mj-column></mj-section></mj-body></mjml>",
            ("notice-mjml-unclosed", Some(2)),
        ),
        (
            "<mjml><mj-body>\n<mj-section a=b></mj-section></mj-body></mjml>",
            ("notice-mjml-xml", Some(2)),
        ),
    ] {
        assert_eq!(told(mjml), [told_as], "{mjml}");
    }
    let unused =
        "<mj-head><mj-attributes>\n<mj-class name=\"x\" color=\"{{kenmerk}}\" /></mj-attributes>";
    let lost = page("<mj-text>x</mj-text>").replace("<mj-head>", unused);
    assert_eq!(told(&lost), [("notice-mjml-lost", Some(2))]);
    assert_eq!(
        told(&page("<mj-text>{{onbekend}}</mj-text>"))[0].0,
        "notice-placeholder-unknown"
    );
}

/// The one value of this name in the HTML of a row's mail, as a browser reads it.
fn value(body: &str, name: &str) -> String {
    let html = folder(&page(body))
        .merge()
        .unwrap()
        .0
        .render(&recipient("De \"Brug\"\\"))
        .unwrap()
        .html;
    let from = html.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
    let end = html[from..].find('"').unwrap();
    crate::formats::html::tokens::decode(&html[from..from + end]).into_owned()
}

#[test]
fn values_of_attributes_come_out_as_they_were_written() {
    for written in [
        "€\u{a0}5",
        "dag\u{ad}blad",
        "C:\\map",
        "een\ntwee",
        "e\u{301}",
        "\u{200b}a",
        "\t b",
        "'t Huis",
    ] {
        assert_eq!(
            value(
                &format!("<mj-image src=\"x.png\" alt=\"{written}\" />"),
                "alt"
            ),
            written
        );
        assert_eq!(
            value(
                &format!("<mj-text><p title=\"{written}\">x</p></mj-text>"),
                "title"
            ),
            written
        );
    }
    assert_eq!(
        value("<mj-image src=\"x.png\" alt='De \"Brug\"' />", "alt"),
        "De \"Brug\""
    );
    assert_eq!(
        value("<mj-text><p title='De \"Brug\"'>x</p></mj-text>", "title"),
        "De \"Brug\""
    );
    assert_eq!(
        value(
            "<mj-text><p title='&quot;a&quot; &amp; b'>x</p></mj-text>",
            "title"
        ),
        "\"a\" & b"
    );
    // A name, and a call with a setting of its own.
    assert_eq!(
        value(
            "<mj-text><p title=\"{{organisatie}}\">x</p></mj-text>",
            "title"
        ),
        "De \"Brug\"\\"
    );
    let call = "<mj-text><p title='{{als_lijst kenmerk woord=\"of\"}}'>x</p></mj-text>";
    assert_eq!(value(call, "title"), "VZ-1");
}

#[test]
fn what_the_conversion_warns_of_is_told() {
    let looks = |mjml: &str| -> Vec<(&'static str, Option<u32>)> {
        let (_, faults) = folder(mjml).merge().unwrap();
        let of_mjml = faults
            .iter()
            .filter(|fault| fault.code_name().starts_with("notice-mjml-"));
        of_mjml
            .map(|fault| (fault.code_name(), fault.place.row))
            .collect()
    };
    let body = "<mj-text>{{organisatie}} {{kenmerk}} {{contact}}</mj-text>";
    assert_eq!(looks(&page(body)), []);
    let inline = page(body).replace(
        "</mj-head>",
        "\n<mj-style inline=\"inline\">p{}</mj-style></mj-head>",
    );
    assert_eq!(looks(&inline), [("notice-mjml-inline", Some(2))]);
    let odd = page(body).replace(
        "</mj-head>",
        "\n<mj-breakpoint width=\"320px\"\nbreedte=\"1px\" /></mj-head>",
    );
    assert_eq!(looks(&odd), [("notice-mjml-attribute-unknown", Some(3))]);
}
