#!/usr/bin/env bash
# An attachment whose name has a semicolon.
#
# Guess, written down before the first run: what stands between quotes is the name: brief;bijlage.pdf.
# Seen with fast-mail-parser 0.10.0 (PyPI): the name ends at the semicolon, and has the opening quote in front of it.
# RFC 2045, 5.1, and RFC 2183, 2: between quotes a semicolon is a character as any other.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check fast-mail-parser==0.10.0
seen=$(python/bin/python - <<'PYTHON'
import email.message
from fast_mail_parser import parse_email
for name in ("brief.pdf", "brief;bijlage.pdf"):
    mail = email.message.EmailMessage()
    mail["From"] = "a@wilg.example"
    mail.set_content("x")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)
    print(parse_email(mail.as_bytes()).attachments[0].filename, end=" ")
PYTHON
)
behaviour='brief.pdf "brief '
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'what stands between quotes is the name: brief;bijlage.pdf.' \
    'fast-mail-parser 0.10.0 (PyPI)' \
    'the name ends at the semicolon, and has the opening quote in front of it.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
