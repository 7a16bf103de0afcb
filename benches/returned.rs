//! How many returned mails are read in a second, on one core: `cargo bench --bench returned [-- FOLDER]`.
//!
//! Reads the mails of the folder, by default `tests/returned`, again and again from memory.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    reason = "a measurement takes the time and tells it"
)]

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use heraut::bounce::read;

const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let folder = folder.unwrap_or_else(|| "tests/returned".to_owned());
    let mails: Vec<Vec<u8>> = fs::read_dir(&folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .map(|path| fs::read(path).expect("a mail can be read"))
        .collect();
    let octets: usize = mails.iter().map(Vec::len).sum();
    let mut rates: Vec<f64> = (0..ROUNDS).map(|_| round(&mails)).collect();
    rates.sort_by(f64::total_cmp);
    println!(
        "{} mails of {} octets on average: {:.0} mails a second (the median of {ROUNDS} rounds; {:.0} to {:.0})",
        mails.len(),
        octets / mails.len().max(1),
        rates[ROUNDS / 2],
        rates[0],
        rates[ROUNDS - 1],
    );
}

/// Mails a second in one round.
fn round(mails: &[Vec<u8>]) -> f64 {
    let begun = Instant::now();
    let mut read_so_far = 0;
    while begun.elapsed() < ROUND {
        for mail in mails {
            black_box(read(black_box(mail)));
        }
        read_so_far += mails.len();
    }
    read_so_far as f64 / begun.elapsed().as_secs_f64()
}
