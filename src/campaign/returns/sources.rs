//! Where returned mails lie: `.eml` files, mbox files, Maildirs and folders of files. They are only
//! read: nothing is moved, marked or deleted.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use crate::bounce::{MAX_OCTETS, Mbox, RawMail};
use crate::campaign::Error;
use crate::campaign::no_mail::NoMail;

/// Where one mail lies: its file, and which mail of it, from 1, if the file holds several.
pub(super) struct MailPlace<'p> {
    pub(super) file: &'p Path,
    pub(super) number: Option<usize>,
}

/// Passes on each mail at a path, one at a time.
pub(super) fn each_mail(
    path: &Path,
    take: &mut impl FnMut(MailPlace<'_>, RawMail),
) -> Result<(), Error> {
    let is_folder = fs::metadata(path)
        .map_err(|fault| unreadable(path, fault))?
        .is_dir();
    if !is_folder {
        return each_of_file(path, take);
    }
    let files = files_of(path)?;
    if files.is_empty() {
        return Err(NoMail::Here {
            path: path.display().to_string(),
        }
        .into());
    }
    files.iter().try_for_each(|file| each_of_file(file, take))
}

/// The files of a Maildir (`new` and `cur`), or of a folder those that are mails or mailboxes by
/// their names, sorted.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let parts: Vec<PathBuf> = ["new", "cur"]
        .iter()
        .map(|part| folder.join(part))
        .collect();
    if parts.iter().all(|part| part.is_dir()) {
        let mut files = Vec::new();
        for part in parts {
            files.extend(sorted_files(&part, |_| true)?);
        }
        return Ok(files);
    }
    let is_mail = |name: &str| {
        let name = name.to_ascii_lowercase();
        [".eml", ".mbox", ".mbx"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    sorted_files(folder, is_mail)
}

/// The files of a folder whose names fit; hidden ones are left out.
fn sorted_files(folder: &Path, fits: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|fault| unreadable(folder, fault))? {
        let entry = entry.map_err(|fault| unreadable(folder, fault))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && fits(&name) && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// The mails of one file: an mbox file says by its first line that it is one.
fn each_of_file(path: &Path, take: &mut impl FnMut(MailPlace<'_>, RawMail)) -> Result<(), Error> {
    let fault = |fault| unreadable(path, fault);
    let mut file = BufReader::new(File::open(path).map_err(fault)?);
    if Mbox::<&[u8]>::is_one(file.fill_buf().map_err(fault)?) {
        for (before, mail) in Mbox::new(file).enumerate() {
            let number = Some(before + 1);
            take(MailPlace { file: path, number }, mail.map_err(fault)?);
        }
        return Ok(());
    }
    let mut octets = Vec::new();
    let most = u64::try_from(MAX_OCTETS).unwrap_or(u64::MAX);
    file.by_ref()
        .take(most)
        .read_to_end(&mut octets)
        .map_err(fault)?;
    let cut = !file.fill_buf().map_err(fault)?.is_empty();
    let number = None;
    take(MailPlace { file: path, number }, RawMail { octets, cut });
    Ok(())
}

fn unreadable(path: &Path, fault: std::io::Error) -> Error {
    Error::file(path.display().to_string())(fault)
}
