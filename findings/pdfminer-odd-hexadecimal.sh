#!/usr/bin/env bash
# A string of a PDF in hexadecimal, with an odd number of digits.
#
# Guess, written down before the first run: the digit that is missing at the end is taken for 0: <41 42 4> is AB@.
# Seen with pdfminer.six 20260107 (PyPI); pypdf 7.1.1 (PyPI) for comparison: the last digit is read by itself, as the character
# with the number 4; pypdf reads AB@.
# ISO 32000-1, 7.3.4.3: if the final digit is missing, it shall be assumed to be 0.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pdfminer.six==20260107 pypdf==7.1.1
seen=$(python/bin/python - <<'PYTHON'
import io
from pdfminer.high_level import extract_text
from pypdf import PdfReader
def pdf(content, resources="", more=()):
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
    stream = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font, *more]
    out, table = "%PDF-1.7\n", ""
    for number, one in enumerate(objects, 1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj\n{one}\nendobj\n"
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()

made = pdf("BT /F 12 Tf 50 700 Td <41 42 4> Tj ET")
print(extract_text(io.BytesIO(made)).strip(), PdfReader(io.BytesIO(made)).pages[0].extract_text().strip())
PYTHON
)
behaviour='AB(cid:4) AB@'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the digit that is missing at the end is taken for 0: <41 42 4> is AB@.' \
    'pdfminer.six 20260107 (PyPI); pypdf 7.1.1 (PyPI) for comparison' \
    'the last digit is read by itself, as the character with the number 4; pypdf reads AB@.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
