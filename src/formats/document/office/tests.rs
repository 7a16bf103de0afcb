use std::io::{Cursor, Read as _};

use super::*;
use crate::finding::Code;
use crate::formats::document::limits::MAX_UNPACKED;

fn office(members: &[(&str, &str)]) -> Vec<&'static str> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    look(&zip.finish().unwrap().into_inner())
        .into_iter()
        .map(Code::name)
        .collect()
}

/// One member each, and what is told of it.
fn each(cases: &[(&str, &str, &[&str])]) {
    for (member, content, codes) in cases {
        assert_eq!(office(&[(member, content)]), *codes, "{member} {content}");
    }
}

const AUTHOR: &[&str] = &["notice-office-author"];
const CHANGES: &[&str] = &["notice-office-changes"];
const COMMENTS: &[&str] = &["notice-office-comments"];
const MACROS: &[&str] = &["notice-office-macros"];
const PATH: &[&str] = &["notice-office-path"];
const REMOTE: &[&str] = &["notice-office-remote"];
const EMBEDDED: &[&str] = &["notice-office-embedded"];

/// A part, its XML, and the findings that it gives.
const NAMES_SOMEBODY: &[(&str, &str, &[&str])] = &[
    (
        "docProps/core.xml",
        "<dc:creator>A. Vos</dc:creator>",
        AUTHOR,
    ),
    (
        "docProps/core.xml",
        "<dc:creator xml:lang=\"nl\">A. Vos</dc:creator>",
        AUTHOR,
    ),
    (
        "docProps/core.xml",
        "<dc:creator/><cp:lastModifiedBy>A. Vos</cp:lastModifiedBy>",
        AUTHOR,
    ),
    (
        "docProps/core.xml",
        "<ns0:creator><![CDATA[A. Vos]]></ns0:creator>",
        AUTHOR,
    ),
    (
        "docProps/core.xml",
        "\u{feff}<dc:creator>A. Vos</dc:creator>",
        AUTHOR,
    ),
    ("docProps/app.xml", "<Company>x</Company>", AUTHOR),
    (
        "docProps/app.xml",
        "<Properties><Manager>A. Vos</Manager></Properties>",
        AUTHOR,
    ),
    (
        "meta.xml",
        "<meta:initial-creator>A. Vos</meta:initial-creator>",
        AUTHOR,
    ),
    ("meta.xml", "<dc:creator>A. Vos</dc:creator>", AUTHOR),
    (
        "word/people.xml",
        "<w15:people><w15:person w15:author=\"A. Vos\"/></w15:people>",
        AUTHOR,
    ),
    (
        "xl/persons/person.xml",
        "<personList><person displayName=\"A. Vos\"/></personList>",
        AUTHOR,
    ),
    (
        "xl/workbook.xml",
        "<fileSharing userName=\"A. Vos\"/>",
        AUTHOR,
    ),
    (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "<x refreshedBy='A. Vos'/>",
        AUTHOR,
    ),
    (
        "word/document.xml",
        "<w:permStart w:id='1' w:ed='VZ\\avos'/>",
        AUTHOR,
    ),
    (
        "customXml/item1.xml",
        "<p:UserInfo><p:DisplayName>A. Vos</p:DisplayName></p:UserInfo>",
        AUTHOR,
    ),
    (
        "docProps/custom.xml",
        "<property name=\"Dossier\"><vt:lpwstr>x</vt:lpwstr></property>",
        &["notice-office-properties"],
    ),
    (
        "meta.xml",
        "<meta:user-defined meta:name=\"Dossier\">x</meta:user-defined>",
        &["notice-office-properties"],
    ),
];

#[test]
fn whoever_made_saved_or_read_it_is_told() {
    each(NAMES_SOMEBODY);
}

