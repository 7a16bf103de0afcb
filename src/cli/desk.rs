//! What every command on a campaign works with: the open campaign, the screen, the current time.

use jiff::Timestamp;

use super::args::Global;
use super::help::Manner;
use super::json;
use super::screen::Screen;
use crate::campaign::{Campaign, Error};
use crate::config::Reach;
use crate::phrase::{Speaker, harmless, quoted};

/// What stopped a command, and the screen to show it on.
pub(super) type Stopped = Box<(Error, Screen)>;

/// An open campaign and its screen.
pub(super) struct CommandContext {
    pub(super) campaign: Campaign,
    pub(super) screen: Screen,
    pub(super) global: Global,
    pub(super) manner: Manner,
    pub(super) now: Timestamp,
}

impl CommandContext {
    /// Opens the campaign. From now on times are in the campaign's own zone.
    pub(super) fn open(
        global: Global,
        screen: Screen,
        manner: Manner,
        now: Timestamp,
    ) -> Result<CommandContext, Stopped> {
        let campaign = match Campaign::open(&global.dir, &global.set) {
            Ok(campaign) => campaign,
            Err(error) => return Err(Box::new((error, screen))),
        };
        let zone = campaign.settings().window.timezone.clone();
        let speaker = Speaker::new(manner.language, zone, now);
        Ok(CommandContext {
            campaign,
            screen: screen.speaking(speaker),
            global,
            manner,
            now,
        })
    }

    /// Prints the document that `make` returns, if a program reads it.
    pub(super) fn print(&self, make: impl FnOnce(&Speaker) -> serde_json::Value) {
        if self.manner.json {
            json::print(&make(&self.screen.speaker));
        }
    }

    /// A path as people type it from here.
    pub(super) fn path(path: &std::path::Path) -> String {
        harmless(&path.strip_prefix(".").unwrap_or(path).display().to_string()).into_owned()
    }

    /// A command as people type it from here.
    pub(super) fn command(&self, rest: &str) -> String {
        let dir = self.global.dir.display().to_string();
        match dir.as_str() {
            "." => format!("heraut {rest}"),
            dir => format!("heraut -C {} {rest}", quoted(dir)),
        }
    }

    /// Whether the built-in catcher takes every mail.
    pub(super) fn has_catcher(&self) -> bool {
        self.campaign.settings().relay.reach() == Reach::Nobody
    }
}
