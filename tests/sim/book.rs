//! The organisations on the list, and their mails as sealed.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use heraut::address::Address;
use heraut::dispatch::{Mails, Outgoing};
use heraut::id::{CampaignKey, Digest, ListId, Pseudonym};
use heraut::phrase::SystemFault;

use crate::current;
use crate::rng::Rng;
use crate::world::World;

/// Where a row stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    Mailed,
    /// The register leaves it out.
    LeftOut,
    /// Somebody took the row off.
    Gone,
}

/// One row of the list.
#[derive(Clone)]
pub(crate) struct Org {
    pub(crate) recipient: Pseudonym,
    pub(crate) name: String,
    pub(crate) domain: String,
    /// How often its address was corrected.
    pub(crate) corrected: u32,
    /// Which wording of the letter it gets.
    pub(crate) wording: u32,
    pub(crate) listed: Listed,
    /// The relay knows no such mailbox.
    pub(crate) bad: bool,
    /// So often the relay says "later" first.
    pub(crate) grey: u32,
    size: usize,
}

impl Org {
    pub(crate) fn address(&self) -> String {
        format!("{}-{}@{}", self.name, self.corrected, self.domain)
    }
}

/// All rows, and every mail ever sealed.
pub(crate) struct Book {
    pub(crate) key: CampaignKey,
    pub(crate) orgs: Vec<Org>,
    /// How often the list was saved.
    pub(crate) saved: u64,
    /// The mails of each seal, as the vault keeps them.
    pub(crate) sealed: Vec<(u32, Pseudonym, Digest)>,
    attachment: Arc<[u8]>,
    mails: HashMap<Digest, Rc<Outgoing>>,
    by_address: BTreeMap<String, Pseudonym>,
    sizes: u64,
}

pub(crate) const SENDER: &str = "bericht@voorbeeldzaken.example";

impl Book {
    pub(crate) fn new(seed: u64, rng: &mut Rng) -> Self {
        let mut key = [7; 32];
        key[..8].copy_from_slice(&seed.to_be_bytes());
        // Now and then an attachment that is larger than any buffer on the way.
        let lines = [0, 3, 12, 600][usize::try_from(rng.below(40) / 13).expect("small")];
        let attachment: String = (0..lines).map(|line| format!("{line:076}\r\n")).collect();
        let mut book = Book {
            key: CampaignKey::from_bytes(key),
            orgs: Vec::new(),
            saved: 0,
            sealed: Vec::new(),
            attachment: attachment.into_bytes().into(),
            mails: HashMap::new(),
            by_address: BTreeMap::new(),
            sizes: 1 + rng.below(2_000),
        };
        let most = if rng.chance(0.1) { 60 } else { 14 };
        for _ in 0..2 + rng.below(most) {
            book.enlist(rng.below(1 << 40));
        }
        book
    }

    /// Adds a row.
    pub(crate) fn enlist(&mut self, dice: u64) {
        let name = format!("org{}", self.orgs.len());
        let id = ListId::new(&name).expect("a plain id");
        self.orgs.push(Org {
            recipient: self.key.pseudonym(&id),
            name,
            domain: format!("d{}.example", dice % 4),
            corrected: 0,
            wording: 0,
            listed: Listed::Mailed,
            bad: (dice / 4).is_multiple_of(9),
            grey: u32::try_from((dice / 36 % 12).saturating_sub(9)).expect("small"),
            size: usize::try_from(dice / 432 % self.sizes).expect("small"),
        });
    }

    pub(crate) fn org(&self, recipient: &Pseudonym) -> Option<&Org> {
        self.orgs.iter().find(|org| org.recipient == *recipient)
    }

    /// A short name for the story.
    pub(crate) fn name(&self, recipient: &Pseudonym) -> String {
        self.org(recipient)
            .map_or_else(|| recipient.to_string(), |org| org.name.clone())
    }

    /// Who has, or had, this address.
    pub(crate) fn whose(&self, address: &str) -> Option<Pseudonym> {
        self.by_address.get(address).copied()
    }

    pub(crate) fn mail(&self, digest: &Digest) -> Option<&Rc<Outgoing>> {
        self.mails.get(digest)
    }

    /// Seals the mail of one row as it stands.
    pub(crate) fn seal(&mut self, at: usize, seal: u32) -> Digest {
        let mail = self.gives(&self.orgs[at]);
        let (recipient, digest) = (mail.recipient, mail.digest);
        self.by_address.insert(mail.to.to_string(), recipient);
        self.mails.insert(digest, Rc::new(mail));
        self.sealed.push((seal, recipient, digest));
        digest
    }

    /// The mail that a row gives as it stands; the same row gives the same mail.
    pub(crate) fn gives(&self, org: &Org) -> Outgoing {
        let to = org.address();
        let content = Digest::of(format!("{to} {}", org.wording).as_bytes());
        let envid = self.key.message_token(&org.recipient, &content);
        let mut own = format!(
            "Message-ID: <{envid}@voorbeeldzaken.example>\r\nTo: <{to}>\r\nSubject: Informatie {}\r\n\r\n",
            org.wording
        );
        // Lines that a careless reader would take for commands.
        own.push_str("QUIT\r\n .\r\n,\r\nDATA\r\nMAIL FROM:<>\r\n");
        own.push_str(&"Geachte heer, mevrouw,\r\n".repeat(1 + org.size / 24));
        let pieces: Vec<Arc<[u8]>> = vec![own.into_bytes().into(), self.attachment.clone()];
        let digest = Digest::of_pieces(pieces.iter().map(|piece| &piece[..]));
        Outgoing {
            recipient: org.recipient,
            from: Address::parse(SENDER).expect("an address"),
            to: Address::parse(&to).expect("an address"),
            envid,
            digest,
            pieces,
        }
    }
}

/// The vault, as the sender sees it.
pub(crate) struct SimMails {
    pub(crate) world: Rc<World>,
    /// A mail that turns out not to be as sealed, in this run.
    pub(crate) spoiled: Option<Pseudonym>,
    /// How often the list was saved when the mails were last held against it.
    pub(crate) seen: Cell<u64>,
}

impl Mails for SimMails {
    async fn are_current(&self, came_back: bool) -> bool {
        let saved = self.world.book.borrow().saved;
        if self.seen.replace(saved) == saved && !came_back {
            return true;
        }
        let differs = self
            .world
            .disk
            .with_ledger(|ledger| current::differs(&self.world, ledger));
        if differs {
            self.world.sees("the list differs: run ended");
        }
        !differs
    }

    async fn load(&self, recipient: &Pseudonym) -> Result<Rc<Outgoing>, SystemFault> {
        self.world.judge.loads(&self.world, recipient);
        if self.world.chance(0.1) {
            tokio::time::sleep(self.world.millis(3)).await;
        }
        if self.spoiled == Some(*recipient) {
            return Err(SystemFault::other("not as sealed"));
        }
        let digest = self.world.disk.with_ledger(|ledger| {
            ledger
                .recipient(recipient)
                .and_then(|entry| entry.mail())
                .and_then(|mail| mail.digest())
        });
        let book = self.world.book.borrow();
        digest
            .and_then(|digest| book.mail(&digest).cloned())
            .ok_or_else(|| SystemFault::other("no such mail"))
    }
}
