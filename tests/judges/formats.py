"""Numbers under formats: read as LibreOffice shows them with Dutch regional settings.

    python tests/judges/formats.py target/release/heraut [NUMBERS] [--write]

Random numbers (from a seed) under the formats below go into a workbook; LibreOffice says what each cell shows, and the program
what it reads (`check --write-ids`). Where LibreOffice 7.4 differs from Excel, Excel is followed, and that is looked at here by
rule: -0 without a sign, a comma without decimals, seconds cut off instead of rounded, percentages rounded in binary, long General
numbers, hours beyond its limit, signs under conditions. `--write` makes the sample that `cargo test` reads.
"""
import csv
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import openpyxl

SAMPLE = pathlib.Path(__file__).parents[1] / "lists/formats.tsv"
FORMATS = [
    "General", "0", "00000", "0.0", "0.00", "0.000", "#,##0", "#,##0.00", "#,##0.000", "0%", "0.0%", "0.00%", "0.00E+00", "0.0##", "#.##", "#", "#,###",
    '0.00;-0.00', '0.00;(0.00)', '#,##0;[Red]-#,##0', '#,##0.00;[RED]-#,##0.00;"-"', '0;-0;"geen"', '"nr "0', '0" st."', '0.0" %"', '[$€-413] #,##0.00', '"€"\\ #,##0.00', '[$€-413] #,##0.00;[$€-413] -#,##0.00',
    "000-0000000", "0000\\ 00", "00\\ 00\\ 00\\ 00", "0000\\.00\\.000", "00-00-00", "###\\-####", "(000)\\ 000\\-0000", "#,##0,", '0.0,,"M"',
    "[<100]0.0;0", '[<10]"weinig "0;[<1000]"meer "0;"veel "0', '[>=1000]#,##0;0.0', "000000000", "0000-00-00", "0.??", "??0.0", '0"."00', "0.0E+0",
    "d-m-yyyy", "dd-mm-yyyy", "yyyy-mm-dd", "d mmmm yyyy", "d mmm yy", "mmm-yy", "[$-413]d mmmm yyyy", "[$-409]d mmmm yyyy", "dddd d mmmm", "h:mm", "hh:mm:ss", "d-m-yyyy h:mm", "[h]:mm", "[h]:mm:ss", "mm:ss", "mmmm", "yyyy",
]
DATES = FORMATS.index("d-m-yyyy")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item></oor:items>"""


def number(rng, code, is_date):
    kind, sign = rng.random(), -1 if rng.random() < 0.25 else 1
    if is_date:
        day = rng.randrange(61, 73000)
        if kind < 0.4 or (kind >= 0.9 and not ("h" in code and "d" not in code)):
            return float(day)
        return day + rng.randrange(86400) / 86400 if kind < 0.9 else rng.random()
    if kind < 0.05:
        value = 0
    elif kind < 0.25:
        value = sign * rng.randrange(10 ** rng.randrange(1, 11))
    elif kind < 0.6:
        value = sign * rng.randrange(10 ** rng.randrange(1, 8)) / 10 ** rng.randrange(1, 5)
    elif kind < 0.8:
        value = sign * (rng.randrange(10 ** rng.randrange(1, 6)) + rng.choice([0.5, 0.25, 0.125, 0.005, 0.625, 0.015]))
    else:
        value = sign * rng.random() * 10 ** rng.randrange(-3, 8)
    # What a format shows nothing of is an error, and no matter of how it is shown.
    return value if "0" in code or not code.startswith("#") or abs(value) >= 1 else 7


def workbook(path, rows, seed):
    rng, book = random.Random(seed), openpyxl.Workbook()
    sheet, values = book.active, []
    sheet.append(["id", "organisatie", "email", *(f"f{nth}" for nth in range(len(FORMATS)))])
    for nr in range(rows):
        values.append([number(rng, code, nth >= DATES) for nth, code in enumerate(FORMATS)])
        sheet.append([f"R-{nr}", f"Proef {nr}", f"a@p{nr}.example", *values[-1]])
        for nth, code in enumerate(FORMATS):
            sheet.cell(nr + 2, nth + 4).number_format = code
    book.save(path)
    return values


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def shown(folder, rows):
    (folder / "profile/user").mkdir(parents=True, exist_ok=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(DUTCH)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "fods", "list.xlsx"], cwd=folder, check=True, capture_output=True)
    found = []
    for row in list(ElementTree.parse(folder / "list.fods").iter(TABLE + "table-row"))[1 : rows + 1]:
        cells = []
        for cell in row:
            times = min(int(cell.get(TABLE + "number-columns-repeated", "1")), len(FORMATS) + 3)
            cells += [plain("".join(cell.itertext()))] * times
        found.append(cells[3 : 3 + len(FORMATS)])
    return found


def read(heraut, folder):
    campaign, environment = folder / "campaign", {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "LANG": "en_GB.UTF-8"}
    if not campaign.exists():
        subprocess.run([heraut, "init", campaign], env=environment, check=True, capture_output=True)
        settings = (campaign / "config/heraut.toml").read_text()
        for old, new in (('"recipients.example.csv"', '"list.xlsx"'), ("expected = 40", "# expected"), ('\nkind = "soort"', '\nkind = "id"'), ('column = "contactjaren"', 'column = "id"')):
            assert old in settings, old
            settings = settings.replace(old, new)
        (campaign / "config/heraut.toml").write_text(settings)
    shutil.copy(folder / "list.xlsx", campaign / "list.xlsx")
    copy = campaign / "copy.csv"
    copy.unlink(missing_ok=True)
    ran = subprocess.run([heraut, "-C", campaign, "check", "--write-ids", copy], env=environment, capture_output=True, text=True)
    if not copy.exists():
        sys.exit(f"the list was not read:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    with open(copy, newline="", encoding="utf-8-sig") as file:
        return [[plain(cell) for cell in row[3:]] for row in list(csv.reader(file, delimiter=";"))[1:]]


def explained(value, code, office, ours):
    """Whether a difference is one that LibreOffice has with Excel."""
    decimals = lambda text: float(text.replace(".", "").replace(",", "."))
    if not re.search("[1-9]", office) and plain(ours.replace("-", "")) == plain(office.replace("-", "")):
        return True
    if code == "#.##":
        return ours == office + ","
    if "[h]" in code:
        return office == "#FMT"
    if code == "General":
        mantissa, _, power = ours.lstrip("-").partition("E")
        smallest = 10 ** (int(power or 0) - len(mantissa.partition(",")[2]))
        return len(ours.lstrip("-")) <= 11 and abs(decimals(ours) - decimals(office)) <= 0.51 * smallest
    if "ss" in code or "h" in code:
        return value * 86400 % 1 >= 0.49
    if "%" in code:
        places = len(code.partition(".")[2].rstrip('%" '))
        return abs(abs(value * 100 * 10**places) % 1 - 0.5) < 1e-6
    return value < 0 and code.startswith("[>=")


def main():
    heraut = pathlib.Path(sys.argv[1]).resolve()
    wanted = next((int(word) for word in sys.argv[2:] if word.isdigit()), 100_000)
    looked, wrong, sample = 0, 0, []
    with tempfile.TemporaryDirectory() as place:
        folder, seed = pathlib.Path(place), 1
        while looked < wanted:
            rows = min(800, -(-(wanted - looked) // len(FORMATS)))
            values = workbook(folder / "list.xlsx", rows, seed)
            for row in zip(values, shown(folder, rows), read(heraut, folder)):
                for value, code, office, ours in zip(row[0], FORMATS, row[1], row[2]):
                    looked += 1
                    if ours == office:
                        sample.append((repr(value), code, office))
                    elif not explained(value, code, office, ours):
                        wrong += 1
                        print(f"{value!r} under {code}: {ours!r}, and LibreOffice shows {office!r}")
            seed += 1
    print(f"{looked} numbers under {len(FORMATS)} formats: {wrong} read otherwise than they are shown")
    if "--write" in sys.argv:
        lines = ["\t".join(one) for one in sample if one[2]][:700]
        head = "# Number, format, and what LibreOffice 7.4 shows with Dutch regional settings, blanks squeezed: tests/judges/formats.py --write"
        SAMPLE.write_text("\n".join([head, *lines]) + "\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
