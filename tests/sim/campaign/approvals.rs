//! People agree to a digest, and take their word back.

use std::collections::BTreeMap;
use std::time::Duration;

use heraut::campaign::decisions::approvals::approval_event;
use heraut::id::Digest;
use heraut::journal::Ledger;
use heraut::signoff::{self, ApprovalRequest, Back, Policy};

use super::{People, ROLES};

impl People {
    /// Gives the words that are missing on the seals that may still go out; `most` of them.
    pub(crate) async fn agree(&self, most: usize) {
        let world = &self.world;
        let digests: Vec<Digest> = self.ledger(|ledger| {
            ledger
                .active_seals()
                .iter()
                .map(|entry| entry.sealed.digest)
                .collect()
        });
        let mut left = most;
        for digest in digests {
            for (role, by) in ROLES {
                let now = world.wall.now();
                let ask = ApprovalRequest {
                    digest,
                    by,
                    role,
                    recorded: None,
                    paper: None,
                    signature: None,
                    now,
                    invitation: None,
                };
                let key = world.book.borrow().key.clone();
                if left > 0 {
                    let give = |ledger: &Ledger| {
                        let nobody = signoff::People::default();
                        approval_event(&key, &self.policy, ledger, &nobody, ask, None)
                            .into_iter()
                            .collect()
                    };
                    left -= world.disk.append_after(world, give).await;
                }
            }
        }
    }

    /// Takes back words that have lost their force, so that they can be given anew.
    pub(crate) async fn take_back_stale(&self) {
        let world = &self.world;
        let now = world.wall.now();
        let fresh = self.ledger(|ledger| world.judge.agreed(world, ledger, now));
        let digests: Vec<Digest> = self.ledger(|ledger| {
            ledger
                .active_seals()
                .iter()
                .map(|entry| entry.sealed.digest)
                .collect()
        });
        for digest in digests.into_iter().filter(|digest| !fresh.contains(digest)) {
            for (_, by) in ROLES {
                self.take_back(digest, by).await;
            }
        }
    }

    /// Somebody takes a word back, on the newest seal or an older one.
    pub(crate) async fn withdraw(&self) {
        let world = &self.world;
        let digests: Vec<Digest> = self.ledger(|ledger| {
            ledger
                .seals()
                .iter()
                .map(|entry| entry.sealed.digest)
                .collect()
        });
        if digests.is_empty() {
            return;
        }
        let digest = world.pick(&digests);
        let (_, by) = world.pick(&ROLES);
        self.take_back(digest, by).await;
    }

    async fn take_back(&self, digest: Digest, by: &str) {
        let world = &self.world;
        let key = world.book.borrow().key.clone();
        let take = |ledger: &Ledger| {
            // In all roles: which there are is no matter then.
            let policy = Policy {
                required: vec![],
                roles: BTreeMap::new(),
                valid_for: Duration::MAX,
                signing: None,
                remarks: signoff::RemarkRule::Tell,
            };
            let back = Back {
                digest,
                by,
                role: None,
                why: None,
                invitation: None,
            };
            signoff::withdraw(
                &key,
                ledger.words(),
                &signoff::People::default(),
                &policy,
                &back,
            )
            .unwrap_or_default()
        };
        world.disk.append_after(world, take).await;
    }
}
