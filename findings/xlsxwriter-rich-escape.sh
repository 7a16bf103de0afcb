#!/usr/bin/env bash
# One text, written plain and with one bold word.
#
# Guess, written down before the first run: write_string and write_rich_string store the same text.
# Seen with XlsxWriter 3.3.1 (PyPI): in a rich string the escape of the seven characters _x000D_ is itself escaped once more, so
# a reader that goes by the standard gets _x005F and a line break. LibreOffice 7.4 shows it so.
# ECMA-376, part 1, 22.4.2.4: _xHHHH_ stands for the character with that number, _x005F_ for the underscore before such
# characters.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1
seen=$(python/bin/python - <<'PYTHON'
import re
import zipfile
import xlsxwriter
book = xlsxwriter.Workbook("book.xlsx")
sheet = book.add_worksheet()
sheet.write_string("A1", "code _x000D_ end")
sheet.write_rich_string("A2", "code _x000D_ ", book.add_format({"bold": True}), "end")
book.close()
strings = zipfile.ZipFile("book.xlsx").read("xl/sharedStrings.xml").decode()
stored = ["".join(re.findall("<t[^>]*>(.*?)</t>", one)) for one in re.findall("<si>(.*?)</si>", strings)]
print(" / ".join(re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), one).replace("\r", "(CR)") for one in stored))
PYTHON
)
behaviour='code _x000D_ end / code _x005F(CR) end'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'write_string and write_rich_string store the same text.' \
    'XlsxWriter 3.3.1 (PyPI)' \
    'in a rich string the escape of the seven characters _x000D_ is itself escaped once more, so a reader that goes by the standard gets _x005F and a line break. LibreOffice 7.4 shows it so.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
