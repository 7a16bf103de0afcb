#!/usr/bin/env bash
# A Sieve rule that compares a number, as a spam score.
#
# Guess, written down before the first run: the rule is read: relational is among the extensions that the package lists.
# Seen with sievelib 1.6.0 (PyPI): i;ascii-numeric is said to be a bad value, so a script with such a rule can't be edited; the
# other two comparators are taken.
# RFC 5231, 3: whoever has the extension relational must have the comparator i;ascii-numeric.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sievelib==1.6.0
seen=$(python/bin/python - <<'PYTHON'
from sievelib.parser import Parser
for comparator in ("i;octet", "i;ascii-casemap", "i;ascii-numeric"):
    parser = Parser()
    read = parser.parse(f'require ["relational", "comparator-{comparator}"];\nif header :value "ge" :comparator "{comparator}" "x-score" "5" {{ discard; }}\n')
    print(comparator, read or parser.error, end=" | ")
PYTHON
)
behaviour='i;octet True | i;ascii-casemap True | i;ascii-numeric line 2: bad value "i;ascii-numeric" for argument comparator | '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the rule is read: relational is among the extensions that the package lists.' \
    'sievelib 1.6.0 (PyPI)' \
    'i;ascii-numeric is said to be a bad value, so a script with such a rule can'\''t be edited; the other two comparators are taken.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