/// A part, and XML that gives no finding.
const NAMES_NOBODY: &[(&str, &str, &[&str])] = &[
    (
        "docProps/core.xml",
        "<c><dc:creator></dc:creator><dc:title>Brief</dc:title></c>",
        &[],
    ),
    (
        "docProps/core.xml",
        "<c><dc:creator xml:lang='nl'/> <cp:lastModifiedBy> </cp:lastModifiedBy></c>",
        &[],
    ),
    (
        "docProps/app.xml",
        "<Application>Microsoft Excel</Application><Template>Normal.dotm</Template>",
        &[],
    ),
    ("docProps/custom.xml", "<Properties></Properties>", &[]),
    (
        "xl/tables/table1.xml",
        "<table id='1' displayName='Tabel1'/>",
        &[],
    ),
    ("xl/persons/person.xml", "<personList/>", &[]),
    ("word/people.xml", "<w15:people/>", &[]),
    ("word/document.xml", "<w:t>w:ins</w:t><w:tab/>", &[]),
    ("word/theme/theme1.xml", "<w:ins >", &[]),
    (
        "xl/comments1.xml",
        "<comments><authors/><commentList/></comments>",
        &[],
    ),
    ("word/comments.xml", "<w:comments></w:comments>", &[]),
    (
        "Object 1/content.xml",
        "<annotation encoding='StarMath 5.0'>a over b</annotation>",
        &[],
    ),
    (
        "word/_rels/document.xml.rels",
        "<Relationship Type='t/image' Target='../media/a.png'/>",
        &[],
    ),
    (
        "word/_rels/document.xml.rels",
        "<Relationship Type='t/hyperlink' Target='https://x.example/' TargetMode='External'/>",
        &[],
    ),
    (
        "content.xml",
        "<text:a xlink:href='https://x.example/'>",
        &[],
    ),
    ("xl/styles.xml", "<numFmt formatCode='\\\\ #,##0'/>", &[]),
    (
        "word/document.xml",
        "<w:instrText>PAGE \\* MERGEFORMAT</w:instrText>",
        &[],
    ),
];

#[test]
fn what_names_nobody_is_passed_in_silence() {
    each(NAMES_NOBODY);
}

#[test]
fn comments_are_told_wherever_a_program_keeps_them() {
    each(&[
        ("word/comments.xml", "", COMMENTS),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:id=\"0\">",
            COMMENTS,
        ),
        (
            "word/commentsExtended.xml",
            "<w15:commentsEx><w15:commentEx/>",
            COMMENTS,
        ),
        (
            "xl/comments1.xml",
            "<comments><commentList><comment ref='A1'>",
            COMMENTS,
        ),
        (
            "xl/comments/comment1.xml",
            "<comments><commentList><comment ref='A1'>",
            COMMENTS,
        ),
        (
            "xl/threadedComments/threadedComment1.xml",
            "<T><threadedComment ref='A1'>",
            COMMENTS,
        ),
        ("ppt/comments/comment1.xml", "<p:cmLst><p:cm>", COMMENTS),
        ("content.xml", "<office:annotation >", COMMENTS),
        ("styles.xml", "<office:annotation>", COMMENTS),
        (
            "xl/comments1.xml",
            "<comments><authors><author>A. Vos</author></authors><commentList><comment/>",
            &["notice-office-author", "notice-office-comments"],
        ),
    ]);
}

#[test]
fn tracked_changes_of_every_kind_are_told() {
    for name in [
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblGridChange",
    ] {
        each(&[(
            "word/document.xml",
            &format!("<w:p><w:{name} w:id=\"1\">"),
            CHANGES,
        )]);
    }
    each(&[
        ("word/footnotes.xml", "<w:cellIns/>", CHANGES),
        ("word/styles.xml", "<w:rPrChange>", CHANGES),
        ("word/header2.xml", "<w:customXmlInsRangeStart/>", CHANGES),
        (
            "word/document.xml",
            "<w:del w:author='A. Vos'>",
            &["notice-office-author", "notice-office-changes"],
        ),
        ("xl/revisions/revisionLog1.xml", "<revisions>", CHANGES),
        ("content.xml", "<text:tracked-changes>", CHANGES),
        ("content.xml", "<table:tracked-changes>", CHANGES),
    ]);
}

