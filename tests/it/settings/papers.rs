//! What goes in: the list and the notice, as `check` and the mails show them.

use super::bench::{check, mail};
use super::walk::{Look, Row};

const fn row(
    key: &'static str,
    look: Look,
    with: &'static [&'static str],
    sides: [(&'static str, &'static str); 2],
) -> Row {
    Row {
        key,
        look,
        with,
        sides,
    }
}

/// A block of `[[list.exclude]]`, whole.
const LEFT_OUT: &[&str] = &[
    "list.columns.kind=soort",
    "list.exclude.kind=rijk",
    "list.exclude.ground=overheid",
];
/// A list in which two cells changed places, and a block of `[[list.accept]]`, whole.
const ACCEPTED: &[&str] = &[
    "list.file=verwisseld.csv",
    "list.accept.code=list-cell-elsewhere",
    "list.accept.reason=\"zo is het\"",
];
const YEARS: &[&str] = &[
    "list.period.column=jaren",
    "list.period.years=[2023]",
    "list.period.ground=\"geen contact\"",
];
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

pub(super) const LIST: &[Row] = &[
    row(
        "list.name",
        check,
        &[],
        [
            ("\"Bijlage 2\"", "Bijlage 2"),
            ("\"Bijlage 4\"", "Bijlage 4"),
        ],
    ),
    row(
        "list.version",
        check,
        &[],
        [("\"7\"", "version 7"), ("\"8\"", "version 8")],
    ),
    row(
        "list.date",
        check,
        &[],
        [("2024-11-21", "21 Nov"), ("2024-11-22", "22 Nov")],
    ),
    row(
        "list.file",
        check,
        &[],
        [("lijst.csv", "3 listed"), ("kort.csv", "1 listed")],
    ),
    row(
        "list.encoding",
        check,
        &["list.file=oud.csv"],
        [("utf-8", "error list-encoding-wrong"), ("windows-1252", "")],
    ),
    row(
        "list.delimiter",
        check,
        &[],
        [("\";\"", ""), ("\",\"", "error list-delimiter-differs")],
    ),
    row(
        "list.sheet",
        check,
        &["list.file=openpyxl.xlsx"],
        [
            ("Overzicht", "7 listed"),
            ("Ander", "error list-sheet-missing"),
        ],
    ),
    row(
        "list.hidden_rows",
        check,
        &["list.file=hiding.xlsx"],
        [
            ("refuse", "error list-row-hidden"),
            ("skip", "look list-rows-skipped"),
        ],
    ),
    row(
        "list.expected",
        check,
        &[],
        [("3", ""), ("4", "error list-count")],
    ),
    row(
        "list.register",
        check,
        &[],
        [
            ("", "3 ready"),
            ("register.csv", "A-2 gets nothing: op eigen verzoek"),
        ],
    ),
    row(
        "list.accept.code",
        check,
        ACCEPTED,
        [
            ("list-cell-elsewhere", "3 ready"),
            ("list-column-sorted", "1 ready"),
        ],
    ),
    row(
        "list.accept.reason",
        check,
        ACCEPTED,
        [("\"zo is het\"", "[zo is het]"), ("gezien", "[gezien]")],
    ),
    row(
        "list.accept.id",
        check,
        ACCEPTED,
        [("A-1", "[zo is het]"), ("A-9", "look list-accept-unused")],
    ),
    row(
        "list.columns.id",
        mail,
        &[],
        [("id", "id: A-1"), ("nummer", "id: K-71")],
    ),
    row(
        "list.columns.organisation",
        mail,
        &["notice.text=waarde.txt.hbs", "notice.values.datum=x"],
        [
            ("organisatie", "To: Stichting De Brug"),
            ("nummer", "To: K-71"),
        ],
    ),
    row(
        "list.columns.email",
        mail,
        &[],
        [("email", "info@debrug"), ("tweede", "raad@debrug")],
    ),
    row(
        "list.columns.kind",
        check,
        &["list.exclude.kind=K-72", "list.exclude.ground=overheid"],
        [
            ("soort", "3 ready"),
            ("nummer", "A-2 gets nothing: overheid"),
        ],
    ),
    row(
        "list.kinds",
        check,
        &["list.columns.kind=soort"],
        [
            ("[\"zorg\", \"rijk\"]", "3 ready"),
            ("[\"zorg\"]", "error list-kind-not-named"),
        ],
    ),
    row(
        "list.exclude.kind",
        check,
        LEFT_OUT,
        [("rijk", "left out: 1"), ("zorg", "left out: 2")],
    ),
    row(
        "list.exclude.ground",
        check,
        LEFT_OUT,
        [
            ("overheid", "1 overheid"),
            ("\"van het Rijk\"", "1 van het Rijk"),
        ],
    ),
    row(
        "list.exclude.legal",
        check,
        LEFT_OUT,
        [
            ("\"artikel 1\"", "(artikel 1)"),
            ("\"artikel 2\"", "(artikel 2)"),
        ],
    ),
    row(
        "list.exclude.instead",
        check,
        LEFT_OUT,
        [("nothing", "A-3 gets nothing"), ("post", "A-3 gets post")],
    ),
    row(
        "list.period.column",
        check,
        YEARS,
        [("jaren", "2 ready"), ("later", "0 ready")],
    ),
    row(
        "list.period.years",
        check,
        YEARS,
        [("[2023]", "2 ready"), ("[2024]", "3 ready")],
    ),
    row(
        "list.period.ground",
        check,
        YEARS,
        [
            ("\"geen contact\"", "1 geen contact"),
            ("\"te lang geleden\"", "1 te lang geleden"),
        ],
    ),
    row(
        "list.duplicates.address",
        check,
        &["list.file=adressen.csv"],
        [("refuse", "0 ready"), ("send", "2 ready")],
    ),
    row(
        "list.duplicates.organisation",
        check,
        &["list.file=namen.csv"],
        [("refuse", "0 ready"), ("send", "2 ready")],
    ),
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
