//! What one returned mail says of our mails, whatever the journal makes of it.

use super::outcome::{ReadReturn, RecipientMatch};
use crate::bounce::ReturnClass;
use crate::delivery::DeliveryStatus;
use crate::id::{Digest, Pseudonym};

/// Which recipient decides what a mail says of ours; if it says nothing certain, one that names a mail of ours.
pub(super) fn deciding(mail: &ReadReturn) -> Option<usize> {
    let decides = verdict(mail).map(|(.., one)| one);
    let at = |is_it: &dyn Fn(&RecipientMatch) -> bool| mail.recipients.iter().position(is_it);
    let of_mail = |one: &RecipientMatch| one.matched.as_ref().is_some_and(|m| m.mail.is_some());
    at(&|one| decides.is_some_and(|it| std::ptr::eq(it, one)))
        .or_else(|| at(&of_mail))
        .or_else(|| at(&|one| one.matched.is_some()))
}

/// What a report says of one of our mails: the worst, if it names several recipients behind it.
/// `None` if it names none, or isn't certain.
pub(super) fn verdict(
    mail: &ReadReturn,
) -> Option<(Pseudonym, Digest, DeliveryStatus, &RecipientMatch)> {
    let of_ours = |one: &&RecipientMatch| one.matched.as_ref().is_some_and(|m| m.mail.is_some());
    let (status, one) = worst(mail, mail.recipients.iter().filter(of_ours))?;
    let (recipient, digest) = one.matched.as_ref()?.mail?;
    Some((recipient, digest, status, one))
}

/// The worst of what a report says of these recipients, whosever mail it is; `None` if it says nothing certain.
pub(super) fn worst<'m>(
    mail: &ReadReturn,
    recipients: impl Iterator<Item = &'m RecipientMatch>,
) -> Option<(DeliveryStatus, &'m RecipientMatch)> {
    let said = recipients
        .filter(|_| mail.kind.is_report())
        .filter_map(|one| {
            let status = match one.said.class {
                ReturnClass::Permanent => DeliveryStatus::Failed,
                ReturnClass::Temporary => DeliveryStatus::Delayed,
                ReturnClass::Success => DeliveryStatus::Delivered,
                ReturnClass::Unknown => return None,
            };
            Some((status, one))
        });
    said.min_by_key(|(status, _)| match status {
        DeliveryStatus::Failed => 0,
        DeliveryStatus::Delayed => 1,
        DeliveryStatus::Delivered => 2,
    })
}
