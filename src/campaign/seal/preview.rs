//! `preview`: one row's mail from the current templates, for the person who writes them. Nothing is
//! sealed.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::compose_all;
use crate::campaign::{Campaign, Error};
use crate::finding::{self, Finding};
use crate::id::CampaignKey;
use crate::list::{Excluded, List, Recipient};
use crate::new_place::new_file;
use crate::notice::{Audience, Mail};
use crate::vault::Inputs;

/// The head of a page that a browser loads again each second.
const REFRESHED: &str = "<head><meta http-equiv=\"refresh\" content=\"1\">";

/// One mail as it would be made now.
#[derive(Debug)]
pub struct Previewed {
    /// The mail.
    pub mail: Mail,
    /// The findings about this mail and the templates.
    pub faults: Vec<Finding>,
    /// Its HTML in a file, for a browser.
    pub page: PathBuf,
    /// The letters made for it, each in a file.
    pub letters: Vec<PathBuf>,
    /// Its row number, if that was typed because no row has the typed id.
    pub by_row: Option<u32>,
}

/// The row that is meant: the one with this id, wherever on the list; only if no row has that id,
/// the one with this number in the spreadsheet, which is then returned too.
fn named<'l>(list: &'l List, typed: &str) -> Result<(&'l Recipient, Option<u32>), Error> {
    let no_mail = |one: &Excluded| Error::NoMailToShow {
        id: one.id.to_string(),
        row: one.row,
        ground: one.ground.clone(),
    };
    if let Some(one) = list.recipients.iter().find(|one| one.id.as_str() == typed) {
        return Ok((one, None));
    }
    if let Some(one) = list.excluded.iter().find(|one| one.id.as_str() == typed) {
        return Err(no_mail(one));
    }
    if list.invalid_ids.iter().any(|id| id.as_str() == typed) {
        return Err(Error::FaultyRow {
            id: typed.to_owned(),
        });
    }
    let number: Option<u32> = typed.parse().ok();
    let is_it = |row: u32| number == Some(row);
    if let Some(one) = list.recipients.iter().find(|one| is_it(one.row)) {
        return Ok((one, number));
    }
    Err(match list.excluded.iter().find(|one| is_it(one.row)) {
        Some(one) => no_mail(one),
        None => Error::NoSuchId {
            id: typed.to_owned(),
        },
    })
}

impl Campaign {
    /// Makes the mail of one row, named by its id or, if no row has that id, by its row number.
    /// With `again` the page in the browser reloads by itself.
    ///
    /// # Errors
    /// [`Error::NoSuchId`], [`Error::NoMailToShow`], [`Error::FaultyRow`]; [`Error::Input`] if this
    /// mail can't be made.
    pub fn preview(&self, row: &str, again: bool) -> Result<Previewed, Error> {
        let key = self
            .key_if_any()?
            .unwrap_or_else(|| CampaignKey::from_bytes([0; 32]));
        let mut read = self.read_inputs();
        if let (Some(readable), Ok((recipient, _))) = (&read.readable, named(&read.list, row)) {
            let one = std::slice::from_ref(recipient);
            let (settings, faults) = (self.settings(), &mut read.faults);
            compose_all::check_readable(settings, readable, &read.list, one, faults);
            finding::sort(faults);
        }
        let Some(press) = &read.press else {
            return Err(Error::Input {
                faults: read.faults,
                sum: None,
            });
        };
        let (recipient, by_row) = named(&read.list, row)?;
        // Errors in other rows don't matter here.
        let of_list = self.settings().list.file.display().to_string();
        let mut faults: Vec<Finding> = read
            .faults
            .into_iter()
            .filter(|fault| !fault.place.file.starts_with(&of_list))
            .collect();
        let mail = compose_all::compose_one(
            self.settings(),
            press,
            &read.list,
            recipient,
            &key,
            &mut faults,
        );
        finding::sort(&mut faults);
        let Some(mail) = mail else {
            return Err(Error::Input { faults, sum: None });
        };
        let html = press.page(&mail);
        let html = if again {
            html.replacen("<head>", REFRESHED, 1)
        } else {
            html
        };
        let page = self.write("preview.html", html.as_bytes())?;
        let mut letters = vec![];
        for letter in mail
            .own_files
            .iter()
            .filter(|file| file.audience == Audience::One)
        {
            letters.push(self.write(&format!("preview-{}", letter.name), &letter.content)?);
        }
        Ok(Previewed {
            mail,
            faults,
            page,
            letters,
            by_row,
        })
    }

    /// The inputs of a preview; if they change, it has to be made again.
    #[must_use]
    pub fn preview_inputs(&self) -> Option<Inputs> {
        self.inputs().ok()
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<PathBuf, Error> {
        self.make_folders()?;
        let path = self.folder().join(name);
        let what = || path.display().to_string();
        // Written to another file and moved: a link that somebody put there is replaced, never
        // followed.
        let aside = self
            .folder()
            .join(format!(".preview-{}", std::process::id()));
        let _left_by_one_that_died = fs::remove_file(&aside);
        new_file(&aside)
            .and_then(|mut file| file.write_all(content))
            .and_then(|()| fs::rename(&aside, &path))
            .map_err(Error::file(what()))?;
        Ok(path)
    }
}
