//! Mail providers where anybody can have a mailbox.
//!
//! One list for list and leak check: an address there is often a person's, and the domain
//! identifies no organisation.

/// The domains, in order.
const DOMAINS: [&str; 43] = [
    "aol.com",
    "caiway.nl",
    "casema.nl",
    "chello.nl",
    "freedom.nl",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hccnet.nl",
    "hetnet.nl",
    "home.nl",
    "hotmail.com",
    "hotmail.nl",
    "icloud.com",
    "kpnmail.nl",
    "kpnplanet.nl",
    "live.com",
    "live.nl",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "online.nl",
    "onsbrabantnet.nl",
    "outlook.com",
    "outlook.nl",
    "planet.nl",
    "proton.me",
    "protonmail.com",
    "quicknet.nl",
    "solcon.nl",
    "tele2.nl",
    "telfort.nl",
    "upcmail.nl",
    "xmsnet.nl",
    "xs4all.nl",
    "yahoo.com",
    "yahoo.nl",
    "ymail.com",
    "zeelandnet.nl",
    "ziggo.nl",
];

/// Whether anybody can have a mailbox at this domain (in lower case, A-labels).
#[must_use]
pub fn is_free_mail(domain: &str) -> bool {
    DOMAINS.binary_search(&domain).is_ok()
}

/// All such domains, in order.
#[must_use]
pub const fn free_mail_domains() -> &'static [&'static str] {
    &DOMAINS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domains_are_in_order_and_each_is_found() {
        assert!(DOMAINS.is_sorted_by(|a, b| a < b));
        assert!(DOMAINS.iter().all(|domain| is_free_mail(domain)));
        assert!(!is_free_mail("brug.example") && !is_free_mail("post.gmail.com"));
    }
}
