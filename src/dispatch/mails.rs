//! Sealed mails on their way out, whoever keeps them.

use std::rc::Rc;
use std::sync::Arc;

use crate::address::Address;
use crate::id::{Digest, Pseudonym};
use crate::phrase::SystemFault;

/// Source of sealed mails: the vault, or the simulator's.
pub trait Mails {
    /// Whether what was sealed is still what should go out. Called before each mail is read; a run
    /// ends if it returns false. `came_back`: since the last call a person made a mail due again
    /// that was not due when the run began.
    fn are_current(&self, came_back: bool) -> impl Future<Output = bool>;

    /// Returns the mail of this recipient, ready for the wire and verified against its digest.
    fn load(
        &self,
        recipient: &Pseudonym,
    ) -> impl Future<Output = Result<Rc<Outgoing>, SystemFault>>;
}

/// A sealed mail on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Pseudonym of the recipient.
    pub recipient: Pseudonym,
    /// Reverse-path.
    pub from: Address,
    /// Forward-path.
    pub to: Address,
    /// `ENVID=`.
    pub envid: String,
    /// The mail digest.
    pub digest: Digest,
    /// The bytes, without `Date:`.
    pub pieces: Vec<Arc<[u8]>>,
}
