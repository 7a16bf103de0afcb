//! Any bytes as a list: never a panic, and every row in exactly one place.
#![no_main]

use std::sync::LazyLock;

use heraut::{config, list};
use libfuzzer_sys::fuzz_target;

const SETTINGS: &str = "
campaign.name = 'fuzz'
sender.from = 'bericht@voorbeeldzaken.example'
notice = { subject = 'a', text = 'b', html = 'c' }
approval.required = ['besluit']
list.file = 'list.csv'
list.columns = { id = 'id', organisation = 'organisatie', email = ['email'], kind = 'soort' }
list.exclude = [{ kind = 'overheid', ground = 'overheid' }]
";

static FOLDER: LazyLock<(tempfile::TempDir, config::List)> = LazyLock::new(|| {
    let settings = config::read("heraut.toml", SETTINGS, &[]).expect("the settings are in order");
    (tempfile::tempdir().expect("a folder"), settings.list)
});

fuzz_target!(|bytes: &[u8]| {
    let (dir, settings) = &*FOLDER;
    std::fs::write(dir.path().join("list.csv"), bytes).expect("the list is written");
    let read = list::read(dir.path(), settings);
    let sum = read.sum();
    assert_eq!(sum.listed, sum.excluded + sum.invalid + sum.ready);
    let mut rows: Vec<u32> = read.recipients.iter().map(|row| row.row).collect();
    rows.extend(read.excluded.iter().map(|row| row.row));
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), sum.excluded + sum.ready, "a row is in two places");
});