#[test]
fn where_a_file_stood_is_told() {
    let template =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate";
    let link = |kind: &str, target: &str| {
        format!("<Relationship Type='{kind}' Target='{target}' TargetMode='External'/>")
    };
    each(&[
        (
            "xl/workbook.xml",
            "<x15ac:absPath url='D:\\Vos\\' xmlns:x15ac='x'/>",
            PATH,
        ),
        (
            "xl/workbook.xml",
            "<x15ac:absPath url='https://schijf.example/vos/'/>",
            PATH,
        ),
        (
            "word/_rels/settings.xml.rels",
            &link(template, "file:///D:\\Vos\\Brief.dotx"),
            PATH,
        ),
        (
            "word/_rels/document.xml.rels",
            &link("t/hyperlink", "file:///D:\\Vos\\Lijst.xlsx"),
            PATH,
        ),
        (
            "word/document.xml",
            "<wp:docPr descr='D:\\Vos\\logo.png'/>",
            PATH,
        ),
        (
            "docProps/app.xml",
            "<HyperlinkBase>\\\\schijf\\vos</HyperlinkBase>",
            PATH,
        ),
        (
            "meta.xml",
            "<meta:template xlink:href='../../vos/Brief.ott'/>",
            PATH,
        ),
        (
            "word/_rels/settings.xml.rels",
            &link(template, "https://x.example/a.dotm"),
            REMOTE,
        ),
        (
            "word/_rels/document.xml.rels",
            &link("t/image", "\\\\schijf\\vos\\logo.png"),
            &["notice-office-path", "notice-office-remote"],
        ),
    ]);
}

#[test]
fn what_is_fetched_run_or_carried_within_is_told() {
    each(&[
        (
            "word/_rels/document.xml.rels",
            "<Relationship Type='t/image' Target='https://x.example/a.png' TargetMode='External'/>",
            REMOTE,
        ),
        (
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            "<Relationship Type='t/externalLinkPath' Target='Lijst.xlsx' TargetMode='External'/>",
            REMOTE,
        ),
        (
            "xl/connections.xml",
            "<connections><connection id='1'/>",
            REMOTE,
        ),
        (
            "content.xml",
            "<draw:image xlink:href='https://x.example/a.png'/>",
            REMOTE,
        ),
        (
            "word/document.xml",
            "<w:instrText> INCLUDEPICTURE \"https://x.example/a.png\"</w:instrText>",
            REMOTE,
        ),
        (
            "word/document.xml",
            "<w:fldSimple w:instr='DDEAUTO x y'/>",
            REMOTE,
        ),
        ("word/vbaProject.bin", "", MACROS),
        ("xl/macrosheets/sheet1.xml", "<xm:macrosheet/>", MACROS),
        ("Basic/script-lc.xml", "<library:libraries/>", MACROS),
        ("word/activeX/activeX1.xml", "<ax:ocx/>", MACROS),
        (
            "word/embeddings/Microsoft_Excel_Worksheet.xlsx",
            "PK\u{3}\u{4}",
            EMBEDDED,
        ),
        ("Object 1", "%PDF-1.7", EMBEDDED),
    ]);
    let both = [("word/comments.xml", ""), ("word/vbaProject.bin", "")];
    assert_eq!(
        office(&both),
        ["notice-office-comments", "notice-office-macros"]
    );
}

#[test]
fn a_picture_within_names_nobody_either() {
    let gif = "GIF89a<x:xmpmeta><dc:creator>A. Vos</dc:creator></x:xmpmeta>";
    each(&[
        ("word/media/image1.gif", gif, &["notice-picture-maker"]),
        ("word/media/image1.gif", "GIF89a", &[]),
    ]);
}

#[test]
fn what_cannot_be_unpacked_is_told() {
    let unreadable = BTreeSet::from([Code::NoticeOfficeUnreadable]);
    assert_eq!(look(b"PK\x03\x04"), unreadable);
    // Each small enough, and together too much: what is within the limit is still looked at.
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    let packed = zip::write::SimpleFileOptions::default();
    for name in [
        "word/vbaProject.bin",
        "word/header1.xml",
        "word/header2.xml",
    ] {
        zip.start_file(name, packed).unwrap();
        let blanks = std::io::repeat(b' ').take(MAX_UNPACKED as u64 / 3 + 1);
        std::io::copy(&mut { blanks }, &mut zip).unwrap();
    }
    let both = BTreeSet::from([Code::NoticeOfficeMacros, Code::NoticeOfficeUnreadable]);
    assert_eq!(look(&zip.finish().unwrap().into_inner()), both);
}
