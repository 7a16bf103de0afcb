//! The notice, as `check` and the mails show it.

use super::bench::{check, mail};
use super::walk::{Row, row};

const TEXT_FILE: &[&str] = &[
    "notice.attachment.file=een/een.txt",
    "notice.attachment.name=stuk.txt",
];
const OWN_FILE: &[&str] = &[
    "notice.attachment.column=bijlage",
    "notice.attachment.folder=een",
    "notice.attachment.name=stuk.txt",
];
const PICTURE: &[&str] = &[
    "notice.html=beeld.html.hbs",
    "notice.inline.file=beeld.png",
    "notice.inline.cid=beeld",
];

/// A link that leads where none may, and a block of `[[notice.accept]]`, whole.
const LINK: &[&str] = &[
    "notice.html=link.html.hbs",
    "notice.links.hosts=[\"www.ander.example\"]",
    "notice.accept.code=notice-lint-link-host",
    "notice.accept.reason=\"zo besloten\"",
];
const COMMON_WORD: &[&str] = &[
    "notice.text=lek.txt.hbs",
    "notice.leak_allow.name=Waterkers",
    "notice.leak_allow.reason=\"een gewoon woord\"",
];

pub(super) const NOTICE: &[Row] = &[
    row(
        "sender.from",
        mail,
        &[],
        [
            (
                "\"Bureau Een <bericht@voorbeeldzaken.example>\"",
                "From: Bureau Een",
            ),
            (
                "\"Bureau Twee <bericht@voorbeeldzaken.example>\"",
                "From: Bureau Twee",
            ),
        ],
    ),
    row(
        "sender.reply_to",
        mail,
        &[],
        [
            ("", ""),
            ("vragen@voorbeeldzaken.example", "Reply-To: vragen@"),
        ],
    ),
    row(
        "notice.subject",
        mail,
        &[],
        [
            ("onderwerp.hbs", "subject: Bericht over K-71"),
            ("kop.hbs", "subject: Ander"),
        ],
    ),
    row(
        "notice.text",
        mail,
        &[],
        [
            ("brief.txt.hbs", "\nAan Stichting"),
            ("anders.txt.hbs", "\nAnders aan"),
        ],
    ),
    row(
        "notice.html",
        mail,
        &[],
        [
            ("brief.html.hbs", "<p>Aan"),
            ("anders.html.hbs", "<p>Anders aan"),
        ],
    ),
    row(
        "notice.partials",
        mail,
        &["notice.text=deel.txt.hbs"],
        [("een", "Slot een."), ("twee", "Slot twee.")],
    ),
    row(
        "notice.style.accent",
        mail,
        &["notice.html=kleur.html.hbs"],
        [
            ("\"#111111\"", "color: #111111"),
            ("\"#222222\"", "color: #222222"),
        ],
    ),
    row(
        "notice.inline.file",
        mail,
        PICTURE,
        [
            ("beeld.png", "beeld.png <beeld@"),
            ("beeld.gif", "beeld.gif <beeld@"),
        ],
    ),
    row(
        "notice.inline.cid",
        mail,
        PICTURE,
        [("beeld", "beeld.png <beeld@"), ("logo", "error notice-")],
    ),
    row(
        "notice.links.hosts",
        check,
        &["notice.html=link.html.hbs"],
        [
            ("[\"www.elders.example\"]", ""),
            ("[\"www.ander.example\"]", "error notice-lint-link-host"),
        ],
    ),
    row(
        "notice.accept.code",
        check,
        LINK,
        [
            ("notice-lint-link-host", "[zo besloten]"),
            ("notice-lint-title", "error notice-lint-link-host"),
        ],
    ),
    row(
        "notice.accept.reason",
        check,
        LINK,
        [("\"zo besloten\"", "[zo besloten]"), ("gezien", "[gezien]")],
    ),
    row(
        "notice.accept.file",
        check,
        LINK,
        [
            ("link.html.hbs", "[zo besloten]"),
            ("brief.html.hbs", "error notice-lint-link-host"),
        ],
    ),
    row(
        "notice.accept.what",
        check,
        LINK,
        [
            ("www.elders.example", "[zo besloten]"),
            ("www.ander.example", "error notice-lint-link-host"),
        ],
    ),
    row(
        "notice.values.datum",
        mail,
        &["notice.text=waarde.txt.hbs"],
        [("\"1 mei\"", "op 1 mei"), ("\"2 mei\"", "op 2 mei")],
    ),
    row(
        "notice.max_size",
        check,
        TEXT_FILE,
        [("1kB", "error notice-mail-too-large"), ("10MiB", "")],
    ),
    row(
        "notice.attachment.file",
        mail,
        TEXT_FILE,
        [
            ("een/een.txt", "stuk.txt <>: uit map een"),
            ("twee/een.txt", "stuk.txt <>: uit map twee"),
        ],
    ),
    // Both are letters that cannot be made: which one is told, in a build without letters too.
    row(
        "notice.attachment.template",
        mail,
        &["notice.attachment.name=brief.pdf"],
        [("een.typ", "een.typ:"), ("twee.typ", "twee.typ:")],
    ),
    row(
        "notice.attachment.column",
        mail,
        OWN_FILE,
        [("bijlage", "uit map een"), ("ander", "het derde bestand")],
    ),
    row(
        "notice.attachment.folder",
        check,
        OWN_FILE,
        [("een", ""), ("twee", "error notice-file-missing")],
    ),
    row(
        "notice.attachment.name",
        mail,
        TEXT_FILE,
        [
            ("stuk.txt", "attached stuk.txt"),
            ("blad.txt", "attached blad.txt"),
        ],
    ),
    row(
        "notice.attachment.handling",
        mail,
        TEXT_FILE,
        [
            ("send", "attached stuk.txt"),
            ("confidential", "error config-attachment-confidential"),
        ],
    ),
    row(
        "notice.leak_allow.name",
        check,
        COMMON_WORD,
        [
            ("Waterkers", "een gewoon woord"),
            ("Lindeboom", "look notice-leak-perhaps"),
        ],
    ),
    row(
        "notice.leak_allow.reason",
        check,
        COMMON_WORD,
        [
            ("\"een gewoon woord\"", "een gewoon woord"),
            ("plantje", "plantje"),
        ],
    ),
];
