//! Sizes of files and mails in words.

use super::Phrase;

/// A size as people write it: `812 bytes`, `62 kB`, `1,7 MB`; never less than it is.
#[must_use]
pub fn size(octets: u64) -> Phrase {
    match octets {
        0..1_000 => Phrase::new("size-bytes").with("count", octets),
        1_000..1_000_000 => Phrase::new("size-kb").with("count", octets.div_ceil(1_000)),
        1_000_000..1_000_000_000 => in_tenths("size-mb", octets.div_ceil(100_000)),
        _ => in_tenths("size-gb", octets.div_ceil(100_000_000)),
    }
}

fn in_tenths(key: &'static str, tenths: u64) -> Phrase {
    Phrase::new(key)
        .with("whole", tenths / 10)
        .with("tenth", tenths % 10)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::phrase::{Language, Speaker};

    #[test]
    fn sizes_are_written_in_the_largest_unit_and_never_too_small() {
        let zone = TimeZone::UTC;
        let said = |language, octets| {
            Speaker::new(language, zone.clone(), Timestamp::UNIX_EPOCH).text(&size(octets))
        };
        assert_eq!(said(Language::English, 812), "812 bytes");
        assert_eq!(said(Language::English, 61_001), "62 kB");
        assert_eq!(said(Language::Dutch, 1_610_000), "1,7 MB");
        assert_eq!(said(Language::English, 28_292_000_000), "28.3 GB");
    }
}
