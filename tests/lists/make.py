"""Writes the lists that the tests of src/list/ read. Independent writers: Python's csv, openpyxl, XlsxWriter.

    pip install openpyxl xlsxwriter && python make.py
"""
import csv
import datetime
import io
import pathlib

import openpyxl
import xlsxwriter

HERE = pathlib.Path(__file__).parent
HEADER = ["id", "organisatie", "email", "soort", "contactjaren", "dossier", "sinds"]
ROWS = [
    ["ORG-1", "Stichting 't Huis", "info@huis.example", "belang", "2023, 2024", "0042", "1-2-1990"],
    ["ORG-2", 'Vereniging "De Brug" & Co.', "info@brug.example", "belang", "2023, 2024", "0007", "31-12-2001"],
    ["ORG-3", "Ñandú-fonds", "info@ñandú.example", "belang", "2023, 2024", "0100", "3-4-2010"],
    ["ORG-4", "Café Müller B.V.", "café@muller.example", "belang", "2023, 2024", "1234", "3-4-2010"],
    ["ORG-5", "Stichting =SOM(1;2)", "som@som.example", "belang", "2024", "1", "3-4-2010"],
    ["ORG-6", "Stichting; Noord\nen Zuid", "noord@noord.example", "belang", "2023, 2024", "9999", "3-4-2010"],
    ["GEM-1", "Gemeente Voorbeeld €", "", "overheid", "", "1", "3-4-2010"],
]


def day(text):
    d, m, y = map(int, text.split("-"))
    return datetime.date(y, m, d)


def as_csv(name, encoding, delimiter, first=""):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADER + ["", ""])
    for row in ROWS:
        writer.writerow(row + ["", ""])
    writer.writerow([""] * 9)
    (HERE / name).write_bytes((first + out.getvalue()).encode(encoding, "replace"))


def with_openpyxl():
    book = openpyxl.Workbook()
    book.active.title = "Toelichting & meer"
    book.active["A1"] = "Dit blad is geen lijst."
    sheet = book.create_sheet("Overzicht")
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row[:5] + [int(row[5]), day(row[6])])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
        # By itself openpyxl formats a date as yyyy-mm-dd, and that is what people would see.
        sheet.cell(sheet.max_row, 7).number_format = "d-m-yyyy"
        sheet.cell(sheet.max_row, 6).number_format = "0000" if len(row[5]) == 4 else "0"
    sheet.cell(5000, 3).number_format = "0.00"  # a formatted, empty cell far below
    book.save(HERE / "openpyxl.xlsx")


def with_xlsxwriter():
    book = xlsxwriter.Workbook(HERE / "xlsxwriter.xlsx")
    sheet = book.add_worksheet("Overzicht")
    date = book.add_format({"num_format": "d-m-yyyy"})
    four = book.add_format({"num_format": "0000"})
    for at, header in enumerate(HEADER):
        sheet.write_string(0, at, header)
    for nr, row in enumerate(ROWS, 1):
        for at, cell in enumerate(row[:5]):
            sheet.write_string(nr, at, cell)
        sheet.write_number(nr, 5, int(row[5]), four if len(row[5]) == 4 else None)
        sheet.write_datetime(nr, 6, day(row[6]), date)
    book.close()


def hiding():
    """Rows 3 and 4 hidden, row 6 filtered out, column D hidden, B8:B9 merged, C5 an error, C7 never worked out."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER[:5])
    for nr in range(2, 10):
        sheet.append([f"ORG-{nr}", f"Organisatie {nr}", f"info@org{nr}.example", "belang", "2023, 2024"])
    sheet.append([])
    sheet.append(["ORG-11", "Organisatie 11", "info@org11.example", "belang", "2023, 2024"])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[4].hidden = True
    sheet.auto_filter.ref = "A1:E11"
    sheet.auto_filter.add_filter_column(0, ["ORG-2"])
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["C5"] = "#N/A"
    sheet["C7"] = '=CONCATENATE("info@","org7.example")'
    sheet.merge_cells("B8:B9")
    book.save(HERE / "hiding.xlsx")


as_csv("utf-8.csv", "utf-8", ";")
as_csv("utf-8-bom.csv", "utf-8-sig", ";")
as_csv("comma.csv", "utf-8", ",")
as_csv("tab.csv", "utf-8", "\t")
as_csv("sep.csv", "utf-8", "|", first="sep=|\r\n")
as_csv("utf-16.csv", "utf-16", ";")
as_csv("windows-1252.csv", "cp1252", ";")
with_openpyxl()
with_xlsxwriter()
hiding()


def shipped():
    """The list that ships, as the workbook it might have come from."""
    text = (HERE / "../../recipients.example.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    with xlsxwriter.Workbook(HERE / "recipients.example.xlsx") as book:
        sheet = book.add_worksheet("Overzicht")
        for nr, row in enumerate(rows):
            for at, cell in enumerate(row):
                sheet.write_string(nr, at, cell)


shipped()
