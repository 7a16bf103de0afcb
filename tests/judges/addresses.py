#!/usr/bin/env python3
"""Makes tests/lists/addresses/verdicts.json: addresses from the test sets of two address validators, each with
what they say of it. The Rust test `list::tests::judged` holds heraut against it.

    python3 tests/judges/addresses.py        # fetches the two packages with pip and npm

Judges: PyPI's email-validator (its own tables, the library's verdict) and the is_email test set of Dominic Sayers
as npm's email-addresses carries it (its category)."""

import ast, json, pathlib, subprocess, sys, tarfile, tempfile
import xml.etree.ElementTree as xml

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


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        fetch(folder)
        verdicts = [*validator(folder), *is_email(folder)]
    OUT.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(verdict, ensure_ascii=True) for verdict in verdicts)
    OUT.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(verdicts)} verdicts")


if __name__ == "__main__":
    main()
