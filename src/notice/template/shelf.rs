//! The files of templates: where they lie, and their text.

use std::path::Path;

use super::syntax::{Part, to_line};
use crate::config::InlineSettings;
use crate::finding::{Code, Finding, Place};
use crate::notice::message::smtp_safe::normalise;
use crate::notice::sources::Sources;

/// What templates are read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shelf<'a> {
    /// The campaign folder.
    pub(crate) dir: &'a Path,
    /// The folder of partials.
    pub(crate) partials: Option<&'a Path>,
    /// The pictures that the HTML may show, and the domain they are named at.
    pub(crate) inline: &'a [InlineSettings],
    pub(crate) domain: &'a str,
}

impl<'a> Shelf<'a> {
    /// As the settings have it.
    pub(crate) fn of(sources: &Sources<'a>) -> Self {
        Shelf {
            dir: sources.dir,
            partials: sources.notice.partials.as_deref(),
            inline: &sources.notice.inline,
            domain: sources.sender.from.address.domain(),
        }
    }
}

/// All the text of a template that can't be used, and of the pieces that it names, as far as it can be read.
pub(crate) fn words_of(shelf: Shelf<'_>, path: &Path, part: Part) -> String {
    let own = read(shelf.dir, path).unwrap_or_default();
    let mut words = own.clone();
    let Some(folder) = shelf.partials else {
        return words;
    };
    let entries = std::fs::read_dir(shelf.dir.join(folder));
    let files = entries.into_iter().flatten().flatten();
    let mut names: Vec<String> = files
        .filter_map(|file| file.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    for file in names {
        let name = file.strip_suffix(part.suffix());
        if name.is_some_and(|name| own.contains(name)) {
            words.push('\n');
            words.push_str(&read(shelf.dir, &folder.join(&file)).unwrap_or_default());
        }
    }
    words
}

/// More than any mail's text; each mail is made of all of it.
const MOST_OCTETS: usize = 4 * 1024 * 1024;

/// The text of a template with LF line ends.
pub(crate) fn read(dir: &Path, path: &Path) -> Result<String, Vec<Finding>> {
    let file = path.display().to_string();
    let bytes = std::fs::read(dir.join(path)).map_err(|_| {
        vec![Finding::at(
            Place::file(&file),
            Code::NoticeTemplateUnreadable,
        )]
    })?;
    if bytes.len() > MOST_OCTETS {
        let phrase = Code::NoticeTemplateLarge.with("most", MOST_OCTETS / 1024 / 1024);
        return Err(vec![Finding::at(Place::file(&file), phrase)]);
    }
    decode(&bytes).map_err(|line| {
        vec![Finding::at(
            Place::file(&file).row(line),
            Code::NoticeTemplateNotUtf8,
        )]
    })
}

/// The text of a file with LF line ends, or the line where it stops being UTF-8.
fn decode(bytes: &[u8]) -> Result<String, u32> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normalise(text).into_owned()),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            Err(to_line(
                before.iter().filter(|&&byte| byte == b'\n').count() + 1,
            ))
        }
    }
}
