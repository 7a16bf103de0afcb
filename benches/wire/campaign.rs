//! The campaign that is sent: mails of some 90 kB, of which some 65 kB are an attachment that all share.

use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use heraut::campaign::{Campaign, SealAsk, SendAsk};
use heraut::dispatch::Progress;
use heraut::vault::{self, Outbox};
use tokio::task::LocalSet;

use crate::Outcome;
use crate::process::{self, Ran};

const SETTINGS: &str = r#"
[campaign]
name = "wire"
[sender]
from = "Ministerie van Voorbeeldzaken <bericht@voorbeeldzaken.example>"
[list]
file = "list.csv"
encoding = "utf-8"
delimiter = ";"
[list.columns]
id = "id"
organisation = "organisatie"
email = "email"
[notice]
subject = "subject.hbs"
text = "text.hbs"
html = "html.hbs"
[[notice.attachment]]
file = "toelichting.pdf"
name = "toelichting.pdf"
handling = "send"
[relay]
kind = "smtp"
host = "127.0.0.1"
port = 2525
tls = "none"
[pace]
rate = "unlimited"
per_domain = "unlimited"
[approval]
required = []
"#;

const PARAGRAPH: &str = "Uw organisatie staat in een overzicht dat wij hebben gemaakt. Leden van de Tweede \
    Kamer mogen dit overzicht één keer vertrouwelijk lezen. Wij vinden het belangrijk dat u dit van ons hoort. \
    Er staan geen namen van personen in. U hoeft niets te doen. Klopt er iets niet? Noem dan uw kenmerk.";
const PARAGRAPHS: usize = 22;
/// Octets of the attachment before base64.
const ATTACHED: usize = 47_500;

/// A sealed campaign, and its journal as it was right after the seal.
pub(crate) struct Sealed {
    dir: PathBuf,
    /// Mails sealed in a second, everything from reading the list on included.
    pub(crate) a_second: f64,
    /// Octets of one mail.
    pub(crate) octets: usize,
}

/// What one run of `send` came to.
pub(crate) struct Sent {
    /// From the start of the run to the last answer.
    pub(crate) seconds: f64,
    pub(crate) peak: f64,
    /// Opening and verifying the campaign, before the run.
    pub(crate) before: f64,
    pub(crate) ran: Ran,
}

impl Sealed {
    /// Writes a campaign of so many mails and seals it in a process of its own.
    pub(crate) fn make(dir: &Path, mails: usize) -> Outcome<Sealed> {
        write(dir, mails)?;
        let dir = dir.to_owned();
        let ran = process::run(process::role(
            &dir.join("state"),
            &["role-seal", text(&dir)?],
        )?)?;
        let mut said = ran.said.split_whitespace();
        let mut number = || {
            said.next()
                .and_then(|word| word.parse::<f64>().ok())
                .ok_or("no word of the seal")
        };
        let (seconds, octets) = (number()?, number()?);
        for folder in ["var/trial", "state/heraut"] {
            copy(&dir.join(folder), &dir.join("kept").join(folder), |name| {
                !name.starts_with("vault")
            })?;
        }
        Ok(Sealed {
            dir,
            a_second: mails as f64 / seconds,
            octets: octets as usize / mails,
        })
    }

    /// One of its mails, ready for the wire.
    pub(crate) fn sample(&self) -> Outcome<String> {
        Ok(text(&self.dir.join("sample.eml"))?.to_owned())
    }

    /// Sends so many of its mails, as if for the first time.
    pub(crate) fn send(
        &self,
        port: u16,
        connections: usize,
        mails: usize,
        slow: bool,
    ) -> Outcome<Sent> {
        for folder in ["var/trial", "state/heraut"] {
            copy(
                &self.dir.join("kept").join(folder),
                &self.dir.join(folder),
                |_| true,
            )?;
        }
        for stale in ["journal.db-wal", "journal.db-shm"] {
            // Gone already when the run before this ended well.
            let _gone = fs::remove_file(self.dir.join("var/trial").join(stale));
        }
        let [port, connections, mails] =
            [port.into(), connections, mails].map(|number| number.to_string());
        let args = ["role-send", text(&self.dir)?, &port, &connections, &mails];
        let mut command = process::role(&self.dir.join("state"), &args)?;
        if slow {
            command = process::with_slow_syncs(&command);
        }
        let ran = process::run(command)?;
        let mut said = ran.said.split_whitespace();
        let mut number = || {
            said.next()
                .and_then(|word| word.parse().ok())
                .ok_or("no word of the run")
        };
        Ok(Sent {
            before: number()?,
            seconds: number()?,
            peak: number()?,
            ran,
        })
    }
}

fn text(path: &Path) -> Outcome<&str> {
    Ok(path.to_str().ok_or("the folder's name is no text")?)
}

/// Copies the files of a folder, and takes away what is there under a name that comes.
fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if wanted(&name.to_string_lossy()) && entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

