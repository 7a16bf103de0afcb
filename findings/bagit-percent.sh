#!/usr/bin/env bash
# A percent sign in the name of a file in a bag.
#
# Guess, written down before the first run: a bag whose manifest writes the percent sign of a file's name as %25 is valid, and so is
# every bag that the library has just made.
# Seen with bagit 1.9.0 (PyPI): %25 is not read as a percent sign, so the bag is called incomplete. The library itself writes the
# percent sign as it is, and then reads %0A in such a name as a line break: the bag that it made is incomplete too.
# RFC 8493, 2.1.3: a percent sign in a path of a manifest is written as %25, and read as a percent sign.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check bagit==1.9.0
seen=$(python/bin/python - 2>said <<'PYTHON'
import bagit, hashlib, os
def verdict(place):
    try:
        return "valid" if bagit.Bag(place).validate() else "not valid"
    except bagit.BagValidationError as error:
        return str(error).split(":")[0]
os.makedirs("other/data")
with open("other/data/korting 50%.txt", "w") as file:
    file.write("a")
with open("other/bagit.txt", "w") as file:
    file.write("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
with open("other/manifest-sha256.txt", "w") as file:
    file.write(hashlib.sha256(b"a").hexdigest() + "  data/korting 50%25.txt\n")
os.makedirs("own")
with open("own/brief%0A.txt", "w") as file:
    file.write("a")
bagit.make_bag("own", checksums=["sha256"])
print(verdict("other"), "/", verdict("own"), end="")
PYTHON
)
behaviour='Bag is incomplete / Bag is incomplete'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'a bag whose manifest writes a percent sign as %25 is valid, and so is every bag that the library has just made.' \
    'bagit 1.9.0 (PyPI)' \
    '%25 is not read as a percent sign; the library writes the sign as it is, and reads %0A in such a name as a line break.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
