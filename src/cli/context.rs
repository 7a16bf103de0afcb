//! What every command on a campaign works with: the open campaign, the screen, the current time.

use jiff::Timestamp;

use super::args::Global;
use super::output::document;
use super::output::screen::Screen;
use super::output::style::OutputStyle;
use crate::campaign::{Campaign, Error};
use crate::config::Reach;
use crate::phrase::{Speaker, harmless, quoted};

/// What stopped a command, and the screen to show it on.
pub(crate) type Stopped = Box<(Error, Screen)>;

/// An open campaign and its screen.
pub(crate) struct CommandContext {
    pub(crate) campaign: Campaign,
    pub(crate) screen: Screen,
    pub(crate) global: Global,
    pub(crate) style: OutputStyle,
    pub(crate) now: Timestamp,
}

impl CommandContext {
    /// Opens the campaign. From now on times are in the campaign's own zone.
    pub(crate) fn open(
        global: Global,
        screen: Screen,
        style: OutputStyle,
        now: Timestamp,
    ) -> Result<CommandContext, Stopped> {
        let campaign = match Campaign::open(&global.dir, &global.set) {
            Ok(campaign) => campaign,
            Err(error) => return Err(Box::new((error, screen))),
        };
        let zone = campaign.settings().window.timezone.clone();
        let speaker = Speaker::new(style.language, zone, now);
        Ok(CommandContext {
            campaign,
            screen: screen.speaking(speaker),
            global,
            style,
            now,
        })
    }

    /// Prints the document that `make` returns, if a program reads it.
    pub(crate) fn print(&self, make: impl FnOnce(&Speaker) -> serde_json::Value) {
        if self.style.json {
            document::print(&make(&self.screen.speaker));
        }
    }

    /// A path as people type it from here.
    pub(crate) fn path(path: &std::path::Path) -> String {
        harmless(&path.strip_prefix(".").unwrap_or(path).display().to_string()).into_owned()
    }

    /// A command as people type it from here.
    pub(crate) fn command(&self, rest: &str) -> String {
        let dir = self.global.dir.display().to_string();
        match dir.as_str() {
            "." => format!("heraut {rest}"),
            dir => format!("heraut -C {} {rest}", quoted(dir)),
        }
    }

    /// Whether the built-in catcher takes every mail.
    pub(crate) fn has_catcher(&self) -> bool {
        self.campaign.settings().relay.reach() == Reach::Nobody
    }
}
