//! Why a mail came back, and whose fault that is.

/// Whose fault it is that a mail did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The recipient's side: the address, the mailbox, a rule of theirs.
    Them,
    /// The sender's side: authentication, reputation, quota, login. Never the address's fault.
    Us,
    /// In between: name service, connection, time.
    Line,
    /// Not said for certain.
    Unknown,
}

impl Fault {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Fault::Them => "them",
            Fault::Us => "us",
            Fault::Line => "line",
            Fault::Unknown => "unknown",
        }
    }
}

/// Makes [`ReturnCause`] from its table: the name, whose fault it is, and the key of what people read.
macro_rules! causes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $fault:ident;)+) => {
        /// Why a mail came back.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ReturnCause {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl ReturnCause {
            /// Every cause, in the order of the table.
            pub const ALL: &'static [ReturnCause] = &[$(ReturnCause::$variant),+];

            /// The name in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(ReturnCause::$variant => $name),+ }
            }

            /// Whose fault it is.
            #[must_use]
            pub const fn fault(self) -> Fault {
                match self { $(ReturnCause::$variant => Fault::$fault),+ }
            }
        }
    };
}

causes! {
    /// There is no such mailbox.
    UnknownUser = "unknown_user", Them;
    /// The recipient moved to another address.
    Moved = "moved", Them;
    /// The mailbox exists and takes no mail.
    Disabled = "disabled", Them;
    /// The mailbox is full.
    MailboxFull = "mailbox_full", Them;
    /// The domain doesn't exist.
    DomainUnknown = "domain_unknown", Them;
    /// The domain says that it takes no mail.
    DomainTakesNoMail = "domain_takes_no_mail", Them;
    /// A rule of the recipient, or who may write to this address.
    RecipientRule = "recipient_rule", Them;
    /// A list waits for its moderator.
    ListModeration = "list_moderation", Them;
    /// A list takes mail of its members only.
    ListNotSubscribed = "list_not_subscribed", Them;
    /// The recipient asks the sender to confirm.
    Challenge = "challenge", Them;
    /// A rule about mail from this sender, not further explained.
    Policy = "policy", Us;
    /// The sending server is on a blocklist, or has a bad name.
    Blocklist = "blocklist", Us;
    /// SPF, DKIM, DMARC, or the sending server's name.
    Authentication = "authentication", Us;
    /// The content was taken for spam or a virus, or isn't allowed.
    Content = "content", Us;
    /// The sender sends too much, or too fast.
    SenderQuota = "sender_quota", Us;
    /// The server doesn't send for this sender: no login, no right.
    RelayDenied = "relay_denied", Us;
    /// The server refuses the sender's address.
    SenderRefused = "sender_refused", Us;
    /// The mail is too big.
    TooBig = "too_big", Us;
    /// Encryption was asked for and can't be had.
    Tls = "tls", Us;
    /// The recipient's server asked to come back later.
    NotNow = "not_now", Line;
    /// The recipient's server could not be reached in time.
    Unreachable = "unreachable", Line;
    /// The name service gave no answer.
    NameService = "name_service", Line;
    /// The mail went round in a circle.
    Loop = "loop", Line;
    /// The recipient's server is out of order.
    Server = "server", Line;
    /// Not said for certain.
    Unclear = "unclear", Unknown;
}
