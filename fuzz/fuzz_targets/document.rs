//! Any bytes as an attachment: as PDF, Office or picture by what they begin with. What the reader can't follow is a
//! finding and never a panic, and takes a bounded time and memory.
#![no_main]

mod campaign;

use std::sync::LazyLock;

use campaign::{Campaign, campaign};
use libfuzzer_sys::fuzz_target;

const KINDS: [&str; 7] = ["pdf", "docx", "xlsx", "pptx", "png", "jpg", "txt"];

static CAMPAIGNS: LazyLock<Vec<Campaign>> = LazyLock::new(|| {
    let with = |kind: &&str| {
        let notice = format!(
            "notice = {{ subject = 's.hbs', text = 't.hbs', html = 'h.hbs', attachment = [{{ name = 'a.{kind}', file = 'a.{kind}' }}] }}\n"
        );
        let campaign = campaign(&notice);
        campaign.write("s.hbs", b"Uw gegevens\n");
        campaign.write("t.hbs", b"Tekst\n");
        campaign.write("h.hbs", b"<p>Tekst</p>\n");
        campaign
    };
    KINDS.iter().map(with).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let kind = match bytes {
        [b'%', b'P', ..] => 0,
        [b'P', b'K', .., last] => 1 + usize::from(*last) % 3,
        [0x89, b'P', ..] => 4,
        [0xff, 0xd8, ..] => 5,
        _ => 6,
    };
    CAMPAIGNS[kind].write(&format!("a.{}", KINDS[kind]), bytes);
    CAMPAIGNS[kind].judge();
});
