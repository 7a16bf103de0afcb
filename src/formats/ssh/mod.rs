//! Signatures of OpenSSH (`ssh-keygen -Y sign`) and its lists of who may sign (`allowed_signers`).

mod allowed_signers;
mod pattern;
mod public_key;
mod signature;
mod wire;

pub use allowed_signers::{AllowedSigner, SignersFault, read_signers};
pub use public_key::{KeyRefusal, PublicKey};
pub use signature::{SignatureForm, SshSignature};
