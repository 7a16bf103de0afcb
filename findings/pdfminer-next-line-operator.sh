#!/usr/bin/env bash
# The PDF operator " (next line, set spacing, show).
#
# Guess, written down before the first run: a text shown with it stands on the next line, as one shown with ' does.
# Seen with pdfminer.six 20260107 (PyPI): it does not go to the next line: the text lies behind what came before it, on the same
# line.
# ISO 32000-1, table 109: " has the same effect as setting both spacings and the operator ', which moves to the next line first.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pdfminer.six==20260107
seen=$(python/bin/python - <<'PYTHON'
import io
from pdfminer.high_level import extract_text
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

for show in ("(two) '", '0 0 (two) "'):
    made = pdf(f"BT /F 12 Tf 14 TL 50 700 Td (one) Tj {show} ET")
    print(repr(extract_text(io.BytesIO(made)).strip()), end=" ")
PYTHON
)
behaviour=''\''one\ntwo'\'' '\''onetwo'\'' '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'a text shown with it stands on the next line, as one shown with '\'' does.' \
    'pdfminer.six 20260107 (PyPI)' \
    'it does not go to the next line: the text lies behind what came before it, on the same line.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
