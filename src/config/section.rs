//! Reads one section key by key, and collects every error on the way.
//!
//! A key is known because it was asked for: no second list of keys has to be maintained.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::finding::{Code, Finding, Place, Problem};
use crate::phrase::Phrase;

use super::toml_tree::{At, TomlNode, TomlTable, TomlValue};

/// Names of keys for secrets; none of them is allowed in the settings.
const SECRET_KEYS: [&str; 6] = [
    "password",
    "pass",
    "passwd",
    "secret",
    "wachtwoord",
    "token",
];

/// Keys that earlier versions accepted without effect, and what happens instead. A dot at the end means every key of
/// that section; the section itself may stay, empty.
const NOT_BUILT: [(&str, &str); 1] = [("privacy.", "config-nothing-is-deleted")];

/// The file that is read and the errors found so far.
pub(super) struct SettingsReader<'f> {
    file: &'f str,
    faults: RefCell<Vec<Finding>>,
    /// Every key that was asked for, with its section as it is written.
    known: RefCell<BTreeSet<(&'static str, String)>>,
}

impl<'f> SettingsReader<'f> {
    pub(super) fn new(file: &'f str) -> Self {
        SettingsReader {
            file,
            faults: RefCell::default(),
            known: RefCell::default(),
        }
    }

    /// Adds an error. An empty key: the error is about no key.
    pub(super) fn refuse(&self, at: At, key: &str, problem: impl Into<Problem>) {
        let mut place = match at {
            At::File => Place::file(self.file),
            At::Line(line) => Place::file(self.file).row(line),
            At::Override => Place::file("--set"),
        };
        if !key.is_empty() {
            place = place.column(key);
        }
        self.faults.borrow_mut().push(Finding::at(place, problem));
    }

    /// All errors, in the order of the file.
    pub(super) fn into_faults(self) -> Vec<Finding> {
        let mut faults = self.faults.into_inner();
        let known = self.known.into_inner();
        faults.iter_mut().for_each(|fault| say_where(fault, &known));
        crate::finding::sort(&mut faults);
        faults.dedup();
        faults
    }
}

/// If the key is known only in other sections, adds which.
fn say_where(fault: &mut Finding, known: &BTreeSet<(&'static str, String)>) {
    let Some(path) = fault
        .place
        .column
        .clone()
        .filter(|_| fault.is(Code::ConfigUnknownKey))
    else {
        return;
    };
    let key = path.rsplit('.').next().unwrap_or(&path);
    let places = known
        .iter()
        .filter(|(name, section)| *name == key && !section.is_empty());
    let places: Vec<String> = places.map(|(_, section)| section.clone()).collect();
    if !places.is_empty() {
        let there = Phrase::new("config-elsewhere")
            .with("key", key)
            .with("places", places);
        fault.problem = Code::ConfigUnknownKey
            .with("key", path.clone())
            .with("elsewhere", "yes")
            .with("nearest", there);
    }
}

/// One table of the settings, or the absence of one.
pub(super) struct SettingsSection<'r> {
    reader: &'r SettingsReader<'r>,
    path: String,
    at: At,
    table: Option<&'r TomlTable>,
    asked: Vec<&'static str>,
    /// It is one table of an array: its name is written in double brackets.
    is_listed: bool,
}

impl<'r> SettingsSection<'r> {
    /// The whole file.
    pub(super) fn root(reader: &'r SettingsReader<'r>, table: &'r TomlTable) -> Self {
        SettingsSection {
            reader,
            path: String::new(),
            at: At::File,
            table: Some(table),
            asked: vec![],
            is_listed: false,
        }
    }

    /// Whether the table is there at all.
    pub(super) fn is_there(&self) -> bool {
        self.table.is_some()
    }

