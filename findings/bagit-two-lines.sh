#!/usr/bin/env bash
# A description of two lines in the information of a bag.
#
# Guess, written down before the first run: the library folds it, or keeps the two lines apart by a blank.
# Seen with bagit 1.9.0 (PyPI): the line break is left out and the words around it become one, in the bag and in what is read back.
# RFC 8493, 2.2.2: a long value may go on on the next line, which then begins with blanks.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check bagit==1.9.0
seen=$(python/bin/python - 2>said <<'PYTHON'
import bagit, os
os.makedirs("bag")
with open("bag/brief.txt", "w") as file:
    file.write("a")
bagit.make_bag("bag", {"External-Description": "Brieven aan verenigingen\nVerzonden in december"}, checksums=["sha256"])
print(bagit.Bag("bag").info["External-Description"], end="")
PYTHON
)
behaviour='Brieven aan verenigingenVerzonden in december'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'the library folds a description of two lines, or keeps them apart by a blank.' \
    'bagit 1.9.0 (PyPI)' \
    'the line break is left out, and the words around it become one.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
