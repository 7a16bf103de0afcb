//! What others do while a run goes on.

use jiff::SignedDuration;

/// Something that others do while a run goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    Withhold,
    Release,
    Again,
    Edit,
    Withdraw,
    Page,
    AskToStop,
    Resolve,
    Jump(SignedDuration),
    RunAhead(SignedDuration),
    SecondSender,
    RemoveLock,
    Die,
}

impl Deed {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Deed::Withhold => "withhold",
            Deed::Release => "release",
            Deed::Again => "again",
            Deed::Edit => "edit",
            Deed::Withdraw => "withdraw",
            Deed::Page => "page",
            Deed::AskToStop => "stop",
            Deed::Resolve => "resolve",
            Deed::Jump(_) => "jump",
            Deed::RunAhead(_) => "run ahead",
            Deed::SecondSender => "second sender",
            Deed::RemoveLock => "remove lock",
            Deed::Die => "die",
        }
    }
}
