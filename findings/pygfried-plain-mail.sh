#!/usr/bin/env bash
# The format of a mail that doesn't use MIME, as an archive finds it out.
#
# Guess, written down before the first run: a mail of header and text alone, as qmail returns mails, is an Internet Message
# (PRONOM fmt/278), at least by its ending .eml.
# Seen with pygfried 2.2.0 (PyPI): unknown with the ending, plain text (x-fmt/111) without; only with MIME-Version and
# Content-Type is it a MIME mail (fmt/950); MIME-Version alone is not enough.
# RFC 5322, 3.6: only Date and From must be there; PRONOM lists .eml for fmt/278.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pygfried==2.2.0
mail='From: Post <post@els.example>\r\nTo: bericht@linde.example\r\nSubject: failure notice\r\nDate: Mon, 30 Nov 2026 10:00:00 +0100\r\n'
printf "$mail"'\r\nHi. This is a text.\r\n' >plain.eml
cp plain.eml plain
printf "$mail"'MIME-Version: 1.0\r\n\r\nHi. This is a text.\r\n' >version.eml
printf "$mail"'MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHi. This is a text.\r\n' >mime.eml
seen=$(python/bin/python -c 'import pygfried; print(*map(pygfried.identify, ["plain.eml", "plain", "version.eml", "mime.eml"]), end="")')
behaviour='UNKNOWN x-fmt/111 UNKNOWN fmt/950'
printf 'guess:     %s\nversion:   %s\nbehaviour: %s\nseen:      %s\n' \
    'a mail of header and text alone is an Internet Message (fmt/278), at least by its ending .eml.' \
    'pygfried 2.2.0 (PyPI)' \
    'unknown with the ending, plain text without; only MIME-Version and Content-Type together make it a MIME mail.' "$seen"
[ "$seen" = "$behaviour" ] || { printf 'changed: it was %s\n' "$behaviour"; exit 1; }
