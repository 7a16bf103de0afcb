"""Builds bijlage 3.2 from its Typst source and compares it, byte for byte, with the PDF that ships.

Needs PyPI's `typst` (the version below, see `.ci/requirements.txt`): the same source and version give the same bytes on every machine.
With `--write` it puts the new PDF in the place of the old one instead. It asks Typst for PDF/A-2a and PDF/UA-1; a missing title,
language or alternative text is then an error. Then it makes `uw-gegevens.typ` for dates of the mail: the PDF has the same one, or there is none.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# What stands in [notice.values], and the date that the PDF should have; none where no date can be read.
DATES = {
    "12 december 2024": b"D:20241212",
    "3 maart 2025": b"D:20250303",
    "1 Mei 2026": b"D:20260501",
    "31 februari 2025": None,
    "12-12-2024": None,
    "twaalf december 2024": None,
}
COLUMNS = ("organisatie", "kenmerk", "aanhef", "contactjaren", "contact", "afzender", "afdeling")


def build(source):
    """A PDF as the program would have it made."""
    return typst.compile(str(source), format="pdf", pdf_standards=["a-2a", "ua-1"], ignore_system_fonts=True)


def wrongly_dated():
    """The dates of mails that a letter of an organisation's own does not have."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(TEMPLATES, Path(folder) / "templates"))
        for written, wanted in DATES.items():
            (copy / "data.json").write_text(json.dumps({name: "x" for name in COLUMNS} | {"datum": written}), "utf-8")
            try:
                found = build(copy / "uw-gegevens.typ")
            except typst.TypstError:
                found = None
            if (found is None) != (wanted is None) or (wanted and wanted not in found):
                wrong.append(written)
    return wrong


def main():
    """Builds, then compares or writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the PDF instead of comparing it")
    write = parser.parse_args().write
    source, shipped = TEMPLATES / "bijlage-3.2.typ", TEMPLATES / "bijlage-3.2.pdf"
    built = build(source)
    if write:
        shipped.write_bytes(built)
        print(f"letter: {len(built):,} bytes written")
    elif built != shipped.read_bytes():
        print("letter: DISAGREES: the shipped PDF is not what its source makes; `just letter` makes it anew")
        sys.exit(1)
    elif wrong := wrongly_dated():
        print(f"letter: DISAGREES: uw-gegevens.typ is not dated as the mail of {', '.join(wrong)}")
        sys.exit(1)
    else:
        print(f"letter: the shipped PDF is what its source makes, {len(built):,} bytes, and {len(DATES)} dates are the mail's or none")


if __name__ == "__main__":
    main()
