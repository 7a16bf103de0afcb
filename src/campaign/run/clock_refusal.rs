//! A refusal that only a wrong clock may cause.

use jiff::Timestamp;

use crate::campaign::Error;
use crate::campaign::clock_doubt::ClockDoubt;
use crate::dispatch::Rules;
use crate::journal::Ledger;

/// Asks about the clock before a refusal that only the clock causes: otherwise people would be
/// asked for new approvals for nothing.
pub(crate) fn before_refusal(
    error: Error,
    ledger: &Ledger,
    rules: &Rules,
    now: Timestamp,
) -> Error {
    let by_the_clock = matches!(
        error,
        Error::ApprovalLapsed { .. } | Error::DeadlinePassed { .. }
    );
    match ClockDoubt::by_records(ledger, now) {
        Some(doubt @ ClockDoubt::Silence { .. }) if by_the_clock && !rules.clock_vouched => {
            Error::ClockUnsure(doubt)
        }
        _ => error,
    }
}
