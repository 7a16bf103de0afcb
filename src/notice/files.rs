//! Which files mails are made from.

use std::io;
use std::path::{Path, PathBuf};

#[cfg(feature = "letters")]
use super::attachment::letter;
use super::attachment::per_recipient;
use crate::config;

/// The folders that files of mails are taken from by name, by their path from the campaign folder.
#[must_use]
pub fn folders(notice: &config::Notice) -> Vec<PathBuf> {
    let chosen = notice
        .attachments
        .iter()
        .filter_map(|attachment| match &attachment.source {
            config::AttachmentSource::Column { folder, .. } => Some(folder),
            config::AttachmentSource::File(_) | config::AttachmentSource::Template(_) => None,
        });
    notice.partials.iter().chain(chosen).cloned().collect()
}

/// Every file that mails are made from, by its path from the campaign folder: templates, the folder of partials,
/// pictures, attachments, what letters read besides their row, and the folders that rows choose from.
///
/// # Errors
/// A folder, and why the disk doesn't tell all of its files.
pub fn files(dir: &Path, notice: &config::Notice) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut files = vec![
        notice.subject.clone(),
        notice.text.clone(),
        notice.html.clone(),
    ];
    files.extend(notice.inline.iter().map(|picture| picture.file.clone()));
    for attachment in &notice.attachments {
        match &attachment.source {
            config::AttachmentSource::File(path) => files.push(path.clone()),
            config::AttachmentSource::Template(path) => {
                files.push(path.clone());
                #[cfg(feature = "letters")]
                files.extend(letter::files(dir, path));
            }
            config::AttachmentSource::Column { .. } => {}
        }
    }
    for folder in folders(notice) {
        match per_recipient::files_in(&dir.join(&folder)) {
            Ok(names) => files.extend(names.into_iter().map(|name| folder.join(name))),
            Err(fault) => return Err((folder, fault)),
        }
    }
    Ok(files)
}
