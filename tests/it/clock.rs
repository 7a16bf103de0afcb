//! Wrong clocks, through the program: a library that the system loads before it moves the time that it reads.
#![allow(clippy::disallowed_methods)]
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::Ran;
use crate::meanwhile::{puts_one_off, set_deadline};
use crate::office::Office;
use crate::terminal::Terminal;

const DAY: i64 = 86_400;

/// A campaign that reaches a real address, on a computer whose clock can be set.
struct Clocked {
    office: Office,
    library: PathBuf,
    off: PathBuf,
    digest: String,
}

impl Clocked {
    /// Sealed and agreed to; `settings` puts what it likes into them before.
    fn new(office: Office, settings: impl FnOnce(&Office)) -> Clocked {
        crate::kind::with_a_real_address(&office.folder);
        settings(&office);
        let library = office.folder.state_home().with_extension("so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/clock.c");
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .arg(&library)
            .arg(source)
            .status();
        assert!(made.unwrap().success(), "the library could not be made");
        office.seal_and_agree();
        let digest = office.folder.status()["digest"]
            .as_str()
            .unwrap()
            .to_owned();
        let off = library.with_extension("off");
        Clocked {
            office,
            library,
            off,
            digest,
        }
    }

    /// Sets the clock this far ahead of the time.
    fn set(&self, seconds: i64) {
        // At once, however the program reads it meanwhile.
        let new = self.off.with_extension("new");
        fs::write(&new, seconds.to_string()).unwrap();
        fs::rename(new, &self.off).unwrap();
    }

    fn command(&self, more: &[&str]) -> Command {
        let send = ["--json", "send", "--yes", "--digest", &self.digest];
        let slow = ["--set", "retry.first=15s", "--set", "retry.max=15s"];
        let mut command = self
            .office
            .folder
            .command(&[&slow[..], &send, more].concat());
        command
            .env("LD_PRELOAD", &self.library)
            .env("CLOCK_OFF", &self.off);
        command
    }

    fn send(&self, more: &[&str]) -> Ran {
        self.office.folder.ran(self.command(more))
    }

    fn sum(&self, state: &str) -> Value {
        self.office.folder.status()["sum"][state].clone()
    }

    /// The mails that the server took: all of them, nobody's twice.
    fn all_have_it_once(&self) -> bool {
        let mails = self.office.server.kept.mails();
        let mut to: Vec<String> = mails
            .iter()
            .flat_map(|mail| mail.recipients.iter().map(|to| to.address.clone()))
            .collect();
        to.sort_unstable();
        to.dedup();
        (mails.len(), to.len()) == (32, 32)
    }
}

fn code(ran: &Ran) -> (i32, String) {
    (
        ran.exit,
        ran.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    )
}

#[test]
fn under_a_clock_far_ahead_nothing_expires_and_nothing_goes_until_a_person_speaks() {
    let campaign = Clocked::new(Office::calm(), |office| {
        set_deadline(office, 2 * DAY);
    });
    assert_eq!(
        campaign.send(&["--limit", "30"]).json()["sum"]["accepted"],
        30
    );
    campaign.set(5 * DAY);
    for _ in 0..2 {
        let ran = campaign.send(&[]);
        assert_eq!(
            code(&ran),
            (7, "campaign-clock-expires".into()),
            "{}",
            ran.err
        );
        let told = ran.json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(told.contains("the time of 2 mails is up"), "{told}");
        assert!(
            ran.json()["error"]["hint"]
                .as_str()
                .unwrap()
                .contains("--clock-is-right")
        );
    }
    let dry = campaign.send(&["--dry-run"]);
    assert_eq!(
        (dry.exit, &dry.json()["obstacle"]["code"]),
        (7, &"campaign-clock-expires".into())
    );
    assert_eq!(
        (campaign.sum("expired"), campaign.sum("queued")),
        (0.into(), 2.into())
    );
    // The clock is set right, and all is as if nothing had been.
    campaign.set(0);
    let ran = campaign.send(&[]);
    assert_eq!(
        (ran.exit, &ran.json()["sum"]["accepted"]),
        (0, &32.into()),
        "{}",
        ran.err
    );
    assert!(campaign.all_have_it_once());
}

