//! The dialogue of a connection, for a listener that writes it down.

use std::fmt;
use std::rc::Rc;

use crate::reply::Reply;

/// One thing that was said, or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogueEvent<'a> {
    /// One of our commands, or an answer to a challenge, without its line end. As it was sent: with
    /// addresses and secrets.
    Client(&'a str),
    /// Octets of a mail, without its final dot.
    Body(usize),
    /// A reply.
    Server(&'a Reply),
    /// The connection is encrypted from now on.
    Encrypted,
    /// We close the connection.
    Closed,
}

/// Receives what is said on all connections; each has a number.
pub type Listener = Rc<dyn Fn(u32, DialogueEvent<'_>)>;

/// The listener of one connection, if there is one.
#[derive(Clone, Default)]
pub(super) struct Observer(Option<(Listener, u32)>);

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Observer").field(&self.0.is_some()).finish()
    }
}

impl Observer {
    /// The listener of the connection with this number.
    pub(super) fn new(listener: Option<&Listener>, connection: u32) -> Observer {
        Observer(listener.map(|listener| (listener.clone(), connection)))
    }

    pub(super) fn notify(&self, event: DialogueEvent<'_>) {
        if let Some((listener, connection)) = &self.0 {
            listener(*connection, event);
        }
    }

    /// Reports commands, several of which may be sent together.
    pub(super) fn commands(&self, pieces: &[&[u8]]) {
        if self.0.is_some() {
            let all = pieces.concat();
            let text = String::from_utf8_lossy(&all);
            text.lines()
                .for_each(|line| self.notify(DialogueEvent::Client(line)));
        }
    }
}
