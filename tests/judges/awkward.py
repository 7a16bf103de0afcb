"""Names that readers, relays and screens stumble over, each as a row of a list."""

from common import Campaign, invented

NAMES = [
    'Stichting "Aan/Uit" (v/h De Schakel)',
    "=?utf-8?Q?Vals?= Verband",
    "Kring Rechts\\Links\\",
    "Jansen, Pietersen & Zn.",
    "Bond Ander <ander@elders.example>",
    "ander@elders.example",
    "Gezinnen 👩‍👩‍👧 en 😀 Verzonnen",
    "جمعية الخيال الهولندية",
    "אגודת הדמיון",
    "虚构协会荷兰分会",
    "Cafe\u0301 Verzinsel",
    "Fonds: Groep; lid@, lid.",
    ".Punt Voorop",
    "From de Toekomst",
    "A_B?C=D =20 =C3=A9",
    "'Enkel' Aangehaald",
    "[Haken] en {Krullen}",
    "Honderd % Zeker; -- \"; DROP",
    "Zachte\u00adafbreking en vaste\u00a0spatie",
    "<b>Vet</b> &amp; &lt;Scheef&gt;",
    "Lange Vereniging " + "van verzonnen vergezichten en vergeten vijvers " * 4 + "te Verweg",
    "Aaneen" + "geschreven" * 18,
    "Ééééééééééééééééééééééééééééééééééééééééééééééééééééé Ü" + "ü" * 60,
    "Koor\u2028van Regels",
]


def rows():
    """A row for each name."""
    found = invented(len(NAMES), "awkward")
    for row, name in zip(found, NAMES):
        row["organisatie"] = name
    return found


def campaign(binary):
    """The shipped campaign with these rows; the name with `&amp;` is accepted as it is."""
    made = Campaign(binary, rows())
    settings = made.dir / "config/heraut.toml"
    accept = '[[list.accept]]\ncode = "list-cell-entity"\nreason = "heet zo"\n\n'
    text = settings.read_text("utf-8")
    assert text.count("\n[list.duplicates]") == 1
    settings.write_text(text.replace("\n[list.duplicates]", f"\n{accept}[list.duplicates]"), "utf-8")
    return made
