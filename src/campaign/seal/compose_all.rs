//! Makes every mail and checks it: composition, lint and leak check, on all cores, in the order of
//! the list.

use std::num::NonZero;

use crate::campaign::Error;
use crate::checks::Gathered;
use crate::checks::LeakCheck;
use crate::checks::Lint;
use crate::config::Settings;
use crate::finding::{Finding, Place};
use crate::id::CampaignKey;
use crate::list::{List, Recipient};
use crate::notice::{Mail, Press, Readable, acceptance};

/// Mails that one core makes at a time: enough that cores seldom wait, few enough to hold in
/// memory.
const BATCH: usize = 64;

/// Fewer mails than this are not worth a thread.
const FEW: usize = 8;

/// One row's mail, or none, and its findings: why there is none, or its warnings.
type Proof = (u32, Option<Mail>, Vec<Finding>);

struct Reader<'p> {
    press: &'p Press,
    lint: Lint,
    leak: LeakCheck,
    key: &'p CampaignKey,
    list_file: String,
}

impl Reader<'_> {
    fn proof(&self, recipient: &Recipient) -> Proof {
        match self.press.compose(recipient, self.key) {
            Ok(mail) => {
                let content = mail.content();
                let mut faults = self.lint.check(&content, &self.press.origin(recipient));
                faults.extend(self.leak.check(&content));
                (recipient.row, Some(mail), faults)
            }
            Err(mut faults) => {
                // A finding about the finished mail has no file to fix: it names its row.
                for fault in faults
                    .iter_mut()
                    .filter(|fault| fault.place.file.is_empty())
                {
                    fault.place = Place::file(&self.list_file).row(recipient.row);
                }
                // What prevents it hides nothing else that is wrong with it.
                let draft = self.press.draft(recipient);
                if draft.is_whole {
                    let origin = self.press.origin(recipient);
                    faults.extend(self.lint.check(&draft.content(), &origin));
                }
                faults.extend(self.leak.check(&draft.content()));
                (recipient.row, None, faults)
            }
        }
    }

    fn proofs(&self, recipients: &[Recipient]) -> Vec<Proof> {
        recipients
            .iter()
            .map(|recipient| self.proof(recipient))
            .collect()
    }
}

fn reader<'p>(
    settings: &Settings,
    press: &'p Press,
    list: &List,
    key: &'p CampaignKey,
) -> Reader<'p> {
    let list_file = settings.list.file.display().to_string();
    let leak = LeakCheck::new(&list.recipients, &list.excluded, &settings.notice);
    let lint = Lint::new(&settings.sender, &settings.notice);
    Reader {
        press,
        lint,
        leak,
        key,
        list_file,
    }
}

/// What is wrong with the mails of these recipients besides what keeps any mail from being made.
pub(crate) fn check_readable(
    settings: &Settings,
    readable: &Readable,
    list: &List,
    recipients: &[Recipient],
    faults: &mut Vec<Finding>,
) {
    let lint = Lint::new(&settings.sender, &settings.notice);
    let leak = LeakCheck::new(&list.recipients, &list.excluded, &settings.notice);
    faults.extend(leak.check_enclosures(&readable.enclosures));
    let mut gathered = Gathered::default();
    for recipient in recipients {
        let (draft, mut found) = readable.draft(recipient);
        if draft.is_whole {
            found.extend(lint.check(&draft.content(), &readable.origin(recipient)));
        }
        found.extend(leak.check(&draft.content()));
        gathered.add(recipient.row, found);
    }
    faults.extend(gathered.finish());
    acceptance::apply(&settings.notice.accept, faults);
}

/// The mail of one recipient alone, if it can be made.
pub(crate) fn compose_one(
    settings: &Settings,
    press: &Press,
    list: &List,
    recipient: &Recipient,
    key: &CampaignKey,
    faults: &mut Vec<Finding>,
) -> Option<Mail> {
    let reader = reader(settings, press, list, key);
    let (row, mail, said) = reader.proof(recipient);
    faults.extend(reader.leak.check_enclosures(&press.enclosures));
    let mut gathered = Gathered::default();
    gathered.add(row, said);
    faults.extend(gathered.finish());
    acceptance::apply(&settings.notice.accept, faults);
    mail
}

/// Makes the mail of each recipient in the order of the list and passes it on; collects the
/// findings.
pub(crate) fn compose_each(
    settings: &Settings,
    press: &Press,
    list: &List,
    key: &CampaignKey,
    faults: &mut Vec<Finding>,
    mut take: impl FnMut(Mail) -> Result<(), Error>,
) -> Result<(), Error> {
    let reader = reader(settings, press, list, key);
    faults.extend(reader.leak.check_enclosures(&press.enclosures));
    let mut gathered = Gathered::default();
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        let reader = &reader;
        let work = |part| scope.spawn(move || reader.proofs(part));
        // A short list too is shared among the cores.
        let share = |mails: usize| mails.div_ceil(cores).clamp(FEW, BATCH);
        let begin = |round| {
            let parts = <[Recipient]>::chunks(round, share(<[Recipient]>::len(round)));
            parts.map(work).collect::<Vec<_>>()
        };
        let mut rounds = list.recipients.chunks(BATCH * cores);
        let mut working = rounds.next().map(begin);
        while let Some(round) = working {
            // The next round runs while this one is taken.
            working = rounds.next().map(begin);
            for core in round {
                // A panic in a check is an error in this program and stays one.
                let proofs = core
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                for (row, mail, said) in proofs {
                    gathered.add(row, said);
                    if let Some(mail) = mail {
                        take(mail)?;
                    }
                }
            }
        }
        Ok::<_, Error>(())
    })?;
    faults.extend(gathered.finish());
    acceptance::apply_to_all(&settings.notice.accept, faults);
    Ok(())
}
