//! Any bytes as templates: subject, text, HTML and a shared piece, parted by NUL. What is left out is a plain one. Every
//! second is read as MJML.
#![no_main]

mod campaign;

use std::sync::LazyLock;

use campaign::{Campaign, campaign};
use libfuzzer_sys::fuzz_target;

const PLAIN: [&str; 4] = [
    "Uw gegevens, {{organisatie}}\n",
    "Beste {{organisatie}},\n{{#if dossier}}{{dossier}}{{/if}}\n{{> stuk}}\n",
    "<html lang=\"nl\"><title>x</title><body>{{organisatie}}{{> stuk}}</body></html>\n",
    "{{contact}}\n",
];

const MJML: &str = "<mjml><mj-body><mj-section><mj-column><mj-text>{{organisatie}}</mj-text></mj-column></mj-section></mj-body></mjml>\n";

static CAMPAIGNS: LazyLock<[Campaign; 2]> = LazyLock::new(|| {
    ["h.html.hbs", "h.mjml.hbs"].map(|html| {
        let notice = format!("notice = {{ subject = 's.hbs', text = 't.hbs', html = '{html}', partials = 'stukken' }}\n");
        let campaign = campaign(&notice);
        campaign.folder("stukken");
        campaign
    })
});

fuzz_target!(|bytes: &[u8]| {
    let is_mjml = bytes.len() % 2;
    let campaign = &CAMPAIGNS[is_mjml];
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut part = |nth: usize| match parts.next() {
        Some(part) if !part.is_empty() => part.to_vec(),
        _ if nth == 2 && is_mjml == 1 => MJML.into(),
        _ => PLAIN[nth].into(),
    };
    campaign.write("s.hbs", &part(0));
    campaign.write("t.hbs", &part(1));
    campaign.write(["h.html.hbs", "h.mjml.hbs"][is_mjml], &part(2));
    let piece = part(3);
    campaign.write("stukken/stuk.txt.hbs", &piece);
    campaign.write("stukken/stuk.html.hbs", &piece);
    campaign.judge();
});
