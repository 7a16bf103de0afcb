//! The review page: the people who decide read, remark and agree in a browser.
//!
//! A person comes in by an invitation that was made in a terminal, and does what the invitation
//! allows, nothing else. Every page is made on the server and works without a script; none loads
//! anything from elsewhere. What a person may do is decided in `campaign` and `signoff`: this room
//! turns requests into calls and outcomes into pages.

mod answer;
mod bodies;
mod fault;
mod form;
mod guard;
mod page;
mod page_name;
mod routes;
mod server;
mod session;
mod site;
mod templates;
mod tls;
mod words;

pub use fault::ServeFault;
pub use server::ReviewServer;
pub use site::Voice;
