//! `proof`: the page and the folder for one organisation.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::cause::cause_and_fault;
use super::folder::write_new;
use super::leaves::LeafSource;
use super::root::Grown;
use super::signed::{SignedProof, signed_files};
use crate::campaign::decisions::act::{state_of, wrong_state};
use crate::campaign::error::Wanted;
use crate::campaign::folder::opened::Opened;
use crate::campaign::{Campaign, Error, Kind};
use crate::delivery::State;
use crate::id::{Digest, Pseudonym};
use crate::journal::{Event, NewestRoot, Records};
use crate::phrase::{Phrase, Speaker};
use crate::proof::{
    CheckInput, FileToCheck, MailStory, PageFacts, Placing, ProofPages, Trouble, check_script,
    leaf_hash, leaf_text, path_text, stories, sums,
};
use crate::review::ReviewFault;
use crate::vault::{Outbox, VaultFault};

/// A proof in its place.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The organisation's id in the list.
    pub id: String,
    /// The kind of run.
    pub kind: Kind,
    /// The state of its mail.
    pub state: State,
    /// Where the folder is.
    pub folder: PathBuf,
    /// The names of its files, sorted.
    pub files: Vec<String>,
    /// The mail that counts.
    pub mail: MailStory,
    /// The hours of its mails, and what went wrong in them.
    pub hours: Vec<(Timestamp, Vec<Trouble>)>,
    /// The hash of the leaf.
    pub leaf: Digest,
    /// The root that it is under, when it was recorded, and the hash of its record.
    pub root: Digest,
    /// See `root`.
    pub root_at: Timestamp,
    /// See `root`.
    pub head: Digest,
    /// Whether the root was recorded for this proof.
    pub is_new_root: bool,
    /// When the newest root before was recorded, if the vault no longer gives it.
    pub differs: Option<Timestamp>,
}

/// A root that holds all that is known, and the way to it.
struct Rooted {
    root: NewestRoot,
    grown: Grown,
    is_new: bool,
    differs: Option<Timestamp>,
}

impl Campaign {
    /// Writes the proof for one organisation into a new folder: `out`, else one beside the vault.
    /// Records a root first if the newest one doesn't hold all that is known about it.
    ///
    /// # Errors
    /// [`Error::NotSealed`], [`Error::NoSuchId`]; [`Error::WrongState`] for a row that has no mail;
    /// [`Error::InTheWay`] if the folder exists; errors of journal and vault.
    pub fn proof_for(
        &self,
        id: &str,
        out: Option<&Path>,
        speaker: &Speaker,
        now: Timestamp,
    ) -> Result<Proof, Error> {
        let mut opened = self.sealed()?.ok_or(Error::NotSealed)?;
        let recipient = opened.find(id)?;
        if state_of(opened.ledger(), &recipient, self.is_busy()).is_none() {
            return Err(wrong_state(id, None, Wanted::Proof));
        }
        let folder = match out {
            Some(out) => self.dir().join(out),
            None => self.folder().join("proof").join(file_name(id)),
        };
        if folder.symlink_metadata().is_ok() {
            let file = folder.display().to_string();
            return Err(Error::InTheWay { file });
        }
        let rooted = self.rooted(&mut opened, &recipient, now)?;
        let ledger = opened.ledger();
        let state = state_of(ledger, &recipient, self.is_busy());
        let state = state.ok_or_else(|| wrong_state(id, None, Wanted::Proof))?;
        let made = opened.proof_of(&recipient, &rooted, &state, self, speaker)?;
        write_new(&folder, &made.files)?;
        let mut files: Vec<String> = made.files.into_iter().map(|file| file.name).collect();
        files.sort();
        Ok(Proof {
            id: id.to_owned(),
            kind: self.kind(),
            state,
            folder,
            files,
            mail: made.mail,
            hours: made.hours,
            leaf: made.leaf,
            root: rooted.root.rooted.root,
            root_at: rooted.root.at,
            head: rooted.root.head,
            is_new_root: rooted.is_new,
            differs: rooted.differs,
        })
    }

    /// The newest root with all leaves under it; a new one if it doesn't hold all that is known.
    fn rooted(
        &self,
        opened: &mut Opened,
        recipient: &Pseudonym,
        now: Timestamp,
    ) -> Result<Rooted, Error> {
        let records = self.records_to_root(&opened.key)?;
        let mut differs = None;
        if let Some(root) = records.newest_root()?
            && !opened.source(&records).has_news()?
        {
            let grown = opened.grow(&records, &root, recipient)?;
            if grown.root == root.rooted.root {
                return Ok(Rooted {
                    root,
                    grown,
                    is_new: false,
                    differs: None,
                });
            }
            differs = Some(root.at);
        }
        *opened = self.open_sealed()?;
        let rooted = opened.source(&records).new_root()?;
        opened.journal.append(&[(now, Event::Rooted(rooted))])?;
        let root = records.newest_root()?.ok_or(VaultFault::NotAsSealed)?;
        let grown = opened.grow(&records, &root, recipient)?;
        if grown.root != root.rooted.root {
            return Err(VaultFault::NotAsSealed.into());
        }
        Ok(Rooted {
            root,
            grown,
            is_new: true,
            differs,
        })
    }
}

