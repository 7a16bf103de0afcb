//! The pages that people go to, and who may.

/// Where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum PageName {
    Overview,
    Wordings,
    Mails,
    Remarks,
    Agree,
    Live,
    Returns,
    /// Not among the tabs: the overview and the foot of each page lead to it.
    Verify,
}

impl PageName {
    /// The tabs.
    pub(super) const TABS: [PageName; 7] = [
        PageName::Overview,
        PageName::Wordings,
        PageName::Mails,
        PageName::Remarks,
        PageName::Agree,
        PageName::Live,
        PageName::Returns,
    ];

    /// Its path.
    pub(super) const fn href(self) -> &'static str {
        match self {
            PageName::Overview => "/",
            PageName::Wordings => "/wordings",
            PageName::Mails => "/mails",
            PageName::Remarks => "/remarks",
            PageName::Agree => "/agree",
            PageName::Live => "/live",
            PageName::Returns => "/returns",
            PageName::Verify => "/verify",
        }
    }

    /// The message that names it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            PageName::Overview => "web-tab-overview",
            PageName::Wordings => "review-wordings",
            PageName::Mails => "web-tab-mails",
            PageName::Remarks => "web-tab-remarks",
            PageName::Agree => "web-tab-agree",
            PageName::Live => "web-tab-live",
            PageName::Returns => "web-tab-returns",
            PageName::Verify => "web-verify",
        }
    }

    /// Whether a person who sees aliases in place of names may go there.
    pub(super) const fn is_for_redacted(self) -> bool {
        matches!(
            self,
            PageName::Overview | PageName::Live | PageName::Returns
        )
    }

    /// Whether a person who sees some mails only may go there.
    pub(super) const fn is_for_some_mails(self) -> bool {
        matches!(self, PageName::Mails)
    }
}
