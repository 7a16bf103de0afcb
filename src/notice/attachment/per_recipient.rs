//! Attachments of each row's own: a column names a file, and only the declared folder is ever opened.
//!
//! A name is one plain file name: no `..`, no slash, no link, nothing absolute. The content of a cell is shown to
//! nobody; a fault names the row.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{file, inspect};
use crate::config::AttachmentSettings;
use crate::finding::{Code, Finding, Place, Problem};
use crate::list::Recipient;
use crate::notice::template::value::collapse_line_breaks;
use crate::notice::{Audience, Enclosure, Sources};

/// As many files of one finding as are shown; the others are counted.
const SHOWN: usize = 3;

/// A folder and the column that chooses from it.
#[derive(Debug)]
pub(crate) struct PerRecipientFiles {
    folder: PathBuf,
    column: String,
    name: String,
    media_type: &'static str,
    /// Files of more than one row, encoded once. The others are read when their one mail is made.
    shared: BTreeMap<String, Arc<Enclosure>>,
    /// The most bytes a file may take on the wire.
    most: u64,
    /// The most bytes one of the files takes.
    pub(crate) largest: u64,
}

impl PerRecipientFiles {
    /// Checks every file that a row chooses, and reports files that several rows share or no row uses.
    pub(crate) fn load(
        sources: &Sources<'_>,
        attachment: &AttachmentSettings,
        media_type: &'static str,
        column: &str,
        folder: &Path,
    ) -> Result<(PerRecipientFiles, Vec<Finding>), Vec<Finding>> {
        let file = file::path_of(attachment);
        let fault = |code: Code| {
            vec![Finding::at(
                Place::file(&file),
                Problem::new(code).with("name", &attachment.name),
            )]
        };
        // Of a list that can't be read no column is known.
        if !sources.columns.is_empty() && !sources.columns.iter().any(|known| known == column) {
            return Err(fault(Code::NoticeFileColumn));
        }
        let folder =
            own_folder(sources.dir, folder).ok_or_else(|| fault(Code::NoticeFileFolder))?;
        let (column, name) = (column.to_owned(), attachment.name.clone());
        let (most, shared) = (sources.notice.max_size, BTreeMap::new());
        let mut chosen = PerRecipientFiles {
            folder,
            column,
            name,
            media_type,
            shared,
            most,
            largest: 0,
        };
        let faults = chosen.meet(sources.recipients, &file);
        Ok((chosen, faults))
    }

    fn meet(&mut self, recipients: &[Recipient], folder: &str) -> Vec<Finding> {
        let mut faults = vec![];
        let mut rows: BTreeMap<&str, Vec<&Recipient>> = BTreeMap::new();
        for recipient in recipients {
            match self.wanted(recipient) {
                Ok(file) => rows.entry(file).or_default().push(recipient),
                Err(fault) => faults.push(*fault),
            }
        }
        for (file, rows) in &rows {
            let first = rows[0];
            let one = match self.open(file, first) {
                Ok(one) => one,
                Err(fault) => {
                    faults.push(*fault);
                    continue;
                }
            };
            self.largest = self.largest.max(one.shared.bytes.len() as u64);
            let looks = inspect::look(folder, &one.name, one.media_type, &one.content);
            faults.extend(looks.into_iter().map(|look| Finding {
                place: self.place(first),
                ..look
            }));
            if rows.len() > 1 {
                let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
                let phrase = Code::NoticeFilesShared
                    .with("name", &self.name)
                    .with("ids", ids);
                faults.push(Finding::at(self.place(first), phrase));
                self.shared.insert((*file).to_owned(), Arc::new(one));
            }
        }
        let used: BTreeSet<&str> = rows.into_keys().collect();
        faults.extend(self.unused(folder, &used));
        faults
    }

    /// The files that no row names: one finding for the folder, with the first few paths.
    fn unused(&self, folder: &str, used: &BTreeSet<&str>) -> Option<Finding> {
        let mut files = files_in(&self.folder).unwrap_or_default();
        files.retain(|file| !used.contains(file.as_str()));
        let shown: Vec<String> = files
            .iter()
            .take(SHOWN)
            .map(|file| format!("{folder}/{file}"))
            .collect();
        let phrase = Code::NoticeFileUnused
            .with("name", &self.name)
            .with("count", files.len());
        let phrase = phrase
            .with("more", files.len() - shown.len())
            .with("files", shown);
        (!files.is_empty()).then(|| Finding::at(Place::file(folder), phrase))
    }

