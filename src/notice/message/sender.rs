//! What the sender's settings give rise to, whatever the mails say.

use crate::config::{self, SenderSettings};
use crate::finding::{Code, Finding, Place};

/// What the sender's settings alone give rise to.
#[must_use]
pub(crate) fn findings(sender: &SenderSettings) -> Vec<Finding> {
    let place = |key: &str| Place::file(config::FILE).column(key);
    let mut faults = vec![];
    // Without a reply address answers go to From (RFC 5322, section 3.6.2).
    if is_silent(sender.reply_to.as_ref().unwrap_or(&sender.from)) {
        faults.push(Finding::at(
            place("sender.reply_to"),
            Code::NoticeLintNoReply,
        ));
    }
    // Relaxed alignment (RFC 7489, section 3.1.2), as far as it goes without a list of public suffixes.
    let (from, back) = (sender.from.address.domain(), sender.envelope_from.domain());
    let under = |one: &str, other: &str| {
        one.strip_suffix(other)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    if from != back && !under(from, back) && !under(back, from) {
        let phrase = Code::NoticeFromNotAligned
            .with("from", from)
            .with("back", back);
        faults.push(Finding::at(place("sender.envelope_from"), phrase));
    }
    faults
}

/// Whether an address says that nobody reads what is sent to it.
fn is_silent(mailbox: &config::Mailbox) -> bool {
    let local: String = mailbox
        .address
        .local()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphabetic())
        .collect();
    [
        "noreply",
        "donotreply",
        "geenantwoord",
        "geenreactie",
        "nietbeantwoorden",
        "nietreageren",
    ]
    .iter()
    .any(|no| local.contains(no))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::notice::tests::support::Folder;

    #[test]
    fn a_sender_nobody_can_answer_deserves_a_look() {
        let codes = |from: &SenderSettings| {
            findings(from)
                .iter()
                .map(Finding::code_name)
                .collect::<Vec<_>>()
        };
        let mut from = Folder::new().sender;
        assert_eq!(codes(&from), [""; 0]);
        from.from.address = Address::parse("no-reply@voorbeeldzaken.example").unwrap();
        assert_eq!(codes(&from), ["notice-lint-no-reply"]);
        from.reply_to = Some(from.from.clone());
        assert_eq!(codes(&from), ["notice-lint-no-reply"]);
        from.reply_to = Folder::new()
            .sender
            .reply_to
            .or(Some(Folder::new().sender.from));
        assert_eq!(codes(&from), [""; 0]);
    }

    #[test]
    fn a_return_path_of_another_domain_deserves_a_look() {
        let mut from = Folder::new().sender;
        for (domain, aligned) in [
            ("voorbeeldzaken.example", true),
            ("terug.voorbeeldzaken.example", true),
            ("nietvoorbeeldzaken.example", false),
            ("elders.example", false),
        ] {
            from.envelope_from = Address::parse(&format!("terug@{domain}")).unwrap();
            assert_eq!(findings(&from).is_empty(), aligned, "{domain}");
        }
        assert_eq!(findings(&from)[0].name(), "notice-from-not-aligned");
    }
}
