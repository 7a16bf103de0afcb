//! A campaign of three rows to change settings of, and what can be seen of it without sending.

use std::fmt::Write as _;
use std::fs;

use heraut::campaign::{Campaign, Error};
use heraut::dispatch::{Domain, Work};
use heraut::finding::Finding;
use heraut::notice::Mail;
use heraut::phrase::{Language, Speaker};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail_parser::{MessageParser, MimeHeaders as _};

use crate::harness::Folder;

pub(super) const SETTINGS: &str = "
[campaign]
name = 'klein'
[sender]
from = 'Bureau <bericht@voorbeeldzaken.example>'
[list]
file = 'lijst.csv'
encoding = 'utf-8'
delimiter = ';'
[list.columns]
id = 'id'
organisation = 'organisatie'
email = 'email'
[notice]
subject = 'onderwerp.hbs'
text = 'brief.txt.hbs'
html = 'brief.html.hbs'
[pace]
rate = 'unlimited'
per_domain = 'unlimited'
[relay]
connections = 1
[approval]
required = ['besluit']
";

const HEADER: &str = "id;organisatie;soort;email;tweede;jaren;later;bijlage;ander;nummer";

const ROWS: [&str; 3] = [
    "A-1;Stichting De Brug;zorg;info@debrug.example;raad@debrug.example;2023, 2024;2025;een.txt;drie.txt;K-71",
    "A-2;Vereniging Waterkers;zorg;post@waterkers.example;raad@waterkers.example;2024;2025;twee.txt;drie.txt;K-72",
    "A-3;Platform Lindeboom;rijk;mail@lindeboom.example;raad@lindeboom.example;2023, 2024;2025;een.txt;drie.txt;K-73",
];

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"nl\">\n<head><meta charset=\"utf-8\"><title>Bericht</title></head>\n\
    <body>\n<h1>Bericht</h1>\n<p>Aan {{organisatie}}.</p>\n</body>\n</html>\n";

/// The first of these rows has its mailbox, or its name, a second time.
fn twins() -> [String; 2] {
    let [first, second, _] = ROWS;
    let mailbox = second.replace("post@waterkers", "info@debrug");
    let name = second.replace("Vereniging Waterkers", "Stichting De Brug");
    [
        format!("{HEADER}\n{first}\n{mailbox}\n"),
        format!("{HEADER}\n{first}\n{name}\n"),
    ]
}

fn many(rows: u32, domain: impl Fn(u32) -> String) -> String {
    let row = |nr: u32| {
        let name = char::from(b'A' + u8::try_from(nr % 26).unwrap());
        let domain = domain(nr);
        format!(
            "M-{nr:02};Stichting {name}{nr:02};zorg;post{nr:02}@{domain};;2023, 2024;2025;een.txt;drie.txt;K-{nr:02}\n"
        )
    };
    format!("{HEADER}\n{}", (0..rows).map(row).collect::<String>())
}

/// The campaign of three rows, with the files that its settings may name.
pub(super) fn campaign() -> Folder {
    let folder = Folder::new();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    put("config/heraut.toml", SETTINGS.as_bytes());
    put(
        "lijst.csv",
        format!("{HEADER}\n{}\n", ROWS.join("\n")).as_bytes(),
    );
    put("kort.csv", format!("{HEADER}\n{}\n", ROWS[0]).as_bytes());
    let [mailboxes, names] = twins();
    put("adressen.csv", mailboxes.as_bytes());
    put("namen.csv", names.as_bytes());
    put(
        "veel.csv",
        many(24, |nr| format!("plaats{nr:02}.example")).as_bytes(),
    );
    put(
        "samen.csv",
        many(3, |_| "samen.example".to_owned()).as_bytes(),
    );
    let old = format!("{HEADER}\n{}\n", ROWS[0].replace("De Brug", "Caf\u{e9}"));
    put(
        "oud.csv",
        &old.chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect::<Vec<u8>>(),
    );
    // Two rows the wrong way round, in one of two columns that go together.
    let swapped = [("drie", "twee"), ("drie", "een"), ("drie", "een")];
    let swapped = ROWS
        .iter()
        .zip(swapped)
        .map(|(row, (from, to))| row.replace(from, to) + "\n");
    put(
        "verwisseld.csv",
        format!("{HEADER}\n{}", swapped.collect::<String>()).as_bytes(),
    );
    put(
        "config/allowed_signers",
        b"\"A. Vos\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n",
    );
    put(
        "register.csv",
        b"wat;grond;wie;wanneer\nA-2;op eigen verzoek;A. Vos;12-3-2024\n",
    );
    put("onderwerp.hbs", b"Bericht over {{nummer}}\n");
    put("kop.hbs", b"Ander onderwerp\n");
    put("brief.txt.hbs", b"Bericht\n\nAan {{organisatie}}.\n");
    put(
        "anders.txt.hbs",
        b"Bericht\n\nAnders aan {{organisatie}}.\n",
    );
    put(
        "waarde.txt.hbs",
        b"Bericht\n\nAan {{organisatie}} op {{datum}}.\n",
    );
    put(
        "deel.txt.hbs",
        b"Bericht\n\nAan {{organisatie}}. {{> slot}}\n",
    );
    put(
        "lek.txt.hbs",
        b"Bericht\n\nAan {{organisatie}}, over Waterkers.\n",
    );
    put("een/slot.txt.hbs", b"Slot een.");
    put("twee/slot.txt.hbs", b"Slot twee.");
    put("een/een.txt", b"uit map een");
    put("een/twee.txt", b"het tweede bestand");
    put("een/drie.txt", b"het derde bestand");
    put("twee/een.txt", b"uit map twee");
    put("brief.html.hbs", PAGE.as_bytes());
    let page = |from: &str, to: &str| PAGE.replace(from, to).into_bytes();
    put("anders.html.hbs", &page("<p>Aan", "<p>Anders aan"));
    put(
        "kleur.html.hbs",
        &page("<p>", "<p style=\"color: {{stijl_accent}}\">"),
    );
    put(
        "beeld.html.hbs",
        &page("<h1>", "<p><img src=\"cid:beeld\" alt=\"beeld\"></p>\n<h1>"),
    );
    let link = "<a href=\"https://www.elders.example/\">www.elders.example</a>";
    put("link.html.hbs", &page("</p>", &format!(" {link}</p>")));
    put("beeld.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;");
    put("beeld.png", b"\x89PNG\r\n\x1a\n");
    put("een.typ", b"#panic(\"een\")\n");
    put("twee.typ", b"#panic(\"twee\")\n");
    for name in ["hiding.xlsx", "openpyxl.xlsx"] {
        fs::copy(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/lists")
                .join(name),
            folder.path(name),
        )
        .unwrap();
    }
    folder
}

