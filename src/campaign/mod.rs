//! The campaign: one function a command. Opens the folder, calls the rooms in order, returns an outcome.
//!
//! Decides nothing that a room could, prints nothing.

mod act;
mod check;
mod clock_doubt;
mod current_list;
mod deadline;
mod dry_run;
mod error;
mod folder;
mod identity;
mod init;
mod kind;
mod last_look;
mod lineage;
mod list_watch;
mod masked;
mod memory;
mod open_files;
mod open_mails;
mod overview;
mod placing;
mod prepare;
mod preview;
mod proof;
mod record_seal;
mod roll;
mod seal;
mod send;
mod serve;
mod share;
mod show;
mod state_name;
mod status;
mod stopped;
mod takeover;
mod user;
mod withheld;

pub use act::{Recorded, RemarkAsk, WordAsk};
pub use check::Checked;
pub use clock_doubt::ClockDoubt;
pub use current_list::Mismatch;
pub use dry_run::DryRun;
pub use error::{Error, Wanted};
pub use folder::Campaign;
pub use identity::ListIdentity;
pub use init::init;
pub use kind::Kind;
pub use last_look::LastLook;
pub use open_mails::{OpenMails, is_unsealed};
pub use overview::{Next, Overview};
pub use placing::{Beside, Place, place};
pub use prepare::{Names, Prepared, SendAsk};
pub use preview::Previewed;
pub use seal::{ChangeList, SealAsk, SealOutcome};
pub use send::Sent;
pub use serve::{Catching, Preflight};
pub use show::Bundled;
pub use state_name::state_phrase;
pub use status::{Earlier, MailStatus, Status};
pub use stopped::{Stop, StoppedBy};
pub use takeover::{AdoptAsk, Adoption};
pub use withheld::Withheld;

pub use crate::signoff::WordFault;
pub use crate::vault::{KeyFault, VaultFault};
