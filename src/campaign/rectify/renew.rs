//! `rectify --renew`: the list of a rectification, as the earlier campaign is now.

use std::collections::HashMap;

use super::fault::RectifyFault;
use super::kit::Kit;
use super::list_file::{kit_of, list_file};
use super::whole_folder::replace;
use crate::campaign::{Campaign, Error, Kind};
use crate::id::ListId;
use crate::list::{self, Recipient};
use crate::phrase::Language;

/// What a renewed list holds, compared with the one before.
#[derive(Debug, Clone)]
pub struct Renewed {
    /// The list.
    pub file: String,
    /// How many rows it has.
    pub rows: usize,
    /// The kind of run that the earlier state is of.
    pub kind: Kind,
    /// Whether the file is another one now.
    pub changed: bool,
    /// Who is new on it.
    pub added: Vec<ListId>,
    /// Who is off it.
    pub gone: Vec<ListId>,
    /// Whose name or address differs.
    pub differs: Vec<ListId>,
}

impl Campaign {
    /// Writes the list of this rectification anew.
    ///
    /// # Errors
    /// [`RectifyFault::NotOne`]; [`RectifyFault::Nobody`], and the list stays; errors of the earlier campaign.
    pub fn renew_rectification(&self, language: Language) -> Result<Renewed, Error> {
        let before = self.earlier()?.ok_or(RectifyFault::NotOne)?;
        // Nobody seals or sends from a list that is being replaced, and nobody sends there.
        let lock = self.lock()?;
        let _lock = self.lock_earlier(lock)?;
        drop(before);
        let earlier = self.earlier()?.ok_or(RectifyFault::NotOne)?;
        let rows = &earlier.addressed.rows;
        if rows.is_empty() {
            return Err(RectifyFault::Nobody.into());
        }
        let settings = &self.settings().list;
        let path = self.dir().join(&settings.file);
        let name = settings.file.display().to_string();
        let old = std::fs::read(&path).unwrap_or_default();
        // A file that heraut didn't make is somebody's.
        let kit = match kit_of(&old) {
            Some(kit) => kit,
            None if path.exists() => return Err(Error::InTheWay { file: name }),
            None => Kit::of(language),
        };
        let list = list::read(self.dir(), settings).recipients;
        let mut known: HashMap<&ListId, &Recipient> =
            list.iter().map(|row| (&row.id, row)).collect();
        let (mut added, mut differs) = (Vec::new(), Vec::new());
        for row in rows {
            match known.remove(&row.id) {
                None => added.push(row.id.clone()),
                Some(old) if old.address != row.address || old.organisation != row.organisation => {
                    differs.push(row.id.clone());
                }
                Some(_) => {}
            }
        }
        let gone = list
            .iter()
            .map(|row| &row.id)
            .filter(|id| known.contains_key(id));
        let new = list_file(rows, &kit, &self.settings().window.timezone);
        let new = new.map_err(Error::file(&name))?;
        let changed = new != old;
        if changed {
            replace(&path, &new).map_err(Error::file(&name))?;
        }
        Ok(Renewed {
            gone: gone.cloned().collect(),
            rows: rows.len(),
            kind: earlier.kind(),
            file: name,
            changed,
            added,
            differs,
        })
    }
}
