//! The room as a whole, on mails of real servers and on octets that nobody would send.

mod answers;
mod golden;
mod hostile;
