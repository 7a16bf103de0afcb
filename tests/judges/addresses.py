"""Does heraut accept and refuse the addresses that two other judges accept and refuse?

    python3 tests/judges/addresses.py target/release/heraut
    python3 tests/judges/addresses.py --write      # makes the set anew, with pip and npm

The set is tests/lists/addresses/verdicts.json: the addresses of the test sets of PyPI's email-validator and of
Dominic Sayers' is_email (as npm's email-addresses carries it), each with what they say of it. Every address goes into a
row of a list, and `check --json` is asked. Which categories are accepted is in docs/list.md. Where email-validator is
installed, the library itself is asked too: about its own addresses, and about every one that heraut accepts.
"""

import ast
import csv
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as xml

from common import HEADERS, Campaign, judge, need

try:
    import email_validator
except ImportError:
    email_validator = None

PYPI = "email-validator==2.2.0"
NPM = "email-addresses@5.0.0"
OUT = pathlib.Path(__file__).resolve().parents[1] / "lists/addresses/verdicts.json"


def fetch(folder):
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", PYPI],
                   cwd=folder, check=True)
    subprocess.run(["npm", "pack", "--silent", NPM], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for name in list(folder.iterdir()):
        with tarfile.open(name) as packed:
            packed.extractall(folder, filter="data")


def tables(source):
    """The first value of each case of each parametrized test, with the test's name."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and len(mark.args) > 1 and isinstance(mark.args[1], ast.List):
                for case in mark.args[1].elts:
                    first = case.elts[0] if isinstance(case, ast.Tuple) else case
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield node.name, first.value


def validator(folder):
    source = next(folder.glob("email_validator-*/tests/test_syntax.py")).read_text(encoding="utf-8")
    wanted = {"test_email_valid": "valid", "test_email_valid_intl_local_part": "international",
              "test_email_valid_only_if_quoted_local_part": "quoted", "test_email_invalid_syntax": "invalid"}
    for test, address in tables(source):
        if test in wanted:
            yield {"judge": "email-validator", "address": address, "verdict": wanted[test]}


def is_email(folder):
    for test in xml.parse(folder / "package/test/tests.xml").getroot().iter("test"):
        # Control characters are written as their pictures, U+2400 and on.
        text = test.findtext("address") or ""
        text = "".join(chr(ord(c) - 0x2400) if 0x2400 <= ord(c) < 0x2420 else c for c in text)
        yield {"judge": "is_email", "address": text,
               "verdict": test.findtext("category").removeprefix("ISEMAIL_").lower()}


def write():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        fetch(folder)
        verdicts = [*validator(folder), *is_email(folder)]
    OUT.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(verdict, ensure_ascii=True) for verdict in verdicts)
    OUT.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(verdicts)} verdicts")


ACCEPTED = {"valid", "valid_category", "dnswarn"}
# Judged otherwise by heraut, each for its reason: see docs/list.md.
OTHERWISE = {
    '"quoted local part"@example.org': False,
    '"de-quoted.local.part"@example.org': False,
    '"My.\\"Na\\\\me\\".Is" <"me \\" \\\\ me"@example.org>': False,
    "MyName <me@example.org>": False,
    "My Name <me@example.org>": False,
    "test@io": False,
    "me@bad.tld-2": True,
    "me@yy--0.tld": True,
}
# A cell loses blanks at its ends before it is judged, as nobody sees them: these are other addresses then.
BLANK = " \t\r\n\v\f\u00a0"


def says(address):
    """What the library itself says."""
    try:
        email_validator.validate_email(address, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError:
        return False
    return True


def work(options):
    verdicts = json.loads(OUT.read_text("utf-8"))
    need(len(verdicts) > 250, f"only {len(verdicts)} verdicts")
    asked = [one for one in verdicts if one["address"] == one["address"].strip(BLANK) and "\0" not in one["address"]]
    rows = [dict.fromkeys(HEADERS, "x") | {
        "id": f"A-{nth}", "organisatie": f"Organisatie {nth}", "soort": "maatschappelijk",
        "email": one["address"], "contactjaren": "2023, 2024"} for nth, one in enumerate(asked)]
    sets = ["list.duplicates.address=\"send\"", f"list.expected={len(rows)}"]
    with Campaign(options.heraut, sets=sets) as campaign:
        with open(campaign.dir / "recipients.example.csv", "w", encoding="utf-8", newline="") as file:
            # Between quotes, so that a line break in a cell is no end of a row.
            writer = csv.DictWriter(file, HEADERS, delimiter=";", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
        document = campaign.run("--json", "check", expect={3}).json()
    need(document["sum"]["listed"] == len(rows), f"{document['sum']['listed']} of {len(rows)} rows were read")
    # The address's own faults; a row may be told of for what stands in it besides.
    column = "D email"
    refused = {fault["row"] - 2 for fault in document["faults"]
               if fault["severity"] == "error" and fault["column"] == column}
    lines = {}
    for nth, one in enumerate(asked):
        wanted = OTHERWISE.get(one["address"], one["verdict"] in ACCEPTED)
        if (nth not in refused) != wanted:
            lines[nth] = f"{one['judge']} {one['verdict']} {one['address']!r}: {'refused' if nth in refused else 'accepted'}"
    need(not lines, "\n".join(lines.values()))
    asked_too = ""
    if email_validator:
        accepted = [one["address"] for nth, one in enumerate(asked) if nth not in refused]
        other = [address for address in accepted if not says(address) and not OTHERWISE.get(address)]
        need(not other, f"email-validator refuses what heraut accepts: {other}")
        asked_too = f"; email-validator {email_validator.__version__} accepts all {len(accepted)} that heraut accepts"
    skipped = len(verdicts) - len(asked)
    return f"{len(asked)} addresses judged as two others judge them ({skipped} begin or end with a blank){asked_too}"


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        judge(__doc__, work)
