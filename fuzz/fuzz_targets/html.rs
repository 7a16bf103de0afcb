//! Any bytes as the HTML of a mail: never a panic in the tokens, the links, the styles, the lint or the leak check.
#![no_main]

mod campaign;

use std::sync::LazyLock;

use campaign::{Campaign, campaign};
use libfuzzer_sys::fuzz_target;

static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
    let campaign = campaign("notice = { subject = 's.hbs', text = 't.hbs', html = 'h.hbs' }\n");
    campaign.write("s.hbs", b"Uw gegevens\n");
    campaign.write("t.hbs", b"Beste Stichting De Brug,\n\nZie https://voorbeeldzaken.example/uitleg.\n");
    campaign
});

fuzz_target!(|bytes: &[u8]| {
    // Two braces would be a template's: that is another target.
    let html = String::from_utf8_lossy(bytes).replace("{{", "{ {");
    CAMPAIGN.write("h.hbs", html.as_bytes());
    CAMPAIGN.judge();
});