fn speaker() -> Speaker {
    Speaker::new(Language::English, TimeZone::UTC, Timestamp::UNIX_EPOCH)
}

fn faults(faults: &[Finding]) -> String {
    let speaker = speaker();
    faults.iter().fold(String::new(), |mut out, fault| {
        let severity = if fault.is_error() { "error" } else { "look" };
        let (place, words) = (&fault.place, speaker.text(fault.phrase()));
        let accepted = fault.accepted.as_deref().unwrap_or_default();
        writeln!(
            out,
            "{severity} {} {}:{:?} {words} [{accepted}]",
            fault.name(),
            place.file,
            place.row
        )
        .unwrap();
        out
    })
}

fn open(folder: &Folder, set: &[String]) -> Result<Campaign, String> {
    match Campaign::open(&folder.path("."), set) {
        Ok(campaign) => Ok(campaign),
        Err(Error::Input { faults: found, .. }) => Err(faults(&found)),
        Err(other) => panic!("{other}"),
    }
}

/// What `check` finds.
pub(super) fn check(folder: &Folder, set: &[String]) -> String {
    let campaign = match open(folder, set) {
        Ok(campaign) => campaign,
        Err(refused) => return refused,
    };
    let found = campaign.check().unwrap();
    let parts = found
        .list
        .parts()
        .iter()
        .map(|part| speaker().text(part))
        .collect::<Vec<_>>()
        .join(", ");
    let mut out = format!(
        "{parts}\n{} listed, {} ready\n",
        found.sum.listed, found.sum.ready
    );
    for (ground, count) in &found.excluded {
        writeln!(out, "left out: {count} {ground}").unwrap();
    }
    for row in &found.left_out {
        let instead = if row.by_post { "post" } else { "nothing" };
        let legal = row.legal.as_deref().unwrap_or_default();
        writeln!(out, "{} gets {instead}: {} ({legal})", row.id, row.ground).unwrap();
    }
    out + &faults(&found.faults)
}

/// The mail of the first row as the reader gets it.
pub(super) fn mail(folder: &Folder, set: &[String]) -> String {
    let campaign = match open(folder, set) {
        Ok(campaign) => campaign,
        Err(refused) => return refused,
    };
    match campaign.preview("2", false) {
        Ok(made) => format!("{}{}", read(&made.mail), faults(&made.faults)),
        Err(Error::Input { faults: found, .. }) => faults(&found),
        Err(other) => panic!("{other}"),
    }
}

fn read(mail: &Mail) -> String {
    let bytes: Vec<u8> = mail
        .pieces
        .iter()
        .flat_map(|piece| piece.bytes())
        .copied()
        .collect();
    let whole = String::from_utf8(bytes.clone()).unwrap();
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    let mut out = format!(
        "id: {}\n{}\n",
        mail.list_id,
        whole.split("\r\n\r\n").next().unwrap()
    );
    writeln!(out, "subject: {}", parsed.subject().unwrap()).unwrap();
    writeln!(
        out,
        "{}\n{}",
        parsed.body_text(0).unwrap(),
        parsed.body_html(0).unwrap()
    )
    .unwrap();
    for part in parsed.attachments() {
        let (name, id) = (
            part.attachment_name().unwrap_or_default(),
            part.content_id().unwrap_or_default(),
        );
        writeln!(
            out,
            "attached {name} <{id}>: {}",
            String::from_utf8_lossy(part.contents())
        )
        .unwrap();
    }
    out
}

/// When a real run of one mail would end that began on a Wednesday in winter, at eleven in the Netherlands.
pub(super) fn forecast(folder: &Folder, set: &[String]) -> String {
    let relay = ["relay.kind=smtp", "relay.host=mail.voorbeeldzaken.example"].map(str::to_owned);
    let campaign = open(folder, &[&relay[..], set].concat()).unwrap();
    let work = Work::to(std::iter::once(Domain::of("debrug.example")));
    format!(
        "{:?}",
        campaign
            .forecast(work, "2024-12-18T10:00:00Z".parse().unwrap())
            .unwrap()
    )
}
