use super::*;
use crate::notice::tests::support::{Folder, recipient};

fn codes(faults: &[Finding]) -> Vec<(&'static str, Option<u32>)> {
    faults
        .iter()
        .map(|fault| (fault.code_name(), fault.place.row))
        .collect()
}

fn merge(text: &str) -> Merge {
    Folder::new()
        .text(text)
        .html("{{organisatie}}")
        .merge()
        .unwrap()
        .0
}

#[test]
fn text_and_subject_are_not_escaped_and_html_is() {
    let folder = Folder::new()
        .subject("Voor {{organisatie}}")
        .html("<p title=\"{{organisatie}}\">");
    let rendered = folder
        .merge()
        .unwrap()
        .0
        .render(&recipient("<b> & \"'De Brug'\"=`x`"))
        .unwrap();
    assert_eq!(rendered.subject, "Voor <b> & \"'De Brug'\"=`x`");
    assert_eq!(
        rendered.html,
        "<p title=\"&lt;b&gt; &amp; &quot;&#x27;De Brug&#x27;&quot;&#x3D;&#x60;x&#x60;\">"
    );
}

#[test]
fn a_row_is_never_compiled_as_a_template() {
    for content in ["{{contact}}", "{{{x}}}", "{{#if x}}", "\\{{x}}", "{{!"] {
        let rendered = merge("{{organisatie}}")
            .render(&recipient(content))
            .unwrap();
        assert_eq!(rendered.text, content);
        assert_eq!(rendered.subject, format!("Voor {content}"));
    }
}

#[test]
fn an_empty_value_is_refused_where_it_is_printed_and_only_there() {
    let mut row = recipient("Stichting 't Huis");
    row.fields.insert("kenmerk".into(), " ".into());
    let faults = merge("a\nb {{kenmerk}}").render(&row).unwrap_err();
    assert_eq!(codes(&faults), [("notice-merge-empty", Some(2))]);
    assert!(!format!("{faults:?}").contains("Huis"));
    let rendered = merge("{{#if kenmerk}}Kenmerk {{kenmerk}}{{else}}geen{{/if}}")
        .render(&row)
        .unwrap();
    assert_eq!(rendered.text, "geen");
    let rendered = merge("{{#if (eq kenmerk \"x\")}}{{kenmerk}}{{/if}}geen")
        .render(&row)
        .unwrap();
    assert_eq!(rendered.text, "geen");
    let rendered = merge("{{#unless (or kenmerk contact)}}{{kenmerk}}{{/unless}}geen")
        .render(&row)
        .unwrap();
    assert_eq!(rendered.text, "geen");
}

#[test]
fn line_breaks_in_a_value_are_folded_and_control_characters_refused() {
    let rendered = merge("{{organisatie}}.")
        .render(&recipient("Stichting\r\n  Noord \u{2028}Zuid"))
        .unwrap();
    assert_eq!(
        (rendered.subject.as_str(), rendered.text.as_str()),
        ("Voor Stichting Noord Zuid", "Stichting Noord Zuid.")
    );
    for c in ('\0'..' ')
        .filter(|c| !"\r\n".contains(*c))
        .chain(['\u{7f}', '\u{85}', EMPTY, '\u{ffff}'])
    {
        let faults = merge("{{organisatie}}")
            .render(&recipient(&format!("a{c}b")))
            .unwrap_err();
        assert_eq!(codes(&faults), [("notice-merge-control", Some(1))], "{c:?}");
    }
}

#[test]
fn a_part_that_comes_out_empty_is_refused() {
    let mut row = recipient("x");
    row.fields.insert("kenmerk".into(), String::new());
    let faults = merge("{{#if kenmerk}}a{{/if}}").render(&row).unwrap_err();
    assert_eq!(codes(&faults), [("notice-part-empty", None)]);
}

#[test]
fn a_column_may_be_called_as_something_handlebars_knows() {
    let mut folder = Folder::new().text("{{len}} {{log}} {{lookup}}");
    for name in ["len", "log", "lookup"] {
        folder.columns.push(name.into());
    }
    let mut row = recipient("x");
    row.fields
        .extend(["len", "log", "lookup"].map(|name| (name.to_owned(), name.to_owned())));
    assert_eq!(
        folder.merge().unwrap().0.render(&row).unwrap().text,
        "len log lookup"
    );
}
