#!/usr/bin/env bash
# A pattern of a schema with \w, on its own and between brackets.
#
# Guess, written down before the first run: both mean the same characters, as XML Schema says them: a plus sign is one of them,
# a low line is none.
# Seen with xmlschema 4.3.2 (PyPI); lxml 6.1.3 (PyPI) for comparison: between brackets they do; on its own \w means what Python
# means, so a valid file with a plus sign in its name is refused, and one with a low line passes; lxml goes by the standard.
# XML Schema, part 2, F.1.1: \w is every character but punctuation, separators and those that stand for nothing; a plus sign is
# a symbol, a low line is punctuation.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check xmlschema==4.3.2 lxml==6.1.3
seen=$(python/bin/python - <<'PYTHON'
import xmlschema
from lxml import etree
for pattern in (r"\w+", r"[\w]+"):
    schema = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="kenmerk"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="{pattern}"/></xs:restriction></xs:simpleType></xs:element></xs:schema>'
    ours, other = xmlschema.XMLSchema(schema), etree.XMLSchema(etree.fromstring(schema))
    for text in ("2026+7", "2026_7"):
        one = f"<kenmerk>{text}</kenmerk>"
        print(pattern, text, ours.is_valid(one), other.validate(etree.fromstring(one)), end=" | ")
PYTHON
)
behaviour='\w+ 2026+7 False True | \w+ 2026_7 True False | [\w]+ 2026+7 True True | [\w]+ 2026_7 False False | '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'both mean the same characters, as XML Schema says them: a plus sign is one of them, a low line is none.' \
    'xmlschema 4.3.2 (PyPI); lxml 6.1.3 (PyPI) for comparison' \
    'between brackets they do; on its own \w means what Python means, so a valid file with a plus sign in its name is refused, and one with a low line passes; lxml goes by the standard.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
