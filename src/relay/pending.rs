//! An envelope as it is written to a relay: MAIL and RCPT with the parameters that this relay offers.

use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{MailParameter, RcptParameter};

use super::features::EhloExtensions;
use super::limits::notify_value;
use super::{Cause, Envelope, RelayFault};
use crate::config::Notify;
use crate::id::Pseudonym;
use crate::journal::event::Step;

/// An envelope that is on its way or waits for its turn.
pub(super) struct Pending {
    pub(super) recipient: Pseudonym,
    pub(super) mail: String,
    pub(super) rcpt: String,
    /// Whether all its commands were written.
    pub(super) sent: bool,
    /// Whether they were written right after the final dot of another mail.
    pub(super) after_dot: bool,
}

impl Pending {
    pub(super) fn new(
        envelope: &Envelope,
        features: &EhloExtensions,
        notify: &[Notify],
    ) -> Result<Pending, RelayFault> {
        let address = |address: &crate::address::Address| {
            lettre::Address::new(address.local(), address.domain())
                .map_err(|_| RelayFault::new(Step::Mail, Cause::Garbled))
        };
        let mut mail = Vec::new();
        if features.size {
            mail.push(MailParameter::Size(envelope.size));
        }
        let mut rcpt = Vec::new();
        if features.dsn {
            let other = |keyword: &str, value: &str| MailParameter::Other {
                keyword: keyword.to_owned(),
                value: Some(value.to_owned()),
            };
            // Headers only: the body is confidential and must not come back through strangers.
            mail.push(other("RET", "HDRS"));
            mail.push(other("ENVID", &envelope.envid));
            rcpt.push(RcptParameter::Other {
                keyword: "NOTIFY".into(),
                value: Some(notify_value(notify)),
            });
        }
        Ok(Pending {
            recipient: envelope.recipient,
            mail: Mail::new(Some(address(&envelope.from)?), mail).to_string(),
            rcpt: Rcpt::new(address(&envelope.to)?, rcpt).to_string(),
            sent: false,
            after_dot: false,
        })
    }

    /// MAIL, RCPT and DATA, to go in one write.
    pub(super) fn flight(&self) -> String {
        format!("{}{}{Data}", self.mail, self.rcpt)
    }
}
