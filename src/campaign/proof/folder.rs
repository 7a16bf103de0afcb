//! The folder of a proof: new, for its owner alone, and there in one step.

use std::io::{self, Write as _};
use std::path::Path;

use crate::campaign::Error;
use crate::new_place::NewFolder;
use crate::proof::FileToCheck;

/// Writes a new folder with these files.
///
/// # Errors
/// [`Error::InTheWay`] if something is there already, [`Error::File`]; then nothing is there.
pub(super) fn write_new(out: &Path, files: &[FileToCheck]) -> Result<(), Error> {
    let written = || -> io::Result<()> {
        let folder = NewFolder::begin(out)?;
        for file in files {
            let mut written = folder.file(&file.name)?;
            written.write_all(&file.bytes)?;
            written.sync_all()?;
        }
        folder.place()
    };
    written().map_err(Error::making(out))
}
