#!/usr/bin/env bash
# A number whose format has a letter behind a backslash.
#
# Guess, written down before the first run: 5 under the format 0\ \d\a\g (shown: 5 dag) is read as the number 5.
# Seen with exceljs 4.4.0 (npm), the workbook by openpyxl 3.1.5 (PyPI): it is read as the fourth of January 1900: the escaped d
# counts as a day. The same letters between quotes, 0" dag", give the number.
# ECMA-376, part 1, 18.8.31: a backslash shows the character behind it as it is.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0
python/bin/python - <<'PYTHON'
import openpyxl
book = openpyxl.Workbook()
for row, shown in enumerate((r"0\ \d\a\g", '0" dag"'), 1):
    cell = book.active.cell(row, 1, 5)
    cell.number_format = shown
book.save("book.xlsx")
PYTHON
cat >read.mjs <<'NODE'
import ExcelJS from "exceljs";
const book = new ExcelJS.Workbook();
await book.xlsx.readFile("book.xlsx");
console.log(JSON.stringify([1, 2].map((row) => book.worksheets[0].getCell(row, 1).value)));
NODE
seen=$(node read.mjs)
behaviour='["1900-01-04T00:00:00.000Z",5]'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    '5 under the format 0\ \d\a\g (shown: 5 dag) is read as the number 5.' \
    'exceljs 4.4.0 (npm), the workbook by openpyxl 3.1.5 (PyPI)' \
    'it is read as the fourth of January 1900: the escaped d counts as a day. The same letters between quotes, 0" dag", give the number.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
