#!/usr/bin/env bash
# A Sieve rule about the size of a mail.
#
# Guess, written down before the first run: a mail of 200 bytes is over 100 and not over 1K.
# Seen with sifter3 0.2.7 (PyPI): no script with a size test can be read: its tag is called unexpected. Its page says that all
# tests of the standard but envelope are there.
# RFC 5228, 5.9: size with :over or :under is a test that every implementation has.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sifter3==0.2.7
seen=$(python/bin/python - 2>said <<'PYTHON'
import email
from sifter.parser import parse_string
mail = email.message_from_string("From: a@els.example\nSubject: Bericht\n\n" + "x" * 160 + "\n")
for test in ('header :is "subject" "bericht"', "size :over 100", "size :over 1K"):
    try:
        print(parse_string(f"if {test} {{ discard; }}").evaluate(mail), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end=" ")
PYTHON
)
behaviour='[] RuleSyntaxError Unexpected tag argument '\'':OVER'\'' to SIZE encountered RuleSyntaxError Unexpected tag argument '\'':OVER'\'' to SIZE encountered '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'a mail of 200 bytes is over 100 and not over 1K.' \
    'sifter3 0.2.7 (PyPI)' \
    'no script with a size test can be read: its tag is called unexpected. Its page says that all tests of the standard but envelope are there.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
