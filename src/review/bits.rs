//! What one flipped bit of the vault does: it is refused, or it changes nothing that is shown or
//! sent.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::tests::{Sealing, files, sealing_in};
use crate::id::Digest;
use crate::phrase::Language;
use crate::vault::{Outbox, Stored, Vault, VaultFault};

/// Everything that people see of a vault, and everything that a relay gets from it.
#[derive(PartialEq, Eq)]
struct Seen {
    bundle: BTreeMap<String, Vec<u8>>,
    sent: Vec<Stored>,
    /// What `status` reads, and what a later list is compared with.
    status: Vec<String>,
}

impl Seen {
    /// What differs, for whoever reads the failing test.
    fn differing(&self, other: &Seen) -> Vec<String> {
        let files = self.bundle.keys().chain(other.bundle.keys());
        let mut named: Vec<String> = files
            .filter(|name| self.bundle.get(*name) != other.bundle.get(*name))
            .cloned()
            .collect();
        named.dedup();
        if self.sent != other.sent {
            named.push("what is sent".to_owned());
        }
        named.extend(
            self.status
                .iter()
                .filter(|line| !other.status.contains(line))
                .cloned(),
        );
        named
    }
}

fn look(sealing: &Sealing) -> Result<Seen, String> {
    let out = sealing.out();
    let _nothing_there = fs::remove_dir_all(&out);
    let said = |fault: VaultFault| fault.to_string();
    sealing
        .bundle(&out, Language::English, false)
        .map_err(|fault| fault.to_string())?;
    let (vault, seal) = (sealing.vault(), (1, sealing.digest));
    let outbox = Outbox::open(&vault, &[seal], |_| {}).map_err(said)?;
    let recipients: Vec<_> = sealing
        .ledger
        .recipients()
        .map(|(recipient, _)| *recipient)
        .collect();
    let mut sent = recipients
        .iter()
        .map(|one| outbox.read(one).map_err(said))
        .collect::<Result<Vec<_>, _>>()?;
    sent.sort_by_key(|stored| stored.recipient);
    let vault = Vault::open(&vault).map_err(said)?;
    let mut status = Vec::new();
    vault
        .each_row(|seal, row| status.push(format!("{seal} {row:?}")))
        .map_err(said)?;
    status.sort();
    for one in &recipients {
        status.push(format!("{:?}", vault.mail(1, one).map_err(said)?));
        status.push(format!("{:?}", vault.list_id(one).map_err(said)?));
    }
    status.push(format!(
        "{:?}",
        vault
            .cells_before(1, &Digest::of(b"another list"))
            .map_err(said)?
    ));
    Ok(Seen {
        bundle: files(&out),
        sent,
        status,
    })
}

/// Two mails, an excluded row, a person's name; pages as small as possible.
fn small(dir: &Path) -> Sealing {
    let list = "id;organisatie;email;soort;kenmerk;contactjaren\r\n\
        A-1;Stichting Waterkers;bestuur@waterkers.example;maatschappelijk;K1;2023, 2024\r\n\
        A-2;Vereniging Eikel;info@eikel.example;maatschappelijk;K2;2023, 2024\r\n\
        A-3;Dienst Berk;info@berk.example;overheid;K3;2023, 2024\r\n";
    fs::write(dir.join("recipients.example.csv"), list).unwrap();
    for (name, source) in [
        ("subject.hbs", "Over {{organisatie}}"),
        ("text.hbs", "{{organisatie}}"),
        ("html.hbs", "<h1>{{organisatie}}</h1>"),
        ("a.txt", "Bijlage."),
    ] {
        fs::write(dir.join(name), source).unwrap();
    }
    let overrides = [
        "relay.kind='smtp'",
        "relay.host='mail.voorbeeldzaken.example'",
        "list.expected=3",
        "notice.subject='subject.hbs'",
        "notice.text='text.hbs'",
        "notice.html='html.hbs'",
        "notice.attachment=[{file='a.txt', name='a.txt'}]",
    ];
    let mut sealing = sealing_in(dir, &overrides);
    sealing.agrees("A. Vos", "inhoud");
    let db = rusqlite::Connection::open(sealing.vault()).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL;",
    )
    .unwrap();
    sealing
}

/// Flips every bit if `HERAUT_EVERY_BIT` is set, otherwise a sample that moves over all bits and
/// pages. A person's name may be lost: the page then says so, as after a power cut.
#[test]
fn a_flipped_bit_of_the_vault_is_refused_or_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let sealing = small(dir.path());
    let before = look(&sealing).unwrap();
    let whole = fs::read(sealing.vault()).unwrap();
    rusqlite::Connection::open(sealing.vault())
        .unwrap()
        .execute("DELETE FROM text", [])
        .unwrap();
    let nameless = look(&sealing).unwrap();
    assert!(nameless != before, "a name is part of what is shown");
    assert_eq!((before.sent.len(), before.status.len()), (2, 8));
    let step = if std::env::var_os("HERAUT_EVERY_BIT").is_some() {
        1
    } else {
        401
    };
    let (mut refused, mut harmless) = (0, 0);
    for bit in (0..whole.len() * 8).step_by(step) {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        for beside in ["-wal", "-shm"] {
            let mut name = sealing.vault().into_os_string();
            name.push(beside);
            let _not_there = fs::remove_file(name);
        }
        fs::write(sealing.vault(), changed).unwrap();
        match look(&sealing) {
            Err(fault) => {
                assert!(!fault.is_empty());
                refused += 1;
            }
            Ok(seen) => {
                let same = seen == before || seen == nameless;
                assert!(
                    same,
                    "bit {} of byte {}: {:?}",
                    bit % 8,
                    bit / 8,
                    seen.differing(&before)
                );
                harmless += 1;
            }
        }
    }
    assert!(
        refused > 10 && harmless > 10,
        "{refused} refused, {harmless} harmless"
    );
}
