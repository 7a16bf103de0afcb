//! The one door to the program from outside: a campaign folder of its own, a home of its own, the binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A campaign folder in a place of its own, and a home that nobody shares.
pub(crate) struct Folder {
    _place: TempDir,
    dir: PathBuf,
    home: PathBuf,
}

/// What the program did.
pub(crate) struct Ran {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Everything a person at the terminal reads: what was asked for, and what is said beside it.
    pub(crate) fn screen(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// The one document on standard output.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|fault| panic!("{fault}: {}{}", self.out, self.err))
    }
}

impl Folder {
    /// The campaign that ships, without a pace.
    pub(crate) fn new() -> Folder {
        let place = tempfile::tempdir().unwrap();
        let (dir, home) = (place.path().join("campaign"), place.path().join("home"));
        fs::create_dir(&home).unwrap();
        let folder = Folder {
            _place: place,
            dir,
            home,
        };
        let made = folder.heraut(&["init", folder.dir.to_str().unwrap()]);
        assert_eq!(made.exit, 0, "{}", made.err);
        folder.change("config/heraut.toml", "\"240/min\"", "\"unlimited\"");
        folder.change("config/heraut.toml", "\"60/min\"", "\"unlimited\"");
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The user's own place to remember in.
    pub(crate) fn state_home(&self) -> PathBuf {
        self.home.join("state")
    }

    /// Changes a file; what is to be replaced must be there.
    pub(crate) fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    /// Sets another relay: one that can reach anybody, at a name that no resolver knows (RFC 6761).
    pub(crate) fn with_real_relay(self) -> Folder {
        let smtp = "kind = \"smtp\"\nhost = \"mail.invalid\"\nport = 465\ntls = \"implicit\"\n";
        self.change(
            "config/heraut.toml",
            "kind = \"catcher\" ",
            &format!("{smtp}#"),
        );
        self
    }

    /// Runs the program in the folder, in English, without a terminal.
    pub(crate) fn heraut(&self, words: &[&str]) -> Ran {
        self.ran(self.command(words))
    }

    /// Runs a command to its end.
    pub(crate) fn ran(&self, mut command: Command) -> Ran {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran {
            exit: status.code().unwrap_or(-1),
            out: text(stdout),
            err: text(stderr),
        }
    }

    /// The program, ready to run.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heraut"));
        command
            .args(words)
            .env_clear()
            .env("HOME", &self.home)
            .stdin(Stdio::null());
        command
            .env("XDG_STATE_HOME", self.home.join("state"))
            .env("LANG", "en_GB.UTF-8");
        if self.dir.exists() {
            command.current_dir(&self.dir);
        }
        command
    }

    pub(crate) fn status(&self) -> Value {
        self.heraut(&["status", "--json"]).json()
    }

    /// The files the catcher keeps.
    pub(crate) fn caught(&self) -> Vec<PathBuf> {
        files(&self.path("var/trial/caught/new"))
    }
}

/// The files of one folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}
