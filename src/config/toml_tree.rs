//! The settings as a plain tree: values and their positions, before anything is known about their
//! meaning.
//!
//! Keeps of TOML what the settings need (values, their lines) and puts `--set` in the same form, so
//! the sections read both alike.

use std::ops::Range;

use toml_edit::{Datetime, Item, Key, TableLike};

use crate::finding::{Code, Problem};

/// The place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// Somewhere in the file.
    File,
    /// In this line of the file.
    Line(u32),
    /// In a `--set`.
    Override,
}

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct TomlNode {
    pub(super) at: At,
    pub(super) value: TomlValue,
}

/// A value of TOML.
#[derive(Debug, Clone)]
pub(super) enum TomlValue {
    Text(String),
    Whole(i64),
    Number(f64),
    Truth(bool),
    Moment(Datetime),
    List(Vec<TomlNode>),
    Table(TomlTable),
}

impl TomlValue {
    /// The key of the phrase that names this kind of value.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            TomlValue::Text(_) => "config-kind-text",
            TomlValue::Whole(_) => "config-kind-whole",
            TomlValue::Number(_) => "config-kind-number",
            TomlValue::Truth(_) => "config-kind-truth",
            TomlValue::Moment(_) => "config-kind-moment",
            TomlValue::List(_) => "config-kind-list",
            TomlValue::Table(_) => "config-kind-table",
        }
    }
}

/// Keys and values, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct TomlTable(Vec<(String, TomlNode)>);

impl TomlTable {
    pub(super) fn get(&self, key: &str) -> Option<&TomlNode> {
        self.entries()
            .find(|(name, _)| *name == key)
            .map(|(_, node)| node)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &TomlNode)> {
        self.0.iter().map(|(key, node)| (key.as_str(), node))
    }

    fn put(&mut self, key: &str, node: TomlNode) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, slot)) => *slot = node,
            None => self.0.push((key.to_owned(), node)),
        }
    }
}

/// Reads the text of the file.
pub(super) fn parse(text: &str) -> Result<TomlTable, (At, Problem)> {
    let source = Source::file(text);
    match toml_edit::Document::parse(text) {
        Ok(document) => Ok(source.table(document.as_table())),
        Err(fault) => Err((source.at(fault.span()), syntax(&fault))),
    }
}

/// The parser's message holds what it expected, never the text itself.
fn syntax(fault: &toml_edit::TomlError) -> Problem {
    if fault.message() == "duplicate key" {
        return Problem::new(Code::ConfigKeyTwice);
    }
    Code::ConfigSyntax.with("message", fault.message())
}

/// Sets what one `--set KEY=VALUE` asks; gives the key.
///
/// The value is TOML; a bare word that is no TOML, such as `30/min`, is taken as text.
pub(super) fn set(root: &mut TomlTable, text: &str) -> Result<String, (String, Problem)> {
    let (key, value) = text
        .split_once('=')
        .ok_or_else(|| (text.trim().to_owned(), Problem::new(Code::ConfigSetSyntax)))?;
    let (key, value) = (key.trim(), value.trim());
    let refuse = |code: Code| (key.to_owned(), Problem::new(code));
    let path = Key::parse(key).map_err(|_| refuse(Code::ConfigSetSyntax))?;
    let value = match value.parse::<toml_edit::Value>() {
        Ok(value) => Source::Override.value(&value).value,
        Err(_) if value.starts_with(['"', '\'', '[', '{']) || value.is_empty() => {
            return Err(refuse(Code::ConfigSetSyntax));
        }
        Err(_) => TomlValue::Text(value.to_owned()),
    };
    let (last, sections) = path
        .split_last()
        .ok_or_else(|| refuse(Code::ConfigSetSyntax))?;
    let mut table = root;
    for name in sections {
        table = below(table, name.get()).ok_or_else(|| refuse(Code::ConfigSetKey))?;
    }
    table.put(
        last.get(),
        TomlNode {
            at: At::Override,
            value,
        },
    );
    Ok(path.iter().map(Key::get).collect::<Vec<_>>().join("."))
}

/// The table of this name, made where there is none; `None` if something else is there.
fn below<'t>(table: &'t mut TomlTable, name: &str) -> Option<&'t mut TomlTable> {
    if table.get(name).is_none() {
        table.put(
            name,
            TomlNode {
                at: At::Override,
                value: TomlValue::Table(TomlTable::default()),
            },
        );
    }
    match table.0.iter_mut().find(|(key, _)| key == name) {
        Some((
            _,
            TomlNode {
                value: TomlValue::Table(found),
                ..
            },
        )) => Some(found),
        _ => None,
    }
}

/// Where the parsed values come from, to tell their places.
enum Source {
    /// A file, by the offsets of its line breaks.
    File(Vec<usize>),
    Override,
}

impl Source {
    fn file(text: &str) -> Self {
        Source::File(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect(),
        )
    }

    fn at(&self, span: Option<Range<usize>>) -> At {
        match (self, span) {
            (Source::Override, _) => At::Override,
            (Source::File(_), None) => At::File,
            (Source::File(breaks), Some(span)) => {
                let before = breaks.partition_point(|line_break| *line_break < span.start);
                At::Line(u32::try_from(before + 1).unwrap_or(u32::MAX))
            }
        }
    }

    fn table(&self, table: &dyn TableLike) -> TomlTable {
        let mut found = TomlTable::default();
        for (key, item) in table.iter() {
            let key_span = table.get_key_value(key).and_then(|(key, _)| key.span());
            let Some(mut node) = self.item(item) else {
                continue;
            };
            // A table's own span is its header; a value is looked for at its key.
            if !matches!(node.value, TomlValue::Table(_)) || node.at == At::File {
                node.at = self.at(key_span.or_else(|| item.span()));
            }
            found.put(key, node);
        }
        found
    }

    fn item(&self, item: &Item) -> Option<TomlNode> {
        let value = match item {
            Item::None => return None,
            Item::Value(value) => return Some(self.value(value)),
            Item::Table(table) => TomlValue::Table(self.table(table)),
            Item::ArrayOfTables(tables) => TomlValue::List(
                tables
                    .iter()
                    .map(|table| TomlNode {
                        at: self.at(table.span()),
                        value: TomlValue::Table(self.table(table)),
                    })
                    .collect(),
            ),
        };
        Some(TomlNode {
            at: self.at(item.span()),
            value,
        })
    }

    fn value(&self, value: &toml_edit::Value) -> TomlNode {
        use toml_edit::Value as Toml;
        let at = self.at(value.span());
        let value = match value {
            Toml::String(text) => TomlValue::Text(text.value().clone()),
            Toml::Integer(number) => TomlValue::Whole(*number.value()),
            Toml::Float(number) => TomlValue::Number(*number.value()),
            Toml::Boolean(truth) => TomlValue::Truth(*truth.value()),
            Toml::Datetime(moment) => TomlValue::Moment(*moment.value()),
            Toml::Array(values) => {
                TomlValue::List(values.iter().map(|value| self.value(value)).collect())
            }
            Toml::InlineTable(table) => TomlValue::Table(self.table(table)),
        };
        TomlNode { at, value }
    }
}