/// What a proof holds.
struct Made {
    files: Vec<FileToCheck>,
    mail: MailStory,
    hours: Vec<(Timestamp, Vec<Trouble>)>,
    leaf: Digest,
}

impl Opened {
    pub(super) const fn source<'o>(&'o self, records: &'o Records) -> LeafSource<'o> {
        LeafSource {
            key: &self.key,
            vault: &self.vault,
            texts: &self.texts,
            records,
        }
    }

    fn grow(
        &self,
        records: &Records,
        root: &NewestRoot,
        recipient: &Pseudonym,
    ) -> Result<Grown, Error> {
        let of = &root.rooted;
        let source = self.source(records);
        source.grow(&of.nonce, of.covers, Some(of.depth), Some(recipient))
    }

    fn proof_of(
        &self,
        recipient: &Pseudonym,
        rooted: &Rooted,
        state: &State,
        campaign: &Campaign,
        speaker: &Speaker,
    ) -> Result<Made, Error> {
        let root = &rooted.root;
        let wanted = rooted.grown.leaves.wanted.as_ref();
        let wanted = wanted.ok_or(VaultFault::Missing)?;
        let salt = Placing::new(&self.key, &root.rooted.nonce).salt(recipient);
        let leaf = leaf_text(&salt, &wanted.id, &wanted.lines);
        let (mails, hours) = stories(&wanted.lines);
        let mail = mails.last().cloned().unwrap_or_default();
        let hash = leaf_hash(leaf.as_bytes());
        let signed = signed_files(self, &mail)?;
        let mut files = vec![
            file("leaf.txt", leaf),
            file("mail.eml", self.bytes_of(recipient, &mail, campaign)?),
            file("path.txt", path_text(&rooted.grown.path)),
            file("root.txt", format!("{}\n", root.rooted.root.hex())),
        ];
        files.extend(signed.files.iter().cloned());
        let facts = PageFacts {
            id: wanted.id.to_string(),
            mails: &mails,
            hours: &hours,
            state: state.clone(),
            vouched_by: self.vouched_by(recipient)?,
            records_lost: self.ledger().records_lost_since(),
            leaf: hash,
            root: root.rooted.root,
            root_at: root.at,
            head: root.head,
            files: Vec::new(),
            check: Vec::new(),
            cause: cause_and_fault,
        };
        let files = with_page(files, facts, &signed, speaker)?;
        Ok(Made {
            files,
            mail,
            hours,
            leaf: hash,
        })
    }

    fn vouched_by(&self, recipient: &Pseudonym) -> Result<Option<String>, Error> {
        let mail = self
            .ledger()
            .recipient(recipient)
            .and_then(|row| row.mail());
        match mail.and_then(|mail| mail.vouched_by()) {
            Some(by) => Ok(self.texts.read(by)?),
            None => Ok(None),
        }
    }

    /// The mail to the byte, as it was handed over; without `Date:` if it never was.
    fn bytes_of(
        &self,
        recipient: &Pseudonym,
        mail: &MailStory,
        campaign: &Campaign,
    ) -> Result<Vec<u8>, Error> {
        let (seal, _, digest) = mail.seal.ok_or(VaultFault::Missing)?;
        let outbox = Outbox::open(&campaign.vault_file(), &[(seal, digest)], |_| {})?;
        let stored = outbox.read(recipient)?;
        let mut bytes = match &mail.date {
            Some(date) => format!("{date}\r\n").into_bytes(),
            None => Vec::new(),
        };
        bytes.extend(stored.bytes());
        Ok(bytes)
    }
}

/// Adds the page, the script and the checksums.
fn with_page(
    mut files: Vec<FileToCheck>,
    mut facts: PageFacts<'_>,
    signed: &SignedProof,
    speaker: &Speaker,
) -> Result<Vec<FileToCheck>, Error> {
    let say = |key| speaker.text(&Phrase::new(key));
    let (title, right, wrong) = (say("proof-title"), say("proof-right"), say("proof-wrong"));
    let own = ["check.sh", "index.html"].map(str::to_owned);
    let mut names: Vec<String> = files
        .iter()
        .map(|file| file.name.clone())
        .chain(own)
        .collect();
    names.sort();
    let input = CheckInput {
        names: names.iter().map(String::as_str).collect(),
        handed_over: facts.mails.last().is_some_and(|mail| mail.date.is_some()),
        head: facts.head,
        signed: &signed.checks,
        title: &title,
        right: &right,
        wrong: &wrong,
    };
    let script = check_script(&input);
    facts.check = script.lines().skip(2).map(str::to_owned).collect();
    facts.files = names
        .iter()
        .filter(|name| *name != "index.html")
        .cloned()
        .collect();
    facts.files.push("SHA256SUMS".to_owned());
    let page = ProofPages::new(speaker).and_then(|pages| pages.page(&facts));
    files.push(file("check.sh", script));
    files.push(file("index.html", page.map_err(ReviewFault::Page)?));
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files.push(file("SHA256SUMS", sums(&files)));
    Ok(files)
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> FileToCheck {
    FileToCheck {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

/// A name for the folder that every system accepts.
fn file_name(id: &str) -> String {
    crate::review::safe_file_name(id)
}
