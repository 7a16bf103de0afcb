//! A BagIt bag (RFC 8493): a folder of files with their checksums, written beside its place and put there whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::id::Digest;
use crate::new_place::NewFolder;

/// An unfinished bag. If it is dropped before [`finish`](Self::finish), nothing of it stays.
pub(super) struct Bag {
    folder: NewFolder,
    payload: BTreeMap<String, Digest>,
    octets: u64,
}

/// A file of the bag while it is written.
pub(super) struct BagFile {
    path: String,
    file: BufWriter<File>,
    sum: Sha256,
    octets: u64,
}

impl Write for BagFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        self.octets += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Bag {
    /// Begins a bag that will be at `out`, readable by this user only.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if something is there; those of the disk.
    pub(super) fn begin(out: &Path) -> io::Result<Bag> {
        Ok(Bag {
            folder: NewFolder::begin(out)?,
            payload: BTreeMap::new(),
            octets: 0,
        })
    }

    /// Begins a file of the payload; `path` is below `data`.
    pub(super) fn begin_file(&self, path: &str) -> io::Result<BagFile> {
        let path = format!("data/{path}");
        Ok(BagFile {
            file: BufWriter::with_capacity(1 << 16, self.folder.file(&path)?),
            path,
            sum: Sha256::new(),
            octets: 0,
        })
    }

    /// Ends it; returns its digest.
    pub(super) fn end_file(&mut self, mut file: BagFile) -> io::Result<Digest> {
        file.flush()?;
        let digest = Digest::from_bytes(file.sum.finalize().into());
        self.octets += file.octets;
        self.payload.insert(file.path, digest);
        Ok(digest)
    }

    /// Writes a whole file of the payload; returns its digest.
    pub(super) fn file(&mut self, path: &str, bytes: &[u8]) -> io::Result<Digest> {
        let mut file = self.begin_file(path)?;
        file.write_all(bytes)?;
        self.end_file(file)
    }

    /// Writes what makes the folder a bag and puts it in its place. `info` are the lines of `bag-info.txt`. Returns how many
    /// files the bag has, and how many octets of payload.
    pub(super) fn finish(self, info: &[(&str, String)]) -> io::Result<(usize, u64)> {
        let oxum = format!("{}.{}", self.octets, self.payload.len());
        let mut lines: String = info
            .iter()
            .map(|(name, value)| format!("{name}: {}\n", on_one_line(value)))
            .collect();
        lines += &format!("Payload-Oxum: {oxum}\n");
        let sums: String = self
            .payload
            .iter()
            .map(|(path, sum)| sum_line(path, sum))
            .collect();
        let declared = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        let tags = [
            ("SHA256SUMS", sums.as_str()),
            ("bag-info.txt", &lines),
            ("bagit.txt", declared),
            ("manifest-sha256.txt", &sums),
        ];
        let mut tag_sums = String::new();
        for (name, text) in tags {
            self.folder.file(name)?.write_all(text.as_bytes())?;
            tag_sums += &sum_line(name, &Digest::of(text.as_bytes()));
        }
        let mut last = self.folder.file("tagmanifest-sha256.txt")?;
        last.write_all(tag_sums.as_bytes())?;
        sync(&last)?;
        self.folder.place()?;
        Ok((self.payload.len() + tags.len() + 1, self.octets))
    }
}

/// Brings everything that was written to the file's disk: a sync of each of thousands of files takes minutes.
fn sync(file: &File) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(file)?;
    file.sync_all()
}

/// RFC 8493, section 2.1.3: only percent signs and ends of lines of a path are encoded.
fn sum_line(path: &str, sum: &Digest) -> String {
    let path = path
        .replace('%', "%25")
        .replace('\n', "%0A")
        .replace('\r', "%0D");
    format!("{}  {path}\n", sum.hex())
}

/// A value of `bag-info.txt` stays on its line.
fn on_one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::ErrorKind;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_bag_is_there_whole_for_one_reader_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("bag");
        let mut bag = Bag::begin(&out).unwrap();
        bag.file("a/b.txt", b"abc").unwrap();
        assert!(!out.exists());
        let info = [("External-Identifier", "two\nlines".to_owned())];
        assert_eq!(bag.finish(&info).unwrap(), (6, 3));
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
        assert_eq!(
            read("manifest-sha256.txt"),
            format!("{sum}  data/a/b.txt\n")
        );
        assert_eq!(
            read("bag-info.txt"),
            "External-Identifier: two lines\nPayload-Oxum: 3.1\n"
        );
        for (path, mode) in [
            ("", 0o700),
            ("data/a", 0o700),
            ("data/a/b.txt", 0o600),
            ("bagit.txt", 0o600),
        ] {
            let found = fs::metadata(out.join(path)).unwrap().permissions().mode();
            assert_eq!(found & 0o777, mode, "{path}");
        }
        assert_eq!(
            Bag::begin(&out).err().unwrap().kind(),
            ErrorKind::AlreadyExists
        );
        // One that is given up leaves nothing.
        let mut other = Bag::begin(&dir.path().join("other")).unwrap();
        other.file("x", b"x").unwrap();
        drop(other);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
