#!/usr/bin/env bash
# Moments of a day, on their way to CSV.
#
# Guess, written down before the first run: each of the 1,440 minutes of 9 December 2024 under the format hh:mm comes out as it
# is.
# Seen with xlsx2csv 0.8.4 (PyPI), the workbook by openpyxl 3.1.5: 128 of them, one in eleven, come out a minute early, 08:05 as
# 08:04: the part of a day is cut to whole seconds, not rounded.
# Workbooks keep moments as parts of a day in binary, so nearly every minute lies a little beside its number.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.4 openpyxl==3.1.5
seen=$(python/bin/python - <<'PYTHON'
import datetime
import subprocess
import openpyxl
book = openpyxl.Workbook()
day = datetime.datetime(2024, 12, 9)
minutes = [day + datetime.timedelta(minutes=number) for number in range(24 * 60)]
for row, minute in enumerate(minutes, 1):
    cell = book.active.cell(row, 1, minute)
    cell.number_format = "hh:mm"
book.save("book.xlsx")
said = subprocess.run(["python/bin/xlsx2csv", "book.xlsx"], capture_output=True, text=True, check=True).stdout.split()
early = [one for minute, one in zip(minutes, said) if one == (minute - datetime.timedelta(minutes=1)).strftime("%H:%M")]
print(f"{len(early)} of {len(said)} a minute early; 08:05 as {said[8 * 60 + 5]}")
PYTHON
)
behaviour='128 of 1440 a minute early; 08:05 as 08:04'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'each of the 1,440 minutes of 9 December 2024 under the format hh:mm comes out as it is.' \
    'xlsx2csv 0.8.4 (PyPI), the workbook by openpyxl 3.1.5' \
    '128 of them, one in eleven, come out a minute early, 08:05 as 08:04: the part of a day is cut to whole seconds, not rounded.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
