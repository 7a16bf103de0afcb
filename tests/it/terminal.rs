//! The program at a terminal: what it asks, what a person types, and what comes of it.
#![allow(clippy::disallowed_methods)]

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::office::Office;

/// A program that runs at a terminal of its own.
pub(crate) struct Terminal {
    keyboard: File,
    screen: Arc<Mutex<String>>,
    child: Child,
}

impl Terminal {
    /// Starts the command with a terminal for its three files.
    pub(crate) fn of(mut command: Command) -> Terminal {
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let name = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();
        let theirs = || File::options().read(true).write(true).open(&name).unwrap();
        command.stdin(theirs()).stdout(theirs()).stderr(theirs());
        let child = command.spawn().unwrap();
        // What the command keeps of the terminal would keep it open.
        drop(command);
        let (keyboard, screen) = (File::from(ours), Arc::new(Mutex::new(String::new())));
        let (mut seen, told) = (keyboard.try_clone().unwrap(), screen.clone());
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = seen.read(&mut piece) {
                told.lock()
                    .unwrap()
                    .push_str(&String::from_utf8_lossy(&piece[..length]));
            }
        });
        Terminal {
            keyboard,
            screen,
            child,
        }
    }

    /// Waits until this stands on the screen.
    pub(crate) fn shows(&self, text: &str) {
        let began = Instant::now();
        while !self.read().contains(text) {
            let waited = began.elapsed() < Duration::from_secs(60);
            assert!(waited, "“{text}” does not come:\n{}", self.read());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What stands on the screen, on one line and without colours.
    fn read(&self) -> String {
        let screen = self.screen.lock().unwrap();
        let mut pieces = screen.split("\u{1b}[");
        let first = pieces.next().unwrap_or_default().to_owned();
        // What stands behind the letter that ends a sequence of ECMA-48.
        let rest = pieces.map(|piece| {
            piece
                .split_once(char::is_alphabetic)
                .map_or("", |(_, text)| text)
        });
        let plain = rest.fold(first, |text, piece| text + piece);
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Types a line.
    pub(crate) fn types(&mut self, line: &str) {
        self.keyboard
            .write_all(format!("{line}\n").as_bytes())
            .unwrap();
    }

    /// Waits for the end: its exit code, and all that stood on the screen.
    pub(crate) fn ended(mut self) -> (i32, String) {
        let exit = self.child.wait().unwrap().code().unwrap_or(-1);
        std::thread::sleep(Duration::from_millis(100));
        (exit, self.read())
    }
}

#[test]
fn a_real_send_begins_once_the_name_of_the_campaign_is_typed() {
    let office = Office::calm();
    crate::kind::with_a_real_address(&office.folder);
    office.seal_and_agree();
    let mut terminal = Terminal::of(office.folder.command(&["send"]));
    terminal.shows("This is a REAL send");
    terminal.shows("As far as this journal knows, nothing has been sent before. Is that right?");
    terminal.shows("type the name of the campaign and the number of mails (inzage-2024 32):");
    assert!(office.server.kept.mails().is_empty());
    terminal.types("inzage-2024 32");
    let (exit, screen) = terminal.ended();
    assert_eq!(
        (exit, office.server.kept.mails().len()),
        (0, 32),
        "{screen}"
    );
}

#[test]
fn before_anybody_types_a_name_it_is_said_that_nothing_may_go_now() {
    let office = Office::calm();
    crate::kind::with_a_real_address(&office.folder);
    office.folder.change(
        "config/heraut.toml",
        "\n# not_before = 2024-12-12T09:00:00",
        "\nnot_before = 2999-12-12T09:00:00",
    );
    office.seal_and_agree();
    let mut terminal = Terminal::of(office.folder.command(&["send"]));
    terminal.shows("type the name of the campaign and the number of mails (inzage-2024 32):");
    let screen = terminal.read();
    let told = screen.find("Nothing may go out now.").expect("it is told");
    assert!(
        told < screen.find("This is a REAL send").unwrap(),
        "{screen}"
    );
    assert!(
        screen.contains("To wait for it: heraut send --wait"),
        "{screen}"
    );
    terminal.types("inzage-2024 32");
    let (exit, screen) = terminal.ended();
    assert_eq!((exit, office.server.kept.mails().len()), (5, 0), "{screen}");
    assert!(screen.contains("heraut send --wait"), "{screen}");
}
