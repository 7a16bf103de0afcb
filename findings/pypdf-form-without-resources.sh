#!/usr/bin/env bash
# A form XObject that has no resources of its own.
#
# Guess, written down before the first run: it uses those of the page, and its text is extracted with the page's.
# Seen with pypdf 7.1.1 (PyPI); pdfminer.six 20260107 (PyPI) for comparison: its text is missing, without a warning; pdfminer
# finds it.
# ISO 32000-1, table 95: in files of before PDF 1.2, and in any that leave the entry out, such a form uses the resources of the
# page.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.1 pdfminer.six==20260107
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

content = "BT /F 12 Tf 50 600 Td (form) Tj ET"
form = f"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length {len(content)}>>stream\n{content}\nendstream"
made = pdf("BT /F 12 Tf 50 700 Td (page) Tj ET /X Do", "/XObject<</X 6 0 R>>", [form])
print(PdfReader(io.BytesIO(made)).pages[0].extract_text().split(), extract_text(io.BytesIO(made)).split())
PYTHON
)
behaviour='['\''page'\''] ['\''page'\'', '\''form'\'']'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'it uses those of the page, and its text is extracted with the page'\''s.' \
    'pypdf 7.1.1 (PyPI); pdfminer.six 20260107 (PyPI) for comparison' \
    'its text is missing, without a warning; pdfminer finds it.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
