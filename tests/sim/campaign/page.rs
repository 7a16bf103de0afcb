//! The review page: people are invited, come in, look at a seal, and decide later on what they saw then.
//! Meanwhile others seal anew, invitations end, and some are revoked.

use std::cell::RefCell;

use heraut::campaign::decisions::approvals::{approval_event, withdrawal_events};
use heraut::campaign::decisions::invitation_check::{opening_event, revocation_event};
use heraut::campaign::{Error, InvitationFault};
use heraut::id::Digest;
use heraut::journal::event::Invited;
use heraut::journal::{Event, Ledger};
use heraut::signoff::{self, ApprovalRequest, Back};
use jiff::SignedDuration;

use super::{People, ROLES};
use crate::world::World;

/// The links that were handed out, and the pages that stand open in a browser.
#[derive(Default)]
pub(crate) struct Page {
    links: RefCell<Vec<Link>>,
    tabs: RefCell<Vec<Tab>>,
}

struct Link {
    token: Digest,
    by: &'static str,
    role: &'static str,
    /// The session that its opening gave.
    session: Option<Digest>,
}

/// A page of the approval as somebody left it open.
#[derive(Clone, Copy)]
struct Tab {
    session: Digest,
    /// What the page shows, and would send.
    digest: Digest,
    by: &'static str,
    role: &'static str,
}

fn secret(world: &World, what: &str) -> Digest {
    Digest::of(format!("{what} {}", world.below(u64::MAX)).as_bytes())
}

impl People {
    /// Several people use the page at once, while somebody else revokes or, where no sender runs, seals.
    pub(crate) async fn use_the_page(&self, sender_runs: bool) {
        let world = &self.world;
        if self.page.links.borrow().len() < 6 {
            self.invite().await;
        }
        self.come_in().await;
        self.look();
        let seals = !sender_runs && world.chance(0.15);
        let slowly = || tokio::time::sleep(world.millis(300));
        let (first, second, third) = (slowly(), slowly(), slowly());
        tokio::join!(
            async {
                first.await;
                self.decide_in_the_page().await;
            },
            async {
                second.await;
                if seals {
                    self.edit();
                    self.seal(world.chance(0.5)).await;
                }
            },
            async {
                third.await;
                if world.chance(0.15) {
                    self.revoke().await;
                }
            }
        );
    }

    async fn invite(&self) {
        let world = &self.world;
        let (role, by) = world.pick(&ROLES);
        let token = secret(world, "token");
        let length = SignedDuration::from_mins(world.pick(&[1, 60, 60, 24 * 60]));
        let person = signoff::person(&world.book.borrow().key, by);
        let until = world.wall.now() + length;
        let link = Link {
            token,
            by,
            role,
            session: None,
        };
        self.page.links.borrow_mut().push(link);
        let invite = |ledger: &Ledger| {
            let numbers = ledger.invitations().iter().map(|one| one.invited.number);
            vec![Event::Invited(Invited {
                number: numbers.max().unwrap_or(0) + 1,
                person,
                roles: vec![role.to_owned()],
                mails: Vec::new(),
                redacted: false,
                until,
                token,
            })]
        };
        world.disk.append_after(world, invite).await;
    }

    /// Links are opened, some a second time.
    async fn come_in(&self) {
        let world = &self.world;
        let links = self.page.links.borrow().len();
        for at in 0..links {
            let (token, opened) = {
                let link = &self.page.links.borrow()[at];
                (link.token, link.session.is_some())
            };
            if !world.chance(if opened { 0.05 } else { 0.8 }) {
                continue;
            }
            let session = secret(world, "session");
            let open = |ledger: &Ledger| {
                let event = opening_event(ledger, &token, session, world.wall.now());
                if let Err(fault) = &event {
                    world.sees(format!("page: link {fault:?}"));
                }
                event.into_iter().collect()
            };
            if world.disk.append_after(world, open).await > 0 {
                self.page.links.borrow_mut()[at].session = Some(session);
            }
        }
    }

    /// Pages are opened, each with the seal of that moment. Some send a role that their person has not.
    fn look(&self) {
        let world = &self.world;
        let shown = self.ledger(|ledger| ledger.newest_seal().map(|entry| entry.sealed.digest));
        let Some(digest) = shown else { return };
        for link in self.page.links.borrow().iter() {
            let Some(session) = link.session else {
                continue;
            };
            if world.chance(0.6) {
                let role = match world.chance(0.05) {
                    true => world.pick(&ROLES).0,
                    false => link.role,
                };
                self.page.tabs.borrow_mut().push(Tab {
                    session,
                    digest,
                    by: link.by,
                    role,
                });
            }
        }
    }

    /// What stands open is sent, now or another time; now and then twice.
    async fn decide_in_the_page(&self) {
        let world = &self.world;
        let mut sent = Vec::new();
        self.page.tabs.borrow_mut().retain(|tab| {
            let sends = world.chance(0.7);
            if sends {
                sent.push(*tab);
            }
            !sends || world.chance(0.05)
        });
        for tab in sent {
            if world.chance(0.3) {
                tokio::time::sleep(world.millis(200)).await;
            }
            let key = world.book.borrow().key.clone();
            let withdraws = world.chance(0.08);
            let decide = |ledger: &Ledger| {
                let events = if withdraws {
                    self.withdrawal(&key, ledger, tab)
                } else {
                    self.approval(&key, ledger, tab)
                };
                match &events {
                    Ok(_) => world.sees("page: decided"),
                    // An older journal may know of no seal at all.
                    Err(Error::OtherDigest { .. } | Error::NotSealed) => {
                        world.sees("page: another seal");
                    }
                    Err(Error::Invitation(fault)) => world.sees(format!("page: {fault:?}")),
                    Err(Error::Word(_)) => world.sees("page: no word"),
                    Err(other) => world.blame(format!("the page said {other}")),
                }
                events.unwrap_or_default()
            };
            world.disk.append_after(world, decide).await;
        }
    }

    fn approval(
        &self,
        key: &heraut::id::CampaignKey,
        ledger: &Ledger,
        tab: Tab,
    ) -> Result<Vec<Event>, Error> {
        let word = ApprovalRequest {
            digest: tab.digest,
            by: tab.by,
            role: tab.role,
            recorded: None,
            paper: None,
            signature: None,
            now: self.world.wall.now(),
            invitation: None,
        };
        let nobody = signoff::People::default();
        let event = approval_event(key, &self.policy, ledger, &nobody, word, Some(&tab.session))?;
        Ok(vec![event])
    }

    fn withdrawal(
        &self,
        key: &heraut::id::CampaignKey,
        ledger: &Ledger,
        tab: Tab,
    ) -> Result<Vec<Event>, Error> {
        let back = Back {
            digest: tab.digest,
            by: tab.by,
            role: Some(tab.role),
            why: None,
            invitation: None,
        };
        let nobody = signoff::People::default();
        let now = self.world.wall.now();
        let session = Some(&tab.session);
        withdrawal_events(key, &self.policy, ledger, &nobody, back, session, now)
    }

    async fn revoke(&self) {
        let world = &self.world;
        let revoke = |ledger: &Ledger| {
            let numbers: Vec<u32> = ledger
                .invitations()
                .iter()
                .map(|one| one.invited.number)
                .collect();
            if numbers.is_empty() {
                return Vec::new();
            }
            let event = revocation_event(ledger, world.pick(&numbers));
            if event == Err(InvitationFault::Unknown) {
                world.blame("an invitation of the journal is not known to it");
            }
            event.ok().flatten().into_iter().collect()
        };
        world.disk.append_after(world, revoke).await;
    }
}
