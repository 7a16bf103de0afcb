//! `init`: a new campaign folder, ready to run with the built-in catcher.

use std::fs;
use std::path::Path;

use crate::campaign::{Campaign, Error};
use crate::new_place::{new_file, private_folders};

/// Files of a new campaign: the campaign that ships with the program.
const FILES: [(&str, &[u8]); 11] = [
    (
        "config/heraut.toml",
        include_bytes!("../../../config/heraut.toml"),
    ),
    (
        "recipients.example.csv",
        include_bytes!("../../../recipients.example.csv"),
    ),
    (
        "templates/bijlage-3.1.subject.hbs",
        include_bytes!("../../../templates/bijlage-3.1.subject.hbs"),
    ),
    (
        "templates/bijlage-3.1.txt.hbs",
        include_bytes!("../../../templates/bijlage-3.1.txt.hbs"),
    ),
    (
        "templates/bijlage-3.1.html.hbs",
        include_bytes!("../../../templates/bijlage-3.1.html.hbs"),
    ),
    (
        "templates/stukken/ondertekening.txt.hbs",
        include_bytes!("../../../templates/stukken/ondertekening.txt.hbs"),
    ),
    (
        "templates/stukken/ondertekening.html.hbs",
        include_bytes!("../../../templates/stukken/ondertekening.html.hbs"),
    ),
    (
        "templates/huisstijl.typ",
        include_bytes!("../../../templates/huisstijl.typ"),
    ),
    (
        "templates/uw-gegevens.typ",
        include_bytes!("../../../templates/uw-gegevens.typ"),
    ),
    (
        "templates/bijlage-3.2.typ",
        include_bytes!("../../../templates/bijlage-3.2.typ"),
    ),
    (
        "templates/bijlage-3.2.pdf",
        include_bytes!("../../../templates/bijlage-3.2.pdf"),
    ),
];

impl Campaign {
    /// Whether its list is the example that ships with the program.
    #[must_use]
    pub fn has_example_list(&self) -> bool {
        self.is_example(&self.settings().list.file)
    }

    /// Whether one of its templates is an example that ships with the program.
    #[must_use]
    pub fn has_example_texts(&self) -> bool {
        let notice = &self.settings().notice;
        [&notice.text, &notice.html]
            .into_iter()
            .any(|file| self.is_example(file))
    }

    fn is_example(&self, file: &Path) -> bool {
        let shipped = FILES.iter().find(|(name, _)| Path::new(name) == file);
        shipped.is_some_and(|(_, bytes)| {
            fs::read(self.dir().join(file)).is_ok_and(|own| own == *bytes)
        })
    }
}

/// Makes the folder. It must not exist, or be empty. Returns the files that were made.
///
/// # Errors
/// [`Error::NotEmpty`], [`Error::File`].
pub fn init(dir: &Path) -> Result<Vec<&'static str>, Error> {
    if dir.exists() {
        let mut inside = fs::read_dir(dir).map_err(Error::file(dir.display().to_string()))?;
        if inside.next().is_some() {
            return Err(Error::NotEmpty);
        }
    }
    let files = FILES
        .iter()
        .copied()
        .chain([(".gitignore", &b"/var\n"[..])]);
    let mut made = Vec::new();
    for (name, bytes) in files {
        let path = dir.join(name);
        if let Some(folder) = path.parent() {
            private_folders(folder).map_err(Error::file(name))?;
        }
        new_file(&path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, bytes))
            .map_err(Error::file(name))?;
        made.push(name);
    }
    Ok(made)
}