    /// The file of one row.
    pub(crate) fn of(&self, recipient: &Recipient) -> Result<Arc<Enclosure>, Box<Finding>> {
        let file = self.wanted(recipient)?;
        match self.shared.get(file) {
            Some(one) => Ok(one.clone()),
            None => Ok(Arc::new(self.open(file, recipient)?)),
        }
    }

    /// The file name in the row's cell, if it is one.
    fn wanted<'r>(&self, recipient: &'r Recipient) -> Result<&'r str, Box<Finding>> {
        let file = recipient
            .fields
            .get(&self.column)
            .map_or("", |cell| cell.trim());
        let plain = collapse_line_breaks(file) == file
            && !file.starts_with('.')
            && !file.contains(|c: char| c.is_control() || matches!(c, '/' | '\\' | ':'));
        if file.is_empty() {
            return Err(self.fault(recipient, Code::NoticeFileNone));
        }
        if plain {
            Ok(file)
        } else {
            Err(self.fault(recipient, Code::NoticeFileName))
        }
    }

    fn open(&self, file: &str, recipient: &Recipient) -> Result<Enclosure, Box<Finding>> {
        let path = self.folder.join(file);
        let found = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if !found {
            return Err(self.fault(recipient, Code::NoticeFileMissing));
        }
        let form = file::Form {
            name: &self.name,
            media_type: self.media_type,
            most: self.most,
        };
        file::open(&path, form, Audience::Rows)
            .map_err(|phrase| Box::new(Finding::at(self.place(recipient), phrase)))
    }

    /// The list's own file is filled in by the caller, who knows what it is called.
    fn place(&self, recipient: &Recipient) -> Place {
        Place::default().row(recipient.row).column(&self.column)
    }

    fn fault(&self, recipient: &Recipient, problem: impl Into<Problem>) -> Box<Finding> {
        let problem = problem
            .into()
            .with("name", &self.name)
            .with("id", recipient.id.as_str());
        Box::new(Finding::at(self.place(recipient), problem))
    }
}

/// The folder, if no part of the way to it is a link.
fn own_folder(dir: &Path, folder: &Path) -> Option<PathBuf> {
    let whole = dir.canonicalize().ok()?.join(folder);
    let straight = whole.canonicalize().ok()?;
    (straight == whole.components().collect::<PathBuf>() && straight.is_dir()).then_some(straight)
}