fn write(dir: &Path, mails: usize) -> Outcome<()> {
    let mut list = "id;organisatie;email;kenmerk\n".to_owned();
    for number in 0..mails {
        let name = name(number);
        writeln!(
            list,
            "ORG-{number:06};Stichting {name};bestuur@{name}.example;VZ-{number:06}"
        )?;
    }
    let mut html =
        "<!DOCTYPE html>\n<html lang=\"nl\"><head><title>Informatie</title></head><body>\n\
        <h1>Informatie</h1>\n<p>Geacht bestuur van {{organisatie}},</p>\n"
            .to_owned();
    let mut plain = "Geacht bestuur van {{organisatie}},\n\n".to_owned();
    for _ in 0..PARAGRAPHS {
        writeln!(html, "<p style=\"margin:0 0 18px 0;\">{PARAGRAPH}</p>")?;
        writeln!(plain, "{PARAGRAPH}\n")?;
    }
    html.push_str("<p>Kenmerk {{kenmerk}}</p></body></html>\n");
    plain.push_str("Kenmerk {{kenmerk}}\n");
    let mut paper = b"%PDF-1.7\n".to_vec();
    // Nothing of the speed depends on what stands in it.
    paper.extend((0..ATTACHED).map(|at| (at * at / 7) as u8));
    let files: [(&str, &[u8]); 6] = [
        ("config/heraut.toml", SETTINGS.as_bytes()),
        ("list.csv", list.as_bytes()),
        (
            "subject.hbs",
            b"Informatie voor het bestuur van {{organisatie}}\n",
        ),
        ("text.hbs", plain.as_bytes()),
        ("html.hbs", html.as_bytes()),
        ("toelichting.pdf", &paper),
    ];
    fs::create_dir_all(dir.join("config"))?;
    for (name, content) in files {
        fs::write(dir.join(name), content)?;
    }
    Ok(())
}

/// A word of ten letters for each number, none like its neighbours.
fn name(number: usize) -> String {
    const LETTERS: [&[u8]; 2] = [b"bdfghjklmnprstvwz", b"aeiou"];
    const ALL: usize = 17 * 5 * 17 * 5 * 17 * 5 * 17 * 5 * 17 * 5;
    let mut rest = number.wrapping_mul(2_654_435_761) % ALL;
    let mut letter = |at: usize| {
        let letters = LETTERS[at % 2];
        let letter = letters[rest % letters.len()];
        rest /= letters.len();
        char::from(letter)
    };
    (0..10).map(&mut letter).collect()
}

/// The role: seals, and says how long that took and how many octets came of it.
pub(crate) fn seal(dir: &Path) -> Outcome<()> {
    let campaign = Campaign::open(dir, &[]).map_err(|fault| format!("{fault:?}"))?;
    let began = Instant::now();
    let now = jiff::Timestamp::now();
    let sealed = campaign
        .seal(&SealAsk::default(), now)
        .map_err(|fault| format!("{fault:?}"))?;
    let seconds = began.elapsed().as_secs_f64();
    let digest = sealed.digest.ok_or("nothing was sealed")?;
    let mut first = None;
    let vault = vault::file_in(&campaign.folder());
    let outbox = Outbox::open(&vault, &[(1, digest)], |mail| {
        first.get_or_insert(mail.recipient);
    })?;
    let mail = outbox.read(&first.ok_or("the seal is empty")?)?.bytes();
    fs::write(
        dir.join("sample.eml"),
        [
            b"Date: Tue, 03 Dec 2024 08:05:09 +0000\r\n",
            mail.as_slice(),
        ]
        .concat(),
    )?;
    println!("{seconds} {}", sealed.octets);
    Ok(())
}

/// The role: sends, and says how long it prepared, how long it sent, and its peak of memory.
pub(crate) fn send(dir: &Path, port: &str, connections: &str, mails: &str) -> Outcome<()> {
    let set = [
        format!("relay.port={port}"),
        format!("relay.connections={connections}"),
    ];
    let began = Instant::now();
    let campaign = Campaign::open(dir, &set).map_err(|fault| format!("{fault:?}"))?;
    let mails: usize = mails.parse()?;
    let ask = SendAsk {
        limit: Some(mails),
        ..SendAsk::default()
    };
    let prepared = campaign
        .prepare(&ask, jiff::Timestamp::now())
        .map_err(|fault| format!("{fault:?}"))?;
    let before = began.elapsed().as_secs_f64();
    let (first, last, accepted) = (Cell::new(began), Cell::new(began), Cell::new(0));
    let tell = |progress: Progress| match progress {
        Progress::Began { .. } => first.set(Instant::now()),
        Progress::Accepted(_) => {
            last.set(Instant::now());
            accepted.set(accepted.get() + 1);
        }
        _ => {}
    };
    let (_stop, never) = tokio::sync::watch::channel(false);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let sent = runtime.block_on(LocalSet::new().run_until(campaign.send(prepared, never, &tell)));
    let sent = sent.map_err(|fault| format!("{fault:?}"))?;
    if accepted.get() != mails {
        return Err(format!("{} of {mails} accepted: {:?}", accepted.get(), sent.ended).into());
    }
    let seconds = (last.get() - first.get()).as_secs_f64();
    println!("{before} {seconds} {}", process::peak_memory()?);
    Ok(())
}
