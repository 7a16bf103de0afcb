"""Builds bijlage 3.2 from its Typst source and compares it, byte for byte, with the PDF that ships.

Needs PyPI's `typst` (the version below, see `.ci/requirements.txt`): the same source and version give the same bytes on every machine.
With `--write` it puts the new PDF in the place of the old one instead. It asks Typst for PDF/A-2a and PDF/UA-1; a missing title,
language or alternative text is then an error.
"""

import argparse
import sys
from pathlib import Path

import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def main():
    """Builds, then compares or writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the PDF instead of comparing it")
    write = parser.parse_args().write
    source, shipped = TEMPLATES / "bijlage-3.2.typ", TEMPLATES / "bijlage-3.2.pdf"
    built = typst.compile(str(source), format="pdf", pdf_standards=["a-2a", "ua-1"], ignore_system_fonts=True)
    if write:
        shipped.write_bytes(built)
        print(f"letter: {len(built):,} bytes written")
    elif built != shipped.read_bytes():
        print("letter: DISAGREES: the shipped PDF is not what its source makes; `just letter` makes it anew")
        sys.exit(1)
    else:
        print(f"letter: the shipped PDF is what its source makes, {len(built):,} bytes")


if __name__ == "__main__":
    main()
