//! Caught mails on disk: a Maildir that any mail program opens, and the envelopes beside it.
//!
//! A mail's file holds its bytes as they came, with CRLF, so digests can be checked with
//! `sha256sum`; the envelope is a line of `envelopes.jsonl`. Only the owner can read the files.
//! Nothing is synced: a kept mail outlives the program but not a power cut, which is enough for a
//! trial.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::store::{Addressee, Caught, Keep, queue_id};

/// A Maildir (`tmp`, `new`, `cur`) with `envelopes.jsonl`.
#[derive(Debug)]
pub struct Maildir {
    dir: PathBuf,
    envelopes: Mutex<File>,
    count: AtomicU64,
}

/// A line of `envelopes.jsonl`.
#[derive(Serialize)]
struct Envelope<'a> {
    at: String,
    id: &'a str,
    file: &'a str,
    from: &'a str,
    to: &'a [Addressee],
    size: usize,
    helo: &'a str,
    tls: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    envid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ret: Option<&'a str>,
}

impl Maildir {
    /// Opens the Maildir at `dir`, making what is missing; existing mails stay.
    ///
    /// # Errors
    /// If a folder or the file of envelopes can't be made or opened.
    pub fn open(dir: &Path) -> io::Result<Self> {
        for folder in [
            dir.to_path_buf(),
            dir.join("tmp"),
            dir.join("new"),
            dir.join("cur"),
        ] {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&folder)?;
            fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        }
        let path = dir.join("envelopes.jsonl");
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)?;
        end_last_line(&mut file)?;
        Ok(Maildir {
            dir: dir.to_path_buf(),
            envelopes: Mutex::new(file),
            count: AtomicU64::new(0),
        })
    }

    /// A unique name: time, process and count, and the queue id where a Maildir usually names the
    /// host.
    fn name(&self, mail: &Caught, id: &str) -> String {
        let (second, micros) = (mail.at.as_second(), mail.at.subsec_microsecond());
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        format!("{second}.M{micros}P{}Q{count}.{id}", std::process::id())
    }

    fn note(&self, mail: &Caught, id: &str, file: &str) -> io::Result<()> {
        let envelope = Envelope {
            at: mail.at.to_string(),
            id,
            file,
            from: &mail.envelope_from,
            to: &mail.recipients,
            size: mail.bytes.len(),
            helo: &mail.helo,
            tls: mail.tls,
            envid: mail.envid.as_deref(),
            ret: mail.ret.as_deref(),
        };
        let mut line = serde_json::to_vec(&envelope)?;
        line.push(b'\n');
        self.envelopes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write_all(&line)
    }
}

impl Keep for Maildir {
    /// Writes the envelope before the mail appears in `new`, so no mail there lacks its line.
    fn keep(&self, mail: Caught) -> io::Result<String> {
        let id = queue_id()?;
        let name = self.name(&mail, &id);
        let tmp = self.dir.join("tmp").join(&name);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&tmp)?;
        let kept = file
            .write_all(&mail.bytes)
            .and_then(|()| self.note(&mail, &id, &name))
            .and_then(|()| fs::rename(&tmp, self.dir.join("new").join(&name)));
        if kept.is_err() {
            // A full disk is the likely cause: half a mail only takes room.
            let _ = fs::remove_file(&tmp);
        }
        kept.map(|()| id)
    }
}

/// Ends a line that a crash left unfinished, so that the next one is separate.
fn end_last_line(file: &mut File) -> io::Result<()> {
    if file.metadata()?.len() == 0 {
        return Ok(());
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last == *b"\n" {
        Ok(())
    } else {
        file.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(bytes: &[u8]) -> Caught {
        Caught {
            at: "2024-02-01T10:00:00Z".parse().unwrap(),
            envelope_from: "bericht@voorbeeldzaken.example".into(),
            recipients: vec![Addressee {
                address: "info@a.example".into(),
                notify: Some("FAILURE".into()),
                orcpt: None,
            }],
            envid: Some("QQ1".into()),
            ret: Some("HDRS".into()),
            bytes: bytes.to_vec(),
            helo: "client.example".into(),
            tls: false,
        }
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_mail_is_kept_to_the_byte_and_for_its_owner_only() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("caught");
        let maildir = Maildir::open(&dir).unwrap();
        let id = maildir.keep(mail(b"Subject: x\r\n\r\n.a\r\n")).unwrap();
        let files: Vec<_> = fs::read_dir(dir.join("new"))
            .unwrap()
            .map(|entry| entry.unwrap())
            .collect();
        assert_eq!(files.len(), 1);
        let name = files[0].file_name().into_string().unwrap();
        assert!(
            name.starts_with("1706781600.M0P") && name.ends_with(&format!("Q0.{id}")),
            "{name}"
        );
        assert_eq!(
            fs::read(files[0].path()).unwrap(),
            b"Subject: x\r\n\r\n.a\r\n"
        );
        assert_eq!(fs::read_dir(dir.join("tmp")).unwrap().count(), 0);
        assert_eq!(mode(&files[0].path()), 0o600);
        assert_eq!(mode(&dir.join("envelopes.jsonl")), 0o600);
        for folder in ["", "tmp", "new", "cur"] {
            assert_eq!(mode(&dir.join(folder)), 0o700, "{folder}");
        }
    }

    #[test]
    fn every_envelope_has_a_line_even_after_a_crash_in_one() {
        let home = tempfile::tempdir().unwrap();
        let index = home.path().join("envelopes.jsonl");
        fs::write(&index, b"{\"at\":\"20").unwrap();
        let ids: Vec<String> = (0..2)
            .map(|_| {
                Maildir::open(home.path())
                    .unwrap()
                    .keep(mail(b"x\r\n"))
                    .unwrap()
            })
            .collect();
        let text = fs::read_to_string(&index).unwrap();
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines.len(), 2);
        for (line, id) in lines.iter().zip(&ids) {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(line["id"], id.as_str());
            assert_eq!(line["to"][0]["address"], "info@a.example");
            assert_eq!(line["to"][0]["notify"], "FAILURE");
            assert_eq!(line["from"], "bericht@voorbeeldzaken.example");
            assert_eq!(
                (&line["envid"], &line["ret"], &line["size"]),
                (&"QQ1".into(), &"HDRS".into(), &3.into())
            );
            assert!(
                home.path()
                    .join("new")
                    .join(line["file"].as_str().unwrap())
                    .exists()
            );
        }
        assert_eq!(fs::read_dir(home.path().join("new")).unwrap().count(), 2);
    }
}
