use super::*;

fn shelf(dir: &Path) -> Shelf<'_> {
    Shelf {
        dir,
        partials: None,
        inline: &[],
        domain: "x.example",
    }
}

fn load(
    part: Part,
    source: impl AsRef<[u8]>,
) -> Result<Template, Vec<(&'static str, Option<u32>)>> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("t.hbs"), source).unwrap();
    Template::load(shelf(dir.path()), Path::new("t.hbs"), part).map_err(|faults| {
        faults
            .iter()
            .map(|fault| (fault.code_name(), fault.place.row))
            .collect()
    })
}

fn uses(source: &str) -> Vec<(String, u32, bool)> {
    let template = load(Part::Text, source).unwrap();
    template
        .uses
        .into_iter()
        .map(|u| (u.name, u.place.row.unwrap(), u.printed))
        .collect()
}

#[test]
fn names_are_found_wherever_they_stand() {
    let owned = |found: &[(&str, u32, bool)]| -> Vec<(String, u32, bool)> {
        found
            .iter()
            .map(|(name, line, printed)| ((*name).to_owned(), *line, *printed))
            .collect()
    };
    let source = "{{a}}\n{{~ [b c] ~}}\n{{#if d}}\n  {{e}}\n{{else if f}}\n  {{g}}\n{{else}}{{h}}\n{{/if}}\n\
            {{#unless (and (eq i \"x\") j)}}{{this.k}}{{/unless}} {{!-- {{l}} --}}\r\nx\r\n{{m}}";
    let found = uses(source);
    assert_eq!(
        found[..3],
        owned(&[("a", 1, true), ("b c", 2, true), ("d", 3, false)])
    );
    let names: Vec<&str> = found.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        ["a", "b c", "d", "e", "f", "g", "h", "i", "j", "k", "m"]
    );
    assert_eq!(found.last(), Some(&("m".to_owned(), 11, true)));
}

#[test]
fn what_a_template_may_not_hold_is_told_with_its_line() {
    for (source, code, line) in [
        ("a\n{{{x}}}", "notice-unescaped", 2),
        ("a\n\n{{&x}}", "notice-unescaped", 3),
        ("{{#if y}}\n{{{x}}}{{/if}}", "notice-unescaped", 2),
        ("a\n{{> voet}}", "notice-partials-folder", 2),
        ("a\n{{> voet x}}", "notice-template-unsupported", 2),
        ("{{#> voet}}{{/voet}}", "notice-template-unsupported", 1),
        ("{{* inline \"x\"}}", "notice-template-unsupported", 1),
        ("{{#each x}}{{/each}}", "notice-helper-unknown", 1),
        ("{{naam organisatie}}", "notice-helper-unknown", 1),
        ("{{#if}}a{{/if}}", "notice-block-condition", 1),
        ("{{a.b}}", "notice-placeholder-path", 1),
        ("{{@root.b}}", "notice-placeholder-path", 1),
        ("a\n{{x", "notice-template-syntax", 2),
        ("a\n{{#if x}}b{{/unless}}", "notice-template-syntax", 2),
        ("a\n\u{8}", "notice-template-control", 2),
        (" \n", "notice-template-empty", 1),
    ] {
        let faults = load(Part::Text, source).unwrap_err();
        assert_eq!(faults, [(code, Some(line))], "{source:?}");
    }
}

#[test]
fn files_are_utf8_and_a_subject_is_one_line() {
    assert_eq!(
        load(Part::Text, b"a\nb\xe9").unwrap_err(),
        [("notice-template-not-utf8", Some(2))]
    );
    assert_eq!(
        load(Part::Subject, "a\nb").unwrap_err(),
        [("notice-subject-lines", Some(2))]
    );
    assert_eq!(
        load(Part::Subject, "a\tb\n").unwrap_err(),
        [("notice-template-control", Some(1))]
    );
    assert!(load(Part::Subject, "\u{feff}Informatie {{x}}\r\n").is_ok());
    let missing =
        Template::load(shelf(Path::new(".")), Path::new("geen.hbs"), Part::Html).unwrap_err();
    assert_eq!(missing[0].code_name(), "notice-template-unreadable");
}

