#!/usr/bin/env bash
# A hyphen of the text in a PDF by Typst in which a word is broken over lines as well.
#
# Guess, written down before the first run: Wolkendam-Noord is extracted as it was written, with the hyphen that everybody
# types.
# Seen with Typst 0.15.2 (PyPI typst) read by pypdf 7.1.1 (PyPI): as soon as one word of the document is broken over lines, the
# written hyphens come out as soft hyphens (U+00AD), and a search for the name finds nothing. Alone in a document it comes out
# right. Both hyphens are one sign of the font; Typst names the soft one and says the other in ActualText, which pypdf does not
# read.
# ISO 32000-1, 9.10.2 and 14.9.4: ActualText takes the place of what the signs would say.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1
seen=$(python/bin/python - <<'PYTHON'
import io
import pathlib
import typst
from pypdf import PdfReader
for words in ("Wolkendam-Noord", "De arbeidsongeschiktheidsverzekering van Wolkendam-Noord"):
    pathlib.Path("page.typ").write_text(f'#set page(width: 5cm)\n#set text(lang: "nl", hyphenate: true)\n{words}')
    text = PdfReader(io.BytesIO(typst.compile("page.typ"))).pages[0].extract_text()
    print(text.split("\n")[-1].replace("\u00ad", "(soft)"), end=" ")
PYTHON
)
behaviour='Wolkendam-Noord Wolkendam(soft)Noord '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'Wolkendam-Noord is extracted as it was written, with the hyphen that everybody types.' \
    'Typst 0.15.2 (PyPI typst) read by pypdf 7.1.1 (PyPI)' \
    'as soon as one word of the document is broken over lines, the written hyphens come out as soft hyphens (U+00AD), and a search for the name finds nothing. Alone in a document it comes out right. Both hyphens are one sign of the font; Typst names the soft one and says the other in ActualText, which pypdf does not read.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
