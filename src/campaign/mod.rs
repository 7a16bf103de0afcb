//! The campaign: one function per command. Opens the folder, calls the rooms in order, returns an
//! outcome.
//!
//! Decides nothing that a room could decide, and prints nothing.

mod clock_doubt;
pub mod decisions;
pub mod doubt;
mod error;
mod error_words;
pub mod export;
pub mod folder;
mod mismatch;
mod no_mail;
pub mod proof;
mod rectify;
pub mod rehearsal;
pub mod relay;
pub mod returns;
pub mod run;
pub mod seal;
pub mod state;
pub mod verify;

pub use clock_doubt::ClockDoubt;
pub use decisions::approvals::{BackAsk, Recorded, WordAsk};
pub use decisions::invitation_fault::InvitationFault;
pub use decisions::invitations::{InvitationRow, InviteAsk, NewInvitation, Visitor};
pub use decisions::remarks::{OpenRemark, RemarkAsk};
pub use decisions::takeover::{AdoptAsk, Adoption};
pub use decisions::withheld::Withheld;
pub use doubt::{AttemptEnd, LogAnswer, LogAnswers, MailAttempt, MailEvidence, Settlement};
pub use error::{Error, Wanted};
pub use export::Exported;
pub use folder::campaign::Campaign;
pub use folder::init::init;
pub use folder::kind::Kind;
pub use folder::list_identity::ListIdentity;
pub use mismatch::Mismatch;
pub use no_mail::{MOST_OF_MAIL, NoMail};
pub use proof::prove::Proof;
pub use rectify::fault::RectifyFault;
pub use rectify::{Rectified, RectifyAsk, Renewed};
pub use rehearsal::fault::RehearsalFault;
pub use rehearsal::rehearse::{Rehearsal, RehearsalAsk};
pub use relay::preflight::{Catching, Preflight};
pub use returns::{
    MailboxReading, ReadReturn, RecipientMatch, Recording, ReturnMatch, ReturnTotals, Returns,
    ReturnsWait, SettleAsk, SettledReturn, TrayFault, TrayItem, TrayPlace, cause_phrase,
    named_cause, next_step_phrase, return_kind_phrase, which_mail,
};
pub use run::confirmation::LastLook;
pub use run::dry_run::DryRun;
pub use run::last_stop::{Stop, StoppedBy};
pub use run::open_mails::{OpenMails, is_unsealed};
pub use run::options::SendAsk;
pub use run::prepare::{Prepared, RowNames};
pub use run::send::Sent;
pub use seal::check::Checked;
pub use seal::outcome::{ChangeList, SealAsk, SealOutcome};
pub use seal::placing::{Beside, PlaceInSeal, place};
pub use seal::preview::Previewed;
pub use seal::review::{BundleContent, Bundled};
pub use state::doctor::{Examined, ExaminedPart, Health, examine};
pub use state::overview::{Next, Overview, Withdrawn};
pub use state::reading_room::{PagesAsOf, ReadingRoom, SendingNow, SignOffNow, Welcome};
pub use state::report::{ReportRow, RowOutcome};
pub use state::state_name::{STATE_NAMES, state_phrase};
pub use state::status::{EarlierMail, MailStatus, ReturnGround, Status};
pub use state::untold::{Untold, UntoldRow, write_spreadsheet};
pub use verify::mail::OurMail;
pub use verify::records::VerifiedJournal;
pub use verify::{MailComparison, MailDifference};

pub use crate::bounce::{Fault, ReturnCause, ReturnKind, ReturnedRecipient};
pub use crate::journal::ledger::state::InvitationState;
pub use crate::mailbox::MailboxFault;
pub use crate::notice::MarkedMail;
pub use crate::relay_log::{LogCoverage, LogFile, LogForm, LogLine, LogOutcome};
pub use crate::signoff::{NAMESPACE, WordFault};
pub use crate::vault::{KeyFault, VaultFault};
