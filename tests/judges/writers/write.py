"""Lists by writers from PyPI, each in every form that it has. `write.py FOLDER` writes the files and `made.json` about them."""
import csv
import datetime
import json
import pathlib
import sys

import duckdb
import openpyxl
import pandas
import polars
import pyexcelerate
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from rows import FORMATS, MORE, organisations

HEADER, TEXTS, VALUES = organisations()
WIDTH = len(HEADER)
AMOUNT = HEADER.index("bedrag")
NAME = HEADER.index("organisatie")
FORMULA = "=20+2"
made = {}


def add(folder, name, writer, **about):
    """A file: what is expected of it (`same`, or faults by row, column and code), and how it is to be read."""
    made[name] = {"writer": writer, **about}
    return folder / name


def numbers(row):
    """A row with its last three cells as numbers and a day."""
    return TEXTS[row][: -len(MORE)] + VALUES[row]


def faults(code, rows, column="bedrag"):
    return [[row, column, code] for row in rows]


def with_openpyxl(folder):
    def book(name, change, form=None, **about):
        path = add(folder, name, "openpyxl", **about)
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.append(HEADER)
        for row in range(len(TEXTS)):
            sheet.append(numbers(row) if form == "numbers" else TEXTS[row])
            for cell in sheet[sheet.max_row]:
                if cell.data_type == "f":
                    cell.data_type = "s"
                if form == "numbers" and HEADER[cell.column - 1] in FORMATS:
                    cell.number_format = FORMATS[HEADER[cell.column - 1]]
        change(workbook, sheet)
        workbook.save(path)

    at = lambda row, column: (row, column + 1)

    def formula(_, sheet):
        sheet.cell(*at(3, AMOUNT)).value = FORMULA
        sheet.cell(*at(41, AMOUNT)).value = FORMULA

    def error(_, sheet):
        sheet.cell(*at(5, AMOUNT)).value = "#N/A"

    def hidden(_, sheet):
        sheet.row_dimensions[7].hidden = True

    def title(_, sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Overzicht van organisaties"

    def blank(_, sheet):
        sheet.insert_rows(6)

    def rich(_, sheet):
        cell = sheet.cell(*at(4, NAME))
        cell.value = CellRichText(TextBlock(InlineFont(b=True), cell.value[:5]), cell.value[5:])

    def merged(_, sheet):
        sheet.merge_cells("F8:F9")

    def two_sheets(workbook, _):
        cover = workbook.create_sheet("Toelichting", 0)
        cover["A1"] = "Dit blad is geen lijst."

    def blanks(_, sheet):
        for row in range(2, 10):
            cell = sheet.cell(*at(row, NAME))
            cell.value = f"\u00a0{cell.value}  "

    book("openpyxl.xlsx", lambda *_: None, same=True)
    book("openpyxl-numbers.xlsx", lambda *_: None, "numbers", same=True)
    book("openpyxl-formula.xlsx", formula, faults=faults("list-formula-open", [3, 41]))
    book("openpyxl-error.xlsx", error, faults=faults("list-cell-error", [5]))
    book("openpyxl-hidden.xlsx", hidden, faults=[[7, None, "list-row-hidden"]])
    book("openpyxl-title.xlsx", title, same=True, looks=["list-rows-above"])
    book("openpyxl-blank.xlsx", blank, same=True, looks=["list-row-empty"])
    book("openpyxl-rich.xlsx", rich, same=True)
    book("openpyxl-merged.xlsx", merged, faults=[[8, None, "list-row-merged"], [9, None, "list-row-merged"]])
    book("openpyxl-sheets.xlsx", two_sheets, faults=[[None, None, "list-sheet-not-stated"]])
    book("openpyxl-sheet.xlsx", two_sheets, same=True, sheet="Sheet")
    book("openpyxl-blanks.xlsx", blanks, same=True)


def with_xlsxwriter(folder):
    def book(name, form="texts", options=None, change=lambda *_: None, **about):
        path = add(folder, name, "XlsxWriter", **about)
        workbook = xlsxwriter.Workbook(str(path), options or {})
        sheet = workbook.add_worksheet("Overzicht")
        formats = {key: workbook.add_format({"num_format": code}) for key, code in FORMATS.items()}
        for column, header in enumerate(HEADER):
            sheet.write_string(0, column, header)
        for row, texts in enumerate(TEXTS):
            for column, text in enumerate(texts):
                sheet.write_string(row + 1, column, text)
            if form == "numbers":
                for nth, header in enumerate(MORE):
                    value = VALUES[row][nth]
                    put = sheet.write_datetime if isinstance(value, datetime.date) else sheet.write_number
                    put(row + 1, WIDTH - 3 + nth, value, formats[header])
        change(workbook, sheet)
        workbook.close()

    def open_formulas(_, sheet):
        sheet.write_formula(2, AMOUNT, FORMULA)
        sheet.write_formula(40, AMOUNT, FORMULA)

    def computed(_, sheet):
        for row, texts in enumerate(TEXTS[:6]):
            sheet.write_formula(row + 1, AMOUNT, f'="{texts[AMOUNT]}"', None, texts[AMOUNT])

    def error(_, sheet):
        sheet.write_formula(4, AMOUNT, "=1/0", None, "#DIV/0!")

    def rich(workbook, sheet):
        text = TEXTS[2][NAME]
        sheet.write_rich_string(3, NAME, workbook.add_format({"bold": True}), text[:5], text[5:])

    book("xlsxwriter.xlsx", same=True)
    book("xlsxwriter-numbers.xlsx", "numbers", same=True)
    book("xlsxwriter-1904.xlsx", "numbers", {"date_1904": True}, same=True)
    book("xlsxwriter-formula.xlsx", change=open_formulas, faults=faults("list-formula-open", [3, 41]))
    book("xlsxwriter-computed.xlsx", change=computed, same=True)
    book("xlsxwriter-error.xlsx", change=error, faults=faults("list-cell-error", [5]))
    book("xlsxwriter-rich.xlsx", change=rich, same=True)
    book("xlsxwriter-lean.xlsx", options={"constant_memory": True}, same=True)
    book("xlsxwriter-hidden.xlsx", change=lambda _, sheet: sheet.set_row(6, None, None, {"hidden": True}), faults=[[7, None, "list-row-hidden"]])
    book("xlsxwriter-column.xlsx", change=lambda _, sheet: sheet.set_column(4, 4, None, None, {"hidden": True}), faults=[[1, "E", "list-column-hidden"]])


def with_pyexcelerate(folder):
    def book(name, rows, styles=False, **about):
        path = add(folder, name, "PyExcelerate", **about)
        workbook = pyexcelerate.Workbook()
        sheet = workbook.new_sheet("Overzicht", data=[HEADER] + rows)
        if styles:
            for column, header in enumerate(HEADER, 1):
                if header in FORMATS:
                    for row in range(2, len(rows) + 2):
                        sheet.set_cell_style(row, column, pyexcelerate.Style(format=pyexcelerate.Format(FORMATS[header])))
        workbook.save(str(path))

    book("pyexcelerate.xlsx", TEXTS, same=True)
    book("pyexcelerate-numbers.xlsx", [numbers(row) for row in range(len(TEXTS))], True, same=True)
    rows = [list(row) for row in TEXTS]
    rows[1][AMOUNT] = rows[39][AMOUNT] = FORMULA
    book("pyexcelerate-formula.xlsx", rows, faults=faults("list-formula-open", [3, 41]))


def with_pandas(folder):
    frame = pandas.DataFrame(TEXTS, columns=HEADER)
    for engine in ("openpyxl", "xlsxwriter"):
        frame.to_excel(add(folder, f"pandas-{engine}.xlsx", "pandas", same=True), index=False, engine=engine)
    for name, about, options in (
        ("pandas.csv", {"delimiter": ","}, {}),
        ("pandas-semicolon.csv", {"delimiter": ";"}, {"sep": ";"}),
        ("pandas-tab.csv", {"delimiter": "tab"}, {"sep": "\t"}),
        ("pandas-bom.csv", {"delimiter": ";"}, {"sep": ";", "encoding": "utf-8-sig"}),
        ("pandas-1252.csv", {"delimiter": ";", "encoding": "windows-1252"}, {"sep": ";", "encoding": "cp1252", "errors": "replace"}),
        ("pandas-utf16.csv", {"delimiter": ";", "encoding": "utf-16"}, {"sep": ";", "encoding": "utf-16"}),
        ("pandas-quoted.csv", {"delimiter": ";"}, {"sep": ";", "quoting": csv.QUOTE_ALL, "lineterminator": "\r\n"}),
    ):
        frame.to_csv(add(folder, name, "pandas", same=True, **about), index=False, **options)


def with_polars(folder):
    frame = polars.DataFrame(TEXTS, schema=HEADER, orient="row")
    frame.write_csv(add(folder, "polars.csv", "polars", same=True, delimiter=","))
    frame.write_csv(add(folder, "polars-semicolon.csv", "polars", same=True, delimiter=";"), separator=";", include_bom=True)
    frame.write_csv(add(folder, "polars-quoted.csv", "polars", same=True, delimiter=";"), separator=";", quote_style="always", line_terminator="\r\n")
    frame.write_excel(str(add(folder, "polars.xlsx", "polars", same=True)))


def with_duckdb(folder):
    frame = pandas.DataFrame(TEXTS, columns=HEADER)
    base = duckdb.connect()
    base.register("lijst", frame)
    for name, delimiter, options in (
        ("duckdb.csv", ",", "header, delimiter ','"),
        ("duckdb-semicolon.csv", ";", "header, delimiter ';'"),
        ("duckdb-quoted.csv", ";", "header, delimiter ';', force_quote *"),
        ("duckdb-tab.csv", "tab", "header, delimiter '\t'"),
    ):
        path = add(folder, name, "DuckDB", same=True, delimiter=delimiter)
        base.execute(f"copy lijst to '{path}' (format csv, {options})")


def with_csv(folder):
    for name, delimiter, encoding, first in (
        ("python.csv", ";", "utf-8", ""),
        ("python-sep.csv", "|", "utf-8", "sep=|\r\n"),
        ("python-1252.csv", ";", "cp1252", ""),
    ):
        about = {"delimiter": None if first else delimiter, "encoding": "windows-1252" if encoding == "cp1252" else "utf-8"}
        with open(add(folder, name, "Python's csv", same=True, **about), "w", newline="", encoding=encoding, errors="replace") as file:
            file.write(first)
            csv.writer(file, delimiter=delimiter).writerows([HEADER] + TEXTS)


folder = pathlib.Path(sys.argv[1])
for writer in (with_openpyxl, with_xlsxwriter, with_pyexcelerate, with_pandas, with_polars, with_duckdb, with_csv):
    writer(folder)
values = [[telephone, amount, day.isoformat()] for telephone, amount, day in VALUES]
(folder / "rows.json").write_text(json.dumps({"header": HEADER, "texts": TEXTS, "values": values, "formats": FORMATS}))
(folder / "made-py.json").write_text(json.dumps(made))
