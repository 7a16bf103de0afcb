//! Where the pages lead: to files of a bundle, or to paths of the server.

use crate::id::ListId;
use crate::review::folder::file_names::{link, safe};

/// Where the pages lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Files that lie beside each other.
    Bundle,
    /// Paths that begin at the server.
    Server,
}

/// A mail, as links name it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Linked<'m> {
    /// Its file name in a bundle, without the extension.
    pub(crate) file: &'m str,
    /// The id of its row.
    pub(crate) id: &'m ListId,
}

impl Links {
    /// The page of a mail, from the first page.
    pub(crate) fn mail(self, mail: Linked<'_>) -> String {
        match self {
            Links::Bundle => link(&format!("mails/{}.view.html", mail.file)),
            Links::Server => mail.served(""),
        }
    }

    /// The page of a mail, from that of another.
    pub(crate) fn beside(self, mail: Linked<'_>) -> String {
        match self {
            Links::Bundle => link(&format!("{}.view.html", mail.file)),
            Links::Server => mail.served(""),
        }
    }

    /// The mail itself, from its page.
    pub(crate) fn eml(self, mail: Linked<'_>) -> String {
        match self {
            Links::Bundle => link(&format!("{}.eml", mail.file)),
            Links::Server => mail.served("/mail.eml"),
        }
    }

    /// A file of the mail, from its page: at `path` of the bundle, and the `nth` from 0.
    pub(crate) fn file(self, mail: Linked<'_>, nth: usize, path: &str) -> String {
        match self {
            Links::Bundle => format!("../{}", link(path)),
            Links::Server => mail.served(&format!("/files/{nth}")),
        }
    }

    /// A file that several mails have, from the first page. The server shows it at each of them.
    pub(crate) fn shared(self, path: &str) -> Option<String> {
        match self {
            Links::Bundle => Some(link(path)),
            Links::Server => None,
        }
    }
}

impl Linked<'_> {
    /// A path of the server: an id may hold a slash or a question mark.
    fn served(self, rest: &str) -> String {
        format!("/mails/{}{rest}", link(&safe(self.id.as_str())))
    }
}
