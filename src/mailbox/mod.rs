//! A folder of a mailbox, read over IMAP (RFC 9051; RFC 3501 for older servers): TLS from the first
//! byte, login, and every mail once by its UID.
//!
//! Nothing in it is changed: the folder is opened with EXAMINE, and mails are read with BODY.PEEK.
//! The replies of a server are taken apart here, within bounds: what is asked for is five commands,
//! and the parsers at hand either end the program on replies that nobody asked for or are larger
//! than all of this (`docs/dependencies.md`).

mod fault;
mod login;
mod name;
mod replies;
mod response;
mod session;

pub use fault::MailboxFault;
pub use login::MailboxLogin;
pub use session::{FetchedMail, MailboxServer, MailboxSession};