    /// Whether the key is there, right or wrong.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.is_some_and(|table| table.get(key).is_some())
    }

    /// Whether the value is an empty array.
    pub(super) fn has_empty(&self, key: &str) -> bool {
        let node = self.table.and_then(|table| table.get(key));
        matches!(node.map(|node| &node.value), Some(TomlValue::List(nodes)) if nodes.is_empty())
    }

    /// Keys and values of a table whose keys are free.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'r str, &'r TomlNode)> {
        self.table.into_iter().flat_map(TomlTable::entries)
    }

    /// Reads a key that may be absent. `None` if it is absent or wrong.
    pub(super) fn take<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&TomlNode) -> Result<T, Problem>,
    ) -> Option<T> {
        self.asked.push(key);
        let node = self.table?.get(key)?;
        read(node)
            .map_err(|phrase| self.reader.refuse(node.at, &self.key(key), phrase))
            .ok()
    }

    /// Reads a key that must be there. `None` if it is absent or wrong.
    pub(super) fn need<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&TomlNode) -> Result<T, Problem>,
    ) -> Option<T> {
        self.expect(key);
        self.take(key, read)
    }

    /// Reads an array, or a single value in its place. Reports errors for each element.
    pub(super) fn each<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&TomlNode) -> Result<T, Problem>,
    ) -> Option<Vec<T>> {
        self.asked.push(key);
        let node = self.table?.get(key)?;
        Some(self.elements(key, node, read))
    }

    /// The elements of an array that can be read, or the single value in its place.
    pub(super) fn elements<T>(
        &self,
        key: &str,
        node: &TomlNode,
        read: impl Fn(&TomlNode) -> Result<T, Problem>,
    ) -> Vec<T> {
        let nodes = match &node.value {
            TomlValue::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let read = |node: &TomlNode| {
            read(node)
                .map_err(|phrase| self.reader.refuse(node.at, &self.key(key), phrase))
                .ok()
        };
        nodes.iter().filter_map(read).collect()
    }

    /// A table below this one; empty when it is absent.
    pub(super) fn section(&mut self, key: &'static str) -> SettingsSection<'r> {
        self.asked.push(key);
        let mut below = SettingsSection {
            path: self.key(key),
            table: None,
            asked: vec![],
            is_listed: false,
            ..*self
        };
        if let Some(node) = self.table.and_then(|table| table.get(key)) {
            below.at = node.at;
            below.table = self.as_table(key, node);
        }
        below
    }

    /// The tables of an array of tables (`[[…]]`).
    pub(super) fn sections(&mut self, key: &'static str) -> Vec<SettingsSection<'r>> {
        self.asked.push(key);
        let Some(node) = self.table.and_then(|table| table.get(key)) else {
            return Vec::new();
        };
        let nodes = match &node.value {
            TomlValue::List(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let below = |node: &'r TomlNode| {
            let table = Some(self.as_table(key, node)?);
            let path = self.key(key);
            Some(SettingsSection {
                reader: self.reader,
                path,
                at: node.at,
                table,
                asked: vec![],
                is_listed: true,
            })
        };
        nodes.iter().filter_map(below).collect()
    }

    /// Refuses the value of a key, or the absence of one.
    pub(super) fn refuse(&self, key: &str, problem: impl Into<Problem>) {
        let at = self
            .table
            .and_then(|table| table.get(key))
            .map_or(self.at, |node| node.at);
        self.reader.refuse(at, &self.key(key), problem);
    }

    /// Refuses the absence of a key.
    pub(super) fn expect(&self, key: &str) {
        if !self.has(key) {
            // What is missing is missing from the file, also in a section that `--set` began.
            let at = if self.at == At::Override {
                At::File
            } else {
                self.at
            };
            self.reader.refuse(
                at,
                &self.key(key),
                Code::ConfigMissing.with("key", self.key(key)),
            );
        }
    }

    /// Ends the section: refuses every key that nobody asked for.
    pub(super) fn done(self) {
        let name = match (self.path.as_str(), self.is_listed) {
            ("", _) => String::new(),
            (path, true) => format!("[[{path}]]"),
            (path, false) => format!("[{path}]"),
        };
        self.reader
            .known
            .borrow_mut()
            .extend(self.asked.iter().map(|key| (*key, name.clone())));
        for (key, node) in self.entries() {
            if self.asked.contains(&key) {
                continue;
            }
            let path = self.key(key);
            match &node.value {
                TomlValue::Table(table)
                    if NOT_BUILT
                        .iter()
                        .any(|(unbuilt, _)| *unbuilt == format!("{path}.")) =>
                {
                    SettingsSection {
                        path,
                        at: node.at,
                        table: Some(table),
                        asked: Vec::new(),
                        ..self
                    }
                    .done();
                }
                _ => self.reader.refuse(node.at, &path, self.unknown(key, node)),
            }
        }
    }

    fn unknown(&self, key: &str, node: &TomlNode) -> Problem {
        let path = self.key(key);
        let is_it =
            |unbuilt: &str| path == unbuilt || unbuilt.ends_with('.') && path.starts_with(unbuilt);
        if let Some((_, instead)) = NOT_BUILT.iter().find(|(unbuilt, _)| is_it(unbuilt)) {
            return Code::ConfigNotBuilt
                .with("key", path)
                .with("instead", Phrase::new(instead));
        }
        if SECRET_KEYS.contains(&key.to_ascii_lowercase().as_str()) {
            return Code::ConfigSecret.with("key", self.key(key));
        }
        if let Some(phrase) = self.again(key, node) {
            return phrase;
        }
        let code = match node.value {
            TomlValue::Table(_) => Problem::new(Code::ConfigUnknownSection),
            _ => Problem::new(Code::ConfigUnknownKey),
        };
        code.with("key", self.key(key))
            .with("elsewhere", "no")
            .with("nearest", nearest(key, &self.asked))
    }

    /// What to write instead of a key that begins with the name of its own section, or of the one around it.
    fn again(&self, key: &str, node: &TomlNode) -> Option<Problem> {
        let (mut typed, mut below) = (key.to_owned(), node);
        while let TomlValue::Table(table) = &below.value {
            let (next, node) = table.entries().next()?;
            typed = format!("{typed}.{next}");
            below = node;
        }
        let (first, last) = (self.path.split('.').next()?, self.path.rsplit('.').next()?);
        let ways = [
            (self.path.as_str(), self.path.as_str()),
            (self.path.as_str(), last),
            (first, first),
        ];
        ways.into_iter().find_map(|(section, name)| {
            let key = typed.strip_prefix(name)?.strip_prefix('.')?;
            let phrase = Code::ConfigSectionAgain.with("section", section);
            Some(phrase.with("name", name).with("key", key))
        })
    }

    fn as_table(&self, key: &str, node: &'r TomlNode) -> Option<&'r TomlTable> {
        match &node.value {
            TomlValue::Table(table) => Some(table),
            other => {
                let phrase = wrong_kind("config-kind-table", other);
                self.reader.refuse(node.at, &self.key(key), phrase);
                None
            }
        }
    }

    fn key(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }
}

/// The value has another type than wanted.
pub(super) fn wrong_kind(wanted: &'static str, found: &TomlValue) -> Problem {
    Code::ConfigType
        .with("wanted", Phrase::new(wanted))
        .with("found", Phrase::new(found.kind()))
}

/// The known key that was probably meant, or all keys.
fn nearest(key: &str, known: &[&'static str]) -> Phrase {
    let alike = |name: &str| strsim::jaro_winkler(&key.to_lowercase(), name);
    let best = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    match best.filter(|name| alike(name) >= 0.8) {
        Some(name) => Phrase::new("config-nearest").with("key", *name),
        None => Phrase::new("config-known").with("keys", known.to_vec()),
    }
}
