"""The same organisations for every writer: the shipped list, with three columns that spreadsheets keep as numbers.

What is written is `written`; what people see, and must be read, is `shown`.
"""
import csv
import datetime
import io
import pathlib

SHIPPED = pathlib.Path(__file__).parents[3] / "recipients.example.csv"
MORE = ["telefoon", "bedrag", "sinds"]
FORMATS = {"telefoon": "000-0000000", "bedrag": "#,##0.00", "sinds": "d-m-yyyy"}


def shipped():
    text = SHIPPED.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def organisations():
    """Header, rows of texts, and for each row the number or day of the last three columns."""
    header, *rows = shipped()
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
