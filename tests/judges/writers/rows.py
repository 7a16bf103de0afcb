"""The same organisations for every writer: the shipped list, with three columns that spreadsheets keep as numbers.

What is written is `written`; what people see, and must be read, is `shown`. `HERAUT_SHAPE` names a shape that the texts get,
one of SHAPES: what writers quote, escape or cut.
"""
import csv
import datetime
import io
import os
import pathlib

SHIPPED = pathlib.Path(__file__).parents[3] / "recipients.example.csv"
MORE = ["telefoon", "bedrag", "sinds"]
FORMATS = {"telefoon": "000-0000000", "bedrag": "#,##0.00", "sinds": "d-m-yyyy"}

# What becomes of a name and of a contact. A line break is read as one, whatever sort it is.
SHAPES = {
    "plain": (lambda name: name, lambda contact: contact),
    "quotes": (lambda name: f'"{name}"; en \'zo\', | tab', lambda contact: f'{contact} "de" ;'),
    "breaks": (lambda name: f"{name}\nafdeling Zuid", lambda contact: f"{contact}\n\n(tel. 0123)"),
    "letters": (lambda name: f"{name} Öğrenci Śląsk Ελλάς Þór œuvre €", lambda contact: f"{contact} İ ł ő ’s"),
    "signs": (lambda name: f"{name} <b>& =1+1 _x000D_ #1", lambda contact: f"{contact} +31 @x -"),
    "long": (lambda name: f"{name} {'lang ' * 50}einde", lambda contact: f"{contact} {'x' * 240}"),
}


def shipped():
    text = SHIPPED.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def organisations():
    """Header, rows of texts, and for each row the number or day of the last three columns."""
    header, *rows = shipped()
    change_name, change_contact = SHAPES[os.environ.get("HERAUT_SHAPE", "plain")]
    name, contact = header.index("organisatie"), header.index("contactpersoon")
    for row in rows:
        row[name], row[contact] = change_name(row[name]), change_contact(row[contact])
    texts, values = [], []
    for nr, row in enumerate(rows, 1):
        telephone = 700000000 + nr * 104729
        cents = nr * 7919 + 5
        day = datetime.date(2001, 1, 1) + datetime.timedelta(days=nr * 97)
        amount = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
        shown = [f"{telephone:010}"[:3] + "-" + f"{telephone:010}"[3:], amount, f"{day.day}-{day.month}-{day.year}"]
        texts.append(row + shown)
        values.append([telephone, cents / 100, day])
    return header + MORE, texts, values
