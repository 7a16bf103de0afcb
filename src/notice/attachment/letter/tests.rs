use super::*;
use crate::config::{AttachmentSettings, AttachmentSource, Handling};
use crate::notice::tests::support::{Folder, key, recipient};

const TEMPLATE: &str = "#let data = json(\"data.json\")\n\
    #set document(title: \"Toelichting\", date: datetime(year: 2024, month: 12, day: 12))\n\
    #set text(lang: \"nl\", region: \"NL\")\n= Brief aan #data.organisatie\nKenmerk #data.kenmerk, #data.contact\n";

fn folder(template: &str) -> Folder {
    let mut folder = Folder::new()
        .file("brief.typ", template)
        .text("{{organisatie}}")
        .html("{{organisatie}}");
    let source = AttachmentSource::Template("brief.typ".into());
    folder.notice.attachments.push(AttachmentSettings {
        source,
        name: "brief.pdf".into(),
        handling: Handling::Send,
    });
    folder
}

fn letter(template: &str, row: &Recipient) -> Result<Vec<u8>, (&'static str, Option<u32>, String)> {
    let folder = folder(template);
    let told = |faults: Vec<Finding>| {
        (
            faults[0].code_name(),
            faults[0].place.row,
            format!("{:?}", faults[0].phrase()),
        )
    };
    let press = folder.press().map_err(told)?.0;
    let mail = press.compose(row, &key()).map_err(told)?;
    Ok(mail.own_files[0].content.clone())
}

#[test]
fn a_letter_is_a_tagged_pdf_that_comes_out_the_same_and_tells_nothing_of_its_making() {
    let one = letter(TEMPLATE, &recipient("Stichting 't Huis")).unwrap();
    assert!(one.starts_with(b"%PDF-1.7"));
    assert_eq!(
        letter(TEMPLATE, &recipient("Stichting 't Huis")).unwrap(),
        one
    );
    assert_ne!(letter(TEMPLATE, &recipient("Café Müller")).unwrap(), one);
    let text = String::from_utf8_lossy(&one);
    assert!(text.contains("pdfuaid:part") && text.contains("<pdfaid:part>2"));
    for word in ["Typst", "/tmp", "Author", "dc:creator"] {
        assert!(!text.contains(word), "{word}");
    }
    assert_eq!(
        crate::notice::attachment::inspect::look("a", "a", "application/pdf", &one),
        []
    );
}

#[test]
fn a_row_is_data_and_never_markup() {
    for name in [
        "#panic()",
        "*x* #import \"x\"",
        "\" + read(\"x\") + \"",
        "$x$ @y <z>",
        "`` ` ``\\",
    ] {
        assert!(letter(TEMPLATE, &recipient(name)).is_ok(), "{name}");
    }
}

#[test]
fn what_stops_a_letter_is_told_with_its_line_and_no_cell() {
    let code = |template: &str| letter(template, &recipient("Geheim Genootschap")).unwrap_err();
    assert_eq!(code("#let x = (").0, "notice-letter-syntax");
    let (found, line, said) = code(&TEMPLATE.replace("data.kenmerk", "data.kenmrk"));
    assert_eq!((found, line), ("notice-letter-stuck", Some(5)));
    assert!(said.contains("kenmrk"));
    let said = code(&format!("{TEMPLATE}\n#int(data.organisatie)")).2;
    assert!(!said.contains("Geheim"), "{said}");
    // Nobody is named in a letter's properties, and no cell is its author.
    for author in ["\"A. Vos\"", "(\"A. Vos\",)", "data.organisatie"] {
        let named = TEMPLATE.replace(
            "#set document(",
            &format!("#set document(author: {author}, "),
        );
        let (found, _, said) = code(&named);
        assert_eq!(found, "notice-letter-author", "{author}");
        assert!(!said.contains("Geheim") && !said.contains("Vos"), "{said}");
    }
    // A cell whose quotes and backslashes the message escapes is not quoted either.
    let odd = recipient("De \"Geheime\" \\ Raad");
    let said = letter(&format!("{TEMPLATE}\n#panic(data.organisatie)"), &odd)
        .unwrap_err()
        .2;
    assert!(!said.contains("Geheim"), "{said}");
    // No title, so no PDF/UA; no date, so no PDF/A; no clock; nothing outside the folder.
    for less in [
        "title: \"Toelichting\", ",
        ", date: datetime(year: 2024, month: 12, day: 12)",
    ] {
        assert!(TEMPLATE.contains(less));
        assert_eq!(
            code(&TEMPLATE.replace(less, "")).0,
            "notice-letter-stuck",
            "{less}"
        );
    }
    for more in [
        "#datetime.today().display()",
        "#read(\"/../geheim\")",
        "#read(\"/etc/passwd\")",
        "#import \"@preview/x:1.0.0\"",
    ] {
        assert_eq!(
            code(&format!("{TEMPLATE}\n{more}")).0,
            "notice-letter-stuck",
            "{more}"
        );
    }
}

#[test]
fn a_letter_is_dutch_unless_it_says_otherwise() {
    let none = TEMPLATE.replace("#set text(lang: \"nl\", region: \"NL\")\n", "");
    let english = TEMPLATE.replace("lang: \"nl\"", "lang: \"en\"");
    for (template, language) in [(TEMPLATE, "nl-NL"), (&none, "nl"), (&english, "en-NL")] {
        let pdf = letter(template, &recipient("x")).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert!(
            text.contains(&format!(
                "<rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
            )),
            "{language}"
        );
    }
}

#[test]
fn what_a_template_reads_stands_in_it_and_is_known() {
    let piece = "#let kop(x) = heading(x + read(\"diep/slot.txt\"))";
    let named = format!("#import \"stuk.typ\": kop\n{TEMPLATE}\n#kop[a]");
    let pieced = format!("{TEMPLATE}\n#read(\"logo\" + \".txt\")");
    let from_row = format!("{TEMPLATE}\n#read(data.organisatie)");
    let with = |template: &str, slot: &str| {
        let folder = folder(template)
            .file("stuk.typ", piece)
            .file("logo.txt", "x");
        std::fs::create_dir(folder.dir.path().join("diep")).unwrap();
        folder.file("diep/slot.txt", slot)
    };
    let made = |folder: &Folder| {
        let press = folder.press().unwrap().0;
        let mail = press.compose(&recipient("logo.txt"), &key());
        mail.map(|mail| mail.own_files[0].content.clone())
            .map_err(|faults| faults[0].code_name())
    };
    let one = with(&named, "slot");
    assert!(made(&one).is_ok());
    let files = crate::notice::files(one.dir.path(), &one.notice).unwrap();
    for wanted in ["brief.typ", "stuk.typ", "diep/slot.txt"] {
        assert!(files.contains(&PathBuf::from(wanted)), "{files:?}");
    }
    assert!(!files.contains(&PathBuf::from("logo.txt")), "{files:?}");
    assert_ne!(made(&one), made(&with(&named, "anders")));
    assert_eq!(made(&with(&pieced, "slot")), Err("notice-letter-stuck"));
    assert_eq!(made(&with(&from_row, "slot")), Err("notice-letter-stuck"));
}

#[test]
fn an_empty_cell_is_not_there() {
    let mut row = recipient("x");
    row.fields.insert("kenmerk".into(), " ".into());
    assert_eq!(letter(TEMPLATE, &row).unwrap_err().0, "notice-letter-stuck");
    let asked = TEMPLATE.replace("data.kenmerk", "data.at(\"kenmerk\", default: \"geen\")");
    assert!(letter(&asked, &row).is_ok());
}
