//! Any bytes as a list: never a panic, and every row in exactly one place.
//!
//! Bytes that begin with `<` are taken for the XML of a sheet and packed into a workbook: changes to a packed
//! one would seldom get past its checksums. Which settings are tried hangs on how many bytes there are.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::LazyLock;

use heraut::{config, list};
use libfuzzer_sys::fuzz_target;
use zip::CompressionMethod::Stored;
use zip::write::SimpleFileOptions;

const SETTINGS: &str = "
campaign.name = 'fuzz'
sender.from = 'bericht@voorbeeldzaken.example'
notice = { subject = 'a', text = 'b', html = 'c' }
approval.required = ['besluit']
list.file = 'list.csv'
";

/// Each with what it adds to the settings above.
const VARIANTS: [&str; 5] = [
    "list.columns = { id = 'id', organisation = 'organisatie', email = ['email'], kind = 'soort' }
     list.exclude = [{ kind = 'overheid', ground = 'overheid' }]",
    "list.columns = { id = 'id', organisation = 'organisatie', email = ['email', 'dossier'], kind = 'soort' }
     list.encoding = 'utf-8'
     list.delimiter = ';'
     list.period = { column = 'contactjaren', years = [2023, 2024], ground = 'contact' }
     list.duplicates = { address = 'send', organisation = 'refuse' }
     list.exclude = [{ kind = 'overheid', ground = 'overheid', instead = 'post' }]",
    "list.columns = { organisation = 'organisatie', email = ['email'] }
     list.encoding = 'windows-1252'
     list.delimiter = ','
     list.hidden_rows = 'include'",
    "list.columns = { id = 'id', organisation = 'organisatie', email = ['email'] }
     list.encoding = 'utf-16'
     list.delimiter = 'tab'
     list.hidden_rows = 'skip'
     list.sheet = 'Overzicht'",
    // The list as a register of its own: any bytes there, too.
    "list.columns = { id = 'id', organisation = 'organisatie', email = ['email'], kind = 'soort' }
     list.register = 'list.csv'",
];

static FOLDER: LazyLock<(tempfile::TempDir, Vec<config::ListSettings>)> = LazyLock::new(|| {
    let read = |more: &&str| {
        let text = format!("{SETTINGS}{}", more.replace("\n     ", "\n"));
        config::read("heraut.toml", &text, &[]).expect("the settings are in order").list
    };
    (tempfile::tempdir().expect("a folder"), VARIANTS.iter().map(read).collect())
});

/// A workbook whose one sheet is this XML.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    const PARTS: [(&str, &str); 4] = [
        ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Overzicht" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>id</t></si><si><t>organisatie</t></si><si><t>email</t></si><si><t>soort</t></si><si><t>contactjaren</t></si><si><t>info@huis.example</t></si></sst>"#,
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(Stored);
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in parts.chain([("xl/worksheets/sheet1.xml", sheet)]) {
        zip.start_file(name, plain).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a workbook").into_inner()
}

fn judge(dir: &Path, settings: &config::ListSettings) {
    let read = list::read(dir, settings);
    let sum = read.sum();
    assert_eq!(sum.listed, sum.excluded + sum.invalid + sum.ready);
    assert!(sum.listed == 0 || sum.ready == sum.listed || !read.faults.is_empty() || sum.excluded > 0);
    let mut rows: Vec<u32> = read.recipients.iter().map(|row| row.row).collect();
    rows.extend(read.excluded.iter().map(|row| row.row));
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), sum.excluded + sum.ready, "a row is in two places");
}

fuzz_target!(|bytes: &[u8]| {
    let (dir, settings) = &*FOLDER;
    let packed = if bytes.starts_with(b"<") { workbook(bytes) } else { bytes.to_vec() };
    std::fs::write(dir.path().join("list.csv"), packed).expect("the list is written");
    judge(dir.path(), &settings[bytes.len() % settings.len()]);
});
