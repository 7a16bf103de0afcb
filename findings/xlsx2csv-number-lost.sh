#!/usr/bin/env bash
# Numbers with a unit in their format, on their way to CSV.
#
# Guess, written down before the first run: 5 under the format 0" km" comes out as 5 km, or as 5.
# Seen with xlsx2csv 0.8.4 (PyPI), the workbook by openpyxl 3.1.5: a letter of a date in the quoted unit (d, m, y, h, s) makes
# it a date format, and the cell holds the format in place of the number: the 5 is nowhere.
# ECMA-376, part 1, 18.8.31: what stands between quotes in a number format is text.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.4 openpyxl==3.1.5
seen=$(python/bin/python - <<'PYTHON'
import subprocess
import openpyxl
book = openpyxl.Workbook()
for row, unit in enumerate(["km", "ha", "uur", "dagen", "stuks"], 1):
    cell = book.active.cell(row, 1, 5)
    cell.number_format = f'0" {unit}"'
book.save("book.xlsx")
said = subprocess.run(["python/bin/xlsx2csv", "book.xlsx"], capture_output=True, text=True, check=True).stdout
print(" | ".join(said.split("\n")[:5]))
PYTHON
)
behaviour='"0"" k01""" | "0"" 12a""" | 5 | "0"" 04agen""" | "0"" stuks"""'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    '5 under the format 0" km" comes out as 5 km, or as 5.' \
    'xlsx2csv 0.8.4 (PyPI), the workbook by openpyxl 3.1.5' \
    'a letter of a date in the quoted unit (d, m, y, h, s) makes it a date format, and the cell holds the format in place of the number: the 5 is nowhere.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
