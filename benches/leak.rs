//! What the leak check costs beside the mails it reads: `cargo bench --bench leak [-- ROWS]`.
//!
//! One run renders every mail of a list with as many names, then looks for every name in every mail, on one
//! core, so that the ratio doesn't hang on the machine.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    reason = "a measurement takes the time and tells it"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use heraut::checks::LeakCheck;
use heraut::id::CampaignKey;
use heraut::notice::{Press, Sources};
use heraut::{campaign, config, list};

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
    let rows: u32 = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .next()
        .unwrap_or(10_000);
    let dir = tempfile::tempdir().expect("a folder for the campaign");
    campaign::init(dir.path()).expect("the shipped campaign");
    std::fs::write(dir.path().join("recipients.example.csv"), text(rows))
        .expect("the list is written");
    let settings =
        std::fs::read_to_string(dir.path().join("config/heraut.toml")).expect("the settings");
    let settings = settings.replace("\nexpected = 40", "\n# expected = 40");
    let settings = config::read("heraut.toml", &settings, &[]).expect("the settings are in order");
    measure(dir.path(), &settings);
}

fn measure(dir: &Path, settings: &config::Settings) {
    let list = list::read(dir, &settings.list);
    let sources = Sources {
        dir,
        notice: &settings.notice,
        sender: &settings.sender,
        columns: &list.columns,
        recipients: &list.recipients,
    };
    let (press, _) = Press::load(&sources).expect("the templates are in order");
    let begin = Instant::now();
    let check = LeakCheck::new(&list.recipients, &list.excluded, &settings.notice);
    let built = begin.elapsed();
    let key = CampaignKey::from_bytes([7; 32]);
    for round in 1..=3 {
        let (mut rendering, mut checking, mut told) = (Duration::ZERO, Duration::ZERO, 0);
        for recipient in &list.recipients {
            let begin = Instant::now();
            let mail = press.compose(recipient, &key).expect("a mail");
            let made = Instant::now();
            told += check
                .check(&mail.content())
                .iter()
                .filter(|fault| fault.is_error())
                .count();
            (rendering, checking) = (rendering + (made - begin), checking + made.elapsed());
        }
        println!(
            "round {round}: {} mails, {} names: rendering {rendering:.2?}, leak check {checking:.2?} (built once in {built:.2?}), {:.2} times; {told} leaks",
            list.recipients.len(),
            list.sum().listed,
            (checking + built).as_secs_f64() / rendering.as_secs_f64(),
        );
    }
}

/// A list of the shipped form; every name is its own.
fn text(rows: u32) -> String {
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
    text
}