/// The plain files of a folder, by name; none if there is no such folder, which is reported when a row asks for a file.
///
/// # Errors
/// The disk's, if it doesn't tell all of them.
pub(crate) fn files_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(fault) => {
            let is_missing = matches!(
                fault.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::PermissionDenied
            );
            return if is_missing { Ok(vec![]) } else { Err(fault) };
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{AttachmentSource, Handling};
    use crate::id::ListId;
    use crate::notice::Piece;
    use crate::notice::tests::support::{Folder, key, recipient};
    use crate::phrase::Arg;

    fn folder() -> Folder {
        let mut folder = Folder::new();
        std::fs::create_dir(folder.dir.path().join("eigen")).unwrap();
        folder.columns.push("bijlage".into());
        let source = AttachmentSource::Column {
            column: "bijlage".into(),
            folder: "eigen".into(),
        };
        folder.notice.attachments.push(AttachmentSettings {
            source,
            name: "Brief.txt".into(),
            handling: Handling::Send,
        });
        folder
            .file("eigen/a.txt", "brief a\n")
            .file("eigen/b.txt", "brief b\n")
            .file("buiten.txt", "geheim\n")
    }

    fn row(id: &str, file: &str) -> Recipient {
        let mut row = Recipient {
            id: ListId::new(id).unwrap(),
            ..recipient("x")
        };
        row.fields.insert("bijlage".into(), file.into());
        row
    }

    fn codes(folder: &Folder, rows: &[Recipient]) -> Vec<&'static str> {
        match folder.press_for(rows) {
            Ok((_, looks)) => looks.iter().map(Finding::code_name).collect(),
            Err(faults) => faults
                .iter()
                .filter(|fault| fault.is_error())
                .map(Finding::code_name)
                .collect(),
        }
    }

    #[test]
    fn each_row_gets_its_own_file_under_one_name() {
        let rows = [row("A", "a.txt"), row("B", " b.txt "), row("C", "a.txt")];
        let folder = folder();
        let press = folder.press_for(&rows).unwrap().0;
        let mails: Vec<_> = rows
            .iter()
            .map(|row| press.compose(row, &key()).unwrap())
            .collect();
        let shared = |nth: usize| match &mails[nth].pieces[1] {
            Piece::Shared(shared) => shared.clone(),
            Piece::Own(_) => panic!("not shared"),
        };
        assert!(Arc::ptr_eq(&shared(0), &shared(2)));
        assert_ne!(shared(0), shared(1));
        assert_eq!(mails[1].own_files[0].content, b"brief b\n");
        assert!(shared(1).bytes.windows(9).any(|nine| nine == b"Brief.txt"));
    }

    #[test]
    fn nothing_outside_the_folder_is_opened() {
        let folder = folder();
        std::os::unix::fs::symlink("../buiten.txt", folder.dir.path().join("eigen/link.txt"))
            .unwrap();
        std::os::unix::fs::symlink("eigen", folder.dir.path().join("omweg")).unwrap();
        let absolute = folder.dir.path().join("buiten.txt").display().to_string();
        for (file, code) in [
            ("../buiten.txt", "notice-file-name"),
            ("..", "notice-file-name"),
            ("./a.txt", "notice-file-name"),
            (absolute.as_str(), "notice-file-name"),
            ("x\\a.txt", "notice-file-name"),
            ("a.txt\0", "notice-file-name"),
            (".a.txt", "notice-file-name"),
            ("link.txt", "notice-file-missing"),
            ("geen.txt", "notice-file-missing"),
            (" ", "notice-file-none"),
        ] {
            assert_eq!(codes(&folder, &[row("A", file)]), [code], "{file:?}");
        }
        let mut folder = folder;
        for way in ["omweg", "nergens"] {
            let source = AttachmentSource::Column {
                column: "bijlage".into(),
                folder: way.into(),
            };
            folder.notice.attachments[0].source = source;
            assert_eq!(
                codes(&folder, &[row("A", "a.txt")]),
                ["notice-file-folder"],
                "{way}"
            );
        }
    }

    /// How many files no row names, how many of them are only counted, and the others by their paths.
    fn unused(folder: &Folder) -> (usize, usize, Vec<String>) {
        let looks = folder.press_for(&[row("A", "a.txt")]).unwrap().1;
        let told: Vec<&Finding> = looks
            .iter()
            .filter(|look| look.code_name() == "notice-file-unused")
            .collect();
        assert_eq!(told.len(), 1);
        let [
            _,
            (_, Arg::Number(count)),
            (_, Arg::Number(more)),
            (_, Arg::List(files)),
        ] = told[0].phrase().args()
        else {
            panic!("{:?}", told[0].phrase())
        };
        let path = |arg: &Arg| match arg {
            Arg::Text(path) => path.clone(),
            other => panic!("{other:?}"),
        };
        let number = |number: &i64| usize::try_from(*number).unwrap();
        (
            number(count),
            number(more),
            files.iter().map(path).collect(),
        )
    }

    #[test]
    fn files_that_no_row_names_are_one_finding() {
        let many = (0..9).fold(folder(), |folder, nth| {
            folder.file(&format!("eigen/over-{nth}.txt"), "over\n")
        });
        let shown = ["eigen/b.txt", "eigen/over-0.txt", "eigen/over-1.txt"].map(str::to_owned);
        assert_eq!(unused(&many), (10, 7, shown.to_vec()));
    }

    #[test]
    fn files_of_several_rows_and_of_none_are_told_by_row() {
        let rows = [row("A", "a.txt"), row("B", "a.txt")];
        let (_, looks) = folder().press_for(&rows).unwrap();
        let told: Vec<_> = looks
            .iter()
            .map(|look| (look.code_name(), look.place.file.as_str()))
            .collect();
        assert_eq!(
            told,
            [("notice-files-shared", ""), ("notice-file-unused", "eigen")]
        );
        assert!(!format!("{:?}", looks[0]).contains("a.txt"));
        assert_eq!(unused(&folder()), (1, 0, vec!["eigen/b.txt".to_owned()]));
        let pdf = folder().file("eigen/a.txt", b"\0");
        assert_eq!(
            codes(&pdf, &[row("A", "a.txt")]),
            ["notice-attachment-kind-differs"]
        );
    }
}
