//! What a letter of each organisation's own costs a seal: `cargo bench --features letters --bench letters [-- MAILS]`.
//!
//! The shipped campaign with `templates/uw-gegevens.typ` in the place of bijlage 3.2 is sealed whole: reading the
//! list, rendering, lint, leak check (which reads each letter too), vault and journal. Its own timing, since what
//! counts is one cold seal of a long list, and the peak of its memory; the first letter is timed apart. At the end the
//! long list is sealed again elsewhere, with the same key: it has to come to the same digest.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    reason = "a measurement takes the time and tells it"
)]

use std::fmt::Write as _;
use std::fs::Permissions;
use std::num::NonZero;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Instant;

use heraut::campaign::{self, Campaign, SealAsk};
use heraut::id::Digest;

const WORDS: [&str; 8] = [
    "Brug",
    "Linde",
    "Ñandú",
    "Eik",
    "Café",
    "Haven",
    "Waterkers",
    "Molen",
];

fn main() {
    let mails: u32 = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .next()
        .unwrap_or(10_000);
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    println!("{cores} cores, at rest {:.1} MiB", peak());
    seal(1, None);
    let (digest, key) = seal(mails, None);
    let (again, _) = seal(mails, Some(&key));
    assert_eq!(
        digest, again,
        "the same letters, made again, come to another digest"
    );
    println!("made again, the same to the byte");
}

/// Seals so many mails in a folder of their own and tells how it went; gives the campaign digest and the key.
fn seal(rows: u32, key: Option<&[u8]>) -> (Digest, Vec<u8>) {
    let dir = tempfile::tempdir().expect("a folder for the campaign");
    write(dir.path(), rows);
    let file = dir.path().join("var/key");
    if let Some(key) = key {
        std::fs::create_dir_all(dir.path().join("var")).expect("a folder for the key");
        std::fs::write(&file, key).expect("the key is written");
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("for us only");
    }
    let campaign = Campaign::open(dir.path(), &[]).expect("the settings are in order");
    let (begin, busy) = (Instant::now(), cpu());
    let sealed = campaign
        .seal(&SealAsk::default(), jiff::Timestamp::now())
        .expect("a seal");
    let (took, busy) = (begin.elapsed().as_secs_f64(), cpu() - busy);
    println!(
        "{} mails of {} octets: {took:.2} s, {:.0} mails/s, {busy:.2} s of CPU, {:.0} mails/s per core, peak {:.1} MiB",
        sealed.mails,
        sealed.octets / sealed.mails.max(1) as u64,
        f64::from(rows) / took,
        f64::from(rows) / busy,
        peak(),
    );
    (
        sealed.digest.expect("a digest"),
        std::fs::read(file).expect("the key"),
    )
}

/// The shipped campaign with a letter each, and a list of the shipped form in which every name is its own.
fn write(dir: &Path, rows: u32) {
    campaign::init(dir).expect("the shipped campaign");
    let file = dir.join("config/heraut.toml");
    let settings = std::fs::read_to_string(&file).expect("the settings");
    let settings = settings
        .replace("\nexpected = 40", "\n# expected = 40")
        .replace(
            "\nfile = \"templates/bijlage-3.2.pdf\"",
            "\ntemplate = \"templates/uw-gegevens.typ\"",
        );
    assert!(
        settings.contains("\ntemplate ="),
        "the settings have a letter"
    );
    std::fs::write(file, settings).expect("the settings are written");
    let mut text =
        String::from("id;organisatie;soort;email;contactpersoon;aanhef;kenmerk;contactjaren\r\n");
    for n in 0..rows {
        let (a, b) = (WORDS[n as usize % 8], WORDS[n as usize / 8 % 8]);
        let _ = write!(
            text,
            "ORG-{n:06};Vereniging De {a} en {b} nummer{n}x;maatschappelijk;"
        );
        let _ = write!(
            text,
            "bestuur@organisatie-{n}.example;J. van den Akker;heer Van den Akker;"
        );
        let _ = write!(text, "VZ-{n:06};2023, 2024\r\n");
    }
    std::fs::write(dir.join("recipients.example.csv"), text).expect("the list is written");
}

/// The most memory this process ever had, in MiB (`VmHWM`).
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| {
        line.trim()
            .trim_end_matches("kB")
            .trim()
            .parse::<f64>()
            .ok()
    });
    kib.unwrap_or(0.0) / 1024.0
}

/// Seconds of CPU that this process took (`/proc/self/stat`, fields 14 and 15, in hundredths).
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit_once(") ")
        .map_or("", |(_, rest)| rest)
        .split(' ')
        .skip(11)
        .take(2);
    fields
        .filter_map(|ticks| ticks.parse::<u32>().ok())
        .map(f64::from)
        .sum::<f64>()
        / 100.0
}
