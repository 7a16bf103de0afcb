use super::*;

fn of(said: &str, stated: &str) -> (ReturnCause, String) {
    let reason = find(&Evidence {
        said,
        stated: Enhanced::read(stated),
    });
    let status = reason.status.map(|code| code.to_string());
    (reason.cause, status.unwrap_or_default())
}

/// What was said, `Status`, and what follows: the cause and the code.
#[rustfmt::skip]
const CASES: [(&str, &str, ReturnCause, &str); 14] = [
    ("550 5.7.1 Blocked by policy", "5.0.0", ReturnCause::Policy, "5.7.1"),
    ("550 Blocked by policy", "5.1.1", ReturnCause::Policy, "5.0.0"),
    ("550 5.7.64 TenantAttribution; Relay Access Denied", "5.1.1", ReturnCause::RelayDenied, "5.7.64"),
    ("550 Computer says no", "5.1.1", ReturnCause::Unclear, "5.0.0"),
    ("550 4.7.1 Try later maybe", "5.1.1", ReturnCause::Unclear, "5.0.0"),
    ("550 No such user here", "5.1.1", ReturnCause::UnknownUser, "5.1.1"),
    ("", "5.2.2", ReturnCause::MailboxFull, "5.2.2"),
    ("", "", ReturnCause::Unclear, ""),
    ("mail.example[192.0.2.5.1] said 5.1.1.1", "", ReturnCause::Unclear, ""),
    ("550 5.7.1 User unknown", "5.7.1", ReturnCause::UnknownUser, "5.7.1"),
    ("550 5.7.26 This mail is unauthenticated; user unknown", "", ReturnCause::Authentication, "5.7.26"),
    ("550-5.7.30 This email has been blocked because DKIM does not pass", "5.7.30", ReturnCause::Authentication, "5.7.30"),
    ("450 4.2.0 Greylisted, try again later", "4.0.0", ReturnCause::NotNow, "4.2.0"),
    ("550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", "5.4.1", ReturnCause::UnknownUser, "5.4.1"),
];

#[test]
fn what_decided_counts_and_not_what_the_relay_made_of_it() {
    for (said, stated, cause, status) in CASES {
        assert_eq!(of(said, stated), (cause, status.to_owned()), "{said}");
    }
}
