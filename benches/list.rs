//! How fast a long list is read and judged, and in how much memory: `cargo bench --bench list [-- ROWS]`.
//!
//! Its own timing, since what counts is one cold reading of one long file, and the peak of its memory.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    reason = "a measurement takes the time and tells it"
)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use heraut::{config, finding, list};

const ROUNDS: usize = 5;

const SETTINGS: &str = "
campaign.name = 'meting'
sender.from = 'bericht@voorbeeldzaken.example'
notice = { subject = 'a', text = 'b', html = 'c' }
approval.required = ['besluit']

[list]
file = 'list.csv'
encoding = 'utf-8'
delimiter = ';'
register = 'register.csv'
columns = { id = 'id', organisation = 'organisatie', email = ['email', 'secretaris'], kind = 'soort' }
period = { column = 'contactjaren', years = [2023, 2024], ground = 'niet in elk jaar contact' }
duplicates.address = 'send'

[[list.exclude]]
kind = 'overheid'
ground = 'overheid'

[[list.exclude]]
kind = 'herleidbaar'
ground = 'herleidbaar tot personen'
";

/// What a child measures: the name of this variable, and in it the folder.
const FOLDER: &str = "HERAUT_BENCH_LIST";

/// Every round is a process of its own: what an earlier one left behind in the memory is no part of it.
fn main() {
    if let Some(dir) = std::env::var_os(FOLDER) {
        return round(Path::new(&dir));
    }
    let rows = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .next()
        .unwrap_or(100_000);
    measure(&format!("{rows} rows as offices have them"), |dir| {
        write(dir, rows)
    });
    measure("10000 rows with a fault in every row", |dir| {
        write_faults(dir, 10_000)
    });
}

fn measure(what: &str, write: impl Fn(&Path) -> std::io::Result<()>) {
    let dir = tempfile::tempdir().expect("a folder for the list");
    write(dir.path()).expect("the list is written");
    let octets = std::fs::metadata(dir.path().join("list.csv")).map_or(0, |file| file.len());
    println!(
        "{what}, {:.1} MiB; at rest {:.1} MiB",
        mib(octets),
        mib(peak())
    );
    let program = std::env::current_exe().expect("this program");
    for _ in 0..ROUNDS {
        let done = Command::new(&program)
            .env(FOLDER, dir.path())
            .status()
            .expect("a round");
        assert!(done.success(), "a round failed");
    }
}

/// One cold reading, judging and grouping.
fn round(dir: &Path) {
    let settings = config::read("heraut.toml", SETTINGS, &[])
        .expect("the settings are in order")
        .list;
    let (begin, busy) = (Instant::now(), cpu());
    let read = list::read(dir, &settings);
    let lines = finding::group(&read.faults).len();
    let took = begin.elapsed().as_secs_f64();
    let (sum, told) = (read.sum(), read.faults.len());
    println!(
        "{took:.3} s ({:.2} s of CPU), peak {:.1} MiB; {} listed = {} excluded + {} invalid + {} ready; {told} faults in {lines} groups",
        cpu() - busy,
        mib(peak()),
        sum.listed,
        sum.excluded,
        sum.invalid,
        sum.ready,
    );
}

/// A list in which every row has a fault, of eight kinds by turns.
fn write_faults(dir: &Path, rows: u32) -> std::io::Result<()> {
    const ADDRESSES: [&str; 8] = [
        "in fo@x.example",
        "info@@x.example",
        "info@x",
        "x.example",
        "info@x,example",
        "",
        "<info@x.example>",
        "caf\u{e9}@x.example",
    ];
    let mut list = BufWriter::new(File::create(dir.join("list.csv"))?);
    write!(
        list,
        "id;organisatie;soort;email;secretaris;contactpersoon;aanhef;kenmerk;contactjaren\r\n"
    )?;
    for n in 0..rows {
        let address = ADDRESSES[n as usize % 8];
        write!(
            list,
            "ORG {n};Vereniging {n};overheit;{address};;x;y;z;vaak\r\n"
        )?;
    }
    list.flush()?;
    std::fs::write(dir.join("register.csv"), "wat;grond;wie;wanneer\n")
}

/// A list as offices have them: one in ten is left out, one in fifty shares its mailbox, one in a hundred has
/// a slip in its address, one in a hundred stands there twice.
fn write(dir: &Path, rows: u32) -> std::io::Result<()> {
    let mut list = BufWriter::new(File::create(dir.join("list.csv"))?);
    write!(
        list,
        "id;organisatie;soort;email;secretaris;contactpersoon;aanhef;kenmerk;contactjaren\r\n"
    )?;
    let mut row = String::new();
    for n in 0..rows {
        row.clear();
        let kind = if n % 10 == 0 {
            "Overheid"
        } else {
            "maatschappelijk"
        };
        let name = if n % 100 == 1 { n.saturating_sub(1) } else { n };
        let mailbox = if n % 50 == 2 { n.saturating_sub(1) } else { n };
        let at = if n % 100 == 3 { " @" } else { "@" };
        let _ = write!(
            row,
            "ORG-{n:06};\"Vereniging \"\"De {}\"\" & Co. {name}\";{kind};",
            WORDS[n as usize % 8]
        );
        let _ = write!(
            row,
            "Bestuur.{mailbox}{at}organisatie-{}.example;;J. van den Akker;",
            mailbox / 2
        );
        let _ = write!(
            row,
            "heer Van den Akker;VZ-{:04X}-{:02X};2023, 2024\r\n",
            n % 65_521,
            n % 251
        );
        list.write_all(row.as_bytes())?;
    }
    list.flush()?;
    let mut register = BufWriter::new(File::create(dir.join("register.csv"))?);
    writeln!(register, "wat;grond;wie;wanneer")?;
    for n in (5..rows).step_by(1000) {
        writeln!(register, "ORG-{n:06};afgeraden;A. Vos;1-2-2024")?;
    }
    register.flush()
}

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

/// The most memory this process ever had, in octets (`VmHWM`).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| {
        line.trim()
            .trim_end_matches("kB")
            .trim()
            .parse::<u64>()
            .ok()
    });
    kib.unwrap_or(0) * 1024
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

#[allow(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn mib(octets: u64) -> f64 {
    octets as f64 / 1_048_576.0
}
