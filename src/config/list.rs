//! The section about whom to write to: the list.

use std::path::Path;

use crate::finding::{Code, Problem};

use super::section::SettingsSection;
use super::toml_tree::TomlNode;
use super::values::{self, choice, text, whole};
use super::window;
use super::{
    Columns, Duplicates, ExcludedKind, HiddenRows, Instead, ListAccept, ListSettings, Period,
};

/// `[list]`
pub(super) fn list(root: &mut SettingsSection<'_>) -> Option<ListSettings> {
    let mut section = root.section("list");
    let name = section.take("name", text);
    let version = section.take("version", text);
    let date = section.take("date", window::day);
    let file = section.need("file", |node| {
        let path = values::path(node)?;
        let known = has_extension(&path, "csv") || has_extension(&path, "xlsx");
        known
            .then_some(path)
            .ok_or_else(|| Problem::new(Code::ConfigListFile))
    });
    let encoding = section.take("encoding", choice);
    let delimiter = section.take("delimiter", delimiter);
    let sheet = section.take("sheet", text);
    let hidden_rows = section
        .take("hidden_rows", choice)
        .unwrap_or(HiddenRows::Refuse);
    let expected = section.take("expected", whole(1, 1_000_000));
    let columns = columns(&mut section);
    let kinds = kinds(&mut section, columns.as_ref());
    let exclude = exclude(&mut section, columns.as_ref());
    let register = section.take("register", values::path);
    let accept = section
        .sections("accept")
        .into_iter()
        .filter_map(accept)
        .collect();
    let period = period(&mut section);
    let mut duplicates = section.section("duplicates");
    let duplicate_addresses = duplicates
        .take("address", choice)
        .unwrap_or(Duplicates::Refuse);
    // Branches of one organisation often share its name: that is a warning unless the settings
    // refuse it.
    let duplicate_organisations = duplicates
        .take("organisation", choice)
        .unwrap_or(Duplicates::Send);
    duplicates.done();
    section.done();
    Some(ListSettings {
        name,
        version,
        date,
        file: file?,
        encoding,
        delimiter,
        sheet,
        hidden_rows,
        expected,
        columns: columns?,
        kinds,
        exclude,
        register,
        accept,
        period,
        duplicate_addresses,
        duplicate_organisations,
    })
}

pub(super) fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(wanted))
}

/// A semicolon, a comma or a tab.
fn delimiter(node: &TomlNode) -> Result<u8, Problem> {
    match values::string(node)?.as_str() {
        ";" => Ok(b';'),
        "," => Ok(b','),
        "\t" | "tab" => Ok(b'\t'),
        _ => Err(Problem::new(Code::ConfigDelimiter)),
    }
}

/// `[list.columns]`
fn columns(list: &mut SettingsSection<'_>) -> Option<Columns> {
    let mut section = list.section("columns");
    let id = section.take("id", text);
    let organisation = section.need("organisation", text);
    section.expect("email");
    let email = section.each("email", text);
    let kind = section.take("kind", text);
    if section.has_empty("email") {
        section.refuse("email", Code::ConfigEmpty);
    }
    let wrong = id.is_none() && section.has("id");
    section.done();
    if wrong {
        return None;
    }
    Some(Columns {
        id,
        organisation: organisation?,
        email: email?,
        kind,
    })
}

/// The kinds that are mailed.
fn kinds(list: &mut SettingsSection<'_>, columns: Option<&Columns>) -> Vec<String> {
    let kinds = list.each("kinds", text).unwrap_or_default();
    if list.has_empty("kinds") {
        list.refuse("kinds", Code::ConfigEmpty);
    }
    if !kinds.is_empty() && columns.is_some_and(|columns| columns.kind.is_none()) {
        list.refuse("kinds", Code::ConfigKindsColumn);
    }
    kinds
}

/// `[[list.exclude]]`
fn exclude(list: &mut SettingsSection<'_>, columns: Option<&Columns>) -> Vec<ExcludedKind> {
    let mut found = Vec::new();
    for mut section in list.sections("exclude") {
        let kind = section.need("kind", text);
        let ground = section.need("ground", text);
        let legal = section.take("legal", text);
        let instead = section.take("instead", choice).unwrap_or(Instead::Nothing);
        if columns.is_some_and(|columns| columns.kind.is_none()) {
            section.refuse("kind", Code::ConfigExcludeColumn);
        }
        section.done();
        if let (Some(kind), Some(ground)) = (kind, ground) {
            found.push(ExcludedKind {
                kind,
                ground,
                legal,
                instead,
            });
        }
    }
    found
}

/// One `[[list.accept]]`
fn accept(mut section: SettingsSection<'_>) -> Option<ListAccept> {
    let code = section.need("code", text);
    let reason = section.need("reason", text);
    let id = section.take("id", text);
    section.done();
    Some(ListAccept {
        code: code?,
        reason: reason?,
        id,
    })
}

/// `[list.period]`
fn period(list: &mut SettingsSection<'_>) -> Option<Period> {
    let mut section = list.section("period");
    if !section.is_there() {
        return None;
    }
    let column = section.need("column", text);
    section.expect("years");
    let years = section.each("years", whole(1900, 2200));
    let ground = section.need("ground", text);
    if section.has_empty("years") {
        section.refuse("years", Code::ConfigEmpty);
    }
    section.done();
    Some(Period {
        column: column?,
        years: years?,
        ground: ground?,
    })
}