#[test]
fn a_clock_that_jumps_while_a_run_waits_ends_it_and_nothing_expires() {
    let campaign = Clocked::new(puts_one_off(), |office| {
        set_deadline(office, DAY);
    });
    let mut command = campaign.command(&["--wait"]);
    let mut run = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while campaign.sum("deferred") != 1 || campaign.sum("accepted") != 31 {
        assert!(
            run.try_wait().unwrap().is_none(),
            "the run ended before its time"
        );
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "no mail was put off"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    campaign.set(2 * DAY);
    let ended = run.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(7), "{told}");
    let document: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(document["error"]["code"], "cli-end-clock", "{document}");
    assert_eq!(
        (&document["sum"]["expired"], &document["sum"]["deferred"]),
        (&0.into(), &1.into())
    );
    assert_eq!(campaign.office.folder.status()["stopped"]["why"], "clock");
    campaign.set(0);
    // The end of that run is a record of the day after tomorrow.
    let ran = campaign.send(&["--wait", "--clock-is-right"]);
    assert_eq!(
        (ran.exit, &ran.json()["sum"]["accepted"]),
        (0, &32.into()),
        "{}",
        ran.err
    );
    assert!(campaign.all_have_it_once());
}

#[test]
fn what_was_put_off_under_a_clock_far_ahead_goes_by_a_persons_word_and_once() {
    let campaign = Clocked::new(puts_one_off(), |_| {});
    campaign.set(5 * DAY);
    let ahead = campaign.send(&["--clock-is-right"]);
    assert_eq!(
        (ahead.exit, &ahead.json()["sum"]["deferred"]),
        (5, &1.into()),
        "{}",
        ahead.err
    );
    campaign.set(0);
    // Not left to wait for days without a word about it.
    let ran = campaign.send(&[]);
    assert_eq!(
        code(&ran),
        (7, "campaign-clock-behind".into()),
        "{}",
        ran.err
    );
    let ran = campaign.send(&["--clock-is-right"]);
    assert_eq!(
        (ran.exit, &ran.json()["sum"]["accepted"]),
        (0, &32.into()),
        "{}",
        ran.err
    );
    assert!(campaign.all_have_it_once());
    // And nobody is asked about it again.
    assert_eq!(campaign.send(&[]).exit, 4);
}

#[test]
fn a_silence_longer_than_ever_is_asked_about_where_something_hangs_on_the_clock() {
    let campaign = Clocked::new(Office::calm(), |office| {
        set_deadline(office, 100 * DAY);
    });
    // New words would be asked of three people for nothing.
    campaign.set(20 * DAY);
    assert_eq!(
        code(&campaign.send(&[])),
        (7, "campaign-clock-silence".into())
    );
    assert_eq!(
        code(&campaign.send(&["--clock-is-right"])),
        (9, "campaign-approval-lapsed".into())
    );
    campaign.set(0);
    assert_eq!(
        campaign.send(&["--limit", "30"]).json()["sum"]["accepted"],
        30
    );
    // Two days are no silence, five are, and once somebody spoke nobody is asked again.
    campaign.set(2 * DAY);
    assert_eq!(
        campaign.send(&["--limit", "1"]).json()["sum"]["accepted"],
        31
    );
    campaign.set(8 * DAY);
    assert_eq!(
        code(&campaign.send(&[])),
        (7, "campaign-clock-silence".into())
    );
    assert_eq!(campaign.sum("accepted"), 31);
    let ran = campaign.send(&["--clock-is-right"]);
    assert_eq!(
        (ran.exit, &ran.json()["sum"]["accepted"]),
        (0, &32.into()),
        "{}",
        ran.err
    );
    assert!(campaign.all_have_it_once());
}

#[test]
fn at_a_terminal_a_person_is_asked_whether_the_clock_is_right() {
    let campaign = Clocked::new(Office::calm(), |office| {
        set_deadline(office, 2 * DAY);
    });
    assert_eq!(
        campaign.send(&["--limit", "30"]).json()["sum"]["accepted"],
        30
    );
    campaign.set(5 * DAY);
    let at_terminal = |answer| {
        let mut command =
            campaign
                .office
                .folder
                .command(&["send", "--yes", "--digest", &campaign.digest]);
        command
            .env("LD_PRELOAD", &campaign.library)
            .env("CLOCK_OFF", &campaign.off);
        let mut terminal = Terminal::of(command);
        terminal.shows("the time of 2 mails is up");
        terminal.shows("Is that the right date and time?");
        assert_eq!(campaign.sum("queued"), 2);
        terminal.types(answer);
        terminal.ended()
    };
    let (exit, screen) = at_terminal("no");
    assert_eq!(
        (exit, campaign.sum("queued"), campaign.sum("expired")),
        (7, 2.into(), 0.into()),
        "{screen}"
    );
    let (exit, screen) = at_terminal("yes");
    assert_eq!(
        (exit, campaign.sum("queued"), campaign.sum("expired")),
        (6, 0.into(), 2.into()),
        "{screen}"
    );
}
