//! From the file's text to [`Settings`], with every error found on the way.

use crate::finding::{Code, Finding, Place};

use super::section::{SettingsReader, SettingsSection};
use super::toml_tree::{self, At, TomlTable};
use super::{Reach, Settings, list, notice, sections};

/// Settings are never this large; the shipped file has 11 kB.
const MOST_OCTETS: usize = 1024 * 1024;

/// Reads settings from the text of the file called `file` (for errors) and the `--set KEY=VALUE`
/// overrides, each as TOML. An error in an override names `--set` as its file.
///
/// # Errors
/// Every error at once, each with file, line and key. Text that is not TOML gives only that error.
pub fn read(file: &str, text: &str, overrides: &[String]) -> Result<Settings, Vec<Finding>> {
    if text.len() > MOST_OCTETS {
        let phrase = Code::ConfigLarge.with("most", MOST_OCTETS / 1024);
        return Err(vec![Finding::at(Place::file(file), phrase)]);
    }
    let reader = SettingsReader::new(file);
    let settings = match toml_tree::parse(text) {
        Ok(mut tree) => {
            let set = set_all(&mut tree, overrides, &reader);
            sections(&tree, &set, &reader)
        }
        Err((at, phrase)) => {
            reader.refuse(at, "", phrase);
            None
        }
    };
    let faults = reader.into_faults();
    settings.filter(|_| faults.is_empty()).ok_or(faults)
}

/// Puts the overrides into the tree; returns their keys.
fn set_all(tree: &mut TomlTable, overrides: &[String], reader: &SettingsReader<'_>) -> Vec<String> {
    let set = |text: &String| {
        toml_tree::set(tree, text)
            .map_err(|(key, phrase)| reader.refuse(At::Override, &key, phrase))
            .ok()
    };
    overrides.iter().filter_map(set).collect()
}

fn sections(tree: &TomlTable, set: &[String], reader: &SettingsReader<'_>) -> Option<Settings> {
    let mut root = SettingsSection::root(reader, tree);
    let campaign = sections::campaign(&mut root);
    let sender = sections::sender(&mut root);
    let list = list::list(&mut root);
    let notice = notice::notice(&mut root);
    let relay = sections::relay(&mut root);
    let pace = sections::pace(&mut root);
    let retry = sections::retry(&mut root);
    let brake = sections::brake(&mut root);
    let window = sections::window(&mut root);
    let reach = relay.as_ref().map(super::RelaySettings::reach);
    let approval = sections::approval(&mut root, reach);
    let serve = super::serve::serve(&mut root);
    let rehearsal = sections::rehearsal(&mut root);
    let returns = super::returns::returns(&mut root);
    let rectification = super::rectification::rectification(&mut root);
    root.done();
    if reach == Some(Reach::Anybody) {
        // Who must approve is written down where everybody sees it, not in an option of one call.
        for key in set
            .iter()
            .filter(|key| *key == "approval" || key.starts_with("approval."))
        {
            reader.refuse(At::Override, key, Code::ConfigSetApproval);
        }
    }
    Some(Settings {
        campaign: campaign?,
        sender: sender?,
        list: list?,
        notice: notice?,
        relay: relay?,
        pace,
        retry,
        brake,
        window: window?,
        approval,
        serve,
        rehearsal,
        returns,
        rectification,
    })
}