#[test]
fn text_and_html_share_a_signature_each_in_its_own_form() {
    use crate::notice::tests::support::{Folder, recipient};
    let mut folder = Folder::new();
    std::fs::create_dir(folder.dir.path().join("stukken")).unwrap();
    folder.notice.partials = Some("stukken".into());
    folder = folder
        .file("stukken/voet.txt.hbs", "Groet, {{contact}}\n")
        .file("stukken/voet.html.hbs", "<p>Groet,<br>\n{{kenmrk}}</p>\n")
        .text("{{organisatie}}\n\n{{> voet}}\n")
        .html("{{organisatie}} {{> voet}}");
    // A fault in a piece is reported at the piece.
    let fault = folder.merge().unwrap_err().remove(0);
    assert_eq!(
        (fault.place.file.as_str(), fault.place.row),
        ("stukken/voet.html.hbs", Some(2))
    );
    let folder = folder.file(
        "stukken/voet.html.hbs",
        "<p>Groet,<br>\n{{contact}} {{organisatie}}</p>\n",
    );
    let rendered = folder
        .merge()
        .unwrap()
        .0
        .render(&recipient("A & B"))
        .unwrap();
    assert_eq!(
        rendered.text,
        "A & B\n\nGroet, vragen@voorbeeldzaken.example\n"
    );
    assert_eq!(
        rendered.html,
        "A &amp; B <p>Groet,<br>\nvragen@voorbeeldzaken.example A &amp; B</p>\n"
    );
    let mut row = recipient("A & B");
    row.organisation.clear();
    row.fields.insert("organisatie".into(), String::new());
    let faults = folder.merge().unwrap().0.render(&row).unwrap_err();
    assert!(
        faults
            .iter()
            .any(|fault| fault.place.file == "stukken/voet.html.hbs")
    );
}

#[test]
fn a_piece_that_is_missing_or_holds_another_is_a_fault() {
    use crate::notice::tests::support::Folder;
    let mut folder = Folder::new().text("{{organisatie}}{{contact}}{{kenmerk}}\n{{> voet}}");
    folder.notice.partials = Some(".".into());
    let told = |folder: &Folder| -> Vec<(&'static str, String, Option<u32>)> {
        let faults = folder.merge().unwrap_err().into_iter();
        faults
            .map(|fault| (fault.code_name(), fault.place.file.clone(), fault.place.row))
            .collect()
    };
    assert_eq!(
        told(&folder),
        [("notice-partial-unknown", "text.hbs".to_owned(), Some(2))]
    );
    let folder = folder.file("voet.txt.hbs", "a\n{{> voet}}");
    assert_eq!(
        told(&folder),
        [(
            "notice-partial-nested",
            "./voet.txt.hbs".to_owned(),
            Some(2)
        )]
    );
    let outside = folder.text("{{organisatie}}{{> ../voet}}");
    assert!(outside.merge().is_err());
}

#[test]
fn the_shipped_html_takes_every_colour_and_font_from_the_settings() {
    let shipped = [
        include_str!("../../../../templates/bijlage-3.1.html.hbs"),
        include_str!("../../../../templates/stukken/ondertekening.html.hbs"),
    ];
    for line in shipped.iter().flat_map(|source| source.lines()) {
        for (at, _) in line.match_indices('#') {
            let digits = line[at + 1..]
                .chars()
                .take_while(char::is_ascii_hexdigit)
                .count();
            assert!(digits < 3, "a colour of its own: {line}");
        }
        for named in line.split("font-family:").skip(1) {
            assert!(
                named.trim_start().starts_with("{{stijl_"),
                "a font of its own: {line}"
            );
        }
    }
}
