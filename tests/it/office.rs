//! A campaign for tests whose relay needs the three words, with the steps people take in it.

use std::fs;

use heraut::relay::catcher::{Act, Moment, Scene as Asked, Script};
use serde_json::Value;

use crate::current_list::{LIST, SETTINGS};
use crate::harness::{Folder, Ran};
use crate::server::{Server, server};

/// A campaign with a relay that needs the three words.
pub(crate) struct Office {
    pub(crate) folder: Folder,
    pub(crate) server: Server,
}

impl Office {
    pub(crate) fn new(script: impl Script + 'static) -> Office {
        let (folder, server) = (Folder::new(), server(script));
        let relay = format!(
            "kind = \"smtp\"\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n#",
            server.port()
        );
        folder.change(SETTINGS, "kind = \"catcher\" ", &relay);
        folder.change(SETTINGS, "expected = 40", "# expected = 40");
        Office { folder, server }
    }

    /// Everything is taken.
    pub(crate) fn calm() -> Office {
        Office::new(|_: Moment, _: &Asked<'_>| Act::Proceed)
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        self.folder.heraut(words)
    }

    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(&[&["--json"], words].concat());
        assert!(
            ran.exit < 10 && ran.exit != 1,
            "{words:?}: {}{}",
            ran.out,
            ran.err
        );
        ran.json()
    }

    pub(crate) fn agree(&self) {
        let digest = self.folder.status()["digest"].as_str().unwrap().to_owned();
        for (by, role) in [
            ("A. Vos", "inhoud"),
            ("B. Smit", "juridisch"),
            ("C. van Voorbeeld", "besluit"),
        ] {
            let ran = self.run(&["approve", "--digest", &digest, "--by", by, "--as", role]);
            assert_eq!(ran.exit, 0, "{}", ran.err);
        }
    }

    pub(crate) fn seal_and_agree(&self) {
        let ran = self.run(&["seal"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        self.agree();
    }

    /// How many mails went to this address.
    pub(crate) fn has(&self, address: &str) -> usize {
        let mails = self.server.kept.mails();
        mails
            .iter()
            .filter(|mail| mail.recipients.iter().any(|to| to.address == address))
            .count()
    }

    pub(crate) fn change(&self, from: &str, to: &str) {
        self.folder.change(LIST, from, to);
    }

    /// Takes the row off the list, and says what it was.
    pub(crate) fn remove(&self, id: &str) -> String {
        let text = fs::read_to_string(self.folder.path(LIST)).unwrap();
        let (gone, left): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|row| row.starts_with(id));
        fs::write(self.folder.path(LIST), left.join("\r\n")).unwrap();
        gone[0].to_owned()
    }

    pub(crate) fn add(&self, row: &str) {
        let text = fs::read_to_string(self.folder.path(LIST)).unwrap();
        fs::write(
            self.folder.path(LIST),
            format!("{}\r\n{row}\r\n", text.trim_end()),
        )
        .unwrap();
    }

    pub(crate) fn state(&self, id: &str) -> Value {
        let status = self.folder.status();
        let mails = status["mails"].as_array().unwrap();
        mails
            .iter()
            .find(|mail| mail["id"] == id)
            .map_or(Value::Null, |mail| mail["state"].clone())
    }
}

pub(crate) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
