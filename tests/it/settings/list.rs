//! The list, as `check` and the mails show it.

use super::bench::{check, mail};
use super::walk::{Row, row};

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
